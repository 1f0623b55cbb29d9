"""Certificates: a finished case set in type, once, and kept for the phone that fetches it."""

import datetime as dt
import functools
import io
import re
import secrets
import threading
from pathlib import Path
from typing import Annotated

import msgspec
import qrcode
import typst
from litestar import Response, get
from litestar.params import FromPath, QueryParameter
from qrcode.image.svg import SvgPathFillImage
from sqlalchemy import select
from sqlalchemy.orm import Session

from central.case_tables import CaseRow, DocumentRow
from central.cases import has_document
from central.centre import Centre, Service, Signer
from central.refusal import Refusal
from central.tables import ItemRow
from kiosk.domain.identity import Identity, Sex
from kiosk.domain.ids import ItemId
from kiosk.domain.matter import Document, Matter
from kiosk.domain.record import Record
from kiosk.domain.shown import day, write, write_answer
from kiosk.domain.submission import SubmissionBody
from kiosk.domain.text import Locale
from kiosk.domain.zone import ZONE
from kiosk.wire.messages import DocumentAnswer

TEMPLATES = Path(__file__).parent / "templates"
FALLBACK = "certificate"
SCREEN_PPI = 110.0
PAGE_COUNT = re.compile(rb"/Type ?/Pages\s*/Count (\d+)")
ONE_AT_A_TIME = threading.Lock()
"""A compiler takes no second certificate while it sets one."""
SEXES = {Sex.MALE: "男", Sex.FEMALE: "女", Sex.UNKNOWN: "未说明"}


class Certificate(msgspec.Struct, frozen=True, kw_only=True):
    """What a template sets: words and figures, nothing left to decide."""

    title: str
    number: str
    name: str
    sex: str
    id_number: str
    birth: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    issuer: str
    date: str
    particulars: tuple[tuple[str, str], ...]
    """What the holder answered, as the certificate repeats it."""
    agent: str = ""
    """Who asked for it, where that is not whom it is about."""
    receipt: str
    qr_svg: str
    check_url: str


@get("/v1/documents/{item:str}", sync_to_thread=True, tags=["Items"], summary="A certificate")
def document(
    item: FromPath[str],
    centre: Service,
    terminal: Signer,
    pdf: Annotated[int, QueryParameter(ge=0, le=1, description="1: with the PDF, to be printed")] = 0,
) -> DocumentAnswer:
    """Give the first page as a picture and where a phone fetches the PDF; 409 while it is not made."""
    with centre.store.writing() as session:
        row = session.get(ItemRow, item)
        if row is None or row.terminal != terminal:
            raise Refusal(404, "item_unknown", f"no item {item} of this terminal", items=(ItemId(item),))
        made = session.get(DocumentRow, item) or _made(session, centre, item)
        return DocumentAnswer(
            url=f"{centre.base_url}/d/{made.token}",
            page_png=made.page_png,
            pages=pages_of(made.pdf),
            pdf=made.pdf if pdf else None,
        )


@get("/d/{token:str}", sync_to_thread=True, tags=["Public"], summary="A certificate's PDF, for a phone")
def public_document(token: FromPath[str], centre: Service) -> Response[bytes]:
    """Give the PDF to whoever holds its address, until it is too old."""
    with centre.store.reading() as session:
        row = session.scalars(select(DocumentRow).where(DocumentRow.token == token)).one_or_none()
        if row is None or row.expires_at < centre.clock():
            raise Refusal(404, "document_unknown", "no such document, or it is too old: have it made again")
        headers = {"cache-control": "no-store", "content-disposition": "inline; filename=document.pdf"}
        return Response(row.pdf, media_type="application/pdf", headers=headers)


@functools.cache
def _compiler() -> typst.Compiler:
    """Return the compiler of all certificates: to find the machine's fonts takes ten times as long as one."""
    return typst.Compiler(root=str(TEMPLATES))


def typeset(template: str, certificate: Certificate) -> tuple[bytes, bytes]:
    """Return the PDF and its first page as PNG."""
    path = TEMPLATES / f"{template}.typ"
    source = str(path if path.exists() else TEMPLATES / f"{FALLBACK}.typ")
    inputs = {"certificate": msgspec.json.encode(certificate).decode()}
    with ONE_AT_A_TIME:
        pdf = _compiler().compile(source, sys_inputs=inputs, format="pdf")
        pages = _compiler().compile(source, sys_inputs=inputs, format="png", ppi=SCREEN_PPI)
    return _first(pdf), _first(pages)


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF of ours has: the count of its page tree's root, as typst writes it."""
    return max(int(count) for count in PAGE_COUNT.findall(pdf))


def _first(made: bytes | list[bytes] | None) -> bytes:
    """Return what the compiler gives: of several pages the first."""
    if not made:
        raise ValueError("typst made nothing of a certificate")
    return made if isinstance(made, bytes) else made[0]


def qr_svg(text: str) -> str:
    """Return a QR code as SVG."""
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=0)
    code.add_data(text)
    picture = io.BytesIO()
    code.make_image(image_factory=SvgPathFillImage).save(picture)
    return picture.getvalue().decode()


def _made(session: Session, centre: Centre, item: str) -> DocumentRow:
    case = session.get(CaseRow, item)
    if case is None or not has_document(centre, case):
        raise Refusal(409, "document_pending", "the certificate is not made yet", items=(ItemId(item),))
    matter = centre.catalogues.matter(case.catalogue, case.matter)
    if matter.document is None:
        raise Refusal(404, "document_none", f"{matter.slug} gives no certificate", items=(ItemId(item),))
    token = secrets.token_urlsafe(18)
    certificate = _certificate(centre, matter, matter.document, case, f"{centre.base_url}/d/{token}")
    pdf, png = typeset(matter.document.template, certificate)
    expires = centre.clock() + dt.timedelta(days=centre.settings.document_days)
    row = DocumentRow(item=item, token=token, pdf=pdf, page_png=png, expires_at=expires)
    session.add(row)
    return row


def _certificate(centre: Centre, matter: Matter, document: Document, case: CaseRow, url: str) -> Certificate:
    body = msgspec.msgpack.decode(case.body, type=SubmissionBody)
    agent: Identity = body.applicant
    holder = body.on_behalf_of.person if body.on_behalf_of is not None else agent
    rows = msgspec.convert(case.result, tuple[Record, ...])
    shown = matter.result.shown if matter.result else ()
    several = matter.result is not None and matter.result.several
    finished = (case.finished_at or centre.clock()).astimezone(ZONE).date()
    return Certificate(
        title=document.name.zh,
        number=case.acceptance_number or "",
        name=holder.name,
        agent=agent.name if holder is not agent else "",
        sex=SEXES[holder.sex],
        id_number=holder.number,
        birth=day(holder.birth.isoformat(), Locale.ZH),
        columns=tuple(one.label.zh for one in shown),
        rows=tuple(
            tuple(write(one, row, Locale.ZH) for one in shown) for row in (rows if several else rows[:1])
        ),
        issuer=matter.department.zh,
        date=day(finished.isoformat(), Locale.ZH),
        particulars=tuple(
            (matter.field(answer.field).label.zh, write_answer(matter, answer, Locale.ZH))
            for answer in body.answers
        ),
        receipt=case.number,
        qr_svg=qr_svg(url),
        check_url=url,
    )
