"""The slip of one service point 网点单: where it is, when it is open, and what for; it names nobody."""

import datetime as dt

from kiosk.domain.point import Near
from kiosk.domain.point_words import distance, hours, opening
from kiosk.domain.printing import Align, Gap, Line, Pair, ReceiptLayout, ReceiptPart, Rule
from kiosk.domain.receipt import Site
from kiosk.domain.receipt_words import HOURS, MATTER, PHONE, TERMINAL, TIME
from kiosk.domain.shown import moment
from kiosk.domain.text import Locale, Text


def point_slip(
    near: Near, matter: Text | None, site: Site, locale: Locale, now: dt.datetime
) -> ReceiptLayout:
    """Lay out where to go, and for which matter where one is meant."""
    point = near.point
    first, *others = hours(point)
    parts: list[ReceiptPart] = [
        Line(site.name.at(locale), align=Align.CENTRE),
        Line(TITLE.at(locale), align=Align.CENTRE, bold=True, large=True),
        Rule(),
    ]
    if matter is not None:
        parts += [Pair(MATTER.at(locale), matter.at(locale)), Gap()]
    parts += [
        Line(point.name.at(locale), bold=True),
        Pair(ADDRESS.at(locale), point.address.at(locale)),
        Pair(FAR.at(locale), distance(near.metres).at(locale)),
        Pair(PHONE.at(locale), point.phone),
        Pair(HOURS.at(locale), first.at(locale)),
        *(Pair("", other.at(locale)) for other in others),
        Gap(),
        Line(opening(near.state, now).at(locale), bold=True),
        Line(BEFORE_YOU_GO.at(locale)),
        Rule(),
        Pair(TIME.at(locale), moment(now, locale)),
        Pair(TERMINAL.at(locale), site.terminal),
    ]
    return tuple(parts)


TITLE = Text(zh="去哪里办", en="Where to go")
ADDRESS = Text(zh="地址", en="Address")
FAR = Text(zh="直线距离", en="In a straight line")
BEFORE_YOU_GO = Text(zh="去之前可以先打电话问一问。", en="You may ring before you go.")
