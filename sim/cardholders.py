"""Fictional holders of every kind of card."""

import datetime as dt

from kiosk.domain.identity import CardKind, Identity, Sex

RESIDENT = Identity(
    kind=CardKind.RESIDENT,
    name="王小明",
    number="330109199001010017",
    sex=Sex.MALE,
    birth=dt.date(1990, 1, 1),
    nation="汉",
    address="浙江省杭州市萧山区不存在路1号",
    issuer="杭州市公安局萧山分局",
    valid_from=dt.date(2020, 1, 1),
    valid_to=dt.date(2040, 1, 1),
)
RARE = Identity(
    kind=CardKind.RESIDENT,
    name="㐂𠮷𪚥",
    number="330109199001010025",
    sex=Sex.FEMALE,
    birth=dt.date(1990, 1, 1),
    nation="维吾尔",
    address="浙江省杭州市余杭区𠮷巷",
    issuer="杭州市公安局",
    valid_from=dt.date(2010, 1, 1),
    valid_to=None,
)
EXPIRED = Identity(
    kind=CardKind.RESIDENT,
    name="陈旧",
    number="330109198512311239",
    sex=Sex.MALE,
    birth=dt.date(1985, 12, 31),
    nation="畲",
    address="浙江省景宁",
    issuer="景宁县公安局",
    valid_from=dt.date(2006, 11, 22),
    valid_to=dt.date(2026, 11, 22),
)
PERMIT_HMT = Identity(
    kind=CardKind.PERMIT_HMT,
    name="李四",
    number="810000199001010019",
    sex=Sex.MALE,
    birth=dt.date(1990, 1, 1),
    address="浙江省杭州市西湖区",
    issuer="杭州市公安局",
    pass_number="H12345678",  # noqa: S106 - the number of a travel permit, no password
    valid_from=dt.date(2022, 5, 1),
    valid_to=dt.date(2027, 5, 1),
)
FOREIGN_2017 = Identity(
    kind=CardKind.FOREIGN_2017,
    name="张美丽",
    english_name="ZHANG, MARY EXAMPLE",
    number="CAN330082072323",
    sex=Sex.FEMALE,
    birth=dt.date(1982, 7, 23),
    nationality="CAN",
    issuer="1500",
    valid_from=dt.date(2018, 1, 1),
    valid_to=dt.date(2028, 1, 1),
)
FOREIGN_2023 = Identity(
    kind=CardKind.FOREIGN_2023,
    name="史约翰",
    english_name="SMITH EXAMPLE, JOHN WILLIAM ALEXANDER II",
    number="933840199001010013",
    sex=Sex.MALE,
    birth=dt.date(1990, 1, 1),
    nationality="USA",
    valid_from=dt.date(2024, 1, 1),
    valid_to=dt.date(2034, 1, 1),
)
EVERYBODY = (RESIDENT, RARE, PERMIT_HMT, FOREIGN_2017, FOREIGN_2023)


def social(person: Identity) -> Identity:
    """Return the same person as a social-security card gives it: fewer fields."""
    return Identity(
        kind=CardKind.SOCIAL,
        name=person.name,
        number=person.number,
        sex=person.sex,
        birth=person.birth,
        nation=person.nation,
        valid_from=person.valid_from,
        valid_to=person.valid_to,
    )
