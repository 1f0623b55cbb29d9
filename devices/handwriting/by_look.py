"""Characters told by what they look like, written in whatever order: PP-OCRv4's recogniser in OpenCV.

The model is the one that rapidocr-onnxruntime packs (Apache-2.0). Its file is found without importing that
package, whose own requirements are not installed.
"""

import importlib.util
from pathlib import Path

import cv2
import numpy as np

from devices.handwriting.onnx import metadata
from devices.handwriting.picture import Look, drawn
from kiosk.domain.handwriting import Strokes

PACKAGE = "rapidocr_onnxruntime"
MODEL = "ch_PP-OCRv4_rec_infer.onnx"
LOOKS = (Look(wide=1.0, edge=0.02, line=0.04), Look(wide=4 / 3, edge=0.08, line=0.05))
"""Two errors are seldom the same."""
GREY = 127.5
DIGITS = frozenset("0123456789")
HAN = (("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"))


class ByLook:
    """PP-OCRv4's recogniser of lines, shown one character."""

    def __init__(self) -> None:
        """Load the model; OSError when it is not installed."""
        path = _model()
        cv2.setNumThreads(1)  # the screen wants the other cores
        words = metadata(path.read_bytes()).get("character", "").splitlines()
        self._characters = ("", *words, " ")  # the first is the network's word for nothing
        self._wanted = np.array([_is_written(character) for character in self._characters])
        self._net = cv2.dnn.readNetFromONNX(str(path))

    def likeliest(self, strokes: Strokes, most: int) -> tuple[str, ...]:
        """Return so many characters, the likeliest first."""
        scores = sum(self._scores(strokes, look) for look in LOOKS) * self._wanted
        places = np.argsort(-scores)[:most]
        return tuple(self._characters[place] for place in places if scores[place] > 0)

    def _scores(self, strokes: Strokes, look: Look) -> np.ndarray:
        """Return for each character how sure the network is to see it, at the place where it is surest."""
        grey = drawn(strokes, look).astype(np.float32) / GREY - 1
        self._net.setInput(np.repeat(grey[None, None], 3, axis=1))
        scores: np.ndarray = self._net.forward()[0].max(axis=0)
        return scores


def _is_written(character: str) -> bool:
    """Say whether somebody writes it by hand in an answer: Chinese characters, and digits."""
    if len(character) != 1:
        return False
    return any(low <= character <= high for low, high in HAN) or character in DIGITS


def _model() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    for place in (spec.submodule_search_locations or []) if spec is not None else []:
        path = Path(place) / "models" / MODEL
        if path.is_file():
            return path
    raise OSError(f"the model of {PACKAGE} is not here: see requirements-models.lock")
