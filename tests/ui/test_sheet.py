"""A certificate's picture, as it reaches the screen's thread."""

import io

import pytest
from PIL import Image, ImageDraw

from kiosk.domain.fact import DocumentSeen
from kiosk.domain.session import DocumentFollows, DocumentReady
from kiosk.domain.text import Text
from ui.sheet import WIDE_PX, made_small

RED = (179, 38, 30)


def sheet(width: int, height: int) -> bytes:
    """Draw a white page whose lower half is red."""
    page = Image.new("RGBA", (width, height), "white")
    ImageDraw.Draw(page).rectangle((0, height // 2, width, height), fill=RED)
    written = io.BytesIO()
    page.save(written, "PNG")
    return written.getvalue()


def seen(png: bytes) -> DocumentSeen:
    return DocumentSeen(DocumentReady("https://centre.example/d/1", png, 2, b"%PDF"))


def picture(outcome: DocumentSeen) -> bytes:
    assert isinstance(outcome.document, DocumentReady)
    return outcome.document.page_png


@pytest.mark.parametrize(("width", "height"), [(909, 1286), (2480, 3508), (340, 481)])
def test_picture_is_as_wide_as_it_is_shown_and_keeps_its_shape_and_colours(width: int, height: int) -> None:
    with Image.open(io.BytesIO(picture(made_small(seen(sheet(width, height)))))) as page:
        assert (WIDE_PX, round(WIDE_PX * height / width)) == pytest.approx(page.size, abs=1)
        assert [(255, 255, 255), RED] == [page.getpixel((WIDE_PX // 2, y)) for y in (40, page.height - 40)]


def test_all_else_of_a_certificate_stays() -> None:
    before = DocumentReady("https://centre.example/d/1", sheet(909, 1286), 2, b"%PDF")
    after = made_small(DocumentSeen(before)).document
    assert isinstance(after, DocumentReady)
    assert (before.url, before.pages, before.pdf) == (after.url, after.pages, after.pdf)


@pytest.mark.parametrize("png", [b"", b"\x89PNG", b"<html>", sheet(909, 1286)[:2000]])
def test_picture_that_cannot_be_read_is_left_out(png: bytes) -> None:
    """The certificate is there all the same, and its code fetches it."""
    assert b"" == picture(made_small(seen(png)))


def test_certificate_that_follows_stays_as_it_is() -> None:
    follows = DocumentSeen(DocumentFollows(Text(zh="稍后", en="later")))
    assert follows is made_small(follows)
