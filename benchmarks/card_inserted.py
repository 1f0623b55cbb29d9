"""From a card's insertion to its holder, against bare pyscard that exchanges the same APDUs."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from benchmarks.figure import Figure, against
from devices.config import Pcsc
from kiosk.domain.card import CardRead
from kiosk.domain.identity import Identity
from kiosk.open_devices import local_day
from sim.card_files import SocialCard
from sim.cardholders import RESIDENT, social
from sim.pcscd import SOCKET_VARIABLE, Pcscd
from sim.virtual_card import VirtualCard

if TYPE_CHECKING:
    from devices.card.pcsc_social import SocialCardReader

RUNS = 12
GOAL = 1.2
PATIENCE_S = 5.0
PCSCD_LOOKS_S = 0.4
"""How often pcscd looks for a card: the insertions are spread over it, alike for both."""
NOTE = "virtual insertion to CardRead, pcscd and vpcd; floor: bare pyscard with the same APDUs"
CARD = SocialCard(identity=RESIDENT)
HOLDER: Identity = social(RESIDENT)


def measure() -> Iterator[Figure]:
    """Insert the same card before the driver and before bare pyscard, in turn."""
    with Pcscd() as service:
        os.environ[SOCKET_VARIABLE] = str(service.socket_path)  # read once, at the library's first call
        from devices.card.pcsc_social import SocialCardReader  # noqa: PLC0415

        with (
            closing(VirtualCard(service.port)) as hand,
            closing(SocialCardReader(Pcsc(), today=local_day)) as driver,
        ):
            driven, bare = _in_turn(hand, driver)
    yield against("card_inserted", driven, bare, goal=GOAL, note=NOTE)


def _in_turn(hand: VirtualCard, driver: "SocialCardReader") -> tuple[list[float], list[float]]:
    driven: list[float] = []
    bare: list[float] = []
    apdus = commands()
    with closing(Bare()) as without:
        for run in range(RUNS + 1):
            took = [
                _timed(hand, without, run / RUNS, read)
                for read in (lambda: _drive(driver), lambda: without.read(apdus))
            ]
            if run:  # the first finds reader and service
                driven.append(took[0])
                bare.append(took[1])
    return driven, bare


def commands() -> list[bytes]:
    """Return the APDUs of one reading."""
    from devices.card.social_card import read_social_card  # noqa: PLC0415

    chip, sent = CARD.chip(), []

    def transmit(command: bytes) -> bytes:
        sent.append(command)
        return chip.answer(command)

    read_social_card(transmit)
    return sent


def _timed(hand: VirtualCard, bare: "Bare", phase: float, read: Callable[[], None]) -> float:
    hand.remove()
    bare.wait(present=False)  # pcscd has just looked
    time.sleep(phase * PCSCD_LOOKS_S)
    began = time.perf_counter()
    hand.insert(CARD)
    read()
    return time.perf_counter() - began


def _drive(driver: "SocialCardReader") -> None:
    outcome = driver.wait(threading.Event(), timeout_s=PATIENCE_S)
    assert outcome == CardRead(HOLDER), outcome


class Bare:
    """pyscard and nothing else."""

    def __init__(self) -> None:
        from smartcard import scard  # noqa: PLC0415 reads SOCKET_VARIABLE

        self._scard = scard
        _, self._context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
        _, names = scard.SCardListReaders(self._context, [])
        self._name = names[0]

    def wait(self, *, present: bool) -> None:
        """Wait until a card is in the reader, or none."""
        state = self._scard.SCARD_STATE_UNAWARE
        while True:
            _, states = self._scard.SCardGetStatusChange(self._context, 5000, [(self._name, state)])
            state = states[0][1]
            if bool(state & self._scard.SCARD_STATE_PRESENT) is present:
                return

    def read(self, commands: list[bytes]) -> None:
        """Exchange every command with the card that is put in next."""
        self.wait(present=True)
        protocols = self._scard.SCARD_PROTOCOL_T0 | self._scard.SCARD_PROTOCOL_T1
        _, card, protocol = self._scard.SCardConnect(
            self._context, self._name, self._scard.SCARD_SHARE_SHARED, protocols
        )
        control = self._scard.SCARD_PCI_T0 if protocol == 1 else self._scard.SCARD_PCI_T1
        for command in commands:
            code, _ = self._scard.SCardTransmit(card, control, list(command))
            assert code == self._scard.SCARD_S_SUCCESS, code
        self._scard.SCardDisconnect(card, self._scard.SCARD_UNPOWER_CARD)

    def close(self) -> None:
        """Let go of the service."""
        self._scard.SCardReleaseContext(self._context)
