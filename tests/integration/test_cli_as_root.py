"""Commands of root over a queue that is another user's: no file of root's is left to lock its owner out."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.bootstrap import open_queue, open_shelf
from kiosk.catalogue.in_force import open_at_start
from kiosk.catalogue.kept import NAME
from kiosk.clock import SystemClock
from kiosk.config import Config
from kiosk.gateway import credentials
from kiosk.gateway.key_file import own_key
from kiosk.tables import PlatformConfig, QueueConfig
from kiosk.walk.stage import as_toml
from kiosk.wire.own_key import OwnKey
from kiosk.wire.sealer import Sealer
from offline_queue import settings
from offline_queue.outbox import SqliteOutbox
from tests.durability.site import service
from tests.integration.cli_command import kiosk, written
from tests.unit.kiosk.catalogue.shelves import Editions
from tests.unit.offline_queue.conftest import enrolment

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user")
OWNER = 12_345


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder of the owner's, where everybody may look."""
    made = Path(tempfile.mkdtemp(prefix="kiosk-owner-"))
    os.chown(made, OWNER, OWNER)
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@contextmanager
def being(user: int) -> Iterator[None]:
    """Be another user inside the block."""
    os.setegid(user)
    os.seteuid(user)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


class Place:
    """A terminal that the owner runs, and its configuration."""

    def __init__(self, folder: Path, user: int) -> None:
        self.user = user
        self.queue = folder / "queue.db"
        platform = PlatformConfig(credentials=str(folder / "credentials"))
        self.config = Config(queue=QueueConfig(path=str(self.queue)), platform=platform)
        self.file = written(folder / "terminal.toml", as_toml(self.config))
        with being(self.user):
            own_key(folder / "credentials")
            credentials.save_enrolment(folder / "credentials", enrolment())
        os.chown(self.file, user, user)

    def put(self) -> None:
        """Let the terminal put something."""
        if not self.queue.exists():
            self._make()
        with being(self.user), open_queue(self.config) as database:
            with database.writing() as connection:
                settings.adopt(connection, enrolment())
            key = OwnKey(Ed25519PrivateKey.generate())
            SqliteOutbox(database, Sealer(lambda: key), SystemClock()).put(service(b"paper"))

    def _make(self) -> None:
        """Make the owner's queue: what it is made from may lie where only root reads."""
        with open_queue(self.config):
            pass
        for path in self.queue.parent.glob(self.queue.name + "*"):
            os.chown(path, self.user, self.user)

    def strangers(self) -> list[str]:
        """Name what is not the owner's."""
        return [str(path) for path in self.queue.parent.rglob("*") if path.stat().st_uid != OWNER]


@pytest.fixture
def place(folder: Path, tmp_path: Path) -> Place:
    Place(tmp_path, 0).put()  # loads what may lie where only root reads
    return Place(folder, OWNER)


@pytest.mark.parametrize("words", [("stats",), ("list",), ("incidents",)])
def test_root_may_look_before_there_is_a_queue(place: Place, words: tuple[str, ...]) -> None:
    assert 0 == kiosk("queue", *words, "--config", place.file, "--json").code
    assert [] == place.strangers()
    place.put()


def test_root_may_look_and_the_owner_goes_on(place: Place) -> None:
    place.put()
    place.queue.with_name("queue.db.reserve").unlink()
    for words in (("queue", "stats"), ("queue", "list"), ("journal", "list"), ("self-test",)):
        kiosk(*words, "--config", place.file, "--json")
        assert [] == place.strangers(), words
    place.put()
    assert 2 == kiosk("queue", "stats", "--config", place.file, "--json").row["unsent"]


def test_what_root_carries_out_may_be_where_only_root_writes(place: Place, tmp_path: Path) -> None:
    place.put()
    stick = tmp_path / "stick"
    stick.mkdir(mode=0o700)
    said = kiosk("queue", "export", stick / "bundle", "--config", place.file, "--json")
    assert (0, 1) == (said.code, said.row["items"]), said
    assert 2 == len([path for path in stick.rglob("*") if path.is_file()])
    assert [] == place.strangers()


def test_root_may_retry_and_carry(place: Place, tmp_path: Path) -> None:
    place.put()
    bundle = tmp_path / "bundle"
    kiosk("queue", "export", bundle, "--config", place.file, "--json")
    said = kiosk("queue", "carry", bundle, "--config", place.file, "--json")
    assert 0 == said.code, said
    assert [] == place.strangers()
    place.put()


def test_root_may_look_after_the_catalogue_and_the_owner_goes_on(place: Place, tmp_path: Path) -> None:
    place.put()
    editions = Editions(tmp_path)
    first, second = (editions[number] for number in (1, 2))
    with open_shelf(place.config, SystemClock()) as shelf:
        shelf.stage(first, editions.files(1))
        open_at_start(shelf)
    assert [] == place.strangers(), "as `kiosk sync --once` and `kiosk run` may do"
    (shelf.place(first) / NAME).unlink()
    for what in ("status", "changes", "rollback"):
        assert 0 == kiosk("catalogue", what, "--config", place.file, "--json").code
        assert [] == place.strangers(), what
    files = editions.files(2)
    # Opened before the change of user: the owner may not be able to read a checkout of root's.
    with open_shelf(place.config, SystemClock()) as shelf, being(OWNER):
        shelf.stage(second, files)
    assert second == shelf.shelved().staged
