"""What any camera promises, run on each driver: an MJPEG stream, and V4L2's code with a film for a camera."""

import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Protocol

import psutil
import pytest

from devices.camera.desk import CameraDriver
from devices.camera.stream import STALE_S, HttpCamera
from devices.camera.v4l2 import V4l2Camera
from devices.config import CameraHttp, CameraV4l2
from kiosk.domain.camera import Frame, FrameOutcome, NoCamera, NoFrame
from kiosk.domain.device import Absent, Faulty, Ready, Role
from sim.camera import CameraFault, SimulatedCamera
from sim.desk import jpeg_of
from tests.contract import waiting
from tests.contract.film import film

LONG_S = 20.0
until = partial(waiting.until, within_s=LONG_S)
SHORT_S = 0.2
SIZE = (320, 240)


class Rig(Protocol):
    """A camera and the hands around it."""

    driver: CameraDriver

    def unplug(self) -> None: ...

    def replug(self) -> None: ...

    def watched(self) -> bool: ...


class StreamRig:
    """A camera behind HTTP."""

    def __init__(self) -> None:
        self.camera = SimulatedCamera(pictures(6), fps=60)
        self.driver: CameraDriver = HttpCamera(CameraHttp(self.camera.url), Role.FACE_CAMERA)
        self.unplug, self.replug = self.camera.unplug, self.camera.replug

    def watched(self) -> bool:
        return self.camera.watchers > 0

    def close(self) -> None:
        self.driver.close()
        self.camera.close()


class FilmRig:
    """The V4L2 driver, its process and OpenCV's capture as they are; behind the path lies a film."""

    def __init__(self, folder: Path) -> None:
        self._there = folder / "video0"
        self._away = folder / "away"
        self._there.write_bytes(film(pictures(6) * 50, SIZE))
        config = CameraV4l2(str(self._there), width=SIZE[0], height=SIZE[1])
        self.driver: CameraDriver = V4l2Camera(config, Role.FACE_CAMERA)

    def unplug(self) -> None:
        self._there.rename(self._away)

    def replug(self) -> None:
        self._away.rename(self._there)

    def watched(self) -> bool:
        return bool(psutil.Process().children())

    def close(self) -> None:
        self.driver.close()


def pictures(count: int) -> tuple[bytes, ...]:
    from PIL import Image  # noqa: PLC0415 the simulators' library

    return tuple(jpeg_of(Image.new("RGB", SIZE, (40 * number, 90, 120))) for number in range(count))


@pytest.fixture(params=["stream", "film"])
def rig(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rig]:
    made = StreamRig() if request.param == "stream" else FilmRig(tmp_path)
    yield made
    made.close()


@pytest.fixture
def stream() -> Iterator[StreamRig]:
    made = StreamRig()
    yield made
    made.close()


def size(outcome: FrameOutcome) -> tuple[int, int] | None:
    return (outcome.width, outcome.height) if isinstance(outcome, Frame) else None


def test_a_picture_is_a_jpeg_of_its_size(rig: Rig) -> None:
    outcome = rig.driver.frame(timeout_s=LONG_S)
    assert SIZE == size(outcome)
    assert isinstance(outcome, Frame)
    assert outcome.jpeg.startswith(b"\xff\xd8")
    assert "jpeg" not in repr(outcome)


def test_pictures_go_on(rig: Rig) -> None:
    seen = {outcome.jpeg for outcome in frames(rig, 12)}
    assert len(seen) > 1


def frames(rig: Rig, count: int) -> list[Frame]:
    outcomes = (rig.driver.frame(timeout_s=LONG_S) for _ in range(count))
    return [outcome for outcome in outcomes if isinstance(outcome, Frame)]


def test_camera_that_is_let_go_takes_no_pictures(rig: Rig) -> None:
    rig.driver.frame(timeout_s=LONG_S)
    assert rig.watched()
    rig.driver.release()
    until(lambda: not rig.watched())
    assert SIZE == size(rig.driver.frame(timeout_s=LONG_S))


def test_camera_says_who_it_is_and_goes_dark_again(rig: Rig) -> None:
    info = rig.driver.identify()
    assert (True, "320 x 240 pixels", "face_camera") == (info.found, info.message, info.device)
    until(lambda: not rig.watched())


def test_camera_that_comes_back_is_used_again(rig: Rig) -> None:
    assert SIZE == size(rig.driver.frame(timeout_s=LONG_S))
    assert isinstance(rig.driver.health(), Ready)
    rig.unplug()
    until(lambda: isinstance(rig.driver.frame(timeout_s=LONG_S), NoCamera))
    assert isinstance(rig.driver.health(), Absent)
    assert not rig.driver.identify().found
    rig.replug()
    until(lambda: SIZE == size(rig.driver.frame(timeout_s=LONG_S)))
    assert isinstance(rig.driver.health(), Ready)


def test_picture_that_stands_still_is_one_picture(stream: StreamRig) -> None:
    def seen() -> set[FrameOutcome]:
        return {stream.driver.frame(timeout_s=LONG_S) for _ in range(4)}

    until(lambda: len(seen()) > 1)
    stream.camera.fault = CameraFault.STILL
    until(lambda: len(seen()) == 1)
    assert {SIZE} == {size(frame) for frame in seen()}


@pytest.mark.parametrize("fault", sorted(set(CameraFault) - {CameraFault.NONE, CameraFault.STILL}))
def test_spoilt_stream_is_no_picture_and_never_an_exception(stream: StreamRig, fault: CameraFault) -> None:
    stream.camera.fault = fault
    until(lambda: isinstance(stream.driver.frame(timeout_s=SHORT_S), NoFrame))
    stream.camera.fault = CameraFault.NONE
    until(lambda: SIZE == size(stream.driver.frame(timeout_s=LONG_S)))


def test_frozen_stream_is_a_fault_of_the_camera(stream: StreamRig) -> None:
    assert SIZE == size(stream.driver.frame(timeout_s=LONG_S))
    stream.camera.fault = CameraFault.FREEZE
    until(lambda: isinstance(stream.driver.health(), Faulty))


def test_what_was_seen_long_ago_is_not_shown(stream: StreamRig) -> None:
    stream.driver.frame(timeout_s=LONG_S)
    fresh = jpeg_of_red()
    stream.camera.show((fresh,))
    time.sleep(STALE_S + 0.1)
    assert Frame(fresh, *SIZE) == stream.driver.frame(timeout_s=LONG_S)


def jpeg_of_red() -> bytes:
    from PIL import Image  # noqa: PLC0415 the simulators' library

    return jpeg_of(Image.new("RGB", SIZE, (250, 10, 10)))


@pytest.mark.parametrize(
    ("user", "password", "says"),
    [
        ("kiosk", "open sesame\n", None),
        ("kiosk", "wrong", "the camera refuses this user or password"),
        ("", "", "the camera asks for a password: set user and password_file"),
    ],
)
def test_password_is_proven_when_the_camera_asks(
    stream: StreamRig, tmp_path: Path, user: str, password: str, says: str | None
) -> None:
    stream.camera.login = ("kiosk", "open sesame")
    (tmp_path / "password").write_text(password)
    config = CameraHttp(stream.camera.url, user=user, password_file=str(tmp_path / "password"))
    driver = HttpCamera(config, Role.FACE_CAMERA)
    outcomes = [driver.frame(timeout_s=LONG_S) for _ in range(2)]
    driver.close()
    expected = None if says is None else f"{stream.camera.url}: {says}"
    assert [expected] * 2 == [getattr(outcome, "message", None) for outcome in outcomes]


def test_password_that_can_not_be_read_is_said(stream: StreamRig) -> None:
    stream.camera.login = ("kiosk", "x")
    config = CameraHttp(stream.camera.url, user="kiosk", password_file="/nowhere/password")
    outcome = HttpCamera(config, Role.FACE_CAMERA).frame(timeout_s=LONG_S)
    assert isinstance(outcome, NoFrame)
    assert "/nowhere/password" in outcome.message


def test_a_path_that_is_no_camera_says_so(tmp_path: Path) -> None:
    nothing = tmp_path / "video0"
    nothing.write_text("no film")
    driver = V4l2Camera(CameraV4l2(str(nothing)), Role.DOCUMENT_CAMERA)
    outcome = driver.frame(timeout_s=LONG_S)
    assert isinstance(outcome, NoFrame)
    assert f"{nothing} can't be opened as a camera" in outcome.message


def test_capture_that_dies_is_started_again(tmp_path: Path) -> None:
    rig = FilmRig(tmp_path)
    rig.driver.frame(timeout_s=LONG_S)
    (capture,) = psutil.Process().children()
    capture.kill()
    lost = rig.driver.frame(timeout_s=LONG_S)
    assert NoFrame("devices.camera.capture ended while it was needed (killed by signal 9)") == lost
    assert SIZE == size(rig.driver.frame(timeout_s=LONG_S))
    rig.close()


def test_opencv_is_not_loaded_beside_the_screen() -> None:
    code = (
        "import sys, ui.app, kiosk.bootstrap, devices.camera.factory, devices.face.checker; "
        "print(sorted({'cv2', 'numpy', 'dlib'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "[]\n" == ran.stdout
