"""One terminal's ports in memory: each notes what it was asked, and answers what a test told it to."""

import datetime as dt
import threading
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.domain.answers import Answer
from kiosk.domain.card import CardOutcome
from kiosk.domain.commitment import Commitment, Stroke, bound, text_hash
from kiosk.domain.device import DeviceInfo
from kiosk.domain.ids import ItemId, MatterCode, ReceiptNumber, TerminalId
from kiosk.domain.kept import LASTS, KeptDraft
from kiosk.domain.materials import promised, provide_all
from kiosk.domain.payment import PaymentClosed, PaymentSettled, PaymentStatus, PaymentWaiting
from kiosk.domain.printing import PrintDone, PrinterState, PrintOutcome, ReceiptLayout
from kiosk.domain.reach import Cause, Refused, Unreachable
from kiosk.domain.receipt import Site
from kiosk.domain.record import Record, Records
from kiosk.domain.scanned import PayerCode
from kiosk.domain.session import Assured, Confirmation, Consent, Session
from kiosk.domain.sheets import SheetsDone, SheetsJob, SheetsOutcome
from kiosk.domain.standing import Mark
from kiosk.domain.submission import InterruptedSlip, ItemState, KeptItem, PromisedItem, Submission
from kiosk.domain.text import Locale, Text
from kiosk.errors import KioskError
from kiosk.ports import ActKind, ItemDraft, Resolver
from kiosk.steps.ports import Ports
from kiosk.supervision import Supervisor
from kiosk.wire.messages import (
    CasesAnswer,
    CasesRequest,
    CatalogueAnswer,
    CodeAnswer,
    CodeCheck,
    CodeRequest,
    CodeVerdict,
    DocumentAnswer,
    EIdAnswer,
    HelpAnswer,
    HelpRequest,
    KeepAnswer,
    KeptAnswer,
    KeptRequest,
    LookupAnswer,
    LookupRequest,
    OneKeptRequest,
    OrderAnswer,
    OrderRequest,
    ReceiptAnswer,
    RecordsAnswer,
    RecordsRequest,
)
from kiosk.wire.own_key import OwnKey
from kiosk.wire.sealer import Sealer
from kiosk.wire.token import ReceiptClaim
from tests.unit.kiosk.domain.sample import CATALOGUE, NOW, PERSON, SESSION, record

ITEM = ItemId("0195b2c3-d4e5-7f60-8718-293a4b5c6d7e")
CUT = Unreachable(Cause.NO_ROUTE, "the network is cut")
BUSY = Unreachable(Cause.BUSY, "status 503")
NO = Refused("not_eligible", "no", 422)
FINE = record("traffic.violation", act="违反禁令标志指示", amount_fen=20000, at="2026-02-11T08:42")
SITE = Site(
    name=Text(zh="样例服务站", en="Example"), terminal="T1", base_url="https://c.example", contact="0"
)
DISK = KioskError("outbox_disk_full", "queue.db: the disk is full")
Word = Any

CUTS = 7
"""What the printer counted."""


class RunningClock:
    """Every look at it lets some time pass, so that no wait in a step is endless."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.each_look_s = 1.0

    def now(self) -> dt.datetime:
        return NOW + dt.timedelta(seconds=self.monotonic())

    def monotonic(self) -> float:
        self.seconds += self.each_look_s
        return self.seconds


class Terminal:
    """All ports: `events` is what was asked, in order; `says` what is answered, always or in turn."""

    def __init__(self) -> None:
        self.events: list[str] = []
        self.says: dict[str, Word | list[Word]] = {}
        self.asked: list[object] = []
        self.rows: dict[ItemId, Submission] = {}
        self.printed: list[ReceiptLayout] = []
        self.marks: list[str] = []
        self.answers: list[tuple[Resolver, str]] = []
        self.clock = RunningClock()
        self.ports = Ports(
            centre=Centre(self),
            sharing=Centre(self),
            codes=Centre(self),
            e_ids=Centre(self),
            cashier=Centre(self),
            wallets=Centre(self),
            receipts=Centre(self),
            cases=Centre(self),
            kept=KeptDrafts(self),
            help_desk=Centre(self),
            tokens=Tokens(),
            documents=Centre(self),
            outbox=Outbox(self),
            withdrawals=Withdrawals(self),
            use=Uncounted(),
            journal=Journal(self),
            recovery=Recovery(self),
            doorbell=Doorbell(self),
            clock=self.clock,
            devices=Supervisor((), self.clock),
            identity_card=Reader(),
            social_card=None,
            printer=Printer(self),
            site=SITE,
        )

    def with_document_printer(self) -> None:
        """Put a document printer beside the receipt printer."""
        self.ports = msgspec.structs.replace(self.ports, document_printer=DocumentPrinter(self))

    def answer(self, event: str, usual: Callable[[], Word]) -> Word:
        """Note the question and answer it; an exception that was told is raised."""
        self.events.append(event)
        told = self.says.get(event)
        if isinstance(told, list):
            told = told.pop(0) if len(told) > 1 else told[0]
        if isinstance(told, BaseException):
            raise told
        return usual() if told is None else told

    def order_of(self, *events: str) -> list[str]:
        """Return these events in the order in which they happened."""
        return [event for event in self.events if event in events]


class Part:
    """One port."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal


class Centre(Part):
    """Everything behind the network."""

    def _ask(self, event: str, request: object, usual: Callable[[], Word]) -> Word:
        self.terminal.asked.append(request)
        return self.terminal.answer(event, usual)

    def catalogue(self) -> CatalogueAnswer | Refused | Unreachable:
        return CatalogueAnswer(version=CATALOGUE.version)

    def records(self, request: RecordsRequest) -> RecordsAnswer | Refused | Unreachable:
        answer: RecordsAnswer = self._ask("records", request, lambda: RecordsAnswer(records=()))
        return answer

    def lookup(self, request: LookupRequest) -> LookupAnswer | Refused | Unreachable:
        answer: LookupAnswer = self._ask("lookup", request, lambda: LookupAnswer(rows=()))
        return answer

    def send(self, request: CodeRequest) -> CodeAnswer | Refused | Unreachable:
        answer: CodeAnswer = self._ask("send code", request, sent)
        return answer

    def check(self, request: CodeCheck) -> CodeVerdict | Refused | Unreachable:
        answer: CodeVerdict = self._ask(
            "check code", request, lambda: CodeVerdict(right=True, attempts_left=4)
        )
        return answer

    def open(self, request: OrderRequest) -> OrderAnswer | Refused | Unreachable:
        usual = OrderAnswer(
            number=request.number,
            amount_fen=request.amount_fen,
            payee="区财政局",
            code=f"https://c.example/pay/{request.number}",
            expires_at=NOW + dt.timedelta(minutes=3),
        )
        answer: OrderAnswer = self._ask("open order", request, lambda: usual)
        return answer

    def status(self, order: str, *, wait_s: float) -> PaymentStatus | Refused | Unreachable:
        assert wait_s > 0
        answer: PaymentStatus = self._ask("ask order", order, lambda: PaymentWaiting(order))
        return answer

    def charge(self, order: str, code: PayerCode) -> PaymentStatus | Refused | Unreachable:
        answer: PaymentStatus = self._ask("charge", code, lambda: settled(order))
        return answer

    def close(self, order: str) -> PaymentStatus | Refused | Unreachable:
        answer: PaymentStatus = self._ask("close order", order, lambda: PaymentClosed(order))
        return answer

    def resolve(self, reference: str) -> EIdAnswer | Refused | Unreachable:
        answer: EIdAnswer = self._ask("e-id", reference, lambda: EIdAnswer(person=PERSON))
        return answer

    def standing(self, token: str) -> ReceiptAnswer | Refused | Unreachable:
        usual = ReceiptAnswer(mark=Mark.GOOD, title=Text(zh="好", en="good"), text=Text(zh="是", en="yes"))
        answer: ReceiptAnswer = self._ask("receipt", token, lambda: usual)
        return answer

    def cases(self, request: CasesRequest) -> CasesAnswer | Refused | Unreachable:
        answer: CasesAnswer = self._ask("cases", request, lambda: CasesAnswer(cases=()))
        return answer

    def call_help(self, request: HelpRequest) -> HelpAnswer | Refused | Unreachable:
        answer: HelpAnswer = self._ask("help", request, lambda: HelpAnswer(called_at=NOW))
        return answer

    def document(self, item: ItemId, *, pdf: bool = False) -> DocumentAnswer | Refused | Unreachable:
        usual = DocumentAnswer(
            url="https://c.example/d/x", page_png=b"png", pages=2, pdf=b"%PDF" if pdf else None
        )
        answer: DocumentAnswer = self._ask("document", item, lambda: usual)
        return answer


class KeptDrafts(Part):
    """What is kept for another day."""

    def keep(self, about: KeptRequest, kept: KeptDraft, name: str) -> KeepAnswer | Refused | Unreachable:
        self.terminal.asked.append((about, kept, name))
        usual = KeepAnswer(kept_at=NOW, until=NOW + LASTS)
        answer: KeepAnswer = self.terminal.answer("keep", lambda: usual)
        return answer

    def look(self, request: KeptRequest) -> KeptAnswer | Refused | Unreachable:
        self.terminal.asked.append(request)
        answer: KeptAnswer = self.terminal.answer("look", lambda: KeptAnswer(kept=()))
        return answer

    def open(self, request: OneKeptRequest) -> KeptDraft | Refused | Unreachable:
        self.terminal.asked.append(request)
        answer: KeptDraft = self.terminal.answer("open kept", lambda: Refused("kept_none", "nothing", 404))
        return answer

    def delete(self, request: OneKeptRequest) -> KeptAnswer | Refused | Unreachable:
        self.terminal.asked.append(request)
        answer: KeptAnswer = self.terminal.answer("delete kept", lambda: KeptAnswer(kept=()))
        return answer


class Tokens:
    """This terminal's own signature, of a key made for the test."""

    KEY = Ed25519PrivateKey.generate()

    def own_claim(self, token: str) -> ReceiptClaim | None:
        return Sealer(lambda: OwnKey(self.KEY)).own_claim(token)


class Outbox(Part):
    """Rows that are kept as they are put; `put`, `pay` and `look` may be told to fail."""

    def put(self, draft: ItemDraft, *, awaiting_payment: bool = False) -> Submission:
        state = ItemState.AWAITING_PAYMENT if awaiting_payment else ItemState.PENDING
        row = Submission(
            id=draft.id,
            number=ReceiptNumber("N000001-K7QX"),
            state=state,
            created_at=NOW,
            claim=b"t",
            token="t" * 60,
        )
        self.terminal.answer(f"put {state.value}", lambda: row)
        self.terminal.asked.append(draft)
        return self.terminal.rows.setdefault(draft.id, row)

    def pay(self, item: ItemId, outcome: PaymentStatus) -> Submission:
        tag = str(outcome.__struct_config__.tag)
        self.terminal.answer(f"pay {tag}", lambda: outcome)
        states = {"settled": ItemState.PENDING, "closed": ItemState.CANCELLED}
        row = self.terminal.rows[item]
        self.terminal.rows[item] = msgspec.structs.replace(row, state=states.get(tag, row.state))
        return self.terminal.rows[item]

    def note_devices(self, seen: dict[str, str]) -> None:
        """Nobody beats here."""

    def signed(self, kept: KeptItem) -> Submission:
        assert isinstance(kept, Submission)
        return kept

    def item_code(self, item: ItemId) -> str | None:
        return f"KIOSK1:{item.upper()}"

    def refusal(self) -> KioskError | None:
        return None

    def items_of(self, holder: str) -> tuple[PromisedItem, ...]:
        self.terminal.asked.append(holder)
        return tuple(self.terminal.answer("items_of", tuple))

    def look(self, item: ItemId) -> Submission:
        row: Submission = self.terminal.answer("look", lambda: self.terminal.rows[item])
        return row


class Uncounted:
    """No step counts use: that is the screen's."""

    def begun(self, matter: MatterCode) -> None:
        raise AssertionError(matter)

    def done(self, matter: MatterCode) -> None:
        raise AssertionError(matter)


class Withdrawals(Part):
    """No step asks for them."""

    def hear(self, withdrawn: Mapping[MatterCode, Text]) -> None:
        self.terminal.answer(f"withdrawn {len(withdrawn)}", lambda: None)

    def heard(self) -> Mapping[MatterCode, Text]:
        return dict[MatterCode, Text](self.terminal.answer("withdrawn", dict))


class Journal(Part):
    """Acts by their number."""

    def begin(self, kind: ActKind, subject: str, *, stub: str, mark: str = "") -> int:
        self.terminal.asked.append((kind, subject, stub))
        self.terminal.marks.append(mark)
        self.terminal.answer(f"begin {kind.value}", lambda: 1)
        return 1

    def end(self, act: int, outcome: str, *, by: Resolver = Resolver.SCREEN, sentence: str = "") -> None:
        assert 1 == act
        self.terminal.answers.append((by, sentence))
        self.terminal.answer(f"end {outcome}", lambda: None)


class Recovery(Part):
    """A start that nothing went before."""

    def resolve(self) -> tuple[InterruptedSlip, ...]:
        return ()


class Doorbell(Part):
    """Notes each ring."""

    def ring(self) -> None:
        self.terminal.events.append("ring")

    def ask_checkpoint(self) -> None:
        self.terminal.events.append("ask checkpoint")


class Printer(Part):
    """Keeps the paper."""

    def print(self, layout: ReceiptLayout) -> PrintOutcome:
        self.terminal.printed.append(layout)
        outcome: PrintOutcome = self.terminal.answer("print", PrintDone)
        return outcome

    def state(self) -> PrinterState:
        return PrinterState.READY

    def cuts(self) -> int | None:
        return CUTS

    def cuts_before_slip(self) -> int | None:
        return CUTS

    def sever(self) -> PrintOutcome:
        outcome: PrintOutcome = self.terminal.answer("sever", PrintDone)
        return outcome

    def identify(self) -> DeviceInfo:
        return DeviceInfo(device="receipt_printer", driver="memory", address="", found=True, message="")


class DocumentPrinter(Part):
    """Counts the sheets out."""

    def print(self, job: SheetsJob, cancel: threading.Event) -> SheetsOutcome:
        self.terminal.asked.append((job.name, job.pdf, cancel.is_set()))
        outcome: SheetsOutcome = self.terminal.answer("print sheets", lambda: SheetsDone(job.pages))
        return outcome

    def settle(self, name: str, pages: int) -> SheetsOutcome | None:
        raise NotImplementedError

    def forget(self, name: str) -> None:
        self.terminal.asked.append(name)
        self.terminal.answer("forget", lambda: None)


class Reader:
    """A reader that no step asks: the screen does."""

    def wait(self, cancel: object, *, timeout_s: float) -> CardOutcome:
        raise NotImplementedError

    def identify(self) -> DeviceInfo:
        raise NotImplementedError


def sent(phone: str | None = "190****0001") -> CodeAnswer:
    """Return where a code went."""
    return CodeAnswer(reference="c1", phone_masked=phone, expires_at=NOW, attempts=5)


def settled(order: str) -> PaymentSettled:
    """Return a payment that came."""
    return PaymentSettled(order=order, amount_fen=20000, transaction="TX", wallet="钱包", paid_at=NOW)


def visit(slug: str, *entries: Record, reached: bool = True) -> Session:
    """Return a visit for a matter up to 'all of this is right', with these records and no answers."""
    matter = CATALOGUE.by_slug(slug)
    records = Records(reached, entries)
    provisions = provide_all(matter, records)
    return msgspec.structs.replace(
        SESSION,
        identity=PERSON,
        consent=Consent("2026-11", NOW),
        matter=matter,
        assured=Assured(matter.assurance),
        records=records,
        refusals=(),
        begun=True,
        materials=provisions,
        commitment=signed(slug, promised(provisions)),
        confirmed=Confirmation(NOW),
    )


def signed(slug: str, materials: tuple[str, ...]) -> Commitment | None:
    """Return the promise of a matter under a signature."""
    promise = CATALOGUE.by_slug(slug).promise
    if promise is None:
        return None
    given = Commitment(
        version=promise.version,
        text_sha256=text_hash(promise, Locale.ZH),
        materials=materials,
        strokes=(Stroke(((1, 1, 0), (90, 50, 90))),),
        signed_at=NOW,
        locale=Locale.ZH,
    )
    return bound(given)


def paying() -> Session:
    """Return a visit that is about to pay a fine."""
    picked = (Answer("violation", FINE.id, FINE),)
    return msgspec.structs.replace(visit("traffic-fine-payment"), answers=picked)


def matter_code(slug: str) -> MatterCode:
    """Return a matter's code."""
    return MatterCode(CATALOGUE.by_slug(slug).code)


TERMINAL = TerminalId("T1")
