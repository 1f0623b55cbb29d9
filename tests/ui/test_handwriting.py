"""A character written with a finger, as the model takes it; test_keyboard.py writes one on the screen."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from kiosk.domain.handwriting import (
    MOST_POINTS,
    MOST_STROKES,
    SIDE,
    Candidates,
    HandwritingAway,
    Recognised,
    Strokes,
)
from ui.models.handwriting import HandwritingModel


class Hand:
    """Answers when a test says so."""

    def __init__(self) -> None:
        self.asked: list[tuple[Strokes, Callable[[Recognised], None]]] = []
        self.begun = self.forgotten = 0

    def begin(self) -> None:
        self.begun += 1

    def read(self, strokes: Strokes, told: Callable[[Recognised], None]) -> None:
        self.asked.append((strokes, told))

    def forget(self) -> None:
        self.forgotten += 1

    def answer(self, question: int, found: Recognised) -> None:
        self.asked[question][1](found)


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def model(hand: Hand, qtbot: QtBot) -> HandwritingModel:
    assert qtbot is not None
    return HandwritingModel(hand)


def write(model: HandwritingModel, *strokes: tuple[tuple[float, float], ...]) -> None:
    for (x, y), *rest in strokes:
        model.down(x, y)
        for onward in rest:
            model.moved(*onward)
        model.up()


def offered(model: HandwritingModel) -> list[str]:
    return list(model.property("candidates"))


def test_each_stroke_is_asked_about_with_those_before_it(model: HandwritingModel, hand: Hand) -> None:
    write(model, ((10, 10), (90, 10)), ((50, 0), (50, 100)))
    assert (((10, 10), (90, 10)), ((50, 0), (50, 100))) == hand.asked[-1][0]
    assert [[QPointF(10, 10), QPointF(90, 10)], [QPointF(50, 0), QPointF(50, 100)]] == model.property("ink")


def test_an_answer_about_what_was_written_before_is_dropped(
    model: HandwritingModel, hand: Hand, qtbot: QtBot
) -> None:
    write(model, ((10, 10), (90, 10)), ((50, 0), (50, 100)))
    hand.answer(1, Candidates(("十", "＋")))
    hand.answer(0, Candidates(("一",)))
    qtbot.waitUntil(lambda: offered(model) != [])
    qtbot.wait(20)
    assert ["十", "＋"] == offered(model)


def test_a_stroke_is_taken_back_and_the_last_leaves_nothing(model: HandwritingModel, hand: Hand) -> None:
    write(model, ((10, 10), (90, 10)), ((50, 0), (50, 100)))
    model.undo()
    assert (((10, 10), (90, 10)),) == hand.asked[-1][0]
    model.undo()
    model.undo()
    assert (True, 3) == (model.property("empty"), len(hand.asked))


def test_clearing_and_forgetting_leave_no_ink_and_no_late_answer(
    model: HandwritingModel, hand: Hand, qtbot: QtBot
) -> None:
    write(model, ((10, 10), (90, 10)))
    model.forget()
    hand.answer(0, Candidates(("一",)))
    qtbot.wait(20)
    assert ([], [], 1) == (model.property("ink"), offered(model), hand.forgotten)


def test_away_is_said_until_something_is_recognised_again(
    model: HandwritingModel, hand: Hand, qtbot: QtBot
) -> None:
    write(model, ((10, 10), (90, 10)))
    hand.answer(0, HandwritingAway("it is not installed"))
    qtbot.waitUntil(lambda: model.property("away") is True)
    write(model, ((50, 0), (50, 100)))
    hand.answer(1, Candidates(("十",)))
    qtbot.waitUntil(lambda: model.property("away") is False)
    assert ["十"] == offered(model)


def test_a_hand_that_leaves_the_box_or_never_rests_stays_within_bounds(
    model: HandwritingModel, hand: Hand
) -> None:
    write(model, ((-50, 2000.0), (-50, 2000.4), (500, 500)))
    assert (((0, SIDE), (500, 500)),) == hand.asked[-1][0]
    zigzag = tuple((float(step % 2 * 100), float(step % SIDE)) for step in range(3 * MOST_POINTS))
    write(model, *(zigzag,) * (MOST_STROKES + 5))
    strokes = hand.asked[-1][0]
    assert (MOST_STROKES, MOST_POINTS) == (len(strokes), max(map(len, strokes)))
