"""A contact reader behind PC/SC: is a card in it, and bytes to and from it; trouble is a PcscError."""

import logging
from types import TracebackType
from typing import Self

import msgspec
from smartcard import scard

from devices.transport import TRAFFIC

_log = logging.getLogger(__name__)

_GONE_READER = frozenset(
    (
        scard.SCARD_E_NO_SERVICE,
        scard.SCARD_E_SERVICE_STOPPED,
        scard.SCARD_E_NO_READERS_AVAILABLE,
        scard.SCARD_E_UNKNOWN_READER,
        scard.SCARD_E_READER_UNAVAILABLE,
        scard.SCARD_E_INVALID_HANDLE,
        scard.SCARD_E_NO_ACCESS,
    )
)
_SILENT_CARD = frozenset(
    (scard.SCARD_W_UNRESPONSIVE_CARD, scard.SCARD_W_UNPOWERED_CARD, scard.SCARD_E_PROTO_MISMATCH)
)
_COUNT_SHIFT = 16
_STATUS_BYTES = 2
"""Of every answer (ISO/IEC 7816-3): a reader that gives fewer has lost its card, and not noticed yet."""


class PcscError(Exception):
    """PC/SC did not do what it was asked; the sentence names what and its code."""


class ReaderGoneError(PcscError):
    """No service, or no such reader."""


class CardGoneError(PcscError):
    """The card left while it was talked to."""


class CardHeldError(PcscError):
    """Another program has the card for itself."""


class CardSilentError(PcscError):
    """A card is in the reader and does not answer: the wrong way round, or no chip."""


class Slot(msgspec.Struct, frozen=True):
    """What the reader says about its slot; `count` goes up with every card put in or pulled out."""

    present: bool
    count: int
    raw: int


class PcscReader:
    """One reader, found by a part of its name; the first one when that is empty."""

    def __init__(self, name_part: str) -> None:
        self._name_part = name_part
        self._context: int | None = None
        self._name = ""

    @property
    def name(self) -> str:
        """The reader's whole name, empty before it was found."""
        return self._name

    def slot(self, *, since: Slot | None = None, timeout_s: float = 0.0) -> Slot:
        """Return how the slot is; with `since`, as soon as that changes or after `timeout_s`."""
        context = self._connected()
        raw = scard.SCARD_STATE_UNAWARE if since is None else since.raw
        code, states = scard.SCardGetStatusChange(context, round(timeout_s * 1000), [(self._name, raw)])
        if code == scard.SCARD_E_TIMEOUT and since is not None:
            return since
        _check(code, f"ask {self._name} for its slot", ReaderGoneError)
        state = states[0][1]
        if state & (scard.SCARD_STATE_UNKNOWN | scard.SCARD_STATE_UNAVAILABLE):
            raise ReaderGoneError(f"the reader {self._name} is gone")
        return Slot(bool(state & scard.SCARD_STATE_PRESENT), state >> _COUNT_SHIFT, state)

    def connect(self) -> "PcscCard":
        """Power the card and return the talk with it."""
        protocols = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
        code, handle, protocol = scard.SCardConnect(
            self._connected(), self._name, scard.SCARD_SHARE_SHARED, protocols
        )
        _check(code, f"connect to the card in {self._name}", CardGoneError)
        return PcscCard(handle, protocol)

    def close(self) -> None:
        """Let go of the service; the next call finds it and the reader anew."""
        if self._context is not None:
            scard.SCardReleaseContext(self._context)
        self._context = None

    def _connected(self) -> int:
        if self._context is None:
            code, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
            _check(code, "reach the PC/SC service", ReaderGoneError)
            self._context = context
            self._name = self._find(context)
        return self._context

    def _find(self, context: int) -> str:
        code, names = scard.SCardListReaders(context, [])
        _check(code, "list the PC/SC readers", ReaderGoneError)
        fitting = [name for name in names if self._name_part in name]
        if not fitting:
            raise ReaderGoneError(f"no PC/SC reader has '{self._name_part}' in its name; there are: {names}")
        return str(fitting[0])


class PcscCard:
    """The talk with one powered card; a context manager that ends it."""

    def __init__(self, handle: int, protocol: int) -> None:
        self._handle = handle
        self._protocol = scard.SCARD_PCI_T0 if protocol == scard.SCARD_PROTOCOL_T0 else scard.SCARD_PCI_T1

    def transmit(self, command: bytes) -> bytes:
        """Carry one command and return the card's whole answer."""
        code, answer = scard.SCardTransmit(self._handle, self._protocol, list(command))
        _check(code, f"send {command[:2].hex().upper()} to the card", CardGoneError)
        if len(answer) < _STATUS_BYTES:
            raise CardGoneError(f"the card did not answer {command[:2].hex().upper()}")
        _log.log(TRAFFIC, "apdu %s: %d bytes back", command[:4].hex().upper(), len(answer))
        return bytes(byte & 0xFF for byte in answer)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        scard.SCardDisconnect(self._handle, scard.SCARD_UNPOWER_CARD)


def _check(code: int, what: str, otherwise: type[PcscError]) -> None:
    """Raise the error that a PC/SC code stands for, `otherwise` for most, unless it is success."""
    if code == scard.SCARD_S_SUCCESS:
        return
    sentence = f"could not {what}: {scard.SCardGetErrorMessage(code)} (0x{code & 0xFFFFFFFF:08X})"
    if code in _GONE_READER:
        raise ReaderGoneError(sentence)
    if code == scard.SCARD_E_SHARING_VIOLATION:
        raise CardHeldError(sentence)
    raise (CardSilentError if code in _SILENT_CARD else otherwise)(sentence)
