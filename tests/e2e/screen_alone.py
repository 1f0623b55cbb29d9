"""A whole terminal in a window, for programs of others: `python -m tests.e2e.screen_alone FOLDER`.

Says on stdout where its bench listens, and ends with its stdin.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QSocketNotifier

from kiosk.bootstrap import open_ports
from kiosk.catalogue.loader import load
from kiosk.catalogue.search import Search
from kiosk.tables import ScreenConfig
from kiosk.walk.stage import open_stage
from ui import app
from ui.conductor import Conductor

SCREEN = ScreenConfig(full_screen=False, width=540, height=960, idle_s=600)


def main() -> int:
    catalogue = load()
    app.prepare()
    application = app.application()
    with open_stage(Path(sys.argv[1]), SCREEN) as stage, open_ports(stage.config) as ports:
        stage.reset()
        conductor = Conductor(ports, catalogue, Search(catalogue), idle_s=SCREEN.idle_s)
        engine, window = app.load(conductor, SCREEN)
        window.show()
        conductor.open()
        end = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        end.activated.connect(lambda: application.exit(0))
        sys.stdout.write(json.dumps({"bench": stage.bench._line.getpeername()}) + "\n")
        sys.stdout.flush()
        application.exec()
        conductor.close()
        window.close()
        engine.deleteLater()
        application.processEvents()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
