import pytest

from devices.card.directory import Application, applications, entries
from sim.bank_card import APPLICATION, FAVOURITE_LAST, BankCard
from sim.card_files import PURSE, SocialCard
from sim.cardholders import RESIDENT


@pytest.mark.parametrize("contactless", [False, True], ids=["PSE", "PPSE"])
def test_applications_come_in_the_cards_own_order(contactless: bool) -> None:  # noqa: FBT001
    chip = BankCard(contactless=contactless).chip()
    assert (Application(APPLICATION, 1), Application(FAVOURITE_LAST, 2)) == applications(chip.answer)


def test_card_without_a_directory_has_no_applications() -> None:
    assert () == applications(SocialCard(identity=RESIDENT).chip().answer)


def test_purse_is_known_by_its_name() -> None:
    (purse,) = applications(SocialCard(identity=RESIDENT, purse=True).chip().answer)
    assert Application(PURSE) == purse
    assert purse.is_purse
    assert not Application(APPLICATION).is_purse


def test_an_application_without_a_priority_comes_last() -> None:
    entry = b"\x61\x04\x4f\x02\xa0\x01"
    assert (Application(b"\xa0\x01", 16),) == entries(entry)
    assert (Application(b"\xa0\x01", 16),) == entries(b"\x61\x07" + entry[2:] + b"\x87\x01\x80")


def test_a_directory_whose_file_can_not_be_is_none() -> None:
    about = b"\x6f\x03\x88\x01\x1f"
    assert () == applications(lambda command: about + b"\x90\x00" if command[1] == 0xA4 else b"\x90\x00")
