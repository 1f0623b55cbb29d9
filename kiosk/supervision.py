"""The supervisor: holds the one state of each device, asks idle ones how they are, tells of each change.

All state lives on its own thread, fed through one inbox; it waits for no device and nobody waits for it.
"""

import logging
import queue
import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from types import MappingProxyType
from typing import assert_never

import msgspec

from kiosk.domain.device import Absent, DeviceState, Doing, Faulty, Health, Role, same_kind, works
from kiosk.errors import KioskError
from kiosk.ports import Clock
from kiosk.supervised import OTHERS_ASK, SLOW, HotPlug, Rhythm, Supervised

log = logging.getLogger(__name__)
Subscriber = Callable[[DeviceState], None]


class Told(msgspec.Struct, frozen=True):
    """An outcome of its work told how a device is."""

    role: Role
    health: Health
    doing: Doing


class Answered(msgspec.Struct, frozen=True):
    """A device answered how it is."""

    role: Role
    answer: "Future[Health]"


class Look(msgspec.Struct, frozen=True):
    """Something happened to a device: ask at once, with a new handle if `anew`."""

    role: Role
    anew: bool


class End(msgspec.Struct, frozen=True):
    """Nobody supervises any more."""


Message = Told | Answered | Look | End


class _Watch:
    """What the supervisor's thread knows of one device."""

    def __init__(self, device: Supervised, due: float) -> None:
        self.device = device
        self.due = due
        self.asked: Future[Health] | None = None
        """The question that has no answer yet."""
        self.slow = False
        """The question had begun when it was last looked at."""
        self.again = False
        """Something happened since it was asked."""
        self.anew = False
        self.misses = 0
        """How often in a row it did not answer."""
        self.held_until = due
        """Until then a fault that its work told stands."""


class Supervisor:
    """Watches devices from `start` to `close`; a subscriber is told each change once and must not block."""

    def __init__(
        self,
        devices: Iterable[Supervised],
        clock: Clock,
        *,
        rhythm: Rhythm | None = None,
        hot_plug: HotPlug | None = None,
    ) -> None:
        self._clock = clock
        self._rhythm = rhythm or Rhythm()
        self._hot_plug = hot_plug
        self._inbox: queue.Queue[Message] = queue.Queue()
        self._watches = {device.role: _Watch(device, clock.monotonic()) for device in devices}
        self._hands = threading.Lock()
        self._subscribers: tuple[Subscriber, ...] = ()
        now = clock.now()
        self._states = {role: DeviceState(role=role, since=now) for role in self._watches}
        self._thread: threading.Thread | None = None

    def states(self) -> Mapping[Role, DeviceState]:
        """Return how each configured device is, as last learned; from any thread."""
        return MappingProxyType(self._states)

    def subscribe(self, hear: Subscriber) -> Callable[[], None]:
        """Have every change told to `hear`, on the supervisor's thread, until what is returned is called."""
        with self._hands:
            self._subscribers = (*self._subscribers, hear)
        return lambda: self._unsubscribe(hear)

    def _unsubscribe(self, hear: Subscriber) -> None:
        with self._hands:
            self._subscribers = tuple(other for other in self._subscribers if other is not hear)

    def start(self) -> None:
        """Ask every device now, ahead of what is asked of it next, and from now on; twice is once."""
        if self._thread is None:
            for watch in self._watches.values():
                self._listen(watch.device)
                self._ask(watch)
            self._thread = threading.Thread(target=self._run, name="supervisor")
            self._thread.start()
            if self._hot_plug is not None:
                self._hot_plug.start(lambda role, anew: self.look(role, anew=anew))

    def look(self, role: Role, *, anew: bool = False) -> None:
        """Have a device asked at once, with a new handle if `anew`; never blocks."""
        self._inbox.put(Look(role, anew))

    def close(self) -> None:
        """Stop; devices are left to their owner."""
        if self._thread is not None:
            if self._hot_plug is not None:
                self._hot_plug.close()
            self._inbox.put(End())
            self._thread.join()
            self._thread = None

    def _listen(self, device: Supervised) -> None:
        role = device.role
        device.listen(lambda health, doing: self._inbox.put(Told(role, health, doing)))

    def _run(self) -> None:
        while True:
            message = self._next()
            match message:
                case None:
                    self._ask_those_due()
                case Told(role):
                    self._hear(self._watches[role], message)
                case Answered(role, answer):
                    self._take(self._watches[role], answer)
                case Look(role, anew):
                    self._expect(role, anew=anew)
                case End():
                    return
                case _:
                    assert_never(message)

    def _next(self) -> Message | None:
        due = min((watch.due for watch in self._watches.values()), default=None)
        left = None if due is None else due - self._clock.monotonic()
        try:
            if left is not None and left <= 0:
                return self._inbox.get_nowait()
            return self._inbox.get(timeout=left)
        except queue.Empty:
            return None

    def _ask_those_due(self) -> None:
        now = self._clock.monotonic()
        for watch in self._watches.values():
            if watch.due > now:
                continue
            if watch.asked is not None:
                self._wait_on(watch, watch.asked)
            elif watch.device.doing is not Doing.REST:
                watch.due = now + self._rhythm.period_s
            else:
                self._ask(watch)

    def _ask(self, watch: _Watch) -> None:
        role, anew = watch.device.role, watch.anew
        watch.slow = watch.again = watch.anew = False
        watch.due = self._clock.monotonic() + self._rhythm.stuck_s
        watch.asked = watch.device.ask(anew=anew)
        watch.asked.add_done_callback(
            lambda answer: self._inbox.put(Answered(role, answer)) if not answer.cancelled() else None
        )

    def _wait_on(self, watch: _Watch, question: "Future[Health]") -> None:
        """See whether a question waits behind work that came before it, or has begun and does not end."""
        watch.due = self._clock.monotonic() + self._rhythm.stuck_s
        if watch.slow:
            self._publish(watch, STUCK, Doing.REST)
        watch.slow = question.running()

    def _hear(self, watch: _Watch, told: Told) -> None:
        """Take what its work told: a reader may say that all is well and yet fail at every card."""
        held = isinstance(told.health, Faulty) and told.doing is Doing.WAIT
        watch.held_until = self._clock.monotonic() + (self._rhythm.held_s if held else 0.0)
        self._learn(watch, told.health, told.doing)

    def _take(self, watch: _Watch, answer: "Future[Health]") -> None:
        watch.asked = None
        error = answer.exception()
        health = _failed(error) if error is not None else answer.result()
        if works(health) and self._clock.monotonic() < watch.held_until:
            watch.due = watch.held_until
        else:
            self._learn(watch, health, Doing.REST)

    def _learn(self, watch: _Watch, health: Health, doing: Doing) -> None:
        watch.misses = watch.misses + 1 if isinstance(health, Absent) else 0
        if watch.asked is None:
            pause_s = 0.0 if watch.again else self._pause(watch)
            if doing is Doing.OTHER:
                pause_s *= OTHERS_ASK  # somebody else asks it in turn: once is enough
            watch.due = self._clock.monotonic() + pause_s
        self._publish(watch, health, doing)

    def _pause(self, watch: _Watch) -> float:
        pauses, period_s = self._rhythm.absent_s, self._rhythm.period_s
        if watch.misses:
            return pauses[min(watch.misses, len(pauses)) - 1]
        return max(period_s, self._rhythm.slow_s) if watch.device.role in SLOW else period_s

    def _expect(self, role: Role, *, anew: bool) -> None:
        """Look as soon as the device is free; the many events of one plug come to one look or two."""
        watch = self._watches.get(role)
        if watch is None:
            return
        watch.again, watch.anew, watch.misses = True, watch.anew or anew, 0
        if watch.asked is None:
            watch.due = self._clock.monotonic()

    def _publish(self, watch: _Watch, health: Health, doing: Doing) -> None:
        role = watch.device.role
        before = self._states[role]
        if same_kind(before.health, health):
            return
        state = DeviceState(role=role, health=health, since=self._clock.now(), doing=doing)
        self._states = {**self._states, role: state}
        for hear in self._subscribers:
            hear(state)


STUCK = Faulty("stuck", "its driver has not answered for a long time; restart the terminal's program")


def _failed(error: BaseException) -> Health:
    """Say what came instead of an answer: a configuration that can't be used, a library missing, a bug."""
    if isinstance(error, KioskError):
        return Faulty(error.code, error.message)
    log.error("a driver failed: %s", type(error).__name__, exc_info=error)
    return Faulty("driver_failed", f"the driver failed with {type(error).__name__}; the log says more")
