"""Photographing a material: whether it can be done here, and the photograph itself."""

import msgspec

from kiosk.domain.camera import PaperOutcome, PhotoUnavailable
from kiosk.domain.device import Role, works
from kiosk.domain.materials import MaterialState, asked_materials, provide
from kiosk.domain.session import Session
from kiosk.steps.ports import Ports


class PhotoTaken(msgspec.Struct, frozen=True):
    """What a photograph came to."""

    outcome: PaperOutcome


def may_photograph(ports: Ports, session: Session) -> tuple[str, ...]:
    """Return the materials that no library proves and that a photograph may show, while the camera works."""
    camera = ports.devices.states().get(Role.DOCUMENT_CAMERA)
    away = camera is not None and camera.health is not None and not works(camera.health)
    matter, records = session.matter, session.records
    if ports.document_camera is None or away or matter is None or records is None or not records.reached:
        return ()
    return tuple(
        material.id
        for material in asked_materials(matter, session.answers)
        if material.scan and provide(material, records).state is not MaterialState.PROVIDED
    )


def photograph(ports: Ports) -> PhotoTaken:
    """Photograph the paper on the desk."""
    if ports.document_camera is None:
        return PhotoTaken(PhotoUnavailable("no document camera is configured"))
    return PhotoTaken(ports.document_camera.photograph())
