import io

import pytest
from PIL import Image

from kiosk.domain.jpeg import jpeg_size


def jpeg(width: int, height: int, **options: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height)).save(file, "JPEG", **options)
    return file.getvalue()


@pytest.mark.parametrize(
    "options", [{}, {"progressive": True}, {"comment": b"\xff\xc0 no frame"}, {"quality": 5}]
)
def test_size_is_what_was_written(options: dict[str, object]) -> None:
    assert (321, 7) == jpeg_size(jpeg(321, 7, **options))


def test_fill_bytes_before_a_marker_are_skipped() -> None:
    whole = jpeg(5, 6)
    assert (5, 6) == jpeg_size(whole[:2] + b"\xff\xff" + whole[2:])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8\xff\xc0\x00\x00\xff\xd9",
        b"\xff\xd8\xff\xc0\x00\x08\x08\x00\x00\x00\x05\xff\xd9",
        b"\xff\xd8\xff\xc0\xff\xff\xff\xd9",
        b"\xff\xd8" + b"\xff" * 9 + b"\xff\xd9",
        b"\xff\xd8\xff\xda\x00\x02\xff\xd9",
        b"\xff\xd8no marker\xff\xd9",
        b"GIF89a",
    ],
)
def test_what_is_no_picture_has_no_size(data: bytes) -> None:
    assert None is jpeg_size(data)


def test_cut_anywhere_it_is_no_whole_picture() -> None:
    whole = jpeg(20, 20)
    assert all(None is jpeg_size(whole[:end]) for end in range(len(whole)))
