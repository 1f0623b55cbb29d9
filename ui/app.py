"""The terminal's window: Qt, languages, pictures, what is loaded behind the first frame, and a clean end."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Protocol

from PySide6 import QtQuick  # first, else the root object is a bare QWindow
from PySide6.QtCore import QObject, QTimer, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine

import ui.bare_import  # noqa: F401 before whatever else is imported
from kiosk.errors import KioskError
from kiosk.front import Front
from ui.front_scene import FrontScene
from ui.images import Icons, Pictures
from ui.models.screens import Screens
from ui.start import Start

if TYPE_CHECKING:
    from ui.behind import Behind
    from ui.conductor import Conductor

HERE = Path(__file__).parent
QML = HERE / "qml"
FONTS = HERE / "fonts.conf"
I18N = HERE / "i18n"
TRANSLATION = I18N / "kiosk_en.qm"
SIGNAL_LOOK_MS = 200
"""Python sees a signal only between two byte codes: Qt has to come by."""
QT_LOG = {
    "QT_LOGGING_RULES": "*.debug=false;*.info=false;qt.virtualkeyboard*=false;"
    "qt.qml.propertyCache.append=false",
    "QT_MESSAGE_PATTERN": "%{time yyyy-MM-dd hh:mm:ss,zzz} "
    "%{if-warning}WARNING%{endif}%{if-critical}ERROR%{endif}%{if-fatal}CRITICAL%{endif} "
    "%{category}: %{message}",
    "QT_FORCE_STDERR_LOGGING": "1",
}
"""Qt writes its warnings itself, in the form of our log; the last rule: its keyboard hides a base's member.

A message handler in Python is never installed: QML's loader thread would wait in it for the interpreter, held
by the screen's thread while that waits for the loader (the keyboard's warning made the screen stand still).
"""
TURN_S = 0.001
"""How long a thread that works holds the interpreter while the screen waits to read a property of a page."""
NOWHERE = "/dev/null"
"""Where Qt's keyboard keeps what it learned: what one resident typed is not for the next."""


class Panel(Protocol):
    """The screen as configured."""

    @property
    def diagonal_mm(self) -> int: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def full_screen(self) -> bool: ...


class Language(QObject):
    """Keeps Qt's translations in step with the screens' locale and the elder mode's plainer words."""

    def __init__(self, screens: Screens, engine: QQmlApplicationEngine) -> None:
        super().__init__(engine)
        self._screens, self._engine = screens, engine
        self._shown = ("zh", False)
        self._english = self._load(TRANSLATION)
        self._plain: dict[str, QTranslator] = {}
        screens.changed.connect(self.follow)
        screens.displayChanged.connect(self.follow)
        self.follow()

    def _load(self, file: Path) -> QTranslator:
        translator = QTranslator(self)
        if not translator.load(str(file)):
            raise KioskError("translation_missing", f"{file} can't be loaded")
        return translator

    def follow(self) -> None:
        """Install the words that are wanted now, the plainer ones over the others, where that changed."""
        locale, elder = wanted = (str(self._screens.locale), bool(self._screens.elder))
        if wanted == self._shown:
            return
        self._shown = wanted
        for translator in (self._english, *self._plain.values()):
            QGuiApplication.removeTranslator(translator)
        if locale == "en":
            QGuiApplication.installTranslator(self._english)
        if elder:
            QGuiApplication.installTranslator(self._plainer(locale))
        self._engine.retranslate()

    def _plainer(self, locale: str) -> QTranslator:
        if locale not in self._plain:
            self._plain[locale] = self._load(I18N / f"elder_{locale}.qm")
        return self._plain[locale]


def prepare() -> None:
    """Set what Qt reads before its application exists; what is set already stays."""
    os.environ.setdefault("QT_IM_MODULE", "qtvirtualkeyboard")
    os.environ.setdefault("QT_VIRTUALKEYBOARD_STYLE", "kiosk")
    os.environ.setdefault("FONTCONFIG_FILE", str(FONTS))
    for name, value in QT_LOG.items():
        os.environ.setdefault(name, value)
    sys.setswitchinterval(TURN_S)
    if os.environ["QT_IM_MODULE"] == "qtvirtualkeyboard":
        os.environ["XDG_CONFIG_HOME"] = NOWHERE


def application() -> QGuiApplication:
    """Return Qt's application, made when there is none yet."""
    there = QGuiApplication.instance()
    return there if isinstance(there, QGuiApplication) else QGuiApplication(["kiosk"])


def load(conductor: "Conductor", panel: Panel) -> tuple[QQmlApplicationEngine, QtQuick.QQuickWindow]:
    """Load the window of a visit that is there already; KioskError `screen_broken` when QML can't be."""
    from ui.ready import make_ready  # noqa: PLC0415 not for the first frame
    from ui.visit_scene import VisitScene  # noqa: PLC0415 as above

    engine, pictures = _engine()
    screens = Screens(engine)
    screens.join(VisitScene(conductor, pictures, screens))
    window = _window(engine, screens, panel)
    make_ready(conductor, screens, window, engine)
    return engine, window


def open_front(front: Front, pieces: "Iterator[Behind | None]") -> tuple[QQmlApplicationEngine, Start]:
    """Load the window of a start; once it is shown, the pieces are taken one by one between events."""
    engine, pictures = _engine()
    screens = Screens(engine)
    scene = FrontScene(front, screens)
    screens.join(scene)
    return engine, Start(pieces, scene, screens, pictures, _window(engine, screens, front))


def run_screen(front: Front, pieces: "Iterator[Behind | None]") -> int:
    """Show the screen until SIGTERM or SIGINT (or its window is closed, when that is allowed).

    What a piece raises is raised here: the terminal can't serve.
    """
    prepare()
    app = application()
    engine, start = open_front(front, pieces)
    # Inside the loop, which lets go of the interpreter: the engine waits for its threads.
    app.aboutToQuit.connect(engine.deleteLater)
    status = _serve(app, start.window, full=front.full_screen)
    if start.conductor is not None:
        start.conductor.close()
    if start.failure is not None:
        raise start.failure
    return status


def _engine() -> tuple[QQmlApplicationEngine, Pictures]:
    """Return an engine that finds our QML and pictures."""
    engine, pictures = QQmlApplicationEngine(), Pictures()
    engine.addImageProvider("icon", Icons())
    engine.addImageProvider("visit", pictures)
    engine.addImportPath(str(QML))
    return engine, pictures


def _window(engine: QQmlApplicationEngine, screens: Screens, panel: Panel) -> QtQuick.QQuickWindow:
    Language(screens, engine)
    engine.setInitialProperties(
        {
            "screens": screens,
            "diagonal": float(panel.diagonal_mm),
            "width": panel.width,
            "height": panel.height,
            "framed": not panel.full_screen,
        }
    )
    engine.load(str(QML / "Main.qml"))
    roots = engine.rootObjects()
    if not roots or not isinstance(roots[0], QtQuick.QQuickWindow):
        raise KioskError("screen_broken", f"{QML / 'Main.qml'} could not be loaded; the log says why")
    return roots[0]


def _serve(app: QGuiApplication, window: QtQuick.QQuickWindow, *, full: bool) -> int:
    """Show the window and run Qt until it is told to end."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)
    look = QTimer()
    look.timeout.connect(lambda: None)
    look.start(SIGNAL_LOOK_MS)
    if full:
        window.showFullScreen()
    else:
        window.show()
    return int(app.exec())


def _end(_number: int, _frame: FrameType | None) -> None:
    QTimer.singleShot(0, lambda: QGuiApplication.exit(0))  # heard even when it comes before the loop runs
