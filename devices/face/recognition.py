"""Faces found, measured and compared with dlib; runs only in the process of __main__.py.

Detector: histogram of oriented gradients; landmarks: five points; descriptor: dlib's resnet model of 128
numbers (all three as face_recognition_models packs them). The models' files are found without importing their
package, which needs pkg_resources.
"""

import importlib.util
import io
from pathlib import Path
from typing import Any, assert_never

import dlib
import msgspec
import numpy as np
from PIL import Image, UnidentifiedImageError

from devices.camera.jpeg import MOST_PIXELS
from devices.face.questions import Answer, Describe, Described, Look, Question, Remember
from kiosk.domain.face import FaceSeen, FaceUnavailable, NoFace, ReferenceKept, SeveralFaces, TooDark

PACKAGE = "face_recognition_models"
LANDMARKS = "shape_predictor_5_face_landmarks.dat"
DESCRIPTOR = "dlib_face_recognition_resnet_model_v1.dat"
TALL_PX = 480
"""Pictures are looked at no taller than this: a face before a terminal fills a quarter of it."""
LEAST_LIGHT = 38
"""Mean grey level, of 255."""
BESIDE = 0.3
"""A second face of this share of the first's area is somebody who stands there too."""
Picture = np.ndarray[Any, np.dtype[np.uint8]]


class OneFace:
    """The one face of a picture."""

    def __init__(self, picture: Picture, shape: Any) -> None:  # noqa: ANN401 dlib ships no types
        self.picture = picture
        self.shape = shape

    @property
    def turn(self) -> float:
        """How far the nose stands beside the middle of the eyes, in distances of the eyes' middles.

        Points 0, 1: the eye on the picture's right; 2, 3: the one on its left; 4: the nose's foot.
        """
        x = [self.shape.part(number).x for number in range(5)]
        right, left = (x[0] + x[1]) / 2, (x[2] + x[3]) / 2
        return float((x[4] - (left + right) / 2) / max(abs(right - left), 1.0))


class Recogniser:
    """Answers questions; remembers one reference."""

    def __init__(self) -> None:
        """Load the models; OSError when they are not installed."""
        folder = _models()
        self._detect = dlib.get_frontal_face_detector()
        self._landmarks = dlib.shape_predictor(str(folder / LANDMARKS))
        self._descriptor = dlib.face_recognition_model_v1(str(folder / DESCRIPTOR))
        self._reference: Any = None

    def answer(self, question: Question) -> Answer:
        """Answer one question."""
        match question:
            case Remember(jpeg):
                return self._remember(jpeg)
            case Look(jpeg, compare):
                return self._look(jpeg, compare=compare)
            case Describe(jpeg):
                face = self._one_face(jpeg)
                return (
                    Described(tuple(map(float, self._numbers(face)))) if isinstance(face, OneFace) else face
                )
        assert_never(question)

    def _remember(self, jpeg: bytes) -> Answer:
        face = self._one_face(jpeg)
        if not isinstance(face, OneFace):
            return face
        self._reference = self._numbers(face)
        return ReferenceKept()

    def _look(self, jpeg: bytes, *, compare: bool) -> Answer:
        face = self._one_face(jpeg)
        if not isinstance(face, OneFace):
            return face
        distance = None
        if compare and self._reference is not None:
            distance = float(np.linalg.norm(self._numbers(face) - self._reference))
        return FaceSeen(turn=face.turn, distance=distance)

    def _one_face(self, jpeg: bytes) -> OneFace | NoFace | SeveralFaces | TooDark | FaceUnavailable:
        picture = decoded(jpeg)
        if picture is None:
            return FaceUnavailable("the picture can't be decoded")
        boxes = sorted(self._detect(picture, 0), key=lambda box: -box.area())
        if not boxes:
            return TooDark() if float(picture.mean()) < LEAST_LIGHT else NoFace()
        if len(boxes) > 1 and boxes[1].area() >= BESIDE * boxes[0].area():
            return SeveralFaces()
        return OneFace(picture, self._landmarks(picture, boxes[0]))

    def _numbers(self, face: OneFace) -> Any:  # noqa: ANN401 dlib ships no types
        return np.array(self._descriptor.compute_face_descriptor(face.picture, face.shape))


def decoded(jpeg: bytes) -> Picture | None:
    """Return the picture in red, green, blue, no taller than it is looked at; None when it is none."""
    try:
        with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as image:
            if image.width * image.height > MOST_PIXELS:
                return None
            share = min(1.0, TALL_PX / image.height)
            size = (max(1, round(image.width * share)), max(1, round(image.height * share)))
            image.draft("RGB", size)
            return np.asarray(image.convert("RGB").resize(size, Image.Resampling.BILINEAR))
    except (OSError, UnidentifiedImageError, ValueError, SyntaxError):
        return None


def answer_bytes(recogniser: Recogniser, question: bytes) -> bytes:
    """Answer a question as it comes over the pipe."""
    return msgspec.msgpack.encode(recogniser.answer(msgspec.msgpack.decode(question, type=Question)))


def _models() -> Path:
    """Return the folder of the models' files without importing the package that carries them."""
    spec = importlib.util.find_spec(PACKAGE)
    for place in (spec.submodule_search_locations or []) if spec is not None else []:
        folder = Path(place) / "models"
        if all((folder / name).is_file() for name in (LANDMARKS, DESCRIPTOR)):
            return folder
    raise OSError(f"the models of {PACKAGE} are not here: install the extra [face]")
