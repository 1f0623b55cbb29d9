"""The platform's own database, typed."""

import datetime as dt
from typing import Any

from sqlalchemy import DateTime, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import JSON, TypeDecorator


class Moment(TypeDecorator[dt.datetime]):
    """Aware UTC on our side, without a zone in the database, which SQLite would lose."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002 SQLAlchemy's signature
        return None if value is None else value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002 SQLAlchemy's signature
        return None if value is None else value.replace(tzinfo=dt.UTC)


class Table(DeclarativeBase):
    type_annotation_map = {dt.datetime: Moment, bytes: LargeBinary, dict[str, Any]: JSON, list[Any]: JSON}  # noqa: RUF012 read once by SQLAlchemy


class TerminalRow(Table):
    __tablename__ = "terminal"
    id: Mapped[str] = mapped_column(primary_key=True)
    public: Mapped[bytes] = mapped_column(unique=True)
    site: Mapped[str]
    epoch: Mapped[int]
    enrolled_at: Mapped[dt.datetime]
    revoked_at: Mapped[dt.datetime | None]


class TerminalKeyRow(Table):
    """A key of a terminal beside its present one: the next, announced and not used yet, or a former one."""

    __tablename__ = "terminal_key"
    public: Mapped[bytes] = mapped_column(primary_key=True)
    terminal: Mapped[str] = mapped_column(ForeignKey("terminal.id"), index=True)
    ended_at: Mapped[dt.datetime | None]
    """None while it is the next."""


class EnrolmentCodeRow(Table):
    __tablename__ = "enrolment_code"
    code: Mapped[str] = mapped_column(primary_key=True)
    expires_at: Mapped[dt.datetime]
    used_by: Mapped[bytes | None]
    """The public key it was used for: the same terminal may repeat a request whose answer was lost."""


class NonceRow(Table):
    __tablename__ = "nonce"
    terminal: Mapped[str] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(primary_key=True)
    seen_at: Mapped[dt.datetime] = mapped_column(index=True)


class ResidentRow(Table):
    __tablename__ = "resident"
    slug: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    note: Mapped[str]
    phone: Mapped[str | None]
    reported_lost: Mapped[bool]


class CardRow(Table):
    """Whose number it is: a person may have several cards."""

    __tablename__ = "card"
    number: Mapped[str] = mapped_column(primary_key=True)
    resident: Mapped[str] = mapped_column(ForeignKey("resident.slug"), index=True)


class RecordRow(Table):
    """An entry of a library; nobody's while `resident` is None."""

    __tablename__ = "record"
    type: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    resident: Mapped[str | None] = mapped_column(ForeignKey("resident.slug"), index=True)
    position: Mapped[int]
    source: Mapped[str]
    values: Mapped[dict[str, Any]]


class ItemRow(Table):
    """What a terminal handed over, as it was sent; its seal stays closed here."""

    __tablename__ = "item"
    __table_args__ = (UniqueConstraint("terminal", "epoch", "seq"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    terminal: Mapped[str] = mapped_column(ForeignKey("terminal.id"))
    epoch: Mapped[int]
    seq: Mapped[int]
    kind: Mapped[str]
    number: Mapped[str] = mapped_column(index=True)
    matter: Mapped[str]
    catalogue: Mapped[str]
    about: Mapped[str | None]
    tombstone: Mapped[bool]
    data: Mapped[bytes]
    previous: Mapped[bytes]
    seal_sha256: Mapped[bytes]
    chain_sha256: Mapped[bytes]
    status: Mapped[int]
    code: Mapped[str]
    message: Mapped[str]
    received_at: Mapped[dt.datetime]


class AttachmentRow(Table):
    """A sealed attachment as far as it has come; it may come before its item, so nothing binds it to one."""

    __tablename__ = "attachment"
    item: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[bytes] = mapped_column(primary_key=True)
    """Of the whole: what is brought under another hash is another attachment, until the item says which."""
    terminal: Mapped[str] = mapped_column(ForeignKey("terminal.id"), index=True)
    data: Mapped[bytes]
    begun_at: Mapped[dt.datetime]


class EIdRow(Table):
    """An e-ID code on a phone; only its digest is kept."""

    __tablename__ = "e_id"
    digest: Mapped[bytes] = mapped_column(primary_key=True)
    resident: Mapped[str]
    expires_at: Mapped[dt.datetime]
    used_at: Mapped[dt.datetime | None]


class PhoneCodeRow(Table):
    __tablename__ = "phone_code"
    reference: Mapped[str] = mapped_column(primary_key=True)
    visit: Mapped[str] = mapped_column(index=True)
    resident: Mapped[str] = mapped_column(index=True)
    digest: Mapped[bytes]
    sent_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    attempts_left: Mapped[int]
    right_at: Mapped[dt.datetime | None]


class PortraitRow(Table):
    """A reference photo that was given for a face check."""

    __tablename__ = "portrait"
    reference: Mapped[str] = mapped_column(primary_key=True)
    visit: Mapped[str] = mapped_column(index=True)
    resident: Mapped[str]
    terminal: Mapped[str]
    given_at: Mapped[dt.datetime]


class AccessRow(Table):
    """Who asked the libraries for what, and why; never what they said."""

    __tablename__ = "access_log"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime]
    terminal: Mapped[str]
    visit: Mapped[str] = mapped_column(index=True)
    matter: Mapped[str]
    consent: Mapped[str | None]
    asked: Mapped[list[Any]]
    found: Mapped[int]


class AccessOfRow(Table):
    """Whom an access was about, so that it can be told to them."""

    __tablename__ = "access_of"
    access: Mapped[int] = mapped_column(ForeignKey("access_log.id"), primary_key=True)
    resident: Mapped[str] = mapped_column(index=True)
    called: Mapped[str]
    """The matter's name then."""


class AccessForRow(Table):
    """For which relative of that person an access was, so that it can be told to them too."""

    __tablename__ = "access_for"
    access: Mapped[int] = mapped_column(ForeignKey("access_log.id"), primary_key=True)
    resident: Mapped[str] = mapped_column(index=True)
    called: Mapped[str]


class CheckRow(Table):
    """A verification that was done in a visit: its effects are not applied again."""

    __tablename__ = "check_done"
    visit: Mapped[str] = mapped_column(primary_key=True)
    matter: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime]


class NumberBlockRow(Table):
    __tablename__ = "number_block"
    prefix: Mapped[str] = mapped_column(primary_key=True)
    first: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]
    terminal: Mapped[str] = mapped_column(ForeignKey("terminal.id"))
    leased_at: Mapped[dt.datetime]


class CounterRow(Table):
    __tablename__ = "counter"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]


class CatalogueRow(Table):
    """A version's matters, kept: an item is checked by the version it names."""

    __tablename__ = "catalogue_version"
    version: Mapped[str] = mapped_column(primary_key=True)
    matters: Mapped[bytes]
    loaded_at: Mapped[dt.datetime]


class EditionRow(Table):
    """A published catalogue, packed; the highest sequence is in force. It is signed when it is given."""

    __tablename__ = "edition"
    sequence: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(ForeignKey("catalogue_version.version"), index=True)
    made_at: Mapped[dt.datetime]
    matters: Mapped[int]
    payload: Mapped[bytes] = mapped_column(deferred=True)


class WithdrawnRow(Table):
    """A matter that nobody can do now, and why."""

    __tablename__ = "withdrawn_matter"
    matter: Mapped[str] = mapped_column(primary_key=True)
    zh: Mapped[str]
    en: Mapped[str]
    at: Mapped[dt.datetime]


class HeartbeatRow(Table):
    __tablename__ = "heartbeat"
    terminal: Mapped[str] = mapped_column(ForeignKey("terminal.id"), primary_key=True)
    at: Mapped[dt.datetime]
    said: Mapped[dict[str, Any]]


class UseRow(Table):
    """How often a matter was begun and done at a terminal, as it told at the end of a day."""

    __tablename__ = "use"
    terminal: Mapped[str] = mapped_column(ForeignKey("terminal.id"), primary_key=True)
    day: Mapped[dt.date] = mapped_column(primary_key=True)
    matter: Mapped[str] = mapped_column(primary_key=True)
    begun: Mapped[int]
    done: Mapped[int]


class HelpRow(Table):
    """Somebody at a terminal called for a person; nothing here says who."""

    __tablename__ = "help_call"
    id: Mapped[int] = mapped_column(primary_key=True)
    terminal: Mapped[str] = mapped_column(ForeignKey("terminal.id"))
    call: Mapped[str]
    page: Mapped[str]
    matter: Mapped[str | None]
    called_at: Mapped[dt.datetime]
    answered_at: Mapped[dt.datetime | None]
    __table_args__ = (UniqueConstraint("terminal", "call"),)


class AlarmRow(Table):
    __tablename__ = "alarm"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime]
    terminal: Mapped[str]
    kind: Mapped[str]
    detail: Mapped[str]


class DigestRow(Table):
    """When a terminal last had an epoch compared, and where it ended on its disk."""

    __tablename__ = "digest"
    terminal: Mapped[str] = mapped_column(ForeignKey("terminal.id"), primary_key=True)
    epoch: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime]
    head_seq: Mapped[int]


class DifferenceRow(Table):
    """A sequence that a terminal's disk and this platform know otherwise."""

    __tablename__ = "difference"
    terminal: Mapped[str] = mapped_column(ForeignKey("terminal.id"), primary_key=True)
    epoch: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    """forked or unknown: kiosk/wire/digest.py."""


class WatermarkRow(Table):
    """What the newest backup covers of a terminal's epoch, as it was signed then."""

    __tablename__ = "watermark"
    terminal: Mapped[str] = mapped_column(ForeignKey("terminal.id"), primary_key=True)
    epoch: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    payload: Mapped[bytes]
    signature: Mapped[bytes]
