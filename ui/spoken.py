"""How what is read sounds: names as sentences, long numbers digit by digit, what a control is; pure."""

import re

from ui.reading import Manner, Said

LONG_NUMBER = re.compile(r"(?<![0-9A-Za-z])(?=[0-9A-Z*-]*\d[0-9A-Z*-]*)[0-9A-Z*-]{6,}(?![0-9A-Za-z])")
"""Numbers and codes that people compare digit by digit."""
COUNTED = re.compile(r"\d+")
PAUSE = {"zh": "，", "en": ", "}
STOP = {"zh": "。", "en": ". "}
WHAT = {
    "zh": {Manner.CONTROL: "按钮", Manner.FIELD: "输入框", Manner.ALERT: "请注意"},
    "en": {
        Manner.CONTROL: "button",
        Manner.FIELD: "text field",
        Manner.ALERT: "Note",
    },
}
CHOSEN = {"zh": ("没有选", "已选中"), "en": ("not chosen", "chosen")}
LISTEN = {
    "zh": "按下一个键，逐个听可以做的事。",
    "en": "Press next to hear, one by one, what you can do.",
}
STARS = {"zh": "星", "en": "star"}


def plain(text: str, locale: str) -> str:
    """Return words as a voice takes them: breaks become pauses, long numbers are spelled out."""
    said = LONG_NUMBER.sub(lambda found: " ".join(found[0]), text)
    said = re.sub(r"\s*(?:\n|  ·  | · |, (?=\S))\s*", PAUSE[locale], said)
    return said.replace("*", STARS[locale]).strip()


def control(said: Said, locale: str) -> str:
    """Return what is said of a control that one comes to."""
    name, pause = plain(said.name, locale), PAUSE[locale]
    match said.manner:
        case Manner.CHOICE:
            return pause.join((name, CHOSEN[locale][said.chosen]))
        case Manner.FIELD:
            return pause.join((name, WHAT[locale][said.manner], plain(said.value or said.hint, locale)))
        case Manner.CONTROL:
            return pause.join((name, WHAT[locale][said.manner]))
        case _:
            return name


def text(said: Said, locale: str) -> str:
    """Return what is said of something that is no control."""
    name = plain(said.name, locale)
    ends = name if name.endswith(tuple("。？！.?!")) else name + STOP[locale].strip()
    return f"{WHAT[locale][Manner.ALERT]}{PAUSE[locale]}{ends}" if said.manner is Manner.ALERT else ends


def same_but_counted(one: str, other: str) -> bool:
    """Return whether two texts differ in their numbers alone: a clock that runs is not told each second."""
    return COUNTED.sub("#", one) == COUNTED.sub("#", other)
