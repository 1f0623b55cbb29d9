"""The JSON Schema for editors knows every key that a file has, and asks for those that a file must have."""

import tomllib
from pathlib import Path

import pytest

from kiosk.catalogue.joined import Joined
from kiosk.catalogue.loader import BUNDLED
from kiosk.cli.schema import schema_of
from kiosk.domain.matter import Matter

FILES = [
    *((file, Matter) for file in sorted((BUNDLED / "matters").glob("*/*.toml"))[::9]),
    *((file, Joined) for file in sorted((BUNDLED / "joined").glob("*.toml"))),
]


@pytest.mark.parametrize(("file", "type_"), FILES, ids=lambda one: one.stem if isinstance(one, Path) else "")
def test_every_key_of_a_file_is_known_and_none_is_missing(file: Path, type_: type[Matter | Joined]) -> None:
    body = schema_of(type_)["$defs"][type_.__name__]
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    assert set() == set(data) - set(body["properties"])
    assert set() == set(body["required"]) - set(data)
    assert body["additionalProperties"] is False


def test_what_the_loader_adds_is_nothing_to_write() -> None:
    body = schema_of(Matter)["$defs"]["Matter"]
    assert not {"slug", "department_id"} & set(body["properties"])
    assert not {"department", "counter"} & set(body["required"])
