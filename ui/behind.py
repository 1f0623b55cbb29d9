"""Everything behind the first frame, and the first frame as the next start is to show it."""

from typing import NamedTuple

from kiosk.domain.text import Locale
from kiosk.front import Front
from kiosk.tables import ScreenConfig
from ui.conductor import Conductor
from ui.models.first import offer


class Behind(NamedTuple):
    """What a start comes to."""

    front: Front
    conductor: Conductor


def front(conductor: Conductor, screen: ScreenConfig) -> Front:
    """Return what the first frame says of this terminal, before it has looked around: all is well."""
    ports, site = conductor.ports, conductor.site
    offers = {locale: offer(conductor.catalogue, conductor.surroundings, locale) for locale in Locale}
    return Front(
        diagonal_mm=screen.diagonal_mm,
        width=screen.width,
        height=screen.height,
        full_screen=screen.full_screen,
        locale=screen.locale.value,
        terminal=site.terminal,
        contact=site.contact,
        open_matters=offers[screen.locale].open_matters,
        identity_card=ports.identity_card is not None,
        social_card=ports.social_card is not None,
        sites={locale.value: site.name.at(locale) for locale in Locale},
        samples={locale.value: offered.samples for locale, offered in offers.items()},
    )
