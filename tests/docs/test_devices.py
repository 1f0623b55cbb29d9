"""docs/devices.md says of every model where its values come from."""

import re
from pathlib import Path

from devices.printer.profiles import profiles

PAGE = (Path(__file__).parents[2] / "docs/devices.md").read_text()


def test_every_printer_of_a_maker_has_a_row_with_its_sources() -> None:
    told = set(re.findall(r"^\| `([a-z0-9-]+)` \|", PAGE, re.MULTILINE))
    models = {name for name in profiles() if not name.startswith("generic-")}
    assert set() == models - told


def test_no_model_is_called_tried() -> None:
    assert "**tried** on" not in PAGE
