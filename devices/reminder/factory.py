"""From a reminder's configuration to its driver."""

from devices.config import ReminderConfig
from devices.reminder.relay_serial import RelayReminder


def reminder(config: ReminderConfig) -> RelayReminder:
    """Build the driver; nothing is opened yet."""
    return RelayReminder(config)
