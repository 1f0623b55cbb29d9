"""Looks at a page as an inspector with a ruler: targets, spacing, contrast, cut text, characters, names."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QImage, QRawFont
from PySide6.QtQuick import QQuickItem, QQuickWindow

from ui.display import Display
from ui.glyphs import drawn

LEAST_MM, LEAST_ELDER_MM = 20.0, 24.0
LEAST_CHARACTER_MM = 4.8
LEAST_GAP_MM = 1.0
WITHIN_REACH = 0.5
"""Of an upright screen's height, the lower part, for who sits in a wheelchair."""
"""Between two things to touch; the buttons of the session bar touch each other on purpose."""
LEAST_CONTRAST, LEAST_SOFT_CONTRAST = 7.0, 4.5
SOFT = 3
MOST_CHOICES = 6
ROUNDING_MM = 0.25
"""Sizes are whole pixels."""
PIXELS = 2.0
JUST_SEEN = 1.15
DRAWN = ("Icon", "QrImage", "CountdownRing", "QQuickImage")
BARS = ("SessionBar", "ActionBar", "StatusBar")
KEYS = ("PadKey", "HandKey", "RareKey", "RareTab", "RareAction")
"""Keys of a pad are typed with, not chosen among."""


class Finding(NamedTuple):
    """What is wrong with one thing on a page."""

    rule: str
    thing: str
    figure: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.thing}: {self.figure}"


class Seen(NamedTuple):
    """An item that can be seen, with what can be seen of it."""

    item: QQuickItem
    place: QRectF
    """Where it is in the window, also outside what is shown."""
    clip: QRectF
    """What its lists and pages leave visible."""
    scrolled: bool
    """Whether it stands inside a list, where it can be brought into view."""
    path: tuple[str, ...]
    """The classes around it, the outermost first."""

    @property
    def shown(self) -> QRectF:
        """The part that is to be seen."""
        return self.place.intersected(self.clip)


def audit(window: QQuickWindow, picture: QImage, pixels_a_mm: float, display: Display) -> list[Finding]:
    """Return all that is wrong with what the window shows."""
    seen = list(_front(window))
    texts = [one for one in seen if _is_text(one.item)]
    touched = [one for one in seen if _is_touched(one.item)]
    return [
        *_targets(touched, pixels_a_mm, display),
        *_gaps(touched, pixels_a_mm),
        *_choices(touched, display),
        *_reach(touched, window, display),
        *_names(touched),
        *_cut(texts, window),
        *_pictures(seen),
        *_overlaps(texts),
        *_small(texts, pixels_a_mm),
        *_tofu(texts),
        *_contrasts(texts, picture, display),
    ]


def _front(window: QQuickWindow) -> Iterator[Seen]:
    """Yield what can be seen and touched: where a sheet lies over the page, the sheet alone."""
    whole = QRectF(0, 0, window.width(), window.height())
    seen = list(_below(window.contentItem(), whole, ()))
    sheets = [one for one in seen if one.item.property("modal")]
    if not sheets:
        yield from seen
        return
    top = sheets[-1].item
    yield from (one for one in seen if one.item is not top and _inside(one.item, top))


def _inside(item: QQuickItem, around: QQuickItem) -> bool:
    parent: QQuickItem | None = item
    while parent is not None:
        if parent == around:
            return True
        parent = parent.parentItem()
    return False


def _below(
    item: QQuickItem, clip: QRectF, path: tuple[str, ...], *, scrolled: bool = False
) -> Iterator[Seen]:
    if not item.isVisible() or item.opacity() == 0:
        return
    item.ensurePolished()
    place = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
    yield Seen(item, place, clip, scrolled, path)
    if item.clip():
        clip = clip.intersected(place)
    lists = scrolled or item.property("contentY") is not None
    for child in item.childItems():
        yield from _below(child, clip, (*path, _class(item)), scrolled=lists)


def _class(item: QQuickItem) -> str:
    return item.metaObject().className().partition("_QML")[0]


def _is_text(item: QQuickItem) -> bool:
    return item.inherits("QQuickText") and bool(item.property("text")) and item.width() > 0


def _is_touched(item: QQuickItem) -> bool:
    return item.property("explaining") is not None and item.isEnabled()


def _called(item: QQuickItem) -> str:
    name = item.objectName() or item.property("name") or item.property("text") or ""
    return f"{_class(item)} '{str(name)[:40]}'"


def _owner(one: Seen) -> str:
    around = [name for name in one.path if name[:1].isupper() and not name.startswith(("QQuick", "Words"))]
    return f"{_called(one.item)} in {'/'.join(around[-3:])}"


def _targets(touched: list[Seen], pixels_a_mm: float, display: Display) -> Iterator[Finding]:
    least = LEAST_ELDER_MM if display.elder else LEAST_MM
    for one in touched:
        narrow = min(one.place.width(), one.place.height()) / pixels_a_mm
        if narrow < least - ROUNDING_MM:
            yield Finding("target", _owner(one), f"{narrow:.1f} mm, {least:g} wanted")
        if not one.scrolled and not one.clip.adjusted(-PIXELS, -PIXELS, PIXELS, PIXELS).contains(one.place):
            yield Finding("target hidden", _owner(one), _out(one.place, one.clip))


def _out(place: QRectF, clip: QRectF) -> str:
    left, top = clip.left() - place.left(), clip.top() - place.top()
    right, foot = place.right() - clip.right(), place.bottom() - clip.bottom()
    sides = {"left": left, "top": top, "right": right, "foot": foot}
    return ", ".join(f"{by:.0f} px over the {side}" for side, by in sides.items() if by > PIXELS)


def _gaps(touched: list[Seen], pixels_a_mm: float) -> Iterator[Finding]:
    """Find what lies on another, or too near to it."""
    for first, one in enumerate(touched):
        for other in touched[first + 1 :]:
            if (
                "start" in {one.item.objectName(), other.item.objectName()}
                or one.place.contains(other.place)
                or _related(one.item, other.item)
                or {"SessionBar"} & set(one.path) & set(other.path)
            ):
                continue
            apart = (one.scrolled or other.scrolled) and one.path[-2:] != other.path[-2:]
            if apart and not one.shown.intersects(other.shown):
                continue
            gap = _gap(one.shown, other.shown) / pixels_a_mm
            if one.shown.isEmpty() or other.shown.isEmpty() or gap >= _least_gap(one) - ROUNDING_MM:
                continue
            yield Finding("gap", f"{_owner(one)} and {_called(other.item)}", f"{gap:.1f} mm")


def _least_gap(one: Seen) -> float:
    """Return how far from the next a thing has to be; names on a map stand where their places are."""
    return ROUNDING_MM if "ServiceMap" in one.path else LEAST_GAP_MM


def _gap(one: QRectF, other: QRectF) -> float:
    across = max(one.left() - other.right(), other.left() - one.right())
    down = max(one.top() - other.bottom(), other.top() - one.bottom())
    return float(max(across, down))


def _related(one: QQuickItem, other: QQuickItem) -> bool:
    return _inside(one, other) or _inside(other, one)


def _choices(touched: list[Seen], display: Display) -> Iterator[Finding]:
    if not display.elder:
        return
    chosen = [
        one
        for one in touched
        if not set(BARS) & set(one.path)
        and _class(one.item) not in KEYS
        and "DateWheel" not in one.path
        and "Pager" not in one.path
        and _class(one.item) != "PrimaryButton"
        and one.clip.contains(one.place.center())
    ]
    if len(chosen) > MOST_CHOICES:
        yield Finding("choices", ", ".join(_called(one.item) for one in chosen), str(len(chosen)))


def _reach(touched: list[Seen], window: QQuickWindow, display: Display) -> Iterator[Finding]:
    """Find what a hand in a wheelchair doesn't reach; a screen that lies is reached all over."""
    if not display.wheelchair or window.width() > window.height():
        return
    top = window.height() * (1 - WITHIN_REACH)
    for one in touched:
        if one.item.objectName() != "start" and one.shown.top() < top - PIXELS and not one.shown.isEmpty():
            yield Finding("reach", _owner(one), f"{top - one.shown.top():.0f} px above the lower half")


def _names(touched: list[Seen]) -> Iterator[Finding]:
    names = Counter(str(one.item.property("name")) for one in touched)
    for name, times in names.items():
        if times > 1:
            yield Finding("name", f"'{name}'", f"{times} times")
    for one in touched:
        if not one.item.property("name"):
            yield Finding("name", _owner(one), "none")


def _painted(one: Seen) -> QRectF:
    """Return where the characters of a text are."""
    return one.item.mapRectToScene(one.item.boundingRect())


def _cut(texts: list[Seen], window: QQuickWindow) -> Iterator[Finding]:
    whole = QRectF(0, 0, window.width(), window.height())
    for one in texts:
        painted = _painted(one)
        if one.item.property("truncated"):
            yield Finding("cut", _owner(one), f"elided: {str(one.item.property('text'))[:30]}")
        room = _room(one, whole)
        if not room.adjusted(-PIXELS, -PIXELS, PIXELS, PIXELS).contains(painted):
            yield Finding("cut", _owner(one), _out(painted, room))


def _pictures(seen: list[Seen]) -> Iterator[Finding]:
    """Find what is drawn partly where nobody sees it and no list leads."""
    for one in seen:
        shown = one.clip.adjusted(-PIXELS, -PIXELS, PIXELS, PIXELS)
        if _class(one.item) in DRAWN and not one.scrolled and not shown.contains(one.place):
            yield Finding("picture hidden", _owner(one), _out(one.place, one.clip))


def _room(one: Seen, whole: QRectF) -> QRectF:
    """Return what a text has to stay inside: what is touched or drawn around it, else the page."""
    room = whole if one.scrolled else one.clip
    parent = one.item.parentItem()
    while parent is not None and parent.property("contentY") is None:
        if _is_touched(parent) or _class(parent) in {"Card", "Tag", "Rectangle", "Explanation"}:
            return parent.mapRectToScene(QRectF(0, 0, parent.width(), parent.height()))
        parent = parent.parentItem()
    if parent is not None and float(parent.property("contentWidth")) > parent.width() + PIXELS:
        return QRectF(-1e6, -1e6, 2e6, 2e6)
    if one.scrolled:  # to both sides a list can't be moved
        return QRectF(one.clip.left(), -1e6, one.clip.width(), 2e6)
    return room


def _overlaps(texts: list[Seen]) -> Iterator[Finding]:
    places = [(one, _painted(one).intersected(one.clip)) for one in texts]
    places = [(one, place) for one, place in places if "ServiceMap" not in one.path]  # a map has names on it
    for first, (one, place) in enumerate(places):
        for other, there in places[first + 1 :]:
            both = place.intersected(there)
            if both.width() > PIXELS and both.height() > min(place.height(), there.height()) * 0.25:
                yield Finding("overlap", _owner(one), f"with {_called(other.item)}")


def _small(texts: list[Seen], pixels_a_mm: float) -> Iterator[Finding]:
    for one in texts:
        size = _font(one.item).pixelSize() / pixels_a_mm
        if size < LEAST_CHARACTER_MM:
            yield Finding("small", _owner(one), f"{size:.1f} mm")


def _font(item: QQuickItem) -> QFont:
    font = item.property("font")
    assert isinstance(font, QFont)
    return font


def _tofu(texts: list[Seen]) -> Iterator[Finding]:
    for one in texts:
        raw = QRawFont.fromFont(_font(one.item))
        absent = sorted(
            {sign for sign in str(one.item.property("text")) if sign.isprintable() and not _drawn(raw, sign)}
        )
        if absent:
            yield Finding("tofu", _owner(one), " ".join(f"{sign} U+{ord(sign):04X}" for sign in absent))


def _drawn(raw: QRawFont, sign: str) -> bool:
    return bool(raw.supportsCharacter(ord(sign))) or drawn(sign)


def _contrasts(texts: list[Seen], picture: QImage, display: Display) -> Iterator[Finding]:
    least = LEAST_SOFT_CONTRAST if display.contrast == SOFT else LEAST_CONTRAST
    for one in texts:
        place = _painted(one).intersected(one.clip)
        if place.width() < PIXELS or place.height() < PIXELS or not one.clip.contains(place.center()):
            continue
        colour = one.item.property("color")
        assert isinstance(colour, QColor)
        ratio = contrast(colour, _behind(picture, place, colour))
        if ratio < least:
            yield Finding("contrast", _owner(one), f"{ratio:.2f}, {least:g} wanted")


def _behind(picture: QImage, place: QRectF, colour: QColor) -> QColor:
    """Return what a text stands on: the most frequent colour of its place that is not its own."""
    left, top = max(0, int(place.left())), max(0, int(place.top()))
    right, foot = min(picture.width(), int(place.right()) + 1), min(picture.height(), int(place.bottom()) + 1)
    step_x, step_y = max(1, (right - left) // 40), max(1, (foot - top) // 24)
    counted = Counter(
        picture.pixel(x, y) for y in range(top, foot, step_y) for x in range(left, right, step_x)
    )
    own = [QColor.fromRgb(value) for value, times in counted.most_common() if times * 10 >= counted.total()]
    return next((shade for shade in own if contrast(shade, colour) > JUST_SEEN), own[0] if own else colour)


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (
        (part / 12.92) if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
