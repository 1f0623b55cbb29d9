import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.card_commands import InsertBank, InsertSocial, LayCard
from sim.card_variants import Condition, Generation
from sim.command import CommandError
from sim.commands import (
    NAMES,
    Device,
    Network,
    Pay,
    PlatformMode,
    Switch,
    Unplug,
    decode,
)
from sim.network import Mode


def told(**values: object) -> bytes:
    return json.dumps(values).encode()


def test_a_word_alone_is_a_switch() -> None:
    assert Switch.TEAR_PAPER is decode(told(do="tear_paper"))


def test_a_command_with_values_is_its_record() -> None:
    assert LayCard(resident="wang-xiaoming") == decode(told(do="lay_card", resident="wang-xiaoming"))
    assert Unplug(Device.PRINTER) == decode(told(do="unplug", device="printer"))
    assert Network(Mode.SLOW, delay_s=1.5) == decode(told(do="network", mode="slow", delay_s=1.5))
    assert Pay() == decode(told(do="pay"))
    forged = told(do="lay_card", resident="wang-xiaoming", condition="forged")
    assert LayCard(resident="wang-xiaoming", condition=Condition.FORGED) == decode(forged)
    citizen = told(do="insert_social", resident="wang-xiaoming", version="3.00", pin=False, purse=True)
    assert InsertSocial("wang-xiaoming", version=Generation.V3, pin=False, purse=True) == decode(citizen)
    assert InsertBank() == decode(told(do="insert_bank"))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"tear_paper", "no JSON object"),
        (b"[1]", "no JSON object"),
        (told(do="lay_crad"), "did you mean 'lay_card'"),
        (told(done="x"), "there is no command"),
        (told(do="tear_paper", mm=3), "tear_paper: takes nothing more, not mm"),
        (told(do="lay_card", residnet="x"), "lay_card: .*`residnet`"),
        (told(do="lay_card", resident="x", condition="stolen"), "lay_card: .*'stolen'"),
        (told(do="network", mode="bad"), "network: .*'bad'"),
        (told(do="unplug"), "unplug: .*`device`"),
    ],
)
def test_what_is_wrong_is_named(line: bytes, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        decode(line)


def test_every_word_is_listed_once() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert {"lay_card", "take_away", "network", "platform", "pay", "codes", "status", "receipts"} <= set(
        NAMES
    )


def test_platform_modes_are_those_of_the_network_too() -> None:
    assert {mode.value for mode in PlatformMode} <= {mode.value for mode in Mode}


@given(st.binary() | st.from_type(dict[str, int]).map(lambda values: json.dumps(values).encode()))
def test_no_line_is_worse_than_a_command_error(line: bytes) -> None:
    with pytest.raises(CommandError):
        decode(line)
