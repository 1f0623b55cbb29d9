"""The table [speech] of terminal.toml."""

from enum import StrEnum
from typing import Annotated

import msgspec

Percent = Annotated[int, msgspec.Meta(ge=-100, le=100)]
DISPATCHER = "/run/speech-dispatcher/speechd.sock"


class Driver(StrEnum):
    """What speaks."""

    DISPATCHER = "speech-dispatcher"
    ESPEAK = "espeak-ng"
    COMMAND = "command"


class SpeechConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[speech]`: what speaks and how, and what tells of headphones; left out, the terminal is silent."""

    driver: Driver = Driver.DISPATCHER
    socket: str = DISPATCHER
    """Of the speech server."""
    command: tuple[str, ...] = ()
    """A program for one utterance, the text on its stdin; {language}, {rate} and {volume} are filled in."""
    language_zh: str = "cmn"
    language_en: str = "en"
    rate: Percent = 0
    volume: Percent = 0
    headphones: tuple[str, ...] = ()
    """A program that writes a line, `in` or `out`, when that changes: in lets the terminal speak."""

    def language(self, locale: str) -> str:
        """Return what the voice calls a language."""
        return self.language_zh if locale == "zh" else self.language_en


ESPEAK = ("espeak-ng", "--stdin", "-v", "{language}", "-s", "{words_a_minute}", "-a", "{amplitude}")


def argv(config: SpeechConfig, language: str, rate: int, volume: int) -> list[str]:
    """Return the program for one utterance."""
    pattern = ESPEAK if config.driver is Driver.ESPEAK else config.command
    fills = {
        "language": language,
        "rate": str(rate),
        "volume": str(volume),
        "words_a_minute": str(175 + rate * 3 // 2 if rate > 0 else 175 + rate),
        "amplitude": str(100 + volume),
    }
    return [part.format(**fills) for part in pattern]
