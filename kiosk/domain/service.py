"""What people at the screen are told of the machine: what does not work, and when it serves nobody."""

import datetime as dt

import msgspec

from kiosk.domain.availability import READERS, Surroundings
from kiosk.domain.device import Absent, DeviceState, Faulty, Role, works
from kiosk.domain.device_words import MEANING, NAMES, ails
from kiosk.domain.text import Text
from kiosk.domain.trouble import CARD_TROUBLE, Trouble
from kiosk.domain.zone import ZONE


class OutOfService(msgspec.Struct, frozen=True):
    """Nobody can be served, and since when."""

    reason: Text
    since: dt.datetime


GRACE = dt.timedelta(seconds=5)
"""So long a reader may be away (a plug put right, a garbled answer) before the whole machine stops."""


def out_of_service(here: Surroundings, now: dt.datetime) -> OutOfService | None:
    """Say that nobody can be identified: every card reader is down, and not only for a moment; else None."""
    readers = [here.devices[role] for role in READERS if role in here.devices]
    if not readers or any(map(here.has, READERS)):
        return None
    since = max(state.since for state in readers)
    return OutOfService(NO_READER, since) if now - since >= GRACE else None


def reader_trouble(here: Surroundings) -> Trouble | None:
    """Say what is wrong with the identity card reader, wherever a card is wanted."""
    match here.health(Role.IDENTITY_CARD):
        case Absent():
            return CARD_TROUBLE["no_reader"]
        case Faulty():
            return CARD_TROUBLE["device_fault"]
        case _:
            return None


def notices(here: Surroundings, now: dt.datetime) -> tuple[Text, ...]:
    """Say of each device that is down what does not work, and since when; but for `reader_notice`'s."""
    told = (here.devices[role] for role in MEANING if role in here.devices and role is not Role.IDENTITY_CARD)
    return tuple(text for state in told if (text := _notice(state, now)) is not None)


def reader_notice(here: Surroundings, now: dt.datetime) -> Text | None:
    """Say that the identity card reader is down, since when, and what is left; None while it works."""
    state = here.devices.get(Role.IDENTITY_CARD)
    others = here.has(Role.SOCIAL_CARD)
    return _notice(state, now, meaning=SOCIAL_CARD_LEFT if others else None) if state is not None else None


def _notice(state: DeviceState, now: dt.datetime, *, meaning: Text | None = None) -> Text | None:
    if state.health is None or works(state.health):
        return None
    name, ailment = NAMES[state.role], ails(state.health)
    meaning = meaning or MEANING[state.role]
    since = _moment(state.since, now)
    return Text(
        zh=f"{name.zh}{ailment.zh}（{since} 起）：{meaning.zh}",
        en=f"{name.en} {ailment.en} (since {since}). {meaning.en}",
    )


def _moment(at: dt.datetime, now: dt.datetime) -> str:
    """Write the time of day; with the day before it when that is not today."""
    local, today = at.astimezone(ZONE), now.astimezone(ZONE).date()
    return f"{local:%H:%M}" if local.date() == today else f"{local:%m-%d %H:%M}"


SOCIAL_CARD_LEFT = Text(
    zh="现在不能刷身份证，可以插社保卡办。",
    en="Identity cards can't be read now; a social-security card can be used.",
)
NO_READER = Text(
    zh="读卡器都没有回应，读不了证件，暂时办不了事。",
    en="No card reader answers, so no one can be identified here.",
)
BROKEN = Text(
    zh="这台机器出了故障，正在重新启动。",
    en="This machine has a fault and is restarting.",
)
CARD_FOUND = Text(
    zh="卡口里有一张别人忘了的卡，请不要拿走，告诉工作人员就好。您可以用身份证办事。",
    en="Someone forgot a card in the slot: please leave it and tell the staff. Identity cards are read.",
)
