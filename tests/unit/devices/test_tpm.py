"""What is said to a TPM, byte by byte, and what a bad answer comes to."""

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from devices.tpm import command
from devices.tpm import line as wire
from devices.tpm.counter import TpmCounter
from kiosk.ports import TpmSilent


def test_step_of_a_counter_is_the_librarys_bytes() -> None:
    """TPM2_NV_Increment: sessions, size, 0x134, the index twice, one password session of nine bytes."""
    wanted = "8002 0000001f 00000134 01800001 01800001 00000009 40000009 0000 00 0000"
    assert bytes.fromhex(wanted) == command.increment(0x01800001)


def test_counter_is_defined_as_one_that_only_goes_up() -> None:
    said = command.define(0x01800001)
    assert bytes.fromhex("0000012a 40000001") == said[6:14]
    assert bytes.fromhex("000e 01800001 000b 06040014 0000 0008") == said[-16:]


@pytest.mark.parametrize("data", [b"", b"\x80\x01", bytes.fromhex("8001 0000000b 00000000")])
def test_answer_of_another_length_than_it_says_is_none(data: bytes) -> None:
    with pytest.raises(command.BadAnswer):
        command.answer(data)


@pytest.mark.parametrize("rest", [b"", bytes(13), bytes.fromhex("0000000a 0004") + bytes(8)])
def test_value_of_another_size_is_none(rest: bytes) -> None:
    with pytest.raises(command.BadAnswer):
        command.counted(rest)


Serve = Callable[[bytes], Path]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Answer every command on a socket with the same bytes, and hang up."""
    listener, threads = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM), list[threading.Thread]()

    def start(said: bytes) -> Path:
        listener.bind(str(tmp_path / "tpm"))
        listener.listen(8)
        threads.append(threading.Thread(target=answer, args=(said,)))
        threads[0].start()
        return tmp_path / "tpm"

    def whole(said: bytes) -> bool:
        return len(said) > 6 and int.from_bytes(said[2:6]) == len(said)

    def answer(said: bytes) -> None:
        while True:
            line, _ = listener.accept()
            with line:
                if not line.recv(4_096):
                    return
                line.sendall(said)
                while whole(said) and line.recv(4_096):  # who was told to ask again does so on this line
                    line.sendall(said)

    yield start
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as last:
        last.connect(str(tmp_path / "tpm"))
    threads[0].join()
    listener.close()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", "0 bytes"),
        ("8001", "2 bytes"),
        ("8001 00000fff 00000000", "says 4095"),
        ("8001 0000000a 00000101", "0x101"),
        ("8001 0000000a 00000922", "0x922"),
        ("8002 0000000a 00000000", "counter of 0 bytes"),
    ],
)
def test_bad_answer_counts_as_silence_and_says_why(serve: Serve, said: str, why: str) -> None:
    seen = TpmCounter(serve(bytes.fromhex(said))).count(0x01800001)
    assert isinstance(seen, TpmSilent)
    assert why in seen.why


def test_tpm_that_is_not_there_or_hangs_is_silent_and_not_asked_for_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(TpmCounter(tmp_path / "none").define(), TpmSilent)
    monkeypatch.setattr(wire, "ANSWER_S", 0.05)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as mute:
        mute.bind(str(tmp_path / "mute"))
        mute.listen(1)
        tpm = TpmCounter(tmp_path / "mute")
        assert isinstance(tpm.count(1), TpmSilent)
    (tmp_path / "mute").unlink()
    seen = tpm.count(1)
    assert isinstance(seen, TpmSilent)
    assert "timed out" in seen.why, "it was asked again at once"
