"""A paper photographed: from a simulated camera through OpenCV in its process, and each refusal."""

import io
import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
import psutil
import pytest
from PIL import Image, ImageDraw

from devices.camera.desk import DeskCamera
from devices.camera.factory import document_camera
from devices.camera.paper_process import Ask
from devices.child import Child
from devices.config import CameraHttp
from kiosk.domain.camera import (
    MOST_PHOTO_BYTES,
    NoPaper,
    PaperBlurred,
    PaperCutOff,
    PaperOutcome,
    PaperPhoto,
    PhotoUnavailable,
)
from sim.camera import CameraFault, SimulatedCamera
from sim.desk import A4_PX, PAPER, STRAIGHT, TURNED, Corners, SheetPlace, jpeg_of, laid, on_desk, sheet
from tests.integration.cli_command import kiosk

LONG_S = 60.0
LYING = ((300, 500), (2300, 480), (2320, 1780), (280, 1800))
MARKS = ((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9))
COLOURS = ((220, 30, 30), (30, 160, 30), (30, 30, 220), (20, 20, 20))


@pytest.fixture(scope="module")
def photographer() -> Iterator[Child]:
    with Child("devices.camera.paper_process") as child:
        yield child


@pytest.fixture(autouse=True)
def _lasts(photographer: Child) -> None:
    """Have the process there before a test counts what it leaves behind."""


def photograph(photographer: Child, desk: bytes, most_bytes: int = MOST_PHOTO_BYTES) -> PaperOutcome:
    answer = photographer.ask(msgspec.msgpack.encode(Ask(desk, most_bytes)), timeout_s=LONG_S)
    outcome: PaperOutcome = msgspec.msgpack.decode(answer, type=PaperOutcome)
    return outcome


def photo(outcome: PaperOutcome) -> Image.Image:
    assert isinstance(outcome, PaperPhoto)
    image = Image.open(io.BytesIO(outcome.jpeg))
    assert (outcome.width, outcome.height) == image.size
    return image


def marked() -> Image.Image:
    """Return a sheet with a colour near each corner."""
    page = Image.new("RGB", A4_PX, PAPER)
    draw = ImageDraw.Draw(page)
    for (x, y), colour in zip(MARKS, COLOURS, strict=True):
        at = (x * A4_PX[0], y * A4_PX[1])
        draw.rectangle((at[0] - 40, at[1] - 40, at[0] + 40, at[1] + 40), fill=colour)
    return page


@pytest.mark.parametrize("corners", [STRAIGHT, TURNED, LYING])
def test_sheet_is_straightened_with_its_corners_where_they_were(
    photographer: Child, corners: Corners
) -> None:
    image = photo(photograph(photographer, on_desk(marked(), corners))).convert("RGB")
    seen = [image.getpixel((round(x * image.width), round(y * image.height))) for x, y in MARKS]
    for expected, got in zip(COLOURS, seen, strict=True):
        assert isinstance(got, tuple)
        assert max(abs(a - b) for a, b in zip(expected, got, strict=True)) < 70, (expected, got)


def test_paper_is_white_though_the_light_was_not(photographer: Child) -> None:
    image = photo(photograph(photographer, on_desk(sheet(), TURNED, light=0.6))).convert("L")
    margin = image.crop((0, 0, image.width, round(image.height * 0.05)))
    foot = image.crop((0, round(image.height * 0.95), image.width, image.height))
    medians = [sorted(strip.tobytes())[strip.width * strip.height // 2] for strip in (margin, foot)]
    assert min(medians) > 225


def test_photo_keeps_to_its_limit_and_to_readable_letters(photographer: Child) -> None:
    sizes = []
    for most in (MOST_PHOTO_BYTES, 250_000):
        outcome = photograph(photographer, laid(SheetPlace.STRAIGHT), most)
        assert isinstance(outcome, PaperPhoto)
        assert len(outcome.jpeg) <= most
        sizes.append(outcome.height)
    assert 1100 <= sizes[1] <= sizes[0]
    assert isinstance(photograph(photographer, laid(SheetPlace.STRAIGHT), 20_000), PhotoUnavailable)


@pytest.mark.parametrize("blur", [2, 3, 4, 6])
@pytest.mark.parametrize("light", [1.0, 0.4])
def test_blur_is_seen_in_any_light_and_with_any_print(photographer: Child, blur: float, light: float) -> None:
    for page in (sheet(), marked()):
        assert PaperBlurred() == photograph(photographer, on_desk(page, TURNED, blur=blur, light=light))


@pytest.mark.parametrize(
    ("how", "outcome"),
    [
        (SheetPlace.NONE, NoPaper()),
        (SheetPlace.OVER_THE_EDGE, PaperCutOff()),
        (SheetPlace.BLURRED, PaperBlurred()),
        (SheetPlace.DARK, NoPaper()),
    ],
)
def test_what_is_no_readable_sheet_is_named(
    photographer: Child, how: SheetPlace, outcome: PaperOutcome
) -> None:
    assert outcome == photograph(photographer, laid(how))


def test_empty_sheet_is_photographed_as_it_is(photographer: Child) -> None:
    empty = on_desk(Image.new("RGB", A4_PX, PAPER), TURNED)
    assert isinstance(photograph(photographer, empty), PaperPhoto)


def test_picture_that_is_none_is_an_outcome(photographer: Child) -> None:
    assert isinstance(photograph(photographer, b"\xff\xd8 no picture \xff\xd9"), PhotoUnavailable)
    for colour in ((0, 0, 0), (255, 255, 255)):
        assert NoPaper() == photograph(photographer, jpeg_of(Image.new("RGB", (800, 600), colour)))


def test_mutilated_pictures_are_outcomes(photographer: Child) -> None:
    small = Image.open(io.BytesIO(laid(SheetPlace.TURNED))).resize((648, 486))
    pid, whole, chance = photographer.pid, jpeg_of(small), random.Random(7)
    for _ in range(60):
        picture = bytearray(whole)
        for _ in range(chance.randint(1, 40)):
            picture[chance.randrange(len(picture))] = chance.randrange(256)
        outcome = photograph(photographer, bytes(picture))
        assert isinstance(outcome, PaperPhoto | NoPaper | PaperCutOff | PaperBlurred | PhotoUnavailable)
    assert pid == photographer.pid


@pytest.fixture
def camera() -> Iterator[SimulatedCamera]:
    with SimulatedCamera((laid(SheetPlace.TURNED),), fps=20) as camera:
        yield camera


@pytest.fixture
def desk(camera: SimulatedCamera) -> Iterator[DeskCamera]:
    driver = document_camera(CameraHttp(camera.url))
    yield driver
    driver.close()


def test_photograph_goes_on_after_its_process_was_killed(desk: DeskCamera) -> None:
    before = set(psutil.Process().children())
    assert isinstance(desk.photograph(), PaperPhoto)
    (child,) = set(psutil.Process().children()) - before
    child.kill()
    assert isinstance(desk.photograph(), PhotoUnavailable)
    assert isinstance(desk.photograph(), PaperPhoto)


def test_nothing_of_a_paper_is_kept_once_the_camera_is_let_go(desk: DeskCamera) -> None:
    before = set(psutil.Process().children())
    assert isinstance(desk.photograph(), PaperPhoto)
    desk.release()
    assert before == set(psutil.Process().children())


def test_camera_without_a_picture_is_said(desk: DeskCamera, camera: SimulatedCamera) -> None:
    camera.fault = CameraFault.HTML
    assert isinstance(desk.photograph(), PhotoUnavailable)
    camera.unplug()
    assert isinstance(desk.photograph(), PhotoUnavailable)


def test_command_writes_a_photo_for_its_owner_alone(camera: SimulatedCamera, tmp_path: Path) -> None:
    config = tmp_path / "terminal.toml"
    config.write_text(f'[devices.document_camera]\ndriver = "camera-http"\nurl = "{camera.url}"\n')
    out = tmp_path / "photo.jpg"
    args = ("device", "photograph", "--out", str(out), "--config", str(config), "--json")
    done = kiosk(*args)
    assert (0, "photo") == (done.code, done.row["status"])
    assert (done.row["bytes"], 0o600) == (out.stat().st_size, out.stat().st_mode & 0o777)
    out.unlink()
    camera.show((laid(SheetPlace.NONE),))
    none = kiosk(*args)
    assert (1, "no_paper", False) == (none.code, none.row["status"], out.exists())
