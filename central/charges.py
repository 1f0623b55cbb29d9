"""Payers' codes, scanned at the terminal: charged once, and taken back when it stays undecided.

As wallets do it (WeChat Pay v3 and Alipay code payment): the answer to a charge is 'paid', 'the payer types a
password', 'no' or none at all, which is asked about and never guessed; a reversal waits its time.
"""

import hashlib
import math

from litestar import post
from litestar.params import FromPath, JSONBody
from sqlalchemy import select
from sqlalchemy.orm import Session

from central.case_tables import ChargeRow, OrderRow
from central.centre import Centre, Service, Signer, WalletMood
from central.orders import CHARGING, CLOSED, WAITING, known_order, settle, status_of
from central.refusal import Refusal
from kiosk.domain.payment import PaymentWaiting
from kiosk.domain.scanned import PayerCode, Wallet, recognise
from kiosk.wire.messages import ChargeRequest, OrderState

SILENT_RETRY_S = 5
NAMES = {Wallet.WECHAT: "微信支付", Wallet.ALIPAY: "支付宝", Wallet.UNIONPAY: "云闪付"}


@post(
    "/v1/orders/{number:str}/charge",
    status_code=200,
    sync_to_thread=True,
    tags=["Payment"],
    summary="Charge a payer's code",
)
def charge_order(
    number: FromPath[str], data: JSONBody[ChargeRequest], centre: Service, terminal: Signer
) -> OrderState:
    """Charge the code; the same code again tells how the order stands, and charges nothing."""
    with centre.store.writing() as session:
        row = known_order(session, number, terminal)
        session.refresh(row, with_for_update=True)
        refusal = _charged(session, centre, row, data.code)
        status = status_of(row, centre.clock())
    if refusal is not None:
        raise refusal  # behind the commit: what became of the code stays known
    return OrderState(status=status)


def _charged(session: Session, centre: Centre, row: OrderRow, digits: str) -> Refusal | None:
    code = recognise(digits.encode(), receipts_at=None)
    if not isinstance(code, PayerCode):
        return Refusal(422, "code_unknown", "this is no payment code of a wallet")
    digest = hashlib.sha256(digits.encode()).digest()
    known = session.get(ChargeRow, digest)
    if known is not None:
        return _known(known, row)
    if not isinstance(status_of(row, centre.clock()), PaymentWaiting):
        return None
    if row.state == CHARGING:
        return Refusal(409, "charge_open", f"order {row.number} is being charged with another code")
    charge = ChargeRow(
        digest=digest, order=row.number, wallet=NAMES[code.wallet], begun_at=centre.clock(), refused=False
    )
    session.add(charge)
    return _decided(session, centre, row, charge)


def _known(charge: ChargeRow, row: OrderRow) -> Refusal | None:
    if charge.order != row.number:
        return Refusal(422, "code_used", "this payment code was used before: show a fresh one")
    return _said_no() if charge.refused else None


def _decided(session: Session, centre: Centre, row: OrderRow, charge: ChargeRow) -> Refusal | None:
    """Let the wallet decide."""
    match centre.wallet:
        case WalletMood.PAYS:
            settle(session, row.number, wallet=charge.wallet, now=centre.clock())
        case WalletMood.ASKS:
            row.state = CHARGING
        case WalletMood.REFUSES:
            charge.refused = True
            return _said_no()
        case WalletMood.HANGS:
            row.state = CHARGING
            return _silent(SILENT_RETRY_S)
    return None


@post(
    "/v1/orders/{number:str}/close",
    status_code=200,
    sync_to_thread=True,
    tags=["Payment"],
    summary="Close an order",
)
def close_order(number: FromPath[str], centre: Service, terminal: Signer) -> OrderState:
    """Close an order, taking a charge back; one that was paid after all is settled and stays so."""
    with centre.store.writing() as session:
        row = known_order(session, number, terminal)
        session.refresh(row, with_for_update=True)
        if row.state == CHARGING:
            take_back(session, centre, row)
        elif row.state == WAITING:
            row.state = CLOSED
        return OrderState(status=status_of(row, centre.clock()))


def take_back(session: Session, centre: Centre, row: OrderRow) -> None:
    """Take a charge back; Refusal while it is too young for that, or the wallet's platform is silent."""
    charges = select(ChargeRow).where(ChargeRow.order == row.number, ChargeRow.refused.is_(False))
    age = centre.clock() - session.scalars(charges).one().begun_at
    young_s = centre.settings.reverse_after_s - age.total_seconds()
    if young_s > 0:
        raise _silent(math.ceil(young_s))
    if centre.wallet is WalletMood.HANGS:
        raise _silent(SILENT_RETRY_S)
    row.state = CLOSED


def _said_no() -> Refusal:
    return Refusal(422, "charge_refused", "the wallet refused the charge: nothing was taken")


def _silent(retry_after_s: int) -> Refusal:
    message = "the wallet's platform gives no answer yet: ask again how the order stands"
    return Refusal(503, "wallet_silent", message, retry_after_s=retry_after_s)
