"""An announced edition is fetched in parts, believed by the centre's signature alone, and staged once."""

import datetime as dt
import random
from collections.abc import Callable, Mapping

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.domain.edition import CatalogueWord, Edition
from kiosk.domain.ids import CatalogueVersion, MatterCode
from kiosk.domain.reach import Cause, Refused, Unreachable
from kiosk.domain.text import Text
from kiosk.errors import CatalogueError, KioskError
from kiosk.wire.edition import PART_BYTES, encode_edition, pack, sign_edition
from kiosk.wire.messages import EditionPart
from offline_queue.renewal import AGAIN_S, Renewal
from offline_queue.sync import Sync
from offline_queue.withdrawals import SqliteWithdrawals
from tests.unit.offline_queue.conftest import CENTRE, START, MemoryCentre, Queue

FILES = {"departments.toml": random.Random(7).randbytes(3 * PART_BYTES), "matters/a/b.toml": b"x = 1\n"}
"""Packed it has several parts: nothing of it can be compressed."""
ONE = Edition(version=CatalogueVersion("c1"), sequence=7, made_at=START)
TWO = Edition(version=CatalogueVersion("c2"), sequence=8, made_at=START + dt.timedelta(days=1))
WHY = Text(zh="表格要改。", en="Its form is being changed.")
LOST = Unreachable(Cause.NO_ROUTE, "lost")
Word = EditionPart | Refused | Unreachable


class Source:
    """The centre that gives an edition's parts; a test may have something else come in place of one."""

    def __init__(self, edition: Edition = ONE, key: Ed25519PrivateKey = CENTRE, name: str = "sign-1") -> None:
        self.payload = encode_edition(edition, pack(FILES))
        self.key, self.name = key, name
        self.signs: bytes | None = None
        """What the signature is over, where that is not what comes."""
        self.asked: list[int] = []
        self.on_part: Callable[[int], Word | None] = lambda _offset: None

    def edition_part(self, version: CatalogueVersion, offset: int) -> Word:
        assert version
        self.asked.append(offset)
        return self.on_part(offset) or self.part(offset)

    def part(self, offset: int) -> EditionPart:
        return EditionPart(
            key=self.name,
            signature=sign_edition(self.signs or self.payload, self.key),
            size=len(self.payload),
            data=self.payload[offset : offset + PART_BYTES],
        )


class MemoryShelf:
    """Takes every edition above the last one."""

    def __init__(self) -> None:
        self.staged: list[tuple[Edition, dict[str, bytes]]] = []
        self.distrusted: list[str] = []
        self.refuses: KioskError | None = None

    def word(self) -> CatalogueWord:
        return CatalogueWord(version=CatalogueVersion("c0"), sequence=len(self.staged))

    def wants(self, edition: Edition) -> bool:
        return edition.sequence > max((one.sequence for one, _ in self.staged), default=0)

    def learn_use(self, figures: Mapping[str, int]) -> None:
        self.used = dict(figures)

    def distrust(self, edition: Edition, why: str) -> None:
        self.distrusted.append(f"{edition.sequence}: {why}")

    def stage(self, edition: Edition, contents: Mapping[str, bytes]) -> None:
        if self.refuses is not None:
            raise self.refuses
        self.staged.append((edition, dict(contents)))


class Site:
    """A queue whose sync process renews the catalogue."""

    def __init__(self, queue: Queue) -> None:
        self.queue, self.clock = queue, queue.clock
        self.source, self.shelf = Source(), MemoryShelf()
        self.begin()

    def begin(self) -> None:
        self.renewal = Renewal(self.queue.database, self.source, self.shelf, self.clock.monotonic)
        centre = self.queue.centre
        self.sync = Sync(
            self.queue.database,
            outbox=self.queue.outbox,
            uplink=centre,
            cashier=centre,
            renewal=self.renewal,
        )

    def announce(self, edition: Edition | None = ONE) -> None:
        self.queue.centre.edition = edition

    def one_pass(self, seconds: float = 61.0) -> None:
        self.clock.seconds += seconds
        self.sync.run_once()

    @property
    def staged(self) -> list[Edition]:
        return [edition for edition, _ in self.shelf.staged]


@pytest.fixture
def site(queue: Queue) -> Site:
    return Site(queue)


def test_an_announced_edition_is_fetched_whole_and_staged_once(site: Site) -> None:
    site.one_pass()
    assert [] == site.source.asked
    site.announce()
    site.one_pass()
    assert [(ONE, FILES)] == site.shelf.staged
    assert len(site.source.asked) > 3
    assert list(range(0, len(site.source.payload), PART_BYTES)) == site.source.asked
    site.one_pass()
    assert [ONE] == site.staged


def test_the_heartbeat_says_what_is_in_force(site: Site, memory_centre: MemoryCentre) -> None:
    site.one_pass()
    site.announce()
    site.one_pass()
    site.one_pass()
    said = [beat.catalogue.sequence for beat in memory_centre.beats if beat.catalogue]
    assert [0, 0, 1] == said


def test_what_was_announced_outlives_the_process(site: Site, memory_centre: MemoryCentre) -> None:
    site.source.on_part = lambda _offset: LOST
    site.announce()
    site.one_pass()
    assert [] == site.staged
    memory_centre.silence = LOST
    site.source.on_part = lambda _offset: None
    site.begin()
    assert site.renewal.work(lambda: False) is None
    assert [ONE] == site.staged


@pytest.mark.parametrize("spoil", ["tampered", "other key", "unknown key", "other edition"])
def test_what_the_centre_did_not_sign_is_never_staged(site: Site, spoil: str) -> None:
    whole = site.source.payload
    match spoil:
        case "tampered":
            site.source.payload = whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:]
            site.source.signs = whole
        case "other key":
            site.source.key = Ed25519PrivateKey.generate()
        case "unknown key":
            site.source.name = "sign-9"
        case _:
            site.source.payload = encode_edition(TWO, pack(FILES))
    site.announce()
    site.one_pass()
    asked = len(site.source.asked)
    site.one_pass()
    assert ([], 1, asked) == (site.staged, len(site.shelf.distrusted), len(site.source.asked))
    site.source = site.renewal._source = Source()
    site.one_pass(AGAIN_S)
    assert [ONE] == site.staged


def test_a_line_that_breaks_goes_on_where_it_was(site: Site) -> None:
    site.source.on_part = lambda offset: LOST if offset else None
    site.announce()
    assert [0, PART_BYTES] == asked(site, seconds=61)
    assert [PART_BYTES] == asked(site, seconds=200)
    site.source.on_part = lambda _offset: None
    assert PART_BYTES == asked(site, seconds=200)[0]
    assert [(ONE, FILES)] == site.shelf.staged


def asked(site: Site, *, seconds: float) -> list[int]:
    site.source.asked.clear()
    site.one_pass(seconds)
    return site.source.asked


def test_another_edition_between_two_parts_begins_it_anew(site: Site) -> None:
    site.source.on_part = lambda offset: LOST if offset else None
    site.announce()
    site.one_pass()
    site.source = site.renewal._source = Source(TWO)
    site.announce(TWO)
    site.one_pass(200)
    assert [TWO] == site.staged
    assert [] == site.shelf.distrusted


def test_another_key_between_two_parts_begins_it_anew(site: Site) -> None:
    site.source.on_part = lambda offset: LOST if offset else None
    site.announce()
    site.one_pass()
    site.source.on_part = lambda _offset: None
    site.source.signs = b"as another key would have it"
    site.one_pass(200)
    site.source.signs = None
    site.one_pass(200)
    assert [ONE] == site.staged


def test_an_edition_that_the_centre_has_no_more_is_asked_for_later(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    site.source.on_part = lambda _offset: Refused("edition_unknown", "it was never published", 404)
    site.announce()
    assert [0] == asked(site, seconds=61)
    assert "edition_unknown" in caplog.text
    assert [] == asked(site, seconds=61)
    assert [0] == asked(site, seconds=AGAIN_S)


@pytest.mark.parametrize(
    "wrong",
    [
        EditionPart(key="sign-1", signature=b"", size=0, data=b"x"),
        EditionPart(key="sign-1", signature=b"", size=2, data=b"abc"),
        EditionPart(key="sign-1", signature=b"", size=9, data=b""),
        EditionPart(key="sign-1", signature=b"", size=1 << 40, data=b"abc"),
    ],
)
def test_a_part_that_can_not_be_ends_the_pass(site: Site, wrong: EditionPart) -> None:
    site.source.on_part = lambda _offset: wrong
    site.announce()
    assert [0] == asked(site, seconds=61)
    assert [] == site.staged


def test_a_resident_who_hands_in_does_not_wait_for_an_edition(site: Site, queue: Queue) -> None:
    site.announce()

    def somebody_comes(offset: int) -> None:
        if offset == 0:
            with queue.beside() as other:
                other.outbox.put(other.draft())

    site.source.on_part = somebody_comes
    assert [0] == asked(site, seconds=61)
    site.source.on_part = lambda _offset: None
    assert PART_BYTES == asked(site, seconds=1)[0]
    assert 0 == queue.counted()["to_send"], "what was put was sent before the edition went on"
    assert [ONE] == site.staged


def test_being_told_to_end_stops_after_a_part(site: Site) -> None:
    site.announce()
    site.clock.seconds += 61
    site.sync.run_once(lambda: bool(site.source.asked))
    assert [0] == site.source.asked


def test_an_edition_that_is_not_taken_is_wanted_again_after_a_while(site: Site) -> None:
    site.shelf.refuses = CatalogueError("catalogue_disk", "full")
    site.announce()
    site.one_pass()
    assert [] == asked(site, seconds=61)
    site.shelf.refuses = None
    assert asked(site, seconds=AGAIN_S)
    assert [ONE] == site.staged


def test_a_centre_that_publishes_none_leaves_all_as_it_is(site: Site) -> None:
    site.announce(None)
    assert [] == asked(site, seconds=61)


def test_what_is_withdrawn_is_kept_for_who_asks_without_the_network(
    queue: Queue, memory_centre: MemoryCentre
) -> None:
    known = SqliteWithdrawals(queue.database)
    assert {} == known.heard()
    memory_centre.withdrawn = {MatterCode("m"): WHY}
    queue.sync.run_once()
    memory_centre.silence = LOST
    again = queue.reboot("boot-2")
    known = SqliteWithdrawals(again.database)
    assert {MatterCode("m"): WHY} == known.heard()
    known.hear({})
    assert {} == known.heard()
    again.database.close()


def test_the_same_heard_again_commits_nothing(queue: Queue) -> None:
    known = SqliteWithdrawals(queue.database)
    known.hear({MatterCode("m"): WHY})
    with queue.beside() as other:
        mark = other.database.version()
        known.hear({MatterCode("m"): msgspec.structs.replace(WHY)})
        assert mark == other.database.version()
        known.hear({})
        assert mark != other.database.version()
