"""What a FaceChecker promises, run on the process with dlib; every face here is drawn.

To dlib's model drawn people are relatives: two of them lie 0.2 to 0.6 apart where people lie above 0.6. So
these tests take a threshold of their own and say nothing of how well people are told apart.
"""

import datetime as dt
import math
import random
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from PIL import Image

from central.portraits import photo_of
from central.residents import identity_of, load_residents
from devices.face.checker import FaceProcess
from devices.face.questions import Describe, Described
from kiosk.domain.face import (
    AHEAD,
    ASIDE,
    FaceSeen,
    FaceUnavailable,
    NoFace,
    ReferenceKept,
    SeveralFaces,
    TooDark,
)
from sim.desk import jpeg_of
from sim.face import Face, face, face_of
from sim.portrait import draw, nobody

TODAY = dt.date(2026, 11, 25)
DRAWN_THRESHOLD = 0.2
MUTILATED = 60
GLANCES = FaceSeen | NoFace | SeveralFaces | TooDark | FaceUnavailable
PEOPLE = {resident.slug: identity_of(resident.card) for resident in load_residents(today=TODAY)}


def live(slug: str, *, turn_degrees: float = 0.0) -> bytes:
    return jpeg_of(draw(face_of(PEOPLE[slug], today=TODAY), turn=math.radians(turn_degrees)))


def anybody(seed: int) -> Face:
    return face(random.Random(seed))


@pytest.fixture
def checker() -> Iterator[FaceProcess]:
    made = FaceProcess(answer_s=60)
    yield made
    made.end()


def test_reference_photo_of_every_resident_shows_one_face(checker: FaceProcess) -> None:
    kept = {slug: checker.begin(photo_of(slug)) for slug in PEOPLE}
    assert {slug: ReferenceKept() for slug in PEOPLE} == kept


def test_drawn_person_is_nearer_to_the_own_photo_than_another(checker: FaceProcess) -> None:
    checker.begin(photo_of("wang-xiaoming"))
    own = checker.look(live("wang-xiaoming"), compare=True)
    other = checker.look(live("zhao-jianguo"), compare=True)
    assert isinstance(own, FaceSeen)
    assert isinstance(other, FaceSeen)
    assert own.distance is not None
    assert other.distance is not None
    assert own.distance < DRAWN_THRESHOLD < other.distance


def test_turn_is_seen_to_the_side_it_is_made(checker: FaceProcess) -> None:
    turns = []
    for degrees in (-24, 0, 24):
        seen = checker.look(live("wang-xiaoming", turn_degrees=degrees), compare=False)
        assert isinstance(seen, FaceSeen)
        assert seen.distance is None
        turns.append(seen.turn)
    assert turns[0] <= -ASIDE
    assert abs(turns[1]) <= AHEAD
    assert ASIDE <= turns[2]


def test_empty_hall_darkness_and_company_are_told_apart(checker: FaceProcess) -> None:
    two = Image.new("RGB", (1280, 480))
    for place, seed in ((0, 1), (640, 2)):
        two.paste(draw(anybody(seed)), (place, 0))
    dark = draw(anybody(1)).point(lambda value: value // 40)
    pictures = (nobody()[0], jpeg_of(dark), jpeg_of(two))
    assert (NoFace(), TooDark(), SeveralFaces()) == tuple(
        checker.look(picture, compare=True) for picture in pictures
    )


@pytest.mark.parametrize("broken", [b"", b"\xff\xd8\xff\xd9", b"GIF89a", "half"])
def test_what_is_no_picture_is_a_value_and_the_process_lives(
    checker: FaceProcess, broken: bytes | str
) -> None:
    assert ReferenceKept() == checker.begin(photo_of("wang-xiaoming"))
    pid, whole = checker.pid, live("wang-xiaoming")
    picture = whole[:2000] if isinstance(broken, str) else broken
    assert isinstance(checker.look(picture, compare=True), FaceUnavailable)
    assert pid == checker.pid
    assert isinstance(checker.look(whole, compare=True), FaceSeen)


def test_mutilated_pictures_are_values(checker: FaceProcess) -> None:
    assert ReferenceKept() == checker.begin(photo_of("wang-xiaoming"))
    pid, whole, chance = checker.pid, bytearray(live("wang-xiaoming")), random.Random(7)
    for _ in range(MUTILATED):
        picture = bytearray(whole)
        for _ in range(chance.randint(1, 40)):
            picture[chance.randrange(len(picture))] = chance.randrange(256)
        assert isinstance(checker.look(bytes(picture), compare=True), GLANCES)
    assert pid == checker.pid


def test_process_that_dies_is_a_value_and_begins_without_a_memory(checker: FaceProcess) -> None:
    checker.begin(photo_of("wang-xiaoming"))
    assert checker.pid is not None
    psutil.Process(checker.pid).kill()
    assert isinstance(checker.look(live("wang-xiaoming"), compare=True), FaceUnavailable)
    again = checker.look(live("wang-xiaoming"), compare=True)
    assert isinstance(again, FaceSeen)
    assert again.distance is None


def test_process_that_hangs_is_ended() -> None:
    checker = FaceProcess(answer_s=60)
    checker.begin(photo_of("wang-xiaoming"))
    pid = checker.pid
    assert pid is not None
    psutil.Process(pid).suspend()
    checker._answer_s = 0.2
    late = checker.look(live("wang-xiaoming"), compare=True)
    assert FaceUnavailable("devices.face gave no answer in time and was ended") == late
    assert not psutil.pid_exists(pid)


def test_nothing_is_left_after_the_end(checker: FaceProcess) -> None:
    checker.begin(photo_of("wang-xiaoming"))
    pid = checker.pid
    assert pid is not None
    checker.end()
    assert (None, False) == (checker.pid, psutil.pid_exists(pid))


def test_without_its_models_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "face_recognition_models").mkdir()
    (tmp_path / "face_recognition_models" / "__init__.py").touch()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    outcome = FaceProcess(answer_s=60).begin(b"")
    assert isinstance(outcome, FaceUnavailable)
    assert "install the extra [face]" in outcome.reason


def test_descriptor_has_128_numbers(checker: FaceProcess) -> None:
    described = checker.ask(Describe(live("wang-xiaoming")))
    assert isinstance(described, Described)
    assert 128 == len(described.numbers)
