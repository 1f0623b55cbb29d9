"""From a power supply's configuration to its driver."""

from devices.config import PowerConfig
from devices.power.nut import NutPowerSupply


def power_supply(config: PowerConfig) -> NutPowerSupply:
    """Build the driver; nothing is connected to yet."""
    return NutPowerSupply(config)
