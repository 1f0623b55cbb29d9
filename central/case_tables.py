"""The tables of what departments work on: cases and their parts, orders, documents, appointments."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from central.tables import Table


class CaseRow(Table):
    """A submission as the department's case system holds it."""

    __tablename__ = "case"
    item: Mapped[str] = mapped_column(ForeignKey("item.id"), primary_key=True)
    number: Mapped[str]
    matter: Mapped[str]
    catalogue: Mapped[str]
    applicant: Mapped[str] = mapped_column(index=True)
    body: Mapped[bytes]
    state: Mapped[str]
    """The name of the last of its changes; `message` says it as anybody may read it."""
    message_zh: Mapped[str]
    message_en: Mapped[str]
    reasons: Mapped[list[Any]]
    acceptance_number: Mapped[str | None]
    result: Mapped[list[Any]]
    """The rows a certificate states, as they stood when the case was finished."""
    finished_at: Mapped[dt.datetime | None]


class CaseChangeRow(Table):
    """A line of a case's history: the state it came to, as kiosk.domain.case writes it."""

    __tablename__ = "case_change"
    id: Mapped[int] = mapped_column(primary_key=True)
    item: Mapped[str] = mapped_column(ForeignKey("case.item"), index=True)
    case: Mapped[CaseRow] = relationship()
    at: Mapped[dt.datetime]
    state: Mapped[dict[str, Any]]


class CasePartRow(Table):
    """One part of a joined case, going on by itself."""

    __tablename__ = "case_part"
    item: Mapped[str] = mapped_column(ForeignKey("case.item"), primary_key=True)
    case: Mapped[CaseRow] = relationship()
    place: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(index=True)
    matter: Mapped[str]
    catalogue: Mapped[str]
    state: Mapped[str]
    message_zh: Mapped[str]
    message_en: Mapped[str]
    reasons: Mapped[list[Any]]
    history: Mapped[list[Any]]
    """Each state it came to, with its time."""
    acceptance_number: Mapped[str | None]
    finished_at: Mapped[dt.datetime | None]


class SavingRow(Table):
    """What a submission saved, as the centre's own records had it at its receipt."""

    __tablename__ = "saving"
    item: Mapped[str] = mapped_column(ForeignKey("item.id"), primary_key=True)
    proven: Mapped[int]
    promised: Mapped[int]
    trips: Mapped[int]


class OrderRow(Table):
    __tablename__ = "pay_order"
    number: Mapped[str] = mapped_column(primary_key=True)
    item: Mapped[str]
    terminal: Mapped[str]
    matter: Mapped[str]
    applicant: Mapped[str]
    debt: Mapped[str] = mapped_column(index=True)
    amount_fen: Mapped[int]
    payee: Mapped[str]
    state: Mapped[str]
    """waiting, charging, settled or closed."""
    expires_at: Mapped[dt.datetime]
    transaction: Mapped[str | None]
    wallet: Mapped[str | None]
    paid_at: Mapped[dt.datetime | None]
    reported_by: Mapped[str | None]
    """The payment item in which the terminal told of it."""


class OrderLineRow(Table):
    """What an order collects for one part of a joined matter."""

    __tablename__ = "pay_order_line"
    order: Mapped[str] = mapped_column(ForeignKey("pay_order.number"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    matter: Mapped[str]
    amount_fen: Mapped[int]
    debt: Mapped[str] = mapped_column(index=True)


class ChargeRow(Table):
    """A payer's code that was scanned: good once, for one order; its digits are not kept."""

    __tablename__ = "charge"
    digest: Mapped[bytes] = mapped_column(primary_key=True)
    order: Mapped[str] = mapped_column(ForeignKey("pay_order.number"), index=True)
    wallet: Mapped[str]
    begun_at: Mapped[dt.datetime]
    refused: Mapped[bool]


class BookingRow(Table):
    """A slot that somebody has taken."""

    __tablename__ = "booking"
    id: Mapped[str] = mapped_column(primary_key=True)
    """The item that took it."""
    resident: Mapped[str] = mapped_column(index=True)
    matter: Mapped[str]
    name: Mapped[str]
    office: Mapped[str]
    at: Mapped[str]
    slot_type: Mapped[str]
    slot: Mapped[str]
    status: Mapped[str]
    """booked or cancelled."""


class DocumentRow(Table):
    __tablename__ = "document"
    item: Mapped[str] = mapped_column(ForeignKey("item.id"), primary_key=True)
    token: Mapped[str] = mapped_column(unique=True)
    pdf: Mapped[bytes]
    page_png: Mapped[bytes]
    expires_at: Mapped[dt.datetime]


class KeptRow(Table):
    """What a resident had kept of a matter to finish another day; nothing here says whose, or what."""

    __tablename__ = "kept"
    holder: Mapped[bytes] = mapped_column(primary_key=True)
    """A keyed hash of the card; its key is worked out of `key`, which is not in the database."""
    matter: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    """Of this keeping, as the terminal called it."""
    catalogue: Mapped[str]
    key: Mapped[str] = mapped_column(index=True)
    """The platform's key that it is sealed to."""
    sealed: Mapped[bytes]
    kept_at: Mapped[dt.datetime]
    until: Mapped[dt.datetime] = mapped_column(index=True)
