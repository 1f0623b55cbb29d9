"""Pinyin is written for authors: the usual readings, the corrected ones, and nothing else in the file."""

import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.loader import load
from kiosk.catalogue.pinyin import CORRECTED, pinyin, readable
from kiosk.catalogue.spelled import spelled
from kiosk.catalogue.spelling import spell
from kiosk.cli.output import Exit
from kiosk.cli.parser import main
from kiosk.errors import ConfigurationError

MATTER = """\
# A comment.
code = "1"
name = { zh = "社会保障卡密码重置", en = "Card PIN reset" }
aliases = [
    "还房贷",  # said at home
    "调档",
]
kind = "application"

[result]
name = "not this one"
"""
WRITTEN = """\
# A comment.
code = "1"
name = { zh = "社会保障卡密码重置", en = "Card PIN reset" }
pinyin = "she hui bao zhang ka mi ma chong zhi"
aliases = [
    "还房贷",  # said at home
    "调档",
]
alias_pinyin = ["huan fang dai", "diao dang"]
kind = "application"

[result]
name = "not this one"
"""


@pytest.mark.parametrize(
    ("text", "syllables"),
    [
        ("重度残疾人护理补贴", "zhong du can ji ren hu li bu tie"),
        ("人民调解申请", "ren min tiao jie shen qing"),
        ("调档函", "diao dang han"),
        ("特困人员救助供养申请", "te kun ren yuan jiu zhu gong yang shen qing"),
        ("公积金贷款还款明细打印", "gong ji jin dai kuan huan kuan ming xi da yin"),
        ("补换领机动车行驶证", "bu huan ling ji dong che xing shi zheng"),
        ("银行办事处", "yin hang ban shi chu"),
        ("独生子女", "du sheng zi nv"),
        ("往来港澳个人旅游签注", "wang lai gang ao ge ren lv you qian zhu"),
        ("80周岁以上", "80 zhou sui yi shang"),
        ("ＥＴＣ办理（Ⅱ型）", "etc ban li ii xing"),
        ("好差评评价", "hao cha ping ping jia"),
        ("户口变更（更正）", "hu kou bian geng geng zheng"),
        ("城乡居民“两险”缴费", "cheng xiang ju min liang xian jiao fei"),
    ],
)
def test_a_text_is_read_as_it_is_said(text: str, syllables: str) -> None:
    assert syllables == pinyin(text)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_every_text_has_a_syllable_a_piece(text: str) -> None:
    assert spell(text, pinyin(text)) is not None


def test_every_corrected_word_is_one_of_its_readings() -> None:
    words: dict[str, str] = tomllib.loads(CORRECTED.read_text(encoding="utf-8"))

    assert [] == [word for word, syllables in words.items() if not readable(word, syllables)]


def test_lines_are_put_in_and_nothing_else_is_touched() -> None:
    made = spelled(MATTER)

    assert (WRITTEN, ("pinyin", "alias_pinyin")) == (made.text, made.written)


def test_what_is_whole_is_left_alone() -> None:
    assert (WRITTEN, ()) == (spelled(WRITTEN).text, spelled(WRITTEN).written)


def test_lines_may_end_in_two_characters() -> None:
    made = spelled(MATTER.replace("\n", "\r\n"))

    assert tomllib.loads(WRITTEN) == tomllib.loads(made.text)


def test_a_reading_that_is_short_is_replaced_in_its_place() -> None:
    short = WRITTEN.replace("she hui bao zhang ka mi ma chong zhi", "she hui bao zhang ka")

    assert (WRITTEN, ("pinyin",)) == (spelled(short).text, spelled(short).written)


def test_a_reading_of_another_text_is_replaced() -> None:
    other = WRITTEN.replace("diao dang", "ban zheng")

    assert WRITTEN == spelled(other).text


def test_an_authors_own_reading_is_kept_when_an_alias_is_put_before_it() -> None:
    own = WRITTEN.replace("diao dang", "tiao dang").replace('    "还房贷"', '    "改密码",\n    "还房贷"')

    assert '["gai mi ma", "huan fang dai", "tiao dang"]' in spelled(own).text


def test_everyday_words_get_theirs_and_english_ones_none() -> None:
    words = """\
fillers = []
words = [
    { said = ["房产证", "房本"], pinyin = ["fang chan zheng"], means = ["不动产"] },
    { said = ["丢了"], means = ["补领"] },
]
english = [{ said = ["lost"], means = ["loss"] }]
"""
    written = """\
fillers = []
words = [
    { said = ["房产证", "房本"], pinyin = ["fang chan zheng", "fang ben"], means = ["不动产"] },
    { said = ["丢了"], pinyin = ["diu le"], means = ["补领"] },
]
english = [{ said = ["lost"], means = ["loss"] }]
"""

    assert (written, ("words",)) == (spelled(words).text, spelled(words).written)
    assert (written, ()) == (spelled(written).text, spelled(written).written)


def test_a_reading_that_another_word_may_have_is_left_alone() -> None:
    alike = (
        WRITTEN.replace('"还房贷"', '"同名"')
        .replace('"调档"', '"重名"')
        .replace('"huan fang dai", "diao dang"', '"tong ming", "chong ming"')
    )

    assert () == spelled(alike).written


def test_the_command_writes_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "matter.toml"
    file.write_text(MATTER, encoding="utf-8")

    assert Exit.DONE == main(["matters", "spell", "--json", str(file)])
    assert Exit.DONE == main(["matters", "spell", "--json", str(file)])
    assert WRITTEN == file.read_text(encoding="utf-8")
    assert f'{{"file":"{file}","written":["pinyin","alias_pinyin"]}}\n' == capsys.readouterr().out


@pytest.mark.parametrize("content", [b"name = {", b"\xff"])
def test_a_file_that_is_no_toml_is_named(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "matter.toml"
    file.write_bytes(content)

    assert Exit.NOT_DONE == main(["matters", "spell", str(file)])
    assert str(file) in capsys.readouterr().err


def test_without_pypinyin_it_says_how_to_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypinyin", None)

    with pytest.raises(ConfigurationError, match="pip install pypinyin"):
        pinyin("还款")


def test_every_matter_is_written_as_it_can_be_read() -> None:
    matters = load().matters.values()
    told = [(matter.name.zh, matter.pinyin) for matter in matters]
    told += [pair for matter in matters for pair in zip(matter.aliases, matter.alias_pinyin, strict=True)]

    assert [] == [pair for pair in told if not readable(*pair)]
