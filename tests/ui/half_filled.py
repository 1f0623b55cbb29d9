"""A screen that is killed in the middle of a form: `python -m tests.ui.half_filled KEY`."""

import os
import signal
import sys

import msgspec

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QGuiApplication

from kiosk.catalogue.loader import load
from kiosk.catalogue.search import Search
from kiosk.drafts import KeyringDrafts
from kiosk.keyring import Keyring
from tests.ui.memory import Terminal
from tests.ui.stages import ALL, FILING, Stage
from ui.conductor import Conductor


def main(key: str) -> None:
    """Fill in the first two questions as a resident does, and end as a crash does."""
    application = QGuiApplication(sys.argv[:1])
    catalogue = load()
    ports = msgspec.structs.replace(Terminal(catalogue).ports, drafts=KeyringDrafts(Keyring(key)))
    conductor = Conductor(ports, catalogue, Search(catalogue))
    Stage(conductor, catalogue).at(FILING)
    conductor.advance()
    conductor.answer("why", ALL[0])
    conductor.answer("city", ALL[1])
    application.processEvents()
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1])
