import re
import tomllib

import pytest

from kiosk.catalogue.loader import BUNDLED, load, problems
from kiosk.domain.lookup import LookupSubject
from kiosk.domain.matter import Matter, MatterKind

CATALOGUE = load()
MATTERS = tuple(CATALOGUE.matters.values())
FILES = sorted([*(BUNDLED / "matters").glob("*/*.toml"), *(BUNDLED / "joined").glob("*.toml")])


def test_nothing_is_wrong_with_the_bundled_catalogue() -> None:
    assert () == problems()


def test_every_file_is_a_matter_named_after_it() -> None:
    assert {file.stem for file in FILES} == {matter.slug for matter in MATTERS}
    assert len(FILES) >= 262


def test_every_kind_of_matter_is_there() -> None:
    assert set(MatterKind) == {matter.kind for matter in MATTERS}


def test_a_matter_is_found_by_its_slug_and_by_its_code() -> None:
    matter = CATALOGUE.by_slug("traffic-fine-payment")

    assert matter is CATALOGUE.matters[matter.code]


def test_the_version_is_the_same_for_the_same_files() -> None:
    assert load().version == CATALOGUE.version
    assert re.fullmatch(r"c[0-9a-f]{16}", CATALOGUE.version)


@pytest.mark.parametrize("matter", MATTERS, ids=lambda matter: matter.slug)
def test_what_reveals_something_asks_for_a_code_and_what_is_taken_offline_does_not(matter: Matter) -> None:
    assert not (matter.offline.accepted and matter.assurance == "card_code")
    reveals = any(lookup.of is not LookupSubject.ANYONE for lookup in matter.lookups)
    if reveals and matter.kind in {MatterKind.QUERY, MatterKind.CERTIFICATE}:
        assert matter.assurance == "card_code"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_file_says_whether_it_was_verified(file: object) -> None:
    assert "unverified" in tomllib.loads(file.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
