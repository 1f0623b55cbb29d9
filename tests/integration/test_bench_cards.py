"""Every card that the bench can lay or insert, by resident, type and condition, at the real drivers."""

import datetime as dt
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from devices.card.factory import identity_reader
from devices.card.sam_reader import SamReader
from devices.card.sam_usb import SamUsbLine
from devices.config import SamSerial
from kiosk.domain.card import CardExpired, CardMoved, CardNotGenuine, CardOutcome, CardRead, NoReader
from kiosk.domain.identity import CardKind
from sim.bench import Bench, BenchSettings
from sim.card_variants import Condition
from sim.pcscd import SOCKET_VARIABLE
from sim.usb_bus import SimulatedUsb
from sim.usb_socket import RemoteUsbDevice
from tests.integration.cli_command import kiosk, written

RESIDENTS = Path(__file__).parents[2] / "central" / "data" / "residents.toml"
EVERY_TYPE = {
    "wang-xiaoming": CardKind.RESIDENT,
    "huang-jiahao": CardKind.PERMIT_HMT,
    "martin-lucas": CardKind.FOREIGN_2017,
    "schmidt-anna": CardKind.FOREIGN_2023,
}
COMES_TO: dict[Condition, type[CardOutcome]] = {
    Condition.GOOD: CardRead,
    Condition.EXPIRED: CardExpired,
    Condition.FORGED: CardNotGenuine,
    Condition.DAMAGED: CardMoved,
    Condition.TAKEN_AWAY: CardMoved,
}


def today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


def told(bench: Bench, do: str, **values: object) -> dict[str, Any]:
    answer = bench.handle(json.dumps({"do": do, **values}).encode())
    assert answer["ok"], answer
    return answer


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder = tmp_path_factory.mktemp("b")
    bench = Bench(BenchSettings(folder=folder, residents=RESIDENTS, platform="http://127.0.0.1:1"))
    yield bench
    bench.close()


@pytest.fixture(params=["serial", "usb"])
def driver(bench: Bench, request: pytest.FixtureRequest) -> Iterator[SamReader]:
    cable = RemoteUsbDevice(bench.cards.usb_socket)
    if request.param == "serial":
        driver = identity_reader(SamSerial(port=bench.cards.identity_port), today=today)
    else:
        bus = SimulatedUsb(cable)
        driver = SamReader("sam-usb", "USB", lambda: SamUsbLine(backend=bus), today=today)
    yield driver
    driver.close()
    cable.close()
    told(bench, "take_away")
    told(bench, "recover_reader")


def wait(driver: SamReader) -> CardOutcome:
    return driver.wait(threading.Event(), timeout_s=5)


@pytest.mark.parametrize("resident", EVERY_TYPE)
def test_a_residents_card_is_read_over_either_cable(bench: Bench, driver: SamReader, resident: str) -> None:
    told(bench, "lay_card", resident=resident)
    outcome = wait(driver)
    assert isinstance(outcome, CardRead)
    assert EVERY_TYPE[resident] == outcome.identity.kind


@pytest.mark.parametrize("condition", list(Condition))
@pytest.mark.parametrize("resident", EVERY_TYPE)
def test_a_card_in_any_condition_comes_to_its_outcome_and_the_next_is_well(
    bench: Bench, driver: SamReader, resident: str, condition: Condition
) -> None:
    told(bench, "lay_card", resident=resident, condition=condition)
    assert COMES_TO[condition] is type(wait(driver))
    told(bench, "lay_card", resident=resident)
    assert isinstance(wait(driver), CardRead)


def test_a_card_reported_lost_reads_like_any_other_and_the_centre_knows(
    bench: Bench, driver: SamReader
) -> None:
    lost = next(one for one in told(bench, "residents")["residents"] if "reported lost" in one["note"])
    told(bench, "lay_card", resident=lost["slug"])
    assert isinstance(wait(driver), CardRead)


def test_unplugging_pulls_either_cable_and_replugging_brings_it_back(bench: Bench, driver: SamReader) -> None:
    told(bench, "lay_card", resident="wang-xiaoming")
    assert isinstance(wait(driver), CardRead)
    told(bench, "unplug", device="identity_reader")
    assert isinstance(wait(driver), NoReader)
    told(bench, "replug", device="identity_reader")
    told(bench, "lay_card", resident="wang-xiaoming")
    assert isinstance(wait(driver), CardRead)


def test_a_terminals_own_program_reads_the_benchs_card_over_usb(bench: Bench, tmp_path: Path) -> None:
    config = written(tmp_path / "terminal.toml", '[devices.identity_card]\ndriver = "sam-usb"\n')
    told(bench, "lay_card", resident="wang-xiaoming")
    done = with_usb(bench, "kiosk", "device", "read-card", "--json", "--full", "--config", str(config))
    assert (0, "") == (done.returncode, done.stderr)
    row = json.loads(done.stdout)
    assert ("ok", "王小明") == (row["status"], row["name"])
    told(bench, "take_away")


def test_a_program_that_serves_a_real_platform_gets_no_simulated_usb(bench: Bench, tmp_path: Path) -> None:
    config = written(
        tmp_path / "terminal.toml",
        '[platform]\nurl = "https://centre.example/"\nca = "x"\ncredentials = "x"\n',
    )
    done = with_usb(bench, "kiosk", "device", "read-card", "--config", str(config))
    assert "with_usb: the platform https://centre.example/ is real" in done.stderr
    assert 0 != done.returncode


def with_usb(bench: Bench, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (sys.executable, "-m", "sim.with_usb", str(bench.cards.usb_socket), *command),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


CHIP_CARDS: dict[str, tuple[dict[str, object], str, str, str | None]] = {
    "as in the file": ({"resident": "wang-xiaoming"}, "social", "ok", "social"),
    "expired": ({"resident": "wang-xiaoming", "condition": "expired"}, "social", "expired", "social"),
    "damaged": ({"resident": "wang-xiaoming", "condition": "damaged"}, "social", "unsupported", None),
    "taken away": ({"resident": "wang-xiaoming", "condition": "taken_away"}, "social", "moved", None),
    "behind a PIN": ({"resident": "wang-xiaoming", "version": "3.00"}, "social", "pin_needed", None),
    "v3 without": ({"resident": "wang-xiaoming", "version": "3.00", "pin": False}, "social", "ok", "social"),
    "v1": ({"resident": "wang-xiaoming", "version": "1.00"}, "social", "ok", "social"),
    "citizen": ({"resident": "wang-xiaoming", "purse": True}, "social", "ok", "citizen"),
    "bank": ({}, "bank", "ok", "bank"),
    "bank, contactless": ({"contactless": True}, "bank", "ok", "bank"),
}


@pytest.mark.parametrize("card", CHIP_CARDS)
def test_chip_cards_come_to_their_outcomes(bench: Bench, tmp_path: Path, card: str) -> None:
    values, kind, status, named = CHIP_CARDS[card]
    config = written(tmp_path / "terminal.toml", '[devices.social_card]\ndriver = "pcsc"\n')
    told(bench, "insert_bank" if kind == "bank" else "insert_social", **values)
    environment = {**os.environ, SOCKET_VARIABLE: str(bench.cards.pcsc_socket)}
    said = kiosk("device", "read-card", kind, "--json", "--config", config, "--timeout", 5, **environment)
    told(bench, "remove_social")
    assert (status, named) == (said.row["status"], said.row["kind"])


def test_a_forged_social_security_card_is_refused_with_the_reason(bench: Bench) -> None:
    line = json.dumps({"do": "insert_social", "resident": "wang-xiaoming", "condition": "forged"})
    assert "authenticates no card" in bench.handle(line.encode())["message"]
