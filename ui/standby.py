"""Why no visit begins though nothing is broken: mains away, card or slip left, a slip cut short."""

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from kiosk.domain.device import Role
from kiosk.domain.printing import PrintOutcome
from kiosk.domain.submission import InterruptedSlip
from kiosk.steps.ports import Ports
from ui.after import after
from ui.worker import Worker

if TYPE_CHECKING:
    from ui.left_behind import LeftBehind
    from ui.power import PowerWatch

CARD_LEFT = "a card was left in the slot and nobody came back: keep it for its owner"
SLIP_LEFT = "a slip was left at the printer's mouth and nobody came back: take it out and destroy it"
OFFERED_FOR = dt.timedelta(minutes=10)
"""So long after it was begun an interrupted slip is offered: its resident may still be there."""


class Pause(StrEnum):
    """What stands on the screen in place of the invitation."""

    NONE = "none"
    CLOSING = "closing"
    CARD_LEFT = "card_left"
    SLIP_LEFT = "slip_left"
    ON_BATTERY = "on_battery"
    INTERRUPTED = "interrupted"


class Offer(msgspec.Struct, frozen=True):
    """An interrupted slip on the screen, and what became of its second copy."""

    slip: InterruptedSlip
    printing: bool = False
    printed: PrintOutcome | None = None


class Standby(QObject):
    """What is watched between visits; its parts are made behind the first picture."""

    changed = Signal()

    def __init__(self, ports: Ports, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self.power: PowerWatch | None = None
        self.slot: LeftBehind | None = None
        self.mouth: LeftBehind | None = None
        self.offer: Offer | None = None
        self._ports, self._worker = ports, worker
        self._open = False

    def open(self) -> None:
        """Have the acts of the last run answered, then watch: nothing else is printed before."""
        self._worker.run(self._ports.recovery.resolve, self._recovered)

    def close(self) -> None:
        """Watch no more."""
        for part in (self.power, self.slot, self.mouth):
            if part is not None:
                part.close()

    @property
    def may_begin(self) -> bool:
        """Whether a card may be asked for: what the last run and the last visit left is known."""
        return self._open and self.invites and not any(_is(left, "asked") for left in (self.slot, self.mouth))

    @property
    def invites(self) -> bool:
        """Whether the screen invites to begin."""
        return self.pause in (Pause.NONE, Pause.INTERRUPTED)

    @property
    def pause(self) -> Pause:
        """What stands on the screen between visits."""
        if self.closing:
            return Pause.CLOSING
        if _is(self.slot, "there"):
            return Pause.CARD_LEFT
        if _is(self.mouth, "there"):
            return Pause.SLIP_LEFT
        if self.on_battery:
            return Pause.ON_BATTERY
        return Pause.INTERRUPTED if self.offer is not None else Pause.NONE

    @property
    def closing(self) -> bool:
        """Whether everything is to be closed in order."""
        return self._supply_is("Closing")

    @property
    def on_battery(self) -> bool:
        """Whether the mains are away."""
        return self._supply_is("Battery")

    @property
    def card_found(self) -> bool:
        """Whether a card was left and nobody came back for it."""
        return _is(self.slot, "found")

    @property
    def since(self) -> dt.datetime | None:
        """Since when the mains are away."""
        return getattr(self.power.supply, "since", None) if self.power is not None else None

    def reads(self, role: Role) -> bool:
        """Return whether a reader is asked for cards: not the slot in which a forgotten one is."""
        return role is not Role.SOCIAL_CARD or not self.card_found

    def visit_over(self) -> None:
        """Look whether card or slip was left behind."""
        for left in (self.slot, self.mouth):
            if left is not None:
                left.look()

    def take_up(self, offer: Offer | None) -> None:
        """Show an interrupted slip as it now stands, or no more."""
        self.offer = offer
        self.changed.emit()

    def _recovered(self, slips: tuple[InterruptedSlip, ...]) -> None:
        self._open = True
        self._watch_power()
        self._watch_for_what_is_left()
        now = self._ports.clock.now()
        fresh = [slip for slip in slips if now - slip.began_at < OFFERED_FOR]
        if fresh:
            after(OFFERED_FOR // dt.timedelta(milliseconds=1), self, self._withdraw)
        self.take_up(Offer(fresh[-1]) if fresh else None)

    def _withdraw(self) -> None:
        """Show the number no more: whoever it belongs to has gone."""
        if self.offer is not None and not self.offer.printing:
            self.take_up(None)

    def _watch_power(self) -> None:
        if self._ports.power is not None:
            from ui.power import PowerWatch  # noqa: PLC0415 behind the first picture

            self.power = PowerWatch(self._ports.power, self._ports, self._worker, self)
            self.power.changed.connect(self.changed)
            self.power.open()

    def _watch_for_what_is_left(self) -> None:
        slot, mouth = self._ports.slot, self._ports.mouth
        if slot is None and mouth is None:
            return
        from ui.left_behind import Attentions, LeftBehind, Thing  # noqa: PLC0415 behind the first picture

        attentions = Attentions(self._ports.reminder, self._worker)

        def watch(thing: Thing) -> LeftBehind:
            left = LeftBehind(thing, attentions, self._ports.clock, self._worker, self)
            left.changed.connect(self.changed)
            left.look()
            return left

        if slot is not None:
            card = Thing(there=slot.occupied, patience_s=self._ports.card_left_s, sentence=CARD_LEFT)
            self.slot = watch(card)
        if mouth is not None:
            slip = Thing(there=mouth.untaken, patience_s=self._ports.paper_left_s, sentence=SLIP_LEFT)
            self.mouth = watch(slip)

    def _supply_is(self, kind: str) -> bool:
        return self.power is not None and type(self.power.supply).__name__ == kind


def _is(left: "LeftBehind | None", state: str) -> bool:
    return left is not None and left.state == state
