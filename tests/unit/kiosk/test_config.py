"""terminal.toml as records: what is taken, and how what isn't is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.config import EscposFile, Pcsc, SamSerial
from kiosk.config import Config, parse
from kiosk.domain.text import Locale
from kiosk.errors import ConfigurationError

TABLES = {
    "platform": ("url", "ca", "credentials"),
    "queue": ("path",),
    "screen": ("diagonal_mm", "width", "height", "full_screen", "locale", "idle_s"),
    "site": ("name_zh", "name_en", "contact", "point"),
}
DEVICES = {
    "identity_card": ('driver = "sam-serial"\nport = "x"', ("port", "baud")),
    "social_card": ('driver = "pcsc"', ("reader",)),
    "receipt_printer": ('driver = "escpos-network"\nhost = "h"', ("host", "port", "profile")),
}
KEYS = [
    *((f"[{table}]", key) for table, keys in TABLES.items() for key in keys),
    *((f"[devices.{name}]\n{head}", key) for name, (head, keys) in DEVICES.items() for key in keys),
]


def why(text: str) -> str:
    with pytest.raises(ConfigurationError) as raised:
        parse(text, "terminal.toml")
    return raised.value.message


def test_empty_file_is_a_terminal_without_devices() -> None:
    assert Config() == parse("", "x")


def test_each_table_reaches_its_record() -> None:
    config = parse(
        '[screen]\nlocale = "en"\n[devices.identity_card]\ndriver = "sam-serial"\nport = "/dev/ttyUSB0"\n'
        '[devices.social_card]\ndriver = "pcsc"\n'
        '[devices.receipt_printer]\ndriver = "escpos-file"\npath = "p"',
        "x",
    )
    assert Locale.EN is config.screen.locale
    assert (SamSerial(port="/dev/ttyUSB0"), Pcsc(), EscposFile(path="p")) == (
        config.devices.identity_card,
        config.devices.social_card,
        config.devices.receipt_printer,
    )


@given(at=st.sampled_from(KEYS), place=st.integers(0, 20))
def test_key_with_a_letter_too_many_is_named_with_the_key_that_was_meant(
    at: tuple[str, str], place: int
) -> None:
    head, key = at
    cut = min(place, len(key))
    wrong = f"{key[:cut]}z{key[cut:]}"
    table = head.partition("]")[0].removeprefix("[")
    assert f"unknown key '{wrong}' in [{table}]; did you mean '{key}'?" in why(f"{head}\n{wrong} = 1")


def test_near_miss_is_looked_for_in_the_table_itself() -> None:
    assert why("[queue]\nport = 1").endswith("unknown key 'port' in [queue]")


@given(st.text(max_size=60))
def test_any_text_is_a_configuration_or_a_sentence(text: str) -> None:
    try:
        parse(text, "terminal.toml")
    except ConfigurationError as error:
        said = error.message
    else:
        said = "terminal.toml: taken"
    assert said.startswith("terminal.toml: ")


@pytest.mark.parametrize(
    ("line", "limit"), [("baud = 0", "`int` >= 1"), ("baud = -9600", "`int` >= 1"), ("baud = 1.5", "`int`")]
)
def test_rate_that_no_line_has_is_refused(line: str, limit: str) -> None:
    said = why(f'[devices.identity_card]\ndriver = "sam-serial"\nport = "x"\n{line}')
    assert limit in said
    assert "$.devices.identity_card.baud" in said


def test_port_that_no_host_has_is_refused() -> None:
    text = '[devices.receipt_printer]\ndriver = "escpos-network"\nhost = "h"\nport = 99999'
    assert "`int` <= 65535 - at `$.devices.receipt_printer.port`" in why(text)
