import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.commitment import Stroke
from kiosk.domain.signature import signature_problem, signature_svg

POINTS = st.lists(st.tuples(*[st.integers(-(2**63), 2**63 - 1)] * 3), max_size=30)
STROKES = st.lists(POINTS.map(lambda points: Stroke(tuple(points))), max_size=10).map(tuple)


@given(STROKES)
def test_any_strokes_are_judged_and_drawn(strokes: tuple[Stroke, ...]) -> None:
    problem = signature_problem(strokes)
    assert problem is None or problem.isprintable()
    root = ET.fromstring(signature_svg(strokes))  # noqa: S314 our own drawing
    tags = {part.tag.rpartition("}")[2] for part in root.iter()}
    assert tags <= {"svg", "g", "path"}
    assert sum(bool(stroke.points) for stroke in strokes) == len(root[0])
