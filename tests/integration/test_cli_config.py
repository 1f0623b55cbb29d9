"""What a wrong configuration or command line gets: exit 2, and a sentence that says what and where."""

from pathlib import Path

import pytest

from tests.integration.cli_command import kiosk, written

READER = '[devices.identity_card]\ndriver = "sam-serial"\nport = "/dev/null"\n'
PRINTER = '[devices.receipt_printer]\nhost = "127.0.0.1"\n'
WRONG = {
    "unknown table": (
        "[platfrom]\nurl = 'x'",
        "unknown key 'platfrom' in the top level; did you mean 'platform'?",
    ),
    "unknown key": ("[platform]\nurll = 'x'", "unknown key 'urll' in [platform]; did you mean 'url'?"),
    "unknown key without a near one": ("[queue]\ncolour = 1", "unknown key 'colour' in [queue]"),
    "unknown device": (
        "[devices.printer]\ndriver = 'escpos-file'",
        "unknown key 'printer' in [devices]; did you mean 'document_printer' or 'receipt_printer'?",
    ),
    "unknown key of a device": (
        READER + "bauds = 9600",
        "unknown key 'bauds' in [devices.identity_card]; did you mean 'baud'?",
    ),
    "key of another table": ("[queue]\nurl = 'x'", "unknown key 'url' in [queue]"),
    "unknown driver": (
        PRINTER + "driver = 'escpos-netwrok'",
        "unknown driver 'escpos-netwrok' in [devices.receipt_printer]; did you mean 'escpos-network'?",
    ),
    "driver of another device": (
        "[devices.social_card]\ndriver = 'sam-serial'",
        "unknown driver 'sam-serial' in [devices.social_card]; there is pcsc",
    ),
    "no driver": (PRINTER, "Object missing required field `driver` - at `$.devices.receipt_printer`"),
    "wrong type": (READER + "baud = 'fast'", "Expected `int`, got `str` - at `$.devices.identity_card.baud`"),
    "broken syntax": ("[queue]\npath = ", "Invalid value (at end of document)"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, case: str) -> None:
    text, sentence = WRONG[case]
    config = written(tmp_path / "terminal.toml", text)
    said = kiosk("device", "probe", "--config", config, "--json")
    assert (2, "", "error") == (said.code, said.err, said.row["status"])
    assert f"{config}: {sentence}" in said.row["message"]


def test_without_json_the_sentence_is_on_stderr_alone(tmp_path: Path) -> None:
    config = written(tmp_path / "terminal.toml", "[platform]\nurll = 'x'")
    said = kiosk("queue", "stats", "--config", config)
    assert (2, "") == (said.code, said.out)
    assert said.err == f"kiosk: {config}: unknown key 'urll' in [platform]; did you mean 'url'?\n"


def test_missing_file_says_how_to_name_another(tmp_path: Path) -> None:
    said = kiosk("queue", "stats", "--config", tmp_path / "none.toml", "--json")
    assert (2, "config_missing") == (said.code, said.row["code"])
    assert "--config or KIOSK_CONFIG" in said.row["message"]


@pytest.mark.parametrize("content", [b"\xff\xfe", None])
def test_file_that_can_not_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    config = tmp_path / "terminal.toml"
    if content is None:
        config.mkdir()
    else:
        config.write_bytes(content)
    said = kiosk("queue", "stats", "--config", config, "--json")
    assert (2, "config_unreadable") == (said.code, said.row["code"])
    assert str(config) in said.row["message"]


def test_environment_names_the_file_and_the_option_goes_before_it(tmp_path: Path) -> None:
    wrong = written(tmp_path / "wrong.toml", "[quue]")
    right = written(tmp_path / "right.toml", f"[queue]\npath = '{tmp_path / 'queue.db'}'")
    assert 2 == kiosk("queue", "stats", KIOSK_CONFIG=str(wrong)).code
    assert 0 == kiosk("queue", "stats", "--config", right, KIOSK_CONFIG=str(wrong)).code


def test_place_that_can_not_hold_a_queue_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    config = written(tmp_path / "terminal.toml", f"[queue]\npath = '{tmp_path / 'file' / 'queue.db'}'")
    said = kiosk("queue", "stats", "--config", config, "--json")
    assert (2, "queue_path") == (said.code, said.row["code"])
    assert "[queue] path" in said.row["message"]


@pytest.mark.parametrize("words", [("quue",), ("queue",), ("queue", "show"), ("matters", "list", "--jsn")])
def test_command_line_that_can_not_be_used_is_a_usage_error(words: tuple[str, ...]) -> None:
    said = kiosk(*words)
    assert (2, "") == (said.code, said.out)
    assert "usage: kiosk" in said.err


def test_devices_work_with_nothing_but_their_own_table(tmp_path: Path) -> None:
    config = written(tmp_path / "terminal.toml", READER)
    said = kiosk("device", "probe", "--config", config, "--json")
    assert (1, "identity_card") == (said.code, said.row["device"])
