"""What a card tells and nobody may keep: looked for in every text and all bytes that this process holds."""

import datetime as dt
import gc
import logging
import os
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from devices.card.bank import BankCardRead, passes_luhn, read_bank_card
from devices.card.factory import identity_reader
from devices.config import SamSerial
from devices.transport import TRAFFIC
from kiosk.domain.card import CardRead
from sim import sam_module
from sim.bank_card import BankCard
from sim.cardholders import RESIDENT
from sim.identity_card import SimulatedCard
from sim.identity_reader import SimulatedIdentityReader

_log = logging.getLogger("devices.card.pcsc")


def number() -> str:
    """Make a number that stands nowhere in this file, so that only a reading could have left it behind."""
    begin = "622848" + "".join(str(digit * 7 % 10) for digit in range(12))
    return next(begin + digit for digit in "0123456789" if passes_luhn(begin + digit))


def read() -> BankCardRead:
    chip = BankCard(number=number()).chip()

    def transmit(command: bytes) -> bytes:
        answer = chip.answer(command)
        _log.log(TRAFFIC, "apdu %s: %d bytes back", command[:4].hex().upper(), len(answer))
        return answer

    outcome = read_bank_card(transmit)
    assert isinstance(outcome, BankCardRead)
    return outcome


def held() -> Iterator[str | bytes]:
    """Return every text and all bytes that some object of this process refers to."""
    gc.collect()
    seen: set[int] = set()
    left: list[object] = list(gc.get_objects())
    while left:
        one = left.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, str | bytes):
            yield one
        elif isinstance(one, bytearray | memoryview):
            yield bytes(one)
        elif not isinstance(one, type):
            left += gc.get_referents(one)


def holds(secrets: tuple[str, ...], raw: tuple[bytes, ...]) -> bool:
    """Say whether a secret is held by anything but the two tuples it is given in."""
    own = {id(secret) for secret in (*secrets, *raw)}
    return any(
        id(one) not in own and any(secret in one for secret in (secrets if isinstance(one, str) else raw))  # type: ignore[operator] # by type
        for one in held()
    )


def test_neither_number_nor_track_of_a_bank_card_stays_in_the_process_or_its_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(TRAFFIC):
        outcome = read()
    whole = number()
    assert (whole[:6], whole[-4:]) == (outcome.masked[:6], outcome.masked[-4:])
    assert "*" * (len(whole) - 10) == outcome.masked[6:-4]
    middle = whole[6:-4]
    assert "apdu 00B2" in caplog.text
    assert not holds((middle,), (middle.encode(), bytes.fromhex(whole[:-1])))


def test_the_search_would_find_what_is_kept() -> None:
    whole = number()
    kept = [f"kept: {whole}"]
    assert holds((whole[6:-4],), ())
    kept.clear()


def test_nothing_of_the_photo_stays_without_a_decoder(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = os.urandom(1024)
    monkeypatch.setattr(sam_module, "PHOTO", photo)
    reader = SimulatedIdentityReader(1_000_000, link=tmp_path / "reader")
    config = SamSerial(port=reader.port)
    with closing(reader), closing(identity_reader(config, today=lambda: dt.date(2026, 11, 23))) as driver:
        reader.lay(SimulatedCard(RESIDENT))
        with caplog.at_level(TRAFFIC):
            outcome = driver.wait(threading.Event(), timeout_s=5)
    assert CardRead(RESIDENT) == outcome
    assert photo[100:120].hex() not in caplog.text.lower()
    assert not any(photo[100:120] in one for one in held() if isinstance(one, bytes) and one is not photo)
