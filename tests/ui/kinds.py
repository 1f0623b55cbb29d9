"""A matter with one question of each kind, for pages and hands; its people and places are invented."""

import msgspec

from kiosk.catalogue.loader import Catalogue
from kiosk.domain.answers import Answer
from kiosk.domain.fee import FixedFee, Reduction
from kiosk.domain.field import Column, ColumnKind, Condition, Field, FieldKind, Option
from kiosk.domain.guide import Handed, Outcome, Question
from kiosk.domain.matter import Matter
from kiosk.domain.record import Records
from kiosk.domain.text import Text
from kiosk.domain.values import Other, written_many, written_person, written_table
from tests.ui.cast import RECORDS
from tests.ui.memory import record


def words(zh: str, en: str) -> Text:
    return Text(zh=zh, en=en)


RELATIONS = (
    Option(value="child", label=words("子女", "Child")),
    Option(value="parent", label=words("父母", "Parent")),
    Option(value="spouse", label=words("配偶", "Spouse")),
)
HARDSHIPS = (
    Option(value="illness", label=words("有人长期生病", "Somebody is ill for long")),
    Option(value="work", label=words("没有固定工作", "No steady work")),
    Option(value="study", label=words("孩子在上学", "A child at school")),
    Option(value="alone", label=words("一个人带孩子", "Bringing up a child alone")),
    Option(value="disabled", label=words("有人残疾", "Somebody is disabled")),
)
FIELDS = (
    Field(
        id="people",
        label=words("家里人数", "People at home"),
        question=words("家里一共几口人？", "How many people live in your home?"),
        help=words("连您自己一起算", "Count yourself too"),
        kind=FieldKind.NUMBER,
        least=1,
        most=20,
    ),
    Field(
        id="income",
        label=words("每月收入", "Monthly income"),
        question=words("全家一个月收入多少？", "What does the family earn in a month?"),
        kind=FieldKind.MONEY,
        most=10_000_00,
    ),
    Field(
        id="hardship",
        label=words("困难", "Hardship"),
        question=words("家里有哪些难处？", "What is hard at home?"),
        kind=FieldKind.MANY,
        options=HARDSHIPS,
        most=3,
    ),
    Field(
        id="school",
        label=words("几个孩子在上学", "Children at school"),
        question=words("几个孩子在上学？", "How many children are at school?"),
        kind=FieldKind.NUMBER,
        when=Condition(field="hardship", among=("study",)),
        required=False,
    ),
    Field(
        id="home",
        label=words("住址", "Address"),
        question=words("您现在住在哪里？", "Where do you live now?"),
        kind=FieldKind.ADDRESS,
    ),
    Field(
        id="carer",
        label=words("照料人", "Carer"),
        question=words("谁照料家里的病人？", "Who cares for the ill person?"),
        kind=FieldKind.PERSON,
    ),
    Field(
        id="since",
        label=words("从何时起", "Since"),
        question=words("从哪一天开始照料的？", "Since which day?"),
        kind=FieldKind.DATE,
        latest="@today",
    ),
    Field(
        id="account",
        label=words("银行卡", "Bank card"),
        question=words("补助打到哪张银行卡？", "Which bank card should it be paid to?"),
        help=words("卡号在卡的正面，只能用您自己的卡", "The number is on the card's front; it must be yours"),
        kind=FieldKind.ACCOUNT,
    ),
    Field(
        id="car",
        label=words("车牌", "Number plate"),
        question=words("家里的车牌号是多少？", "What is your car's number plate?"),
        kind=FieldKind.PLATE,
        required=False,
    ),
    Field(
        id="family",
        label=words("家庭成员", "Family"),
        question=words("家里还有谁？", "Who else is in the family?"),
        kind=FieldKind.TABLE,
        columns=(
            Column(id="name", label=words("姓名", "Name")),
            Column(
                id="relation",
                label=words("和您的关系", "Relation"),
                kind=ColumnKind.CHOICE,
                options=RELATIONS,
            ),
            Column(id="age", label=words("年龄", "Age"), kind=ColumnKind.NUMBER),
            Column(id="income", label=words("月收入", "Monthly income"), kind=ColumnKind.MONEY),
        ),
        most=3,
    ),
    Field(
        id="agreed",
        label=words("授权核对", "Consent to check"),
        question=words(
            "同意民政部门核对全家的收入和财产吗？",
            "May the department check your whole family's income and property?",
        ),
        help=words(
            "只用来审核这次申请，核对结果不会告诉别人。",
            "It is used for this application alone and told to nobody.",
        ),
        kind=FieldKind.CONSENT,
    ),
)
CARER = Other("陈示范", "99990119850312104X")
ANSWERS = (
    Answer("people", "4"),
    Answer("income", "325050"),
    Answer("hardship", written_many(("work", "study"))),
    Answer("school", "2"),
    Answer("home", "浙江省杭州市萧山区样例街道示范路12号2幢301室"),
    Answer("carer", written_person(CARER)),
    Answer("since", "1994-11-30"),
    Answer("account", "6212260000000123455"),
    Answer("car", "浙A0000X"),
    Answer(
        "family",
        written_table((("王示例", "child", "9", "0"), ("李样本", "spouse", "41", "280000"))),
    ),
    Answer("agreed", "yes"),
)


def matter_of_kinds(catalogue: Catalogue) -> Matter:
    """Return a matter that asks all of it; what surrounds the questions is a real one's."""
    like = catalogue.by_slug("hotline-12345")
    named = words("困难救助申请", "Application for relief")
    return msgspec.structs.replace(like, slug="every-kind", name=named, fields=FIELDS)


CARD_FEE = FixedFee(
    amount_fen=4000,
    basis=words("发改价格〔2003〕2322号", "Notice 2322 of 2003 on prices"),
    reductions=(
        Reduction(record="relief.household", amount_fen=0, name=words("低保家庭", "low-income families")),
        Reduction(record="disability.certificate", amount_fen=2000, name=words("残疾人", "disabled people")),
    ),
)
RELIEF = Records(
    reached=True, entries=(*RECORDS.entries, record("relief.household", "民政库", status="active"))
)


def partly(matter: Matter) -> Matter:
    """Return a matter of which something is left to do elsewhere."""
    guide = msgspec.structs.replace(
        matter.guide,
        outcome=Outcome(
            name=words("新证", "New card"),
            handed=Handed.COUNTER,
            sample=words("一张和原来一样大小的卡", "A card of the same size as the old one"),
        ),
        trips=1,
        trips_reason=words("要当面拍照、按指纹", "Photo and fingerprints are taken in person"),
        faq=(
            Question(
                asked=words("旧证要交回吗？", "Must I give back the old one?"),
                answer=words("领新证时交回。", "Yes, when you get the new one."),
            ),
            Question(
                asked=words("多久能拿到？", "How long does it take?"),
                answer=words("20 个工作日左右。", "About 20 working days."),
            ),
        ),
    )
    left = words(
        "还要到派出所拍照、按指纹，交回旧证，这台机器上做不了。",
        "Photo, fingerprints and handing in the old card are left for the police station.",
    )
    return msgspec.structs.replace(matter, completes_here=False, left_to_do=left, guide=guide)


def with_fee(matter: Matter) -> Matter:
    """Return a matter that costs something, and of some nothing or less."""
    return msgspec.structs.replace(matter, fee=CARD_FEE)


def before(field: str) -> tuple[Answer, ...]:
    """Return the answers to all questions that come before one."""
    order = [one.id for one in FIELDS]
    return ANSWERS[: order.index(field)]
