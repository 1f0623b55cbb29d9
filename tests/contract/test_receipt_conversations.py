"""What a receipt printer's driver writes and believes, on written-down bytes over each wire."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from devices.printer.escpos import EscposReceiptPrinter
from devices.printer.profiles import profile_named
from devices.printer.transports import Place, SerialPlace, TcpPlace, UsbPlace
from kiosk.domain.printing import Line, Pair, PrintDone, PrinterState, PrintOutcome, PrintVoid, ReceiptLayout
from tests.contract.claims import PATIENCE
from tests.contract.player import Player, on_a_line, on_network, turns_of

RECORDED = Path(__file__).parent / "recorded/receipt_printer"
SAID: ReceiptLayout = (Line("办事回执", bold=True), Pair("收件编号", "A0173 7K2Q"), Line("请妥善保管。"))
CONVERSATIONS: dict[str, tuple[str, PrintOutcome]] = {
    "process_id_done": ("generic-80-gb18030", PrintDone()),
    "process_id_paper_out": ("generic-80-gb18030", PrintVoid(PrinterState.PAPER_OUT, "there is no paper")),
    "sensor_near_end": ("generic-58-gb18030", PrintDone(near_end=True)),
}


def test_every_conversation_is_played_and_says_where_it_is_from() -> None:
    files = {file.stem: file.read_text() for file in RECORDED.glob("*.txt")}
    assert set(CONVERSATIONS) == set(files)
    assert all("No real printer was at hand" in text for text in files.values())


@pytest.mark.parametrize("wire", ["network", "serial", "usb"])
@pytest.mark.parametrize("name", sorted(CONVERSATIONS))
def test_conversation_is_held_byte_by_byte(name: str, wire: str) -> None:
    model, outcome = CONVERSATIONS[name]
    player = Player(turns_of(RECORDED / f"{name}.txt"))
    with played(player, wire) as place:
        printer = EscposReceiptPrinter(place, profile_named(model), patience=PATIENCE)
        assert outcome == printer.print(SAID)
    assert ("", True) == (player.fault, player.done)


@contextmanager
def played(player: Player, wire: str) -> Iterator[Place]:
    if wire == "network":
        with on_network(player) as address:
            yield TcpPlace(*address)
        return
    with on_a_line(player) as path:
        yield SerialPlace(path, 115_200) if wire == "serial" else UsbPlace(path)


def test_player_refuses_any_other_byte() -> None:
    player = Player(turns_of(RECORDED / "process_id_done.txt"))
    with on_network(player) as address, socket.create_connection(address) as link:
        link.sendall(b"\x10\x04\x02")
    assert "wanted 10 04 01, heard 10 04 02" == player.fault
    assert not player.done
