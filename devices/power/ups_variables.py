"""A UPS's variables (RFC 9271, 5 and NUT's nut-names) turned into how the power is. Pure."""

from collections.abc import Mapping

from kiosk.domain.power import BatteryLow, OnBattery, OnMains, PowerFault, PowerState

Variables = Mapping[str, str]


def state_of(variables: Variables) -> PowerState:
    """Return how the power is, by `ups.status` and what the battery says of itself.

    FSD is final: the one who manages the supply will switch it off. LB counts on battery only: after a long
    cut it stands beside OL until the battery has been charged. While it calibrates (CAL) a supply drains its
    battery on purpose.
    """
    status = set(variables.get("ups.status", "").split())
    charge, runtime_s = _number(variables, "battery.charge"), _number(variables, "battery.runtime")
    if "FSD" in status:
        return BatteryLow(charge, forced=True)
    if "OB" in status:
        low = "LB" in status and "CAL" not in status
        return BatteryLow(charge) if low else OnBattery(charge, runtime_s)
    if "OL" in status:
        return OnMains(charge, worn="RB" in status)
    said = " ".join(sorted(status)) or "nothing"
    return PowerFault("no_status", f"the supply tells neither mains nor battery; its status is {said}")


def model_of(variables: Variables) -> str | None:
    """Return maker and model as the supply names itself."""
    names = (variables.get(f"device.{part}") or variables.get(f"ups.{part}") for part in ("mfr", "model"))
    return " ".join(name.strip() for name in names if name and name.strip()) or None


def serial_of(variables: Variables) -> str | None:
    """Return its serial number."""
    return (variables.get("device.serial") or variables.get("ups.serial") or "").strip() or None


def firmware_of(variables: Variables) -> str | None:
    """Return its firmware's version."""
    return (variables.get("ups.firmware") or "").strip() or None


def _number(variables: Variables, name: str) -> int | None:
    """Return a variable as a whole number; None where it is none, for drivers write what they like."""
    try:
        value = float(variables.get(name, ""))
        return int(value) if 0 <= value < 1e9 else None  # noqa: PLR2004 no battery lasts thirty years
    except ValueError:
        return None
