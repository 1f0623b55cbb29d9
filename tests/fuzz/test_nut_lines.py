"""Whatever answers in upsd's place, a line is an answer or a NutLineError, and never a power cut."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from devices.power.nut_lines import Line, NutLineError, quoted, read, words
from devices.power.ups_variables import firmware_of, model_of, serial_of, state_of
from kiosk.domain.device import Health
from kiosk.domain.power import BatteryLow, OnBattery, health_of

PARTS = st.sampled_from(
    ["VAR", "UPS", "BEGIN", "END", "LIST", "ERR", "ups", "ups.status", '"', "\\", " ", '"OL"', "\x00"]
)
LINES = st.one_of(
    st.text(max_size=60), st.lists(PARTS, max_size=12).map("".join), st.lists(PARTS, max_size=8).map(" ".join)
)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
STATUS = st.lists(
    st.sampled_from(["OL", "OB", "LB", "FSD", "RB", "CAL", "OFF", "CHRG", "x"]), max_size=5
).map(" ".join)
NAMES = st.sampled_from(
    ["ups.status", "battery.charge", "battery.runtime", "ups.mfr", "device.model", "ups.serial"]
)


@given(LINES)
def test_any_text_is_a_line_or_says_why_not(line: str) -> None:
    read_as = refused = None
    try:
        read_as = read(line)
    except NutLineError as error:
        refused = str(error)
    assert (read_as is None) is bool(refused)


@given(st.binary(max_size=60))
def test_any_bytes_are(data: bytes) -> None:
    line = data.decode("utf-8", errors="replace")
    with suppress(NutLineError):
        assert isinstance(read(line), Line)


@given(st.lists(WORDS, max_size=4))
def test_words_come_back_from_their_quotes(given_words: list[str]) -> None:
    assert tuple(given_words) == words(" ".join(map(quoted, given_words)))


@given(st.dictionaries(NAMES, st.one_of(STATUS, st.text(max_size=12), st.floats().map(str)), max_size=6))
def test_any_variables_are_a_state_and_only_ob_or_fsd_a_power_cut(variables: dict[str, str]) -> None:
    state = state_of(variables)
    assert isinstance(health_of(state), Health)
    assert {
        name for name in (model_of(variables), serial_of(variables), firmware_of(variables)) if name == ""
    } == set()
    if isinstance(state, OnBattery | BatteryLow):
        assert {"OB", "FSD"} & set(variables["ups.status"].split())
