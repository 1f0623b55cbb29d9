"""Says in one JSON line how large the display is; fails where Qt can open no window."""

import json
import sys

from PySide6.QtGui import QGuiApplication


def main() -> int:
    """Print width and height of what a desktop leaves free."""
    QGuiApplication([])
    free = QGuiApplication.primaryScreen().availableGeometry()
    sys.stdout.write(json.dumps({"width": free.width(), "height": free.height()}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
