"""What the two pages of the front say once the visit stands behind them."""

import msgspec

from kiosk.catalogue.loader import Catalogue
from kiosk.catalogue.wanted import most_wanted
from kiosk.domain.availability import Available, Surroundings, availability
from kiosk.domain.device import Role
from kiosk.domain.matter import Matter
from kiosk.domain.service import CARD_FOUND, notices, reader_notice, reader_trouble
from kiosk.domain.text import Locale
from kiosk.front import Sample
from ui.conductor import Conductor
from ui.models.attract import AttractModel, Here
from ui.models.identify import IdentifyModel
from ui.models.words import EVENTS, minutes, price


class Offer(msgspec.Struct, frozen=True):
    """How many matters can be done, and which of them are shown: as long as what is around stays as it is."""

    catalogue: Catalogue
    surroundings: Surroundings
    locale: Locale
    open_matters: int
    samples: tuple[Sample, ...]

    def holds(self, catalogue: Catalogue, surroundings: Surroundings, locale: Locale) -> bool:
        """Return whether these are the three it was made of."""
        return self.catalogue is catalogue and self.surroundings is surroundings and self.locale is locale


def offer(catalogue: Catalogue, surroundings: Surroundings, locale: Locale) -> Offer:
    """Return what can be done in these surroundings."""
    matters = tuple(catalogue.matters.values())
    opened = [matter for matter in matters if isinstance(availability(matter, surroundings), Available)]
    shown = most_wanted(opened or matters, catalogue.words.often)
    samples = tuple(_sample(matter, locale) for matter in shown)
    return Offer(catalogue, surroundings, locale, len(opened), samples)


def here(conductor: Conductor, offered: Offer) -> Here:
    """Return what can be done here and now."""
    surroundings, locale = offered.surroundings, offered.locale
    found = (CARD_FOUND,) if conductor.standby.card_found else ()
    return Here(
        open_matters=offered.open_matters,
        samples=offered.samples,
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
        self._offer: Offer | None = None

    def show(self) -> None:
        """Present what the conductor knows now; the list is gone through anew only when something changed."""
        conductor = self._conductor
        asked = conductor.catalogue, conductor.surroundings, conductor.locale
        if self._offer is None or not self._offer.holds(*asked):
            self._offer = offer(*asked)
        self.model.say(here(conductor, self._offer))

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
