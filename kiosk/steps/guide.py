"""The short guide of a matter, to take along."""

from kiosk.domain.guide_slip import guide_slip
from kiosk.domain.ids import VisitId
from kiosk.domain.matter import Matter
from kiosk.domain.printing import PrintOutcome
from kiosk.domain.text import Locale
from kiosk.steps.ports import Ports
from kiosk.steps.slip import print_in_act


def give_guide_slip(ports: Ports, visit: VisitId, matter: Matter, locale: Locale) -> PrintOutcome | None:
    """Print the guide inside a journalled act; None without printer or act."""
    if ports.printer is None:
        return None
    layout = guide_slip(matter, ports.site, locale, ports.clock.now())
    return print_in_act(ports, ports.printer, layout, subject=visit, stub="")
