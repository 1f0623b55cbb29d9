"""What the bench can be told to do with the document printer."""

from sim.command import Command


class DocumentPaperOut(Command, frozen=True, tag="document_paper_out"):
    """Leave so many sheets in the tray."""

    after: int = 0


class DocumentSlow(Command, frozen=True, tag="document_slow"):
    """Let a page take so long."""

    page_s: float = 8.0


class ListDocuments(Command, frozen=True, tag="documents"):
    """List what came out with a higher number, the oldest first, without pictures."""

    after: int = 0


class GetDocument(Command, frozen=True, tag="document"):
    """Get one document with the pictures of the pages that came out."""

    number: int


DocumentCommand = DocumentPaperOut | DocumentSlow
