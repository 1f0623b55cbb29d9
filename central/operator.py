"""What `kiosk central` does for whoever runs the platform: its keys and its terminals, by hand."""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from central.backup import back_up
from central.centre import Centre
from central.custody import custody, refuse_needed
from central.help_calls import answer, tickets
from central.kept import kept_by_matter
from central.savings import savings
from central.sequence_list import standings
from central.terminals import reinstate, revoke
from kiosk.domain.ids import KeyId
from kiosk.errors import KioskError
from kiosk.wire.messages import KeyUse

DONE, NOT_DONE = 0, 1


def list_keys(what: str, centre: Centre) -> int:  # noqa: ARG001 one shape for all
    """Print the platform's keys, the oldest first, and the terminals that each is kept for."""
    with centre.store.reading() as session:
        for one in custody(session, centre.keys):
            _say(**msgspec.to_builtins(one))
    return DONE


def list_sequences(what: str, centre: Centre) -> int:  # noqa: ARG001 one shape for all
    """Print how every terminal's sequences stand: a line an epoch."""
    with centre.store.reading() as session:
        for one in standings(session):
            _say(**msgspec.to_builtins(one))
    return DONE


def list_savings(what: str, centre: Centre) -> int:  # noqa: ARG001 one shape for all
    """Print what terminals saved residents, a line a matter, then all of it together."""
    with centre.store.reading() as session:
        found = savings(session, centre)
    for one in found:
        _say(**msgspec.to_builtins(one))
    keys = ("received", "proven", "promised", "trips")
    _say(total=True, **{key: sum(getattr(one, key) for one in found) for key in keys})
    return DONE


def list_kept(what: str, centre: Centre) -> int:  # noqa: ARG001 one shape for all
    """Print of which matters something is kept for another day: how many and how old, never whose or what."""
    with centre.store.reading() as session:
        found = kept_by_matter(session, centre)
    for one in found:
        _say(**msgspec.to_builtins(one))
    return DONE


def list_tickets(what: str, centre: Centre) -> int:  # noqa: ARG001 one shape for all
    """Print every call for a person, the oldest first."""
    with centre.store.reading() as session:
        found = tickets(session)
    for one in found:
        _say(**msgspec.to_builtins(one))
    return DONE


def answer_ticket(what: str, centre: Centre) -> int:
    """Answer a call: its screen says so while somebody still stands there."""
    if not what.isdecimal():
        raise KioskError("ticket_unknown", f"a ticket is a number, not {what!r}: --tickets lists them")
    with centre.store.writing() as session:
        answer(session, int(what), centre.clock())
    _say(ticket=int(what), answered=True)
    return DONE


def rotate_key(what: str, centre: Centre) -> int:
    """Make a key beside the present one of its use; terminals hear of it within a minute."""
    made = centre.ring.add(KeyUse(what), now=centre.clock())
    _say(id=made.id, use=made.use.value, not_after=made.not_after.isoformat())
    return DONE


def drop_key(what: str, centre: Centre) -> int:
    """Destroy a key that no terminal needs any more."""
    with centre.store.reading() as session:
        refuse_needed(session, centre.keys, KeyId(what))
    centre.ring.drop(KeyId(what))
    _say(dropped=what)
    return DONE


def revoke_terminal(what: str, centre: Centre) -> int:
    """Answer a terminal no more; it keeps what it holds."""
    with centre.store.writing() as session:
        revoke(session, what, centre.clock())
    _say(terminal=what, revoked=True)
    return DONE


def reinstate_terminal(what: str, centre: Centre) -> int:
    """Answer a terminal again; it sends what it kept within minutes."""
    with centre.store.writing() as session:
        reinstate(session, what)
    _say(terminal=what, revoked=False)
    return DONE


def back_up_once(centre: Centre, file: Path) -> int:
    """Make one backup, and say what it covers, a line a terminal's epoch; 1 when none was made."""
    try:
        made = back_up(centre, file)
    except KioskError as error:
        sys.stderr.write(f"central: {error.message}\n")
        return NOT_DONE
    for mark in made.watermarks:
        _say(terminal=mark.terminal, epoch=mark.epoch, settled_seq=mark.seq, gaps=mark.gaps)
    sys.stderr.write(f"central: {made.items} items are in {file}\n")
    return DONE


def _say(**row: object) -> None:
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


OPERATOR: Mapping[str, Callable[[str, Centre], int]] = {
    "list_keys": list_keys,
    "list_sequences": list_sequences,
    "savings": list_savings,
    "kept": list_kept,
    "tickets": list_tickets,
    "answer_ticket": answer_ticket,
    "rotate_key": rotate_key,
    "drop_key": drop_key,
    "revoke": revoke_terminal,
    "reinstate": reinstate_terminal,
}
"""By the name of the option that asks for it."""
