"""What counts as a signature, and its drawing."""

import pytest

from kiosk.domain.commitment import Stroke
from kiosk.domain.signature import MOST_POINTS, MOST_STROKES, signature_problem, signature_svg

WANG = (Stroke(((100, 100, 0), (300, 90, 120))), Stroke(((200, 60, 300), (205, 250, 480))))
DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="24mm" height="23mm" viewBox="8 4 24 23">'
    '<g fill="none" stroke="#000" stroke-width="0.9" stroke-linecap="round" stroke-linejoin="round">'
    '<path d="M10 10 L30 9"/><path d="M20 6 L20.5 25"/></g></svg>'
)


def test_two_lines_are_a_signature() -> None:
    assert None is signature_problem(WANG)


@pytest.mark.parametrize(
    ("strokes", "why"),
    [
        ((), "the box is empty"),
        ((Stroke(()), Stroke(())), "the box is empty"),
        ((Stroke(((500, 500, 0),)),), "it is 0 thousandths of the box large, at least 40"),
        ((Stroke(((1, 1, 0), (30, 20, 9))),), "it is 29 thousandths of the box large, at least 40"),
        ((Stroke(((1, 1, 0), (46, 1, 9))),), "the finger drew 45 thousandths, at least 60"),
        ((Stroke(((1, 1, 0),)), Stroke(((900, 900, 9),))), "the finger drew 0 thousandths, at least 60"),
        ((Stroke(((1, 1, 0), (1001, 1, 9))),), "a point lies outside the box of 1000 x 1000"),
        ((Stroke(((1, 1, 50), (400, 1, 9))),), "the times do not follow one another"),
        ((Stroke(((1, 1, -5), (400, 1, 9))),), "the times do not follow one another"),
        ((Stroke(((1, 1, 0), (400, 1, 900_000))),), "the times do not follow one another"),
    ],
)
def test_what_is_no_signature_says_why(strokes: tuple[Stroke, ...], why: str) -> None:
    assert why == signature_problem(strokes)


def test_a_flood_of_points_is_refused() -> None:
    many = (Stroke(tuple((n % 1000, 1, n) for n in range(MOST_POINTS + 1))),)
    scribble = tuple(Stroke(((n, 1, n),)) for n in range(MOST_STROKES + 1))
    assert {True} == {"at most" in (signature_problem(strokes) or "") for strokes in (many, scribble)}


def test_drawing_is_the_same_to_the_byte() -> None:
    assert DRAWN == signature_svg(WANG)


def test_a_dot_is_drawn_as_one() -> None:
    assert '<path d="M1 2 L1 2"/>' in signature_svg((Stroke(((10, 20, 0),)),))
