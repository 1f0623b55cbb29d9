"""The bench's cards and their two readers as its window sees them."""

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from sim.bench_status import BenchStatus, ReaderPanel, SocialPanel
from sim.card_variants import Condition

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1
WORDS = {
    Condition.GOOD: ("下一张: 正常", "Next: good"),
    Condition.EXPIRED: ("下一张: 过期", "Next: expired"),
    Condition.FORGED: ("下一张: 伪卡", "Next: forged"),
    Condition.DAMAGED: ("下一张: 损坏", "Next: damaged"),
    Condition.TAKEN_AWAY: ("下一张: 拿走", "Next: taken away"),
}


@QmlElement
class CardsModel(QObject):
    """What lies on one reader and is in the other, and what is to be laid next."""

    changed = Signal()

    def __init__(self, tell: Callable[..., None], parent: QObject) -> None:
        super().__init__(parent)
        self._tell = tell
        self._reader: ReaderPanel | None = None
        self._social: SocialPanel | None = None
        self._condition = Condition.GOOD

    def show(self, status: BenchStatus | None) -> None:
        """Present how they stand now; None: nobody knows."""
        self._reader = status.identity_reader if status else None
        self._social = status.social_reader if status else None
        self.changed.emit()

    @Slot(str)
    def layOrTake(self, slug: str) -> None:
        """Lay a resident's card in the condition chosen, or take it away when it lies there."""
        if self._reader is not None and self._reader.card == slug:
            self._tell("take_away")
        else:
            self._tell("lay_card", resident=slug, condition=self._condition.value)

    @Slot(str)
    def insertOrRemove(self, slug: str) -> None:
        """Insert a resident's social-security card, or pull it out."""
        if self._social is not None and self._social.card == slug:
            self._tell("remove_social")
        else:
            self._tell("insert_social", resident=slug, condition=self._condition.value)

    @Slot()
    def chooseNext(self) -> None:
        """Choose the next condition for the cards to come."""
        conditions = list(Condition)
        self._condition = conditions[(conditions.index(self._condition) + 1) % len(conditions)]
        self.changed.emit()

    @Property(str, notify=changed)
    def nextZh(self) -> str:
        return WORDS[self._condition][0]

    @Property(str, notify=changed)
    def nextEn(self) -> str:
        return WORDS[self._condition][1]

    @Property(bool, notify=changed)
    def nextIsGood(self) -> bool:
        return self._condition is Condition.GOOD

    @Property(str, notify=changed)
    def laid(self) -> str:
        return (self._reader.card or "") if self._reader else ""

    @Property(str, notify=changed)
    def inserted(self) -> str:
        return (self._social.card or "") if self._social else ""

    @Property(bool, notify=changed)
    def readerPlugged(self) -> bool:
        return self._reader is not None and self._reader.plugged

    @Property(str, notify=changed)
    def readerFault(self) -> str:
        return (self._reader.fault or "") if self._reader else ""

    @Property(bool, notify=changed)
    def socialAvailable(self) -> bool:
        return self._social is not None and self._social.available

    @Property(str, notify=changed)
    def socialProblem(self) -> str:
        return (self._social.problem or "") if self._social else ""
