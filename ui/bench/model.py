"""The bench as its window sees it: what stands how, and what can be done; nothing here blocks."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from sim.bench_status import BenchStatus
from sim.commands import Device
from sim.control import BenchClient, BenchError
from ui.bench.cameras import CamerasModel
from ui.bench.cards import CardsModel
from ui.bench.documents import DocumentsModel
from ui.bench.look import (
    CodeLine,
    OrderLine,
    PaperLine,
    ResidentLine,
    Seen,
    look,
    matching,
    residents,
)
from ui.bench.mains import MainsModel
from ui.models.rows import Rows
from ui.worker import Worker

QML_IMPORT_NAME = "Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

LOOK_EVERY_MS = 400
KEPT_PAPERS = 40


@QmlElement
class BenchModel(QObject):
    """One bench, behind its control socket."""

    changed = Signal()
    said = Signal()

    def __init__(self, socket: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._socket = socket
        self._eyes: BenchClient | None = None
        self._status: BenchStatus | None = None
        self._everybody: tuple[ResidentLine, ...] = ()
        self._papers: tuple[PaperLine, ...] = ()
        self._search = self._message = self._platform_problem = ""
        self._looking = False
        self._known = self._known_documents = 0
        """The numbers of the newest slip and the newest document that are shown."""
        self._residents = Rows(ResidentLine, self)
        self._paper_rows = Rows(PaperLine, self)
        self._codes = Rows(CodeLine, self)
        self._orders = Rows(OrderLine, self)
        self._cards = CardsModel(self._tell, self)
        self._cameras = CamerasModel(self._tell, self)
        self._mains = MainsModel(self)
        self._documents = DocumentsModel(self._tell, self)
        self._worker = Worker(self)
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def open(self) -> None:
        """Begin to look."""
        self._timer.start()
        self.look()

    def close(self) -> None:
        """Look no more, and hang up."""
        self._timer.stop()
        self._worker.close()
        if self._eyes is not None:
            self._eyes.close()

    @Slot()
    def look(self) -> None:
        """Ask how everything stands, unless the last answer is still awaited."""
        if not self._looking:
            self._looking = True
            self._worker.run(self._ask, self._show)

    def _ask(self) -> tuple[tuple[ResidentLine, ...], Seen] | str:
        try:
            if self._eyes is None:
                self._eyes = BenchClient(self._socket)
            people = self._everybody or residents(self._eyes)
            return people, look(self._eyes, papers_known=self._known, documents_known=self._known_documents)
        except (OSError, BenchError) as error:
            if self._eyes is not None:
                self._eyes.close()
            self._eyes = None
            return str(error)

    def _show(self, seen: tuple[tuple[ResidentLine, ...], Seen] | str) -> None:
        self._looking = False
        if isinstance(seen, str):
            self._status, self._papers = None, ()
            self._known = self._known_documents = 0
            self._cards.show(None)
            self._documents.show(None)
            self._say(f"试验台没有应答 · the bench does not answer: {seen}")
        else:
            people, now = seen
            self._everybody, self._status = people, now.status
            self._platform_problem = now.platform_problem
            self._cards.show(now.status)
            self._cameras.show(now.status)
            self._mains.show(now.status)
            self._documents.show(now.status)
            self._known = max((self._known, *(paper.number for paper in now.papers)))
            self._known_documents = max((self._known_documents, *(page.number for page in now.pages)))
            self._papers = (*now.pages, *now.papers, *self._papers)[:KEPT_PAPERS]
            self._paper_rows.show(self._papers)
            self._codes.show(now.codes)
            self._orders.show(now.orders)
            self._residents.show(matching(people, self._search))
        self.changed.emit()

    def _tell(self, command: str, **values: object) -> None:
        self._worker.run(lambda: self._told(command, values), self._answered)

    def _told(self, command: str, values: dict[str, object]) -> str:
        try:
            with BenchClient(self._socket) as hand:
                hand.do(command, **values)
        except (OSError, BenchError) as error:
            return str(error)
        return ""

    def _answered(self, message: str) -> None:
        self._say(message)
        if self._timer.isActive():  # an answer may come as the window closes
            self.look()

    def _say(self, message: str) -> None:
        if message != self._message:
            self._message = message
            self.said.emit()

    def _of(self, read: Callable[[BenchStatus], bool]) -> bool:
        return self._status is not None and read(self._status)

    @Slot(str)
    def tell(self, command: str) -> None:
        """Do what has a name alone."""
        self._tell(command)

    @Slot(str)
    def plugOrUnplug(self, device: str) -> None:
        """Pull a device's cable, or put it back."""
        if self._status is None:
            return
        plugged = {
            Device.IDENTITY_READER: self._status.identity_reader.plugged,
            Device.SOCIAL_READER: self._status.social_reader.available,
            Device.PRINTER: self._status.printer.plugged,
            Device.CODE_SCANNER: self._status.code_scanner.plugged,
            Device.DOCUMENT_PRINTER: self._status.document_printer.plugged,
            Device.FACE_CAMERA: self._status.face_camera.plugged,
            Device.DOCUMENT_CAMERA: self._status.document_camera.plugged,
            Device.POWER: self._status.power.plugged,
            Device.REMINDER: self._status.reminder.plugged,
        }
        self._tell("unplug" if plugged[Device(device)] else "replug", device=device)

    @Slot(str)
    def setNetwork(self, mode: str) -> None:
        self._tell("network", mode=mode)

    @Slot(str)
    def setPlatform(self, mode: str) -> None:
        self._tell("platform", mode=mode)

    @Slot(str)
    def setWallet(self, mood: str) -> None:
        self._tell("wallet", mood=mood)

    @Slot(str)
    def pay(self, code: str) -> None:
        """Pay an order as a wallet does."""
        self._tell("pay", code=code)

    @Slot(str)
    def scan(self, kind: str) -> None:
        """Lay a code of a kind before the scanner."""
        self._tell("scan", kind=kind)

    @Slot()
    def scanEId(self) -> None:
        """Lay the e-ID of the resident who is first in the list before the scanner."""
        for person in matching(self._everybody, self._search)[:1]:
            self._tell("scan", kind="e_id", resident=person.slug)

    @Slot(str)
    def scanText(self, text: str) -> None:
        """Lay a code with this text before the scanner."""
        self._tell("scan", payload=text)

    @Slot(str)
    def find(self, search: str) -> None:
        """Show the residents that fit."""
        self._search = search
        self._residents.show(matching(self._everybody, search))

    @Property(Rows, notify=changed)
    def residents(self) -> Rows:
        return self._residents

    @Property(Rows, notify=changed)
    def papers(self) -> Rows:
        return self._paper_rows

    @Property(Rows, notify=changed)
    def codes(self) -> Rows:
        return self._codes

    @Property(Rows, notify=changed)
    def orders(self) -> Rows:
        return self._orders

    @Property(MainsModel, notify=changed)
    def mains(self) -> MainsModel:
        return self._mains

    @Property(bool, notify=changed)
    def connected(self) -> bool:
        return self._status is not None

    @Property(str, notify=said)
    def message(self) -> str:
        return self._message

    @Property(bool, notify=changed)
    def scannerPlugged(self) -> bool:
        return self._of(lambda status: status.code_scanner.plugged)

    @Property(bool, notify=changed)
    def printerPlugged(self) -> bool:
        return self._of(lambda status: status.printer.plugged)

    @Property(bool, notify=changed)
    def paperOut(self) -> bool:
        return self._of(lambda status: status.printer.paper_out)

    @Property(bool, notify=changed)
    def nearEnd(self) -> bool:
        return self._of(lambda status: status.printer.near_end)

    @Property(bool, notify=changed)
    def leftAtMouth(self) -> bool:
        return self._of(lambda status: status.printer.left_at_mouth)

    @Property(bool, notify=changed)
    def coverOpen(self) -> bool:
        return self._of(lambda status: status.printer.cover_open)

    @Property(bool, notify=changed)
    def jammed(self) -> bool:
        return self._of(lambda status: status.printer.jammed)

    @Property(bool, notify=changed)
    def overheated(self) -> bool:
        return self._of(lambda status: status.printer.overheated)

    @Property(bool, notify=changed)
    def silent(self) -> bool:
        return self._of(lambda status: status.printer.silent)

    @Property(CardsModel, notify=changed)
    def cards(self) -> CardsModel:
        return self._cards

    @Property(DocumentsModel, notify=changed)
    def documents(self) -> DocumentsModel:
        return self._documents

    @Property(CamerasModel, notify=changed)
    def cameras(self) -> CamerasModel:
        return self._cameras

    @Property(str, notify=changed)
    def network(self) -> str:
        return self._status.network.mode.value if self._status else ""

    @Property(int, notify=changed)
    def relayed(self) -> int:
        return self._status.network.relayed if self._status else 0

    @Property(str, notify=changed)
    def platform(self) -> str:
        return self._status.platform.mode.value if self._status else ""

    @Property(str, notify=changed)
    def wallet(self) -> str:
        return self._status.platform.wallet.value if self._status else ""

    @Property(str, notify=changed)
    def platformProblem(self) -> str:
        return self._platform_problem
