"""The floor of the screen's memory: a blank window that says when it stands, and ends with its stdin."""

import sys
from pathlib import Path

from PySide6 import QtQuick  # noqa: F401 first, else the root object is a bare QWindow
from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine

STANDS_MS = 2_000

if __name__ == "__main__":
    application = QGuiApplication(["blank"])
    engine = QQmlApplicationEngine(str(Path(__file__).with_name("qml") / "blank.qml"))
    QTimer.singleShot(STANDS_MS, lambda: print(flush=True))
    end = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    end.activated.connect(lambda: application.exit(0))
    status = application.exec()
    engine.deleteLater()
    sys.exit(status)
