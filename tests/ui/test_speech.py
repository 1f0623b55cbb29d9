"""The screen read aloud: by a process of its own, over real SSIP, to a simulated server that keeps it."""

import os
import shutil
import subprocess
import sys
import threading
import wave
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickWindow
from pytestqt.qtbot import QtBot

from devices.speech.config import Driver, SpeechConfig
from devices.speech.ssip import text_block
from devices.speech.voice import SpeechProcess
from kiosk.domain.text import Locale
from sim.speech import SpeechServer
from tests.ui.stages import Stage
from ui.aloud import Aloud
from ui.conductor import Conductor
from ui.models.screens import Screens
from ui.reading import Manner, Said
from ui.spoken import control, plain, same_but_counted
from ui.tactile import Tactile
from ui.touch import TouchWatch

LONG_MS = 20_000


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SpeechServer]:
    with SpeechServer(tmp_path / "ssip") as made:
        yield made


@pytest.fixture
def voice(server: SpeechServer) -> Iterator[SpeechProcess]:
    made = SpeechProcess(SpeechConfig(socket=str(server.path)))
    yield made
    made.close()


@pytest.fixture
def keys(window: QQuickWindow, screens: Screens, voice: SpeechProcess) -> Tactile:
    touch = window.findChild(TouchWatch)
    assert isinstance(touch, TouchWatch)
    Aloud(window, screens, voice, touch)
    return Tactile(window)


def heard(server: SpeechServer, words: str) -> bool:
    return any(words in utterance.text for utterance in list(server.heard))


def test_a_page_is_read_in_its_order_then_the_control_where_one_stands(
    stage: Stage, keys: Tactile, server: SpeechServer, qtbot: QtBot
) -> None:
    stage.enter("consent")
    keys.key(Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: heard(server, "同意，往下办，按钮"), timeout=LONG_MS)
    texts = [utterance.text for utterance in server.heard]
    assert ["王星明，您好。", "往下办之前，请看看我们会查什么。"] == texts[:2]
    assert {"cmn"} == {utterance.language for utterance in server.heard}
    assert not any("09:00" in text for text in texts)


def test_a_control_is_said_as_one_comes_to_it_and_what_was_said_is_dropped(
    stage: Stage, keys: Tactile, server: SpeechServer, qtbot: QtBot
) -> None:
    stage.enter("form-choice")
    keys.key(Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: heard(server, "没有选"), timeout=LONG_MS)
    before = len(server.events)
    keys.key(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: len(server.events) >= before + 2, timeout=LONG_MS)
    assert "CANCEL" == server.events[before]
    assert "没有选" in server.events[before + 1]


def test_english_is_spoken_where_the_screen_is_english(
    stage: Stage, keys: Tactile, conductor: Conductor, server: SpeechServer, qtbot: QtBot
) -> None:
    stage.enter("guide")
    conductor.set_locale(Locale.EN)
    keys.key(Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: heard(server, ", button"), timeout=LONG_MS)
    assert {"en"} == {utterance.language for utterance in server.heard}


def test_nothing_is_said_until_somebody_wants_it_nor_afterwards(
    stage: Stage, keys: Tactile, conductor: Conductor, screens: Screens, server: SpeechServer, qtbot: QtBot
) -> None:
    stage.enter("consent")
    keys.key(Qt.Key.Key_Down)
    assert [] == server.events
    keys.key(Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: heard(server, "按钮"), timeout=LONG_MS)
    conductor.finish()
    assert screens.property("speaking") is False
    qtbot.waitUntil(lambda: server.events[-1] == "CANCEL", timeout=LONG_MS)


def test_what_was_said_is_kept_by_no_process_and_the_next_is_read_to_by_another(
    stage: Stage,
    keys: Tactile,
    conductor: Conductor,
    voice: SpeechProcess,
    server: SpeechServer,
    qtbot: QtBot,
) -> None:
    stage.enter("consent")
    keys.key(Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: heard(server, "王星明，您好"), timeout=LONG_MS)
    first = voice.pid
    assert first is not None
    conductor.finish()
    qtbot.waitUntil(lambda: voice.pid is None, timeout=LONG_MS)
    said = len(server.heard)
    stage.enter("consent")
    keys.key(Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: len(server.heard) > said, timeout=LONG_MS)
    assert voice.pid not in (first, None)


def test_rate_and_volume_are_set_by_keys(
    stage: Stage, keys: Tactile, server: SpeechServer, qtbot: QtBot
) -> None:
    stage.enter("consent")
    keys.key(Qt.Key.Key_F2)
    keys.key(Qt.Key.Key_F5)
    keys.key(Qt.Key.Key_F7)
    keys.key(Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: (20, 40) in {(one.rate, one.volume) for one in server.heard}, timeout=LONG_MS)


def test_headphones_let_it_speak_and_their_end_is_silence(
    window: QQuickWindow, screens: Screens, server: SpeechServer, stage: Stage, tmp_path: Path, qtbot: QtBot
) -> None:
    jack = tmp_path / "jack"
    os.mkfifo(jack)
    stage.enter("consent")
    voice = SpeechProcess(SpeechConfig(socket=str(server.path), headphones=("cat", str(jack))))
    touch = window.findChild(TouchWatch)
    assert isinstance(touch, TouchWatch)
    Aloud(window, screens, voice, touch)
    with jack.open("w") as plug:
        plug.write("in\n")
        plug.flush()
        qtbot.waitUntil(lambda: heard(server, "王星明"), timeout=LONG_MS)
        plug.write("out\n")
        plug.flush()
        qtbot.waitUntil(lambda: screens.property("speaking") is False, timeout=LONG_MS)
    voice.close()


def test_the_screen_can_be_hidden_while_it_is_read_and_goes_on_by_keys(
    stage: Stage, keys: Tactile, conductor: Conductor, screens: Screens, qtbot: QtBot
) -> None:
    stage.enter("consent")
    keys.key(Qt.Key.Key_F3)
    assert not keys.shows("curtain")  # who does not listen would stand before a black screen
    keys.key(Qt.Key.Key_F2)
    keys.key(Qt.Key.Key_F3)
    assert keys.shows("curtain")
    keys.tap("action")
    assert conductor.session is not None
    assert conductor.session.consent is not None
    conductor.finish()
    qtbot.waitUntil(lambda: not keys.shows("curtain"), timeout=LONG_MS)
    assert screens.property("dark") is False


def test_a_server_that_never_answers_holds_up_no_key(
    stage: Stage, keys: Tactile, conductor: Conductor, server: SpeechServer
) -> None:
    server.silent = True
    stage.enter("consent")
    keys.key(Qt.Key.Key_F2)
    keys.tap("action")
    assert conductor.session is not None
    assert conductor.session.consent is not None


def test_without_a_server_it_says_so_once_a_word_and_goes_on(tmp_path: Path) -> None:
    config = msgspec.json.encode(SpeechConfig(socket=str(tmp_path / "none"))).decode()
    done = subprocess.run(
        [sys.executable, "-m", "devices.speech.process", config],
        input='{"say": "秘密", "locale": "zh"}\n', capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert 0 == done.returncode
    assert "is speech-dispatcher running?" in done.stderr
    assert "秘密" not in done.stderr


def test_another_voice_is_a_program_and_espeak_makes_sound_of_both_languages(tmp_path: Path) -> None:
    assert shutil.which("espeak-ng"), "packaging/setup.sh installs espeak-ng"
    for language, text in (("cmn", "请把身份证平放在读卡区"), ("en", "Lay your identity card on the reader")):
        sound = tmp_path / f"{language}.wav"
        command = ("espeak-ng", "--stdin", "-v", "{language}", "-w", str(sound))
        voice = SpeechProcess(
            SpeechConfig(driver=Driver.COMMAND, command=command, language_zh=language, language_en=language)
        )
        voice.say(text, "zh")
        spoken = threading.Event()
        for _ in range(600):
            if sound.exists() and sound.stat().st_size > 44:
                break
            spoken.wait(0.05)
        voice.close()
        with wave.open(str(sound)) as made:
            assert made.getnframes() > made.getframerate()  # longer than a second


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("收件编号\n99990026K7QX", "收件编号，9 9 9 9 0 0 2 6 K 7 Q X"),
        ("王*明，您好", "王星明，您好"),
        ("养老金发放明细查询, 免费, 约 1 分钟", "养老金发放明细查询，免费，约 1 分钟"),
        ("2026年3月2日", "2026年3月2日"),
    ],
)
def test_names_become_words_for_the_ear(text: str, said: str) -> None:
    assert said == plain(text, "zh")


def test_a_clock_that_runs_is_not_news() -> None:
    assert same_but_counted("请在 30 秒内付款", "请在 9 秒内付款")
    assert not same_but_counted("请付款", "已付款")


def test_what_a_control_is_and_how_it_stands_is_said() -> None:
    item = None
    chosen = Said("噪声", Manner.CHOICE, chosen=True, item=item)  # type: ignore[arg-type]
    assert "噪声，已选中" == control(chosen, "zh")
    field = Said("姓名", Manner.FIELD, chosen=False, item=item, hint="点这里输入")  # type: ignore[arg-type]
    assert "姓名，输入框，点这里输入" == control(field, "zh")


def test_a_line_that_begins_with_a_dot_does_not_end_the_text() -> None:
    assert b"..5\r\nb\r\n.\r\n" == text_block(".5\nb")
