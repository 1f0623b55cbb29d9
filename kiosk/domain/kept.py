"""What a resident has the centre keep of a matter to finish another day: what was filled in by hand alone."""

import datetime as dt

import msgspec

from kiosk.domain.answers import Answer, Answers, answer_for
from kiosk.domain.draft import Draft, draft_of
from kiosk.domain.field import Field, FieldKind
from kiosk.domain.form import asked, meets, prefill, problem
from kiosk.domain.identity import CardKind
from kiosk.domain.ids import CatalogueVersion, MatterCode
from kiosk.domain.matter import Matter, MatterKind
from kiosk.domain.record import Records
from kiosk.domain.relative import Oneself
from kiosk.domain.session import Consent, Session
from kiosk.domain.text import Text

LASTS = dt.timedelta(days=30)
"""Then the centre removes it."""
MOST = 8
"""So many matters of one person."""
NEVER = frozenset({MatterKind.QUERY, MatterKind.VERIFICATION})
"""What hands nothing in: there is little to fill in, and nothing would end its keeping."""


class KeptDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A draft for another day, and of which kind each question was: the catalogue may change meanwhile."""

    draft: Draft
    kinds: dict[str, FieldKind]

    def __repr__(self) -> str:
        return f"KeptDraft({self.draft!r})"


class KeptLine(msgspec.Struct, frozen=True, kw_only=True):
    """That something is kept of a matter: all that is told before its holder wants to go on."""

    matter: MatterCode
    name: Text
    kept_at: dt.datetime
    until: dt.datetime


def kept_of(session: Session, catalogue: CatalogueVersion) -> KeptDraft | None:
    """Return what there is to keep; None without a card, with nothing filled in, or once all was agreed to.

    What a library gave is left out: it is asked again. So is for which relative it is: that is proven anew.
    """
    draft, matter = draft_of(session, catalogue), session.matter
    if draft is None or matter is None or session.identity is None or matter.kind in NEVER:
        return None
    kinds = {field.id: field.kind for field in matter.fields}
    answers = tuple(answer for answer in draft.answers if answer.field in kinds and _by_hand(session, answer))
    if not answers or session.identity.kind is CardKind.E_ID:
        return None
    whom = draft.whom if isinstance(draft.whom, Oneself) else None
    return KeptDraft(
        draft=msgspec.structs.replace(draft, whom=whom, warned=None, answers=answers),
        kinds={answer.field: kinds[answer.field] for answer in answers},
    )


def _by_hand(session: Session, answer: Answer) -> bool:
    if answer.row is not None or session.matter is None or session.identity is None:
        return False
    field = session.matter.field(answer.field)
    known = prefill(field, session.identity, session.records or Records(reached=False))
    return known is None or known.value != answer.value


def taken_up(kept: KeptDraft, matter: Matter, consent: Consent, *, today: dt.date) -> Draft:
    """Return the draft as this edition's matter takes it: what no longer fits is asked again."""
    draft = kept.draft
    return msgspec.structs.replace(
        draft,
        catalogue=matter.catalogue,
        consent=consent,
        answers=_fitting(kept, matter, today),
        begun=draft.catalogue == matter.catalogue,
    )


def _fitting(kept: KeptDraft, matter: Matter, today: dt.date) -> Answers:
    fitting: Answers = ()
    for field in matter.fields:
        answer = answer_for(kept.draft.answers, field.id)
        if (
            answer is None
            or kept.kinds.get(field.id) is not field.kind
            or not _may_be_asked(matter, field, fitting)
        ):
            continue
        if problem(field, answer.value, today=today) is None:
            fitting = (*fitting, answer)
    return fitting


def _may_be_asked(matter: Matter, field: Field, given: Answers) -> bool:
    """Return whether a question is asked by the answers before it, or may be by one still to come."""
    if meets(field.when, given):
        return True
    pending = {one.id for one in asked(matter, given) if answer_for(given, one.id) is None}
    return field.when is not None and field.when.field in pending
