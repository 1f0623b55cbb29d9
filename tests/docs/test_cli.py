"""docs/cli.md is a contract: its commands are the parser's, its policy is the walk's own table."""

import argparse
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.config import DevicesConfig
from kiosk.cli.device import MESSAGES
from kiosk.cli.parser import build
from kiosk.config import Config, parse
from kiosk.domain.card import CardOutcome
from kiosk.domain.matter import MatterKind
from kiosk.domain.printing import PrinterState
from kiosk.domain.scanned import Code
from kiosk.domain.scanner import ScanOutcome
from kiosk.domain.sheets import SheetPrinterState
from kiosk.flow import StepName
from kiosk.walk.policy import NO_FAULT, table

ROOT = Path(__file__).parents[2]
CLI = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
KINDS = (
    *(MatterKind.CERTIFICATE, MatterKind.QUERY, MatterKind.VERIFICATION, MatterKind.APPLICATION),
    *(MatterKind.REPORT, MatterKind.APPOINTMENT, MatterKind.PAYMENT),
)


def section(title: str) -> str:
    """Return what stands between a heading and the next of its level."""
    _, _, rest = CLI.partition(f"\n## {title}\n")
    return rest.partition("\n## ")[0]


def commands(parser: argparse.ArgumentParser, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Return every command that runs something, word by word."""
    groups = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not groups:
        yield path
    for group in groups:
        for name, below in group.choices.items():
            yield from commands(below, (*path, name))


def documented() -> Iterator[tuple[str, ...]]:
    """Return every command of the table; one row may name several of a group."""
    for cell in re.findall(r"^\| (`kiosk [^|]*(?:\\\|[^|]*)*) \|", CLI, re.MULTILINE):
        group: tuple[str, ...] = ()
        for part in re.findall(r"`([^`]+)`", cell):
            for alternative in part.split(" | "):
                words = (
                    re.sub(r"[^a-z-].*", "", word) for word in alternative.removeprefix("kiosk ").split()
                )
                names = tuple(word for word in words if word and not word.startswith("-"))
                if alternative.startswith("kiosk "):
                    group = names[:1]
                    yield names
                else:
                    yield (*group, *names)


def options(path: tuple[str, ...]) -> set[str]:
    parser = build()
    for name in path:
        parser = next(
            action.choices[name]
            for action in parser._actions
            if isinstance(action, argparse._SubParsersAction)
        )
    return {option for action in parser._actions for option in action.option_strings}


def test_every_documented_command_is_there_and_the_other_way_round() -> None:
    assert sorted(commands(build())) == sorted(documented())


def test_every_command_takes_config_and_json() -> None:
    for path in commands(build()):
        assert {"--config", "--json"} <= options(path), path


def test_every_option_that_is_documented_for_a_command_is_there() -> None:
    for line in re.findall(r"^\| `kiosk .*$", CLI, re.MULTILINE):
        path = next(known for known in sorted(commands(build()), reverse=True) if names(line, known))
        for option in re.findall(r"--[a-z-]+", line):
            assert option in options(path), f"kiosk {' '.join(path)} {option}"


def names(line: str, path: tuple[str, ...]) -> bool:
    return re.match(rf"\| `kiosk {' '.join(path)}\b", line) is not None


def test_policy_in_the_document_is_the_walks_own() -> None:
    assert rendered() in CLI


def rendered() -> str:
    """Write kiosk/walk/policy.toml as docs/cli.md shows it."""
    policy = table()
    rows = [
        ["step", *KINDS],
        ["---"] * (len(KINDS) + 1),
        *(
            [step, *(str(policy[kind].get(step, "–")) for kind in KINDS)]
            for step in (NO_FAULT, *StepName)
            if any(step in policy[kind] for kind in KINDS)
        ),
    ]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines[1] = "|" + "---|" * (len(KINDS) + 1)
    return "<!-- policy: kiosk/walk/policy.toml -->\n" + "\n".join(lines)


def test_policy_names_every_kind_and_only_steps_that_there_are() -> None:
    assert set(MatterKind) == set(table())
    named = {step for row in table().values() for step in row}
    own_words = {StepName.WHOM}  # as `know`, where a matter asks for whom it is
    without_centre = {StepName.ELIGIBLE, StepName.RATE, StepName.DONE}
    assert {NO_FAULT, *StepName} - own_words - without_centre == named


def test_configuration_in_the_document_is_one_that_is_taken() -> None:
    (text,) = re.findall(r"```toml\n(.*?)```", CLI, re.DOTALL)
    config = parse(text, "docs/cli.md")
    assert None not in (getattr(config.devices, name) for name in DevicesConfig.__struct_fields__)
    assert set(Config.__struct_fields__) == set(tomllib.loads(text))


def test_every_status_and_kind_of_a_code_is_documented() -> None:
    (status,) = re.findall(r"^read-code status: (.*?) kind: ", CLI, re.MULTILINE | re.DOTALL)
    (kinds,) = re.findall(r"read-code status: .*? kind: (.*?) payload: ", CLI, re.DOTALL)
    tags = {str(outcome.__struct_config__.tag) for outcome in ScanOutcome.__args__} - {"cancelled"}
    assert tags | {"unknown"} == set(re.findall(r"`([a-z_]+)`", status))
    known = {str(code.__struct_config__.tag) for code in Code.__args__} - {"unknown"}
    assert known == set(re.findall(r"`([a-z_]+)`", kinds))


def test_every_status_of_a_card_and_of_a_print_is_documented() -> None:
    (card,) = re.findall(r"^read-card status: (.*?)\n[a-z]", CLI, re.MULTILINE | re.DOTALL)
    (printed,) = re.findall(r"^print-test status: (.*?)\n\n", CLI, re.MULTILINE | re.DOTALL)
    tags = {str(outcome.__struct_config__.tag) for outcome in CardOutcome.__args__}
    assert tags - {"cancelled"} == set(re.findall(r"`([a-z_]+)`", card))
    states = {state.value for state in PrinterState} - {"ready"}
    states |= {state.value for state in SheetPrinterState} - {"ready", "paper_low", "toner_low"}
    assert {"done", "unconfirmed"} | states == set(re.findall(r"`([a-z_]+)`", printed))
    assert set(MESSAGES) <= tags


@pytest.mark.parametrize("target", ["run", "test", "check", "bench"])
def test_make_has_what_the_readme_promises(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:.*## ", makefile, re.MULTILINE)
