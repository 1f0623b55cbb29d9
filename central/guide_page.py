"""A matter's guide as a page for any phone or printer: one language, no script, nothing fetched."""

import html
from collections.abc import Iterable, Iterator
from pathlib import Path

from kiosk.domain import handbook_words as words
from kiosk.domain.guide import Question
from kiosk.domain.handbook import Entry, Handbook, Paper, guide_url
from kiosk.domain.text import Locale, Text

SHELL = (Path(__file__).parent / "templates" / "guide.html").read_text(encoding="utf-8")
LANGUAGE = {Locale.ZH: "zh-CN", Locale.EN: "en"}
OTHER = {Locale.ZH: (Locale.EN, "English"), Locale.EN: (Locale.ZH, "中文")}


def guide_page(guide: Handbook, version: str, locale: Locale) -> str:
    """Set the guide of one matter; `version` is that of the catalogue it stands in."""
    body = "".join(_sections(guide, locale))
    foot = FOOT.format(code=guide.code, version=version).at(locale)
    return _shell(guide.name.at(locale), f"{body}<footer>{_e(foot)}</footer>", guide.code, locale)


def none_page(title: Text, text: Text, code: str, locale: Locale) -> str:
    """Set the page that stands where there is no guide."""
    body = f'<section class="none"><h1>{_e(title.at(locale))}</h1><p>{_e(text.at(locale))}</p></section>'
    return _shell(title.at(locale), body, code, locale)


def _shell(title: str, body: str, code: str, locale: Locale) -> str:
    other, called = OTHER[locale]
    link = f'<a lang="{LANGUAGE[other]}" href="{_e(guide_url("", code, other))}">{called}</a>'
    parts = {"lang": LANGUAGE[locale], "title": _e(title), "head": _e(HEAD.at(locale)), "other": link}
    page, _, rest = SHELL.partition("@@body@@")
    for place, word in parts.items():
        page = page.replace(f"@@{place}@@", word)
    return page + body + rest


def _sections(guide: Handbook, locale: Locale) -> Iterator[str]:
    """Yield each part of the guide that has something to say."""
    yield _top(guide, locale)
    yield _section(FACTS, _entries(guide.facts, locale), locale)
    yield _section(PARTS, _list("ul", guide.parts, locale), locale)
    yield _section(WHO, _who(guide, locale), locale)
    yield _section(PAPERS, _papers(guide, locale), locale)
    yield _section(STEPS, _list("ol", guide.steps, locale), locale)
    yield _section(ASKED, "".join(_asked(one, locale) for one in guide.asked), locale)
    yield _section(COUNTER, _entries(guide.counter, locale), locale)
    legal = _list("ul", guide.legal or (words.NOT_FOUND,), locale)
    yield _section(LEGAL, legal, locale)


def _asked(one: Question, locale: Locale) -> str:
    asked, answer = _e(one.asked.at(locale)), _e(one.answer.at(locale))
    return f"<details open><summary>{asked}</summary><p>{answer}</p></details>"


def _top(guide: Handbook, locale: Locale) -> str:
    notes = [words.UNVERIFIED] if guide.unverified else []
    notes += [LEFT.format(left=guide.left)] if guide.left is not None else []
    return (
        f'<section class="top"><h1>{_e(guide.name.at(locale))}</h1>'
        f'<p class="soft">{_e(guide.department.at(locale))}</p><p>{_e(guide.summary.at(locale))}</p>'
        + "".join(f'<p class="note">{_e(note.at(locale))}</p>' for note in notes)
        + "</section>"
    )


def _who(guide: Handbook, locale: Locale) -> str:
    said = f"<p>{_e(guide.for_whom.at(locale))}</p>"
    if not guide.limits:
        return f"{said}<p>{_e(words.NO_RULE.at(locale))}</p>"
    return f"{said}<p>{_e(LIMITS.at(locale))}</p>{_list('ul', guide.limits, locale)}"


def _papers(guide: Handbook, locale: Locale) -> str:
    return _list("ul", guide.bring, locale) + "".join(_paper(paper, locale) for paper in guide.papers)


def _paper(paper: Paper, locale: Locale) -> str:
    kind = "wanted" if paper.brought else "free"
    notes = "；".join(note.zh for note in paper.notes), "; ".join(note.en for note in paper.notes)
    return (
        f'<div class="paper"><b>{_e(paper.name.at(locale))}</b>'
        f'<div class="{kind}">{_e(paper.instead.at(locale))}</div>'
        f"<small>{_e(Text(*notes).at(locale))}</small></div>"
    )


def _entries(entries: tuple[Entry, ...], locale: Locale) -> str:
    rows = "".join(
        f"<dt>{_e(one.label.at(locale))}</dt><dd>{_e(one.says.at(locale))}"
        + "".join(f"<small>{_e(more.at(locale))}</small>" for more in one.more)
        + "</dd>"
        for one in entries
    )
    return f"<dl>{rows}</dl>" if rows else ""


def _list(kind: str, lines: Iterable[Text], locale: Locale) -> str:
    items = "".join(f"<li>{_e(line.at(locale))}</li>" for line in lines)
    return f"<{kind}>{items}</{kind}>" if items else ""


def _section(title: Text, body: str, locale: Locale) -> str:
    return f"<section><h2>{_e(title.at(locale))}</h2>{body}</section>" if body else ""


def _e(text: str) -> str:
    return html.escape(text)


HEAD = Text(zh="政务服务自助终端 · 办事指南", en="Government self-service terminal · Service guide")
FACTS = Text(zh="先知道这些", en="At a glance")
PARTS = Text(zh="一次办好这几件事", en="Done in one visit")
WHO = Text(zh="谁能办", en="Who may")
LIMITS = Text(zh="这些情况现在办不了，机器会告诉您：", en="What is said to those who can't do it now:")
PAPERS = Text(zh="带什么", en="What to bring")
STEPS = Text(zh="怎么办", en="How it goes")
ASKED = Text(zh="别人还问过", en="Others asked")
COUNTER = Text(zh="找人办、打电话", en="By a person, by telephone")
LEGAL = Text(zh="依据", en="Legal basis")
LEFT = Text(zh="自助机上只能先办一部分。{left}", en="Only part of it is done at the machine. {left}")
FOOT = Text(zh="事项编码 {code} · 目录版本 {version}", en="Matter {code} · catalogue {version}")
