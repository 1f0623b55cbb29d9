"""What an old panel of 1024 x 768 asks and tells is seen whole, without a drag."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from kiosk.catalogue.loader import Catalogue
from kiosk.domain.text import Locale
from tests.ui.gallery import FORMATS, LOOKS, Gallery, opened, soon_ms
from tests.ui.test_pages import below
from ui.display import Display
from ui.pointer import Pointer

NORMAL, ELDER = LOOKS["normal"], LOOKS["elder"]


@pytest.fixture(scope="module")
def old(qapp: QGuiApplication, catalogue: Catalogue) -> Iterator[Gallery]:
    assert qapp is not None
    with opened(FORMATS["old"], catalogue) as gallery:
        yield gallery


def at(old: Gallery, name: str, locale: Locale, display: Display) -> Pointer:
    """Show a page at rest."""
    return Pointer(old.show(name, locale, display._replace(still=True), settle_ms=soon_ms(name)))


def made_by(hand: Pointer, name: str) -> list[QQuickItem]:
    """Return the shown items that a QML file of that name makes."""
    return [
        item
        for item in below(hand.window.contentItem())
        if item.metaObject().className().startswith(f"{name}_QML") and item.height() > 0
    ]


def place(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def whole(item: QQuickItem) -> bool:
    """Return whether nothing of an item is clipped away."""
    inside = place(item)
    around: QQuickItem | None = item.parentItem()
    while around is not None:
        if around.clip() and not place(around).adjusted(-1, -1, 1, 1).contains(inside):
            return False
        around = around.parentItem()
    return True


@pytest.mark.parametrize(
    ("locale", "display"), [(Locale.ZH, NORMAL), (Locale.ZH, ELDER), (Locale.EN, NORMAL)]
)
@pytest.mark.parametrize("name", ["guide", "guide-relative"])
def test_what_is_agreed_to_stands_beside_the_button_that_agrees(
    old: Gallery, name: str, locale: Locale, display: Display
) -> None:
    hand = at(old, name, locale, display)
    (asked,) = hand.items("libraries")
    (facts,) = made_by(hand, "GuideFacts")
    assert whole(asked)
    assert place(asked).bottom() < place(facts).top()


@pytest.mark.parametrize("display", [NORMAL, ELDER])
@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize(("name", "told"), [("attract-offline", 2), ("attract-card-found", 1)])
def test_every_trouble_is_told_whole_before_a_visit(
    old: Gallery, name: str, told: int, locale: Locale, display: Display
) -> None:
    hand = at(old, name, locale, display)
    assert [True] * told == [whole(banner) for banner in made_by(hand, "TroubleBanner")]


@pytest.mark.parametrize("display", [NORMAL, ELDER])
@pytest.mark.parametrize("locale", list(Locale))
def test_where_the_card_goes_is_drawn_beside_the_other_ways(
    old: Gallery, locale: Locale, display: Display
) -> None:
    hand = at(old, "identify", locale, display)
    (drawing,) = made_by(hand, "CardDrawing")
    ways = made_by(hand, "WayCard")
    assert [True] * 3 == [whole(item) for item in (drawing, *ways)]
    assert hand.shows("readerState")
    assert max(place(way).right() for way in ways) < place(drawing).left()


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("name", ["points", "points-matter", "points-terminals"])
def test_the_point_to_print_stands_beside_the_button_that_prints_it(
    old: Gallery, name: str, locale: Locale
) -> None:
    hand = at(old, name, locale, NORMAL)
    chosen, *_ = made_by(hand, "PointRow")
    assert chosen.property("chosen")
    assert whole(chosen)


@pytest.mark.parametrize("display", [NORMAL, ELDER])
@pytest.mark.parametrize("locale", list(Locale))
def test_a_slip_that_came_out_is_told(old: Gallery, locale: Locale, display: Display) -> None:
    hand = at(old, "points-printed", locale, display)
    (said,) = hand.items("paperState")
    assert whole(said)


@pytest.mark.parametrize("display", [NORMAL, ELDER])
def test_no_map_is_spoken_of_that_is_not_seen(old: Gallery, display: Display) -> None:
    hand = at(old, "points", Locale.ZH, display)
    assert not [text for text in map(words, below(hand.window.contentItem())) if "地图" in text]


def words(item: QQuickItem) -> str:
    return str(item.property("text") or "")


@pytest.mark.parametrize("display", [NORMAL, ELDER])
@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("name", ["mains-away", "mains-away-closing"])
def test_why_nothing_begins_is_told_on_one_screen(
    old: Gallery, name: str, locale: Locale, display: Display
) -> None:
    hand = at(old, name, locale, display)
    assert [True] * 2 == [whole(fact) for fact in made_by(hand, "Fact")]
    assert not hand.shows("pageDown")


@pytest.mark.parametrize("locale", list(Locale))
def test_a_photograph_is_dropped_by_a_button_seen_whole(old: Gallery, locale: Locale) -> None:
    (drop,) = at(old, "materials-scanned", locale, NORMAL).items("drop")
    around = drop.parentItem().parentItem().parentItem()
    assert place(around).contains(place(drop))
