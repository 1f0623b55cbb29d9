"""What the terminal's power supply can say, and what that means for the terminal: pure."""

import datetime as dt
from typing import assert_never

import msgspec

from kiosk.domain.device import Absent, Faulty, Health, Ready, Strained


class OnMains(msgspec.Struct, frozen=True, tag="on_mains"):
    """The mains are there."""

    charge: int | None = None
    """Per cent in the battery; None where the supply does not say."""
    worn: bool = False
    """It asks for a new battery."""


class OnBattery(msgspec.Struct, frozen=True, tag="on_battery"):
    """The mains are away."""

    charge: int | None = None
    runtime_s: int | None = None
    """How long the battery lasts by its own estimate."""


class BatteryLow(msgspec.Struct, frozen=True, tag="battery_low"):
    """The battery is nearly empty, or whoever manages the supply is about to switch it off."""

    charge: int | None = None
    forced: bool = False


class PowerFault(msgspec.Struct, frozen=True, tag="fault"):
    """Something answers, but nothing that tells whether the mains are there."""

    code: str
    message: str


class PowerAbsent(msgspec.Struct, frozen=True, tag="absent"):
    """Nobody answers for the supply."""

    message: str


PowerState = OnMains | OnBattery | BatteryLow | PowerFault | PowerAbsent


def health_of(state: PowerState) -> Health:
    """Return what a supply's state means for its work."""
    match state:
        case OnMains(worn=True):
            return Strained("battery_worn", "the supply asks for a new battery")
        case OnMains():
            return Ready()
        case OnBattery(charge=charge, runtime_s=runtime_s):
            left = "" if runtime_s is None else f", by its estimate {runtime_s // 60} min left"
            full = "" if charge is None else f", {charge} % in the battery"
            return Strained("on_battery", f"the mains are away{full}{left}")
        case BatteryLow(forced=forced):
            why = "the supply is about to be switched off" if forced else "the battery is nearly empty"
            return Faulty("battery_low", f"{why}: the terminal closes")
        case PowerFault(code=code, message=message):
            return Faulty(code, message)
        case PowerAbsent(message=message):
            return Absent(message)
    assert_never(state)


class Mains(msgspec.Struct, frozen=True):
    """The terminal serves: the mains are there, or nobody says otherwise."""


class Battery(msgspec.Struct, frozen=True, kw_only=True):
    """No visit begins, one that runs may be finished."""

    since: dt.datetime
    until_s: float | None
    """When the battery is empty by its estimate, on the clock that never jumps; None: it does not say."""
    heard_s: float
    """When that was last heard."""


class Closing(msgspec.Struct, frozen=True):
    """Everything is closed in order."""

    since: dt.datetime
    """Since when the mains are away."""


Supply = Mains | Battery | Closing
DEAD_S = 15.0
"""A supply that falls silent on battery counts as nearly empty after this (upsmon.conf, DEADTIME)."""


def follow(supply: Supply, seen: PowerState, *, now: dt.datetime, monotonic_s: float) -> Supply:
    """Return how the terminal stands after its supply was asked.

    Silence on mains changes nothing: a cable pulled out is no power cut. On battery it is one soon.
    """
    since = now if isinstance(supply, Mains) else supply.since
    match seen:
        case OnMains():
            return Mains()
        case OnBattery(runtime_s=runtime_s):
            until_s = None if runtime_s is None else monotonic_s + runtime_s
            return Battery(since=since, until_s=until_s, heard_s=monotonic_s)
        case BatteryLow():
            return Closing(since)
        case PowerFault() | PowerAbsent():
            silent = isinstance(supply, Battery) and monotonic_s - supply.heard_s > DEAD_S
            return Closing(since) if silent else supply
    assert_never(seen)
