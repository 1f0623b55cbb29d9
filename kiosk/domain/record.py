"""Shared records: what a library of the data exchange knows of a person."""

import msgspec

HOLDER = "holder."
"""Before the record type of a prefill: an entry of who laid the card."""
Scalar = str | int | bool | None


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of one library; its repr shows no value."""

    type: str
    """The record type, as `housing_fund.account`."""
    id: str
    """Names the entry within its type, so that it can be picked."""
    source: str
    """The library's name as a resident reads it, as 公积金库."""
    values: dict[str, Scalar]

    def __repr__(self) -> str:
        return f"Record(type={self.type!r}, …)"


class Records(msgspec.Struct, frozen=True):
    """What data sharing gave for this visit; `reached` is False when the centre could not be asked."""

    reached: bool
    entries: tuple[Record, ...] = ()
    holder: tuple[Record, ...] = ()
    """Of who laid the card: what the form is prefilled from, whomever the rest is about."""

    def room(self, name: str) -> tuple[Record, ...]:
        """Return the entries that a prefill names: a record type, with or without `holder.` before it."""
        type_ = name.removeprefix(HOLDER)
        whose = self.entries if type_ == name else self.holder
        return tuple(record for record in whose if record.type == type_)

    def of(self, type_: str) -> tuple[Record, ...]:
        """Return the entries of one record type."""
        return tuple(record for record in self.entries if record.type == type_)
