"""What is around: the devices as the supervisor tells of them, and the centre, asked every two seconds."""

from collections.abc import Mapping
from contextlib import suppress

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.catalogue.loader import Catalogue
from kiosk.domain.availability import Surroundings
from kiosk.domain.department import DepartmentState, ServiceHours, SystemOpen, system_now
from kiosk.domain.device import DeviceState, Role, said
from kiosk.domain.ids import MatterCode
from kiosk.domain.printing import has_leftover
from kiosk.domain.reach import Refused, Unreachable
from kiosk.domain.text import Text
from kiosk.errors import KioskError
from kiosk.steps.ports import Ports
from kiosk.steps.slip import sever_leftover
from kiosk.wire.messages import CatalogueAnswer
from ui.worker import Worker

EVERY_MS = 2_000
Services = Mapping[str, ServiceHours]
"""The hours that departments' systems keep, by the name of the department's folder."""


def services(catalogue: Catalogue) -> Services:
    """Return the hours of each department's system."""
    return {name: department.service for name, department in catalogue.departments.items()}


class Seen(msgspec.Struct, frozen=True):
    """What centre and queue answered."""

    centre: CatalogueAnswer | Refused | Unreachable
    refusal: KioskError | None
    withdrawn: Mapping[MatterCode, Text]


class LookAround(QObject):
    """Looks around every two seconds, never twice at once; devices come by themselves."""

    seen = Signal(object)

    def __init__(self, ports: Ports, services: Services, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._ports = ports
        self._services = services
        self._worker = worker
        self._looking = False
        self._here = Surroundings(centre_reached=True, devices=dict(ports.devices.states()))
        self._hear_no_more = ports.devices.subscribe(
            lambda state: worker.post(lambda: self._device_changed(state))
        )
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)

    @property
    def here(self) -> Surroundings:
        """What was seen last."""
        return self._here

    def follow(self, services: Services) -> None:
        """Go by other hours from now on."""
        self._services = services
        self.look()

    def open(self) -> None:
        """Look now and from now on."""
        self._ports.devices.start()
        self._timer.start()
        self.look()

    def close(self) -> None:
        """Look no more, and hear no more of the devices."""
        self._hear_no_more()
        self._timer.stop()

    def look(self) -> None:
        """Ask the centre once unless it is being asked."""
        if not self._looking:
            self._looking = True
            devices = {state.role.value: said(state.health) for state in self._here.devices.values()}
            self._worker.run(lambda: self._ask(devices), self._answered)

    def _ask(self, devices: dict[str, str]) -> "Seen":
        """Ask centre and queue; blocks until both have answered."""
        with suppress(KioskError):  # what the queue can't note now it says by its refusal
            self._ports.outbox.note_devices(devices)
        answer = self._ports.centre.catalogue()
        return Seen(answer, self._ports.outbox.refusal(), self._withdrawn(answer))

    def _withdrawn(self, answer: CatalogueAnswer | Refused | Unreachable) -> Mapping[MatterCode, Text]:
        """Return what is withdrawn: as the centre says now, else as it last said to whichever process."""
        said = answer.closed if isinstance(answer, CatalogueAnswer) else None
        with suppress(KioskError):
            if said is None:
                return self._ports.withdrawals.heard()
            self._ports.withdrawals.hear(said)
        return self._here.withdrawn if said is None else said

    def _answered(self, seen: "Seen") -> None:
        self._looking = False
        answer, is_open = seen.centre, seen.refusal is None
        if isinstance(answer, CatalogueAnswer):
            if not self._here.centre_reached:
                self._ports.doorbell.ring()  # the sync process keeps away for minutes yet
            asleep = self._asleep(answer)
            self._see(centre_reached=True, withdrawn=seen.withdrawn, departments=asleep, outbox_open=is_open)
        else:
            self._see(centre_reached=False, withdrawn=seen.withdrawn, departments={}, outbox_open=is_open)

    def _asleep(self, answer: CatalogueAnswer) -> dict[str, DepartmentState]:
        """Return the systems that are not open now: as the centre says, else by their hours."""
        now = self._ports.clock.now()
        states = {
            name: system_now(hours, answer.departments.get(name), now)
            for name, hours in self._services.items()
        }
        return {name: state for name, state in states.items() if not isinstance(state, SystemOpen)}

    def _device_changed(self, state: DeviceState) -> None:
        self._see(devices={**self._here.devices, state.role: state})
        if state.role is Role.RECEIPT_PRINTER and has_leftover(state.health):
            self._worker.run(lambda: sever_leftover(self._ports), lambda _: None)

    def _see(self, **seen: object) -> None:
        self._here = msgspec.structs.replace(self._here, **seen)
        self.seen.emit(self._here)
