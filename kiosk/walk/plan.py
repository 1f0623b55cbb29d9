"""Whose card and which answers lead where: central/data/walks/*.toml as records."""

import datetime as dt
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import assert_never

import msgspec

from kiosk.catalogue.loader import Catalogue
from kiosk.catalogue.shape import of_every_shape
from kiosk.domain.device import Role
from kiosk.domain.form import RELATIVE_DAY, bound
from kiosk.domain.matter import Matter
from kiosk.domain.text import Locale
from kiosk.domain.years import year_on
from kiosk.errors import ConfigurationError
from kiosk.flow import StepName
from kiosk.walk.faults import Strikes
from kiosk.walk.policy import ORDER, Fault, cut_before_whom, faults_of
from ui.display import Display


class Course(StrEnum):
    """What the resident meets on the way."""

    SUCCESS = "success"
    NOTHING = "nothing"
    NOT_ELIGIBLE = "not_eligible"
    OFFLINE = "offline"
    """The way to success while the centre can't be reached."""
    ONESELF = "oneself"
    """The way to success for oneself, where the others go for a relative."""


class Family(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For which relative it is done, by one way to prove the relation."""

    row: int | None = None
    """The member at that place of the family as it is offered."""
    card: str | None = None
    """The resident whose card is laid as the second."""
    person: str | None = None
    """Who is named by hand."""


class Cast(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who plays which part in a matter, and the answers given."""

    success: str
    nothing: str | None = None
    not_eligible: str | None = None
    answers: dict[str, str | int] = {}
    nothing_answers: dict[str, str | int] = {}
    """What is answered otherwise on the way to 'nothing found'."""
    whom: Family | None = None
    """None: it is done for oneself."""
    oneself: str | None = None
    """Who succeeds for themselves, where `whom` is another and it may be either."""
    nothing_whom: Family | None = None
    not_eligible_whom: Family | None = None
    offline_whom: Family | None = None
    """Where these are missing it is `whom`."""

    def whom_on(self, path: Course) -> Family | None:
        """Return for which relative it is done on the way to that end."""
        if path is Course.ONESELF:
            return None
        own = {
            Course.NOTHING: self.nothing_whom,
            Course.NOT_ELIGIBLE: self.not_eligible_whom,
            Course.OFFLINE: self.offline_whom,
        }
        return own.get(path) or self.whom

    def resident_on(self, path: Course) -> str | None:
        """Return who goes that way, or None where the matter has none such."""
        match path:
            case Course.SUCCESS | Course.OFFLINE:
                return self.success
            case Course.NOTHING:
                return self.nothing
            case Course.NOT_ELIGIBLE:
                return self.not_eligible
            case Course.ONESELF:
                return self.oneself
        assert_never(path)

    def answers_on(self, path: Course) -> dict[str, str | int]:
        """Return what is answered on the way to that end."""
        return {**self.answers, **(self.nothing_answers if path is Course.NOTHING else {})}


class Walk(msgspec.Struct, frozen=True, kw_only=True):
    """One visit to be made by a machine."""

    matter: Matter
    locale: Locale
    path: Course
    resident: str
    answers: dict[str, str | int]
    whom: Family | None = None
    fault: Fault | None
    keys_only: bool = False
    """The hand never touches the screen."""
    display: Display = Display()
    """How the resident wants to see the screens."""

    @property
    def extra(self) -> Role | None:
        """The device that the stage has to have for this walk alone."""
        return self.fault.row.extra if self.fault is not None else None

    @property
    def meets_second_card(self) -> bool:
        """Whether the fault strikes when only a relative's card is still to be read."""
        if self.fault is None or self.whom is None or self.whom.card is None:
            return False
        before = ORDER.index(StepName.IDENTIFY) < ORDER.index(self.fault.step) <= ORDER.index(StepName.WHOM)
        return before and self.fault.row.on in (Strikes.READER, Strikes.CARD, Strikes.SLOT)

    @property
    def name(self) -> str:
        """Return a file name that no other walk of a run has."""
        parts = (
            self.matter.slug,
            self.path,
            self.locale,
            str(self.fault or ""),
            "keys" * self.keys_only,
            *self.display.words,
        )
        return "-".join(part for part in parts if part).replace("@", "-at-")


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line asks for."""

    codes: tuple[str, ...] = ()
    shapes: bool = False
    """One matter of every shape alone."""
    locales: tuple[Locale, ...] = tuple(Locale)
    paths: tuple[Course, ...] = (Course.SUCCESS,)
    fault: str | None = None
    keys_only: bool = False
    display: Display = Display()
    shard: str | None = None
    done: frozenset[str] = frozenset()
    """Names of walks that need not be made again."""


def cast(folder: Path, today: dt.date) -> dict[str, Cast]:
    """Read who plays which part, by the matter's file name; days are counted from `today`."""
    parts: dict[str, Cast] = {}
    for path in sorted(folder.glob("*.toml")):
        parts |= msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), dict[str, Cast])
    return {slug: _dated(part, today) for slug, part in parts.items()}


def _dated(part: Cast, today: dt.date) -> Cast:
    """Return a cast whose answers `@today+7` are that day and `@year-1` last year."""

    def days(answers: dict[str, str | int]) -> dict[str, str | int]:
        return {field: _day(value, today) for field, value in answers.items()}

    return msgspec.structs.replace(
        part, answers=days(part.answers), nothing_answers=days(part.nothing_answers)
    )


def _day(value: str | int, today: dt.date) -> str | int:
    if not isinstance(value, str):
        return value
    if RELATIVE_DAY.fullmatch(value) is None:
        return year_on(value, today)
    return (bound(value, today) or today).isoformat()


def walks(
    catalogue: Catalogue, parts: dict[str, Cast], choice: Choice, *, with_social: frozenset[str] = frozenset()
) -> tuple[Walk, ...]:
    """Return the walks that a choice means, in a fixed order; ConfigurationError names what is unknown.

    `with_social` are the residents who have a social-security card: nobody else's can be pulled out.
    """
    every = [
        Walk(
            matter=matter,
            locale=locale,
            path=path,
            resident=resident,
            answers=part.answers_on(path),
            whom=part.whom_on(Course.OFFLINE if _family_is_away(fault, path) else path),
            fault=fault,
            keys_only=choice.keys_only,
            display=choice.display,
        )
        for matter in _chosen(catalogue, choice)
        for part in (parts[matter.slug],)
        for path in choice.paths
        for resident in (part.resident_on(path),)
        if resident is not None
        for fault in faults_of(choice.fault, matter)
        if fault is None or fault.row.on is not Strikes.SLOT or resident in with_social
        for locale in choice.locales
    ]
    first, step = _shard(choice.shard)
    return tuple(walk for walk in every[first::step] if walk.name not in choice.done)


def _family_is_away(fault: Fault | None, path: Course) -> bool:
    """Return whether a relative has to be named without the family's library."""
    return path is not Course.ONESELF and cut_before_whom(fault)


def _chosen(catalogue: Catalogue, choice: Choice) -> tuple[Matter, ...]:
    matters = _matters(catalogue, choice.codes)
    return of_every_shape(matters) if choice.shapes else matters


def _matters(catalogue: Catalogue, codes: tuple[str, ...]) -> tuple[Matter, ...]:
    by_name = {**catalogue.matters, **{matter.slug: matter for matter in catalogue.matters.values()}}
    unknown = [code for code in codes if code not in by_name]
    if unknown:
        raise ConfigurationError("unknown_matter", f"no matter has the code {', '.join(unknown)}")
    return tuple(by_name[code] for code in codes) or tuple(catalogue.matters.values())


def _shard(text: str | None) -> tuple[int, int]:
    if text is None:
        return 0, 1
    share, _, count = text.partition("/")
    if not (share.isdigit() and count.isdigit() and int(share) < int(count)):
        raise ConfigurationError("bad_shard", f"'{text}' is not a share as 0/5, counted from 0")
    return int(share), int(count)
