"""The reader of social-security cards behind PC/SC."""

import datetime as dt
from collections.abc import Callable

from devices.card.apdu import Transmit
from devices.card.inserted import InsertedCardReader
from devices.card.plausible import judge_validity
from devices.card.social_card import read_social_card
from devices.config import Pcsc
from kiosk.domain.card import CardOutcome
from kiosk.domain.identity import Identity


class SocialCardReader(InsertedCardReader[CardOutcome]):
    """Reads social-security cards; whether one is still valid is judged by `today`."""

    def __init__(self, config: Pcsc, *, today: Callable[[], dt.date]) -> None:
        def read(transmit: Transmit) -> CardOutcome:
            found = read_social_card(transmit)
            return judge_validity(found, today()) if isinstance(found, Identity) else found

        super().__init__(config, device="social_card", read=read)
