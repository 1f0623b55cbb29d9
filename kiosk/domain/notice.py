"""Which libraries a matter asks about a person: what its guide says before any of them is asked."""

from kiosk.domain.lookup import FAMILY, LookupSubject
from kiosk.domain.matter import Matter, Proof
from kiosk.domain.record import HOLDER


def asked_before_the_form(matter: Matter) -> frozenset[str]:
    """Return the record types that it names, and those its form is prefilled from."""
    rooms = frozenset(prefilled_from(matter))
    return frozenset(matter.records) | frozenset(room for room in rooms if not room.startswith(HOLDER))


def asked_of_the_holder(matter: Matter) -> frozenset[str]:
    """Return the record types of who laid the card that its form is prefilled from, whomever it is for."""
    return frozenset(room.removeprefix(HOLDER) for room in prefilled_from(matter) if room.startswith(HOLDER))


def prefilled_from(matter: Matter) -> tuple[str, ...]:
    """Return the record types that the form is prefilled from, as the declaration names them."""
    rooms = (field.prefill.rpartition(".")[0] for field in matter.fields if field.prefill)
    return tuple(room for room in rooms if room != "identity")


def asked_of_a_person(matter: Matter) -> tuple[str, ...]:
    """Return every record type that it looks up of a person: before the form, and by its lookups."""
    later = (one.record for one in matter.lookups if one.of is not LookupSubject.ANYONE)
    before = sorted(asked_before_the_form(matter) | asked_of_the_holder(matter))
    family = (FAMILY,) if Proof.RECORD in matter.proven_by else ()
    return tuple(dict.fromkeys((*family, *before, *later)))
