"""What makes a drawn face this one and no other: invented, and always the same for the same identity."""

import datetime as dt
import hashlib
import random

import msgspec

from kiosk.domain.identity import Identity, Sex, age_on

Colour = tuple[int, int, int]
Point = tuple[float, float]
GREY_FROM = 60


class Face(msgspec.Struct, frozen=True, kw_only=True):
    """What makes a drawn face this one; lengths in half widths of a head."""

    skin: Colour
    hair: Colour
    long_hair: bool
    fringe: float
    hairline: float
    width: float
    jaw: float
    eyes_apart: float
    eyes_at: float
    eye: Point
    brow: Point
    brow_tilt: float
    nose: Point
    mouth: Point
    lip: float
    cheek: float


def face_of(identity: Identity, *, today: dt.date) -> Face:
    """Return the face that goes with a fictional identity: always the same for the same number."""
    chance = random.Random(hashlib.sha256(identity.number.encode()).digest())
    grey = age_on(identity.birth, today) >= GREY_FROM
    hair = chance.choice([(22, 20, 20), (44, 30, 22), (30, 26, 30)])
    return face(chance, hair=(150, 150, 152) if grey else hair, long_hair=identity.sex is Sex.FEMALE)


def face(chance: random.Random, *, hair: Colour = (22, 20, 20), long_hair: bool = False) -> Face:
    """Return any face."""
    between = chance.uniform
    red = chance.randint(196, 236)
    return Face(
        skin=(red, round(red * between(0.74, 0.82)), round(red * between(0.56, 0.68))),
        hair=hair,
        long_hair=long_hair,
        fringe=chance.random(),
        hairline=between(-0.78, -0.58),
        width=between(0.78, 1.0),
        jaw=between(0.58, 0.88),
        eyes_apart=between(0.34, 0.48),
        eyes_at=between(-0.14, 0.0),
        eye=(between(0.12, 0.19), between(0.04, 0.08)),
        brow=(between(0.12, 0.2), between(0.025, 0.065)),
        brow_tilt=between(-0.04, 0.06),
        nose=(between(0.12, 0.21), between(0.28, 0.42)),
        mouth=(between(0.2, 0.34), between(0.48, 0.62)),
        lip=between(0.03, 0.075),
        cheek=between(0.2, 0.9),
    )
