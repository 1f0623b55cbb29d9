"""A written promise 告知承诺 that stands in a paper's place."""

from kiosk.domain.declared import Declared
from kiosk.domain.text import Text


class Promise(Declared, frozen=True, kw_only=True):
    """The text that is read to the end and signed in place of a paper."""

    version: str
    title: Text
    text: Text
    consequence: Text
