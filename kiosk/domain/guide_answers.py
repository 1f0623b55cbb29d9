"""What residents ask of every matter, answered from its declaration: what to bring, cost, time, where."""

from enum import StrEnum
from typing import assert_never

from kiosk.domain import guide_words
from kiosk.domain.guide import Question
from kiosk.domain.matter import Assurance, Material, MaterialWay, Matter
from kiosk.domain.text import Text


class Aspect(StrEnum):
    """A side of a matter that its guide tells."""

    BRING = "bring"
    COST = "cost"
    TIME = "time"
    WHERE = "where"


def answer_of(matter: Matter, aspect: Aspect) -> Question:
    """Return the question for one side of a matter, and its answer."""
    return Question(asked=ASKED[aspect].format(name=matter.name), answer=_answer(matter, aspect))


def _answer(matter: Matter, aspect: Aspect) -> Text:
    match aspect:
        case Aspect.BRING:
            return _bring(matter)
        case Aspect.COST:
            return _together(guide_words.price(matter), *guide_words.reductions(matter))
        case Aspect.TIME:
            return _time(matter)
        case Aspect.WHERE:
            return _where(matter)
    assert_never(aspect)


def _bring(matter: Matter) -> Text:
    shared = [one for one in matter.materials if MaterialWay.RECORD in one.ways]
    promised = [one for one in matter.materials if one.ways[:1] == (MaterialWay.PROMISE,)]
    wanted = [one for one in matter.materials if one.brought]
    return _together(
        CARD_AND_PHONE if matter.assurance is Assurance.CARD_CODE else CARD,
        *(said.format(papers=_names(papers)) for said, papers in ((WANTED, wanted),) if papers),
        *(said.format(papers=_names(papers)) for said, papers in ((SHARED, shared),) if papers),
        *(said.format(papers=_names(papers)) for said, papers in ((PROMISED, promised),) if papers),
    )


def _time(matter: Matter) -> Text:
    here, trips, reason = guide_words.minutes(matter), matter.guide.trips, matter.guide.trips_reason
    if matter.promised.unit == "immediate":
        taken = AT_ONCE.format(here=here)
    else:
        taken = TAKES.format(here=here, duration=guide_words.duration(matter.promised))
    return _together(taken, *((TRIPS.format(count=trips, reason=reason),) if reason else ()))


def _where(matter: Matter) -> Text:
    left, counter = matter.left_to_do, matter.counter
    here = ALL_HERE if left is None else PART_HERE.format(left=left)
    at = AT_COUNTER.format(place=counter.place, hours=counter.hours, phone=counter.phone)
    return _together(here, at)


def _names(papers: list[Material]) -> Text:
    return Text(
        zh="、".join(one.name.zh for one in papers), en=", ".join(one.name.en.lower() for one in papers)
    )


def _together(*sentences: Text) -> Text:
    return Text(
        zh="".join(f"{one.zh.rstrip('。')}。" for one in sentences),
        en=" ".join(f"{one.en.rstrip('.')}." for one in sentences),
    )


ASKED = {
    Aspect.BRING: Text(zh="{name}：要带什么？", en="{name}: what to bring?"),
    Aspect.COST: Text(zh="{name}：多少钱？", en="{name}: what does it cost?"),
    Aspect.TIME: Text(zh="{name}：要多久？", en="{name}: how long does it take?"),
    Aspect.WHERE: Text(zh="{name}：在哪里办？", en="{name}: where is it done?"),
}
CARD = Text(zh="带身份证", en="Your identity card")
CARD_AND_PHONE = Text(
    zh="带身份证，还有登记过的手机，要收验证码",
    en="Your identity card, and your registered phone for a code",
)
WANTED = Text(zh="要带：{papers}", en="Bring: {papers}")
SHARED = Text(
    zh="不用带：{papers}，由数据共享核对", en="No need to bring: {papers} (checked by data sharing)"
)
PROMISED = Text(zh="签一份承诺代替：{papers}", en="A promise you sign stands for: {papers}")
AT_ONCE = Text(zh="在机器上{here}，当场办好", en="At the machine {here}, done at once")
TAKES = Text(
    zh="在机器上{here}，部门在{duration}内办好", en="At the machine {here}; the department takes {duration}"
)
TRIPS = Text(zh="还要去 {count} 趟：{reason}", en="Trips besides: {count}. {reason}")
ALL_HERE = Text(zh="在这台机器上就能办完", en="All of it here at the machine")
PART_HERE = Text(zh="这里先办一部分：{left}", en="Part of it here. {left}")
AT_COUNTER = Text(zh="窗口：{place}，{hours}，电话 {phone}", en="Counter: {place}, {hours}, {phone}")
