"""A call by voice: a program of the site's (a SIP client, a relay) that runs while the call does."""

import logging
import shutil

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from ui.after import after

log = logging.getLogger(__name__)

RINGS_MS = 60_000
"""A call that nobody takes is given up after so long."""
TALKS_MS = 600_000
"""A call is hung up after so long: others wait for the terminal."""
HANGS_UP_MS = 3_000
"""A program that was asked to end and does not is killed."""
ANSWERED = b"answered"
"""The line by which the program says that somebody took the call."""
LINE_BYTES = 1_024
"""What is longer is no line of the program's, and not kept."""
LIVES_WITH = ("setpriv", "--pdeathsig", "TERM", "--")
"""A program ends with the screen that started it, however that ends: prctl(2), PR_SET_PDEATHSIG."""


class Intercom(QObject):
    """Rings a person and holds the line; where the site named no program it is not `there`.

    The program gets nothing of the visit. It says `answered` on a line of its stdout; its end is the call's.
    """

    changed = Signal()

    def __init__(self, program: tuple[str, ...], parent: QObject) -> None:
        super().__init__(parent)
        self.there = bool(program)
        self.speaking = False
        """Somebody took the call."""
        self._program = program
        self._process: QProcess | None = None
        self._limit = QTimer(self, singleShot=True)
        self._limit.timeout.connect(self.hang_up)

    @property
    def holds(self) -> bool:
        """Whether it rings or is spoken."""
        return self._process is not None

    def ring(self) -> None:
        """Call, unless a call is held; whether it comes to anything `changed` says."""
        if not self.there or self.holds:
            return
        if shutil.which(self._program[0]) is None:
            log.error("[site] intercom: %s can't be run; name a program that is there", self._program[0])
            return
        process = QProcess(self)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.setStandardInputFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(lambda: self._hear(process))
        process.finished.connect(lambda code, _how: self._over(process, code))
        process.errorOccurred.connect(lambda error: self._never_ran(process, error))
        self._process = process
        self._limit.start(RINGS_MS)
        process.start(LIVES_WITH[0], [*LIVES_WITH[1:], *self._program])
        self.changed.emit()

    def hang_up(self) -> None:
        """End the call, if one is held."""
        process = self._process
        if process is None:
            return
        self._let_go()
        process.terminate()
        after(HANGS_UP_MS, process, process.kill)

    def _hear(self, process: QProcess) -> None:
        while process.canReadLine():
            taken = bytes(process.readLine().data()).strip() == ANSWERED
            if taken and process is self._process and not self.speaking:
                self.speaking = True
                self._limit.start(TALKS_MS)
                self.changed.emit()
        if process.bytesAvailable() > LINE_BYTES:
            process.readAll()

    def _over(self, process: QProcess, code: int) -> None:
        if process is self._process:
            if code:
                log.warning("[site] intercom: %s ended with %d", self._program[0], code)
            self._let_go()
        process.deleteLater()

    def _never_ran(self, process: QProcess, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._over(process, 127)

    def _let_go(self) -> None:
        self._limit.stop()
        self._process, self.speaking = None, False
        self.changed.emit()
