"""A picture that looks otherwise than accepted is named; one that differs by a breath is not."""

from pathlib import Path

from PySide6.QtGui import QColor, QImage

from tests.ui.accepted import differing, load, mark_of, save


def picture(shade: int, blot: int = 0) -> QImage:
    made = QImage(240, 240, QImage.Format.Format_RGB888)
    made.fill(QColor(shade, shade, shade))
    for x in range(blot):
        for y in range(blot):
            made.setPixelColor(x, y, QColor("black"))
    return made


def test_same_picture_and_one_a_breath_darker_are_the_same() -> None:
    accepted = {"zh/guide.png": mark_of(picture(200))}
    assert differing(accepted, {"zh/guide.png": mark_of(picture(200))}) == []
    assert differing(accepted, {"zh/guide.png": mark_of(picture(198))}) == []


def test_a_blot_and_a_new_picture_are_named(tmp_path: Path) -> None:
    file = tmp_path / "accepted.json"
    save(file, {"zh/guide.png": mark_of(picture(200))})
    now = {"zh/guide.png": mark_of(picture(200, blot=10)), "zh/new.png": mark_of(picture(200))}
    assert differing(load(file), now) == [
        "zh/guide.png: looks otherwise",
        "zh/new.png: was never accepted",
    ]


def test_nothing_is_accepted_where_there_is_no_file(tmp_path: Path) -> None:
    assert load(tmp_path / "none.json") == {}
