"""The parts of a joined matter 一件事: matters of several departments behind one form and one number."""

from collections.abc import Iterable

import msgspec

from kiosk.domain.answers import Answer, Answers
from kiosk.domain.eligibility import Eligibility
from kiosk.domain.fee import Fee, FeeLine, FreeOfCharge, JointFee, SingleFee
from kiosk.domain.promise import Promise
from kiosk.domain.text import Text
from kiosk.domain.values import read_person


class Derived(msgspec.Struct, frozen=True, kw_only=True):
    """An answer of a part that is not asked: it follows from another one, or from the joint matter itself."""

    source: str = ""
    """The joint form's field; empty where `constant` is the answer."""
    words: dict[str, str] = msgspec.field(default_factory=dict)
    """The source's answers and what they mean here; empty takes them as they are."""
    name_only: bool = False
    """Of a person, the name."""
    constant: str = ""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One matter within a joined one, and where its own fields and materials stand in the joint form."""

    code: str
    slug: str
    name: Text
    department: Text
    eligibility: tuple[Eligibility, ...]
    fields: dict[str, str]
    """The part's own field -> the joint form's."""
    derived: dict[str, Derived] = msgspec.field(default_factory=dict)
    """The part's own fields that are not asked."""
    materials: dict[str, str]
    """The part's own material -> the joint list's."""
    promise: Promise | None
    fee: SingleFee
    """Over the joint form's fields."""


def answers_of(part: Part, answers: Answers) -> Answers:
    """Return the joint form's answers as the part's own form would have them."""
    given = {answer.field: answer for answer in answers}
    asked = (
        Answer(own, given[joint].value, given[joint].row)
        for own, joint in part.fields.items()
        if joint in given
    )
    return (*asked, *(Answer(own, _value(one, given)) for own, one in part.derived.items()))


def _value(derived: Derived, given: dict[str, Answer]) -> str:
    if not derived.source:
        return derived.constant
    value = given[derived.source].value if derived.source in given else ""
    if derived.name_only:
        return read_person(value).name
    return derived.words.get(value, "") if derived.words else value


def own_names(part: Part, materials: Iterable[str]) -> tuple[str, ...]:
    """Return materials of the joint list as the part calls its own."""
    asked = set(materials)
    return tuple(own for own, joint in part.materials.items() if joint in asked)


def joint_promise(parts: tuple[Part, ...]) -> Promise | None:
    """Return one promise that says what each part's says; None when no part has any."""
    given = [(part, part.promise) for part in parts if part.promise is not None]
    if len(given) < 2:  # noqa: PLR2004 one promise is shown as it is
        return given[0][1] if given else None
    return Promise(
        version="+".join(f"{part.slug}:{promise.version}" for part, promise in given),
        title=JOINT_TITLE,
        text=_one_after_another((part.name, promise.text) for part, promise in given),
        consequence=_one_after_another((part.name, promise.consequence) for part, promise in given),
    )


def joint_fee(parts: tuple[Part, ...]) -> Fee:
    """Return what the parts cost together, a line a part; nothing where each is free."""
    if all(isinstance(part.fee, FreeOfCharge) for part in parts):
        return FreeOfCharge()
    return JointFee(lines=tuple(FeeLine(code=part.code, name=part.name, fee=part.fee) for part in parts))


def part_number(number: str, place: int) -> str:
    """Return the sub-number of the part at `place` (from 0) of the item with that receipt number."""
    return f"{number}-{place + 1}"


def _one_after_another(texts: Iterable[tuple[Text, Text]]) -> Text:
    said = list(texts)
    return Text(
        zh="\n\n".join(f"【{name.zh}】{text.zh}" for name, text in said),
        en="\n\n".join(f"[{name.en}] {text.en}" for name, text in said),
    )


JOINT_TITLE = Text(zh="联办承诺书", en="Promises")
