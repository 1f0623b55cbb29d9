"""`python -m tests.contract.record`: records the conversations, from the simulators for lack of hardware."""

import datetime as dt
import tempfile
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec

from devices.card.apdu import Transmit
from devices.card.bank import read_bank_card
from devices.card.sam_reader import SamReader
from devices.card.social_card import read_social_card
from devices.serial_line import SerialLine
from sim.bank_card import BankCard
from sim.card_files import SocialCard
from sim.card_variants import Condition, Generation
from sim.cardholders import EXPIRED, FOREIGN_2017, FOREIGN_2023, PERMIT_HMT, RARE, RESIDENT
from sim.identity_card import SimulatedCard
from sim.identity_reader import SimulatedIdentityReader
from sim.virtual_card import InsertableCard
from tests.contract import desk_recording
from tests.contract.transcript import RECORDED, Exchange, written

TODAY = dt.date(2026, 11, 23)
FAST = 1_000_000
ORIGIN = (
    "Recorded from our own simulator, not from hardware: what driver and simulator said at that time.",
    "The persons are invented.",
)
Act = Callable[[SimulatedIdentityReader], None]


class Recorder:
    """A serial line that writes down what goes over it."""

    def __init__(self, line: SerialLine) -> None:
        self._line = line
        self.exchanges: list[Exchange] = []

    def write(self, data: bytes) -> None:
        self.exchanges.append(Exchange(data, b""))
        self._line.write(data)

    def read(self, n: int, timeout_s: float) -> bytes:
        data = self._line.read(n, timeout_s)
        if self.exchanges:
            last = self.exchanges[-1]
            self.exchanges[-1] = msgspec.structs.replace(last, answered=last.answered + data)
        return data

    def close(self) -> None:
        self._line.close()


def lay(card: SimulatedCard) -> Act:
    return lambda reader: reader.lay(card)


READINGS: dict[str, Act] = {
    "sam-resident": lay(SimulatedCard(RESIDENT)),
    "sam-rare": lay(SimulatedCard(RARE)),
    "sam-permit": lay(SimulatedCard(PERMIT_HMT)),
    "sam-foreign-2017": lay(SimulatedCard(FOREIGN_2017)),
    "sam-foreign-2023": lay(SimulatedCard(FOREIGN_2023)),
    "sam-later-address": lay(SimulatedCard(RESIDENT, "杭州市滨江区新路2号")),
    "sam-expired": lay(SimulatedCard(EXPIRED)),
    "sam-forged": lay(SimulatedCard(RESIDENT, condition=Condition.FORGED)),
    "sam-moved": lay(SimulatedCard(RESIDENT, condition=Condition.DAMAGED)),
    "sam-no-card": lambda _: None,
    "sam-fault": lambda reader: reader.fail(0x60),
}
CARDS: dict[str, InsertableCard] = {
    **{
        f"chip-{generation}": SocialCard(identity=RESIDENT, generation=generation, pin_protected=False)
        for generation in Generation
    },
    "chip-pin": SocialCard(identity=RESIDENT, generation=Generation.V3),
    "chip-citizen": SocialCard(identity=RESIDENT, purse=True),
    "chip-expired": SocialCard(identity=EXPIRED),
    "chip-bank": BankCard(),
}
BANK_CARDS: dict[str, InsertableCard] = {
    "bank-pse": BankCard(fetched=True),
    "bank-ppse": BankCard(contactless=True),
}


def reading(act: Act, ask: Callable[[SamReader], object]) -> list[Exchange]:
    """Return what goes over the line."""
    with tempfile.TemporaryDirectory() as folder:
        recorders: list[Recorder] = []

        def open_line() -> Recorder:
            recorders.append(Recorder(SerialLine(reader.port, FAST)))
            return recorders[-1]

        with (
            closing(SimulatedIdentityReader(FAST, link=Path(folder) / "reader")) as reader,
            closing(SamReader("sam-serial", reader.port, open_line, today=lambda: TODAY)) as driver,
        ):
            act(reader)
            ask(driver)
    return [exchange for recorder in recorders for exchange in recorder.exchanges]


def inserted(card: InsertableCard, read: Callable[[Transmit], object]) -> list[Exchange]:
    """Return what a card is told by what reads it, and answers."""
    chip, exchanges = card.chip(), []

    def transmit(command: bytes) -> bytes:
        answer = chip.answer(command)
        exchanges.append(Exchange(command, answer))
        return answer

    read(transmit)
    return exchanges


def main() -> None:
    """Record everything."""
    for name, act in READINGS.items():
        exchanges = reading(act, lambda driver: driver.wait(threading.Event(), timeout_s=0))
        (RECORDED / f"{name}.txt").write_text(written(exchanges, *ORIGIN), encoding="ascii")
    who = reading(lambda _: None, lambda driver: driver.identify())
    (RECORDED / "sam-identify.txt").write_text(written(who, *ORIGIN), encoding="ascii")
    desk_recording.record()
    for cards, read in ((CARDS, read_social_card), (BANK_CARDS, read_bank_card)):
        for name, card in cards.items():
            (RECORDED / f"{name}.txt").write_text(written(inserted(card, read), *ORIGIN), encoding="ascii")


if __name__ == "__main__":
    main()
