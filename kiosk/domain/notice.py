"""Which libraries a matter asks about a person: what its guide says before any of them is asked."""

from kiosk.domain.lookup import LookupSubject
from kiosk.domain.matter import Matter


def asked_before_the_form(matter: Matter) -> frozenset[str]:
    """Return the record types that it names, and those its form is prefilled from."""
    rooms = (field.prefill.rpartition(".")[0] for field in matter.fields if field.prefill)
    return frozenset(matter.records) | frozenset(room for room in rooms if room != "identity")


def asked_of_a_person(matter: Matter) -> tuple[str, ...]:
    """Return every record type that it looks up of a person: before the form, and by its lookups."""
    later = (one.record for one in matter.lookups if one.of is not LookupSubject.ANYONE)
    return tuple(dict.fromkeys((*sorted(asked_before_the_form(matter)), *later)))
