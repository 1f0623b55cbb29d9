"""Leaves out how long, how often and how much, which a story tells beside its matter; says ages in tens."""

import re
from collections.abc import Callable

_DIGITS = "零〇一二两三四五六七八九十"
_AMOUNT = re.compile(
    r"(?:上上?|下下?|前|后)个?(?:月|星期|周|礼拜)"
    rf"|(?:第[{_DIGITS}]|好|[0-9]+|[{_DIGITS}几百千万半多]+)"
    r"(?:来|多)?(?:个半|个多)?(?:年(?!级)|个?月份?|个?星期|周(?!岁)|天|号|点钟|分钟|个?小时|次|回|遍|块钱|元|万块?|千块?)"
)
_AGE = re.compile(
    r"(?P<figures>[6-9])[0-9](?:(?:多)?周?岁|(?=了|$|\W))|(?P<tens>[六七八九])十(?:[一二三四五六七八九几多])?(?:周?岁|(?=了|$|\W))"
)
_TENS = dict(zip("6789", "六七八九", strict=True))

Known = Callable[[str], bool]
"""Whether two characters in a row stand in a name or an alias."""


def plain(text: str, known: Known) -> str:
    """Return `text` without amounts that no matter is called by, and an age from 60 on as 八十岁."""
    return _AMOUNT.sub(lambda found: _kept(found[0], known), _AGE.sub(_age, text))


def _age(found: re.Match[str]) -> str:
    return f"{found['tens'] or _TENS[found['figures']]}十岁"


def _kept(amount: str, known: Known) -> str:
    return amount if any(known(amount[at : at + 2]) for at in range(len(amount) - 1)) else " "
