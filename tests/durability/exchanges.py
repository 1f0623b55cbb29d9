"""The kinds of exchange between a terminal and the centre: what each is for, and may not come to twice."""

import datetime as dt
import hashlib

from kiosk.domain.payment import PaymentSettled
from kiosk.domain.reach import Refused, Unreachable
from kiosk.domain.submission import ItemState
from kiosk.wire.envelope import MAX_ATTACHMENT_BYTES
from kiosk.wire.messages import (
    AttachmentAnswer,
    DigestAnswer,
    EpochAnswer,
    HeartbeatAnswer,
    ItemsAnswer,
    ItemVerdict,
    NumberBlock,
    OrderState,
    ReceiptAnswer,
)
from offline_queue import settings
from offline_queue.agreement import DIGEST_AGAIN_S
from offline_queue.digest import DIGEST, Report, report
from offline_queue.numbers import numbers_left
from offline_queue.payment_item import payment_id
from offline_queue.upload import PART_BYTES
from tests.durability.site import FINE, FINE_FEN, VIOLATION, Site, new_order, service, submission

HERE = (ItemState.RECEIVED, ItemState.SETTLED)


class Pass:
    """What a pass of the sync process does."""

    site: Site
    method = "POST"

    def once(self) -> None:
        """Let the sync process have its turn, whatever it had put off."""
        self.site.clock.seconds += 1_000
        self.site.sync.run_once()


class Beat(Pass):
    """The heartbeat: clock, keys, and what the centre misses."""

    path = "/v1/heartbeat"

    def __init__(self, site: Site) -> None:
        self.site = site

    def lie(self) -> object:
        return HeartbeatAnswer(time=dt.datetime(2031, 1, 1, tzinfo=dt.UTC), keys=())

    def done(self) -> bool:
        with self.site.database.reading() as connection:
            heard = settings.centre_time(connection)
        return heard is not None and heard.heard.seconds == self.site.clock.seconds

    def count(self) -> None:
        assert [(self.site.name,)] == self.site.at_centre("SELECT terminal FROM heartbeat WHERE terminal = ?")


class Batch(Pass):
    """A batch of items."""

    path = "/v1/items"
    most = 3

    def __init__(self, site: Site) -> None:
        self.site = site
        self.items = [site.outbox.put(service()).id for _ in range(self.most)]

    def lie(self) -> object:
        verdicts = tuple(ItemVerdict(id=item, status=200) for item in self.items)
        return ItemsAnswer(verdicts=verdicts, settled_seq=9, time=dt.datetime.now(dt.UTC))

    def done(self) -> bool:
        return all(state in HERE for state in self.site.states())

    def count(self) -> None:
        assert self.items == self.site.arrived()
        assert [] == self.site.alarms()


class Part(Pass):
    """The parts of an attachment, which goes before its item."""

    method, path = "PUT", "/v1/items/"
    paper = bytes(range(256)) * 1_200

    def __init__(self, site: Site) -> None:
        self.site = site
        self.item = site.outbox.put(service(self.paper)).id

    def lie(self) -> object:
        return AttachmentAnswer(offset=MAX_ATTACHMENT_BYTES)

    def done(self) -> bool:
        (row,) = self.site.rows()[-1:]
        return row.state in HERE

    def count(self) -> None:
        assert self.item in self.site.arrived()
        assert [] == self.site.alarms()
        rows = self.site.at_centre("SELECT item, sha256, data FROM attachment WHERE terminal = ?")
        kept = {item: (sha256, data) for item, sha256, data in rows}
        sha256, data = kept[self.item]
        assert isinstance(data, bytes)
        assert (hashlib.sha256(data).digest(), len(rows)) == (sha256, len(kept))
        assert len(data) > len(self.paper) > 2 * PART_BYTES


class HowFar(Part):
    """How far an attachment is at the centre."""

    method = "GET"


class Lease(Pass):
    """A block of receipt numbers."""

    path = "/v1/numbers"

    def __init__(self, site: Site) -> None:
        self.site = site
        with site.database.writing() as connection:
            connection.execute("DELETE FROM number_block")
            connection.execute("UPDATE ledger SET block = NULL")

    def lie(self) -> object:
        return NumberBlock(prefix="SJ26", first=1, last=200)

    def done(self) -> bool:
        with self.site.database.reading() as connection:
            return numbers_left(connection) > 0

    def count(self) -> None:
        with self.site.database.reading() as connection:
            ours = connection.execute("SELECT prefix, first, last FROM number_block").fetchall()
        leased = self.site.at_centre("SELECT prefix, first, last FROM number_block WHERE terminal = ?")
        assert len(ours) == 1
        assert set(ours) <= set(leased)


class Epoch(Pass):
    """An epoch for a disk that was restored."""

    path = "/v1/epochs"

    def __init__(self, site: Site) -> None:
        self.site = site
        image = site.image()
        self.before = site.outbox.put(service()).id
        site.sync.run_once()
        site.restore(image)
        self.known = self.epoch()

    def lie(self) -> object:
        return EpochAnswer(epoch=77)

    def epoch(self) -> int:
        with self.site.database.reading() as connection:
            return settings.terminal(connection).epoch

    def done(self) -> bool:
        return self.epoch() > self.known

    def count(self) -> None:
        after = self.site.outbox.put(service()).id
        self.once()
        assert [self.before, after] == self.site.arrived()
        assert {"disk_restored"} == set(self.site.alarms()) - {"digest_unknown"}
        (row,) = self.site.rows()
        assert (self.epoch(), 1, ItemState.RECEIVED) == (row.epoch, row.seq, row.state)


class Receipt:
    """A receipt that is asked about on the screen."""

    method, path = "POST", "/v1/receipts"

    def __init__(self, site: Site) -> None:
        self.site = site
        self.token = site.outbox.signed(site.outbox.put(service())).token
        site.sync.run_once()
        self.answer: ReceiptAnswer | Refused | Unreachable | None = None

    def lie(self) -> object:
        return {"mark": "bad", "title": {"zh": "假", "en": "false"}, "text": {"zh": "假", "en": "false"}}

    def once(self) -> None:
        self.answer = self.site.gateway.standing(self.token)

    def done(self) -> bool:
        return isinstance(self.answer, ReceiptAnswer)

    def count(self) -> None:
        assert isinstance(self.answer, ReceiptAnswer)
        assert "good" == self.answer.mark


class Money(Pass):
    """How an order stands whose screen is gone: it was paid."""

    method, path = "", "/v1/orders"

    def __init__(self, site: Site) -> None:
        self.site, platform = site, site.platform
        driver = platform.add("wang-xiaoming", (("traffic.violation", VIOLATION),))
        self.order = new_order()
        answers = {"violation": driver.records[0].id}
        now = dt.datetime.now(dt.UTC)
        draft = submission(platform.catalogue, FINE, driver, answers, order=self.order, now=now)
        self.item = site.outbox.put(draft, awaiting_payment=True).id
        code = site.open_order(driver, self.item, self.order).code
        platform.bench("POST", "/pay", {"code": code})
        site.outbox.leave_to_sync(self.item)

    def lie(self) -> object:
        when = dt.datetime.now(dt.UTC)
        paid = PaymentSettled(order=self.order, amount_fen=1, transaction="X", wallet="X", paid_at=when)
        return OrderState(status=paid)

    def done(self) -> bool:
        return {ItemState.RECEIVED} == set(self.site.states())

    def count(self) -> None:
        assert [self.item, payment_id(self.item)] == self.site.arrived()
        assert [] == self.site.alarms()
        orders = self.site.at_centre(
            "SELECT state, amount_fen, reported_by FROM pay_order WHERE terminal = ?"
        )
        assert [("settled", FINE_FEN, payment_id(self.item))] == list(orders)
        cases = self.site.at_centre(
            'SELECT state FROM "case" JOIN item ON item.id = "case".item WHERE terminal = ?'
        )
        assert [("finished",)] == cases


class Comparison(Pass):
    """The daily digest, of a disk that has lost a row."""

    path = "/v1/digests"

    def __init__(self, site: Site) -> None:
        self.site = site
        self.items = [site.outbox.put(service()).id for _ in range(3)]
        site.sync.run_once()
        self.lost = site.rows()[-2].seq
        with site.database.writing() as connection:
            connection.execute("DELETE FROM item WHERE seq = ?", (self.lost,))
            connection.execute("DELETE FROM setting WHERE name = ?", (DIGEST,))

    def once(self) -> None:
        """Let the sync process have its turn when it would compare again."""
        self.site.clock.seconds += DIGEST_AGAIN_S
        super().once()

    def lie(self) -> object:
        """Say that the first is another's, and the last not there: one would be put aside, one sent again."""
        time = dt.datetime.now(dt.UTC)
        return DigestAnswer(time=time, forked=(self.lost - 1,), missing=(self.lost + 1,))

    def found(self) -> Report | None:
        with self.site.database.reading() as connection:
            return report(connection)

    def done(self) -> bool:
        return self.found() is not None

    def count(self) -> None:
        found = self.found()
        assert found is not None
        (epoch,) = found.epochs
        assert ((), (), (), (self.lost,)) == (epoch.again, epoch.gone, epoch.forked, epoch.unknown)
        assert self.items == self.site.arrived()
        assert ["digest_unknown"] == self.site.alarms()


KINDS = (Beat, Batch, Part, HowFar, Lease, Epoch, Receipt, Money, Comparison)
Kind = Beat | Batch | Part | HowFar | Lease | Epoch | Receipt | Money | Comparison
