"""The handbook of guides that anybody's phone may open by a QR: a page a matter of the catalogue in force."""

from litestar import Response, get
from litestar.params import FromPath

from central.centre import Centre, Service
from central.guide_page import guide_page, none_page
from central.pages import HEADERS
from central.withdrawals import reasons, why_not
from kiosk.domain.handbook import handbook
from kiosk.domain.text import Locale, Text


@get("/g/{code:str}", sync_to_thread=True, tags=["Public"], summary="A matter's guide")
def guide(code: FromPath[str], centre: Service) -> Response[str]:
    """Show the guide as the catalogue in force has it, in Chinese; 404 where there is none now."""
    return _answer(centre, code, Locale.ZH)


@get("/g/{code:str}/en", sync_to_thread=True, tags=["Public"], summary="A matter's guide in English")
def guide_in_english(code: FromPath[str], centre: Service) -> Response[str]:
    """Show the same in English."""
    return _answer(centre, code, Locale.EN)


def _answer(centre: Centre, code: str, locale: Locale) -> Response[str]:
    version = centre.catalogues.version
    matter = centre.catalogues.current().get(code)
    if matter is None:
        return _page(none_page(UNKNOWN, ASK, code, locale), 404)
    with centre.store.reading() as session:
        why = why_not(reasons(session), matter)
    if why is not None:
        return _page(none_page(WITHDRAWN.format(name=matter.name), why, code, locale), 404)
    return _page(guide_page(handbook(matter), version, locale), 200)


def _page(page: str, status: int) -> Response[str]:
    return Response(page, media_type="text/html", status_code=status, headers=HEADERS)


UNKNOWN = Text(zh="没有这件事的指南", en="There is no such guide")
ASK = Text(
    zh="编码不对，或者这件事已经改了。请在自助终端上重新扫码，或者打 12345 问一问。",
    en="The code is wrong, or the matter has changed. Please scan it on a terminal again, or ring 12345.",
)
WITHDRAWN = Text(zh="{name}：暂停办理", en="{name}: not done at present")
