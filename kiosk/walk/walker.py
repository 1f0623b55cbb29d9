"""One walk: a card is laid, the pages are gone through, and what came of it is compared with the policy."""

import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from devices.printer.leftover import VOID
from kiosk.domain.printing import PrintDone, PrinterState, PrintVoid
from kiosk.domain.session import DocumentReady, is_service
from kiosk.domain.sheets import SheetsVoid
from kiosk.domain.submission import ItemState
from kiosk.errors import KioskError
from kiosk.flow import StepName
from kiosk.steps.slip import number_of
from kiosk.walk.around import Around
from kiosk.walk.ear import Ear
from kiosk.walk.faults import Strikes
from kiosk.walk.hand import Hand
from kiosk.walk.plan import Course, Walk
from kiosk.walk.policy import Outcome
from kiosk.walk.row import Count, End, Evidence, Row, row
from kiosk.walk.stage import Stage
from sim.control import BenchError
from ui.conductor import Conductor
from ui.course import Page
from ui.display import Display
from ui.pages import page
from ui.pointer import Pointer

LAST_PAGES = frozenset({Page.RECEIPT, Page.CANNOT_FINISH, Page.NOT_ELIGIBLE, Page.OUT_OF_SERVICE})
NOBODY_THERE = frozenset({Page.ATTRACT, Page.OUT_OF_SERVICE, Page.MAINS_AWAY})
STUCK_S = 20.0
ARRIVAL_S = 15.0
MOST_PAGES = 60
MAINS_AWAY = "mains_away"


class Walker:
    """Walks on one stage, one walk after the other, in the process of the screen."""

    def __init__(self, stage: Stage, conductor: Conductor, pointer: Pointer, out: Path | None) -> None:
        self._stage = stage
        self._conductor = conductor
        self._pointer = pointer
        self._out = out
        self._around = Around(stage, conductor, self._wait)
        self._screens: list[str] = []
        self._struck = False
        self._machine_s = 0.0
        """From each touch (or card, or payment) until the machine asks for the next one."""

    def walk(self, walk: Walk) -> Row:
        """Make one visit; what went wrong on the way is in the row, never raised."""
        before, reason = Count(papers=0, payments=0), None
        end: End | None = None
        try:
            before = self._begin(walk)
            self._screens, self._pointer.taps, self._machine_s = [], 0, 0.0
            self._struck = False
            end = self._visit(walk)
        except (KioskError, BenchError) as error:
            reason = str(error)
        machine_ms = round(self._machine_s * 1000)
        self._leave()
        if self._struck and end is not None and walk.fault is not None and walk.fault.row.away is not None:
            away = self._around.said_away(walk.fault.row.away)
            end = msgspec.structs.replace(end, said=away)
        if self._struck and walk.fault is not None and walk.fault.row.on is Strikes.READER:
            self._around.reader_gone()
        return self._row(walk, end, reason, machine_ms, before)

    def _begin(self, walk: Walk) -> Count:
        self._stage.reset()
        self._around.well()
        self._conductor.default_locale = walk.locale
        self._conductor.set_locale(walk.locale)
        last = max((int(str(paper["number"])) for paper in self._stage.papers(0)), default=0)
        before = Count(papers=last, payments=self._stage.payments())
        if walk.path is Course.OFFLINE:
            self._around.cut_off()
        return before

    def _visit(self, walk: Walk) -> End:
        strike = self._striker(walk)
        self._conductor.stepped.connect(strike)
        try:
            with Ear(self._conductor) as ear:
                self._look_as(walk.display)
                return self._pages(walk, Hand(self._stage, self._pointer, self._conductor, walk), ear)
        finally:
            self._conductor.stepped.disconnect(strike)

    def _pages(self, walk: Walk, hand: Hand, ear: Ear) -> End:
        self._pointer.tap("start")
        self._wait(lambda: self._conductor.session is not None, "the touch to start a visit")
        for _ in range(MOST_PAGES):
            shown = self._settled()
            self._look(walk, shown)
            if shown is Page.MAINS_AWAY:
                return End(outcome=Outcome.REFUSED_BEFORE_START, said=MAINS_AWAY)
            if shown in LAST_PAGES:
                return self._last(walk, shown, hand.said or ear.of_a_code)
            before = self._state()
            hand.act(shown)
            if hand.refused:
                self._look(walk, shown)
                return End(outcome=Outcome.REFUSED_BEFORE_START, said=hand.said)
            self._wait(self._left(shown, before), f"the page {shown} to go on")
        raise KioskError("walk_lost", f"{MOST_PAGES} pages and no end")

    def _look_as(self, display: Display) -> None:
        """Choose how the screens look, as a resident does before the visit."""
        if display.elder:
            self._pointer.tap("elder")
        if display.wheelchair:
            self._pointer.tap("wheelchairStart")
        if display._replace(wheelchair=False).words in {(), ("elder",)}:
            return
        self._pointer.tap("display")
        self._pointer.tap(f"size{display.size}")
        self._pointer.tap(f"contrast{display.contrast}")
        self._pointer.tap("displayDone")

    def _last(self, walk: Walk, shown: Page, met: str | None) -> End:
        """Judge the last page, and have the slip printed again where the fault says that it was mended."""
        outcome, session = self._judge(walk, shown), self._conductor.session
        given = session.receipt.print if session and session.receipt else None
        match given:
            case PrintVoid(state=state):
                said: str | None = state
            case PrintDone(near_end=True):
                said = PrinterState.PAPER_NEAR_END
            case _:
                said = met
        if (
            session is not None
            and session.sheets is not None
            and isinstance(session.sheets.print, SheetsVoid)
        ):
            said = session.sheets.print.state
        if walk.fault is not None and walk.fault.row.mended and isinstance(given, PrintVoid):
            self._stage.mend()
            self._pointer.tap("reprint")
            self._wait(self._printed_again, "the slip to be printed again")
            self._look(walk, shown)
        return End(outcome=outcome, said=said, session=session)

    def _printed_again(self) -> bool:
        session = self._conductor.session
        receipt = session.receipt if session is not None else None
        return receipt is not None and receipt.copies > 1 and isinstance(receipt.print, PrintDone)

    def _left(self, shown: Page, before: tuple[object, ...]) -> Callable[[], bool]:
        """Return what says that the visit has gone on: by the touch, or by itself before it."""
        return lambda: self._page() is not shown or self._state() != before

    def _striker(self, walk: Walk) -> Callable[[StepName | None], None]:
        """Return what lets the fault strike as its step begins, before the step's work does."""

        def strike(step: StepName | None) -> None:
            if walk.fault is not None and step is walk.fault.step:
                self._struck = True
                if not walk.fault.by_hand:
                    self._stage.strike(walk.fault.row.tell, walk.resident)

        return strike

    def _settled(self) -> Page:
        self._wait(lambda: self._page() is not Page.WORKING, "the work to be done")
        return self._page()

    def _page(self) -> Page:
        conductor = self._conductor
        return page(
            conductor.session,
            code_sent=conductor.sent_code is not None,
            out_of_service=conductor.out_of_service is not None,
            pause=conductor.standby.pause,
            face=conductor.face.stand(conductor.session),
            aside=conductor.aside,
        )

    def _state(self) -> tuple[object, ...]:
        session = self._conductor.session
        return (
            self._page(),
            session,
            self._conductor.sent_code,
            self._conductor.trouble,
            self._conductor.step,
        )

    def _judge(self, walk: Walk, shown: Page) -> Outcome:
        session = self._conductor.session
        if shown is Page.NOT_ELIGIBLE or session is None:
            return Outcome.REFUSED_BEFORE_START
        if session.ended is not None:
            nothing = walk.path is Course.NOTHING and not session.ended.slip
            return Outcome.COMPLETED if nothing else Outcome.ENDED_WITH_SLIP
        if is_service(session):
            return Outcome.COMPLETED
        submission = session.submission
        there = submission is not None and submission.state in (ItemState.RECEIVED, ItemState.SETTLED)
        whole = session.document is None or isinstance(session.document, DocumentReady)
        return Outcome.COMPLETED if there and whole else Outcome.QUEUED

    def _row(self, walk: Walk, end: End | None, reason: str | None, machine_ms: int, before: Count) -> Row:
        number = number_of(end.session) if end is not None and end.session is not None else None
        state = self._arrived(number) if number is not None else None
        receipt = self._receipt(walk, before.papers)
        seen = Evidence(
            number=number,
            state_at_centre=state,
            papers=len(self._whole_papers(before.papers)),
            charged=self._stage.payments() - before.payments,
            struck=self._struck,
            taps=self._pointer.taps,
            machine_ms=machine_ms,
            photographed=len(end.session.photos) if end is not None and end.session is not None else 0,
            receipt=receipt,
            screens=tuple(self._screens) if self._out is not None else None,
        )
        return row(walk, end, seen, reason, catalogue=self._conductor.catalogue.version)

    def _whole_papers(self, after: int) -> list[dict[str, object]]:
        """Make printer and reader well, let the printer come to rest, and return the whole slips.

        What an interrupted job left is marked void and cut off later, in the course of another walk at times.
        """
        self._stage.mend()
        self._around.well()
        self._pointer.wait(self._at_rest, timeout_s=STUCK_S)
        return [
            paper
            for paper in self._stage.papers(after)
            if paper["complete"] and VOID not in str(paper["text"])
        ]

    def _at_rest(self) -> bool:
        return int(self._stage.bench.do("status")["printer"]["buffered"]) == 0

    def _arrived(self, number: str) -> str | None:
        """Mend the network and return the item's state at the centre once it is there."""
        self._stage.bench.do("network", mode="ok")
        state: list[str] = []

        def there() -> bool:
            found = self._stage.at_centre(number)
            state.extend([found] if found else [])
            return bool(state)

        self._pointer.wait(there, timeout_s=ARRIVAL_S)
        return state[-1] if state else None

    def _receipt(self, walk: Walk, after: int) -> str | None:
        if self._out is None:
            return None
        papers = self._stage.papers(after)
        if not papers:
            return None
        paper = self._stage.bench.do("receipt", number=papers[-1]["number"])
        file = self._out / f"{walk.name}-receipt.png"
        file.write_bytes(decode(paper["png"]))
        return str(file)

    def _look(self, walk: Walk, shown: Page) -> None:
        if self._out is None:
            return
        self._pointer.wait(lambda: False, timeout_s=0.25)
        # A JPEG takes a quarter of a PNG's time, and pictures were a third of a walk's.
        file = self._out / f"{walk.name}-{len(self._screens) + 1:02d}-{shown}.jpg"
        self._pointer.grab(file)
        self._screens.append(str(file))

    def _leave(self) -> None:
        self._stage.take_cards()
        self._conductor.finish()
        self._pointer.wait(lambda: self._page() in NOBODY_THERE, timeout_s=STUCK_S)

    def _wait(self, until: Callable[[], bool], what: str) -> None:
        began = time.monotonic()
        came = self._pointer.wait(until, timeout_s=STUCK_S)
        self._machine_s += time.monotonic() - began
        if not came:
            raise KioskError("walk_stuck", f"waited {STUCK_S:g} s for {what}")


def decode(text: str) -> bytes:
    """Return the bytes of a picture as the bench sends it."""
    return msgspec.convert(text, bytes)
