"""One walk: a card is laid, the pages are gone through, and what came of it is compared with the policy."""

import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from kiosk.domain.availability import Surroundings
from kiosk.domain.session import DocumentReady, Session, is_service
from kiosk.domain.submission import ItemState
from kiosk.errors import KioskError
from kiosk.flow import StepName
from kiosk.steps.slip import number_of
from kiosk.walk.hand import Hand
from kiosk.walk.plan import Course, Walk
from kiosk.walk.policy import Outcome, prescribed
from kiosk.walk.stage import Stage
from sim.control import BenchError
from ui.conductor import Conductor
from ui.pages import Page, page
from ui.pointer import Pointer

LAST_PAGES = frozenset({Page.RECEIPT, Page.CANNOT_FINISH, Page.NOT_ELIGIBLE, Page.OUT_OF_SERVICE})
STUCK_S = 20.0
ARRIVAL_S = 15.0
MOST_PAGES = 60
FRESH_LOOKS = 2


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What `kiosk walk --json` prints of a walk."""

    matter: str
    name: str
    kind: str
    path: str
    locale: str
    fault: str | None
    ok: bool
    outcome: str | None
    prescribed: str | None
    taps: int
    machine_ms: int
    number: str | None
    state_at_centre: str | None
    receipt: str | None
    screens: tuple[str, ...] | None
    reason: str | None


class Walker:
    """Walks on one stage, one walk after the other, in the process of the screen."""

    def __init__(self, stage: Stage, conductor: Conductor, pointer: Pointer, out: Path | None) -> None:
        self._stage = stage
        self._conductor = conductor
        self._pointer = pointer
        self._out = out
        self._screens: list[str] = []
        self._machine_s = 0.0
        """From each touch (or card, or payment) until the machine asks for the next one."""

    def walk(self, walk: Walk) -> Row:
        """Make one visit; what went wrong on the way is in the row, never raised."""
        papers, reason = 0, None
        outcome: Outcome | None = None
        session: Session | None = None
        try:
            papers = self._begin(walk)
            self._screens, self._pointer.taps, self._machine_s = [], 0, 0.0
            outcome, session = self._visit(walk)
        except (KioskError, BenchError) as error:
            reason = str(error)
        machine_ms = round(self._machine_s * 1000)
        number = number_of(session) if session is not None else None
        self._leave()
        return self._row(walk, outcome, reason, machine_ms, number, papers)

    def _begin(self, walk: Walk) -> int:
        self._stage.reset()
        self._look_around()
        self._conductor.default_locale = walk.locale
        self._conductor.set_locale(walk.locale)
        listed = self._stage.bench.do("receipts")["receipts"]
        return max((int(paper["number"]) for paper in listed), default=0)

    def _look_around(self) -> None:
        """Let the screen see the mended network; the first look may have begun before it was mended."""
        looks: list[Surroundings] = []
        around = self._conductor.around

        def note(seen: Surroundings) -> None:
            looks.append(seen)

        def fresh() -> bool:
            around.look()
            return len(looks) >= FRESH_LOOKS and looks[-1].centre_reached

        around.seen.connect(note)
        try:
            self._wait(fresh, "the centre to be reached again")
        finally:
            around.seen.disconnect(note)

    def _visit(self, walk: Walk) -> tuple[Outcome, Session | None]:
        hand = Hand(self._stage, self._pointer, self._conductor, walk)
        strike = self._striker(walk)
        self._conductor.stepped.connect(strike)
        try:
            self._pointer.tap("start")
            self._wait(lambda: self._conductor.session is not None, "the touch to start a visit")
            for _ in range(MOST_PAGES):
                shown = self._settled()
                self._look(walk, shown)
                if shown in LAST_PAGES:
                    return self._judge(walk, shown), self._conductor.session
                before = self._state()
                hand.act(shown)
                if hand.refused:
                    self._look(walk, Page.MATTERS)
                    return Outcome.REFUSED_BEFORE_START, None
                self._wait(self._left(shown, before), f"the page {shown} to go on")
        finally:
            self._conductor.stepped.disconnect(strike)
        raise KioskError("walk_lost", f"{MOST_PAGES} pages and no end")

    def _left(self, shown: Page, before: tuple[object, ...]) -> Callable[[], bool]:
        """Return what says that the visit has gone on: by the touch, or by itself before it."""
        return lambda: self._page() is not shown or self._state() != before

    def _striker(self, walk: Walk) -> Callable[[StepName | None], None]:
        """Return what lets the fault strike as its step begins, before the step's work does."""

        def strike(step: StepName | None) -> None:
            if walk.fault is not None and step is walk.fault.step:
                self._stage.bench.do("network", mode="cut")

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

    def _row(
        self,
        walk: Walk,
        outcome: Outcome | None,
        reason: str | None,
        machine_ms: int,
        number: str | None,
        papers: int,
    ) -> Row:
        wanted = prescribed(walk.matter, walk.fault) if walk.path is Course.SUCCESS else WANTED[walk.path]
        state = self._arrived(number) if number is not None else None
        receipt = self._receipt(walk, papers)
        if reason is None and outcome is not wanted:
            reason = f"the policy asks for {wanted}"
        if reason is None and number is not None and state is None:
            reason = f"{number} did not reach the centre in {ARRIVAL_S:g} s"
        return Row(
            matter=walk.matter.code,
            name=walk.matter.name.zh,
            kind=walk.matter.kind,
            path=walk.path,
            locale=walk.locale,
            fault=str(walk.fault) if walk.fault else None,
            ok=reason is None,
            outcome=outcome,
            prescribed=wanted,
            taps=self._pointer.taps,
            machine_ms=machine_ms,
            number=number,
            state_at_centre=state,
            receipt=receipt,
            screens=tuple(self._screens) if self._out is not None else None,
            reason=reason,
        )

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
        papers = self._stage.bench.do("receipts", after=after)["receipts"]
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
        file = self._out / f"{walk.name}-{len(self._screens) + 1:02d}-{shown}.png"
        self._pointer.grab(file)
        self._screens.append(str(file))

    def _leave(self) -> None:
        self._stage.bench.do("take_away")
        self._conductor.finish()
        self._pointer.wait(lambda: self._page() is Page.ATTRACT, timeout_s=STUCK_S)

    def _wait(self, until: Callable[[], bool], what: str) -> None:
        began = time.monotonic()
        came = self._pointer.wait(until, timeout_s=STUCK_S)
        self._machine_s += time.monotonic() - began
        if not came:
            raise KioskError("walk_stuck", f"waited {STUCK_S:g} s for {what}")


WANTED = {Course.NOTHING: Outcome.COMPLETED, Course.NOT_ELIGIBLE: Outcome.REFUSED_BEFORE_START}


def decode(text: str) -> bytes:
    """Return the bytes of a picture as the bench sends it."""
    return msgspec.convert(text, bytes)
