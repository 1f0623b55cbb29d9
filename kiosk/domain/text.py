"""Words that a resident reads, in every language the terminal speaks."""

from enum import StrEnum

import msgspec


class Locale(StrEnum):
    """A language of the screens and of the receipt."""

    ZH = "zh"
    EN = "en"


class Text(msgspec.Struct, frozen=True):
    """One sentence or name in Chinese and in English."""

    zh: str
    en: str

    def at(self, locale: Locale) -> str:
        """Return the words in `locale`."""
        return self.zh if locale is Locale.ZH else self.en

    def format(self, **values: object) -> "Text":
        """Return the text with each `{name}` replaced in both languages, a Text by its own words there."""
        zh, en = ({name: _at(value, locale) for name, value in values.items()} for locale in Locale)
        return Text(zh=self.zh.format(**zh), en=self.en.format(**en))


class Told(Text, frozen=True):
    """What is said otherwise where it is done for a relative: `{whom}` there is your mother, your child."""

    of_relative: Text | None = None


def _at(value: object, locale: Locale) -> object:
    return value.at(locale) if isinstance(value, Text) else value
