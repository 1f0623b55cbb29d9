"""The screen's own faces, and no other."""

import os
import subprocess

import pytest

from ui.app import FONTS


def families(query: str) -> set[str]:
    """Return the first family name of each face that fits, as the screen's fontconfig sees it."""
    done = subprocess.run(
        ("fc-list", query, "family"),
        env={**os.environ, "FONTCONFIG_FILE": str(FONTS)},
        capture_output=True,
        text=True,
        check=True,
    )
    return {line.split(",")[0] for line in done.stdout.splitlines()}


def test_screen_knows_its_own_faces_only() -> None:
    assert {"Noto Sans CJK SC"} < families(":") <= {"Noto Sans CJK SC", "HanaMinA", "HanaMinB", "DejaVu Sans"}


@pytest.mark.parametrize("character", ["放", "㐂", "𠮷", "𪚥", "a", "→"])
def test_every_character_of_a_name_has_a_face(character: str) -> None:
    assert families(f":charset={ord(character):x}")
