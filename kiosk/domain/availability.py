"""Whether a matter can be done here and now, and why not: what a tile says before anything is begun.

Causes are looked for in the order of `Cause`, and the first that holds is the one told.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import assert_never

import msgspec

from kiosk.domain.department import AfterHours, DepartmentState, SystemDown, SystemOpen, UnderMaintenance
from kiosk.domain.device import DeviceState, Health, Role, Strained, works
from kiosk.domain.device_words import AILS_NOT_HERE, NAMES, ails
from kiosk.domain.ids import MatterCode
from kiosk.domain.matter import Matter
from kiosk.domain.text import Text

READERS = (Role.IDENTITY_CARD, Role.SOCIAL_CARD)
"""The ways to say who one is; any one of them is enough."""
LOW_PAPER = frozenset({"paper_near_end", "paper_low"})
"""What printers call paper that is nearly used up."""
PRINTERS = (Role.RECEIPT_PRINTER, Role.DOCUMENT_PRINTER)


class Cause(StrEnum):
    """Why a matter can't be done, in the order in which causes are looked for."""

    WITHDRAWN = "withdrawn"
    """The centre has withdrawn this matter: nobody can do it anywhere, with or without the network."""
    FULL = "full"
    """The terminal can promise nothing more: disk, keys, limits."""
    NO_READER = "no_reader"
    """Nobody can say who they are: no card reader works."""
    DEVICE = "device"
    """A device that this matter can't do without does not work."""
    OFFLINE = "offline"
    """The centre is not reached, and the matter needs it."""
    DEPARTMENT = "department"
    """The department's own system does not answer, and the matter needs it."""


class Available(msgspec.Struct, frozen=True, tag="available"):
    """It can be done; `notes` say what will be different: taken in for later, no paper."""

    notes: tuple[Text, ...] = ()


class NotAvailable(msgspec.Struct, frozen=True, tag="not_available"):
    """It can't be done here now."""

    cause: Cause
    reason: Text
    short: Text
    """For the tile: 现在不可用·网络不通."""


Availability = Available | NotAvailable


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """What the terminal knows of itself at this moment."""

    centre_reached: bool
    devices: Mapping[Role, DeviceState] = {}
    """Each configured device."""
    outbox_open: bool = True
    """False when nothing more can be promised (disk, keys, limits)."""
    withdrawn: Mapping[MatterCode, Text] = {}
    departments: dict[str, DepartmentState] = {}
    """Departments whose system is not open, by the name of their folder."""

    def health(self, role: Role) -> Health | None:
        """Return how a device is; None when it is not configured or not yet known."""
        state = self.devices.get(role)
        return state.health if state is not None else None

    def has(self, role: Role) -> bool:
        """Return whether a device is there and works; one not yet asked counts as working."""
        state = self.devices.get(role)
        return state is not None and (state.health is None or works(state.health))


def availability(matter: Matter, here: Surroundings, *, identified: bool = False) -> Availability:
    """Decide one matter for somebody who has (or has not yet) shown a card."""
    return _prevented(matter, here, identified=identified) or Available(_notes(matter, here))


def _prevented(matter: Matter, here: Surroundings, *, identified: bool) -> NotAvailable | None:
    reason = _withdrawn(matter, here.withdrawn)
    if reason is not None:
        return NotAvailable(Cause.WITHDRAWN, reason, WITHDRAWN_SHORT)
    if not here.outbox_open:
        return NotAvailable(Cause.FULL, FULL, FULL_SHORT)
    if not identified and not any(map(here.has, READERS)):
        return NotAvailable(Cause.NO_READER, NO_READER, NO_READER_SHORT)
    for role in Role:
        if role in matter.needs and not here.has(role):
            return _without(role, here)
    if matter.offline.accepted:
        return None
    if not here.centre_reached:
        return NotAvailable(Cause.OFFLINE, matter.offline.reason, OFFLINE_SHORT)
    system = here.departments.get(matter.department_id, SystemOpen())
    if not isinstance(system, SystemOpen):
        return NotAvailable(Cause.DEPARTMENT, *_asleep(matter, system))
    return None


def _withdrawn(matter: Matter, withdrawn: Mapping[MatterCode, Text]) -> Text | None:
    """Return why a matter is withdrawn; a joined one is with any of its parts, for it promises them all."""
    for part in matter.parts:
        reason = withdrawn.get(MatterCode(part.code))
        if reason is not None:
            return _filled(PART_WITHDRAWN, part=part.name, reason=reason)
    return withdrawn.get(MatterCode(matter.code))


def _without(role: Role, here: Surroundings) -> NotAvailable:
    health = here.health(role)
    name, ailment = NAMES[role], ails(health) if health is not None else AILS_NOT_HERE
    return NotAvailable(
        Cause.DEVICE,
        _filled(NEEDED, name=name, ails=ailment),
        _filled(NEEDED_SHORT, name=name, ails=ailment),
    )


def _asleep(matter: Matter, system: SystemDown | UnderMaintenance | AfterHours) -> tuple[Text, Text]:
    """Return the sentence and the tag for a department's system that does not serve."""
    match system:
        case SystemDown():
            return _filled(DOWN, department=matter.department), DOWN_SHORT
        case UnderMaintenance(until=until):
            sentence = MAINTENANCE if until is None else MAINTENANCE_UNTIL
            return _filled(sentence, department=matter.department, until=until or ""), MAINTENANCE_SHORT
        case AfterHours(opens=opens, closes=closes):
            sentence = _filled(AFTER_HOURS, department=matter.department, opens=opens, closes=closes)
            return sentence, AFTER_HOURS_SHORT.format(opens=opens)
    assert_never(system)


def _notes(matter: Matter, here: Surroundings) -> tuple[Text, ...]:
    notes: list[Text] = []
    system = here.departments.get(matter.department_id, SystemOpen())
    if not here.centre_reached:
        notes.append(TAKEN_OFFLINE)
    elif not isinstance(system, SystemOpen):
        notes.append(_filled(TAKEN_FOR_LATER, department=matter.department))
    prints_pages = matter.document is not None and Role.DOCUMENT_PRINTER in here.devices
    if prints_pages and not here.has(Role.DOCUMENT_PRINTER):
        notes.append(NO_PAGES)
    if not here.has(Role.RECEIPT_PRINTER):
        notes.append(NO_PAPER)
    if any(role in matter.needs and _is_low(here.health(role)) for role in PRINTERS):
        notes.append(PAPER_LOW)
    return tuple(notes)


def _is_low(health: Health | None) -> bool:
    return isinstance(health, Strained) and health.code in LOW_PAPER


def _filled(pattern: Text, **words: Text | str) -> Text:
    """Fill a pattern with words of its own language, and with times, which are the same in both."""
    return Text(
        zh=pattern.zh.format(**{name: getattr(word, "zh", word) for name, word in words.items()}),
        en=pattern.en.format(**{name: getattr(word, "en", word) for name, word in words.items()}),
    )


WITHDRAWN_SHORT = Text(zh="现在不可用·暂停办理", en="Not available now: suspended")
PART_WITHDRAWN = Text(zh="其中的“{part}”：{reason}", en="{part}, a part of it: {reason}")
FULL = Text(
    zh="这台机器现在不能再收件，请到服务台办理，或换一台机器。",
    en="This machine can't take anything in at the moment. Please go to the counter or to another machine.",
)
FULL_SHORT = Text(zh="现在不可用·本机停收", en="Not available now: machine can't take it in")
NO_READER = Text(
    zh="读卡器没有回应，读不了证件。请换一台机器，或到服务台办理。",
    en="No card can be read here at the moment. Please use another machine or the counter.",
)
NO_READER_SHORT = Text(zh="现在不可用·读不了证件", en="Not available now: no card reader")
NEEDED = Text(
    zh="办这件事离不开{name}，它现在{ails}。请换一台机器，或到服务台办理。",
    en="{name} is needed for this, and it {ails}. Please use another machine or the counter.",
)
NEEDED_SHORT = Text(zh="现在不可用·{name}{ails}", en="Not available now: {name} {ails}")
OFFLINE_SHORT = Text(zh="现在不可用·网络不通", en="Not available now: no network")
DOWN = Text(
    zh="{department}的系统现在连不上。请稍后再来，或到窗口办理。",
    en="{department}: their system does not answer now. Please come back later or go to the counter.",
)
DOWN_SHORT = Text(zh="现在不可用·部门系统不通", en="Not available now: department's system is down")
MAINTENANCE = Text(
    zh="{department}的系统正在维护。请稍后再来，或到窗口办理。",
    en="{department}: their system is being maintained. Please come back later or go to the counter.",
)
MAINTENANCE_UNTIL = Text(
    zh="{department}的系统正在维护，{until} 结束。请那时再来，或到窗口办理。",
    en="{department}: their system is being maintained until {until}. Please come back then.",
)
MAINTENANCE_SHORT = Text(zh="现在不可用·系统维护", en="Not available now: maintenance")
AFTER_HOURS = Text(
    zh="{department}的系统每天 {opens}–{closes} 开放。请那时再来。",
    en="{department}: their system is open from {opens} to {closes}. Please come back then.",
)
AFTER_HOURS_SHORT = Text(zh="现在不可用·{opens} 开放", en="Not available now: opens at {opens}")
TAKEN_OFFLINE = Text(
    zh="网络不通，先收件，联网后自动上传。",
    en="No network: it is taken in now and sent on by itself later.",
)
TAKEN_FOR_LATER = Text(
    zh="{department}的系统现在不开放，先收件，开放后再办。",
    en="{department}: their system is closed now; it is taken in and worked on when it opens.",
)
NO_PAGES = Text(
    zh="现在打印不了证明，可以扫屏幕上的码取。",
    en="Certificates can't be printed now; they can be fetched by the code on the screen.",
)
NO_PAPER = Text(
    zh="现在打不了回执，编号和二维码会显示在屏幕上。",
    en="No slip can be printed now: number and QR code will be shown on the screen.",
)
PAPER_LOW = Text(
    zh="打印纸快用完了，可能打不完。",
    en="The paper is nearly used up; it may not last for this.",
)
