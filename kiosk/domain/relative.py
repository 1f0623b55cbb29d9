"""Whom a matter is done for: oneself, or a relative; how the relation is proven."""

import datetime as dt

import msgspec

from kiosk.domain.identity import CardKind, Identity, Sex, mask_name
from kiosk.domain.matter import Beneficiary, Proof
from kiosk.domain.record import Record, Records
from kiosk.domain.text import Locale, Text, Told
from kiosk.domain.values import read_person

RELATION = "relation"
"""What a promise names where it stands in place of a proof of the relation."""
FAMILY_LOOKUP = "whom"
"""The lookup that every matter has whose relation a shared record may prove; no declaration names it."""
PERSON = "population.person"


class Oneself(msgspec.Struct, frozen=True, tag="oneself"):
    """It is done for who laid the card."""


class Relative(msgspec.Struct, frozen=True, kw_only=True, tag="relative"):
    """Somebody else it is done for, and what proves the relation; its repr shows nothing of them."""

    person: Identity
    proof: Proof
    relation: Beneficiary | None = None
    """As the record says it; None where a card or a promise stands in its place."""
    entry: str | None = None
    """The entry of the library of families that proves it."""

    def __repr__(self) -> str:
        return f"Relative(proof={self.proof!r}, …)"


ForWhom = Oneself | Relative


def by_record(entry: Record) -> Relative:
    """Return the family member that an entry names."""
    number = str(entry.values["number"])
    birth = dt.date.fromisoformat(str(entry.values["birth"]))
    return Relative(
        person=_person(str(entry.values["name"]), number, birth),
        proof=Proof.RECORD,
        relation=Beneficiary(str(entry.values["relation"])),
        entry=entry.id,
    )


def by_promise(written: str) -> Relative:
    """Return the person that was typed; `values.person_problem` has found nothing in it."""
    other = read_person(written)
    birth = dt.date.fromisoformat(other.number[6:14])
    return Relative(person=_person(other.name, other.number, birth), proof=Proof.PROMISE)


def by_card(person: Identity) -> Relative:
    """Return who gave their card along."""
    return Relative(person=person, proof=Proof.CARD)


def _person(name: str, number: str, birth: dt.date) -> Identity:
    """Return a person of whom no card was seen: the 17th digit of the number says the sex (GB 11643)."""
    sex = Sex.MALE if int(number[16]) % 2 else Sex.FEMALE
    return Identity(kind=CardKind.RESIDENT, name=name, number=number, sex=sex, birth=birth)


def judged_as(person: Identity, records: Records) -> Identity:
    """Return a person with the address that the population library has, where no card said one."""
    entry = next(iter(records.of(PERSON)), None)
    address = None if entry is None else entry.values.get("address")
    return person if person.address or not address else msgspec.structs.replace(person, address=str(address))


WHO = {
    Beneficiary.SELF: Text(zh="本人", en="yourself"),
    Beneficiary.CHILD: Text(zh="孩子", en="child"),
    Beneficiary.PARENT: Text(zh="父母", en="parent"),
    Beneficiary.SPOUSE: Text(zh="配偶", en="spouse"),
}
"""What each is called, seen from who laid the card."""


def whom_words(relative: Relative, locale: Locale) -> str:
    """Write whom it is for: the name masked, and what they are to who came, where that is known."""
    name = mask_name(relative.person.name)
    return name if relative.relation is None else f"{name} ({WHO[relative.relation].at(locale)})"


CALLED: dict[tuple[Beneficiary | None, Sex], Text] = {
    (Beneficiary.CHILD, Sex.MALE): Text(zh="您孩子", en="your child"),
    (Beneficiary.CHILD, Sex.FEMALE): Text(zh="您孩子", en="your child"),
    (Beneficiary.PARENT, Sex.MALE): Text(zh="您父亲", en="your father"),
    (Beneficiary.PARENT, Sex.FEMALE): Text(zh="您母亲", en="your mother"),
    (Beneficiary.SPOUSE, Sex.MALE): Text(zh="您丈夫", en="your husband"),
    (Beneficiary.SPOUSE, Sex.FEMALE): Text(zh="您妻子", en="your wife"),
}
"""What a sentence calls them, where a record says what they are."""
SOMEBODY = Text(zh="您家人", en="your relative")


def told(text: Text, relative: Relative | None) -> Text:
    """Return a text of a declaration as it is said where it is done for `relative`; None for oneself."""
    if relative is None or not isinstance(text, Told) or text.of_relative is None:
        return text
    return text.of_relative.format(whom=CALLED.get((relative.relation, relative.person.sex), SOMEBODY))
