"""`kiosk face measure`: how often the face check errs, on a set of pictures that the operator may use."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from devices.face.checker import FaceProcess
from devices.face.questions import Describe, Described
from kiosk.cli.output import Exit, Output
from kiosk.domain.error_rates import THRESHOLDS, AtThreshold, Descriptor, Distances, Rate, at, distances
from kiosk.domain.face import FaceUnavailable
from kiosk.errors import ConfigurationError, KioskError

ANSWER_S = 30.0
SUFFIXES = frozenset({".jpg", ".jpeg"})


def measure(options: argparse.Namespace, output: Output) -> Exit:
    """Measure over all pairs of DIR/<person>/*.jpg; exit 1 when one kind of pair is missing."""
    folder = Path(options.set)
    people, left_out = _described(folder)
    measured = distances(people)
    output.row(_about(people, measured, left_out), _summary(people, measured, left_out))
    for threshold in sorted({*THRESHOLDS, *(options.threshold or ())}):
        row = at(threshold, measured)
        output.row(_values(row), _line(row))
    return Exit.DONE if measured.same and measured.other else Exit.NOT_DONE


def _described(folder: Path) -> tuple[dict[str, tuple[Descriptor, ...]], Counter[str]]:
    people: dict[str, tuple[Descriptor, ...]] = {}
    left_out: Counter[str] = Counter()
    checker = FaceProcess(answer_s=ANSWER_S)
    try:
        for person, path in _pictures(folder):
            answer = checker.ask(Describe(path.read_bytes()))
            if isinstance(answer, Described):
                people[person] = (*people.get(person, ()), answer.numbers)
                continue
            if isinstance(answer, FaceUnavailable) and checker.pid is None:
                raise KioskError("face_unavailable", answer.reason)
            left_out[str(answer.__struct_config__.tag)] += 1
            sys.stderr.write(f"{path}: {answer.__struct_config__.tag}\n")
    finally:
        checker.end()
    return people, left_out


def _pictures(folder: Path) -> Iterator[tuple[str, Path]]:
    if not folder.is_dir():
        raise ConfigurationError("face_set", f"{folder}: no such folder; give one with DIR/<person>/*.jpg")
    found = False
    for person in sorted(path for path in folder.iterdir() if path.is_dir()):
        for picture in sorted(path for path in person.iterdir() if path.suffix.lower() in SUFFIXES):
            found = True
            yield person.name, picture
    if not found:
        raise ConfigurationError("face_set", f"{folder}: no <person>/*.jpg in it")


def _about(
    people: dict[str, tuple[Descriptor, ...]], measured: Distances, left_out: Counter[str]
) -> dict[str, object]:
    return {
        "persons": len(people),
        "pictures": sum(map(len, people.values())),
        "left_out": dict(left_out),
        "same_pairs": len(measured.same),
        "other_pairs": len(measured.other),
    }


def _summary(people: dict[str, tuple[Descriptor, ...]], measured: Distances, left_out: Counter[str]) -> str:
    return (
        f"{len(people)} persons, {sum(map(len, people.values()))} pictures "
        f"({sum(left_out.values())} left out): {len(measured.same)} pairs of one person, "
        f"{len(measured.other)} of two"
    )


def _values(row: AtThreshold) -> dict[str, object]:
    return {
        "threshold": row.threshold,
        **_rate("false_accept", row.false_accept),
        **_rate("false_reject", row.false_reject),
    }


def _rate(name: str, rate: Rate) -> dict[str, object]:
    return {name: rate.share, f"{name}_low": rate.low, f"{name}_high": rate.high}


def _line(row: AtThreshold) -> str:
    accept, reject = (
        "–" if rate.share is None else f"{rate.share:.4f} [{rate.low:.4f}, {rate.high:.4f}]"
        for rate in (row.false_accept, row.false_reject)
    )
    return f"threshold {row.threshold:.2f}: false accept {accept}, false reject {reject}"
