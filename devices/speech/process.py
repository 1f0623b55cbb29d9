"""The process that speaks: `python -m devices.speech.process CONFIG-JSON`, told by JSON lines on stdin.

{"say": text, "locale": zh|en} · {"hush": true} · {"rate": -100..100, "volume": -100..100}.
What is spoken is never logged.
"""

import logging
import sys
from pathlib import Path
from typing import Protocol

import msgspec

from devices.speech.config import Driver, SpeechConfig
from devices.speech.program import ProgramVoice
from devices.speech.ssip import Dispatcher
from kiosk.errors import KioskError

log = logging.getLogger(__name__)


class Order(msgspec.Struct, frozen=True):
    """One line from the screen."""

    say: str = ""
    locale: str = "zh"
    hush: bool = False
    rate: int | None = None
    volume: int | None = None


class Speaking(Protocol):
    """What speaks."""

    def tune(self, rate: int, volume: int) -> None: ...
    def say(self, text: str, language: str) -> None: ...
    def hush(self) -> None: ...
    def close(self) -> None: ...


class Talker:
    """Passes orders to a voice; one that is away is tried again with the next."""

    def __init__(self, config: SpeechConfig) -> None:
        self._config = config
        self._rate, self._volume = config.rate, config.volume
        self._voice: Speaking | None = None

    def obey(self, order: Order) -> None:
        """Do what a line asks for; trouble is a warning, never the end."""
        try:
            voice = self._there()
            if order.rate is not None or order.volume is not None:
                self._rate = self._rate if order.rate is None else order.rate
                self._volume = self._volume if order.volume is None else order.volume
                voice.tune(self._rate, self._volume)
            if order.hush:
                voice.hush()
            if order.say:
                voice.say(order.say, self._config.language(order.locale))
        except KioskError as error:
            log.warning("speech: %s", error)
            self.close()

    def _there(self) -> Speaking:
        if self._voice is None:
            self._voice = _voice(self._config)
            self._voice.tune(self._rate, self._volume)
        return self._voice

    def close(self) -> None:
        """Let go of the voice."""
        if self._voice is not None:
            self._voice.close()
            self._voice = None


def _voice(config: SpeechConfig) -> Speaking:
    if config.driver is Driver.DISPATCHER:
        return Dispatcher(Path(config.socket))
    return ProgramVoice(config)


def main() -> int:
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    talker = Talker(msgspec.json.decode(sys.argv[1], type=SpeechConfig))
    for line in sys.stdin.buffer:
        talker.obey(msgspec.json.decode(line, type=Order))
    talker.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
