"""Bad input from every side: each gets a sentence that names what and where, and nothing is lost.

Typos in a catalogue: tests/unit/kiosk/catalogue/test_loader.py; in terminal.toml: test_cli_config.py.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
import pytest

from kiosk.bootstrap import open_queue
from kiosk.config import Config
from kiosk.tables import PlatformConfig
from kiosk.walk.stage import as_toml
from offline_queue.commands import queue_list
from sim.cardholders import RESIDENT
from sim.identity_card import SimulatedCard
from sim.identity_reader import SimulatedIdentityReader
from tests.e2e.place import Place, file_of, open_place
from tests.integration.cli_command import Said, kiosk, written
from tests.integration.test_cli_terminal import put

LONG = 1000
"""Bytes that only the answer to 'read' has."""
FAST = 1_000_000
READER = '[devices.identity_card]\ndriver = "sam-serial"\nport = "{port}"\n'
DISTORTIONS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "checksum": (lambda answer: answer[:-1] + bytes([answer[-1] ^ 1]), "checksum"),
    "longer than any frame": (
        lambda answer: answer[:5] + b"\xff\xff" + answer[7:],
        "its stated length is above",
    ),
    "shorter than any frame": (lambda answer: answer[:5] + b"\x00\x02" + answer[7:], "its stated length is"),
}


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[SimulatedIdentityReader]:
    reader = SimulatedIdentityReader(FAST, link=tmp_path / "reader")
    yield reader
    reader.close()


def read(tmp_path: Path, reader: SimulatedIdentityReader) -> Said:
    config = written(tmp_path / "terminal.toml", READER.format(port=reader.port))
    return kiosk("device", "read-card", "--config", config, "--json", "--timeout", 3)


@pytest.mark.parametrize("case", DISTORTIONS)
def test_frame_that_is_wrong_is_a_fault_of_the_reader_with_the_reason(
    tmp_path: Path, reader: SimulatedIdentityReader, case: str
) -> None:
    distort, word = DISTORTIONS[case]
    reader.distort(lambda answer: distort(answer) if len(answer) > LONG else answer)
    reader.lay(SimulatedCard(RESIDENT))
    said = read(tmp_path, reader)
    assert (1, "device_fault", None) == (said.code, said.row["status"], said.row["name"])
    assert word in said.row["message"]
    assert reader.port in said.row["message"]


def test_garbage_on_the_line_is_said_to_be_no_reader_or_a_fault(
    tmp_path: Path, reader: SimulatedIdentityReader
) -> None:
    reader.talk_garbage()
    said = read(tmp_path, reader)
    assert 1 == said.code
    assert said.row["status"] in ("device_fault", "no_reader")
    assert said.row["message"]


ANSWERS = {
    "HTML": (
        b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 14\r\n\r\n<h1>Login</h1>",
        "status 200 without the centre's signature",
    ),
    "redirect": (
        b"HTTP/1.1 302 Found\r\nlocation: http://portal.example/\r\ncontent-length: 0\r\n\r\n",
        "status 302 without the centre's signature",
    ),
    "truncated": (b'HTTP/1.1 200 OK\r\ncontent-length: 4000\r\n\r\n{"verdicts"', "/v1/heartbeat"),
    "oversized": (
        b"HTTP/1.1 200 OK\r\ncontent-length: 9000000\r\n\r\n" + bytes(9_000_000),
        "more than 8388608 bytes",
    ),
    "no HTTP at all": (b"\x00\xff\xfe" * 40 + b"\r\n\r\n", "/v1/heartbeat"),
    "nothing": (b"", "/v1/heartbeat"),
}


@contextmanager
def answering(answer: bytes) -> Iterator[str]:
    """Answer every request with these bytes, and hang up."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            while True:
                line, _ = listener.accept()
                with line, suppress(OSError):
                    line.recv(65_536)
                    line.sendall(answer)
                    line.shutdown(socket.SHUT_WR)
                    line.settimeout(1)
                    while line.recv(65_536):  # closing over unread bytes would cut the answer short
                        pass

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with open_place(tmp_path_factory.mktemp("place")) as place:
        yield place


@pytest.fixture
def config(place: Place, tmp_path: Path) -> Config:
    return place.enrolled(tmp_path / "terminal")


@pytest.mark.parametrize("case", ANSWERS)
def test_what_is_not_the_centres_answer_is_said_and_the_item_is_kept(config: Config, case: str) -> None:
    answer, sentence = ANSWERS[case]
    (item,) = put(config)
    with answering(answer) as url:
        elsewhere = msgspec.structs.replace(
            config, platform=PlatformConfig(url=url, credentials=config.platform.credentials)
        )
        file_of(config).write_text(as_toml(elsewhere), encoding="utf-8")
        said = kiosk("sync", "--once", "--config", file_of(config), "--json")
    assert (1, 1, 0) == (said.code, said.row["postponed"], said.row["received"])
    assert sentence in said.row["waiting"]
    with open_queue(config) as database:
        assert [(item.id, "pending")] == [(row.id, row.state) for row in queue_list(database)]


def spoil_text(text: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(text)


FILES: dict[str, tuple[str, Callable[[Path], object], int, str]] = {
    "queue that is no database": ("queue.db", spoil_text("hello" * 999), 1, "not a database"),
    "truncated enrolment": ("credentials/enrolment.json", spoil_text('{"terminal"'), 2, "truncated"),
    "enrolment without its keys": (
        "credentials/enrolment.json",
        spoil_text('{"terminal": "T1", "epoch": 1, "base_url": "x"}'),
        2,
        "`keys`",
    ),
    "key that others may read": (
        "credentials/terminal.key",
        lambda path: path.chmod(0o644),
        2,
        "others may read it",
    ),
    "key that is none": ("credentials/terminal.key", spoil_text("hello"), 2, "PEM"),
    "key that is gone": ("credentials/terminal.key", lambda path: path.unlink(), 2, "No such file"),
}


@pytest.mark.parametrize("case", FILES)
def test_file_that_can_not_be_used_is_named(config: Config, case: str) -> None:
    name, spoil, code, sentence = FILES[case]
    path = Path(config.queue.path).parent / name
    spoil(path)
    said = kiosk("sync", "--once", "--config", file_of(config), "--json")
    assert (code, "error") == (said.code, said.row["status"])
    assert str(path) in said.row["message"]
    assert sentence in said.row["message"]
