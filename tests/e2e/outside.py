"""Walks matters from outside by accessible names alone: `python -m tests.e2e.outside FOLDER [MATTER…]`.

In a session bus. It knows no coordinate and no object name: it reads what others read, presses what
has a name, and prints a JSON line a matter with all it would have spoken. Cards and phones are the bench's.
"""

import argparse
import json
import os
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TextIO

from sim.control import BenchClient
from tests.e2e.atspi import Desktop, Node

ROOT = Path(__file__).parents[2]
LONG_S = 60.0
LOOK_S = 0.15
MOST = 60
ENDS = ("办好了", "这里办好了", "没有查到", "请到窗口接着办", "这件事您现在办不了", "单子出来了吗")
WAYS_ON = (
    *(
        "同意，往下办",
        "开始办理",
        "继续办理",
        "同意，开始办理",
        "没有错，提交",
        "没有错，开证明",
        "没有错，去缴费",
        "打印结果",
        "继续",
        "我同意",
    ),
    *("去看承诺", "往下读", "读完了，去签名", "核对"),
)
"""The names that go on, as they stand on the pages."""
PEN = ("向右画", "向下画", "向右画", "向上画")
AROUND = 4
"""Place, machine, network and clock, above every page."""
BAR = ("字和颜色", "English", "长辈版", "帮助", "退出")


class Matter(NamedTuple):
    """What is to be done: whose card, which matter, and what is answered, by what stands on the screen."""

    name: str
    resident: str
    answers: Mapping[str, str] = MappingProxyType({})
    """By a part of the question: the name of a choice, or a text to write, or digits to press."""


class Outsider:
    """A program with a screen before it that it can't see."""

    def __init__(self, bench: BenchClient) -> None:
        self._desk, self._bench = Desktop(), bench
        self.spoken: list[str] = []

    def close(self) -> None:
        """Leave."""
        self._desk.close()

    def walk(self, matter: Matter) -> str:
        """Do one matter and return the heading that it ended with."""
        self.spoken = []
        self._press("点这里开始")
        self._until(lambda: "请把身份证平放在读卡区" in self._headings(), "the page for the card")
        self._hear()
        self._bench.do("lay_card", resident=matter.resident)
        self._until(lambda: self._has("同意，往下办"), "the notice")
        for _ in range(MOST):
            before = self._settled()
            self._hear(before)
            heading = next((node.name for node in before if node.role == "heading"), "")
            if heading.startswith(ENDS):
                return heading
            self._act(matter, heading, before)
            self._until(lambda before=before: self._names() != names(before), f"'{heading}' to go on")  # type: ignore[misc]
        raise AssertionError(f"{MOST} pages and no end: {self.spoken[-3:]}")

    def leave(self) -> None:
        """Take the card and leave the end of a matter as residents do."""
        self._bench.do("take_away")
        if self._has("结束"):
            self._press("结束")
        self._until(lambda: self._has("不评价，结束") or self._has("点这里开始"), "the end")
        if self._has("不评价，结束"):
            self._press("不评价，结束")
        self._until(lambda: self._has("点这里开始"), "the first page")

    def _act(self, matter: Matter, heading: str, seen: tuple[Node, ...]) -> None:
        searched = [node for node in seen if node.name == "搜索事项"]
        if any(node.name.startswith(f"{matter.name}, ") for node in seen):
            self._press(f"{matter.name}, ")
        elif searched:
            self._desk.write(searched[0], matter.name)
        elif "验证码" in heading:
            code = str(self._bench.do("codes")["codes"][0]["code"])
            for digit in code:
                self._press(digit)
            self._press("核对")
        elif "扫码付款" in heading:
            self._bench.do("pay")
        elif self._has("不方便用手指？用按键签"):
            self._press("不方便用手指？用按键签")
            for pen in PEN:
                self._press(pen)
            self._press("签好了")
        else:
            self._answer(matter, heading, seen)

    def _answer(self, matter: Matter, heading: str, seen: tuple[Node, ...]) -> None:
        known = any(node.name == "不对，我来改" for node in seen)
        answer = next((value for part, value in matter.answers.items() if part in heading), None)
        if answer is not None and not known:
            self._give(answer, seen)
        way = next((way for way in WAYS_ON if any(node.name == way for node in seen)), None)
        assert way is not None, f"nothing goes on from {names(seen)}"
        self._press(way)

    def _give(self, answer: str, seen: tuple[Node, ...]) -> None:
        fields = [node for node in seen if node.role in ("text", "entry")]
        if fields:
            self._desk.write(fields[-1], answer)
        elif answer.isdigit() and any(node.name == "删一位" for node in seen):
            for digit in answer:
                self._press(digit)
        elif answer == "*":
            row = next(node for node in seen if node.role in ("radio button", "check box"))
            self._desk.press(row)
        else:
            self._press(answer)

    def _hear(self, seen: tuple[Node, ...] | None = None) -> None:
        """Take down what would be spoken of a page, as long as it is another than the one before."""
        page = [node for node in (seen or self._desk.showing()) if node.role != "frame"][AROUND:]
        said = " ".join(sentence(node) for node in page if node.name.strip() and node.name not in BAR)
        if not self.spoken or self.spoken[-1] != said:
            self.spoken.append(said)

    def _press(self, name: str) -> None:
        found: list[Node] = []

        def there() -> bool:
            pressed = [
                node for node in self._desk.showing() if "button" in node.role or node.role == "check box"
            ]
            found[:] = [node for node in pressed if node.name == name] or [
                node for node in pressed if node.name.startswith(name)
            ]
            return bool(found)

        self._until(there, f"something called '{name}'")
        self._desk.press(found[-1])

    def _has(self, name: str) -> bool:
        return name in self._names()

    def _names(self) -> list[str]:
        return names(self._desk.showing())

    def _headings(self) -> list[str]:
        return [node.name for node in self._desk.showing() if node.role == "heading"]

    def _settled(self) -> tuple[Node, ...]:
        """Return the page once it stands still and nothing is worked at."""
        looks: list[tuple[Node, ...]] = [()]

        def same() -> bool:
            time.sleep(LOOK_S)
            looks.append(self._desk.showing())
            working = not any("button" in node.role and node.name not in BAR for node in looks[-1])
            return names(looks[-1]) == names(looks[-2]) and not working

        self._until(same, "the page to stand still")
        return looks[-1]

    def _until(self, holds: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + LONG_S
        while not holds():
            assert time.monotonic() < deadline, f"waited for {what}; there is {self._names()}"
            time.sleep(LOOK_S)


def sentence(node: Node) -> str:
    """Return one thing as a voice says it: a control with what it is, everything else as a sentence."""
    said = node.name.replace("\n", "，").replace(", ", "，").replace("  ·  ", "，").replace(" · ", "，")
    if "button" in node.role or node.role == "check box":
        said = f"{said}，{'选项' if node.role in ('radio button', 'check box') else '按钮'}"
    return said if said.endswith(("。", "？", "！", "：")) else said + "。"


def names(seen: tuple[Node, ...]) -> list[str]:
    """Return the names of what is to be seen, but for the clock's and what else is above the page."""
    return [node.name for node in seen if node.role != "frame"][AROUND:]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("matter", nargs="*", help="of outside.toml; all when none is named")
    parser.add_argument("--transcript", type=Path, help="where all that would be spoken is kept")
    given = parser.parse_args()
    folder, wanted = given.folder, given.matter
    matters = {name: Matter(**row) for name, row in tomllib.loads(LIST.read_text(encoding="utf-8")).items()}
    with subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "600x1000x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as display:  # fmt: skip
        assert display.stdout is not None
        number = display.stdout.readline().decode().strip()
        try:
            chosen = {name: matters[name] for name in wanted or matters}
            if given.transcript is None:
                _walk_all(folder, number, chosen, None)
            else:
                with given.transcript.open("w", encoding="utf-8") as kept:
                    kept.write(HEAD)
                    _walk_all(folder, number, chosen, kept)
        finally:
            display.terminate()
    return 0


LIST = Path(__file__).with_name("outside.toml")


HEAD = """# What a walk sounds like

A matter of every kind, done by a program that sees nothing and knows only accessible names:
`dbus-run-session -- python -m tests.e2e.outside FOLDER --transcript docs/spoken-walk.md`.
One paragraph a page, in the order in which it is read; people are invented.
The bar that is the same on every page is left out.
"""


def as_text(name: str, spoken: list[str]) -> str:
    """Return one walk as a chapter."""
    return f"\n## {name}\n\n" + "\n\n".join(spoken) + "\n"


def _walk_all(folder: Path, display: str, matters: dict[str, Matter], transcript: TextIO | None) -> None:
    env = {
        **os.environ,
        "DISPLAY": f":{display}",
        "QT_QPA_PLATFORM": "xcb",
        "QT_QUICK_BACKEND": "software",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }
    command = [sys.executable, "-m", "tests.e2e.screen_alone", str(folder)]
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as screen:
        assert screen.stdin is not None
        assert screen.stdout is not None
        with BenchClient(Path(json.loads(screen.stdout.readline())["bench"])) as bench:
            outsider = Outsider(bench)
            try:
                for name, matter in matters.items():
                    end = outsider.walk(matter)
                    told = {"matter": name, "end": end, "spoken": outsider.spoken}
                    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
                    sys.stdout.flush()
                    if transcript is not None:
                        transcript.write(as_text(matter.name, outsider.spoken))
                    outsider.leave()
            finally:
                outsider.close()
                screen.stdin.close()
                screen.wait(30)


if __name__ == "__main__":
    raise SystemExit(main())
