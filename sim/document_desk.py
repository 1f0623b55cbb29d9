"""The document printer of a bench: started beside everything else, told what happens to it."""

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import assert_never

from kiosk.errors import KioskError
from sim.bench_status import DocumentPrinterPanel
from sim.command import CommandError
from sim.commands import Switch
from sim.document_commands import DocumentCommand, DocumentPaperOut, DocumentSlow
from sim.document_pile import DocumentPile
from sim.document_printer import SimulatedDocumentPrinter
from sim.print_server import PrintServerError, problem
from sim.sheet_condition import PAGE_S, SheetCondition


class DocumentDesk:
    """Owns printer and print server; every method but `status` from one hand at a time.

    They start in the background: a bench is ready before they are. What is told meanwhile waits for them.
    """

    def __init__(self, folder: Path, *, wanted: bool = True) -> None:
        self.pile = DocumentPile(folder / "documents")
        self._printer = SimulatedDocumentPrinter(on_printed=self.pile.take)
        self._why = problem() if wanted else "the bench was started without one"
        self._ready = threading.Event()
        self._starting = threading.Thread(target=self._start, name="document-desk")
        if self._why is None:
            self._printer.prepare()
        self._starting.start()

    @property
    def server(self) -> str | None:
        """What [devices.document_printer] server has to say; None: there is none."""
        return str(self._printer.server.socket_path) if self._why is None else None

    @property
    def problem(self) -> str | None:
        """Why there is none."""
        return self._why

    def close(self) -> None:
        """End all of it."""
        self._starting.join()
        self._printer.stop()
        self.pile.close()

    def do(self, command: DocumentCommand) -> None:
        """Change its state."""
        printer = self._at_work()
        match command:
            case DocumentPaperOut(after):
                printer.load_paper(after)
            case DocumentSlow(page_s):
                printer.pace(page_s)
            case _:
                assert_never(command)

    def switches(self) -> Mapping[Switch, Callable[[], None]]:
        """Return what is told by its name alone."""
        return {
            Switch.DOCUMENT_LOAD_PAPER: lambda: self._at_work().load_paper(),
            Switch.DOCUMENT_JAM: lambda: self._at_work().jam(),
            Switch.DOCUMENT_FREE: lambda: self._at_work().free(),
            Switch.DOCUMENT_COVER_OPEN: lambda: self._at_work().cover(is_open=True),
            Switch.DOCUMENT_COVER_CLOSE: lambda: self._at_work().cover(is_open=False),
            Switch.DOCUMENT_TONER_LOW: lambda: self._at_work().toner(is_low=True),
            Switch.RECOVER_DOCUMENT_PRINTER: self._recover,
        }

    def plug(self) -> None:
        """Put its cable back."""
        if self._why is None and not self._at_work().plugged:
            self._printer.replug()

    def unplug(self) -> None:
        """Pull it."""
        if self._at_work().plugged:
            self._printer.unplug()

    def status(self) -> DocumentPrinterPanel:
        """Return how it stands."""
        now = self._printer.condition if self._ready.is_set() else SheetCondition()
        return DocumentPrinterPanel(
            server=self.server,
            problem=self._why,
            ready=self._ready.is_set(),
            plugged=self._printer.plugged and self._why is None,
            paper_out=now.sheets <= 0,
            jammed=now.jammed,
            cover_open=now.cover_open,
            toner_low=now.toner_low,
            slow=now.page_s > PAGE_S,
            documents=len(self.pile),
        )

    def _start(self) -> None:
        if self._why is not None:
            return
        try:
            self._printer.start()
            self._ready.set()
        except (PrintServerError, KioskError, OSError) as error:
            self._why = str(error)
            self._printer.stop()

    def _at_work(self) -> SimulatedDocumentPrinter:
        self._starting.join()
        if self._why is not None:
            raise CommandError(f"there is no document printer: {self._why}")
        return self._printer

    def _recover(self) -> None:
        if self._why is None:
            self._at_work().recover()
