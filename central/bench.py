"""The bench's side door, for tests, training and acceptance: to this machine alone, never in service."""

import datetime as dt
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

import msgspec
from litestar import Router, get, post
from litestar.connection import ASGIConnection
from litestar.exceptions import NotFoundException
from litestar.handlers import BaseRouteHandler
from litestar.params import FromPath, JSONBody
from litestar.response import Redirect
from sqlalchemy import and_, delete, or_, select, true, update
from sqlalchemy.exc import IntegrityError

from central import terminals
from central.attachments import attachment
from central.case_tables import CaseRow, KeptRow, OrderRow
from central.centre import Behaviour, Centre, Service, WalletMood
from central.departments import all_open, say
from central.desk import decide
from central.e_ids import issue
from central.enrolment import new_code
from central.orders import CHARGING, SETTLED, WAITING, settle, status_of
from central.people import add_resident
from central.population import populate
from central.refusal import Refusal
from central.residents import Resident
from central.tables import AlarmRow, CheckRow, ItemRow, ResidentRow, WithdrawnRow
from central.withdrawals import restore, withdraw
from kiosk.domain.address import is_loopback
from kiosk.domain.case import CaseState
from kiosk.domain.department import DepartmentMode, DepartmentWord
from kiosk.domain.ids import MatterCode
from kiosk.domain.signature import signature_svg
from kiosk.domain.submission import SubmissionBody
from kiosk.domain.text import Text
from kiosk.wire.envelope import decode_header, decode_item
from kiosk.wire.messages import Body, OrderState

KEPT_CODES = 20


class ResidentLine(Body, frozen=True, kw_only=True):
    """Who can be laid on the reader."""

    slug: str
    name: str
    kind: str
    note: str


class CodeLine(Body, frozen=True, kw_only=True):
    """A text message on a resident's phone."""

    phone: str
    resident: str
    code: str
    sent_at: str


class OrderLine(Body, frozen=True, kw_only=True):
    """An order that waits for a wallet, and the code that a terminal shows of it."""

    number: str
    amount_fen: int
    payee: str
    code: str
    charging: bool
    """A wallet whose code was scanned asks its owner for the password."""


class PaymentLine(Body, frozen=True, kw_only=True):
    """An order that was paid."""

    number: str
    item: str
    amount_fen: int
    transaction: str


class Scan(Body, frozen=True, kw_only=True):
    """What a wallet's camera read."""

    code: str
    wallet: str = "模拟钱包"


class BehaviourChange(Body, frozen=True, kw_only=True):
    mode: Behaviour


class EIdWish(Body, frozen=True, kw_only=True):
    resident: str


class EIdShown(Body, frozen=True, kw_only=True):
    """What the phone shows, as a QR code."""

    code: str


class WalletChange(Body, frozen=True, kw_only=True):
    mood: WalletMood


class Withdrawing(Body, frozen=True, kw_only=True):
    """Withdraw a matter with a reason, or restore it with none."""

    matter: MatterCode
    reason: Text | None = None


class SystemMode(StrEnum):
    """How a department's system is made to be; with HOURS nothing is said, and terminals go by its hours."""

    OPEN = "open"
    DOWN = "down"
    MAINTENANCE = "maintenance"
    HOURS = "hours"


class DepartmentChange(Body, frozen=True, kw_only=True):
    """How a department's system is from now on."""

    department: str
    mode: SystemMode
    until: dt.datetime | None = None


class ItemLine(Body, frozen=True, kw_only=True):
    """What came, and what became of it; no name."""

    id: str
    terminal: str
    seq: int
    kind: str
    number: str
    matter: str
    state: str
    disposition: str | None
    tombstone: bool
    acceptance_number: str | None
    reasons: list[Any]
    attachments: int
    """How many came beside it: /bench/attachments/{item}/{place} shows each."""


class CodePair(Body, frozen=True, kw_only=True):
    """What a technician is given for a new terminal."""

    code: str
    fingerprint: str


def only_here(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Let nobody in from another machine."""
    if connection.client is None or not is_loopback(connection.client.host):
        raise NotFoundException


@get("/residents", sync_to_thread=True)
def residents(centre: Service) -> tuple[ResidentLine, ...]:
    """List everybody the libraries know."""
    with centre.store.reading() as session:
        rows = session.scalars(select(ResidentRow).order_by(ResidentRow.slug))
        return tuple(ResidentLine(slug=row.slug, name=row.name, kind=row.kind, note=row.note) for row in rows)


@post("/residents", status_code=200, sync_to_thread=True)
def put_resident(data: JSONBody[Resident], centre: Service) -> ResidentLine:
    """Add a resident, or put another in place of one with the same slug."""
    try:
        with centre.store.writing() as session:
            add_resident(session, data)
    except IntegrityError as error:
        message = f"{data.slug}: a record's id or the card's number belongs to another resident"
        raise Refusal(409, "resident_double", message) from error
    return ResidentLine(slug=data.slug, name=data.card.name, kind=data.card.kind.value, note=data.note)


@get("/codes", sync_to_thread=False)
def codes(centre: Service) -> tuple[CodeLine, ...]:
    """List the last text messages, newest first."""
    return tuple(
        CodeLine(
            phone=message.phone,
            resident=message.resident,
            code=message.code,
            sent_at=message.sent_at.isoformat(),
        )
        for message in list(centre.phones)[::-1][:KEPT_CODES]
    )


@get("/orders", sync_to_thread=True)
def orders(centre: Service) -> tuple[OrderLine, ...]:
    """List the orders that wait for a wallet, newest first."""
    fresh = and_(OrderRow.state == WAITING, OrderRow.expires_at > centre.clock())
    waiting = select(OrderRow).where(or_(fresh, OrderRow.state == CHARGING))
    with centre.store.reading() as session:
        return tuple(
            OrderLine(
                number=row.number,
                amount_fen=row.amount_fen,
                payee=row.payee,
                code=f"{centre.base_url}/pay/{row.number}",
                charging=row.state == CHARGING,
            )
            for row in session.scalars(waiting.order_by(OrderRow.expires_at.desc()))
        )


@get("/payments", sync_to_thread=True)
def payments(centre: Service) -> tuple[PaymentLine, ...]:
    """List the orders that were paid, in the order of their payment."""
    paid = select(OrderRow).where(OrderRow.state == SETTLED).order_by(OrderRow.paid_at)
    with centre.store.reading() as session:
        return tuple(
            PaymentLine(
                number=row.number,
                item=row.item,
                amount_fen=row.amount_fen,
                transaction=row.transaction or "",
            )
            for row in session.scalars(paid)
        )


@post("/pay", status_code=200, sync_to_thread=True)
def pay(data: JSONBody[Scan], centre: Service) -> OrderState:
    """Pay what the scanned code names, as a wallet does."""
    head, found, number = urlsplit(data.code).path.rpartition("/pay/")
    if not found or head or not number:
        raise Refusal(400, "code", "this is no payment code of this platform")
    return _paid(centre, number, data.wallet)


@post("/pay-page/{order:str}", sync_to_thread=True)
def pay_by_button(order: FromPath[str], centre: Service) -> Redirect:
    """Pay from the order's page."""
    _paid(centre, order, "模拟钱包")
    return Redirect(f"/pay/{order}", status_code=303)


@post("/e-id", status_code=200, sync_to_thread=True)
def show_e_id(data: JSONBody[EIdWish], centre: Service) -> EIdShown:
    """Let a resident's phone show a fresh e-ID code."""
    with centre.store.writing() as session:
        return EIdShown(code=issue(session, centre, data.resident))


@post("/behaviour", status_code=200, sync_to_thread=False)
def behave(data: JSONBody[BehaviourChange], centre: Service) -> BehaviourChange:
    """Make the platform slow, failing, or a captive portal; or right again."""
    centre.behaviour = data.mode
    return BehaviourChange(mode=centre.behaviour)


@post("/wallet", status_code=200, sync_to_thread=False)
def tune_wallets(data: JSONBody[WalletChange], centre: Service) -> WalletChange:
    """Let wallets pay at once, ask for a password, refuse or give no answer when a code is charged."""
    centre.wallet = data.mood
    return WalletChange(mood=centre.wallet)


@post("/withdrawn", status_code=200, sync_to_thread=True)
def withdraw_matter(data: JSONBody[Withdrawing], centre: Service) -> Withdrawing:
    """Withdraw a matter with a reason, or restore it."""
    with centre.store.writing() as session:
        if data.reason is None:
            restore(session, data.matter)
        else:
            withdraw(session, data.matter, data.reason, centre.clock())
    return data


@post("/department", status_code=200, sync_to_thread=False)
def change_department(data: JSONBody[DepartmentChange], centre: Service) -> DepartmentChange:
    """Take a department's system down, or have it answer again."""
    if data.mode is SystemMode.HOURS:
        say(centre, data.department, None)
    else:
        say(
            centre,
            data.department,
            DepartmentWord(mode=DepartmentMode(data.mode.value), until=data.until),
        )
    return data


@post("/revoked/{name:str}", status_code=204, sync_to_thread=True)
def revoke(name: FromPath[str], centre: Service) -> None:
    """Take a terminal's enrolment away."""
    with centre.store.writing() as session:
        terminals.revoke(session, name, centre.clock())


@post("/reset", status_code=204, sync_to_thread=True)
def reset(centre: Service) -> None:
    """Put all records back to the initial data: bills are owed again, nothing is kept; receipts stay."""
    with centre.store.writing() as session:
        session.execute(delete(CheckRow))
        session.execute(delete(WithdrawnRow))
        session.execute(delete(KeptRow))
        session.execute(update(OrderRow).values(debt="reset/" + OrderRow.number))
        populate(session, centre.today())
    all_open(centre)
    centre.behaviour, centre.wallet = Behaviour.OK, WalletMood.PAYS
    centre.phones.clear()


@get("/items", sync_to_thread=True)
def items(centre: Service, of: str | None = None) -> tuple[ItemLine, ...]:
    """List what was received, in the order it came; of all terminals, or of one."""
    with centre.store.reading() as session:
        rows = session.execute(
            select(ItemRow, CaseRow)
            .outerjoin(CaseRow, CaseRow.item == ItemRow.id)
            .where(true() if of is None else ItemRow.terminal == of)
            .order_by(ItemRow.received_at)
        )
        return tuple(_line(item, case) for item, case in rows.tuples())


@post("/cases/{name:str}", status_code=204, sync_to_thread=True)
def move_case(name: FromPath[str], data: JSONBody[CaseState], centre: Service) -> None:
    """Decide on a case, by its receipt number or its item, as a clerk does."""
    decide(centre, name, data)


@get("/signatures/{item:str}", media_type="image/svg+xml", sync_to_thread=True)
def signature(item: FromPath[str], centre: Service) -> str:
    """Draw the signature under a case's promise, as a clerk sees it."""
    with centre.store.reading() as session:
        case = session.get(CaseRow, item)
        promise = None if case is None else msgspec.msgpack.decode(case.body, type=SubmissionBody).commitment
    if promise is None:
        raise NotFoundException(f"no promise was signed with item {item}")
    return signature_svg(promise.strokes)


@get("/attachments/{item:str}/{place:int}", media_type="image/jpeg", sync_to_thread=True)
def show_attachment(item: FromPath[str], place: FromPath[int], centre: Service) -> bytes:
    """Show what came beside a case, as a clerk sees it."""
    with centre.store.reading() as session:
        return attachment(session, centre, item, place)


@get("/alarms", sync_to_thread=True)
def alarms(centre: Service) -> tuple[dict[str, str], ...]:
    """List what the centre was alarmed by."""
    with centre.store.reading() as session:
        rows = session.scalars(select(AlarmRow).order_by(AlarmRow.id))
        return tuple({"terminal": row.terminal, "kind": row.kind, "detail": row.detail} for row in rows)


@post("/enrolment-code", status_code=200, sync_to_thread=True)
def enrolment_code(centre: Service) -> CodePair:
    """Make a one-time code and name the key to pin."""
    with centre.store.writing() as session:
        code = new_code(session, centre.clock())
    return CodePair(code=code, fingerprint=centre.keys.fingerprint)


def router() -> Router:
    """Return every door of the bench behind its guard."""
    return Router(
        path="/bench",
        guards=[only_here],
        tags=["Bench"],
        route_handlers=[
            residents,
            put_resident,
            codes,
            orders,
            payments,
            pay,
            pay_by_button,
            behave,
            tune_wallets,
            show_e_id,
            withdraw_matter,
            change_department,
            revoke,
            reset,
            items,
            move_case,
            signature,
            show_attachment,
            alarms,
            enrolment_code,
        ],
    )


def _paid(centre: Centre, number: str, wallet: str) -> OrderState:
    with centre.store.writing() as session:
        row = settle(session, number, wallet=wallet, now=centre.clock())
        return OrderState(status=status_of(row, centre.clock()))


def _line(item: ItemRow, case: CaseRow | None) -> ItemLine:
    return ItemLine(
        id=item.id,
        terminal=item.terminal,
        seq=item.seq,
        kind=item.kind,
        number=item.number,
        matter=item.matter,
        state=case.state if case else "received",
        disposition="desk" if item.status == 422 else None,  # noqa: PLR2004 the HTTP status
        tombstone=item.tombstone,
        acceptance_number=case.acceptance_number if case else None,
        reasons=case.reasons if case else [],
        attachments=len(decode_header(decode_item(item.data).header).attachments),
    )
