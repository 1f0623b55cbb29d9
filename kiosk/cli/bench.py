"""`kiosk bench`: the controls of the bench from a shell: `kiosk bench lay_card resident=wang-xiaoming`."""

import argparse
from pathlib import Path

import msgspec

from kiosk.cli.output import Exit, Output
from kiosk.errors import ConfigurationError, KioskError
from sim.control import BenchClient, BenchError


def bench(options: argparse.Namespace, output: Output) -> Exit:
    """Tell the bench one thing and print its answer."""
    values = dict(_pair(text) for text in options.values)
    try:
        with BenchClient(Path(options.socket)) as client:
            answer = client.do(options.action, **values)
    except BenchError as error:
        raise KioskError("bench", str(error)) from error
    except OSError as error:
        sentence = f"{options.socket}: no bench listens here ({error}); start one with 'kiosk demo'"
        raise ConfigurationError("no_bench", sentence) from error
    output.row(answer, msgspec.json.format(msgspec.json.encode(answer)).decode())
    return Exit.DONE


def _pair(text: str) -> tuple[str, object]:
    name, equals, value = text.partition("=")
    if not equals:
        raise ConfigurationError("bench_value", f"'{text}' is not NAME=VALUE")
    try:
        return name, msgspec.json.decode(value)
    except msgspec.DecodeError:
        return name, value
