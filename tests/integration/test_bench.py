"""The bench as a process of its own, told over its socket, with the real drivers at its wires."""

import base64
import datetime as dt
import http.client
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import msgspec
import psutil
import pytest
from PIL import Image

from devices.camera.factory import camera, document_camera
from devices.card.factory import identity_reader
from devices.config import CameraHttp, EscposNetwork, Nut, SamSerial, ScannerSerial
from devices.power.factory import power_supply
from devices.printer.factory import receipt_printer
from devices.scanner.factory import code_scanner
from kiosk.domain.camera import Frame, NoCamera, NoFrame, PaperCutOff, PaperPhoto
from kiosk.domain.card import CardExpired, CardMoved, CardNotGenuine, CardOutcome, CardRead, NoReader
from kiosk.domain.device import Role
from kiosk.domain.identity import CardKind, Identity
from kiosk.domain.power import BatteryLow, OnBattery, OnMains, PowerFault
from kiosk.domain.printing import Line, PrinterState, QrCode
from kiosk.domain.scanned import PayerCode, Reason, UnknownCode, recognise
from kiosk.domain.scanner import NoScanner, Scanned, ScanOutcome, ScanTimeout
from sim.control import BenchClient, BenchError
from sim.desk import jpeg_of

RESIDENTS = Path(__file__).parents[2] / "central" / "data" / "residents.toml"


def today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


class Scene:
    """One bench before one platform, and where its parts are."""

    def __init__(self, client: BenchClient, ready: dict[str, Any], platform: int) -> None:
        self.client = client
        self.ready = ready
        self.platform = platform

    def read_card(self) -> CardOutcome:
        reader = identity_reader(SamSerial(port=self.ready["identity_port"]), today=today)
        return reader.wait(threading.Event(), timeout_s=10)

    def get(self, path: str) -> tuple[int, bytes]:
        """Ask the platform through the relay."""
        line = http.client.HTTPConnection("127.0.0.1", self.ready["proxy_port"], timeout=10)
        try:
            line.request("GET", path)
            with line.getresponse() as answer:
                return answer.status, answer.read()
        finally:
            line.close()


@contextmanager
def program(*command: str, log: Path) -> Iterator[dict[str, Any]]:
    with log.open("wb") as stderr:
        process = subprocess.Popen((sys.executable, "-m", *command), stdout=subprocess.PIPE, stderr=stderr)
    assert process.stdout is not None
    with process.stdout as said:
        try:
            line = said.readline()
            assert line, log.read_text()
            yield {**json.loads(line), "pid": process.pid}
        finally:
            process.terminate()
            process.wait()


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder = tmp_path_factory.mktemp("b")
    with ExitStack() as open_:
        central = ("central", "--data", str(folder / "central"), "--port", "0", "--bench")
        platform = open_.enter_context(program(*central, log=folder / "central.log"))["port"]
        ready = open_.enter_context(
            program(
                *("sim", "--dir", str(folder / "sim"), "--residents", str(RESIDENTS)),
                *("--platform", f"http://127.0.0.1:{platform}"),
                log=folder / "sim.log",
            )
        )
        client = open_.enter_context(BenchClient(Path(ready["socket"])))
        yield Scene(client, ready, platform)


@pytest.fixture(autouse=True)
def all_is_well(scene: Scene) -> Iterator[None]:
    yield
    for command in ("take_away", "recover_reader", "recover_printer"):
        scene.client.do(command)
    scene.client.do("replug", device="identity_reader")
    scene.client.do("network", mode="ok")
    scene.client.do("platform", mode="ok")


def test_laid_card_is_read_by_the_driver(scene: Scene) -> None:
    scene.client.do("lay_card", resident="wang-xiaoming")
    outcome = scene.read_card()
    assert isinstance(outcome, CardRead)
    assert "王小明" == outcome.identity.name
    assert "wang-xiaoming" == scene.client.do("status")["identity_reader"]["card"]


def test_card_of_somebody_in_no_file_is_read_too(scene: Scene) -> None:
    nobody = Identity(
        kind=CardKind.RESIDENT,
        name="某人",
        number="330109199001010033",
        birth=dt.date(1990, 1, 1),
        valid_from=dt.date(2020, 1, 1),
        valid_to=dt.date(2040, 1, 1),
        nation="汉",
    )
    scene.client.do("lay_card", identity=msgspec.to_builtins(nobody))
    outcome = scene.read_card()
    assert isinstance(outcome, CardRead), outcome
    assert "某人" == outcome.identity.name


@pytest.mark.parametrize(
    ("command", "resident", "outcome"),
    [
        ("forge", "wang-xiaoming", CardNotGenuine),
        ("take_away_during_read", "wang-xiaoming", CardMoved),
        ("recover_reader", "deng-chao", CardExpired),
    ],
)
def test_what_is_wrong_with_a_card_reaches_the_driver(
    scene: Scene, command: str, resident: str, outcome: type
) -> None:
    scene.client.do(command)
    scene.client.do("lay_card", resident=resident)
    assert isinstance(scene.read_card(), outcome)


def test_unplugged_reader_is_gone_and_comes_back_under_its_name(scene: Scene) -> None:
    scene.client.do("unplug", device="identity_reader")
    assert not Path(scene.ready["identity_port"]).exists()
    assert isinstance(scene.read_card(), NoReader)
    scene.client.do("replug", device="identity_reader")
    scene.client.do("lay_card", resident="wang-xiaoming")
    assert isinstance(scene.read_card(), CardRead)


def scanned(scene: Scene, **values: str | int) -> ScanOutcome:
    """Return what the driver reads while a code is laid before the scanner, until it does."""
    scanner = code_scanner(ScannerSerial(port=scene.ready["scanner_port"]))
    with ThreadPoolExecutor(1) as thread:
        waiting = thread.submit(lambda: scanner.wait(threading.Event(), timeout_s=30))
        while not wait((waiting,), timeout=0.7).done:
            scene.client.do("scan", **values)
        thread.submit(scanner.close)
        return waiting.result()


def test_scanned_code_reaches_the_driver(scene: Scene) -> None:
    assert Scanned("付款 x".encode()) == scanned(scene, payload="付款 x")
    assert Scanned(b"\x1b\xff\x00") == scanned(scene, hex="1bff00")
    wallet = scanned(scene, kind="payer")
    assert isinstance(wallet, Scanned)
    assert isinstance(recognise(wallet.payload, receipts_at=None), PayerCode)


def test_code_on_the_last_slip_is_laid_before_the_scanner(scene: Scene) -> None:
    printer = receipt_printer(EscposNetwork(host="127.0.0.1", port=scene.ready["printer_port"]))
    for code in ("first", "https://centre.example/r/second"):
        printer.print((Line("试验"), QrCode(code, code)))
    assert Scanned(b"https://centre.example/r/second") == scanned(scene, kind="receipt")


def test_wallets_are_told_how_to_behave(scene: Scene) -> None:
    for mood in ("asks", "refuses", "hangs", "pays"):
        scene.client.do("wallet", mood=mood)
        assert mood == scene.client.do("status")["platform"]["wallet"]


def test_silent_scanner_reads_nothing_and_recovers(scene: Scene) -> None:
    scene.client.do("silence_scanner")
    assert scene.client.do("status")["code_scanner"]["silent"]
    scanner = code_scanner(ScannerSerial(port=scene.ready["scanner_port"]))
    with ThreadPoolExecutor(1) as thread:
        waiting = thread.submit(lambda: scanner.wait(threading.Event(), timeout_s=0.5))
        scene.client.do("scan", kind="payer")
        assert ScanTimeout() == waiting.result()
        thread.submit(scanner.close).result()
    scene.client.do("recover_scanner")
    assert Scanned(b"once more") == scanned(scene, payload="once more")


def test_code_of_10_kb_is_laid_in_few_words(scene: Scene) -> None:
    read = scanned(scene, payload="7", times=10_000)
    assert isinstance(read, Scanned)
    assert UnknownCode(Reason.TOO_LONG) == recognise(read.payload, receipts_at=None)


def test_unplugged_scanner_is_gone_and_comes_back_under_its_name(scene: Scene) -> None:
    scene.client.do("unplug", device="code_scanner")
    assert not scene.client.do("status")["code_scanner"]["plugged"]
    scanner = code_scanner(ScannerSerial(port=scene.ready["scanner_port"]))
    assert isinstance(scanner.wait(threading.Event(), timeout_s=1), NoScanner)
    with pytest.raises(BenchError, match="the scanner is unplugged"):
        scene.client.do("scan", kind="payer")
    scene.client.do("replug", device="code_scanner")
    assert Scanned(b"x") == scanned(scene, payload="x")


def test_sheet_is_laid_under_the_document_camera(scene: Scene) -> None:
    desk = document_camera(CameraHttp(scene.ready["document_camera"]))
    scene.client.do("lay_sheet", how="over_the_edge")
    assert PaperCutOff() == desk.photograph()
    scene.client.do("lay_sheet")
    assert isinstance(desk.photograph(), PaperPhoto)
    assert "turned" == scene.client.do("status")["document_camera"]["shows"]
    desk.close()


def test_face_stands_before_the_camera_and_leaves(scene: Scene) -> None:
    lens = camera(CameraHttp(scene.ready["face_camera"]), Role.FACE_CAMERA)
    pictures = set()
    for resident in ({"resident": "wang-xiaoming"}, {}):
        scene.client.do("show_face", **resident)
        lens.release()
        frame = lens.frame(timeout_s=30)
        assert isinstance(frame, Frame)
        pictures.add(frame.jpeg)
    assert 2 == len(pictures)
    assert scene.client.do("status")["face_camera"]["watched"]
    lens.close()


def test_frames_from_a_folder_are_shown(scene: Scene, tmp_path: Path) -> None:
    only = jpeg_of(Image.new("RGB", (320, 240), (9, 9, 9)))
    (tmp_path / "1.jpg").write_bytes(only)
    scene.client.do("camera_frames", device="face_camera", folder=str(tmp_path))
    lens = camera(CameraHttp(scene.ready["face_camera"]), Role.FACE_CAMERA)
    assert Frame(only, 320, 240) == lens.frame(timeout_s=30)
    lens.close()


def test_camera_fails_and_its_cable_is_pulled(scene: Scene) -> None:
    lens = camera(CameraHttp(scene.ready["face_camera"]), Role.FACE_CAMERA)
    scene.client.do("camera_fault", device="face_camera", fault="html")
    assert isinstance(lens.frame(timeout_s=5), NoFrame)
    assert "html" == scene.client.do("status")["face_camera"]["fault"]
    scene.client.do("camera_fault", device="face_camera", fault="none")
    scene.client.do("unplug", device="face_camera")
    assert isinstance(lens.frame(timeout_s=5), NoCamera)
    scene.client.do("replug", device="face_camera")
    assert isinstance(lens.frame(timeout_s=30), Frame)
    lens.close()


def test_paper_that_came_out_is_listed_with_its_picture(scene: Scene) -> None:
    before = scene.client.do("status")["printer"]["papers"]
    printer = receipt_printer(EscposNetwork(host="127.0.0.1", port=scene.ready["printer_port"]))
    printer.print((Line("试验"),))
    papers = scene.client.do("receipts", after=before)["receipts"]
    assert ["试验"] == [paper["text"].strip() for paper in papers]
    png = base64.b64decode(scene.client.do("receipt", number=papers[0]["number"])["png"])
    assert png == Path(papers[0]["path"]).read_bytes()
    assert png.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("command", "state"),
    [
        ("tear_paper", PrinterState.PAPER_OUT),
        ("open_cover", PrinterState.COVER_OPEN),
        ("near_end", PrinterState.PAPER_NEAR_END),
    ],
)
def test_printers_sensors_tell_what_was_done(scene: Scene, command: str, state: PrinterState) -> None:
    printer = receipt_printer(EscposNetwork(host="127.0.0.1", port=scene.ready["printer_port"]))
    scene.client.do(command)
    assert state is printer.state()
    scene.client.do("recover_printer")
    assert PrinterState.READY is printer.state()


def test_unplugged_printer_can_be_unplugged_and_plugged_again(scene: Scene) -> None:
    for _ in range(2):
        scene.client.do("unplug", device="printer")
        scene.client.do("unplug", device="printer")
        assert not scene.client.do("status")["printer"]["plugged"]
        scene.client.do("replug", device="printer")
    assert scene.client.do("status")["printer"]["plugged"]


def test_mains_fail_run_low_and_come_back(scene: Scene) -> None:
    supply = power_supply(Nut(port=scene.ready["power_port"]))
    assert OnMains(charge=100) == supply.state()
    scene.client.do("power_fail", runtime_s=900)
    state = supply.state()
    assert isinstance(state, OnBattery)
    assert 890 <= (state.runtime_s or 0) <= 900
    scene.client.do("power_low")
    assert isinstance(supply.state(), BatteryLow)
    assert "OB DISCHRG LB" == scene.client.do("status")["power"]["status"]
    scene.client.do("power_back")
    scene.client.do("unplug", device="power")
    assert isinstance(supply.state(), PowerFault)
    scene.client.do("replug", device="power")
    assert isinstance(supply.state(), OnMains)
    supply.close()


def test_battery_that_no_terminal_has_is_refused(scene: Scene) -> None:
    with pytest.raises(BenchError, match="runtime_s"):
        scene.client.do("power_fail", runtime_s=-1)


def test_network_is_cut_and_joined(scene: Scene) -> None:
    assert 200 == scene.get("/bench/residents")[0]
    scene.client.do("network", mode="cut")
    with pytest.raises(ConnectionRefusedError):
        scene.get("/bench/residents")
    scene.client.do("network", mode="html", requests=1)
    assert b"WLAN" in scene.get("/bench/residents")[1]
    assert 200 == scene.get("/bench/residents")[0]


def test_platform_is_told_how_to_behave(scene: Scene) -> None:
    assert 401 == scene.get("/v1/catalogue")[0]
    scene.client.do("platform", mode="html")
    assert "html" == scene.client.do("status")["platform"]["mode"]
    assert (200, b"<") == (scene.get("/v1/catalogue")[0], scene.get("/v1/catalogue")[1].strip()[:1])


def test_nobody_has_a_code_or_an_order_yet(scene: Scene) -> None:
    assert [] == scene.client.do("codes")["codes"]
    assert [] == scene.client.do("orders")["orders"]


@pytest.mark.parametrize(
    ("command", "values", "said"),
    [
        ("lay_card", {"resident": "wang-xiaomin"}, "did you mean 'wang-xiaoming'"),
        ("lay_card", {}, "name a resident, or give an identity"),
        ("insert_social", {"resident": "liu-fang"}, "liu-fang has no social-security card"),
        ("pay", {}, "no order waits for a wallet"),
        ("pay", {"code": "http://127.0.0.1/pay/none"}, "no order none"),
        ("pay", {"code": "hello"}, "no payment code"),
        ("receipt", {"number": 999}, "there is no paper 999"),
        ("show_face", {"resident": "wang"}, "there is no resident 'wang'"),
        ("lay_sheet", {"how": "upside_down"}, "lay_sheet: .*'upside_down'"),
        ("camera_frames", {"device": "face_camera", "folder": "/nowhere"}, "/nowhere: no .jpg in it"),
        ("camera_fault", {"device": "printer", "fault": "freeze"}, "camera_fault: .*'printer'"),
        ("scan", {}, "give payload, hex, or kind"),
        ("scan", {"payload": "x", "hex": "00"}, "payload or hex, not both"),
        ("scan", {"hex": "0g"}, "hex is no hexadecimal digits"),
        ("scan", {"kind": "bar"}, "scan: .*'bar'"),
    ],
)
def test_what_cannot_be_done_is_said(scene: Scene, command: str, values: dict[str, Any], said: str) -> None:
    with pytest.raises(BenchError, match=said):
        scene.client.do(command, **values)


def test_social_card_is_in_its_reader_until_it_is_removed(scene: Scene) -> None:
    if scene.ready["pcsc_problem"]:
        pytest.skip(scene.ready["pcsc_problem"])
    scene.client.do("insert_social", resident="li-xiulan")
    assert "li-xiulan" == scene.client.do("status")["social_reader"]["card"]
    scene.client.do("remove_social")
    assert scene.client.do("status")["social_reader"]["card"] is None


def test_card_service_that_was_plugged_again_stays_when_the_hand_goes(tmp_path: Path) -> None:
    command = ("sim", "--dir", str(tmp_path / "s"), "--residents", str(RESIDENTS))
    with program(*command, "--platform", "http://127.0.0.1:1", log=tmp_path / "log") as ready:
        if ready["pcsc_problem"]:
            pytest.skip(ready["pcsc_problem"])
        with BenchClient(Path(ready["socket"])) as hand:
            hand.do("unplug", device="social_reader")
            with pytest.raises(BenchError, match="unplugged"):
                hand.do("insert_social", resident="li-xiulan")
            hand.do("replug", device="social_reader")
        with BenchClient(Path(ready["socket"])) as other:
            other.do("insert_social", resident="li-xiulan")
            assert "li-xiulan" == other.do("status")["social_reader"]["card"]


def test_port_in_use_is_said_and_nothing_stays(scene: Scene, tmp_path: Path) -> None:
    ended = subprocess.run(
        (
            *(sys.executable, "-m", "sim", "--dir", str(tmp_path), "--residents", str(RESIDENTS)),
            *("--platform", "http://127.0.0.1:1", "--proxy-port", str(scene.ready["proxy_port"])),
        ),
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert 2 == ended.returncode
    assert "in use" in ended.stderr


def test_bench_ends_with_everything_it_started(tmp_path: Path) -> None:
    command = ("sim", "--dir", str(tmp_path / "s"), "--residents", str(RESIDENTS))
    with program(*command, "--platform", "http://127.0.0.1:1", log=tmp_path / "log") as ready:
        started = psutil.Process(ready["pid"]).children(recursive=True)
        assert Path(ready["identity_port"]).exists()
    assert [] == [process for process in started if process.is_running()]
    assert not Path(ready["socket"]).exists()
    assert not Path(ready["identity_port"]).is_symlink()
