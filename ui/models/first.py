"""What the two pages of the front say once the visit stands behind them."""

from kiosk.catalogue.wanted import most_wanted
from kiosk.domain.availability import Available, availability
from kiosk.domain.device import Role
from kiosk.domain.matter import Matter
from kiosk.domain.service import CARD_FOUND, notices, reader_notice, reader_trouble
from kiosk.domain.text import Locale
from kiosk.front import Sample
from ui.conductor import Conductor
from ui.models.attract import AttractModel, Here
from ui.models.identify import IdentifyModel
from ui.models.words import EVENTS, minutes, price


def here(conductor: Conductor, locale: Locale) -> Here:
    """Return what can be done here and now."""
    surroundings, often = conductor.surroundings, conductor.catalogue.words.often
    matters = tuple(conductor.catalogue.matters.values())
    opened = [matter for matter in matters if isinstance(availability(matter, surroundings), Available)]
    found = (CARD_FOUND,) if conductor.standby.card_found else ()
    return Here(
        open_matters=len(opened),
        samples=tuple(_sample(matter, locale) for matter in most_wanted(opened or matters, often)),
        offline=not surroundings.centre_reached,
        trouble=_trouble(conductor, locale),
        notices=tuple(text.at(locale) for text in (*found, *notices(surroundings, conductor.now))),
    )


def _trouble(conductor: Conductor, locale: Locale) -> str:
    """Return what is wrong; of a reader that is down, since when and what is left."""
    trouble, surroundings = conductor.trouble, conductor.surroundings
    if trouble is None:
        return ""
    down = reader_notice(surroundings, conductor.now) if trouble == reader_trouble(surroundings) else None
    return (down or trouble.text).at(locale)


def _sample(matter: Matter, locale: Locale) -> Sample:
    detail = f"{price(matter, locale)} · {minutes(matter, locale)}"
    return Sample(matter.name.at(locale), detail, EVENTS[matter.life_event][1])


class Attract:
    """Keeps the attract screen true."""

    def __init__(self, conductor: Conductor, model: AttractModel) -> None:
        self._conductor, self.model = conductor, model

    def show(self) -> None:
        """Present what the conductor knows now."""
        self.model.say(here(self._conductor, self._conductor.locale))

    def clear(self) -> None:
        """Nothing of a visit is kept here."""


class Identify:
    """Keeps the identify screen true."""

    def __init__(self, conductor: Conductor, model: IdentifyModel) -> None:
        self._conductor, self.model = conductor, model

    def show(self) -> None:
        """Present the readers that there are."""
        ports = self._conductor.ports
        self.model.say(
            identity_card=ports.identity_card is not None,
            social_card=ports.social_card is not None,
            code_scanner=self._conductor.surroundings.has(Role.CODE_SCANNER),
        )

    def clear(self) -> None:
        """Nothing of a visit is kept here."""
