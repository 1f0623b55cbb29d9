"""The panel that rare characters are looked up in, as its model presents it."""

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from kiosk.domain.ids import VisitId
from kiosk.domain.session import Session
from tests.ui.memory import MORNING, WANG
from ui import glyphs
from ui.conductor import Conductor
from ui.models.opening import ConsentModel
from ui.models.rare import RareModel

ROOM = 30


@pytest.fixture
def model(qtbot: QtBot) -> RareModel:
    assert qtbot is not None
    made = RareModel()
    made.setProperty("room", ROOM)
    made.begin()
    return made


def texts(model: RareModel) -> list[str]:
    return [cell["text"] for cell in model.property("cells")]


def go(model: RareModel, *way: str) -> None:
    for text in way:
        while text not in texts(model):
            before = model.property("page")
            model.turn(1)
            assert before < model.property("page"), f"{text} is not there"
        model.choose(texts(model).index(text))


def test_a_character_is_found_and_the_way_forgotten(model: RareModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.found) as found:
        go(model, "z", "zhe", "zhé", "喆")
    assert ["喆"] == found.args
    assert ("letter", False, 1) == tuple(model.property(name) for name in ("asked", "begun", "page"))


def test_each_step_says_what_is_asked_and_can_be_taken_back(model: RareModel) -> None:
    model.lookByRadical()
    asked = [model.property("asked")]
    for step in ("3", "口", "3"):
        go(model, step)
        asked.append(model.property("asked"))
    assert ["strokes", "form", "rest", "character"] == asked
    model.turn(1)
    assert {"kind": "character", "text": "𠮷", "reading": "jí", "radical": "口"} in model.property("cells")
    model.back()
    assert ("rest", "口  ") == (model.property("asked"), model.property("path"))


def test_pages_hold_as_much_as_there_is_room_and_end(model: RareModel) -> None:
    go(model, "y", "yi", "yì")
    pages = int(model.property("pages"))
    seen: list[str] = []
    for _ in range(pages):
        assert len(texts(model)) <= ROOM
        seen += texts(model)
        model.turn(1)
    assert (pages, len(seen)) == (model.property("page"), len(set(seen)))
    assert "燚" in seen[: 2 * ROOM]


def test_what_no_face_draws_is_not_offered(model: RareModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.models.rare.drawn", lambda character: character != "喆")
    go(model, "z", "zhe", "zhé")
    assert "喆" not in texts(model)
    assert "哲" in texts(model)


@pytest.mark.parametrize(
    ("character", "there"), [("放", True), ("㐂", True), ("𠮷", True), ("\U00031350", False)]
)
def test_faces_say_what_they_draw(character: str, *, there: bool, qtbot: QtBot) -> None:
    assert qtbot is not None
    assert there == glyphs.drawn(character)


@pytest.mark.parametrize(("name", "shown", "unseen"), [("王𠮷", "王*", False), ("\U00031350芳", "〓*", True)])
def test_a_character_of_the_cards_name_that_no_face_has_is_said(
    conductor: Conductor, name: str, shown: str, *, unseen: bool
) -> None:
    identity = msgspec.structs.replace(WANG, name=name)
    conductor.session = Session(id=VisitId("1"), started_at=MORNING, identity=identity)
    model = ConsentModel(conductor)
    model.show()
    assert (shown, unseen) == (model.property("name"), model.property("unseen"))
