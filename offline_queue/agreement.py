"""How both ends keep agreeing on what was promised: the heartbeat each minute, the digest each day."""

import datetime as dt
import logging
from collections.abc import Callable

import msgspec

from kiosk.domain.edition import CatalogueWord
from kiosk.domain.reach import Refused, Unreachable
from kiosk.domain.use import DayUse
from kiosk.errors import KioskError
from kiosk.ports import Clock, Uplink
from kiosk.wire.messages import EpochRequest, Heartbeat, HeartbeatAnswer
from offline_queue import announced, claims, settings
from offline_queue.beat import heartbeat
from offline_queue.database import Database
from offline_queue.digest import Digest
from offline_queue.retention import Retention
from offline_queue.uptime import Boot, Moment

log = logging.getLogger(__name__)
HEARTBEAT_S = 60.0
DIGEST_AGAIN_S = 3600.0
"""A centre that could not compare is asked again after so long."""
QUEUE = "queue"
"""The queue's disk among the devices of a heartbeat, named only when it is in trouble."""
KeepKeys = Callable[[settings.KEYS], None]
"""Has the platform's keys outside of the queue too, if that can be."""
FIRST_CONTACT = float("-inf")
"""Before anything is sent the heads are compared: this disk may be an older one, or one of two."""


class Agreed(msgspec.Struct, frozen=True):
    """What came of asking: whether something is to be sent again, what settled, or what stopped it."""

    again: bool = False
    settled: int = 0
    trouble: Refused | Unreachable | None = None


NOT_DUE = Agreed()


class Agreement:
    """Asks the centre how it stands there, when that is due."""

    def __init__(  # noqa: PLR0913 what both ends agree on
        self,
        database: Database,
        uplink: Uplink,
        clock: Clock,
        boot: Boot,
        *,
        version: str,
        row_days: int,
        keep_keys: KeepKeys,
        catalogue: Callable[[], CatalogueWord | None] = lambda: None,
        certificate: Callable[[], dt.datetime | None] = lambda: None,
        use: Callable[[], tuple[DayUse, ...]] = lambda: (),
    ) -> None:
        self._database = database
        self._uplink = uplink
        self._clock = clock
        self._boot = boot
        self._version = version
        self._keep_keys = keep_keys
        self._catalogue = catalogue
        self._certificate = certificate
        self._use = use
        self._use_heard: tuple[DayUse, ...] = ()
        self._retention = Retention(database, row_days=row_days)
        self._digest = Digest(database, uplink)
        self._next_heartbeat = self._next_digest = FIRST_CONTACT
        self._beat: Heartbeat | None = None
        self._gone: tuple[int, ...] = ()

    @property
    def begun(self) -> bool:
        """Whether the heads were compared since this process began."""
        return self._next_heartbeat != FIRST_CONTACT

    def beat(self, over: Callable[[], bool]) -> Agreed:
        """Say how the queue is; learn clock, keys, what is missing, and what may be let go."""
        now = self._now()
        if now.seconds < self._next_heartbeat:
            return NOT_DUE
        with self._database.reading() as connection:
            path, wall = self._database.path, self._clock.now()
            beat = heartbeat(connection, path, wall=wall, now=now, version=self._version)
            run = settings.terminal(connection).run
        use = self._use()
        new = tuple(lot for lot in use if lot not in self._use_heard)
        beat = msgspec.structs.replace(beat, catalogue=self._catalogue(), use=new)
        self._beat = beat
        answer = self._uplink.heartbeat(beat)
        self._note_certificate()
        if isinstance(answer, Refused | Unreachable):
            return Agreed(trouble=answer)
        self._next_heartbeat = self._after(beat, answer, now)
        self._use_heard = use
        self._keep_keys(answer.keys)  # before the queue has them: then the centre is told that they are known
        with self._database.writing() as connection:
            settings.learn_time(connection, answer.time, now)
            settings.learn_keys(connection, answer.keys)
            announced.learn_edition(connection, answer.catalogue)
            announced.learn_withdrawn(connection, answer.withdrawn)
            missing = {run: answer.missing}
            for epoch, earlier in settings.earlier_runs(connection).items():
                missing[earlier] = answer.missing_earlier.get(epoch, ())
            offered = [claims.offer_again(connection, place, seqs) for place, seqs in missing.items()]
        forked = answer.forked or answer.head_seq > beat.head_seq
        trouble = self._open_epoch(beat) if forked else None
        again = sum(len(one.again) for one in offered)
        self._tell(again, tuple(seq for one in offered for seq in one.gone))
        return Agreed(again > 0, self._retention.look(answer, over), trouble)

    def tell_of(self, trouble: KioskError) -> None:
        """Tell the centre by the last heartbeat why nothing goes on: the queue may not be readable."""
        if self._beat is not None:
            devices = {**self._beat.devices, QUEUE: trouble.code}
            self._uplink.heartbeat(msgspec.structs.replace(self._beat, devices=devices))

    def compare(self, over: Callable[[], bool]) -> Agreed:
        """Have every epoch compared once a day."""
        now = self._now()
        if now.seconds < self._next_digest or not self._digest.due(self._clock.now(), now):
            return NOT_DUE
        self._next_digest = now.seconds + DIGEST_AGAIN_S
        done = self._digest.run(over)
        if isinstance(done, Refused | Unreachable):
            return Agreed(trouble=done)
        return Agreed(done is not None and any(epoch.again for epoch in done.epochs))

    def _note_certificate(self) -> None:
        """Keep when the centre's certificate ends: one that has ended is shown too."""
        ends = self._certificate()
        with self._database.reading() as connection:
            known = settings.certificate_ends(connection)
        if ends is not None and ends != known:
            with self._database.writing() as connection:
                settings.note_certificate(connection, ends)

    def _now(self) -> Moment:
        return Moment(self._boot, self._clock.monotonic())

    def _after(self, beat: Heartbeat, answer: HeartbeatAnswer, now: Moment) -> float:
        if not self.begun and beat.unsent:
            return now.seconds
        if {key.id for key in answer.keys} - set(beat.knows):
            return now.seconds  # the centre keeps old keys until it hears that the new are known
        return now.seconds + HEARTBEAT_S

    def _tell(self, again: int, gone: tuple[int, ...]) -> None:
        if again:
            log.info("the centre misses %d items: they are sent again", again)
        if gone and gone != self._gone:
            log.error(
                "ALARM: the centre misses %d items that its own backup covered: restore that one", len(gone)
            )
        self._gone = gone

    def _open_epoch(self, beat: Heartbeat) -> Refused | Unreachable | None:
        """Leave a chain that the centre knows otherwise: what is put from now on has places of its own."""
        log.error(
            "ALARM: the centre knows epoch %d otherwise than this disk at %d: it was restored or doubled",
            beat.epoch,
            beat.head_seq,
        )
        request = EpochRequest(epoch=beat.epoch, head_seq=beat.head_seq, head_hash=beat.head_hash)
        answer = self._uplink.open_epoch(request)
        if isinstance(answer, Refused | Unreachable):
            self._next_heartbeat = FIRST_CONTACT
            return answer
        with self._database.writing() as connection:
            settings.begin_epoch(connection, settings.terminal(connection).name, answer.epoch)
        return None
