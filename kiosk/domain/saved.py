"""What was saved 省了什么: papers that nobody had to bring, and trips that nobody had to make."""

import msgspec

from kiosk.domain.materials import MaterialState, Provisions, at_counter
from kiosk.domain.matter import Matter
from kiosk.domain.session import Session
from kiosk.domain.text import Text


class Saved(msgspec.Struct, frozen=True, kw_only=True):
    """What one visit saved the resident."""

    proven: int
    """Papers that were not asked for because a register answered."""
    promised: int
    """Papers that a signed promise stands for."""
    trips: int


def saved(matter: Matter, provisions: Provisions) -> Saved:
    """Return what a finished matter saved; of a joined one `matter` has the parts that were handed in.

    A register that was not reached has not answered: its paper is not counted. Where a paper still goes to
    the counter no trip was saved.
    """
    states = [
        given.state for given in provisions if given.state is not MaterialState.PROVIDED or given.source
    ]
    return Saved(
        proven=states.count(MaterialState.PROVIDED),
        promised=states.count(MaterialState.PROMISED),
        trips=0 if at_counter(provisions) else trips_saved(matter),
    )


def trips_saved(matter: Matter) -> int:
    """Return one trip to each department's counter, less those that have to be made all the same."""
    departments = {part.department for part in matter.parts} or {matter.department}
    return max(0, len(departments) - matter.guide.trips)


def saved_words(session: Session) -> Text | None:
    """Say what a visit saved, in one line; None when it saved nothing or was not finished."""
    if session.matter is None or session.ended is not None or session.submission is None:
        return None
    won = saved(session.matter, session.materials or ())
    counted = ((PROVEN, won.proven), (PROMISED, won.promised), (TRIPS, won.trips))
    said = [words[count > 1].format(count=count) for words, count in counted if count]
    if not said:
        return None
    return SAVED.format(won=Text(zh="，".join(one.zh for one in said), en=", ".join(one.en for one in said)))


SAVED = Text(zh="替您省了：{won}。", en="Saved you: {won}.")
PROVEN = (
    Text(zh="{count} 份材料由数据共享核对，不用交", en="{count} paper, proven by data sharing"),
    Text(zh="{count} 份材料由数据共享核对，不用交", en="{count} papers, proven by data sharing"),
)
PROMISED = (
    Text(zh="{count} 份用承诺代替", en="{count} paper, by your promise"),
    Text(zh="{count} 份用承诺代替", en="{count} papers, by your promise"),
)
TRIPS = (Text(zh="少跑 {count} 趟", en="{count} trip"), Text(zh="少跑 {count} 趟", en="{count} trips"))
"""For one, and for several."""
