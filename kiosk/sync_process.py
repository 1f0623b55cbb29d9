"""The composition root of the sync process, apart from the screen's: neither loads what the other needs."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import msgspec

from kiosk.bootstrap import known_now, open_centre_client, open_queue, open_shelf, set_clock
from kiosk.clock import CentreClock, SystemClock
from kiosk.config import Config
from kiosk.domain.reach import Refused, Unreachable
from kiosk.gateway import credentials
from kiosk.gateway.gateway import Gateway
from kiosk.gateway.kept_keys import KeptKeys
from kiosk.ports import Resolver, Uplink
from kiosk.wire.sealer import Sealer
from offline_queue import loop
from offline_queue.database import Database
from offline_queue.digest import Digest, Report
from offline_queue.heard_keys import HeardKeys
from offline_queue.journal import Pruning
from offline_queue.outbox import SqliteOutbox
from offline_queue.ranking import Ranking
from offline_queue.renewal import Renewal
from offline_queue.sync import Sync
from offline_queue.use import UseFile
from offline_queue.verification import Verification


class SyncProcess(msgspec.Struct, frozen=True):
    """The sync process: one pass, or passes until SIGTERM."""

    sync: Sync
    database: Database
    uplink: Uplink
    pruning: Pruning
    verification: Verification

    def run(self) -> None:
        """Repeat passes until told to stop; from the main thread."""
        stop = threading.Event()
        loop.stop_on_signals(stop)
        loop.run(self.sync, self.database, stop, self._chores)

    def digest(self) -> Report | Refused | Unreachable | None:
        """Compare every epoch with the centre, due or not; what is to be sent again goes at the next pass."""
        return Digest(self.database, self.uplink).run()

    def run_once(self) -> dict[str, object]:
        """Do one pass and return its counts."""
        return msgspec.structs.asdict(loop.run_once(self.sync, self.database, self._chores))

    def _chores(self) -> None:
        self.pruning.look()
        self.verification.look()


@contextmanager
def open_sync(config: Config) -> Iterator[SyncProcess]:
    """Build the sync process over its own connection to the queue."""
    folder, clock = Path(config.platform.credentials), SystemClock()
    enrolled = credentials.load(folder)
    heard = CentreClock(clock)
    with open_shelf(config, heard) as shelf, open_queue(config, checkpoints=True) as database:
        known = known_now(database, enrolled)
        set_clock(heard, database, clock)
        client = open_centre_client(config, known, HeardKeys(database, known.enrolment.keys), heard)
        gateway = Gateway(client)
        outbox = SqliteOutbox(database, Sealer(known.own), clock, resolver=Resolver.SYNC)
        sync = Sync(
            database,
            outbox=outbox,
            uplink=gateway,
            cashier=gateway,
            version=version("kiosk-terminal"),
            row_days=config.queue.row_days,
            keep_keys=KeptKeys(folder, enrolled.enrolment),
            renewal=Renewal(database, gateway, shelf, clock.monotonic),
            certificate=lambda: client.certificate_ends,
            ranking=Ranking(gateway, shelf, clock.monotonic),
            use=UseFile(database.path, heard).told,
        )
        pruning = Pruning(database, clock, days=config.queue.journal_days)
        yield SyncProcess(sync, database, gateway, pruning, Verification(database, clock))
