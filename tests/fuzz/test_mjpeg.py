import itertools

from hypothesis import example, given
from hypothesis import strategies as st

from devices.camera.authorisation import Login, authorisation
from devices.camera.jpeg import MOST_PIXELS, BrokenPictureError, size_of
from devices.camera.mjpeg import (
    MOST_BETWEEN_BYTES,
    MOST_FRAME_BYTES,
    MOST_HEADER_BYTES,
    BrokenStreamError,
    Head,
    MjpegParser,
    boundary_of,
    head_of,
)

BOUNDARY = b"frame"
MOST_KEPT = MOST_FRAME_BYTES + MOST_HEADER_BYTES + MOST_BETWEEN_BYTES
PICTURES = st.binary(max_size=60).map(lambda data: b"\xff\xd8" + data.replace(b"-", b"") + b"\xff\xd9")
HEADERS = st.sampled_from(
    [
        b"",
        b"Content-Type: image/jpeg\r\n",
        b"content-length: 12\r\n",
        b"Content-Length: 99999999\r\n",
        b"X" * 99,
    ]
)
SCRAPS = st.one_of(
    st.binary(max_size=40),
    st.sampled_from(
        [b"--frame", b"--frame--", b"\r\n\r\n", b"\n\n", b"\xff\xd8", b"\xff\xd9", b"--", b"\r\n"]
    ),
    HEADERS,
    PICTURES,
)
SEGMENTS = st.builds(
    lambda marker, length, data: bytes((0xFF, marker)) + length.to_bytes(2) + data,
    st.integers(0, 255),
    st.one_of(st.integers(0, 20), st.integers(0, 65_535)),
    st.binary(max_size=20),
)


def parsed(data: bytes, cuts: list[int]) -> list[bytes]:
    parser = MjpegParser(BOUNDARY)
    edges = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    parts = [part for start, end in itertools.pairwise(edges) for part in parser.feed(data[start:end])]
    assert parser.kept <= MOST_KEPT
    return parts


@given(st.lists(SCRAPS, max_size=20), st.lists(st.integers(0, 2**16), max_size=6))
def test_any_bytes_are_parts_or_a_named_error(scraps: list[bytes], cuts: list[int]) -> None:
    try:
        parts = parsed(b"".join(scraps), cuts)
    except BrokenStreamError as error:
        assert str(error)  # noqa: PT017 either outcome is fine; this one has to say why
    else:
        assert all(0 < len(part) <= MOST_FRAME_BYTES for part in parts)


@given(
    st.lists(st.tuples(PICTURES, st.booleans(), st.booleans()), min_size=1, max_size=6),
    st.lists(st.integers(0, 2**16), max_size=8),
)
def test_whole_pictures_come_out_however_they_are_cut(
    pictures: list[tuple[bytes, bool, bool]], cuts: list[int]
) -> None:
    data = b"preamble\r\n"
    for jpeg, has_length, short_lines in pictures:
        line = b"\n" if short_lines else b"\r\n"
        length = b"Content-Length: %d" % len(jpeg) + line if has_length else b""
        data += b"--frame" + line + b"Content-Type: image/jpeg" + line + length + line + jpeg + line
    assert [jpeg for jpeg, _, _ in pictures] == parsed(data + b"--frame", cuts)


@given(
    st.one_of(
        st.binary(max_size=200),
        st.lists(SEGMENTS, max_size=8).map(lambda parts: b"\xff\xd8" + b"".join(parts) + b"\xff\xd9"),
    )
)
@example(b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03" + bytes(9) + b"\xff\xd9")
def test_any_bytes_have_a_size_that_can_be_used_or_none(data: bytes) -> None:
    try:
        width, height = size_of(data)
    except BrokenPictureError as error:
        assert str(error)  # noqa: PT017 either outcome is fine; this one has to say why
    else:
        assert 0 < width * height <= MOST_PIXELS


@given(
    st.one_of(st.text(max_size=90), st.text(max_size=60).map("multipart/x-mixed-replace; boundary={}".format))
)
def test_any_content_type_names_a_boundary_or_is_refused(text: str) -> None:
    try:
        boundary = boundary_of(text)
    except BrokenStreamError as error:
        assert str(error)  # noqa: PT017 either outcome is fine; this one has to say why
    else:
        assert 0 < len(boundary) <= 70
        assert not boundary.startswith(b"-")


@given(
    st.one_of(
        st.binary(max_size=200),
        st.binary(max_size=120).map(lambda rest: b"HTTP/1.0 200 OK\r\n" + rest + b"\r\n\r\n"),
    )
)
def test_any_answer_has_a_head_none_yet_or_is_refused(data: bytes) -> None:
    try:
        head = head_of(data)
    except BrokenStreamError as error:
        assert str(error)  # noqa: PT017 either outcome is fine; this one has to say why
    else:
        assert head is None or (isinstance(head, Head) and 0 < head.length <= len(data))


CHALLENGES = st.one_of(
    st.text(max_size=60),
    st.text(max_size=60).map("Digest {}".format),
    st.text(alphabet='abcqop=,"\\ auth', max_size=60).map('Digest nonce="n", {}'.format),
)


@given(st.lists(CHALLENGES, max_size=4), st.text(max_size=12), st.text(max_size=12))
def test_any_challenge_is_answered_or_not(challenges: list[str], user: str, password: str) -> None:
    answer = authorisation(tuple(challenges), Login(user, password), path="/", nonce="n")
    assert answer is None or answer.startswith(("Digest ", "Basic "))
