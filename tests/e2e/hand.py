"""The walk's hand in a screen that runs already, and the visits that it makes by turns."""

import datetime as dt
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from PySide6.QtQuick import QQuickWindow

from kiosk import config
from kiosk.domain.text import Locale
from kiosk.domain.zone import ZONE
from kiosk.walk.plan import Choice, Walk, cast, walks
from kiosk.walk.second_hand import SecondHand
from kiosk.walk.stage import WALKS, Stage
from kiosk.walk.walker import Walker
from sim.centre_door import CentreDoor
from sim.control import BenchClient
from ui.conductor import Conductor
from ui.display import Display
from ui.pointer import Pointer

ONE_OF_EACH = (
    "no-criminal-record",
    "social-insurance-proof",
    "housing-fund-balance",
    "driving-licence-points",
    "residence-permit-endorsement",
    "remote-residence-filing",
    "traffic-fine-payment",
    "exit-entry-appointment",
    "senior-bus-card-check",
    "hotline-12345",
)
"""Forms with the keyboard, a photographed paper, certificates' pictures, payments, appointments, reports."""
LOOKS = (
    (Locale.ZH, Display()),
    (Locale.EN, Display()),
    (Locale.ZH, Display(elder=True)),
)


def hand(
    window: QQuickWindow, conductor: Conductor, terminal: Path, socket: Path, centre: str
) -> tuple[Walker, Iterator[Walk]]:
    """Return a hand for the window on the stage of those addresses, and its visits without end."""
    stage = Stage(
        config=config.load(terminal),
        bench=BenchClient(socket),
        door=CentreDoor(centre),
        second=SecondHand(socket),
    )
    parts = cast(WALKS, dt.datetime.now(ZONE).date())
    made = [
        walk
        for locale, display in LOOKS
        for walk in walks(
            conductor.catalogue, parts, Choice(codes=ONE_OF_EACH, locales=(locale,), display=display)
        )
    ]
    return Walker(stage, conductor, Pointer(window), None), cycle(made)
