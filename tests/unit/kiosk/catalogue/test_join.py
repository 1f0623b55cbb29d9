"""One form out of several: nothing is asked twice, and what only one part asks goes with it."""

from pathlib import Path

import pytest

from kiosk.catalogue.loader import load, problems
from kiosk.domain.answers import Answer
from kiosk.domain.fee import ChosenFee, FixedFee, FreeOfCharge, JointFee, due_fen, lines_due
from kiosk.domain.joined import narrowed
from kiosk.domain.matter import Matter
from kiosk.domain.part import answers_of, part_number
from kiosk.domain.record import Record, Records

MOVING = """
code = "11330109MB9990071P4332099990001"
name = { zh = "搬家一件事", en = "Moving house, in one" }
pinyin = "ban jia yi jian shi"
life_event = "residence"
summary = { zh = "一次办完居住、就医和诉求", en = "Residence, care and requests at once" }
minutes = 8
promised = { count = 15, unit = "day" }
purpose = { zh = "核对各件事要的材料。", en = "To check what the parts need." }
parts = ["residence-permit-endorsement", "remote-residence-filing", "hotline-12345"]
same = [["residence-permit-endorsement.address", "remote-residence-filing.address"]]
offline = { accepted = true, reason = { zh = "没有网络也先收下。", en = "Taken without the network too." } }
after = { zh = "各部门分别办理。", en = "Each department does its part." }

[guide]
outcome = { name = { zh = "各件办结", en = "Each part done" }, handed = "record" }
"""
ENDORSE, FILING, HOTLINE = "residence-permit-endorsement", "remote-residence-filing", "hotline-12345"


def joined(root: Path, text: str = MOVING) -> Path:
    (root / "joined").mkdir(exist_ok=True)
    (root / "joined" / "moving.toml").write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def moving(root: Path) -> Matter:
    assert () == problems(joined(root))
    return load(root).by_slug("moving")


def test_what_two_parts_ask_is_asked_once(moving: Matter) -> None:
    asked = [field.id for field in moving.fields]
    assert len(asked) == len(set(asked))
    assert 1 == sum(name.endswith(".phone") for name in asked), (
        "all three take the phone over from one library"
    )
    assert f"{FILING}.address" not in asked
    assert len(asked) < sum(len(part.fields) for part in moving.parts)


def test_every_part_finds_its_own_answers(moving: Matter) -> None:
    answers = tuple(Answer(field.id, f"to {field.id}") for field in moving.fields)
    endorsing, filing, hotline = moving.parts
    given = {answer.field: answer.value for answer in answers_of(filing, answers)}
    assert set(filing.fields) == set(given)
    assert f"to {ENDORSE}.address" == given["address"]
    assert f"to {endorsing.fields['phone']}" == given["phone"]
    assert {"category", "place", "request", "phone"} == {
        answer.field for answer in answers_of(hotline, answers)
    }


def test_a_part_left_out_takes_its_own_questions_along(moving: Matter) -> None:
    kept = frozenset({moving.parts[0].code, moving.parts[2].code})
    fewer = narrowed(moving, kept)
    assert kept == {part.code for part in fewer.parts}
    assert not any(field.id.startswith(FILING) for field in fewer.fields)
    assert f"{ENDORSE}.address" in {field.id for field in fewer.fields}
    assert fewer.promise is None
    assert moving.promise is not None
    assert narrowed(moving, frozenset(part.code for part in moving.parts)) == moving


def test_parts_are_numbered_from_one() -> None:
    assert ["S1-1", "S1-2"] == [part_number("S1", place) for place in range(2)]


def test_free_parts_are_free_together(moving: Matter) -> None:
    assert FreeOfCharge() == moving.fee


def test_what_parts_cost_is_a_line_each(root: Path) -> None:
    other = root / "matters" / "service_centre" / "hotline-12345.toml"
    fee = '\n[fee]\nkind = "fixed"\namount_fen = 1500\nbasis = { zh = "依据", en = "basis" }\n'
    changed = other.read_text(encoding="utf-8").replace(
        "offline = { accepted = true", "offline = { accepted = false"
    )
    other.write_text(changed + fee, encoding="utf-8")
    matter = load(
        joined(root, MOVING.replace("offline = { accepted = true", "offline = { accepted = false"))
    ).by_slug("moving")
    assert isinstance(matter.fee, JointFee)
    assert isinstance(matter.fee.lines[2].fee, FixedFee)
    assert not any(isinstance(line.fee, ChosenFee) for line in matter.fee.lines)
    nobody = Records(reached=True)
    lines = lines_due(matter.fee, (), {}, nobody) or ()
    assert [(matter.parts[2].code, 1500)] == [(line.code, line.amount_fen) for line in lines]
    assert 1500 == due_fen(matter.fee, (), {"x": Record(type="t", id="i", source="s", values={})}, nobody)


DERIVED = """derived = [
    { field = "residence-permit-endorsement.reason", from = "remote-residence-filing.why", as = { WHY } },
    { field = "hotline-12345.category", is = "roads" },
    { field = "hotline-12345.place", from = "residence-permit-endorsement.address" },
]
offline ="""


def test_what_follows_from_another_answer_is_not_asked(root: Path) -> None:
    why = load(root).by_slug(FILING).field("why")
    words = ", ".join(f'{option.value} = "family"' for option in why.options)
    text = MOVING.replace("offline =", DERIVED.replace("WHY", words), 1)
    assert () == problems(joined(root, text))
    moving = load(root).by_slug("moving")
    asked = {field.id for field in moving.fields}
    assert not asked & {f"{ENDORSE}.reason", f"{HOTLINE}.category", f"{HOTLINE}.place"}
    answers = (
        Answer(f"{FILING}.why", why.options[0].value),
        Answer(f"{ENDORSE}.address", "样例街道示范路1号"),
    )
    endorsing, _, hotline = moving.parts
    assert "family" in {answer.value for answer in answers_of(endorsing, answers) if answer.field == "reason"}
    given = {answer.field: answer.value for answer in answers_of(hotline, answers)}
    assert ("roads", "样例街道示范路1号") == (given["category"], given["place"])
    fewer = narrowed(moving, frozenset({endorsing.code}))
    assert f"{FILING}.why" in {field.id for field in fewer.fields}, (
        "what an answer follows from is still asked"
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('field = "hotline-12345.categroy", is = "roads"', "is no field of a part"),
        ('field = "hotline-12345.category", is = "moon"', "does not offer moon"),
        ('field = "hotline-12345.category"', "derived `from` a question, or `is` an answer"),
        ('field = "hotline-12345.category", from = "remote-residence-filing.why"', "is none to"),
        (
            'field = "hotline-12345.category", from = "remote-residence-filing.why", as = { x = "roads" }',
            "needs its meaning",
        ),
    ],
)
def test_what_can_not_follow_is_said(root: Path, row: str, said: str) -> None:
    text = MOVING.replace("offline =", f"derived = [{{ {row} }}]\noffline =", 1)
    assert any(said in problem.message for problem in problems(joined(root, text)))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            '"hotline-12345"]',
            '"hotline-1234"]',
            "no matter is called `hotline-1234`; did you mean `hotline-12345`?",
        ),
        (', "remote-residence-filing", "hotline-12345"]', "]", "two different parts or more"),
        ('"hotline-12345"]', '"driving-licence-points"]', "is a query; parts are"),
        ('"hotline-12345"]', '"supplement-papers"]', "is about an earlier case"),
        ("remote-residence-filing.address", "remote-residence-filing.adress", "is no field of a part"),
        ("remote-residence-filing.address", "remote-residence-filing.since", "asked in different ways"),
        ("parts = [", 'parst = 1\nparts = ["hotline-12345", ', "unknown key `parst`"),
        ("各部门分别办理。", "", "the zh text is empty"),
    ],
)
def test_what_can_not_be_joined_is_said(root: Path, before: str, after: str, said: str) -> None:
    assert before in MOVING
    found = problems(joined(root, MOVING.replace(before, after, 1)))
    assert any(said in problem.message and problem.file == "joined/moving.toml" for problem in found), found
