"""What the tests of the domain are about: one matter of the catalogue, one person, one visit."""

import datetime as dt

from kiosk.catalogue.loader import load
from kiosk.domain.identity import CardKind, Identity, Sex
from kiosk.domain.ids import VisitId
from kiosk.domain.record import Record, Records, Scalar
from kiosk.domain.session import Session

TODAY = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 23, 2, 0, tzinfo=dt.UTC)
CATALOGUE = load()
PERSON = Identity(
    kind=CardKind.RESIDENT,
    name="王小明",
    number="330109199001010017",
    sex=Sex.MALE,
    birth=dt.date(1990, 1, 1),
    address="浙江省杭州市萧山区样例街道示范路1号",
)
SESSION = Session(id=VisitId("v1"), started_at=NOW)


def record(type_: str, **values: Scalar) -> Record:
    return Record(type=type_, id=f"{type_}-1", source="某库", values=values)


def known(*entries: Record) -> Records:
    return Records(True, entries)  # noqa: FBT003 the field's only name


UNREACHED = Records(False)  # noqa: FBT003 the field's only name
