"""Every combination of matter, devices, network and department has one answer, with its first cause."""

import datetime as dt
from itertools import product

import msgspec
import pytest

from kiosk.domain.availability import (
    Available,
    Cause,
    NotAvailable,
    Surroundings,
    availability,
)
from kiosk.domain.department import AfterHours, DepartmentState, SystemDown, SystemOpen, UnderMaintenance
from kiosk.domain.device import Absent, DeviceState, Faulty, Health, Ready, Role, Strained
from kiosk.domain.ids import MatterCode
from kiosk.domain.matter import Matter, Offline
from kiosk.domain.text import Text
from tests.unit.kiosk.domain.sample import CATALOGUE

SINCE = dt.datetime(2026, 11, 23, 2, 0, tzinfo=dt.UTC)
NOT_CONFIGURED = "not configured"
UNKNOWN = "unknown"
Told = Health | str
READERS: tuple[Told, ...] = (Ready(), Absent("gone"), Faulty("60", "broke"), UNKNOWN, NOT_CONFIGURED)
PRINTER: tuple[Told, ...] = (
    Ready(),
    Strained("paper_near_end", "little paper"),
    Faulty("paper_out", "no paper"),
    Faulty("cover_open", "open"),
    Faulty("9999", "nobody knows"),
    Absent("gone"),
    UNKNOWN,
    NOT_CONFIGURED,
)
SYSTEMS: tuple[DepartmentState, ...] = (
    SystemOpen(),
    SystemDown(),
    UnderMaintenance(None),
    UnderMaintenance("05:00"),
    AfterHours("06:00", "23:00"),
)
MATTER = CATALOGUE.by_slug("social-insurance-proof")
REASON = Text(zh="需要联网查询。", en="It needs the network.")
WHY = Text(zh="表格要改，暂停办理。", en="Suspended: its form is being changed.")


def matter(*, offline: bool, needs: tuple[Role, ...]) -> Matter:
    return msgspec.structs.replace(MATTER, offline=Offline(accepted=offline, reason=REASON), needs=needs)


def devices(told: dict[Role, Told]) -> dict[Role, DeviceState]:
    return {
        role: DeviceState(role=role, health=None if isinstance(health, str) else health, since=SINCE)
        for role, health in told.items()
        if health != NOT_CONFIGURED
    }


def is_up(told: Told) -> bool:
    return told == UNKNOWN or isinstance(told, Ready | Strained)


YES_NO = (True, False)
NEEDS: tuple[tuple[Role, ...], ...] = ((), (Role.DOCUMENT_PRINTER,), (Role.RECEIPT_PRINTER,))


@pytest.mark.parametrize("needs", NEEDS, ids=["nothing", "pages", "slip"])
@pytest.mark.parametrize("offline", YES_NO, ids=["taken offline", "needs the centre"])
def test_every_combination_has_one_answer_and_it_names_the_first_cause(
    offline: bool,  # noqa: FBT001 pytest's
    needs: tuple[Role, ...],
) -> None:
    wanted = matter(offline=offline, needs=needs)
    seen: set[Cause | None] = set()
    table = product(YES_NO, YES_NO, YES_NO, YES_NO, SYSTEMS, READERS, READERS, PRINTER, PRINTER)
    for gone, is_open, identified, reached, system, identity, social, slip, pages in table:
        told = {
            Role.IDENTITY_CARD: identity,
            Role.SOCIAL_CARD: social,
            Role.RECEIPT_PRINTER: slip,
            Role.DOCUMENT_PRINTER: pages,
        }
        here = Surroundings(
            centre_reached=reached,
            devices=devices(told),
            outbox_open=is_open,
            withdrawn={MatterCode(wanted.code): WHY} if gone else {},
            departments={} if isinstance(system, SystemOpen) else {wanted.department_id: system},
        )
        answer = availability(wanted, here, identified=identified)
        card = identified or is_up(identity) or is_up(social)
        needed = all(is_up(told[role]) for role in needs)
        holds = {
            Cause.WITHDRAWN: gone,
            Cause.FULL: not is_open,
            Cause.NO_READER: not card,
            Cause.DEVICE: not needed,
            Cause.OFFLINE: not offline and not reached,
            Cause.DEPARTMENT: not offline and not isinstance(system, SystemOpen),
        }
        cause = next((cause for cause in Cause if holds[cause]), None)
        seen.add(cause)
        match answer:
            case Available(notes=notes):
                assert cause is None
                assert all(note.zh and note.en for note in notes)
                assert len(notes) == len(set(notes))
            case NotAvailable(cause=given, reason=reason, short=short):
                assert given is cause
                assert all((reason.zh, reason.en, short.zh, short.en))
                assert not {"{", "}"} & set(reason.zh + reason.en + short.zh + short.en)
    expected = {None, Cause.WITHDRAWN, Cause.FULL, Cause.NO_READER}
    expected |= {Cause.DEVICE} if needs else set()
    expected |= set() if offline else {Cause.OFFLINE, Cause.DEPARTMENT}
    assert expected == seen


ALL_READY = devices(
    {Role.IDENTITY_CARD: Ready(), Role.RECEIPT_PRINTER: Ready(), Role.DOCUMENT_PRINTER: Ready()}
)
HERE = Surroundings(centre_reached=True, devices=ALL_READY)


def without(role: Role, health: Health) -> Surroundings:
    return msgspec.structs.replace(HERE, devices={**ALL_READY, **devices({role: health})})


def test_when_all_is_well_nothing_is_noted() -> None:
    assert Available() == availability(MATTER, HERE)


def test_without_paper_a_matter_stays_open_and_number_and_code_come_on_the_screen() -> None:
    answer = availability(MATTER, without(Role.RECEIPT_PRINTER, Faulty("paper_out", "")))
    assert Available((Text(
        zh="现在打不了回执，编号和二维码会显示在屏幕上。",
        en="No slip can be printed now: number and QR code will be shown on the screen.",
    ),)) == answer  # fmt: skip


def test_a_matter_that_must_print_says_so_beforehand() -> None:
    must = matter(offline=True, needs=(Role.DOCUMENT_PRINTER,))
    answer = availability(must, without(Role.DOCUMENT_PRINTER, Faulty("paper_out", "")))
    assert isinstance(answer, NotAvailable)
    assert Cause.DEVICE is answer.cause
    assert "现在不可用·文件打印机缺纸" == answer.short.zh
    assert "The document printer is needed for this, and it is out of paper. " in answer.reason.en


def test_little_paper_is_foretold_where_paper_must_come() -> None:
    low = without(Role.RECEIPT_PRINTER, Strained("paper_near_end", ""))
    assert Available() == availability(matter(offline=True, needs=()), low)
    answer = availability(matter(offline=True, needs=(Role.RECEIPT_PRINTER,)), low)
    assert isinstance(answer, Available)
    assert ["打印纸快用完了，可能打不完。"] == [note.zh for note in answer.notes]


def test_a_certificate_says_that_pages_do_not_come_where_there_should_be_a_printer() -> None:
    answer = availability(MATTER, without(Role.DOCUMENT_PRINTER, Absent("gone")))
    assert isinstance(answer, Available)
    assert ["现在打印不了证明，可以扫屏幕上的码取。"] == [note.zh for note in answer.notes]


def test_after_hours_the_tile_says_when_the_system_opens() -> None:
    asleep = msgspec.structs.replace(HERE, departments={MATTER.department_id: AfterHours("06:00", "23:00")})
    answer = availability(MATTER, asleep)
    assert isinstance(answer, NotAvailable)
    assert "现在不可用·06:00 开放" == answer.short.zh
    assert "人力社保的系统每天 06:00–23:00 开放。请那时再来。" == answer.reason.zh


def test_what_can_wait_is_taken_in_while_the_department_sleeps() -> None:
    asleep = msgspec.structs.replace(HERE, departments={MATTER.department_id: SystemDown()})
    answer = availability(matter(offline=True, needs=()), asleep)
    assert isinstance(answer, Available)
    assert ["人力社保的系统现在不开放，先收件，开放后再办。"] == [note.zh for note in answer.notes]


def test_another_departments_system_is_nobodys_business() -> None:
    asleep = msgspec.structs.replace(HERE, departments={"traffic_police": SystemDown()})
    assert Available() == availability(MATTER, asleep)


def test_a_joined_matter_is_withdrawn_with_any_of_its_parts_and_names_it() -> None:
    joined = next(matter for matter in CATALOGUE.matters.values() if matter.parts)
    part = joined.parts[-1]
    here = msgspec.structs.replace(HERE, withdrawn={MatterCode(part.code): WHY})
    told = availability(joined, here)
    assert isinstance(told, NotAvailable)
    assert Cause.WITHDRAWN is told.cause
    assert f"其中的“{part.name.zh}”：{WHY.zh}" == told.reason.zh
    parts = {part.code for part in joined.parts}
    other = next(one for one in CATALOGUE.matters.values() if not one.parts and one.code not in parts)
    here = msgspec.structs.replace(HERE, withdrawn={MatterCode(other.code): WHY})
    assert isinstance(availability(joined, here), Available)
