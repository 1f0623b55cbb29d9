"""A matter's declaration: everything that makes it different from another, as data."""

from enum import StrEnum

from kiosk.domain.declared import Declared
from kiosk.domain.device import Role
from kiosk.domain.eligibility import Eligibility
from kiosk.domain.fee import Fee, FreeOfCharge
from kiosk.domain.field import Condition, Field, Shown
from kiosk.domain.guide import Guide, Promised
from kiosk.domain.ids import CatalogueVersion
from kiosk.domain.lookup import Lookup
from kiosk.domain.part import Part
from kiosk.domain.promise import Promise
from kiosk.domain.record import Scalar
from kiosk.domain.text import Text, Told


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
    FAMILY = "family"
    EDUCATION = "education"
    WORK = "work"
    RELIEF = "relief"
    TAX = "tax"
    UTILITIES = "utilities"
    BUSINESS = "business"
    LAW = "law"
    COMPLAINT = "complaint"
    GUIDANCE = "guidance"


class Assurance(StrEnum):
    """How sure the terminal must be of who stands before it."""

    CARD = "card"
    CARD_CODE = "card_code"
    """The card and a code sent to the registered phone; needs the network."""
    CARD_FACE = "card_face"
    """The card and a face beside its reference photo: what a resident may choose in place of the code."""


class Beneficiary(StrEnum):
    """Whose matter it is, seen from who laid the card."""

    SELF = "self"
    CHILD = "child"
    PARENT = "parent"
    SPOUSE = "spouse"


class Proof(StrEnum):
    """What proves that somebody may act for another."""

    RECORD = "record"
    """An entry of the library of families."""
    CARD = "card"
    """The other's card, laid as the second."""
    PROMISE = "promise"
    """A written promise: nothing of the other is shown then; the centre looks it up itself."""


class MaterialWay(StrEnum):
    """How a material is provided without the resident bringing paper."""

    RECORD = "record"
    """An entry of a library proves it."""
    PROMISE = "promise"
    """A written promise stands in its place."""
    COUNTER = "counter"
    """It is handed in at the counter, unless a photograph is handed in here."""


MAX_PHOTOS = 8
"""A submission has room for so many (docs/wire.md: the attachments of an item)."""


class ByLine(Declared, frozen=True, kw_only=True):
    """Where the names of several papers stand: in a picked row, one a line."""

    field: str
    """The pick."""
    zh: str
    """The row's key that names them in Chinese."""
    en: str
    """The row's key that names them in English."""


class Material(Declared, frozen=True, kw_only=True):
    """Something that the law asks for, and what takes its place here."""

    id: str
    name: Text
    ways: tuple[MaterialWay, ...]
    """In the order in which they are tried."""
    record: str | None = None
    scan: bool = False
    """Whether a photograph of the paper may take its place, for a clerk to look at."""
    when: Condition | None = None
    each: ByLine | None = None
    """Stands for several papers, which a picked row names; until then for itself."""
    source: Text | None = None
    """Who issues it."""
    grade: str = ""
    """How far an electronic one is trusted (国办函〔2016〕108号): A sealed by who issued it, B verified by a
    counter, C uploaded, D declared by oneself."""
    removed_by: str = ""
    """Which of the four 一律取消 removes it: no_basis, licence, promise, sharing."""
    basis: Text | None = None
    unverified: bool = False

    @property
    def brought(self) -> bool:
        """Whether it is paper that the resident has to bring, here or to the counter."""
        return not self.ways or MaterialWay.COUNTER in self.ways


class Result(Declared, frozen=True, kw_only=True):
    """What a query shows or a certificate will say, and what is said when there is nothing."""

    lookup: str
    shown: tuple[Shown, ...]
    nothing: Told
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
    relative: str | None = None
    """The pick of a `family.member` whose first entry is meant instead."""
    set: dict[str, Scalar]
    """Values to set; `@today+365` stands for a day, `$field` for an answer."""


class Addition(Declared, frozen=True, kw_only=True):
    """One entry that is added when the submission is taken in."""

    record: str
    relative: str | None = None
    """The pick of a `family.member` whose entry it is; None means the applicant's own."""
    when: Condition | None = None
    values: dict[str, Scalar]
    """Every key of the record type, as it is or what stands for something (addition.py)."""
    source: str = ""
    """The library as a resident reads it; set by the loader."""


class Offline(Declared, frozen=True, kw_only=True):
    """Whether the matter is taken while the centre can't be reached, and why (not)."""

    accepted: bool
    reason: Text


class Counter(Declared, frozen=True, kw_only=True):
    """Where the matter is done by a person."""

    place: Text
    phone: str
    hours: Text
    complaints: str
    """The telephone for complaints about it; another one than `phone`."""
    point: str | None = None
    """The service point that it is in; None where it is one of several."""


class Matter(Declared, frozen=True, kw_only=True):
    """One matter as the catalogue holds it."""

    code: str
    """The 31-digit implementation code (GB/T 39554.1-2020)."""
    slug: str = ""
    """The file's name without its ending; set by the loader."""
    catalogue: CatalogueVersion = CatalogueVersion("")
    """The version it is declared in: what is handed in of it names that one; set by the loader."""
    version: int = 1
    name: Text
    aliases: tuple[str, ...] = ()
    pinyin: str = ""
    """Full pinyin, syllables apart; its first letters are the initials."""
    alias_pinyin: tuple[str, ...] = ()
    """The same for each alias, in their order."""
    department: Text
    """As departments.toml calls it; set by the loader."""
    department_id: str = ""
    """The folder, as departments.toml calls it; set by the loader."""
    kind: MatterKind
    life_event: LifeEvent
    also: tuple[LifeEvent, ...] = ()
    """Other tiles under which it is found."""
    summary: Text
    """What one leaves with, in one line."""
    minutes: int
    promised: Promised
    assurance: Assurance
    for_whom: tuple[Beneficiary, ...] = (Beneficiary.SELF,)
    """Whose matter it may be; another's relation is proven by `proven_by`, or by a field of the form."""
    proven_by: tuple[Proof, ...] = ()
    """How the relation may be proven where it is asked for whom it is; empty where nobody is asked."""
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
    additions: tuple[Addition, ...] = ()
    parts: tuple[Part, ...] = ()
    """For a joined matter 一件事: the matters within it; set by the loader from joined/*.toml."""
    offline: Offline
    completes_here: bool = True
    """False where something is left to do elsewhere: fingerprints, a PIN, a purse."""
    left_to_do: Text | None = None
    """What that is, and where; said before the start and on the slip."""
    guide: Guide
    needs: tuple[Role, ...] = ()
    """Devices without which it can't be done. A card reader always is one; a slip never needs paper."""
    after: Told
    """What happens next and when, for the receipt."""
    counter: Counter
    """The department's own unless the matter names another; set by the loader."""
    unverified: bool = True
    """Materials, fees and times not yet checked against the department's guide."""

    def lookup(self, id_: str) -> Lookup:
        """Return the lookup named `id_`; KeyError if there is none (the catalogue check prevents it)."""
        return {lookup.id: lookup for lookup in self.lookups}[id_]

    def field(self, id_: str) -> Field:
        """Return the field named `id_`; KeyError if there is none."""
        return {field.id: field for field in self.fields}[id_]
