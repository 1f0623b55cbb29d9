"""The decoder of photos against programs that speak its protocol: block on stdin, picture on stdout."""

import datetime as dt
import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from devices.card import photo_decoder
from devices.card.factory import identity_reader
from devices.card.photo_decoder import MEMORY, PICTURE, PhotoDecoder
from devices.config import SamSerial
from kiosk.domain.card import CardPhoto, CardRead
from kiosk.domain.device import Ready, Strained
from sim.cardholders import RESIDENT
from sim.identity_card import SimulatedCard
from sim.identity_reader import SimulatedIdentityReader
from sim.sam_module import PHOTO

BLOCK = os.urandom(1024)
Program = Callable[[str], str]
GIVES_BMP = "block = sys.stdin.buffer.read()\nsys.stdout.buffer.write(b'BM' + block[::-1])"


@pytest.fixture
def program(tmp_path: Path) -> Program:
    def write(body: str) -> str:
        path = tmp_path / "decoder"
        path.write_text(f"#!{sys.executable} -IS\nimport os, subprocess, sys, time\n{body}\n")
        path.chmod(0o700)
        return str(path)

    return write


def decode(program: str, block: bytes = BLOCK) -> CardPhoto | None:
    return PhotoDecoder(program).decode(block, threading.Event())


@pytest.mark.parametrize("form", ["b'BM'", r"b'\x89PNG\r\n\x1a\n'"], ids=["bmp", "png"])
def test_block_goes_in_untouched_and_the_picture_comes_out(program: Program, form: str) -> None:
    photo = decode(program(f"sys.stdout.buffer.write({form} + sys.stdin.buffer.read())"))
    assert photo is not None
    assert photo.image.endswith(BLOCK)


def test_photo_shows_nothing_of_itself() -> None:
    assert "CardPhoto(5 bytes)" == repr(CardPhoto(b"BMpic"))
    assert "BMpic" not in repr(CardRead(RESIDENT, CardPhoto(b"BMpic")))


BABBLE = f"""
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
sys.stdin.buffer.read()
os.write(1, bytes({PICTURE}))
os.write(1, b"x")
"""


def has_ended(process: int) -> bool:
    try:
        return psutil.Process(process).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


FAILURES = {
    "no picture": ("sys.stdout.write('sorry')", "it gave 5 bytes that are neither BMP nor PNG"),
    "nothing": ("pass", "it gave 0 bytes that are neither BMP nor PNG"),
    "its own error": ("sys.exit(3)", "it ended with 3"),
    "deaf": ("os.close(0); sys.exit(4)", "it ended with 4"),
    "greedy": (f"sys.stdin.buffer.read(); bytearray({2 * MEMORY})", "it ended with 1"),
    "babbling": (BABBLE, "it ended with -25"),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_failing_decoder_gives_no_picture_and_says_why(
    program: Program, failure: str, caplog: pytest.LogCaptureFixture
) -> None:
    body, why = FAILURES[failure]
    path = program(body)
    assert decode(path) is None
    assert [f"no picture from {path}: {why}"] == caplog.messages


def test_hanging_decoder_is_killed_with_all_that_it_started(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(photo_decoder, "TIME_S", 1.0)
    note = tmp_path / "child"
    body = f"child = subprocess.Popen(['sleep', '600'])\nopen({str(note)!r}, 'w').write(str(child.pid))\n"
    assert decode(program(body + "time.sleep(600)")) is None
    assert "it took longer than 1 s" in caplog.text
    left = int(note.read_text())
    while not has_ended(left):
        time.sleep(0.01)  # a kill that did not reach it shows as a test that hangs


def test_nobody_waits_for_a_decoder_when_the_visit_is_over(
    program: Program, caplog: pytest.LogCaptureFixture
) -> None:
    over = threading.Event()
    over.set()
    assert PhotoDecoder(program("time.sleep(600)")).decode(BLOCK, over) is None
    assert "nobody waits" in caplog.text


def test_decoder_can_leave_no_larger_file_than_a_picture_and_learns_no_secrets(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_CONFIG", "secret")
    photo = decode(program("sys.stdout.write('BM' + ' '.join(sorted(os.environ)) + os.getcwd())"))
    assert photo is not None
    assert b"KIOSK" not in photo.image
    assert photo.image.endswith(b"/")


def test_block_of_another_length_is_never_handed_out(tmp_path: Path) -> None:
    assert decode(str(tmp_path / "none"), b"") is None  # and does not even look for the program


def test_missing_decoder_gives_no_picture_and_health_tells_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "none"
    assert decode(str(path)) is None
    assert "it can't be run" in caplog.text
    assert f"photo_decoder {path} is no file" == PhotoDecoder(str(path)).problem()
    path.write_text("")
    path.chmod(0o600)
    expected = None if os.access(path, os.X_OK) else f"photo_decoder {path} may not be run: chmod +x"
    assert expected == PhotoDecoder(str(path)).problem()


def test_reader_hands_the_cards_block_to_the_decoder_and_logs_nothing_of_it(
    program: Program, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    reader = SimulatedIdentityReader(1_000_000, link=tmp_path / "reader")
    config = SamSerial(port=reader.port, photo_decoder=program(GIVES_BMP))
    driver = identity_reader(config, today=lambda: dt.date(2026, 11, 23))
    reader.lay(SimulatedCard(RESIDENT))
    with caplog.at_level(logging.NOTSET + 1):
        outcome = driver.wait(threading.Event(), timeout_s=5)
    assert Ready() == driver.health()
    driver.close()
    reader.close()
    assert CardRead(RESIDENT, CardPhoto(b"BM" + PHOTO[::-1])) == outcome
    assert PHOTO[:32].hex() not in caplog.text
    assert repr(PHOTO[:16])[2:-1] not in caplog.text


def test_reader_without_a_decoder_keeps_nothing_of_the_photo(tmp_path: Path) -> None:
    reader = SimulatedIdentityReader(1_000_000, link=tmp_path / "reader")
    driver = identity_reader(SamSerial(port=reader.port), today=lambda: dt.date(2026, 11, 23))
    reader.lay(SimulatedCard(RESIDENT))
    assert CardRead(RESIDENT, None) == driver.wait(threading.Event(), timeout_s=5)
    driver.close()
    reader.close()


def test_reader_whose_decoder_is_missing_is_strained_and_reads_on(tmp_path: Path) -> None:
    reader = SimulatedIdentityReader(1_000_000, link=tmp_path / "reader")
    config = SamSerial(port=reader.port, photo_decoder="/nowhere/decoder")
    driver = identity_reader(config, today=lambda: dt.date(2026, 11, 23))
    assert Strained("photo-decoder", "photo_decoder /nowhere/decoder is no file") == driver.health()
    info = driver.identify()
    assert (True, "the reader answers, but photo_decoder /nowhere/decoder is no file") == (
        info.found,
        info.message,
    )
    driver.close()
    reader.close()
