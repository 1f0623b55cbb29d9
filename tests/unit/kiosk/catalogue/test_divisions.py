import pytest

from kiosk.catalogue import divisions
from kiosk.catalogue.divisions import ROOT, below, is_enough, leading_to, parted, tree, whole, written

PROVINCES = 34


def names(path: divisions.Branch) -> list[str]:
    return [division.name for division in path]


def test_every_division_hangs_below_another_and_has_a_name_in_both_scripts() -> None:
    every = {division.code: division for divisions in tree().values() for division in divisions}
    assert PROVINCES == len(below(()))
    assert set() == set(tree()) - set(every) - {ROOT}
    assert [] == [
        one.code for one in every.values() if not one.name or not one.latin.isprintable() or not one.latin
    ]


@pytest.mark.parametrize(
    ("address", "path", "rest"),
    [
        ("浙江省杭州市萧山区样例街道示范路1号", ["浙江省", "杭州市", "萧山区", "样例街道"], "示范路1号"),
        ("上海市徐汇区示范路1号", ["上海市", "上海市", "徐汇区"], "示范路1号"),
        ("海南省五指山市示范路1号", ["海南省", "省直辖县", "五指山市"], "示范路1号"),
        ("临江省滨海市海边路8号", [], "临江省滨海市海边路8号"),
    ],
)
def test_an_address_is_parted_at_the_end_of_the_tree_and_reads_as_before(
    address: str, path: list[str], rest: str
) -> None:
    found, left = parted(address)
    assert (path, rest) == (names(found), left)
    assert address == written(found) + left


def test_a_city_without_districts_of_its_own_is_passed_by() -> None:
    assert ["北京市", "北京市"] == names(whole(leading_to("110000")[:1]))


def test_a_district_is_found_by_its_code_and_a_town_may_be_left_out() -> None:
    district = leading_to("330109")
    assert ["浙江省", "杭州市", "萧山区"] == names(district)
    assert is_enough(district)
    assert not is_enough(district[:2])
    assert () == leading_to("990000")


def test_each_latin_name_of_a_known_trap_is_right() -> None:
    latin = {division.name: division.latin for divisions in tree().values() for division in divisions}
    traps = {
        "重庆市": "Chongqing Shi",
        "厦门市": "Xiamen Shi",
        "六安市": "Lu'an Shi",
        "长子县": "Zhangzi Xian",
        "吕梁市": "Lüliang Shi",
        "陕西省": "Shaanxi",
    }
    assert traps == {name: latin[name] for name in traps}
