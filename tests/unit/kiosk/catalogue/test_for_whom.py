"""What `kiosk matters check` says of declarations that ask for whom they are done."""

import msgspec
import pytest

from kiosk.catalogue.for_whom import for_whom
from kiosk.catalogue.loader import load
from kiosk.catalogue.policy import policy
from kiosk.domain.eligibility import AgeAtLeast, Of
from kiosk.domain.guide import Question
from kiosk.domain.lookup import FAMILY, Lookup
from kiosk.domain.matter import Beneficiary, Matter, Proof
from kiosk.domain.text import Text, Told

CATALOGUE = load()
change = msgspec.structs.replace
DOSES = CATALOGUE.by_slug("vaccination-record")
ENROLMENT = CATALOGUE.by_slug("school-enrolment")
PAYOUTS = CATALOGUE.by_slug("pension-payouts")
HOTLINE = CATALOGUE.by_slug("hotline-12345")
CARE = CATALOGUE.by_slug("senior-bus-card-check")
YOU = Told(zh="没有查到您的卡。", en="Your card was not found.")
HERS = Told(
    zh="没有查到。", en="Nothing found.", of_relative=Text(zh="没有{whom}的。", en="Nothing of {whom}.")
)
NOBODY = change(HERS, of_relative=Text(zh="没有。", en="Nothing."))
ABOUT_YOU = Question(asked=Text(zh="x", en="x"), answer=YOU)
HOLDER_RULE = AgeAtLeast(years=18, of=Of.HOLDER, otherwise=Told(zh="x", en="x"))


def test_at_least_thirteen_matters_ask_for_whom_and_none_has_a_flaw() -> None:
    asking = [matter for matter in CATALOGUE.matters.values() if matter.proven_by]
    assert 13 <= len(asking)
    assert [] == [flaw for matter in asking for flaw in for_whom(matter)]


@pytest.mark.parametrize(
    ("matter", "place", "said"),
    [
        (change(HOTLINE, proven_by=(Proof.CARD,)), "proven_by", "no relation to prove"),
        (change(DOSES, proven_by=(Proof.CARD, Proof.CARD)), "proven_by", "once"),
        (change(DOSES, proven_by=(Proof.PROMISE,)), "proven_by", "on a promise nothing is shown"),
        (change(PAYOUTS, proven_by=(Proof.RECORD,)), "proven_by", "only with their card"),
        (change(ENROLMENT, proven_by=(Proof.RECORD,)), "proven_by", "no record proves a relation"),
        (change(ENROLMENT, for_whom=(Beneficiary.CHILD,) * 2), "for_whom", "once"),
        (change(HOTLINE, eligibility=(HOLDER_RULE,)), "eligibility", "who laid the card"),
        (change(CARE, eligibility=(change(CARE.eligibility[0], otherwise=YOU),)), "eligibility", "of {whom}"),
        (change(CARE, eligibility=(change(CARE.eligibility[0], otherwise=NOBODY),)), "eligibility", "names"),
        (change(HOTLINE, eligibility=(change(CARE.eligibility[0], otherwise=HERS),)), "eligibility", "never"),
        (change(CARE, after=YOU), "after", "of {whom}"),
        (change(CARE, after=NOBODY), "after", "names"),
        (change(HOTLINE, after=HERS), "after", "never"),
        (change(CARE, purpose=YOU), "purpose", "before it is known for whom"),
        (change(CARE, guide=change(CARE.guide, faq=(ABOUT_YOU,))), "guide", "before it is known for whom"),
        (change(DOSES, lookups=(Lookup(id="children", record=FAMILY),)), "lookups", "is known"),
        (change(DOSES, lookups=(Lookup(id="whom", record="vaccination.dose"),)), "lookups", "the family"),
        (change(HOTLINE, fields=(change(HOTLINE.fields[0], whom=True),)), "fields", "`whom` stands at"),
    ],
)
def test_what_does_not_fit_is_said(matter: Matter, place: str, said: str) -> None:
    assert any(path[0] == place and said in why for path, why in for_whom(matter))


def test_a_relation_that_may_be_promised_needs_a_promise_to_sign() -> None:
    bare = change(ENROLMENT, promise=None)
    assert any(path == ("promise",) for path, _ in policy(bare, ()))
