"""What a declaration must have where it is asked for whom a matter is done (`proven_by`)."""

import re
from collections.abc import Iterator

from kiosk.catalogue.decode import Flaw
from kiosk.catalogue.place import Path
from kiosk.domain.eligibility import Of, OverRecords
from kiosk.domain.field import FieldKind
from kiosk.domain.lookup import FAMILY, LookupSubject
from kiosk.domain.matter import Beneficiary, Matter, Proof
from kiosk.domain.relative import FAMILY_LOOKUP
from kiosk.domain.text import Text, Told

_YOU = re.compile(r"您|\b[Yy]ours?\b|\b[Yy]ou\b")
GROWN = frozenset({Beneficiary.PARENT, Beneficiary.SPOUSE})


def for_whom(matter: Matter) -> Iterator[Flaw]:
    """Yield what does not fit: a proof of nothing, what is shown on too little, questions asked twice."""
    others = set(matter.for_whom) - {Beneficiary.SELF}
    if len(set(matter.proven_by)) < len(matter.proven_by):
        yield ("proven_by",), "each proof stands there once"
    if matter.proven_by and not others:
        yield ("proven_by",), "it is done for oneself alone: there is no relation to prove"
    if len(set(matter.for_whom)) < len(matter.for_whom):
        yield ("for_whom",), "each of them stands there once"
    yield from _holder_rules(matter)
    yield from _said(matter, others)
    for index, field in enumerate(matter.fields):
        if field.whom and (field.kind is not FieldKind.PERSON or not matter.proven_by):
            yield ("fields", index, "whom"), "`whom` stands at a person, in a matter with `proven_by`"
    if not matter.proven_by:
        return
    yield from _shown(matter, others)
    yield from _doubled(matter)


def _holder_rules(matter: Matter) -> Iterator[Flaw]:
    for index, rule in enumerate(matter.eligibility):
        of_holder = not isinstance(rule, OverRecords) and rule.of is Of.HOLDER
        if of_holder and not matter.proven_by:
            yield ("eligibility", index, "of"), "without `proven_by` every rule is about who laid the card"


def _said(matter: Matter, others: set[Beneficiary]) -> Iterator[Flaw]:
    """Hold what may be said of a relative to saying so, and not to say it where nobody is asked for whom."""
    asked = bool(matter.proven_by)
    either = asked and Beneficiary.SELF in matter.for_whom and bool(others)
    for path, text in _read_before(matter):
        if either and _YOU.search(text.zh + text.en):
            yield path, "it is read before it is known for whom it is done: say it without you"
    for path, text in _told(matter):
        if text.of_relative is None:
            if either and _YOU.search(text.zh + text.en):
                yield path, "it says you where it is done for a relative: `of_relative` says it of {whom}"
        elif not asked:
            yield path, "without `proven_by` it is never done for a relative"
        elif not all("{whom}" in words for words in (text.of_relative.zh, text.of_relative.en)):
            yield path, "`of_relative` names the relative as {whom} in both languages"


def _read_before(matter: Matter) -> Iterator[tuple[Path, Text]]:
    yield ("purpose",), matter.purpose
    for index, question in enumerate(matter.guide.faq):
        yield ("guide", "faq", index, "answer"), question.answer


def _told(matter: Matter) -> Iterator[tuple[Path, Told]]:
    for index, rule in enumerate(matter.eligibility):
        if isinstance(rule, OverRecords) or rule.of is Of.BENEFICIARY:
            yield ("eligibility", index, "otherwise"), rule.otherwise
    if matter.result is not None:
        yield ("result", "nothing"), matter.result.nothing
    yield ("after",), matter.after


def _shown(matter: Matter, others: set[Beneficiary]) -> Iterator[Flaw]:
    """Hold what the terminal shows of another to a proof that is enough for it."""
    if Proof.PROMISE in matter.proven_by and (matter.result is not None or not matter.offline.accepted):
        yield ("proven_by",), "on a promise nothing is shown: it needs `offline.accepted`, and no result"
    if matter.result is not None and Proof.RECORD in matter.proven_by and others & GROWN:
        yield ("proven_by",), "what a grown relative's libraries say is shown only with their card: `card`"
    if matter.offline.accepted and matter.proven_by == (Proof.RECORD,):
        yield ("proven_by",), "without the centre no record proves a relation: add `card` or `promise`"


def _doubled(matter: Matter) -> Iterator[Flaw]:
    for index, lookup in enumerate(matter.lookups):
        if lookup.id == FAMILY_LOOKUP:
            yield (
                ("lookups", index, "id"),
                f"`{FAMILY_LOOKUP}` names the lookup of the family",
            )
        if lookup.record == FAMILY or lookup.of is LookupSubject.RELATIVE:
            yield (
                ("lookups", index),
                "for whom it is, is known: look theirs up as a person's own",
            )
    for index, effect in enumerate(matter.effects):
        if effect.relative is not None:
            yield (
                ("effects", index, "relative"),
                "for whom it is, is known: their entry is meant",
            )
