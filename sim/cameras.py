"""The two cameras of a bench: what stands before one and lies under the other."""

import datetime as dt
import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import assert_never

from sim.bench_status import CameraPanel
from sim.camera import CameraFault, SimulatedCamera, frames_of
from sim.command import CommandError
from sim.commands import CameraCommand, CameraFrames, CameraTrouble, LaySheet, Lens, ShowFace
from sim.desk import SheetPlace, laid
from sim.face import face_of
from sim.people import DISTRICT, Person
from sim.portrait import moving, nobody

DESK_FPS = 5.0
"""Five million pixels a picture: document cameras are slow."""


class Cameras:
    """Owns both; every method from one hand at a time."""

    def __init__(self, people: Mapping[str, Person], *, face_port: int = 0, document_port: int = 0) -> None:
        self._people = people
        self.face = SimulatedCamera(nobody(), port=face_port)
        self.document = SimulatedCamera((laid(SheetPlace.NONE),), port=document_port, fps=DESK_FPS)
        self._shown = {Lens.FACE_CAMERA: "nobody", Lens.DOCUMENT_CAMERA: SheetPlace.NONE.value}

    def tell(self, command: CameraCommand) -> None:
        """Change what a camera shows or how it fails; CommandError says what can't be."""
        match command:
            case CameraFrames(device, folder):
                try:
                    self._show(device, frames_of(Path(folder)), folder)
                except (OSError, ValueError) as error:
                    raise CommandError(f"camera_frames: {error}") from error
            case CameraTrouble(device, fault):
                self._lens(device).fault = fault
            case ShowFace(None):
                self._show(Lens.FACE_CAMERA, nobody(), "nobody")
            case ShowFace(slug):
                face = face_of(self._person(slug or "").identity, today=dt.datetime.now(DISTRICT).date())
                self._show(Lens.FACE_CAMERA, moving(face), slug or "")
            case LaySheet(how):
                self._show(Lens.DOCUMENT_CAMERA, (laid(how),), how.value)
            case _:
                assert_never(command)

    def status(self) -> tuple[CameraPanel, CameraPanel]:
        """Return how the face camera and the document camera stand."""
        face, document = (self._panel(lens) for lens in Lens)
        return face, document

    def close(self) -> None:
        """End both."""
        self.face.close()
        self.document.close()

    def _panel(self, device: Lens) -> CameraPanel:
        camera = self._lens(device)
        fault = None if camera.fault is CameraFault.NONE else camera.fault.value
        return CameraPanel(
            url=camera.url,
            plugged=camera.plugged,
            watched=camera.watchers > 0,
            shows=self._shown[device],
            fault=fault,
        )

    def _show(self, device: Lens, frames: tuple[bytes, ...], what: str) -> None:
        self._lens(device).show(frames)
        self._shown[device] = what

    def _lens(self, device: Lens) -> SimulatedCamera:
        return self.face if device is Lens.FACE_CAMERA else self.document

    def _person(self, slug: str) -> Person:
        person = self._people.get(slug)
        if person is None:
            near = difflib.get_close_matches(slug, self._people, n=1)
            hint = f"; did you mean '{near[0]}'?" if near else ""
            raise CommandError(f"there is no resident '{slug}'{hint}")
        return person
