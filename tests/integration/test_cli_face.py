"""`kiosk face measure` on a tiny set of drawn faces: its arithmetic, not a figure."""

import random
from pathlib import Path

from sim.desk import jpeg_of
from sim.face import face
from sim.portrait import draw, nobody
from tests.integration.cli_command import kiosk

PERSONS, PICTURES = 3, 2


def drawn_set(folder: Path) -> Path:
    for person in range(PERSONS):
        (folder / f"p{person}").mkdir(parents=True)
        someone = face(random.Random(person))
        for number in range(PICTURES):
            picture = jpeg_of(draw(someone, turn=0.05 * number))
            (folder / f"p{person}" / f"{number}.jpg").write_bytes(picture)
    (folder / "p0" / "hall.jpg").write_bytes(nobody()[0])
    return folder


def test_every_pair_is_counted_and_what_shows_no_face_is_left_out(tmp_path: Path) -> None:
    said = kiosk("face", "measure", "--set", drawn_set(tmp_path / "set"), "--threshold", "1.0", "--json")
    about, *rows = said.rows
    assert {
        "persons": 3,
        "pictures": 6,
        "left_out": {"no_face": 1},
        "same_pairs": 3,
        "other_pairs": 12,
    } == about
    assert 0 == said.code
    assert [0.3, 1.0] == [rows[0]["threshold"], rows[-1]["threshold"]]
    assert (1.0, 0.0) == (rows[-1]["false_accept"], rows[-1]["false_reject"])
    assert all(row["false_accept_low"] <= row["false_accept"] <= row["false_accept_high"] for row in rows)
    assert "hall.jpg: no_face" in said.err


def test_one_person_is_not_enough(tmp_path: Path) -> None:
    (tmp_path / "alone").mkdir()
    (tmp_path / "alone" / "1.jpg").write_bytes(jpeg_of(draw(face(random.Random(1)))))
    said = kiosk("face", "measure", "--set", tmp_path, "--json")
    assert (1, None) == (said.code, said.rows[1]["false_accept"])


def test_threshold_that_is_no_distance_is_refused() -> None:
    assert {2} == {
        kiosk("face", "measure", "--set", ".", "--threshold", word).code for word in ("nan", "-1", "x")
    }


def test_no_set_is_said(tmp_path: Path) -> None:
    for folder in (tmp_path / "nowhere", tmp_path):
        said = kiosk("face", "measure", "--set", folder, "--json")
        assert (2, "face_set") == (said.code, said.row["code"])
