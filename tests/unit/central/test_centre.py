"""Time, versions and effects, over a real database and a clock that the test sets."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
import pytest

from central.case_tables import ChargeRow, OrderRow
from central.cases import value_on
from central.catalogues import Catalogues
from central.centre import Centre, WalletMood, open_centre
from central.charges import take_back
from central.editions import publish
from central.orders import CHARGING, settle, status_of
from central.people import find, records_of
from central.population import keep_population, open_entries
from central.progress import acceptance_number
from central.refusal import Refusal
from central.settings import Settings, checked
from central.store import counted
from central.tables import CatalogueRow, ResidentRow
from kiosk.domain.address import is_loopback
from kiosk.domain.matter import Matter
from kiosk.domain.payment import PaymentClosed, PaymentSettled, PaymentWaiting
from kiosk.errors import ConfigurationError
from tests.catalogue_folder import small

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.orm import Session

    from tests.conftest import Clock

DAY = dt.date(2026, 3, 2)


@pytest.fixture
def centre(tmp_path: Path, clock: Clock) -> Iterator[Centre]:
    opened = open_centre(Settings(data=tmp_path), clock=clock)
    yield opened
    opened.store.close()


def order(centre: Centre) -> OrderRow:
    return OrderRow(
        number="K1",
        item="i",
        terminal="T0001",
        matter="m",
        applicant="a",
        debt="d",
        amount_fen=100,
        payee="p",
        state="waiting",
        expires_at=centre.clock() + dt.timedelta(minutes=3),
    )


def test_order_is_closed_when_its_time_is_over(centre: Centre, clock: Clock) -> None:
    row = order(centre)
    assert PaymentWaiting("K1") == status_of(row, clock())
    clock.advance(dt.timedelta(minutes=3))
    assert PaymentClosed("K1") == status_of(row, clock())


def test_expired_order_takes_no_money(centre: Centre, clock: Clock) -> None:
    with centre.store.writing() as session:
        session.add(order(centre))
    clock.advance(dt.timedelta(minutes=3))
    with pytest.raises(Refusal, match="expired"), centre.store.writing() as session:
        settle(session, "K1", wallet="w", now=clock())


def test_settled_order_stays_settled_after_its_time(centre: Centre, clock: Clock) -> None:
    with centre.store.writing() as session:
        session.add(order(centre))
        row = settle(session, "K1", wallet="w", now=clock())
        clock.advance(dt.timedelta(days=1))
        assert isinstance(status_of(row, clock()), PaymentSettled)


@pytest.fixture
def charged(centre: Centre) -> Iterator[Session]:
    """Begin with an order whose payer types a password."""
    with centre.store.writing() as session:
        row = order(centre)
        row.state = CHARGING
        session.add(row)
        session.flush()
        session.add(ChargeRow(digest=b"d", order="K1", wallet="w", begun_at=centre.clock(), refused=False))
        yield session


def test_order_outlives_its_time_while_a_code_is_charged(
    centre: Centre, charged: Session, clock: Clock
) -> None:
    clock.advance(dt.timedelta(minutes=4))
    row = charged.get_one(OrderRow, "K1")
    assert PaymentWaiting("K1") == status_of(row, clock())
    settle(charged, "K1", wallet="w", now=clock())
    assert isinstance(status_of(row, clock()), PaymentSettled)
    assert isinstance(centre.wallet, WalletMood)


def test_young_charge_is_not_taken_back_and_says_when(centre: Centre, charged: Session, clock: Clock) -> None:
    row = charged.get_one(OrderRow, "K1")
    for age_s, left_s in ((0, 15), (4.5, 11)):
        clock.advance(dt.timedelta(seconds=age_s))
        with pytest.raises(Refusal) as refusal:
            take_back(charged, centre, row)
        assert (503, "wallet_silent", left_s) == (
            refusal.value.status,
            refusal.value.code,
            refusal.value.retry_after_s,
        )
    clock.advance(dt.timedelta(seconds=10.5))
    take_back(charged, centre, row)
    assert PaymentClosed("K1") == status_of(row, clock())


def test_silent_wallet_takes_nothing_back(centre: Centre, charged: Session, clock: Clock) -> None:
    clock.advance(dt.timedelta(seconds=20))
    centre.wallet = WalletMood.HANGS
    row = charged.get_one(OrderRow, "K1")
    with pytest.raises(Refusal, match="no answer yet"):
        take_back(charged, centre, row)
    assert PaymentWaiting("K1") == status_of(row, clock())


def test_older_version_of_the_catalogue_is_kept(centre: Centre, clock: Clock) -> None:
    matters = tuple(centre.catalogues.current().values())
    older = (msgspec.structs.replace(matters[0], version=7),)
    with centre.store.writing() as session:
        session.add(CatalogueRow(version="c-old", matters=msgspec.json.encode(older), loaded_at=clock()))
    catalogues = Catalogues(centre.store, now=clock())
    assert older[0] == catalogues.matter("c-old", matters[0].code)
    assert matters[0] == catalogues.matter(catalogues.version, matters[0].code)
    with pytest.raises(Refusal) as refusal:
        catalogues.matter("c-none", matters[0].code)
    assert (422, "catalogue_unknown") == (refusal.value.status, refusal.value.code)


def test_version_that_older_software_kept_otherwise_is_unknown(
    centre: Centre, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    with centre.store.writing() as session:
        session.add(CatalogueRow(version="c-old", matters=b'[{"code": "1", "of_old": 1}]', loaded_at=clock()))
    with pytest.raises(Refusal) as refusal:
        centre.catalogues.matter("c-old", "1")
    assert (422, "catalogue_unknown") == (refusal.value.status, refusal.value.code)
    assert "its items go to the desk" in caplog.text


def test_published_version_that_older_software_kept_otherwise_is_read_anew(
    centre: Centre, tmp_path: Path
) -> None:
    made = publish(centre, small(tmp_path / "list"))
    with centre.store.writing() as session:
        session.get_one(CatalogueRow, made.version).matters = b'[{"code": "1", "of_old": 1}]'
    (matter,) = centre.catalogues.current().values()
    assert "senior-bus-card-check" == matter.slug


def test_every_matter_survives_being_kept(centre: Centre) -> None:
    with centre.store.reading() as session:
        row = session.get_one(CatalogueRow, centre.catalogues.version)
    kept = msgspec.json.decode(row.matters, type=tuple[Matter, ...])
    assert tuple(centre.catalogues.current().values()) == kept


def test_acceptance_numbers_are_project_numbers_in_a_row(centre: Centre) -> None:
    with centre.store.writing() as session:
        numbers = [acceptance_number(session, centre) for _ in range(2)]
    assert ["999001012603029000001", "999001012603029000002"] == numbers


def test_counter_begins_with_one_and_jumps(centre: Centre) -> None:
    with centre.store.writing() as session:
        assert [1, 11, 12] == [counted(session, "c", by=10), counted(session, "c"), counted(session, "c")]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("@today+365", "2027-03-02"),
        ("@today-1", "2026-03-01"),
        ("@today", "2026-03-02"),
        ("paid", "paid"),
        (3, 3),
    ],
)
def test_values_to_set_may_be_days(value: str | int, expected: str | int) -> None:
    assert expected == value_on(value, DAY)


@pytest.mark.parametrize(
    ("slot", "days"), [("exit_entry.slot", {0, 1, 2, 3, 4}), ("household.slot", {0, 1, 2, 3, 4, 5, 6})]
)
def test_open_entries_leave_weekends_out_where_nobody_works(slot: str, days: set[int]) -> None:
    times = (str(entry.values["at"]) for entry in open_entries(DAY) if entry.type == slot)
    assert days == {dt.datetime.fromisoformat(at).weekday() for at in times}


def test_initial_data_moves_with_the_day(centre: Centre, clock: Clock) -> None:
    with centre.store.writing() as session:
        keep_population(session, centre.today())
        session.get_one(ResidentRow, "wang-xiaoming").phone = "changed"
    with centre.store.writing() as session:
        keep_population(session, centre.today())
        assert "changed" == session.get_one(ResidentRow, "wang-xiaoming").phone
    clock.advance(dt.timedelta(days=1))
    with centre.store.writing() as session:
        keep_population(session, centre.today())
        session.expire_all()
        assert "changed" != session.get_one(ResidentRow, "wang-xiaoming").phone


def test_nobody_in_particular_owns_no_personal_record(centre: Centre) -> None:
    lookup = centre.catalogues.current()
    fine = next(matter for matter in lookup.values() if matter.slug == "traffic-fine-payment")
    with centre.store.writing() as session:
        keep_population(session, centre.today())
        assert () == records_of(session, None)
        assert () == find(session, fine.lookup("unpaid"), None)


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("10.0.0.1", False), ("x", False)],
)
def test_loopback_is_known(host: str, expected: bool) -> None:  # noqa: FBT001 an example's answer
    assert expected is is_loopback(host)


def test_bench_stays_on_loopback_even_with_https(tmp_path: Path) -> None:
    pem = tmp_path / "c.pem"
    with pytest.raises(ConfigurationError, match="bench"):
        checked(Settings(data=tmp_path, host="10.0.0.1", certificate=pem, key=pem, bench=True))
