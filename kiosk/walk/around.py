"""What the screen knows of the devices and of the centre, between one walk and the next."""

from collections.abc import Callable, Iterator
from contextlib import suppress

from kiosk.domain.availability import Surroundings
from kiosk.domain.device import Role, said
from kiosk.domain.device_words import NAMES
from kiosk.domain.service import notices
from kiosk.errors import KioskError
from kiosk.walk.faults import faults
from kiosk.walk.stage import Stage
from ui.conductor import Conductor

FRESH_LOOKS = 2
CUT = "network"
"""The fault that an offline walk has from the start."""
Wait = Callable[[Callable[[], bool], str], None]
"""Waits until something holds; KioskError names what was waited for."""


class Around:
    """Waits until what was done to the bench has come to the screen."""

    def __init__(self, stage: Stage, conductor: Conductor, wait: Wait) -> None:
        self._stage = stage
        self._conductor = conductor
        self._wait = wait

    def cut_off(self) -> None:
        """Cut the network and wait until the screen knows."""
        for command in faults()[CUT].tell:
            self._stage.bench.tell(command)

        def seen() -> bool:
            self._conductor.around.look()
            return not self._conductor.surroundings.centre_reached

        self._wait(seen, "the outage to be seen")

    def well(self) -> None:
        """Wait until all is mended on the screen; the first look may have begun before it was mended."""
        looks: list[Surroundings] = []
        around = self._conductor.around

        def note(seen: Surroundings) -> None:
            looks.append(seen)

        def fresh() -> bool:
            around.look()
            well = all(map(around.here.has, around.here.devices))
            seen = len(looks) >= FRESH_LOOKS and looks[-1].centre_reached
            return seen and well and self._conductor.trouble is None

        around.seen.connect(note)
        try:
            self._wait(fresh, "centre and devices to be well again")
        except KioskError as error:
            told = f"{len(looks)} looks, {', '.join(self._unwell()) or 'all well'}"
            raise KioskError(error.code, f"{error.message} ({told})") from error
        finally:
            around.seen.disconnect(note)

    def _unwell(self) -> Iterator[str]:
        """Yield what keeps the next visit from beginning, a word each."""
        here, trouble = self._conductor.around.here, self._conductor.trouble
        if not here.centre_reached:
            yield "centre not reached"
        yield from (f"{role} {said(here.health(role))}" for role in here.devices if not here.has(role))
        if trouble is not None:
            yield f"trouble {trouble.code}"

    def reader_gone(self) -> None:
        """Pull the reader's cable and wait until the screen knows.

        What a reader was asked while it was silent it never answers: a driver waits 5 s for that, in the next
        walk by then. A cable that is pulled tells it at once.
        """
        self._stage.bench.do("unplug", device="identity_reader")
        here = self._conductor.around
        self._wait(lambda: not here.here.has(Role.IDENTITY_CARD), "the reader to be missed")

    def said_away(self, role: Role) -> str | None:
        """Return how attract says that a device is, None when it says nothing of it before long."""
        conductor = self._conductor

        def told() -> bool:
            named = NAMES[role].at(conductor.locale)
            return any(
                named in text.at(conductor.locale) for text in notices(conductor.surroundings, conductor.now)
            )

        with suppress(KioskError):
            self._wait(told, "attract to say which device is away")
        return said(conductor.surroundings.health(role)) if told() else None
