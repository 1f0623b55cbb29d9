"""What any document camera promises, run on each driver with its desk, and on a recorded stream.

The recording is our simulated camera's, not hardware's; V4L2's pictures are the same ones, as a film.
"""

import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Protocol

import psutil
import pytest
from PIL import Image

from devices.camera import desk as desk_driver
from devices.camera.desk import DeskCamera
from devices.camera.factory import document_camera
from devices.config import CameraHttp, CameraV4l2
from kiosk.device_threads import DocumentCameraDriver
from kiosk.domain.camera import (
    MOST_PHOTO_BYTES,
    Frame,
    NoCamera,
    NoPaper,
    PaperBlurred,
    PaperCutOff,
    PaperOutcome,
    PaperPhoto,
    PhotoUnavailable,
)
from kiosk.domain.device import Absent, Ready
from sim.camera import CameraFault, SimulatedCamera
from sim.desk import SheetPlace, jpeg_of, laid
from tests.contract import desk_recording, waiting
from tests.contract.film import film

LONG_S = 30.0
until = partial(waiting.until, within_s=LONG_S)
SHORT_S = 0.3
SEEN = desk_recording.SMALL
"""Smaller than what such cameras give, so that a machine with two cores is quick."""
UPRIGHT = 1.2
"""A sheet that lies straight is at least so much higher than wide: A4 is 1.41."""


class Rig(Protocol):
    """A document camera, and the hands around its desk."""

    driver: DocumentCameraDriver

    def lay(self, how: SheetPlace) -> None:
        """Have a sheet lie like that before anybody looks."""
        ...

    def unplug(self) -> None: ...
    def replug(self) -> None: ...
    def watched(self) -> bool: ...
    def close(self) -> None: ...


class StreamRig:
    """A camera behind HTTP."""

    def __init__(self) -> None:
        self.camera = SimulatedCamera((seen(SheetPlace.STRAIGHT),), fps=60)
        self.driver: DocumentCameraDriver = document_camera(CameraHttp(self.camera.url))
        self.unplug, self.replug = self.camera.unplug, self.camera.replug

    def lay(self, how: SheetPlace) -> None:
        self.camera.show((seen(how),))

    def watched(self) -> bool:
        return self.camera.watchers > 0

    def close(self) -> None:
        self.driver.close()
        self.camera.close()


class FilmRig:
    """The V4L2 driver, its process and OpenCV's capture as they are; behind the path lies a film."""

    def __init__(self, folder: Path) -> None:
        self._there, self._away = folder / "video0", folder / "away"
        self.driver: DocumentCameraDriver = over_film(self._there)
        self.lay(SheetPlace.STRAIGHT)

    def lay(self, how: SheetPlace) -> None:
        self.driver.release()
        self._there.write_bytes(film((seen(how),) * 60, SEEN))

    def unplug(self) -> None:
        self._there.rename(self._away)

    def replug(self) -> None:
        self._away.rename(self._there)

    def watched(self) -> bool:
        return any("capture" in " ".join(child.cmdline()) for child in psutil.Process().children())

    def close(self) -> None:
        self.driver.close()


def over_film(path: Path) -> DeskCamera:
    return document_camera(CameraV4l2(str(path), width=SEEN[0], height=SEEN[1]))


def seen(how: SheetPlace) -> bytes:
    return jpeg_of(Image.open(io.BytesIO(laid(how))).resize(SEEN))


@pytest.fixture(params=["stream", "film"])
def rig(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rig]:
    made: Rig = StreamRig() if request.param == "stream" else FilmRig(tmp_path)
    yield made
    made.close()


@pytest.fixture
def stream() -> Iterator[StreamRig]:
    made = StreamRig()
    yield made
    made.close()


def image_of(outcome: PaperOutcome) -> Image.Image:
    assert isinstance(outcome, PaperPhoto), outcome
    image = Image.open(io.BytesIO(outcome.jpeg))
    assert ("JPEG", (outcome.width, outcome.height)) == (image.format, image.size)
    return image


def test_the_sheet_alone_is_photographed(rig: Rig) -> None:
    image = image_of(rig.driver.photograph())
    assert image.height > UPRIGHT * image.width
    assert image.width < SEEN[0] / 1.5
    corners = [(3, 3), (image.width - 4, 3), (3, image.height - 4), (image.width - 4, image.height - 4)]
    grey = image.convert("L").tobytes()
    assert min(grey[x + y * image.width] for x, y in corners) > 160, "the desk is in the picture"


def test_a_photograph_keeps_to_its_limit_or_is_not_made(rig: Rig) -> None:
    for most in (MOST_PHOTO_BYTES, 120_000):
        outcome = rig.driver.photograph(most_bytes=most)
        assert isinstance(outcome, PaperPhoto)
        assert len(outcome.jpeg) <= most
    assert isinstance(rig.driver.photograph(most_bytes=10_000), PhotoUnavailable)


@pytest.mark.parametrize(
    ("how", "outcome"),
    [
        (SheetPlace.NONE, NoPaper()),
        (SheetPlace.OVER_THE_EDGE, PaperCutOff()),
        (SheetPlace.BLURRED, PaperBlurred()),
        (SheetPlace.DARK, NoPaper()),
    ],
)
def test_what_is_no_readable_sheet_is_named_and_the_next_one_is_photographed(
    rig: Rig, how: SheetPlace, outcome: PaperOutcome
) -> None:
    rig.lay(how)
    assert outcome == rig.driver.photograph()
    rig.lay(SheetPlace.TURNED)
    until(lambda: isinstance(rig.driver.photograph(), PaperPhoto))


def test_a_document_camera_is_a_camera_too_before_and_after(rig: Rig) -> None:
    for _ in range(2):
        frame = rig.driver.frame(timeout_s=LONG_S)
        assert isinstance(frame, Frame)
        assert SEEN == (frame.width, frame.height)
        assert isinstance(rig.driver.photograph(), PaperPhoto)


def test_nobody_is_told_what_was_on_the_paper(rig: Rig) -> None:
    outcome = rig.driver.photograph()
    assert isinstance(outcome, PaperPhoto)
    assert f"PaperPhoto({outcome.width} x {outcome.height}, …)" == repr(outcome)


def test_a_camera_that_is_let_go_is_dark_and_leaves_no_process(rig: Rig) -> None:
    before = set(psutil.Process().children())
    assert isinstance(rig.driver.photograph(), PaperPhoto)
    assert rig.watched()
    rig.driver.release()
    until(lambda: not rig.watched())
    assert set(psutil.Process().children()) <= before
    assert isinstance(rig.driver.photograph(), PaperPhoto)


def test_a_camera_that_is_gone_photographs_nothing_and_is_used_again_when_it_is_back(rig: Rig) -> None:
    assert isinstance(rig.driver.photograph(), PaperPhoto)
    assert isinstance(rig.driver.health(), Ready)
    rig.unplug()
    until(lambda: isinstance(rig.driver.frame(timeout_s=LONG_S), NoCamera))
    gone = rig.driver.photograph()
    assert isinstance(gone, PhotoUnavailable)
    assert gone.message
    assert isinstance(rig.driver.health(), Absent)
    assert not rig.driver.identify().found
    rig.replug()
    until(lambda: isinstance(rig.driver.photograph(), PaperPhoto))
    assert isinstance(rig.driver.health(), Ready)


def test_a_camera_says_which_one_it_is(rig: Rig) -> None:
    info = rig.driver.identify()
    assert (True, "document_camera", f"{SEEN[0]} x {SEEN[1]} pixels") == (
        info.found,
        info.device,
        info.message,
    )


@pytest.mark.parametrize("fault", sorted(set(CameraFault) - {CameraFault.NONE, CameraFault.STILL}))
def test_a_spoilt_stream_is_no_photograph_and_never_an_exception(
    stream: StreamRig, fault: CameraFault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_driver, "FRAME_S", SHORT_S)
    stream.camera.fault = fault
    until(lambda: isinstance(stream.driver.photograph(), PhotoUnavailable))
    stream.camera.fault = CameraFault.NONE
    until(lambda: isinstance(stream.driver.photograph(), PaperPhoto))


def test_a_picture_that_stands_still_is_photographed(stream: StreamRig) -> None:
    stream.camera.fault = CameraFault.STILL
    assert isinstance(stream.driver.photograph(), PaperPhoto)


def photographed(driver: DeskCamera) -> tuple[Image.Image, Frame]:
    """Return the photograph and a frame, and let the camera go."""
    try:
        frame, outcome = driver.frame(timeout_s=LONG_S), driver.photograph()
    finally:
        driver.close()
    assert isinstance(frame, Frame)
    return image_of(outcome), frame


def is_the_recorded_sheet(image: Image.Image) -> None:
    assert (625, 722) == pytest.approx(image.size, abs=4)


def test_a_recorded_stream_is_photographed_and_its_pictures_come_byte_for_byte() -> None:
    with desk_recording.played() as url:
        image, frame = photographed(document_camera(CameraHttp(url)))
    is_the_recorded_sheet(image)
    assert frame.jpeg in desk_recording.pictures()


def test_recorded_pictures_are_photographed_as_v4l2_gives_them(tmp_path: Path) -> None:
    (tmp_path / "video0").write_bytes(film(desk_recording.pictures() * 20, SEEN))
    image, frame = photographed(over_film(tmp_path / "video0"))
    is_the_recorded_sheet(image)
    assert SEEN == (frame.width, frame.height)
