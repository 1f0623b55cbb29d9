"""The ports of one terminal, kept in memory: everything answers at once and as it is told to."""

import datetime as dt
import queue
import threading
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from kiosk.catalogue.loader import Catalogue
from kiosk.domain.card import CardCancelled, CardOutcome, CardRead, CardTimeout
from kiosk.domain.case import OwnCase
from kiosk.domain.department import DepartmentWord
from kiosk.domain.device import DeviceInfo, DeviceState, Health, Ready, Role
from kiosk.domain.handwriting import Candidates, Recognised, Strokes
from kiosk.domain.identity import CardKind, Identity, Sex
from kiosk.domain.ids import ItemId, MatterCode, ReceiptNumber
from kiosk.domain.kept import LASTS, KeptDraft, KeptLine
from kiosk.domain.lookup import FAMILY, Lookup
from kiosk.domain.payment import PaymentClosed, PaymentSettled, PaymentStatus, PaymentWaiting
from kiosk.domain.power import OnMains, PowerState
from kiosk.domain.printing import PrintDone, PrinterState, PrintOutcome, ReceiptLayout
from kiosk.domain.reach import Cause, Refused, Unreachable
from kiosk.domain.receipt import Site
from kiosk.domain.record import Record
from kiosk.domain.relative import FAMILY_LOOKUP
from kiosk.domain.scanned import PayerCode
from kiosk.domain.scanner import ScanCancelled, Scanned, ScanOutcome, ScanTimeout
from kiosk.domain.standing import Mark
from kiosk.domain.submission import InterruptedSlip, ItemState, KeptItem, PromisedItem, Submission
from kiosk.domain.text import Text
from kiosk.errors import KioskError
from kiosk.ports import ActKind, Attention, ItemDraft, Resolver
from kiosk.steps.ports import Ports
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
from kiosk.wire.token import ReceiptClaim

MORNING = dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC)
SITE = Site(
    name=Text(zh="未来社区综合自助办事服务机", en="Weilai Community self-service terminal"),
    terminal="T-0007",
    base_url="https://centre.example",
    contact="0571-00001000",
)
PHONE_CODE = "246810"
WANG = Identity(
    kind=CardKind.RESIDENT,
    name="王小明",
    number="999901195803071238",
    sex=Sex.MALE,
    birth=dt.date(1958, 3, 7),
    nation="汉",
    address="示范区未来路 1 号 2 幢 301 室",
    issuer="示范区公安局",
    valid_from=dt.date(2015, 1, 1),
)
T = TypeVar("T")
NOWHERE = Unreachable(Cause.NO_ROUTE, "the network is cut")


class MemoryClock:
    """The time as a test sets it."""

    def __init__(self) -> None:
        self.at = MORNING
        self.seconds = 0.0

    def now(self) -> dt.datetime:
        return self.at

    def monotonic(self) -> float:
        return self.seconds

    def advance(self, seconds: float) -> None:
        """Let time pass at once."""
        self.at += dt.timedelta(seconds=seconds)
        self.seconds += seconds


def next_laid(laid: queue.Queue[T], cancel: threading.Event, timeout_s: float) -> T | None:
    """Take what was laid, or None; for who waits no more it stays where it lies."""
    for _ in range(int(timeout_s * 100)):
        if cancel.is_set():
            return None
        try:
            found = laid.get(timeout=0.01)
        except queue.Empty:
            continue
        if not cancel.is_set():
            return found
        laid.put(found)
    return None


class MemoryReader:
    """A reader onto which a test lays cards."""

    def __init__(self) -> None:
        self.laid: queue.Queue[CardOutcome] = queue.Queue()

    def lay(self, identity: Identity) -> None:
        """Lay a card that can be read."""
        self.laid.put(CardRead(identity))

    def wait(self, cancel: threading.Event, *, timeout_s: float) -> CardOutcome:
        laid = next_laid(self.laid, cancel, timeout_s)
        return laid or (CardCancelled() if cancel.is_set() else CardTimeout())

    def identify(self) -> DeviceInfo:
        return DeviceInfo(device="identity_card", driver="memory", address="", found=True, message="")


class MemoryHandwriting:
    """Takes whatever is written for the character of a calligrapher's first lesson."""

    def begin(self) -> None: ...

    def read(self, strokes: Strokes, told: Callable[[Recognised], None]) -> None:
        assert strokes
        told(Candidates(tuple("永水氷求木冰")))

    def forget(self) -> None: ...


class MemoryScanner:
    """A scanner before which a test lays codes."""

    def __init__(self) -> None:
        self.laid: queue.Queue[ScanOutcome] = queue.Queue()
        self.waits = 0

    def lay(self, payload: bytes) -> None:
        """Lay a code."""
        self.laid.put(Scanned(payload))

    def wait(self, cancel: threading.Event, *, timeout_s: float) -> ScanOutcome:
        self.waits += 1
        laid = next_laid(self.laid, cancel, timeout_s)
        return laid or (ScanCancelled() if cancel.is_set() else ScanTimeout())


class MemorySlot:
    """A slot in which a card is, or not."""

    def __init__(self) -> None:
        self.holds = False

    def occupied(self) -> bool:
        return self.holds


class MemoryMouth:
    """A printer's mouth at which a paper waits, or not."""

    def __init__(self) -> None:
        self.holds = False

    def untaken(self) -> bool:
        return self.holds


class MemoryReminder:
    """Light and sound, as they were told."""

    def __init__(self) -> None:
        self.shown: list[Attention] = []

    def show(self, attention: Attention) -> None:
        self.shown.append(attention)


class MemoryPower:
    """A supply that says what it is told to."""

    def __init__(self) -> None:
        self.says: PowerState = OnMains(charge=100)

    def state(self) -> PowerState:
        return self.says


class MemoryPrinter:
    """A printer that keeps what was printed and says what it is told to."""

    def __init__(self) -> None:
        self.printed: list[ReceiptLayout] = []
        self.says: PrintOutcome = PrintDone()
        self.is_ = PrinterState.READY
        self.severed = 0

    def print(self, layout: ReceiptLayout) -> PrintOutcome:
        self.printed.append(layout)
        return self.says

    def state(self) -> PrinterState:
        return self.is_

    def cuts(self) -> int | None:
        return len(self.printed)

    def cuts_before_slip(self) -> int | None:
        return self.cuts()

    def sever(self) -> PrintOutcome:
        self.severed += 1
        return self.says

    def identify(self) -> DeviceInfo:
        return DeviceInfo(device="receipt_printer", driver="memory", address="", found=True, message="")


class MemoryCentre:
    """The centre: data sharing, codes, orders, documents; `cut` makes it unreachable."""

    def __init__(self, catalogue: Catalogue, clock: MemoryClock) -> None:
        self._catalogue, self._clock = catalogue, clock
        self.records_held: tuple[Record, ...] = ()
        self.cut = False
        self.paid: set[str] = set()
        self.stands = ReceiptAnswer(
            mark=Mark.GOOD,
            title=Text(zh="中心已收件", en="The centre has received it"),
            text=Text(zh="正在办理，3 个工作日内有结果。", en="In progress; a result within 3 working days."),
            number=ReceiptNumber("99990026030200017K7QX"),
            matter=Text(zh="异地居住备案", en="Filing for living elsewhere"),
        )
        self.followed: list[str] = []
        self.cases_held: tuple[OwnCase, ...] = ()
        self.cases_asked: list[CasesRequest] = []
        self.helped: list[HelpRequest] = []
        self.help_answered_at: dt.datetime | None = None
        self.asked: list[RecordsRequest | LookupRequest | CodeRequest] = []
        """What was asked about a person for a matter."""
        self.charged: list[PayerCode] = []
        self.wallet_says: PaymentStatus | Refused | Unreachable | None = None
        """What is answered to a charge; None pays."""
        self.page_png = b""
        self.departments: dict[str, DepartmentWord] = {}
        self.withdrawn: dict[MatterCode, Text] = {}

    def catalogue(self) -> CatalogueAnswer | Refused | Unreachable:
        if self.cut:
            return NOWHERE
        return CatalogueAnswer(
            version=self._catalogue.version, closed=self.withdrawn, departments=self.departments
        )

    def records(self, request: RecordsRequest) -> RecordsAnswer | Refused | Unreachable:
        self.asked.append(request)
        if self.cut:
            return NOWHERE
        asked = self._catalogue.matters[request.matter].records
        return RecordsAnswer(records=tuple(held for held in self.records_held if held.type in asked))

    def lookup(self, request: LookupRequest) -> LookupAnswer | Refused | Unreachable:
        self.asked.append(request)
        if self.cut:
            return NOWHERE
        matter = self._catalogue.matters[request.matter]
        family = request.lookup == FAMILY_LOOKUP
        lookup = Lookup(id=FAMILY_LOOKUP, record=FAMILY) if family else matter.lookup(request.lookup)
        return LookupAnswer(
            rows=tuple(
                held
                for held in self.records_held
                if held.type == lookup.record
                and all(held.values.get(key) == value for key, value in lookup.where.items())
            )
        )

    def send(self, request: CodeRequest) -> CodeAnswer | Refused | Unreachable:
        self.asked.append(request)
        if self.cut:
            return NOWHERE
        return CodeAnswer(
            reference=request.visit,
            phone_masked="138****0001",
            expires_at=self._clock.now() + dt.timedelta(minutes=5),
            attempts=3,
        )

    def check(self, request: CodeCheck) -> CodeVerdict | Refused | Unreachable:
        return CodeVerdict(right=request.code == PHONE_CODE, attempts_left=2)

    def open(self, request: OrderRequest) -> OrderAnswer | Refused | Unreachable:
        if self.cut:
            return NOWHERE
        return OrderAnswer(
            number=request.number,
            amount_fen=request.amount_fen,
            payee="示范区财政局（非税收入）",
            code=f"https://centre.example/pay/{request.number}",
            expires_at=self._clock.now() + dt.timedelta(minutes=3),
        )

    def status(self, order: str, *, wait_s: float) -> PaymentStatus | Refused | Unreachable:
        for _ in range(int(wait_s * 100)):
            if order in self.paid:
                return self._settled(order)
            threading.Event().wait(0.01)
        return PaymentWaiting(order)

    def charge(self, order: str, code: PayerCode) -> PaymentStatus | Refused | Unreachable:
        self.charged.append(code)
        return self.wallet_says or self._settled(order)

    def close(self, order: str) -> PaymentStatus | Refused | Unreachable:
        return self._settled(order) if order in self.paid else PaymentClosed(order)

    def resolve(self, reference: str) -> EIdAnswer | Refused | Unreachable:
        assert reference
        return NOWHERE if self.cut else EIdAnswer(person=msgspec.structs.replace(WANG, kind=CardKind.E_ID))

    def standing(self, token: str) -> ReceiptAnswer | Refused | Unreachable:
        self.followed.append(token)
        return NOWHERE if self.cut else self.stands

    def named(self, matter: MatterCode) -> Text:
        return self._catalogue.matters[matter].name

    def cases(self, request: CasesRequest) -> CasesAnswer | Refused | Unreachable:
        self.cases_asked.append(request)
        return NOWHERE if self.cut else CasesAnswer(cases=self.cases_held)

    def call_help(self, request: HelpRequest) -> HelpAnswer | Refused | Unreachable:
        self.helped.append(request)
        return (
            NOWHERE
            if self.cut
            else HelpAnswer(called_at=self._clock.now(), answered_at=self.help_answered_at)
        )

    def document(self, item: ItemId, *, pdf: bool = False) -> DocumentAnswer | Refused | Unreachable:
        if self.cut:
            return NOWHERE
        printable = b"%PDF" if pdf else None
        return DocumentAnswer(
            url=f"https://centre.example/d/{item}", page_png=self.page_png, pages=2, pdf=printable
        )

    def _settled(self, order: str) -> PaymentSettled:
        return PaymentSettled(
            order=order,
            amount_fen=20000,
            transaction="TX-1",
            wallet="示范钱包",
            paid_at=self._clock.now(),
        )


class MemoryKept:
    """What the centre keeps for another day, of whose card it is."""

    def __init__(self, centre: MemoryCentre, clock: MemoryClock) -> None:
        self._centre, self._clock = centre, clock
        self.held: dict[tuple[str, MatterCode], tuple[KeptDraft, KeptLine]] = {}
        self.named: list[str] = []
        self.loses = 0
        """So many answers are lost after the work was done."""

    def keep(self, about: KeptRequest, kept: KeptDraft, name: str) -> KeepAnswer | Refused | Unreachable:
        if self._centre.cut:
            return NOWHERE
        now, matter = self._clock.now(), kept.draft.matter
        known = self._centre.named(matter)
        line = KeptLine(matter=matter, name=known, kept_at=now, until=now + LASTS)
        self.held[about.person.number, matter] = (kept, line)
        self.named.append(name)
        if self.loses:
            self.loses -= 1
            return Unreachable(Cause.TIMEOUT, "no whole answer")
        return KeepAnswer(kept_at=now, until=line.until)

    def look(self, request: KeptRequest) -> KeptAnswer | Refused | Unreachable:
        return NOWHERE if self._centre.cut else KeptAnswer(kept=self._of(request.person.number))

    def open(self, request: OneKeptRequest) -> KeptDraft | Refused | Unreachable:
        if self._centre.cut:
            return NOWHERE
        found = self.held.get((request.person.number, request.matter))
        return found[0] if found is not None else Refused("kept_none", "nothing is kept", 404)

    def delete(self, request: OneKeptRequest) -> KeptAnswer | Refused | Unreachable:
        if self._centre.cut:
            return NOWHERE
        self.held.pop((request.person.number, request.matter), None)
        return KeptAnswer(kept=self._of(request.person.number))

    def _of(self, number: str) -> tuple[KeptLine, ...]:
        return tuple(line for (whose, _), (_, line) in self.held.items() if whose == number)


class Tokens:
    """No token is this terminal's own."""

    def own_claim(self, token: str) -> ReceiptClaim | None:
        assert token
        return None


class MemoryOutbox:
    """The queue as the screen sees it; everything put is received unless `held`."""

    def __init__(self, clock: MemoryClock) -> None:
        self._clock = clock
        self.kept: dict[ItemId, Submission] = {}
        self.drafts: list[ItemDraft] = []
        self.held = False
        self.tpm = False

    def put(self, draft: ItemDraft, *, awaiting_payment: bool = False) -> Submission:
        self.drafts.append(draft)
        submission = Submission(
            id=draft.id,
            number=ReceiptNumber(f"999900{260302}{len(self.kept) + 1:05d}K7QX"),
            state=ItemState.AWAITING_PAYMENT if awaiting_payment else self._state(),
            created_at=self._clock.now(),
            claim=b"t",
            token="t" * 60,
        )
        return self.kept.setdefault(draft.id, submission)

    def pay(self, item: ItemId, outcome: PaymentStatus) -> Submission:
        state = self._state() if isinstance(outcome, PaymentSettled) else ItemState.CANCELLED
        self.kept[item] = msgspec.structs.replace(self.kept[item], state=state)
        return self.kept[item]

    def look(self, item: ItemId) -> Submission:
        return self.kept[item]

    def items_of(self, holder: str) -> tuple[PromisedItem, ...]:
        theirs = (draft for draft in reversed(self.drafts) if draft.holder == holder)
        return tuple(PromisedItem(self.kept[draft.id], draft.matter) for draft in theirs) if self.tpm else ()

    def note_devices(self, seen: dict[str, str]) -> None:
        """Nobody beats here."""

    def signed(self, kept: KeptItem) -> Submission:
        return msgspec.structs.replace(self.kept[kept.id], state=kept.state)

    def item_code(self, item: ItemId) -> str | None:
        return f"KIOSK1:{item.upper()}"

    def refusal(self) -> KioskError | None:
        return None

    def _state(self) -> ItemState:
        return ItemState.PENDING if self.held else ItemState.RECEIVED


class MemoryUse:
    """What was counted, in its order."""

    def __init__(self) -> None:
        self.counted: list[tuple[str, str]] = []

    def begun(self, matter: MatterCode) -> None:
        self.counted.append(("begun", matter))

    def done(self, matter: MatterCode) -> None:
        self.counted.append(("done", matter))


class MemoryWithdrawals:
    """What the centre last said, to whichever process."""

    def __init__(self) -> None:
        self.kept: Mapping[MatterCode, Text] = {}

    def hear(self, withdrawn: Mapping[MatterCode, Text]) -> None:
        self.kept = withdrawn

    def heard(self) -> Mapping[MatterCode, Text]:
        return self.kept


class MemoryJournal:
    """The acts in their order."""

    def __init__(self) -> None:
        self.acts: list[tuple[str, str]] = []

    def begin(self, kind: ActKind, subject: str, *, stub: str, mark: str = "") -> int:  # noqa: ARG002 the port's
        self.acts.append((kind.value, ""))
        return len(self.acts) - 1

    def end(self, act: int, outcome: str, *, by: Resolver = Resolver.SCREEN, sentence: str = "") -> None:  # noqa: ARG002 the port's
        self.acts[act] = (self.acts[act][0], outcome)


class MemoryRecovery:
    """A start after a crash that left these slips."""

    def __init__(self) -> None:
        self.slips: tuple[InterruptedSlip, ...] = ()

    def resolve(self) -> tuple[InterruptedSlip, ...]:
        slips, self.slips = self.slips, ()
        return slips


class MemoryDevices:
    """How the devices are, as a test says; all are ready at first."""

    def __init__(self) -> None:
        roles = (Role.IDENTITY_CARD, Role.SOCIAL_CARD, Role.RECEIPT_PRINTER, Role.CODE_SCANNER)
        self._states = {role: DeviceState(role=role, health=Ready(), since=MORNING) for role in roles}
        self._told: list[Callable[[DeviceState], None]] = []

    def start(self) -> None:
        """Nobody is asked."""

    def states(self) -> Mapping[Role, DeviceState]:
        return self._states

    def subscribe(self, hear: Callable[[DeviceState], None]) -> Callable[[], None]:
        self._told.append(hear)
        return lambda: self._told.remove(hear)

    def become(self, role: Role, health: Health) -> None:
        """Let a device be so from now on, and tell it."""
        self._states[role] = DeviceState(role=role, health=health, since=MORNING)
        for hear in self._told:
            hear(self._states[role])


class SilentDoorbell:
    """Nobody listens."""

    def __init__(self) -> None:
        self.checkpoints = self.rings = 0

    def ring(self) -> None:
        self.rings += 1

    def ask_checkpoint(self) -> None:
        self.checkpoints += 1


class Terminal:
    """One terminal in memory, with everything that a test may want to reach."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.clock = MemoryClock()
        self.reader = MemoryReader()
        self.printer = MemoryPrinter()
        self.scanner = MemoryScanner()
        self.devices = MemoryDevices()
        self.centre = MemoryCentre(catalogue, self.clock)
        self.kept = MemoryKept(self.centre, self.clock)
        self.outbox = MemoryOutbox(self.clock)
        self.withdrawals = MemoryWithdrawals()
        self.use = MemoryUse()
        self.journal = MemoryJournal()
        self.recovery = MemoryRecovery()
        self.doorbell = SilentDoorbell()
        self.power, self.slot, self.reminder = MemoryPower(), MemorySlot(), MemoryReminder()
        self.mouth = MemoryMouth()
        self.ports = Ports(
            centre=self.centre,
            sharing=self.centre,
            codes=self.centre,
            e_ids=self.centre,
            cashier=self.centre,
            wallets=self.centre,
            receipts=self.centre,
            cases=self.centre,
            kept=self.kept,
            help_desk=self.centre,
            tokens=Tokens(),
            documents=self.centre,
            outbox=self.outbox,
            withdrawals=self.withdrawals,
            use=self.use,
            journal=self.journal,
            recovery=self.recovery,
            doorbell=self.doorbell,
            clock=self.clock,
            devices=self.devices,
            identity_card=self.reader,
            social_card=MemoryReader(),
            printer=self.printer,
            code_scanner=self.scanner,
            power=self.power,
            slot=self.slot,
            mouth=self.mouth,
            handwriting=MemoryHandwriting(),
            reminder=self.reminder,
            site=SITE,
        )


def record(type_: str, source: str, **values: str | int | bool) -> Record:
    """Write one entry of a library."""
    return Record(type=type_, id=uuid.uuid4().hex[:8], source=source, values=dict(values))


def screen_scratch(folder: Path) -> Path:
    """Return a folder for pictures, made when missing."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def code_of(catalogue: Catalogue, slug: str) -> MatterCode:
    """Return a matter's code by its file's name."""
    return MatterCode(catalogue.by_slug(slug).code)
