"""What the bench's window knows of the bench: asked for over its socket, as records. Blocks; no Qt."""

from pathlib import Path
from typing import Any

import msgspec

from kiosk.domain.identity import CardKind
from kiosk.domain.zone import ZONE
from sim.bench_status import BenchStatus, DocumentLine, Paper, ResidentEntry
from sim.control import BenchClient, BenchError

KINDS = {
    CardKind.RESIDENT: "居民身份证",
    CardKind.PERMIT_HMT: "港澳台居住证",
    CardKind.FOREIGN_2017: "永居证 2017",
    CardKind.FOREIGN_2023: "永居证 2023",
    CardKind.SOCIAL: "社保卡",
    CardKind.CITIZEN: "市民卡",
}
FEN_A_YUAN = 100


class ResidentLine(msgspec.Struct, frozen=True):
    """A row of the list of residents."""

    slug: str
    name: str
    about: str
    note: str
    hasSocial: bool


class PaperLine(msgspec.Struct, frozen=True):
    """A piece of paper that came out."""

    number: int
    picture: str
    caption: str
    whole: bool


class CodeLine(msgspec.Struct, frozen=True):
    """A text message on a phone."""

    code: str
    about: str


class OrderLine(msgspec.Struct, frozen=True):
    """An order that waits for a wallet."""

    code: str
    amount: str
    payee: str
    charging: bool


class Seen(msgspec.Struct, frozen=True):
    """One look at everything that changes."""

    status: BenchStatus
    papers: tuple[PaperLine, ...]
    """The new ones, the newest first."""
    pages: tuple[PaperLine, ...]
    """Those of new documents, the newest first."""
    codes: tuple[CodeLine, ...]
    orders: tuple[OrderLine, ...]
    platform_problem: str
    """Why codes and orders could not be asked for; empty when they could."""


def look(client: BenchClient, *, papers_known: int, documents_known: int) -> Seen:
    """Ask for all that changes; OSError when the bench is gone."""
    status = msgspec.convert(client.do("status"), BenchStatus)
    fresh = msgspec.convert(client.do("receipts", after=papers_known)["receipts"], tuple[Paper, ...])
    sheets = client.do("documents", after=documents_known)["documents"]
    documents = msgspec.convert(sheets, tuple[DocumentLine, ...])
    try:
        codes, orders, problem = client.do("codes")["codes"], client.do("orders")["orders"], ""
    except BenchError as error:
        codes, orders, problem = [], [], str(error)
    return Seen(
        status=status,
        papers=tuple(map(_paper, reversed(fresh))),
        pages=tuple(page for document in reversed(documents) for page in _pages(document)),
        codes=tuple(map(_code, codes)),
        orders=tuple(map(_order, orders)),
        platform_problem=problem,
    )


def _pages(document: DocumentLine) -> tuple[PaperLine, ...]:
    when = f"{document.at.astimezone(ZONE):%H:%M:%S}"
    short = "" if document.complete else " · 没有出全 incomplete"
    return tuple(
        PaperLine(
            document.number,
            Path(path).as_uri(),
            f"A4 № {document.number} · 第 {page} 页 page {page} · {when}{short}",
            document.complete,
        )
        for page, path in enumerate(document.paths, 1)
    )


def residents(client: BenchClient) -> tuple[ResidentLine, ...]:
    """Ask who there is."""
    lines = msgspec.convert(client.do("residents")["residents"], tuple[ResidentEntry, ...])
    return tuple(map(_resident, lines))


def matching(rows: tuple[ResidentLine, ...], search: str) -> tuple[ResidentLine, ...]:
    """Return the residents in whose row all words of the search are found."""
    words = search.lower().split()
    return tuple(row for row in rows if all(word in _written(row) for word in words))


def _written(row: ResidentLine) -> str:
    return f"{row.slug} {row.name} {row.about} {row.note}".lower()


def _resident(line: ResidentEntry) -> ResidentLine:
    about = [KINDS[line.kind], f"{line.age} 岁"]
    if line.expired:
        about.append("已过期")
    if line.social is not None:
        about.append(f"社保卡 v{line.social[0]}")
    return ResidentLine(line.slug, line.name, " · ".join(about), line.note, line.social is not None)


def _paper(paper: Paper) -> PaperLine:
    clock = paper.at.astimezone(ZONE).strftime("%H:%M:%S")
    end = "" if paper.complete else " · 不完整 incomplete"
    return PaperLine(
        paper.number, Path(paper.path).as_uri(), f"№ {paper.number} · {clock}{end}", paper.complete
    )


def _code(row: dict[str, Any]) -> CodeLine:
    return CodeLine(str(row["code"]), f"{row['phone']} · {row['resident']}")


def _order(row: dict[str, Any]) -> OrderLine:
    yuan, fen = divmod(int(row["amount_fen"]), FEN_A_YUAN)
    return OrderLine(str(row["code"]), f"¥ {yuan}.{fen:02d}", str(row["payee"]), bool(row["charging"]))
