"""The floor of a start: a blank Qt Quick window of the same size, tapped once."""

import sys
from pathlib import Path

from PySide6 import QtQuick  # noqa: F401 first, else the root object is a bare QWindow
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine

from benchmarks.first_tap import FirstTap

if __name__ == "__main__":
    application = QGuiApplication(["blank"])
    first_tap = FirstTap("area", answered=lambda window: bool(window.property("tapped")))
    engine = QQmlApplicationEngine(str(Path(__file__).with_name("qml") / "blank.qml"))
    status = application.exec()
    engine.deleteLater()
    sys.exit(status)
