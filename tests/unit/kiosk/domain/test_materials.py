import msgspec
import pytest

from kiosk.domain.materials import (
    MaterialState,
    Photo,
    Provision,
    missing,
    promised,
    provide,
    provide_all,
    with_photo,
    without_photo,
)
from kiosk.domain.matter import Material, MaterialWay
from kiosk.domain.record import Record
from kiosk.domain.text import Text
from tests.unit.kiosk.domain.sample import CATALOGUE, UNREACHED, known, record

PAPER = Text(zh="居住证明", en="Proof of residence")
ENTRY = record("residence.registration", address="某地")
FILING = CATALOGUE.by_slug("remote-residence-filing")
PERMIT = CATALOGUE.by_slug("residence-permit-endorsement")
BY_RECORD = (MaterialWay.RECORD,)
BY_EITHER = (MaterialWay.RECORD, MaterialWay.PROMISE)
BY_PROMISE = (MaterialWay.PROMISE,)


@pytest.mark.parametrize(
    ("ways", "entries", "state", "source"),
    [
        (BY_RECORD, (ENTRY,), MaterialState.PROVIDED, "某库"),
        (BY_RECORD, (), MaterialState.MISSING, None),
        (BY_EITHER, (ENTRY,), MaterialState.PROVIDED, "某库"),
        (BY_EITHER, (), MaterialState.PROMISED, None),
        (BY_PROMISE, (ENTRY,), MaterialState.PROMISED, None),
        ((MaterialWay.PROMISE, MaterialWay.RECORD), (ENTRY,), MaterialState.PROMISED, None),
    ],
)
def test_the_first_way_that_can_be_gone_is_taken(
    ways: tuple[MaterialWay, ...], entries: tuple[Record, ...], state: MaterialState, source: str | None
) -> None:
    material = Material(id="m", name=PAPER, ways=ways, record="residence.registration", removed_by="sharing")

    assert provide(material, known(*entries)) == Provision("m", state, source)


def test_a_promise_takes_the_place_of_what_no_library_proves() -> None:
    provisions = provide_all(FILING, known())

    assert ("residence",) == promised(provisions)
    assert () == missing(provisions)


def test_what_nothing_replaces_is_missing() -> None:
    assert ("permit",) == missing(provide_all(PERMIT, known()))


def test_without_the_centre_what_a_library_would_prove_is_left_to_it() -> None:
    assert (Provision("permit", MaterialState.PROVIDED),) == provide_all(PERMIT, UNREACHED)
    assert () == promised(provide_all(FILING, UNREACHED))


PHOTO = Photo(material="residence", jpeg=b"\xff\xd8\xff first", width=10, height=10)


def test_a_photograph_goes_before_a_promise_and_behind_a_library() -> None:
    (photographed,) = provide_all(FILING, known(), (PHOTO.name,))
    assert Provision("residence", MaterialState.SCANNED, photo_sha256=PHOTO.name.sha256) == photographed
    assert () == promised((photographed,))
    (proven,) = provide_all(FILING, known(ENTRY), (PHOTO.name,))
    assert MaterialState.PROVIDED is proven.state


def test_what_may_not_be_photographed_is_not() -> None:
    permit = msgspec.structs.replace(PHOTO, material="permit")
    assert ("permit",) == missing(provide_all(PERMIT, known(), (permit.name,)))


def test_a_second_photograph_takes_the_place_of_the_first() -> None:
    second = msgspec.structs.replace(PHOTO, jpeg=b"\xff\xd8\xff second")
    assert (second,) == with_photo((PHOTO,), second)
    assert () == without_photo((second,), "residence")


def test_a_photograph_is_not_shown_in_a_log() -> None:
    assert "first" not in repr(PHOTO)
