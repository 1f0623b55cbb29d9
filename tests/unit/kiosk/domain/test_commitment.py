import datetime as dt

import msgspec

from kiosk.domain.commitment import Commitment, Stroke, binding, bound, text_hash
from kiosk.domain.promise import Promise
from kiosk.domain.text import Locale, Text
from tests.unit.kiosk.domain.sample import CATALOGUE, NOW

PROMISE = CATALOGUE.by_slug("remote-residence-filing").promise


def promise() -> Promise:
    assert PROMISE is not None
    return PROMISE


def test_the_hash_is_that_of_the_words_shown() -> None:
    assert text_hash(promise(), Locale.ZH) == text_hash(promise(), Locale.ZH)
    assert text_hash(promise(), Locale.ZH) != text_hash(promise(), Locale.EN)


def test_one_changed_word_changes_the_hash() -> None:
    text = promise().consequence
    softer = msgspec.structs.replace(promise(), consequence=Text(zh=text.zh[:-1], en=text.en))

    assert text_hash(softer, Locale.ZH) != text_hash(promise(), Locale.ZH)
    assert text_hash(softer, Locale.EN) == text_hash(promise(), Locale.EN)


def signed() -> Commitment:
    given = Commitment(
        version="1",
        text_sha256=text_hash(promise(), Locale.ZH),
        materials=("residence",),
        strokes=(Stroke(((1, 2, 3), (777, 888, 999))),),
        signed_at=NOW,
        locale=Locale.ZH,
    )
    return bound(given)


def test_a_signature_is_not_shown_in_a_log() -> None:
    assert "777" not in repr(signed())


def test_binding_survives_the_wire() -> None:
    arrived = msgspec.msgpack.decode(msgspec.msgpack.encode(signed()), type=Commitment)
    assert arrived.bound_sha256 == binding(arrived)


def test_strokes_of_one_text_are_not_bound_to_another() -> None:
    given = signed()
    other = (
        msgspec.structs.replace(given, text_sha256=text_hash(promise(), Locale.EN)),
        msgspec.structs.replace(given, version="2"),
        msgspec.structs.replace(given, materials=("residence", "income")),
        msgspec.structs.replace(given, signed_at=NOW + dt.timedelta(seconds=1)),
        msgspec.structs.replace(given, strokes=(Stroke(((1, 2, 3), (777, 888, 998))),)),
    )
    assert len(other) == sum(given.bound_sha256 != binding(changed) for changed in other)
