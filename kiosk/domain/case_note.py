"""The note of papers wanted 补材料单: what to bring, by when and where, to take home."""

import datetime as dt

from kiosk.domain.case_words import CaseMark, Told
from kiosk.domain.printing import Align, Gap, Line, Pair, ReceiptLayout, ReceiptPart, Rule
from kiosk.domain.receipt import Site
from kiosk.domain.receipt_words import CONTACT, MATTER, NUMBER, TERMINAL, TIME
from kiosk.domain.shown import moment
from kiosk.domain.text import Locale, Text


def wanted_of(told: Told) -> Told:
    """Return those cases for which something more is to be brought."""
    return tuple((case, words) for case, words in told if words.mark is CaseMark.WANTED)


def case_note(told: Told, site: Site, locale: Locale, now: dt.datetime) -> ReceiptLayout:
    """Lay out what is wanted of the applicant, a block a case; it names nobody."""
    parts: list[ReceiptPart] = [
        Line(site.name.at(locale), align=Align.CENTRE),
        Line(TITLE.at(locale), align=Align.CENTRE, bold=True, large=True),
    ]
    for case, words in wanted_of(told):
        parts += [
            Rule(),
            Pair(MATTER.at(locale), case.name.at(locale)),
            Pair(NUMBER.at(locale), case.number),
            Gap(),
            Line(words.says.at(locale), bold=True),
            Line(words.next.at(locale)),
        ]
    parts += [
        Rule(),
        Pair(TIME.at(locale), moment(now, locale)),
        Pair(CONTACT.at(locale), site.contact),
        Pair(TERMINAL.at(locale), site.terminal),
    ]
    return tuple(parts)


TITLE = Text(zh="补材料单", en="Papers wanted")
