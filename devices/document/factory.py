"""From the document printer's configuration to its driver."""

from devices.config import DocumentPrinterConfig
from devices.document.cups_printer import CupsDocumentPrinter
from devices.document.line import server_place
from devices.document.server import CupsServer
from devices.document.verdict import Patience


def document_printer(config: DocumentPrinterConfig) -> CupsDocumentPrinter:
    """Build the driver; nothing is asked yet."""
    patience = Patience()
    server = CupsServer(server_place(config.server), config.queue, ask_s=patience.ask_s)
    return CupsDocumentPrinter(server, patience=patience)
