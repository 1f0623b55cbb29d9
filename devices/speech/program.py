"""A voice that is a program: one run an utterance, one after the other, ended at once when told."""

import logging
import subprocess
from queue import Empty, Queue
from threading import Lock, Thread

from devices.speech.config import SpeechConfig, argv

log = logging.getLogger(__name__)


class ProgramVoice:
    """Runs a program for each utterance."""

    def __init__(self, config: SpeechConfig) -> None:
        self._config = config
        self._rate, self._volume = config.rate, config.volume
        self._waiting: Queue[tuple[str, str] | None] = Queue()
        self._running: subprocess.Popen[bytes] | None = None
        self._lock = Lock()
        self._thread = Thread(target=self._run, name="utterances", daemon=True)
        self._thread.start()

    def tune(self, rate: int, volume: int) -> None:
        """Speak so from the next utterance on."""
        self._rate, self._volume = rate, volume

    def say(self, text: str, language: str) -> None:
        """Speak when what came before is spoken."""
        self._waiting.put((text, language))

    def hush(self) -> None:
        """End what is spoken and drop what waits."""
        try:
            while True:
                self._waiting.get_nowait()
        except Empty:
            pass
        with self._lock:
            if self._running is not None:
                self._running.kill()

    def close(self) -> None:
        """Speak what waits to its end, then no more."""
        self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (utterance := self._waiting.get()) is not None:
            text, language = utterance
            words = argv(self._config, language, self._rate, self._volume)
            try:
                with self._lock:
                    self._running = subprocess.Popen(  # noqa: S603 named by the technician
                        words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                    )
                self._running.communicate(text.encode())
            except OSError as error:
                log.warning("speech: %s can't be run: %s", words[0], error)
