"""The guide of a matter as page and slip: what the declaration says, all of it that is told, and no more."""

import datetime as dt

import msgspec
import pytest

from central.guide_page import guide_page
from devices.printer.typeset import QrRow, SpaceRow, TextRow, rows
from kiosk.catalogue.loader import load
from kiosk.domain.guide import Legal, Promised
from kiosk.domain.guide_slip import guide_slip
from kiosk.domain.handbook import guide_url, handbook
from kiosk.domain.matter import Matter
from kiosk.domain.receipt import Site
from kiosk.domain.text import Locale, Text

CATALOGUE = load()
MATTERS = tuple(CATALOGUE.matters.values())
LICENCE = CATALOGUE.by_slug("tractor-licence-renewal")
NOW = dt.datetime(2026, 11, 26, 8, tzinfo=dt.UTC)
SITE = Site(
    name=Text(zh="北山路社区服务中心", en="Beishan Road Community Centre"),
    terminal="T-000123",
    base_url="https://centre.example",
    contact="0571-00001000",
)
CODE_LINES = 10
"""What a code of 45 modules takes on paper."""


def page(matter: Matter, locale: Locale = Locale.ZH) -> str:
    return guide_page(handbook(matter), CATALOGUE.version, locale)


def guided(matter: Matter, **guide: object) -> Matter:
    return msgspec.structs.replace(matter, guide=msgspec.structs.replace(matter.guide, **guide))


def lines(matter: Matter, locale: Locale, columns: int) -> int:
    counted = {TextRow: 1, QrRow: CODE_LINES}
    set_ = rows(guide_slip(matter, SITE, locale, NOW), columns)
    return sum(row.lines if isinstance(row, SpaceRow) else counted[type(row)] for row in set_)


@pytest.mark.parametrize("locale", Locale)
def test_every_paper_law_question_and_refusal_of_every_matter_is_on_its_page(locale: Locale) -> None:
    for matter in MATTERS:
        guide, told = handbook(matter), page(matter, locale)
        words = [
            *(paper.name for paper in matter.materials),
            *(paper.source for paper in matter.materials if paper.source),
            *(rule.otherwise for rule in matter.eligibility),
            *(part.name for part in matter.parts),
            *(one.asked for one in matter.guide.faq),
            *(law.name for law in matter.guide.legal),
            *(basis for basis in (getattr(matter.fee, "basis", None),) if basis),
            *(matter.name, matter.department, matter.counter.place, matter.summary),
            *guide.steps,
        ]
        plain = told.replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&")
        assert [] == [word for word in words if word.at(locale) not in plain], matter.slug
        assert matter.counter.phone in told
        assert matter.counter.complaints in told


def test_which_of_the_four_removes_a_paper_is_said() -> None:
    told = {paper.name.zh: [note.zh for note in paper.notes] for paper in handbook(LICENCE).papers}
    assert "四个一律取消：现有证照能证明的" in told["原驾驶证"]
    assert "四个一律取消：书面承诺能代替的" in told["体检证明"]
    assert "出具：县级以上医院" in told["体检证明"]


@pytest.mark.parametrize("locale", Locale)
def test_every_slip_fits_forty_lines(locale: Locale) -> None:
    long = {matter.slug: lines(matter, locale, 42) for matter in MATTERS}
    assert {} == {slug: count for slug, count in long.items() if count > 40}


def test_no_clause_is_invented() -> None:
    law = Legal(name=Text(zh="《某法》", en="Some Law"))
    assert "《某法》（具体条款未核实）" == handbook(guided(LICENCE, legal=(law,))).legal[0].zh
    known = msgspec.structs.replace(law, clause=Text(zh="第八条", en="article 8"))
    assert "《某法》第八条" == handbook(guided(LICENCE, legal=(known,))).legal[0].zh
    assert "没有查到出处，未核实" in page(guided(LICENCE, legal=()))


def test_time_by_law_is_unverified_until_it_is_known() -> None:
    told = {fact.label.zh: fact.says.zh for fact in handbook(LICENCE).facts}
    assert "没有查到出处，未核实" == told["法定时限"]
    month = guided(LICENCE, statutory=Promised(count=30, unit="day"))
    assert "30 天" == {fact.label.zh: fact.says.zh for fact in handbook(month).facts}["法定时限"]


def test_what_was_not_checked_with_the_department_says_so_on_page_and_slip() -> None:
    checked = msgspec.structs.replace(LICENCE, unverified=False)
    assert "还没有与部门核对" in page(LICENCE)
    assert "还没有与部门核对" not in page(checked)
    assert lines(checked, Locale.ZH, 48) < lines(LICENCE, Locale.ZH, 48)


def test_declared_steps_stand_and_others_follow_from_the_declaration() -> None:
    assert LICENCE.guide.steps == handbook(LICENCE).steps
    undeclared = [one.zh for one in handbook(guided(LICENCE, steps=())).steps]
    assert ["放上身份证，同意查询", "看完承诺，用手指签名", "用手机付款", "取回执"] == [
        step for step in undeclared if "问题" not in step and "核对" not in step
    ]


def test_what_a_declaration_says_can_not_break_the_page() -> None:
    hostile = msgspec.structs.replace(LICENCE, name=Text(zh="<b>@@body@@</b>", en="x"))
    told = page(hostile)
    assert "<b>@@body@@" not in told
    assert 1 == told.count("</main>")


def test_the_page_of_each_language_leads_to_the_other() -> None:
    zh, en = (guide_url("", LICENCE.code, locale) for locale in Locale)
    assert f'href="{en}"' in page(LICENCE)
    assert f'href="{zh}"' in page(LICENCE, Locale.EN)
