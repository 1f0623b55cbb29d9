"""Pictures: what QML may ask for, and on which thread."""

import re
from pathlib import Path

from PySide6.QtCore import QSize

from ui.images import Pictures

QML = Path(__file__).parents[2] / "ui" / "qml"
IMAGE = re.compile(r"\b(?:Image|BorderImage|AnimatedImage|Icon) \{[^{}]*\basynchronous: *true", re.DOTALL)


def test_no_image_is_asked_for_on_a_thread_of_qmls_own() -> None:
    """docs/adr/0009: the interpreter's lock and one of Qt's in two orders; the bench shows files."""
    files = [file for file in sorted(QML.rglob("*.qml")) if "bench" not in file.parts]
    assert files
    assert [] == [file.name for file in files if IMAGE.search(file.read_text(encoding="utf-8"))]


def test_code_is_drawn_when_asked_for_and_forgotten_with_the_visit(qapp: object) -> None:
    assert qapp is not None
    pictures = Pictures()
    name = pictures.keep_code("https://centre.example/t/1").rpartition("/")[2]
    code = pictures.requestImage(name, QSize(), QSize())
    assert code.width() == code.height() > 20
    assert {0xFF000000, 0xFFFFFFFF} == {
        code.pixel(x, y) for x in range(code.width()) for y in range(code.width())
    }
    pictures.forget()
    assert 1 == pictures.requestImage(name, QSize(), QSize()).width()
