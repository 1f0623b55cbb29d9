"""What anybody's phone may open: the check of a receipt's QR, and the page that pays an order."""

import html
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from litestar import Response, get
from litestar.params import FromPath

from central.centre import Centre, Service
from central.orders import status_of
from central.tables import CaseRow, ItemRow, OrderRow, TerminalRow
from kiosk.domain.ids import MatterCode
from kiosk.domain.payment import PaymentClosed, PaymentSettled, PaymentUnknown, PaymentWaiting, yuan
from kiosk.domain.shown import moment
from kiosk.domain.text import Locale, Text
from kiosk.errors import WireError
from kiosk.wire.token import ReceiptClaim, read_claim, verify_claim

SHELL = (Path(__file__).parent / "templates" / "page.html").read_text(encoding="utf-8")
HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    "referrer-policy": "no-referrer",
}


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What the centre makes of a receipt."""

    mark: str
    """good, wait or bad: the colour and sign of the page."""
    title: Text
    text: Text


@get(
    "/r/{token:str}",
    sync_to_thread=True,
    tags=["Public"],
    summary="Is this receipt genuine, and how does it stand?",
)
def check_receipt(token: FromPath[str], centre: Service) -> Response[str]:
    """Say received, promised but not yet received, or not genuine; no name is shown."""
    try:
        claim = genuine_claim(centre, token)
    except WireError:
        return _page(NOT_GENUINE, (), status=404)
    finding = what_of(centre, claim)
    return _page(finding, _facts(centre, claim) if finding.mark != "bad" else ())


@get("/pay/{order:str}", sync_to_thread=True, tags=["Public"], summary="What a wallet shows before it pays")
def pay_page(order: FromPath[str], centre: Service) -> Response[str]:
    """Show an order; the button to pay is there on the bench alone, where no real wallet is."""
    with centre.store.reading() as session:
        row = session.get(OrderRow, order)
        if row is None:
            return _page(NO_ORDER, (), status=404)
        status = status_of(row, centre.clock())
        facts = (
            (Text(zh="收款单位", en="Payee"), row.payee),
            (Text(zh="金额", en="Amount"), f"¥ {yuan(row.amount_fen)}"),
            (Text(zh="订单号", en="Order"), row.number),
        )
    match status:
        case PaymentWaiting():
            return _page(OPEN_ORDER, facts, extra=_button(row.number) if centre.settings.bench else "")
        case PaymentSettled():
            return _page(PAID_ORDER, facts)
        case PaymentClosed() | PaymentUnknown():
            return _page(CLOSED_ORDER, facts)


def finding_on(centre: Centre, token: str) -> Finding:
    """Return what the centre makes of a receipt's token."""
    try:
        claim = genuine_claim(centre, token)
    except WireError:
        return NOT_GENUINE
    return what_of(centre, claim)


def genuine_claim(centre: Centre, token: str) -> ReceiptClaim:
    """Return the claim once its terminal's signature holds; WireError otherwise."""
    terminal = read_claim(token).terminal
    with centre.store.reading() as session:
        row = session.get(TerminalRow, terminal)
        if row is None:
            raise WireError("receipt_terminal", f"receipt token: no terminal {terminal} is enrolled")
        public = row.public
    return verify_claim(token, Ed25519PublicKey.from_public_bytes(public))


def what_of(centre: Centre, claim: ReceiptClaim) -> Finding:
    """Return what the centre makes of a claim whose signature holds."""
    with centre.store.reading() as session:
        item = session.get(ItemRow, claim.item)
        case = session.get(CaseRow, claim.item)
    if item is None:
        return PROMISED
    if (item.terminal, item.number, item.seal_sha256) != (claim.terminal, claim.number, claim.seal_sha256):
        return NOT_GENUINE
    if item.tombstone:
        return CANCELLED
    if case is None:
        return RECEIVED
    return Finding(mark="good", title=RECEIVED.title, text=Text(zh=case.message_zh, en=case.message_en))


def _facts(centre: Centre, claim: ReceiptClaim) -> tuple[tuple[Text, str], ...]:
    matter = centre.catalogues.in_force(MatterCode(claim.matter))
    with centre.store.reading() as session:
        terminal = session.get_one(TerminalRow, claim.terminal)
        case = session.get(CaseRow, claim.item)
    facts = [
        (Text(zh="收件编号", en="Receipt number"), claim.number),
        (Text(zh="办理事项", en="Matter"), matter.name.zh if matter else claim.matter),
        (Text(zh="自助终端", en="Terminal"), f"{terminal.id} {terminal.site}"),
        (Text(zh="交件时间", en="Handed in"), moment(claim.at, Locale.ZH)),
    ]
    if case is not None and case.acceptance_number:
        facts.append((Text(zh="受理号", en="Acceptance number"), case.acceptance_number))
    return tuple(facts)


def _page(
    finding: Finding, facts: tuple[tuple[Text, str], ...], *, extra: str = "", status: int = 200
) -> Response[str]:
    rows = "".join(
        f"<dt>{html.escape(label.zh)} <small lang=en>{html.escape(label.en)}</small></dt>"
        f"<dd>{html.escape(value)}</dd>"
        for label, value in facts
    )
    words = {
        "@@mark@@": finding.mark,
        "@@title_zh@@": html.escape(finding.title.zh),
        "@@title_en@@": html.escape(finding.title.en),
        "@@text_zh@@": html.escape(finding.text.zh),
        "@@text_en@@": html.escape(finding.text.en),
        "@@facts@@": f"<dl>{rows}</dl>" if rows else "",
        "@@extra@@": extra,
    }
    text = SHELL
    for place, word in words.items():
        text = text.replace(place, word)
    return Response(text, media_type="text/html; charset=utf-8", status_code=status, headers=HEADERS)


def _button(number: str) -> str:
    return (
        f'<form method="post" action="/bench/pay-page/{html.escape(number)}">'
        '<button type="submit">支付 <small lang="en">Pay</small></button></form>'
    )


RECEIVED = Finding(
    mark="good",
    title=Text(zh="中心已收件", en="The centre has received it"),
    text=Text(
        zh="这张回执是真的，材料已到政务服务中心。",
        en="This receipt is genuine and what was handed in is here.",
    ),
)
PROMISED = Finding(
    mark="wait",
    title=Text(zh="已收件，待上传", en="Taken in, not yet received here"),
    text=Text(
        zh="这张回执是真的。下面的终端收了件，网络恢复后会自动上传，您不用再跑一趟。",
        en="This receipt is genuine. The terminal below will send it by itself. You need not come again.",
    ),
)
CANCELLED = Finding(
    mark="wait",
    title=Text(zh="已撤销", en="Cancelled"),
    text=Text(
        zh="这一件没有付款或已撤销，没有收费。", en="This was not paid or was cancelled. Nothing was charged."
    ),
)
NOT_GENUINE = Finding(
    mark="bad",
    title=Text(zh="这不是真的回执", en="Not a genuine receipt"),
    text=Text(
        zh="它不是由我们的自助终端出具的，或者内容被改过。请到窗口核实。",
        en="No terminal of ours issued it, or it was changed. Please ask at the counter.",
    ),
)
NO_ORDER = Finding(
    mark="bad",
    title=Text(zh="没有这笔订单", en="No such order"),
    text=Text(zh="请回到自助终端重新扫码。", en="Please scan the code on the terminal again."),
)
OPEN_ORDER = Finding(
    mark="wait",
    title=Text(zh="待支付", en="To be paid"),
    text=Text(zh="请核对收款单位和金额。", en="Please check payee and amount."),
)
PAID_ORDER = Finding(
    mark="good",
    title=Text(zh="支付成功", en="Paid"),
    text=Text(zh="请回到自助终端取回执。", en="Please take the receipt at the terminal."),
)
CLOSED_ORDER = Finding(
    mark="bad",
    title=Text(zh="订单已关闭", en="Order closed"),
    text=Text(
        zh="没有扣款。请在自助终端重新发起。", en="Nothing was charged. Please begin again at the terminal."
    ),
)
