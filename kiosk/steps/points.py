"""The slip of a service point, to take along."""

from kiosk.domain.ids import VisitId
from kiosk.domain.point import Near
from kiosk.domain.point_slip import point_slip
from kiosk.domain.printing import PrintOutcome
from kiosk.domain.text import Locale, Text
from kiosk.steps.ports import Ports
from kiosk.steps.slip import print_in_act


def give_point_slip(
    ports: Ports, visit: VisitId, near: Near, matter: Text | None, locale: Locale
) -> PrintOutcome | None:
    """Print where to go, inside a journalled act; None without printer or act."""
    if ports.printer is None:
        return None
    layout = point_slip(near, matter, ports.site, locale, ports.clock.now())
    return print_in_act(ports, ports.printer, layout, subject=visit, stub="")
