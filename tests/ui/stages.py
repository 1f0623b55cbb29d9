"""Every page as a state of the conductor, with invented people and records."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import QProcess, QTimer

from kiosk.catalogue.loader import Catalogue
from kiosk.domain.answers import Answer
from kiosk.domain.availability import Surroundings
from kiosk.domain.camera import Frame, PaperCutOff
from kiosk.domain.case import CasesHere, CasesNotTold, CasesTold, OwnCase
from kiosk.domain.commitment import Commitment
from kiosk.domain.device import DeviceState, Ready, Role
from kiosk.domain.draft import draft_of
from kiosk.domain.face import FaceUnavailable, Instruction, NoMatch
from kiosk.domain.fact import CardAccepted
from kiosk.domain.form import EMPTY
from kiosk.domain.ids import ItemId, MatterCode, ReceiptNumber, VisitId
from kiosk.domain.kept import LASTS, KeptLine
from kiosk.domain.materials import Photo, provide_all
from kiosk.domain.matter import Assurance, Matter
from kiosk.domain.payment import PaymentSettled
from kiosk.domain.point import InTown, TerminalWith, Wanted
from kiosk.domain.power import Battery, Closing, Supply
from kiosk.domain.printing import (
    PrintDone,
    PrinterState,
    PrintOutcome,
    PrintUnconfirmed,
    PrintVoid,
    health_of,
)
from kiosk.domain.record import Records
from kiosk.domain.relative import Oneself
from kiosk.domain.rules import refusals
from kiosk.domain.scanned import PayerCode, Reason, UnknownCode, Wallet, sentence
from kiosk.domain.service import BROKEN, OutOfService
from kiosk.domain.session import (
    Assured,
    Confirmation,
    Consent,
    DocumentReady,
    Ended,
    LookupResult,
    ReceiptOutcome,
    Session,
    Sheets,
)
from kiosk.domain.sheets import (
    SheetPrinterState,
    SheetsDone,
    SheetsOutcome,
    SheetsUnconfirmed,
    SheetsVoid,
)
from kiosk.domain.standing import NOT_GENUINE, Mark, Standing
from kiosk.domain.submission import InterruptedSlip, ItemState, KeptItem, PromisedItem
from kiosk.domain.text import Locale, Text
from kiosk.domain.trouble import CARD_TROUBLE, NETWORK, WRONG_CODE, Trouble
from kiosk.steps.cases import NO_ANSWER
from kiosk.steps.face import FaceTried
from kiosk.steps.keep import NOT_CONFIRMED
from kiosk.wire.messages import CodeAnswer
from tests.ui.cast import (
    CASES,
    ENROLMENTS,
    FAMILY,
    FINES,
    LATE,
    LICENCE,
    ORDER,
    PAYOUTS,
    RECORDS,
    SUPPLIED_CASE,
    WAITING,
    certificate,
    submission,
)
from tests.ui.desk import MemoryDesk, photo
from tests.ui.faces import FACE, portrait
from tests.ui.kinds import ANSWERS, RELIEF, before, matter_of_kinds, partly, with_fee
from tests.ui.memory import MORNING, WANG, MemoryClock, MemoryPower
from ui.conductor import Conductor
from ui.help import Called, NotCalled, Ticket
from ui.keeping import Keeping
from ui.left_behind import Attentions, Left, LeftBehind, Thing
from ui.own_cases import Note
from ui.power import PowerWatch
from ui.standby import Offer


class Stage:
    """One conductor that never works by itself, put into one state after another."""

    def __init__(self, conductor: Conductor, catalogue: Catalogue) -> None:
        self.conductor, self._catalogue = conductor, catalogue
        self._ports = conductor.ports
        self._visits = 0
        self.every_kind = matter_of_kinds(catalogue)
        """Asks one question of each kind."""
        self.partly = partly(catalogue.by_slug(REPORT))
        """Can't be finished here, and others have asked about it."""
        self.costly = with_fee(catalogue.by_slug(FILING))

    def enter(self, name: str) -> None:
        """Put the conductor into the state called `name`."""
        conductor = self.conductor
        conductor.session, conductor.trouble = None, None
        conductor.work.drop()
        conductor.paying.begin()
        conductor.codes.following.shown = None
        conductor.sent_code, conductor.offered, conductor.broken = None, None, None
        conductor._idle.left_s = None
        conductor.standby.power = conductor.standby.offer = None
        conductor.standby.slot = conductor.standby.mouth = None
        conductor.surroundings = conductor.around.here
        conductor.visit_ended.emit()
        conductor.cases.follow(None)
        conductor.points.follow(None)
        conductor.asking.follow(None)
        conductor.guide_slip.note = Note()
        conductor.help.forget()
        conductor.other.forget()
        conductor.resuming.offered = None
        conductor.keeping.follow(None)
        conductor.face.reset()
        conductor.photo.end()
        conductor.ports = conductor.face._ports = conductor.photo._ports = self._ports
        STAGES[name](self)
        conductor.changed.emit()

    def visit(self, **known: Any) -> None:  # noqa: ANN401 any field
        """Stand at a visit of which these fields are known."""
        self._visits += 1
        self.conductor.session = Session(id=VisitId(str(self._visits)), started_at=MORNING, **known)

    def at(self, slug: str, **known: Any) -> Matter:  # noqa: ANN401 any field
        """Stand inside a matter, consented and assured, with everything before the form done."""
        matter = self._catalogue.by_slug(slug)
        given = {
            "identity": WANG,
            "consent": Consent("1", MORNING),
            "matter": matter,
            "assured": Assured(Assurance.CARD),
            "records": RECORDS,
            "refusals": (),
            "begun": True,
        }
        self.visit(**(given | known))
        return matter

    def handed_in(self, slug: str, printed: PrintOutcome | None, **known: Any) -> None:  # noqa: ANN401 any field
        """Stand at the end of a matter."""
        self.at(
            slug,
            **{
                "confirmed": Confirmation(MORNING),
                "submission": submission(ItemState.RECEIVED),
                "receipt": ReceiptOutcome(printed),
                **known,
            },
        )


def filing(*given: str) -> tuple[Answer, ...]:
    """Return the first answers of the filing for living elsewhere."""
    fields = ("why", "city", "address", "since", "phone")
    return tuple(Answer(field, value) for field, value in zip(fields, given, strict=False))


ALL = ("retired", "临江省滨海市", "临江省滨海市海边路 8 号 1 单元 602 室", "2024-05-01", "13800000001")
FILING = "remote-residence-filing"
REPORT = "hotline-12345"
FINE = "traffic-fine-payment"
PROOF = "social-insurance-proof"
PICKED = (Answer("violation", FINES[0].id, FINES[0]),)


def _set(stage: Stage, **attributes: Any) -> None:  # noqa: ANN401 any field
    for name, value in attributes.items():
        setattr(stage.conductor, name, value)


def _matters(stage: Stage) -> None:
    stage.visit(identity=WANG, consent=Consent("1", MORNING))


def _called(stage: Stage, state: Ticket) -> None:
    """Stand at the matters, with a call for a person made."""
    _matters(stage)
    stage.conductor.help.follow(stage.conductor.session)
    stage.conductor.help._state = state


def _spoken_to(stage: Stage) -> None:
    """Stand at the matters, with a person on the line."""
    _called(stage, Called(MORNING))
    intercom = stage.conductor.help.intercom
    intercom._process, intercom.speaking = QProcess(intercom), True


def _other_card(stage: Stage) -> None:
    """Stand at the matters, with somebody else's card laid."""
    _matters(stage)
    stage.conductor.other.laid = CardAccepted(msgspec.structs.replace(WANG, number="330109194803120423"))


def _resume(stage: Stage) -> None:
    """Stand after the card was laid, with what it had begun found again."""
    matter = stage.at(FILING, answers=filing(*ALL[:2]))
    begun, version = stage.conductor.session, stage.conductor.catalogue.version
    draft = draft_of(begun, version) if begun is not None else None
    assert draft is not None
    stage.visit(identity=WANG)
    stage.conductor.resuming.offered = (draft, matter)


def _keeping(stage: Stage) -> Keeping:
    """Return what is kept of the visit that stands, with nobody asked."""
    keeping, session = stage.conductor.keeping, stage.conductor.session
    keeping._session, keeping._person = session, session.identity if session is not None else None
    return keeping


def _keep(stage: Stage, *, until: dt.datetime | None = None, trouble: Trouble | None = None) -> None:
    """Stand before the question whether it is to be kept for another day, or after it was."""
    stage.at(FILING, answers=filing(*ALL[:3]))
    keeping = _keeping(stage)
    keeping.asked, keeping.until = until is None, until
    _set(stage, trouble=trouble)


def _go_on(stage: Stage, *slugs: str) -> None:
    """Stand at the matters, with something kept of these."""
    _matters(stage)
    keeping = _keeping(stage)
    keeping.lines, keeping.offering = tuple(kept_line(stage._catalogue, slug) for slug in slugs), True


def kept_line(catalogue: Catalogue, slug: str) -> KeptLine:
    """Return that something is kept of a matter; of one that the catalogue has no more, by its slug alone."""
    known = next((matter for matter in catalogue.matters.values() if matter.slug == slug), None)
    name = known.name if known is not None else Text(zh="粮油补贴申请", en="Grain subsidy application")
    kept_at = MORNING - dt.timedelta(days=6)
    code = MatterCode(known.code if known is not None else slug)
    return KeptLine(matter=code, name=name, kept_at=kept_at, until=kept_at + LASTS)


def _told(stage: Stage, *cases: OwnCase, reading: bool = True) -> None:
    """Stand at the matters, or before the cases, as the centre told them."""
    _matters(stage)
    own = stage.conductor.cases
    own._session, own.told, own.note, own.reading = stage.conductor.session, CasesTold(cases), Note(), reading


def _printed(stage: Stage, outcome: PrintOutcome) -> None:
    _told(stage, *CASES)
    stage.conductor.cases.note = Note(printed=outcome)


def _not_told(stage: Stage) -> None:
    _told(stage)
    _offline(stage)
    stage.conductor.cases.told = CasesNotTold(NO_ANSWER)


def _here(stage: Stage) -> None:
    """Stand before what this machine took in itself, with the centre away."""
    _not_told(stage)
    states = (
        ("hotline-12345", ItemState.PENDING, None),
        ("id-card-renewal", ItemState.RECEIVED, "desk"),
        ("traffic-fine-payment", ItemState.AWAITING_PAYMENT, None),
    )
    stage.conductor.cases.told = CasesHere(
        tuple(
            PromisedItem(
                KeptItem(
                    id=ItemId(slug),
                    number=ReceiptNumber(f"SJ99000{place}-K7QX"),
                    state=state,
                    created_at=MORNING - dt.timedelta(hours=place),
                    claim=b"",
                    disposition=disposition,
                    heard_at=MORNING if disposition else None,
                ),
                MatterCode(stage.conductor.catalogue.by_slug(slug).code),
            )
            for place, (slug, state, disposition) in enumerate(states, 1)
        )
    )


def _on_saturday(stage: Stage) -> None:
    """Stand at the end of a matter on a day when its own counter is closed."""
    clock = MemoryClock()
    clock.at = MORNING + dt.timedelta(days=5)
    stage.conductor.ports = msgspec.structs.replace(stage.conductor.ports, clock=clock)
    stage.at("id-card-renewal", ended=Ended(NETWORK.text), receipt=ReceiptOutcome(PrintDone()))


def _ask(stage: Stage) -> None:
    """Stand before the answers."""
    _matters(stage)
    asking = stage.conductor.asking
    asking.follow(stage.conductor.session)
    asking.open(stage.conductor.catalogue, stage.conductor.search)


def _guide_taken(stage: "Stage") -> None:
    stage.at(REPORT, begun=None, matter=stage.partly)
    stage.conductor.guide_slip.note = Note(printed=PrintDone())
    stage.conductor.changed.emit()


def _points(stage: Stage, slug: str = "", wanted: Wanted | None = None, printed: Note | None = None) -> None:
    """Stand before the map, as somebody who looks for a matter or for anything."""
    _matters(stage)
    points = stage.conductor.points
    points.follow(stage.conductor.session)
    points.open(stage._catalogue.by_slug(slug) if slug else None)
    if wanted is not None:
        points.want(wanted)
    points.note = printed or Note()


def _code(stage: Stage) -> None:
    stage.at(PROOF, assured=None, records=None, refusals=None)
    sent = CodeAnswer(
        reference="r", phone_masked="138****0001", expires_at=MORNING + dt.timedelta(minutes=5), attempts=3
    )
    _set(stage, sent_code=sent)


def _face_consent(stage: Stage) -> None:
    stage.at(PROOF, assured=None, records=None, refusals=None)
    stage.conductor.face._ports = msgspec.structs.replace(stage.conductor.ports, face=FACE)


def _face(stage: Stage) -> None:
    _face_consent(stage)
    stage.conductor.face.begin()
    looks_ahead = Frame(portrait(), 640, 480)
    QTimer.singleShot(100, lambda: stage.conductor.face.looked.emit(looks_ahead, Instruction.LEFT))


def _face_failed(stage: Stage) -> None:
    _face_consent(stage)
    stage.conductor.face.begin()
    stage.conductor.face.take(FaceTried(NoMatch(0.7)))


def _face_unavailable(stage: Stage) -> None:
    _face_consent(stage)
    stage.conductor.face.begin()
    stage.conductor.face.take(FaceTried(FaceUnavailable("no camera")))


def _wrong_code(stage: Stage) -> None:
    _code(stage)
    _set(stage, trouble=msgspec.structs.replace(WRONG_CODE, text=WRONG_CODE.text.format(left=2)))


def _not_eligible(stage: Stage) -> None:
    young = msgspec.structs.replace(WANG, birth=dt.date(1999, 1, 1))
    matter = stage.at("senior-bus-card-check", identity=young)
    why = refusals(matter, young, RECORDS, today=MORNING.date())
    stage.at(matter.slug, identity=young, whom=Oneself(), refusals=why[:1])


def _whom(stage: Stage) -> None:
    stage.at("newborn-medical-enrolment", records=None, refusals=None)
    _set(stage, offered=FAMILY)


def _materials(stage: Stage) -> None:
    stage.at(
        FILING, answers=filing(*ALL), records=msgspec.structs.replace(RECORDS, entries=RECORDS.entries[:1])
    )


def _materials_photo(stage: Stage) -> None:
    _materials(stage)
    _put_desk(stage)


def _put_desk(stage: Stage) -> None:
    stage.conductor.ports = msgspec.structs.replace(stage.conductor.ports, document_camera=MemoryDesk())


def _bring_photo(stage: Stage) -> None:
    _put_desk(stage)
    stage.at("outpatient-reimbursement", whom=Oneself(), records=Records(reached=True))


def _materials_scanned(stage: Stage) -> None:
    _materials_photo(stage)
    session = stage.conductor.session
    assert session is not None
    shot = photo()
    kept = Photo(material="residence", jpeg=shot.jpeg, width=shot.width, height=shot.height)
    stage.conductor.session = msgspec.structs.replace(session, photos=(kept,))


def _with_camera(stage: Stage) -> None:
    here = stage.conductor.surroundings
    camera = {Role.DOCUMENT_CAMERA: DeviceState(role=Role.DOCUMENT_CAMERA, health=Ready(), since=MORNING)}
    stage.conductor.surroundings = msgspec.structs.replace(here, devices={**here.devices, **camera})


def _cases_camera(stage: Stage) -> None:
    """Stand before the cases where what is wanted can be photographed, and something was before."""
    _told(stage, CASES[0], SUPPLIED_CASE, *CASES[2:])
    _with_camera(stage)


def _supplement(stage: Stage, photographed: int) -> None:
    """Stand before the papers wanted for a case, so many of them photographed."""
    stage.at("supplement-papers", answers=(Answer("case", WAITING.id, WAITING),))
    _put_desk(stage)
    session, shot = stage.conductor.session, photo()
    assert session is not None
    kept = tuple(
        Photo(material=f"paper-{place}", jpeg=shot.jpeg, width=shot.width, height=shot.height)
        for place in range(1, photographed + 1)
    )
    stage.conductor.session = msgspec.structs.replace(session, photos=kept)


def _photograph(stage: Stage) -> None:
    _materials_photo(stage)
    stage.conductor.photo._ports = stage.conductor.ports
    stage.conductor.photo.begin("residence")


def _photograph_failed(stage: Stage) -> None:
    _photograph(stage)
    stage.conductor.photo.last = PaperCutOff()


def _photograph_taken(stage: Stage) -> None:
    _photograph(stage)
    stage.conductor.photo.last = photo()


def _promise(stage: Stage) -> None:
    _materials(stage)
    session = stage.conductor.session
    assert session is not None
    assert session.matter is not None
    assert session.records is not None
    stage.conductor.session = msgspec.structs.replace(
        session, materials=provide_all(session.matter, session.records)
    )


def _certificate(stage: Stage, printed: SheetsOutcome | None) -> None:
    stage.handed_in(
        PROOF,
        PrintDone(),
        result=LookupResult(ENROLMENTS),
        document=DocumentReady("https://centre.example/d/abc", certificate(), 2, b"%PDF"),
        sheets=Sheets(printed),
    )


def without_paper(here: Surroundings) -> Surroundings:
    """Return the surroundings of a machine that has run out of it."""
    empty = DeviceState(role=Role.RECEIPT_PRINTER, health=health_of(PrinterState.PAPER_OUT), since=MORNING)
    return msgspec.structs.replace(here, devices={**here.devices, Role.RECEIPT_PRINTER: empty})


def without_network_and_paper(here: Surroundings) -> Surroundings:
    """Return the surroundings of a machine that has run out of both."""
    return msgspec.structs.replace(without_paper(here), centre_reached=False)


def _result_without_paper(stage: Stage) -> None:
    stage.at("driving-licence-points", result=LookupResult((LICENCE,)))
    _set(stage, surroundings=without_paper(stage.conductor.around.here))


def _offline(stage: Stage) -> None:
    _set(stage, surroundings=without_network_and_paper(stage.conductor.around.here))


def _matters_offline(stage: Stage) -> None:
    _matters(stage)
    _offline(stage)


def _pick(stage: Stage) -> None:
    stage.at(FINE)
    _set(stage, offered=FINES)


def _kind(stage: Stage, field: str, *, given: bool = False) -> None:
    """Stand at a question of some kind, with the answer given before where it is asked anew."""
    reopened = next((answer for answer in ANSWERS if answer.field == field), None) if given else None
    stage.at(REPORT, matter=stage.every_kind, answers=before(field), reopened=reopened)


def _picking(stage: Stage) -> None:
    stage.at(FINE)
    stage.conductor.work.words = Text(zh="正在查您的记录", en="Looking up your records")


def _working(stage: Stage) -> None:
    stage.at(FILING, records=None, refusals=None)
    stage.conductor.work.words = Text(zh="正在查您的记录", en="Looking up your records")


def _standing(stage: Stage) -> None:
    known = Standing(
        mark=Mark.GOOD,
        title=Text(zh="中心已收件", en="The centre has received it"),
        text=Text(zh="正在办理，3 个工作日内有结果。", en="In progress; a result within 3 working days."),
        number="99990026030200017K7QX",
        matter=Text(zh="异地居住备案", en="Filing for living elsewhere"),
    )
    stage.conductor.codes.following.shown = known


def _false_receipt(stage: Stage) -> None:
    stage.visit()
    stage.conductor.codes.following.shown = NOT_GENUINE


def _pay(stage: Stage) -> None:
    stage.at(
        FINE,
        answers=PICKED,
        confirmed=Confirmation(MORNING),
        order=ORDER,
        submission=submission(ItemState.AWAITING_PAYMENT),
    )


def _pay_without_scanner(stage: Stage) -> None:
    _pay(stage)
    devices = dict(stage.conductor.surroundings.devices)
    del devices[Role.CODE_SCANNER]
    _set(stage, surroundings=msgspec.structs.replace(stage.conductor.surroundings, devices=devices))


def _shops_code(stage: Stage) -> None:
    _pay(stage)
    _set(stage, trouble=Trouble("code_shop", sentence(UnknownCode(Reason.SHOP))))


def _charging(stage: Stage) -> None:
    _pay(stage)
    paying = stage.conductor.paying
    paying.till = msgspec.structs.replace(paying.till, code=PayerCode(Wallet.WECHAT, "134567890123456789"))


def _stopping(stage: Stage) -> None:
    _charging(stage)
    stage.conductor.paying.till.stop.set()


def _paid(stage: Stage) -> None:
    payment = PaymentSettled(
        order=ORDER.number, amount_fen=20000, transaction="TX-1", wallet="示范钱包", paid_at=MORNING
    )
    stage.at(
        FINE,
        answers=PICKED,
        confirmed=Confirmation(MORNING),
        order=ORDER,
        submission=submission(ItemState.AWAITING_PAYMENT),
        payment=payment,
    )
    stage.conductor.work.words = Text(zh="正在提交，请稍等", en="Handing it in, one moment")


def _form_error(stage: Stage) -> None:
    stage.at("hotline-12345", answers=(Answer("category", "noise"),))
    _set(stage, trouble=Trouble("answer", EMPTY))


GOOD = ReceiptOutcome(PrintDone())
HOTLINE = (
    Answer("category", "noise"),
    Answer("place", "未来路"),
    Answer("request", "夜里施工声音很大"),
    Answer("phone", "13800000001"),
)


def _signed(stage: Stage) -> None:
    _promise(stage)
    session = stage.conductor.session
    assert session is not None
    commitment = Commitment(
        version="1", text_sha256="", materials=("residence",), strokes=(), signed_at=MORNING, locale=Locale.ZH
    )
    stage.conductor.session = msgspec.structs.replace(session, commitment=commitment)


def _moved(stage: Stage) -> None:
    stage.visit()
    _set(stage, trouble=CARD_TROUBLE["moved"])


def _idle(stage: Stage) -> None:
    _matters(stage)
    stage.conductor._idle.left_s = 24


def _idle_filled(stage: Stage) -> None:
    stage.at(FILING, answers=filing(*ALL[:3]))
    stage.conductor._idle.left_s = 24


def _at_battery(stage: Stage, supply: Supply) -> None:
    watch = PowerWatch(MemoryPower(), stage.conductor.ports, stage.conductor._worker, stage.conductor)
    watch.supply = supply
    stage.conductor.standby.power = watch


def _on_battery(stage: Stage, until_s: float | None = 760.0) -> None:
    _at_battery(stage, Battery(since=MORNING, until_s=until_s, heard_s=0.0))


def _served_on_battery(stage: Stage) -> None:
    stage.at(FILING)
    _on_battery(stage)


def _last_step(stage: Stage) -> None:
    stage.handed_in("hotline-12345", PrintDone(), answers=HOTLINE)
    _at_battery(stage, Closing(MORNING))


def _left(stage: Stage, state: Left) -> LeftBehind:
    conductor = stage.conductor
    thing = Thing(there=lambda: True, patience_s=1, sentence="")
    attentions = Attentions(None, conductor._worker)
    watch = LeftBehind(thing, attentions, conductor.ports.clock, conductor._worker, conductor)
    watch.state = state
    return watch


def _slot(stage: Stage, state: Left) -> None:
    stage.conductor.standby.slot = _left(stage, state)


def _mouth(stage: Stage) -> None:
    stage.conductor.standby.mouth = _left(stage, Left.THERE)


def _interrupted(stage: Stage, printed: PrintOutcome | None = None, *, known_void: bool = True) -> None:
    matter = stage._catalogue.by_slug("hotline-12345")
    slip = InterruptedSlip(
        submission(ItemState.RECEIVED), MatterCode(matter.code), MORNING, known_void=known_void
    )
    stage.conductor.standby.offer = Offer(slip, printed=printed)


STAGES: dict[str, Callable[[Stage], object]] = {
    "attract": _set,
    "attract-offline": _offline,
    "identify": lambda stage: stage.visit(),
    "identify-moved": _moved,
    "attract-standing": _standing,
    "identify-false": _false_receipt,
    "consent": lambda stage: stage.visit(identity=WANG),
    "matters": _matters,
    "matters-offline": _matters_offline,
    "matters-wanted": lambda stage: _told(stage, *CASES, reading=False),
    "go-on": lambda stage: _go_on(stage, FILING),
    "go-on-several": lambda stage: _go_on(stage, FILING, REPORT, PROOF),
    "go-on-delete": lambda stage: _go_on(stage, FILING),
    "go-on-gone": lambda stage: _go_on(stage, "grain-subsidy"),
    "keep": _keep,
    "keep-no-answer": lambda stage: _keep(stage, trouble=NOT_CONFIRMED),
    "kept": lambda stage: _keep(stage, until=MORNING + LASTS),
    "matters-open": lambda stage: _told(stage, *CASES[2:3], reading=False),
    "cases": lambda stage: _told(stage, *CASES),
    "cases-camera": _cases_camera,
    "cases-printed": lambda stage: _printed(stage, PrintDone()),
    "cases-none": _told,
    "cases-offline": _not_told,
    "cases-here": _here,
    "face-consent": _face_consent,
    "face": _face,
    "face-failed": _face_failed,
    "face-unavailable": _face_unavailable,
    "code": _code,
    "code-wrong": _wrong_code,
    "guide": lambda stage: stage.at(FILING, begun=None, assured=None, records=None, refusals=None),
    "guide-relative": lambda stage: stage.at(
        "elderly-care-subsidy", begun=None, assured=None, records=None, refusals=None
    ),
    "whom": _whom,
    "guide-bring-photo": _bring_photo,
    "guide-bring": lambda stage: stage.at("residence-permit-endorsement", records=Records(reached=True)),
    "guide-part": lambda stage: stage.at(REPORT, begun=None, matter=stage.partly),
    "guide-faq": lambda stage: stage.at(REPORT, begun=None, matter=stage.partly),
    "guide-taken": _guide_taken,
    "guide-fee": lambda stage: stage.at(FILING, begun=None, matter=stage.costly),
    "guide-waived": lambda stage: stage.at(FILING, begun=None, matter=stage.costly, records=RELIEF),
    "not-eligible": _not_eligible,
    "form-choice": lambda stage: stage.at(FILING),
    "form-text": lambda stage: stage.at(FILING, answers=filing(*ALL[:1])),
    "form-prefilled": lambda stage: stage.at(FILING, answers=filing(*ALL[:2])),
    "form-date": lambda stage: stage.at(FILING, answers=filing(*ALL[:3])),
    "form-phone": lambda stage: stage.at(FILING, answers=filing(*ALL[:4]), records=Records(reached=False)),
    "form-error": _form_error,
    "form-long": lambda stage: stage.at(
        "hotline-12345", answers=(Answer("category", "noise"), Answer("place", "未来路"))
    ),
    "form-number": lambda stage: _kind(stage, "people"),
    "form-money": lambda stage: _kind(stage, "income"),
    "form-many": lambda stage: _kind(stage, "hardship"),
    "form-address": lambda stage: _kind(stage, "home"),
    "form-address-rest": lambda stage: _kind(stage, "home", given=True),
    "form-address-town": lambda stage: _kind(stage, "home"),
    "form-person-number": lambda stage: _kind(stage, "carer"),
    "form-person": lambda stage: _kind(stage, "carer"),
    "form-person-known": lambda stage: _kind(stage, "carer", given=True),
    "form-account": lambda stage: _kind(stage, "account", given=True),
    "form-plate": lambda stage: _kind(stage, "car"),
    "form-plate-letters": lambda stage: _kind(stage, "car", given=True),
    "form-table": lambda stage: _kind(stage, "family", given=True),
    "form-table-cell": lambda stage: _kind(stage, "family"),
    "form-table-empty": lambda stage: _kind(stage, "family"),
    "form-consent": lambda stage: _kind(stage, "agreed"),
    "form-pick": _pick,
    "form-picking": _picking,
    "materials": _materials,
    "materials-photo": _materials_photo,
    "materials-scanned": _materials_scanned,
    "materials-supplement": lambda stage: _supplement(stage, 0),
    "materials-supplied": lambda stage: _supplement(stage, 1),
    "photograph": _photograph,
    "photograph-failed": _photograph_failed,
    "photograph-taken": _photograph_taken,
    "promise": _promise,
    "result": lambda stage: stage.at("driving-licence-points", result=LookupResult((LICENCE,))),
    "result-several": lambda stage: stage.at("pension-payouts", whom=Oneself(), result=LookupResult(PAYOUTS)),
    "result-no-paper": _result_without_paper,
    "result-nothing": lambda stage: stage.at("driving-licence-points", result=LookupResult(())),
    "review": _signed,
    "review-long": lambda stage: stage.at(REPORT, matter=stage.every_kind, answers=ANSWERS),
    "review-waived": lambda stage: stage.at(
        FILING, matter=stage.costly, records=RELIEF, answers=filing(*ALL), materials=()
    ),
    "review-fine": lambda stage: stage.at(FINE, answers=PICKED),
    "review-late": lambda stage: stage.at(FINE, answers=(Answer("violation", LATE.id, LATE),)),
    "review-certificate": lambda stage: stage.at(PROOF, result=LookupResult(ENROLMENTS)),
    "pay": _pay,
    "pay-no-scanner": _pay_without_scanner,
    "pay-shop": _shops_code,
    "pay-charging": _charging,
    "pay-stopping": _stopping,
    "working": _working,
    "working-paid": _paid,
    "receipt": lambda stage: stage.handed_in("hotline-12345", PrintDone(), answers=HOTLINE),
    "receipt-left": lambda stage: stage.handed_in(REPORT, PrintDone(), answers=HOTLINE, matter=stage.partly),
    "receipt-waiting": lambda stage: stage.handed_in(
        "hotline-12345", PrintDone(), answers=HOTLINE, submission=submission(ItemState.PENDING)
    ),
    "receipt-unconfirmed": lambda stage: stage.handed_in(
        "hotline-12345", PrintUnconfirmed("no answer"), answers=HOTLINE
    ),
    "receipt-void": lambda stage: stage.handed_in(
        "hotline-12345", PrintVoid(PrinterState.PAPER_OUT, "paper out"), answers=HOTLINE
    ),
    "receipt-void-found": lambda stage: stage.handed_in(
        "driving-licence-points",
        PrintVoid(PrinterState.PAPER_OUT, "paper out"),
        result=LookupResult((LICENCE,)),
    ),
    "receipt-certificate": lambda stage: _certificate(stage, None),
    "receipt-sheets": lambda stage: _certificate(stage, SheetsDone(2)),
    "receipt-sheets-void": lambda stage: _certificate(
        stage, SheetsVoid(SheetPrinterState.PAPER_OUT, "paper out")
    ),
    "receipt-sheets-unconfirmed": lambda stage: _certificate(stage, SheetsUnconfirmed("no answer")),
    "cannot-finish": lambda stage: stage.at(
        FINE, ended=Ended(NETWORK.text), receipt=ReceiptOutcome(PrintDone())
    ),
    "ask": _ask,
    "ask-typed": _ask,
    "points": _points,
    "points-matter": lambda stage: _points(stage, "temporary-identity-proof"),
    "points-terminals": lambda stage: _points(stage, wanted=TerminalWith()),
    "points-town": lambda stage: _points(stage, wanted=InTown("330109102")),
    "points-printed": lambda stage: _points(stage, "traffic-fine-payment", printed=Note(printed=PrintDone())),
    "cannot-finish-saturday": _on_saturday,
    "rating": lambda stage: stage.handed_in("hotline-12345", PrintDone(), answers=HOTLINE, taken=True),
    "event": _matters,
    "signing": _promise,
    "idle": _idle,
    "resume": _resume,
    "other-card": _other_card,
    "leave": _matters,
    "leave-filled": lambda stage: stage.at(FILING, answers=filing(*ALL[:3])),
    "idle-filled": _idle_filled,
    "help": _matters,
    "help-called": lambda stage: _called(stage, Called(MORNING)),
    "help-answered": lambda stage: _called(stage, Called(MORNING, MORNING + dt.timedelta(minutes=2))),
    "help-speaking": _spoken_to,
    "help-away": lambda stage: _called(stage, NotCalled()),
    "display": _matters,
    "notice": _matters_offline,
    "out-of-service": lambda stage: _set(stage, broken=OutOfService(BROKEN, MORNING)),
    "mains-away": _on_battery,
    "mains-away-closing": lambda stage: _at_battery(stage, Closing(MORNING)),
    "form-battery": _served_on_battery,
    "receipt-closing": _last_step,
    "card-left": lambda stage: _slot(stage, Left.THERE),
    "slip-left": _mouth,
    "attract-card-found": lambda stage: _slot(stage, Left.FOUND),
    "interrupted": _interrupted,
    "interrupted-unknown": lambda stage: _interrupted(stage, known_void=False),
    "interrupted-printed": lambda stage: _interrupted(stage, PrintDone()),
}
