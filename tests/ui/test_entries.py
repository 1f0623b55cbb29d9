"""The ways to answer by themselves: what a key does, what is shown, what is written."""

import datetime as dt

import pytest

from kiosk.domain.field import Column, ColumnKind, Field, FieldKind, Option
from kiosk.domain.text import Locale, Text
from ui.models.answering import Asked
from ui.models.entries.address import PLACE_FIRST, REST_FIRST, AddressEntry
from ui.models.entries.date import DateEntry
from ui.models.entries.digits import DigitsEntry
from ui.models.entries.options import OptionsEntry
from ui.models.entries.person import NAME_FIRST, PersonEntry
from ui.models.entries.plate import PlateEntry
from ui.models.entries.table import TableEntry

WORDS = Text(zh="问", en="ask")
TODAY = dt.date(2026, 3, 2)
HOME = "330109"
OPTIONS = tuple(Option(value=value, label=WORDS) for value in ("a", "b", "c"))


def asked(kind: FieldKind, value: str = "", **rest: object) -> Asked:
    field = Field(id="f", label=WORDS, question=WORDS, kind=kind, **rest)  # type: ignore[arg-type]
    return Asked(field=field, value=value, today=TODAY, home=HOME)


def typed(kind: FieldKind, keys: str, value: str = "") -> DigitsEntry:
    entry = DigitsEntry()
    entry.begin(asked(kind, value))
    for key in keys:
        entry.press(key)
    return entry


@pytest.mark.parametrize(
    ("keys", "shown", "fen"),
    [
        ("125", "125", "12500"),
        ("12.5", "12.5", "1250"),
        ("12.505", "12.50", "1250"),
        (".5", "0.5", "50"),
        ("1..5", "1.5", "150"),
        ("007", "7", "700"),
        ("", "", ""),
    ],
)
def test_an_amount_is_typed_in_yuan_and_answered_in_fen(keys: str, shown: str, fen: str) -> None:
    entry = typed(FieldKind.MONEY, keys)
    assert (shown, fen) == (entry.property("shown"), entry.answer())


def test_an_amount_shows_its_unit_as_the_language_does() -> None:
    entry = typed(FieldKind.MONEY, "5")
    assert ("", "元") == (entry.property("before"), entry.property("after"))
    entry.show(Locale.EN)
    assert ("¥", "") == (entry.property("before"), entry.property("after"))


def test_an_amount_known_before_is_shown_in_yuan_and_goes_unchanged() -> None:
    entry = typed(FieldKind.MONEY, "", "1250")
    assert ("12.50", "1250") == (entry.property("shown"), entry.answer())


@pytest.mark.parametrize(
    ("kind", "keys", "shown"),
    [
        (FieldKind.ACCOUNT, "62122600000", "6212 2600 000"),
        (FieldKind.ACCOUNT, "1" * 25, "1111 1111 1111 1111 111"),
        (FieldKind.PHONE, "19000000001", "190 0000 0001"),
        (FieldKind.PHONE, "057100001234", "057100001234"),
        (FieldKind.NUMBER, "0042", "42"),
    ],
)
def test_digits_are_shown_in_groups_as_they_are_read_out(kind: FieldKind, keys: str, shown: str) -> None:
    assert shown == typed(kind, keys).property("shown")


def test_a_number_is_taken_back_key_by_key_and_at_once() -> None:
    entry = typed(FieldKind.NUMBER, "123")
    entry.erase()
    assert "12" == entry.answer()
    entry.eraseAll()
    assert "" == entry.answer()


def test_a_plate_takes_what_can_follow_and_begins_with_the_terminals_province() -> None:
    entry = PlateEntry()
    entry.begin(asked(FieldKind.PLATE))
    assert "浙" == entry.property("provinces")[0]
    assert 31 == len(set(entry.property("provinces")))
    for key in "浙1AI挂00E1":
        entry.press(key)
    assert ("浙A00E1", "浙A · 00E1") == (entry.answer(), entry.property("shown"))
    for key in "警2":
        entry.press(key)
    assert "浙A00E1警" == entry.answer()
    entry.eraseAll()
    assert entry.property("placing")


def test_a_persons_name_comes_before_the_number_and_x_is_only_ever_last() -> None:
    entry = PersonEntry()
    entry.begin(asked(FieldKind.PERSON))
    assert NAME_FIRST == entry.refusal()
    entry.setName("陈示范")
    assert entry.refusal() is None
    assert entry.forward()
    for key in "X9999X0119850312104X5":
        entry.press(key)
    assert "陈示范 99990119850312104X" == entry.answer()
    assert "999901 1985 0312 104X" == entry.property("shown")
    assert not entry.forward()
    assert entry.back()
    assert not entry.can_go_back


def test_a_person_that_need_not_be_given_may_be_passed_over() -> None:
    entry = PersonEntry()
    entry.begin(asked(FieldKind.PERSON, required=False))
    assert (None, False, "") == (entry.refusal(), entry.forward(), entry.answer())


def test_several_options_are_written_in_the_order_of_the_declaration() -> None:
    entry = OptionsEntry()
    entry.begin(asked(FieldKind.MANY, options=OPTIONS))
    for value in ("c", "a", "b", "b"):
        entry.touch(value)
    assert ("a,c", 2) == (entry.answer(), entry.property("count"))


def test_of_a_choice_the_last_touch_counts() -> None:
    entry = OptionsEntry()
    entry.begin(asked(FieldKind.CHOICE, options=OPTIONS))
    for value in ("c", "a"):
        entry.touch(value)
    assert "a" == entry.answer()


def places(entry: AddressEntry) -> list[str]:
    rows = entry._places
    return [rows.data(rows.index(place), 0x101) for place in range(rows.rowCount())]


def test_an_address_begins_at_home_and_is_chosen_anew_from_any_part() -> None:
    entry = AddressEntry()
    entry.begin(asked(FieldKind.ADDRESS))
    assert "样例街道" in places(entry)
    entry.to(0)
    assert PLACE_FIRST == entry.refusal()
    assert "上海市" in places(entry)
    entry.choose("310000")
    assert "徐汇区" in places(entry), "a city of one name with its province is passed by"
    entry.choose("310104")
    assert not entry.property("choosing")
    assert REST_FIRST == entry.refusal()
    entry.setRest("示范路1号")
    assert (None, "上海市徐汇区示范路1号") == (entry.refusal(), entry.answer())
    assert not entry.forward()


def test_an_address_given_before_is_open_at_its_road() -> None:
    entry = AddressEntry()
    entry.begin(asked(FieldKind.ADDRESS, "浙江省杭州市萧山区样例街道示范路12号"))
    assert ("浙江省杭州市萧山区样例街道", "示范路12号") == (
        entry.property("chosen"),
        entry.property("rest"),
    )
    assert not entry.can_go_back


def test_an_address_nobody_knows_is_typed_whole_and_may_be_chosen_after_all() -> None:
    entry = AddressEntry()
    entry.begin(asked(FieldKind.ADDRESS, "临江省滨海市海边路8号"))
    assert entry.property("byHand")
    assert "临江省滨海市海边路8号" == entry.answer()
    entry.turn()
    assert ("", True) == (entry.answer(), entry.property("choosing"))
    assert entry.back()
    assert entry.property("byHand")


def test_a_date_moves_by_its_parts() -> None:
    entry = DateEntry()
    entry.begin(asked(FieldKind.DATE, "2024-02-29"))
    entry.step("year", -10)
    assert "2014-02-28" == entry.answer()
    entry.step("day", 1)
    assert "2014-03-01" == entry.answer()


COLUMNS = (
    Column(id="name", label=WORDS),
    Column(id="kind", label=WORDS, kind=ColumnKind.CHOICE, options=OPTIONS),
    Column(id="sum", label=WORDS, kind=ColumnKind.MONEY),
)


def test_a_table_asks_a_rows_cells_in_turn_and_says_what_is_wrong_with_one() -> None:
    entry = TableEntry()
    entry.begin(asked(FieldKind.TABLE, columns=COLUMNS, most=1))
    entry.add()
    assert entry.refusal() is not None, "the name is empty"
    entry._cell().setValue("王示例")  # type: ignore[attr-defined]
    assert entry.forward()
    entry._cell().touch("b")  # type: ignore[attr-defined]
    assert entry.forward()
    entry._cell().press("5")  # type: ignore[attr-defined]
    assert entry.forward()
    assert '[["王示例","b","500"]]' == entry.answer()
    assert entry.property("full")
    assert not entry.forward()
    entry.remove(0)
    assert "" == entry.answer()


def test_a_row_that_is_left_in_the_middle_is_not_kept() -> None:
    entry = TableEntry()
    entry.begin(asked(FieldKind.TABLE, '[["李样本","a","0"]]', columns=COLUMNS))
    entry.change(0)
    entry._cell().setValue("别人")  # type: ignore[attr-defined]
    assert entry.forward()
    assert entry.back()
    assert entry.back()
    assert '[["李样本","a","0"]]' == entry.answer()
    assert not entry.can_go_back
