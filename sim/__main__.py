"""`python -m sim`: one bench for one terminal; says in one JSON line where its parts are."""

import argparse
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import msgspec

from kiosk.errors import KioskError
from sim.bench import Bench, BenchSettings
from sim.control import ControlServer


class Ready(msgspec.Struct, frozen=True, kw_only=True):
    """Where the parts of a bench are."""

    socket: str
    """The control socket."""
    identity_port: str
    identity_usb: str
    """The socket that `python -m sim.with_usb` takes for the reader's USB cable."""
    scanner_port: str
    proxy_port: int
    printer_port: int
    face_camera: str
    """URL of its stream."""
    document_camera: str
    power_port: int
    reminder_port: str
    document_printer: str | None
    """The print server's socket, for [devices.document_printer] server; None: there is none."""
    document_problem: str | None
    pcsc_socket: str | None
    """What PCSCLITE_CSOCK_NAME has to be for the terminal; None: no reader for social-security cards."""
    pcsc_problem: str | None


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until SIGTERM or Ctrl-C; 2 when something stands in the way, said on stderr."""
    options = _parser().parse_args(arguments)
    options.dir.mkdir(parents=True, exist_ok=True)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    try:
        bench = Bench(_settings(options))
    except (KioskError, OSError) as error:
        sys.stderr.write(f"bench: {error}\n")
        return 2
    try:
        server = ControlServer(options.socket or options.dir / "bench.socket", bench.handle)
        try:
            _tell(_ready(bench, server), options.port_file)
            stop.wait()
        finally:
            server.close()
    except OSError as error:
        sys.stderr.write(f"bench: {error}\n")
        return 2
    finally:
        bench.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sim", description="The simulators of one terminal.")
    parser.add_argument("--dir", type=Path, required=True, help="where ports, socket and papers lie")
    parser.add_argument("--residents", type=Path, required=True, help="residents.toml of the platform")
    parser.add_argument("--platform", required=True, metavar="URL", help="the platform behind the network")
    parser.add_argument("--socket", type=Path, help="control socket (default: DIR/bench.socket)")
    parser.add_argument("--proxy-port", type=int, default=0)
    parser.add_argument("--printer-port", type=int, default=0)
    parser.add_argument("--power-port", type=int, default=0)
    parser.add_argument("--profile", default="generic-80-gb18030", help="the printer's model")
    parser.add_argument("--no-documents", action="store_true", help="no document printer")
    parser.add_argument("--no-pcsc", action="store_true", help="no reader for social-security cards")
    parser.add_argument("--port-file", type=Path, help="write the ready line there too")
    return parser


def _settings(options: argparse.Namespace) -> BenchSettings:
    return BenchSettings(
        folder=options.dir.absolute(),
        residents=options.residents,
        platform=options.platform,
        proxy_port=options.proxy_port,
        printer_port=options.printer_port,
        power_port=options.power_port,
        profile=options.profile,
        with_pcsc=not options.no_pcsc,
        with_documents=not options.no_documents,
    )


def _ready(bench: Bench, server: ControlServer) -> Ready:
    status = bench.status()
    return Ready(
        socket=str(server.path.absolute()),
        identity_port=status.identity_reader.port,
        identity_usb=str(bench.cards.usb_socket),
        scanner_port=status.code_scanner.port,
        proxy_port=status.network.port,
        printer_port=status.printer.port,
        face_camera=status.face_camera.url,
        document_camera=status.document_camera.url,
        power_port=status.power.port,
        reminder_port=status.reminder.port,
        document_printer=bench.documents.server,
        document_problem=bench.documents.problem,
        pcsc_socket=bench.cards.pcsc_socket,
        pcsc_problem=status.social_reader.problem,
    )


def _tell(ready: Ready, file: Path | None) -> None:
    text = msgspec.json.encode(ready).decode() + "\n"
    if file is not None:
        fresh = file.with_name(file.name + ".new")
        fresh.write_text(text)
        fresh.replace(file)
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
