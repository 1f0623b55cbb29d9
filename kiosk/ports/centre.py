"""Ports of the central platform as a visit asks it."""

from typing import TYPE_CHECKING, Protocol

from kiosk.domain.ids import ItemId
from kiosk.domain.kept import KeptDraft
from kiosk.domain.payment import PaymentStatus
from kiosk.domain.reach import Refused, Unreachable
from kiosk.wire.messages import (
    CasesAnswer,
    CasesRequest,
    CatalogueAnswer,
    CodeAnswer,
    CodeCheck,
    CodeRequest,
    CodeVerdict,
    DocumentAnswer,
    EIdAnswer,
    HelpAnswer,
    HelpRequest,
    KeepAnswer,
    KeptAnswer,
    KeptRequest,
    LookupAnswer,
    LookupRequest,
    OneKeptRequest,
    OrderAnswer,
    OrderRequest,
    PortraitAnswer,
    PortraitRequest,
    ReceiptAnswer,
    RecordsAnswer,
    RecordsRequest,
)

if TYPE_CHECKING:
    from kiosk.domain.scanned import PayerCode  # its patterns are compiled when the first code comes
    from kiosk.wire.token import ReceiptClaim


class DataSharing(Protocol):
    """The libraries behind the centre."""

    def records(self, request: RecordsRequest) -> RecordsAnswer | Refused | Unreachable:
        """Ask for the records that a matter declares."""
        ...

    def lookup(self, request: LookupRequest) -> LookupAnswer | Refused | Unreachable:
        """Ask for a lookup's rows."""
        ...


class Codes(Protocol):
    """Codes to registered phones."""

    def send(self, request: CodeRequest) -> CodeAnswer | Refused | Unreachable:
        """Have a code sent."""
        ...

    def check(self, request: CodeCheck) -> CodeVerdict | Refused | Unreachable:
        """Have the typed digits checked."""
        ...


class Portraits(Protocol):
    """Reference photos of the population library."""

    def portrait(self, request: PortraitRequest) -> PortraitAnswer | Refused | Unreachable:
        """Ask for the photo of a person who consented to the face check."""
        ...


class ElectronicIds(Protocol):
    """Electronic identities, which only the centre can resolve."""

    def resolve(self, reference: str) -> EIdAnswer | Refused | Unreachable:
        """Ask whose e-ID code this is; it is good once. Refused `e_id_unknown` when it is not, or no more."""
        ...


class Cashier(Protocol):
    """The public payment platform behind the centre."""

    def open(self, request: OrderRequest) -> OrderAnswer | Refused | Unreachable:
        """Open an order; the same number again gives the same order."""
        ...

    def status(self, order: str, *, wait_s: float) -> PaymentStatus | Refused | Unreachable:
        """Ask how an order stands; the centre may hold the answer up to `wait_s` until it changes."""
        ...

    def close(self, order: str) -> PaymentStatus | Refused | Unreachable:
        """Close an order; the answer is settled when it was paid after all."""
        ...


class Wallets(Protocol):
    """The wallets behind the public payment platform."""

    def charge(self, order: str, code: "PayerCode") -> PaymentStatus | Refused | Unreachable:
        """Charge a payer's code; the same code again tells how the order stands and charges nothing.

        Waiting: the payer has to do something on the phone. Refused: this code took nothing, unless its code
        is `charge_open`.
        """
        ...


class Receipts(Protocol):
    """Receipts of all terminals, as the centre knows them."""

    def standing(self, token: str) -> ReceiptAnswer | Refused | Unreachable:
        """Ask how the case behind a receipt's token stands; the centre checks the token's signature."""
        ...


class CaseFiles(Protocol):
    """The departments' cases, as far as their applicants are told."""

    def cases(self, request: CasesRequest) -> CasesAnswer | Refused | Unreachable:
        """Ask for the cases of the person whose card was laid."""
        ...


class KeptDrafts(Protocol):
    """What residents have the centre keep, to finish another day."""

    def keep(self, about: KeptRequest, kept: KeptDraft, name: str) -> KeepAnswer | Refused | Unreachable:
        """Seal and keep it, in place of what was kept of its matter; the same name again changes nothing.

        KioskError `outbox_no_key` or `kept_too_large` when it can't be sealed.
        """
        ...

    def look(self, request: KeptRequest) -> KeptAnswer | Refused | Unreachable:
        """Ask of which matters something is kept for who laid the card."""
        ...

    def open(self, request: OneKeptRequest) -> KeptDraft | Refused | Unreachable:
        """Ask for what is kept; Refused `kept_none` when nothing is, WireError when it can't be read here."""
        ...

    def delete(self, request: OneKeptRequest) -> KeptAnswer | Refused | Unreachable:
        """Have it deleted, whether it is there or not; what is left is answered."""
        ...


class HelpDesk(Protocol):
    """The site's administrator, whom the centre tells."""

    def call_help(self, request: HelpRequest) -> HelpAnswer | Refused | Unreachable:
        """Have a person called; the same call again tells whether somebody answered it."""
        ...


class Tokens(Protocol):
    """The tokens that this terminal signed itself."""

    def own_claim(self, token: str) -> "ReceiptClaim | None":
        """Return what a token says; None when this terminal's signature does not hold."""
        ...


class Documents(Protocol):
    """Certificates made by the centre."""

    def document(self, item: ItemId, *, pdf: bool = False) -> DocumentAnswer | Refused | Unreachable:
        """Fetch the certificate of a received item, with what a printer prints if `pdf`.

        Refused `document_pending` while it is not made.
        """
        ...


class Centre(Protocol):
    """Whether the centre is there, and what it has closed."""

    def catalogue(self) -> CatalogueAnswer | Refused | Unreachable:
        """Ask for the catalogue version in force."""
        ...
