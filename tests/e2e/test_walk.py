"""Matters gone through on the real screens, as `kiosk walk` does; the whole list is `make walk`."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from kiosk.cli.output import Exit
from sim.print_server import problem

PATIENCE_S = 100


def walked(*arguments: str, out: Path) -> list[dict[str, object]]:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "walk", *arguments, "--json", "--out", str(out)],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["reason"] for row in rows if not row["ok"]] == []
    assert done.returncode == 0
    return rows


MATTERS = (
    *("housing-fund-balance", "remote-residence-filing", "traffic-fine-payment"),
    *("minimum-living-allowance", "vehicle-contact-change"),  # a table, many, an account; a plate
    "id-card-replacement-lost",  # something is left to do elsewhere
)


def test_matters_are_done_from_card_to_receipt_by_two_processes_at_once(tmp_path: Path) -> None:
    rows = walked(*MATTERS, "--locale", "zh", "--jobs", "2", out=tmp_path)
    assert {f"{matter}-success-zh" for matter in MATTERS} == {row["walk"] for row in rows}
    kept = (tmp_path / "walks.jsonl").read_text(encoding="utf-8").splitlines()
    assert rows == [json.loads(line) for line in kept]
    for row in rows:
        assert row["outcome"] == "completed"
        assert Path(str(row["receipt"])).stat().st_size > 0
        assert all(Path(screen).exists() for screen in row["screens"])  # type: ignore[attr-defined]


def test_a_process_that_dies_ends_the_run_and_is_said(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "walk", *MATTERS[:2], "--jobs", "2", "--out", str(tmp_path)],
        env={**os.environ, "QT_QPA_PLATFORM": "no such platform"},  # Qt aborts
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode == 1
    assert "a process of walks ended by itself" in done.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_run_that_is_ended_by_hand_ends_and_leaves_nothing(jobs: str, tmp_path: Path) -> None:
    run = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "walk", "--shapes", "--jobs", jobs, "--out", str(tmp_path)],
        stdout=subprocess.DEVNULL,
    )
    started: set[psutil.Process] = set()
    try:
        deadline = time.monotonic() + PATIENCE_S
        while not any(tmp_path.glob("*.jpg")) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert any(tmp_path.glob("*.jpg"))  # in the middle of a visit
        started = set(psutil.Process(run.pid).children(recursive=True))
        run.send_signal(signal.SIGINT)
        assert run.wait(timeout=PATIENCE_S) == Exit.NOT_DONE
        assert psutil.wait_procs(started, timeout=PATIENCE_S)[1] == []
    finally:
        for process in (psutil.Process(run.pid), *started) if run.poll() is None else started:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        run.wait()


def test_a_visit_whose_network_is_cut_leaves_with_a_number_that_reaches_the_centre(tmp_path: Path) -> None:
    (row,) = walked("residence-permit-endorsement", "--locale", "en", "--fault", "network@know", out=tmp_path)
    assert row["outcome"] == "queued"
    assert row["state_at_centre"] is not None


@pytest.mark.skipif(problem() is not None, reason=str(problem()))
def test_a_certificate_without_paper_is_told_of_and_the_slip_printed(tmp_path: Path) -> None:
    fault = ("--fault", "document_paper_out@sheets")
    (row,) = walked("social-insurance-proof", "--locale", "zh", *fault, out=tmp_path)
    assert (row["outcome"], row["said"], row["papers"]) == ("completed", "paper_out", 1)


def test_a_paper_that_the_camera_does_not_see_is_promised_in_place_of_its_photograph(tmp_path: Path) -> None:
    fault = ("--fault", "camera_dark@materials")
    (row,) = walked("remote-residence-filing", "--locale", "zh", *fault, out=tmp_path)
    assert (row["outcome"], row["said"], row["photographed"]) == ("completed", "no_paper", 0)


def test_a_link_laid_at_the_payment_page_is_told_of_and_the_order_paid_once(tmp_path: Path) -> None:
    (row,) = walked("traffic-fine-payment", "--locale", "en", "--fault", "code_url@pay", out=tmp_path)
    assert (row["outcome"], row["said"], row["charged"]) == ("completed", "code_link", 1)


@pytest.mark.parametrize(
    "matter",
    [
        "social-card-status",  # the card is put in again
        "vehicle-contact-change",  # it asks for an address: the identity card is laid
    ],
)
def test_a_social_card_pulled_out_too_soon_is_told_of_and_the_visit_goes_on(
    matter: str, tmp_path: Path
) -> None:
    fault = ("--fault", "social_card_pulled@identify")
    (row,) = walked(matter, "--locale", "zh", *fault, out=tmp_path)
    assert (row["outcome"], row["said"], row["papers"]) == ("completed", "moved", 1)


def test_a_face_camera_that_freezes_is_told_of_and_the_code_typed(tmp_path: Path) -> None:
    fault = ("--fault", "face_camera_frozen@assure")
    (row,) = walked("social-insurance-proof", "--locale", "zh", *fault, out=tmp_path)
    assert (row["outcome"], row["said"], row["papers"]) == ("completed", "unavailable", 1)


def test_what_needs_the_network_says_so_before_it_begins(tmp_path: Path) -> None:
    (row,) = walked("exit-entry-appointment", "--locale", "zh", "--fault", "network@identify", out=tmp_path)
    assert row["outcome"] == "refused_before_start"
    assert row["number"] is None


def test_who_may_not_and_who_has_nothing_hear_so(tmp_path: Path) -> None:
    rows = walked(
        "driving-licence-points",
        "--locale",
        "zh",
        "--path",
        "nothing",
        "--path",
        "not_eligible",
        out=tmp_path,
    )
    assert ["completed", "refused_before_start"] == [row["outcome"] for row in rows]


def test_a_matter_with_a_promise_is_done_by_keys_alone(tmp_path: Path) -> None:
    (row,) = walked("remote-residence-filing", "--locale", "en", "--keys-only", out=tmp_path)
    assert row["outcome"] == "completed"
