"""The short guide on paper 办事指南单: what to bring, cost, time, where, and the code of the whole."""

import datetime as dt
from collections.abc import Iterator

from kiosk.domain import handbook_words as words
from kiosk.domain.guide_words import HANDED, duration, minutes, price
from kiosk.domain.handbook import Handbook, guide_url, handbook, listed
from kiosk.domain.matter import Matter
from kiosk.domain.printing import Align, Line, Pair, QrCode, ReceiptLayout, ReceiptPart, Rule
from kiosk.domain.receipt import Site
from kiosk.domain.receipt_words import TERMINAL, TIME
from kiosk.domain.shown import moment
from kiosk.domain.text import Locale, Text

FEW = 5
"""So many papers are named; of more the whole guide says which."""


def guide_slip(matter: Matter, site: Site, locale: Locale, now: dt.datetime) -> ReceiptLayout:
    """Lay out the guide of a matter in at most 40 lines of 42 columns, its code counted as ten."""
    guide = handbook(matter)
    outcome = matter.guide.outcome
    return (
        Line(site.name.at(locale), align=Align.CENTRE),
        Line(TITLE.at(locale), align=Align.CENTRE, bold=True, large=True),
        Line(guide.name.at(locale), align=Align.CENTRE, bold=True),
        Rule(),
        Pair(words.COST.at(locale), price(matter).at(locale)),
        Pair(words.HERE.at(locale), minutes(matter).at(locale)),
        Pair(words.DONE_IN.at(locale), duration(matter.promised).at(locale)),
        Pair(words.RESULT.at(locale), f"{outcome.name.at(locale)} · {HANDED[outcome.handed].at(locale)}"),
        Rule(),
        *(Line(line.at(locale)) for line in _papers(guide)),
        *((Line(LEFT.format(left=guide.left).at(locale), bold=True),) if guide.left else ()),
        Rule(),
        *(Pair(one.label.at(locale), one.says.at(locale)) for one in guide.counter[:3]),
        QrCode(guide_url(site.base_url, guide.code, locale), WHOLE.at(locale)),
        *_foot(guide, site, locale, now),
    )


def _papers(guide: Handbook) -> Iterator[Text]:
    brought = [paper.name for paper in guide.papers if paper.brought]
    spared = tuple(dict.fromkeys(paper.name for paper in guide.papers if not paper.brought))
    yield BRING.format(papers=listed((*guide.bring, *brought)))
    if spared:
        named = listed(spared) if len(spared) <= FEW else MANY.format(count=len(spared))
        yield SPARED.format(papers=named)


def _foot(guide: Handbook, site: Site, locale: Locale, now: dt.datetime) -> Iterator[ReceiptPart]:
    if guide.unverified:
        yield Line(UNVERIFIED.at(locale))
    yield Pair(TIME.at(locale), moment(now, locale))
    yield Pair(TERMINAL.at(locale), site.terminal)


TITLE = Text(zh="办事指南", en="Service guide")
BRING = Text(zh="要带：{papers}。", en="Bring: {papers}.")
SPARED = Text(zh="不用带：{papers}。", en="No need to bring: {papers}.")
MANY = Text(zh="{count} 份材料", en="{count} papers")
LEFT = Text(zh="自助机上只能先办一部分。{left}", en="Only part of it is done here. {left}")
UNVERIFIED = Text(zh="还没有与部门核对，以窗口答复为准。", en="Not yet checked with the department.")
WHOLE = Text(zh="扫码看全部指南", en="Scan for the whole guide")
