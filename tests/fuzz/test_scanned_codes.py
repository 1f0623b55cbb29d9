from hypothesis import given
from hypothesis import strategies as st

from devices.config import Terminator
from devices.scanner.burst import Burst
from devices.scanner.keys import EVENT, Typist, events
from kiosk.domain.scanned import (
    LIMIT,
    EIdCode,
    PayerCode,
    Reason,
    ReceiptCode,
    UnknownCode,
    recognise,
    sentence,
)

HERE = "https://centre.example"
beginnings = st.sampled_from(
    [
        b"",
        b"13",
        b"28",
        b"62",
        b"000201",
        b"kiosk-eid:1:",
        b"https://centre.example/r/",
        b"]Q1",
        b"wxp://",
        b"\x1b[",
    ]
)
digits = st.text("0123456789", max_size=30).map(str.encode)
payloads = st.one_of(
    st.binary(max_size=200),
    st.builds(bytes.__add__, beginnings, st.binary(max_size=300)),
    st.builds(bytes.__add__, beginnings, digits),
    st.builds(
        bytes.__add__, beginnings, st.text(max_size=100).map(lambda text: text.encode("utf-8", "ignore"))
    ),
    st.text(max_size=60).map(lambda text: text.encode("gb18030", "ignore")),
    st.integers(LIMIT - 2, LIMIT + 2).map(lambda length: b"7" * length),
)
key_bytes = st.lists(
    st.builds(
        lambda kind, code, value: EVENT.pack(0, 0, kind, code, value),
        st.sampled_from([0, 1, 1, 1, 4]),
        st.integers(0, 130) | st.integers(0, 65_535),
        st.sampled_from([0, 1, 1, 2, -1]),
    ),
    max_size=40,
).map(b"".join)


@given(payloads)
def test_any_payload_is_a_code_or_unknown_for_a_reason_that_can_be_said(payload: bytes) -> None:
    code = recognise(payload, receipts_at=HERE)
    assert isinstance(code, PayerCode | EIdCode | ReceiptCode | UnknownCode)
    if isinstance(code, UnknownCode):
        assert sentence(code).zh
    else:
        assert payload.isascii()
        assert payload.decode().isprintable()
    assert (len(payload) > LIMIT) is (code == UnknownCode(Reason.TOO_LONG))


@given(payloads, st.sampled_from(Terminator), st.lists(st.integers(1, 50), min_size=1, max_size=8))
def test_a_code_is_the_same_however_its_bytes_arrive(
    payload: bytes, terminator: Terminator, pieces: list[int]
) -> None:
    whole, parts, place = Burst(terminator), Burst(terminator), 0
    whole.add(payload)
    while place < len(payload):
        step = pieces[place % len(pieces)]
        parts.add(payload[place : place + step])
        place += step
    assert whole.payload() == parts.payload()
    assert whole.complaint() == parts.complaint()
    assert whole.quiet_s == parts.quiet_s
    assert len(whole.payload() or b"") <= LIMIT + 1


@given(key_bytes | st.binary(max_size=200), st.integers(1, 60))
def test_any_events_type_text_and_the_same_however_they_arrive(data: bytes, step: int) -> None:
    typist, whole, rest = Typist(), *events(data)
    typed = b"".join(typist.type(event) for event in whole)
    assert typed.decode().encode() == typed
    again, cut, pieces = Typist(), b"", b""
    for start in range(0, len(data), step):
        found, cut = events(cut + data[start : start + step])
        pieces += b"".join(again.type(event) for event in found)
    assert (typed, rest) == (pieces, cut)


@given(st.text(" !\"#$%&'()*+,-./0123456789:;<=>?@ABCXYZ[\\]^_`abcxyz{|}~", max_size=60))
def test_what_is_typed_is_what_was_read(text: str) -> None:
    from sim.code_scanner import event, typed  # noqa: PLC0415 only here

    typist = Typist()
    presses = b"".join(
        b"".join([*(event(key, 1) for key in chord), *(event(key, 0) for key in chord[::-1])])
        for chord in typed(text.encode())
    )
    assert text.encode() == b"".join(typist.type(one) for one in events(presses)[0])
