"""What a visit shows of the holder's own cases: a button beside the matters, and a page."""

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.case import CasesHere, CasesNotTold, CasesTold, CaseSupplement, OwnCase
from kiosk.domain.case_here import ToldHere, tell_here
from kiosk.domain.case_words import CaseMark, CaseWords, Told, tell
from kiosk.domain.device import Role
from kiosk.domain.ids import ReceiptNumber
from kiosk.domain.shown import moment
from kiosk.domain.slip_words import KEEP_BELOW
from kiosk.domain.zone import ZONE
from ui.conductor import Conductor
from ui.models.paper import paper, paper_said
from ui.models.rows import Rows

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


class CaseLine(msgspec.Struct, frozen=True):
    """A case in the list."""

    number: str
    label: str
    mark: str
    standing: str
    says: str
    next: str
    handedIn: str
    here: bool = False
    """What is wanted can be photographed here and now."""


@QmlElement
class CasesModel(QObject):
    """The cases as the centre told them, the most urgent first."""

    changed = Signal()

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._lines = Rows(CaseLine, self)
        self._marks: tuple[CaseMark, ...] = ()

    def show(self) -> None:
        """Present what the conductor knows now."""
        lines = (*map(self._line, self._told()), *map(self._line_here, self._told_here()))
        self._marks = tuple(CaseMark(line.mark) for line in lines)
        self._lines.show(lines)
        self.changed.emit()

    def clear(self) -> None:
        """Forget every case."""
        self._lines.show(())
        self._marks = ()
        self.changed.emit()

    @property
    def can_go_back(self) -> bool:
        """Whether there is a page to go back from."""
        return self._conductor.cases.reading

    def back(self) -> bool:
        """Go back to the matters; return whether the page stood."""
        stood = self.can_go_back
        self.leave()
        return stood

    @Property(Rows, notify=changed)
    def lines(self) -> Rows:
        return self._lines

    @Property(bool, notify=changed)
    def asking(self) -> bool:
        return self._conductor.cases.told is None

    @Property(str, notify=changed)
    def why(self) -> str:
        """Why nobody can say now; empty while somebody can."""
        told = self._conductor.cases.told
        return told.why.at(self._conductor.locale) if isinstance(told, CasesNotTold) else ""

    @Property(bool, notify=changed)
    def here(self) -> bool:
        """Whether the centre is away, and these are what this machine took in itself."""
        return isinstance(self._conductor.cases.told, CasesHere)

    @Property(int, notify=changed)
    def wanted(self) -> int:
        """For how many something more is to be brought."""
        return self._marks.count(CaseMark.WANTED)

    @Property(int, notify=changed)
    def underWay(self) -> int:
        return self._marks.count(CaseMark.UNDER_WAY) + self._marks.count(CaseMark.CALLED)

    @Property(int, notify=changed)
    def done(self) -> int:
        return self._marks.count(CaseMark.DONE)

    @Property(bool, notify=changed)
    def scanner(self) -> bool:
        """Whether a slip's code can be laid before the scanner."""
        return self._conductor.surroundings.has(Role.CODE_SCANNER)

    @Slot()
    def read(self) -> None:
        self._conductor.cases.read()

    @Slot()
    def leave(self) -> None:
        self._conductor.cases.leave()

    @Slot(str)
    def supply(self, number: str) -> None:
        self._conductor.supply(ReceiptNumber(number))

    @Slot()
    def askAgain(self) -> None:
        self._conductor.cases.ask_again()

    @Property(str, notify=changed)
    def paper(self) -> str:
        """Return what became of the note: none, done, void or unconfirmed."""
        return paper(self._conductor.cases.note.printed)

    @Property(str, notify=changed)
    def paperWords(self) -> str:
        return paper_said(self._conductor.cases.note.printed, KEEP_BELOW, self._conductor.locale)

    @Property(bool, notify=changed)
    def printing(self) -> bool:
        return self._conductor.cases.note.printing

    @Property(bool, notify=changed)
    def printer(self) -> bool:
        """Whether a note can be printed."""
        return self._conductor.surroundings.has(Role.RECEIPT_PRINTER)

    @Slot()
    def printNote(self) -> None:
        self._conductor.cases.print_note(self._told(), self._conductor.locale)

    def _told(self) -> Told:
        conductor, told = self._conductor, self._conductor.cases.told
        if not isinstance(told, CasesTold):
            return ()
        today = conductor.now.astimezone(ZONE).date()
        return tell(told.cases, conductor.catalogue.matters, conductor.site.contact, today)

    def _told_here(self) -> tuple[ToldHere, ...]:
        conductor, told = self._conductor, self._conductor.cases.told
        if not isinstance(told, CasesHere):
            return ()
        return tell_here(told.items, conductor.catalogue.matters, conductor.site.contact)

    def _line_here(self, told: ToldHere) -> CaseLine:
        words, locale = told.words, self._conductor.locale
        return CaseLine(
            number=told.number,
            label=told.name.at(locale),
            mark=words.mark.value,
            standing=words.state.at(locale),
            says=words.says.at(locale),
            next=words.next.at(locale),
            handedIn=moment(told.handed_in_at, locale),
        )

    def _line(self, told: tuple[OwnCase, CaseWords]) -> CaseLine:
        (case, words), locale = told, self._conductor.locale
        return CaseLine(
            number=case.number,
            label=case.name.at(locale),
            mark=words.mark.value,
            standing=words.state.at(locale),
            says=words.says.at(locale),
            next=words.next.at(locale),
            handedIn=moment(case.handed_in_at, locale),
            here=self._may_supply(case),
        )

    def _may_supply(self, case: OwnCase) -> bool:
        """Return whether something is wanted for a case, it is not too late, and this terminal takes it."""
        state, today = case.stands.state, self._conductor.now.astimezone(ZONE).date()
        waits = isinstance(state, CaseSupplement) and state.until >= today
        return waits and self._conductor.supplying is not None
