"""A matter's declaration: everything that makes it different from another, as data."""

from enum import StrEnum

import msgspec

from kiosk.domain.declared import Declared
from kiosk.domain.device import Role
from kiosk.domain.eligibility import Eligibility
from kiosk.domain.record import Scalar
from kiosk.domain.text import Text


class MatterKind(StrEnum):
    """What a resident gets from a matter."""

    CERTIFICATE = "certificate"
    QUERY = "query"
    APPLICATION = "application"
    PAYMENT = "payment"
    APPOINTMENT = "appointment"
    VERIFICATION = "verification"
    REPORT = "report"


class LifeEvent(StrEnum):
    """The tile under which a matter is found."""

    SOCIAL_SECURITY = "social_security"
    HEALTH = "health"
    HOUSING = "housing"
    TRAFFIC = "traffic"
    RESIDENCE = "residence"
    TRAVEL = "travel"
    ELDERLY = "elderly"
    COMPLAINT = "complaint"


class Assurance(StrEnum):
    """How sure the terminal must be of who stands before it."""

    CARD = "card"
    CARD_CODE = "card_code"
    """The card and a code sent to the registered phone; needs the network."""
    CARD_FACE = "card_face"
    """The card and a face beside its reference photo: what a resident may choose in place of the code."""


class FieldKind(StrEnum):
    """What is typed or touched to answer."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    PHONE = "phone"
    DATE = "date"
    CHOICE = "choice"
    PICK = "pick"
    """One of the rows that a lookup gives."""


class Option(Declared, frozen=True, kw_only=True):
    """One answer of a choice."""

    value: str
    label: Text


class ValueForm(StrEnum):
    """How a scalar is written for a reader."""

    TEXT = "text"
    MONEY = "money"
    """Integer fen, shown in yuan."""
    DATE = "date"
    """ISO 8601 day, or day and minute."""
    COUNT = "count"
    WORD = "word"
    """A code, looked up in `words`."""
    NUMBER_MASKED = "masked"


class Shown(Declared, frozen=True, kw_only=True):
    """How one value of a record is shown: its label, its key, and the way to write it."""

    label: Text
    value: str
    form: ValueForm = msgspec.field(name="as", default=ValueForm.TEXT)
    words: dict[str, Text] = msgspec.field(default_factory=dict)
    """For coded values: what each code is called."""


class LookupSubject(StrEnum):
    """Whose entries are looked up."""

    PERSON = "person"
    ANYONE = "anyone"


class Lookup(Declared, frozen=True, kw_only=True):
    """A question to one library: its entries about this person, or open ones of nobody, that match."""

    id: str
    record: str
    of: LookupSubject = LookupSubject.PERSON
    where: dict[str, Scalar] = msgspec.field(default_factory=dict)


class Field(Declared, frozen=True, kw_only=True):
    """One question, one page."""

    id: str
    label: Text
    question: Text
    help: Text | None = None
    kind: FieldKind
    required: bool = True
    max_length: int = 60
    min_length: int = 1
    options: tuple[Option, ...] = ()
    lookup: str | None = None
    """For a pick: the lookup whose rows are offered."""
    shown: tuple[Shown, ...] = ()
    """For a pick: what of each row is shown; the first is its headline."""
    nothing: Text | None = None
    """For a pick: what is said when the lookup gives no row."""
    prefill: str | None = None
    """`identity.address` or `record_type.key`: shown with its source, to be changed where wrong."""


class MaterialWay(StrEnum):
    """How a material is provided without the resident bringing paper."""

    RECORD = "record"
    """An entry of a library proves it."""
    PROMISE = "promise"
    """A written promise stands in its place."""


MAX_PHOTOS = 8
"""A submission has room for so many (docs/wire.md: the attachments of an item)."""


class Material(Declared, frozen=True, kw_only=True):
    """Something that the law asks for, and what takes its place here."""

    id: str
    name: Text
    ways: tuple[MaterialWay, ...]
    """In the order in which they are tried."""
    record: str | None = None
    scan: bool = False
    """Whether a photograph of the paper may take its place, for a clerk to look at."""
    removed_by: str = ""
    """Which of the four 一律取消 removes it: no_basis, licence, promise, sharing."""
    basis: Text | None = None
    unverified: bool = False


class Promise(Declared, frozen=True, kw_only=True):
    """The text that is read to the end and signed in place of a paper."""

    version: str
    title: Text
    text: Text
    consequence: Text


class FreeOfCharge(Declared, frozen=True, kw_only=True, tag="free", tag_field="kind"):
    """Costs nothing."""


class FixedFee(Declared, frozen=True, kw_only=True, tag="fixed", tag_field="kind"):
    """Costs the same for everyone."""

    amount_fen: int
    basis: Text


class PickedFee(Declared, frozen=True, kw_only=True, tag="picked", tag_field="kind"):
    """Costs what the picked row says."""

    field: str
    key: str
    payee: Text


Fee = FreeOfCharge | FixedFee | PickedFee


class Result(Declared, frozen=True, kw_only=True):
    """What a query shows or a certificate will say, and what is said when there is nothing."""

    lookup: str
    shown: tuple[Shown, ...]
    nothing: Text
    several: bool = False
    """Show every row, not only the first."""


class Document(Declared, frozen=True, kw_only=True):
    """The certificate that the centre makes."""

    template: str
    name: Text


class Effect(Declared, frozen=True, kw_only=True):
    """What changes in the department's records when the submission is taken in (or the check is done)."""

    record: str
    pick: str | None = None
    """The field whose picked row is meant; None means the person's first entry."""
    set: dict[str, Scalar]
    """Values to set; `@today+365` stands for a day."""


class Offline(Declared, frozen=True, kw_only=True):
    """Whether the matter is taken while the centre can't be reached, and why (not)."""

    accepted: bool
    reason: Text


class Promised(Declared, frozen=True, kw_only=True):
    """How long the department takes."""

    count: int
    unit: str
    """immediate, working_day, month, year or day."""


class Counter(Declared, frozen=True, kw_only=True):
    """Where the matter is done by a person."""

    place: Text
    phone: str
    hours: Text


class Matter(Declared, frozen=True, kw_only=True):
    """One matter as the catalogue holds it."""

    code: str
    """The 31-digit implementation code (GB/T 39554.1-2020)."""
    slug: str = ""
    """The file's name without its ending; set by the loader."""
    version: int = 1
    name: Text
    aliases: tuple[str, ...] = ()
    pinyin: str = ""
    """Full pinyin, syllables apart; its first letters are the initials."""
    alias_pinyin: tuple[str, ...] = ()
    """The same for each alias, in their order."""
    department: Text
    department_id: str = ""
    """The folder, as departments.toml calls it; set by the loader."""
    kind: MatterKind
    life_event: LifeEvent
    summary: Text
    """What one leaves with, in one line."""
    minutes: int
    promised: Promised
    assurance: Assurance
    records: tuple[str, ...] = ()
    """Record types asked for by data sharing before the form."""
    purpose: Text
    """Why these records are asked for, as the consent notice says."""
    eligibility: tuple[Eligibility, ...] = ()
    fields: tuple[Field, ...] = ()
    lookups: tuple[Lookup, ...] = ()
    materials: tuple[Material, ...] = ()
    promise: Promise | None = None
    result: Result | None = None
    document: Document | None = None
    fee: Fee = FreeOfCharge()
    effects: tuple[Effect, ...] = ()
    offline: Offline
    needs: tuple[Role, ...] = ()
    """Devices without which it can't be done. A card reader always is one; a slip never needs paper."""
    after: Text
    """What happens next and when, for the receipt."""
    counter: Counter
    unverified: bool = True
    """Materials, fees and times not yet checked against the department's guide."""

    def lookup(self, id_: str) -> Lookup:
        """Return the lookup named `id_`; KeyError if there is none (the catalogue check prevents it)."""
        return {lookup.id: lookup for lookup in self.lookups}[id_]

    def field(self, id_: str) -> Field:
        """Return the field named `id_`; KeyError if there is none."""
        return {field.id: field for field in self.fields}[id_]
