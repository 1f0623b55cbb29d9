"""What stands on the screen at one moment, and who says so: the front at the start, then the visit."""

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from ui.course import Page


class Frame(NamedTuple):
    """All that is shown around a page."""

    page: Page = Page.ATTRACT
    forward: bool = True
    visiting: bool = False
    busy: bool = False
    working: str = ""
    can_go_back: bool = False
    trouble: str = ""
    stopped: bool = False
    locale: str = "zh"
    site: str = ""
    terminal: str = ""
    contact: str = ""
    clock: str = ""
    online: bool = True
    help: tuple[str, str] = ("", "")
    """How a call for a person stands (calling, called, answered, away) and since when; empty: none."""
    idle_left: int = -1
    """Seconds until the visit is wiped; -1 while nobody asks."""
    unfinished: str = ""
    """The matter that the card just laid had begun before the screen broke off; empty: none."""
    other_card: bool = False
    """Whether somebody else's card was laid, and nobody has said yet whether the visit goes on."""
    may_keep: bool = False
    """Whether what was filled in may be kept for another day."""
    battery: str = ""
    """What a visit that runs on battery is told: closing, minutes, unknown; empty on mains."""
    battery_minutes: int = -1
    standing: tuple[str, str, str] | None = None
    """Mark, title and text of what a code laid before the scanner says."""


class Scene(QObject):
    """Says what stands on the screen, and hears what is touched around the page."""

    changed = Signal()
    wiped = Signal()
    """Everything typed or shown is to be forgotten."""

    def frame(self) -> Frame:
        """Return what is shown now."""
        raise NotImplementedError

    def model(self, page: Page) -> QObject:
        """Return what a page presents."""
        raise NotImplementedError

    def start(self) -> None:
        """Begin a visit from the attract screen."""
        raise NotImplementedError

    def touch(self) -> None:
        """Say that somebody is there."""
        raise NotImplementedError

    def dismiss(self) -> None:
        """Show no more what a code said."""
        raise NotImplementedError

    def back(self) -> None:
        """Go back within the page where it has something to go back from, else in the visit."""
        raise NotImplementedError

    def call_help(self) -> None:
        """Call for a person, as soon as there is a visit to join."""

    def hang_up(self) -> None:
        """End the call by the intercom, if one is held."""

    def resume(self) -> None:
        """Go on with what the card had begun; only a visit can offer that."""

    def begin_anew(self) -> None:
        """Begin without it."""

    def keep_on(self) -> None:
        """Go on though another card was laid; only a visit can be asked that."""

    def change_hands(self) -> None:
        """Begin for whoever laid it."""

    def keep(self) -> None:
        """Ask whether what was filled in is to be kept for another day; only a visit has anything."""

    def leave(self) -> None:
        """Break off."""
        raise NotImplementedError

    def keep_pace(self, pace: int) -> None:
        """Wait so many times longer than usual before anybody is asked, or anything goes on by itself."""

    def speak(self, locale: str) -> None:
        """Show everything in another language from now on."""
        raise NotImplementedError
