import msgspec
import pytest

from sim.card_files import SocialCard, SocialCardChip, holder_records
from sim.card_variants import Generation
from sim.cardholders import RARE, RESIDENT

SELECT_ENVIRONMENT = bytes.fromhex("00A404000F7378312E73682EC9E7BBE1B1A3D5CF")
SELECT_HOLDER = bytes.fromhex("00A4000002EF06")


def test_first_generation_lets_its_answers_be_fetched_and_wants_right_lengths() -> None:
    chip = SocialCardChip(SocialCard(identity=RESIDENT, generation=Generation.V1))
    assert "6113" == chip.answer(SELECT_ENVIRONMENT).hex()
    assert chip.answer(bytes.fromhex("00C0000013")).endswith(b"\x90\x00")
    assert "9000" == chip.answer(SELECT_HOLDER).hex()
    assert "6c14" == chip.answer(bytes.fromhex("00B2080000")).hex()
    assert b"\x08\x12" + RESIDENT.number.encode() + b"\x90\x00" == chip.answer(bytes.fromhex("00B2080014"))


def test_third_generation_asks_for_a_pin() -> None:
    chip = SocialCardChip(SocialCard(identity=RESIDENT, generation=Generation.V3))
    chip.answer(SELECT_ENVIRONMENT)
    chip.answer(SELECT_HOLDER)
    assert "6982" == chip.answer(bytes.fromhex("00B2010414")).hex()


def test_no_file_is_there_before_its_environment() -> None:
    chip = SocialCardChip(SocialCard(identity=RESIDENT, generation=Generation.V1))
    assert "6a82" == chip.answer(SELECT_HOLDER).hex()
    assert "6a83" == chip.answer(bytes.fromhex("00B2080014")).hex()
    assert "6d00" == chip.answer(bytes.fromhex("0020000003123456")).hex()


def test_rare_characters_are_gb18030() -> None:
    assert RARE.name.encode("gb18030").ljust(30, b"\0") == dict(holder_records(RARE))[0x09]


def test_name_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="more than 30"):
        holder_records(msgspec.structs.replace(RESIDENT, name="名" * 16))
