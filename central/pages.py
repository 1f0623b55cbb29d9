"""What anybody's phone may open: the check of a receipt's QR, and the page that pays an order."""

import html
from pathlib import Path

from litestar import Response, get
from litestar.params import FromPath

from central.case_tables import OrderRow
from central.centre import Service
from central.findings import Promise, find_out
from central.orders import status_of
from kiosk.domain.payment import PaymentClosed, PaymentSettled, PaymentUnknown, PaymentWaiting, yuan
from kiosk.domain.shown import moment
from kiosk.domain.standing import Mark, Standing
from kiosk.domain.text import Locale, Text

SHELL = (Path(__file__).parent / "templates" / "page.html").read_text(encoding="utf-8")
HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    "referrer-policy": "no-referrer",
}


@get(
    "/r/{token:str}",
    sync_to_thread=True,
    tags=["Public"],
    summary="Is this receipt genuine, and how does it stand?",
)
def check_receipt(token: FromPath[str], centre: Service) -> Response[str]:
    """Say received, promised but not yet received, or not genuine; no name is shown."""
    found = find_out(centre, token)
    if found.promise is None:
        return _page(found.standing, (), status=404)
    return _page(found.standing, _facts(found.promise))


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


def _facts(promise: Promise) -> tuple[tuple[Text, str], ...]:
    facts = [
        (Text(zh="收件编号", en="Receipt number"), promise.number),
        (Text(zh="办理事项", en="Matter"), f"{promise.matter.zh} · {promise.matter.en}"),
        (Text(zh="自助终端", en="Terminal"), f"{promise.terminal} {promise.site}"),
        (Text(zh="交件时间", en="Handed in"), moment(promise.at, Locale.ZH)),
    ]
    if promise.received_at is not None:
        facts.append((Text(zh="中心收到", en="Received here"), moment(promise.received_at, Locale.ZH)))
    if promise.acceptance_number:
        facts.append((Text(zh="受理号", en="Acceptance number"), promise.acceptance_number))
    parts = ((one.matter, f"{one.title.zh} · {one.title.en} ({one.number})") for one in promise.parts)
    return (*facts, *parts)


def _page(
    standing: Standing, facts: tuple[tuple[Text, str], ...], *, extra: str = "", status: int = 200
) -> Response[str]:
    rows = "".join(
        f"<dt>{html.escape(label.zh)} <small lang=en>{html.escape(label.en)}</small></dt>"
        f"<dd>{html.escape(value)}</dd>"
        for label, value in facts
    )
    words = {
        "@@mark@@": standing.mark,
        "@@title_zh@@": html.escape(standing.title.zh),
        "@@title_en@@": html.escape(standing.title.en),
        "@@text_zh@@": html.escape(standing.text.zh),
        "@@text_en@@": html.escape(standing.text.en),
        "@@facts@@": f"<dl>{rows}</dl>" if rows else "",
        "@@extra@@": extra,
    }
    text = SHELL
    for place, word in words.items():
        text = text.replace(place, word)
    return Response(text, media_type="text/html", status_code=status, headers=HEADERS)


def _button(number: str) -> str:
    return (
        f'<form method="post" action="/bench/pay-page/{html.escape(number)}">'
        '<button type="submit">支付 <small lang="en">Pay</small></button></form>'
    )


NO_ORDER = Standing(
    mark=Mark.BAD,
    title=Text(zh="没有这笔订单", en="No such order"),
    text=Text(zh="请回到自助终端重新扫码。", en="Please scan the code on the terminal again."),
)
OPEN_ORDER = Standing(
    mark=Mark.WAIT,
    title=Text(zh="待支付", en="To be paid"),
    text=Text(zh="请核对收款单位和金额。", en="Please check payee and amount."),
)
PAID_ORDER = Standing(
    mark=Mark.GOOD,
    title=Text(zh="支付成功", en="Paid"),
    text=Text(zh="请回到自助终端取回执。", en="Please take the receipt at the terminal."),
)
CLOSED_ORDER = Standing(
    mark=Mark.BAD,
    title=Text(zh="订单已关闭", en="Order closed"),
    text=Text(
        zh="没有扣款。请在自助终端重新发起。", en="Nothing was charged. Please begin again at the terminal."
    ),
)
