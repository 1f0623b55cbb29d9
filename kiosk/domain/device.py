"""What a technician wants to know of a device."""

import msgspec


class DeviceInfo(msgspec.Struct, frozen=True, kw_only=True):
    """A device as it names itself; `found` is False when nothing answered, and `message` says why."""

    device: str
    """The role: identity_card, social_card, receipt_printer."""
    driver: str
    address: str
    found: bool
    message: str
    model: str | None = None
    serial: str | None = None
    firmware: str | None = None
