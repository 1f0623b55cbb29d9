"""The degraded-mode policy: how near the queue is to each limit of limits.toml, what stops there; pure."""

import functools
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from importlib.resources import files

import msgspec

NOTICE, WARNING, FULL = 0.7, 0.9, 1.0


class Stops(StrEnum):
    """What stops when a limit is reached."""

    PROMISES = "promises"
    NOTHING = "nothing"


class Level(StrEnum):
    """How near a figure is to its limit."""

    WELL = "well"
    NOTICE = "notice"
    """From 70 % on: the desk is told by the heartbeat."""
    WARNING = "warning"
    """From 90 % on: the technician on site is told too."""
    REACHED = "reached"


class Limit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row of limits.toml."""

    figure: str
    unit: str
    limit: float
    stops: Stops


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One limit, the figure beside it, and what follows."""

    name: str
    value: float
    limit: float
    unit: str
    level: Level
    stops: bool
    """Nothing more may be promised because of it."""


@functools.cache
def limits() -> Mapping[str, Limit]:
    """Return the policy by the name of what is limited."""
    text = files("offline_queue").joinpath("limits.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, Limit])


def judge(figures: Mapping[str, float], policy: Mapping[str, Limit]) -> tuple[Finding, ...]:
    """Return a finding for each figure, in the order of the policy; KeyError for a figure without a limit."""
    unknown = figures.keys() - policy.keys()
    if unknown:
        raise KeyError(f"no limit for {', '.join(sorted(unknown))}")
    return tuple(_finding(name, figures[name], row) for name, row in policy.items() if name in figures)


def stopping(findings: tuple[Finding, ...]) -> Finding | None:
    """Return the first limit for which nothing more may be promised."""
    return next((finding for finding in findings if finding.stops), None)


def sentence(finding: Finding) -> str:
    """Say for a technician what was measured beside its limit."""
    figure = limits()[finding.name].figure
    return f"{figure}: {finding.value:,.10g} of {finding.limit:,.10g} {finding.unit}"


def _finding(name: str, value: float, row: Limit) -> Finding:
    level = _level(value / row.limit)
    return Finding(
        name=name,
        value=round(value, 1),
        limit=row.limit,
        unit=row.unit,
        level=level,
        stops=level is Level.REACHED and row.stops is Stops.PROMISES,
    )


def _level(share: float) -> Level:
    if share >= FULL:
        return Level.REACHED
    if share >= WARNING:
        return Level.WARNING
    return Level.NOTICE if share >= NOTICE else Level.WELL
