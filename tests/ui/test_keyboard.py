"""The keyboard on the screen, in a process of its own that is ended when it stands still."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PATIENCE_S = 120
"""Not a measure: a screen that stands still does so for good."""


def with_keyboard(home: Path) -> dict[str, str]:
    """Return the environment of a process that has the keyboard on its screen, and its home there."""
    return {
        **os.environ,
        "HOME": str(home),
        "QT_IM_MODULE": "qtvirtualkeyboard",
        "QT_QPA_PLATFORM": "offscreen",
        "QT_QUICK_BACKEND": "software",
    }


def typed(what: str, home: Path, by: str = "keys") -> Any:  # noqa: ANN401 what the process saw
    """Return what `tests.ui.keys` or another saw, its home being a folder of this test."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.ui.{by}", what],
        cwd=ROOT, env=with_keyboard(home), capture_output=True, text=True, timeout=PATIENCE_S, check=False,
    )  # fmt: skip
    assert (0, "") == (done.returncode, done.stderr)
    return json.loads(done.stdout)


def kept(home: Path) -> list[Path]:
    """Return the files left below a home, but for Qt's cache of compiled QML."""
    return [path for path in home.rglob("*") if path.is_file() and ".cache" not in path.parts]


def test_every_text_page_takes_keys_again_and_again_in_both_languages(tmp_path: Path) -> None:
    seen = typed("pages", tmp_path)
    assert {"zh": ["ni"] * 12, "en": ["ni"] * 12} == seen
    assert [] == kept(tmp_path)


def test_pinyin_writes_chinese_and_is_forgotten(tmp_path: Path) -> None:
    seen = typed("pinyin", tmp_path)
    assert ["政务服务"] == seen["held"]
    assert "政务服务" in seen["answers"]
    first, second = seen["made_up"]
    assert first == second, "the order of the candidates must not follow what was chosen"
    assert first not in seen["offered"]
    assert [True] == [float(high) >= 20 for high in seen["high_mm"]], "a finger needs 20 mm"
    assert [] == kept(tmp_path)


def test_a_word_is_written_on_the_screens_keyboard_by_keys_alone(tmp_path: Path) -> None:
    seen = typed("pad", tmp_path)
    assert ["政务服务"] == seen["held"]
    assert "政务服务" in seen["answers"]


def test_a_word_is_written_by_hand_in_both_languages_and_nothing_of_it_is_left(tmp_path: Path) -> None:
    seen = typed("word", tmp_path, by="by_hand")
    assert ["明人"] * 2 == seen["held"]
    assert ["q", "明人q"] == seen["keys"]
    assert ["None 0"] * 2 == seen["left"]
    assert [True] == [float(high) >= 20 for high in seen["high_mm"]], "a finger needs 20 mm"
    assert [] == kept(tmp_path)


def test_rare_characters_are_looked_up_in_both_languages_and_nothing_of_them_is_left(tmp_path: Path) -> None:
    seen = typed("touched", tmp_path, by="by_looking")
    assert ["喆𠮷"] * 2 == seen["held"]
    assert ["5", "7", "5"] == seen["taps"]
    assert ["0", "0"] == seen["left"]
    assert [True] * 2 == [float(size) >= 20 for size in seen["cells_mm"]], "a finger needs 20 mm"
    assert [] == kept(tmp_path)


def test_a_rare_character_is_looked_up_by_keys_alone_and_handed_in(tmp_path: Path) -> None:
    seen = typed("keys", tmp_path, by="by_looking")
    assert ["喆𠮷"] == seen["held"]
    assert "喆𠮷" in seen["answers"]


def test_a_rare_character_is_looked_up_by_one_switch(tmp_path: Path) -> None:
    assert ["喆"] == typed("switch", tmp_path, by="by_looking")["held"]


def test_panel_of_rare_characters_stands_the_audit_on_every_format(tmp_path: Path) -> None:
    seen = typed("seen", tmp_path, by="by_looking")
    assert (9, []) == (len(seen), [found for place in seen.values() for found in place])


def test_box_to_write_in_stands_the_audit_on_every_format(tmp_path: Path) -> None:
    seen = typed("seen", tmp_path, by="by_hand")
    assert (6, []) == (len(seen), [found for place in seen.values() for found in place])
