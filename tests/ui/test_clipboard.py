"""Nothing of a visit stays on the clipboard; what another program put there does."""

import os
import subprocess
import sys
import textwrap

from PySide6.QtGui import QGuiApplication

from tests.ui.hall import Hall
from tests.ui.memory import WANG
from ui.course import Page

PATIENCE_S = 60
ON_X11 = textwrap.dedent(
    """
    import sys
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtGui import QClipboard, QGuiApplication
    from ui import clipboard as wipe

    MODES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)
    app = QGuiApplication([])
    clipboard = app.clipboard()

    def pause():
        loop = QEventLoop()
        QTimer.singleShot(300, loop.quit)
        loop.exec()

    if sys.argv[1] == "hold":
        for mode in MODES:
            clipboard.setText("another program's", mode)
        print("held", flush=True)
        app.exec()
    if sys.argv[1] == "own":
        for mode in MODES:
            clipboard.setText("of a visit", mode)
        pause()
        assert clipboard.ownsClipboard() and clipboard.ownsSelection()
    else:
        pause()
    wipe.forget()
    pause()
    print([clipboard.text(mode) for mode in MODES])
    """
)


def test_what_was_copied_in_a_visit_is_gone_with_it(hall: Hall) -> None:
    hall.conductor.open()
    hall.terminal.reader.lay(WANG)
    hall.stands(Page.CONSENT)
    QGuiApplication.clipboard().setText(WANG.number)
    hall.conductor.leave()
    hall.stands(Page.ATTRACT)
    assert QGuiApplication.clipboard().text() == ""


def test_on_x11_what_is_ours_goes_and_what_is_another_programs_stays() -> None:
    with subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "200x200x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as display:
        assert display.stdout is not None
        number = display.stdout.readline().strip()
        environment = {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}

        def program(does: str) -> "subprocess.Popen[str]":
            return subprocess.Popen(
                [sys.executable, "-c", ON_X11, does], env=environment, stdout=subprocess.PIPE, text=True
            )

        try:
            with program("own") as ours:
                assert ours.communicate(timeout=PATIENCE_S)[0] == "['', '']\n"
            with program("hold") as other:
                try:
                    assert other.stdout is not None
                    assert other.stdout.readline() == "held\n"
                    with program("look") as ours:
                        said, _ = ours.communicate(timeout=PATIENCE_S)
                finally:
                    other.terminate()
            assert said == '["another program\'s", "another program\'s"]\n'
        finally:
            display.terminate()
