"""A certificate's picture no larger than it is shown: made small in the worker."""

import io

import msgspec
from PIL import Image

from kiosk.domain.fact import DocumentSeen
from kiosk.domain.session import DocumentReady

WIDE_PX = 680
"""As wide as a screen of 2160 x 3840 shows it; one of 1080 x 1920 shows half of that."""


def made_small(seen: DocumentSeen) -> DocumentSeen:
    """Return a certificate with its picture as it is shown; one that follows as it is."""
    if not isinstance(seen.document, DocumentReady):
        return seen
    page = small_page(seen.document.page_png)
    return DocumentSeen(msgspec.structs.replace(seen.document, page_png=page))


def small_page(png: bytes) -> bytes:
    """Return a picture `WIDE_PX` wide; empty when the centre's can't be read: the code still fetches it."""
    try:
        with Image.open(io.BytesIO(png), formats=("PNG",)) as page:
            whole = page.convert("RGB")
    except (OSError, ValueError, Image.DecompressionBombError):
        return b""
    tall = max(1, whole.height * WIDE_PX // whole.width)
    written = io.BytesIO()
    whole.resize((WIDE_PX, tall), Image.Resampling.LANCZOS).save(written, "PNG", compress_level=1)
    return written.getvalue()
