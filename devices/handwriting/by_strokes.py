"""Characters told by their strokes and the order of these: libzinnia through ctypes.

zinnia.h of 0.06 says what its functions take. Its models hold 6,763 characters (GB 2312).
"""

import ctypes
from pathlib import Path

from kiosk.domain.handwriting import SIDE, Strokes

LIBRARY = "libzinnia.so.0"
SIZE, WHOLE, POINTER = ctypes.c_size_t, ctypes.c_int, ctypes.c_void_p
SIGNATURES = {
    "zinnia_recognizer_new": (POINTER, ()),
    "zinnia_recognizer_open": (WHOLE, (POINTER, ctypes.c_char_p)),
    "zinnia_recognizer_classify": (POINTER, (POINTER, POINTER, SIZE)),
    "zinnia_character_new": (POINTER, ()),
    "zinnia_character_clear": (None, (POINTER,)),
    "zinnia_character_destroy": (None, (POINTER,)),
    "zinnia_character_set_width": (None, (POINTER, SIZE)),
    "zinnia_character_set_height": (None, (POINTER, SIZE)),
    "zinnia_character_add": (WHOLE, (POINTER, SIZE, WHOLE, WHOLE)),
    "zinnia_result_size": (SIZE, (POINTER,)),
    "zinnia_result_value": (ctypes.c_char_p, (POINTER, SIZE)),
    "zinnia_result_destroy": (None, (POINTER,)),
}


class ByStrokes:
    """libzinnia with one model."""

    def __init__(self, model: Path) -> None:
        """Load library and model; OSError names what is missing."""
        self._zinnia = _library()
        self._recogniser = self._zinnia.zinnia_recognizer_new()
        if not self._zinnia.zinnia_recognizer_open(self._recogniser, bytes(model)):
            raise OSError(f"zinnia can't read {model}: install tegaki-zinnia-simplified-chinese")

    def likeliest(self, strokes: Strokes, most: int) -> tuple[str, ...]:
        """Return so many characters, the likeliest first."""
        zinnia = self._zinnia
        written = zinnia.zinnia_character_new()
        try:
            zinnia.zinnia_character_set_width(written, SIDE)
            zinnia.zinnia_character_set_height(written, SIDE)
            for number, stroke in enumerate(strokes):
                for x, y in stroke:
                    zinnia.zinnia_character_add(written, number, x, y)
            found = zinnia.zinnia_recognizer_classify(self._recogniser, written, most)
        finally:
            zinnia.zinnia_character_clear(written)
            zinnia.zinnia_character_destroy(written)
        if not found:
            return ()
        try:
            places = range(zinnia.zinnia_result_size(found))
            return tuple(zinnia.zinnia_result_value(found, place).decode() for place in places)
        finally:
            zinnia.zinnia_result_destroy(found)


def _library() -> ctypes.CDLL:
    try:
        library = ctypes.CDLL(LIBRARY)
    except OSError as error:
        raise OSError(f"{error}: install libzinnia0") from error
    for name, (result, arguments) in SIGNATURES.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library
