"""What is offered is drawn everywhere: on the screen, by the receipt printer, on certificates."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont

from kiosk.characters import table

SANS, SERIF = "NotoSansCJK-Regular.ttc", "NotoSerifCJK-Regular.ttc"
RARE = ("HanaMinA.ttf", "HanaMinB.ttf")


def has(file: str) -> set[str]:
    """Return the characters of a font; of a collection those that all of its faces have."""
    (path,) = Path("/usr/share/fonts").rglob(file)
    if path.suffix == ".ttf":
        with TTFont(path, lazy=True) as face:
            return {chr(code) for code in face.getBestCmap()}
    with TTCollection(path, lazy=True) as faces:
        return set.intersection(*({chr(code) for code in face.getBestCmap()} for face in faces.fonts))


@pytest.mark.parametrize(
    "fonts", [(SANS, *RARE), (SERIF, *RARE, SANS)], ids=["screen and slip", "certificate"]
)
def test_every_character_that_is_offered_is_in_a_font(fonts: tuple[str, ...]) -> None:
    assert set() == table.radicals().keys() - set.union(*map(has, fonts))
