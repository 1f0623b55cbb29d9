"""The document printer's driver, a real cupsd, a real IPP printer: each end of a print, each trouble."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import cups
import pytest
import typst

from devices.config import Cups
from devices.document.cups_printer import CupsDocumentPrinter
from devices.document.factory import document_printer
from devices.document.line import server_place
from devices.document.server import USER, CupsServer
from devices.document.verdict import Patience
from kiosk.domain.device import Absent, Faulty, Ready, Strained
from kiosk.domain.sheets import (
    SheetPrinterState,
    SheetsDone,
    SheetsJob,
    SheetsOutcome,
    SheetsUnconfirmed,
    SheetsVoid,
    noted_job,
    sheets_mark,
)
from sim.document_printer import SimulatedDocumentPrinter
from sim.print_server import QUEUE, problem
from sim.sheet_engine import wait_until

pytestmark = pytest.mark.skipif(problem() is not None, reason=str(problem()))

PACKAGED = (Path(__file__).parents[2] / "packaging" / "cups" / "cupsd.conf").read_text(encoding="utf-8")
HASTY = Patience(poll_s=0.1, grace_s=0.7, settle_s=4.0, lost_s=2.0, begin_s=20.0, page_s=5.0)
PAGES = 2
LONG_S = 20.0
UNDER_WAY_S = 0.6
NOBODY = threading.Event()


@pytest.fixture(scope="session")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    source = tmp_path_factory.mktemp("pdf") / "two.typ"
    source.write_text('#set page(paper: "a4")\none\n#pagebreak()\ntwo\n', encoding="utf-8")
    return bytes(typst.compile(str(source), format="pdf"))


@pytest.fixture
def printer() -> Iterator[SimulatedDocumentPrinter]:
    with SimulatedDocumentPrinter(cupsd_conf=PACKAGED) as simulated:
        yield simulated


@pytest.fixture
def driver(printer: SimulatedDocumentPrinter) -> CupsDocumentPrinter:
    return driver_of(printer)


def driver_of(printer: SimulatedDocumentPrinter) -> CupsDocumentPrinter:
    place = server_place(str(printer.server.socket_path))
    return CupsDocumentPrinter(CupsServer(place, "", ask_s=HASTY.ask_s), patience=HASTY)


def job(pdf: bytes, act: int = 1) -> SheetsJob:
    found = noted_job(act, sheets_mark(pdf, PAGES), pdf)
    assert found is not None
    return found


def printed(driver: CupsDocumentPrinter, wanted: SheetsJob, meanwhile: Callable[[], None]) -> SheetsOutcome:
    """Print, and do something as soon as the first sheet is on its way."""

    def later() -> None:
        time.sleep(UNDER_WAY_S)
        meanwhile()

    thread = threading.Thread(target=later)
    thread.start()
    try:
        return driver.print(wanted, NOBODY)
    finally:
        thread.join()


def whole(printer: SimulatedDocumentPrinter) -> list[str]:
    """Return the jobs that came out whole, one entry a time."""
    return [one.job for one in printer.printed if one.complete]


def test_done_is_what_the_printer_counted(
    printer: SimulatedDocumentPrinter, driver: CupsDocumentPrinter, pdf: bytes
) -> None:
    wanted = job(pdf)
    assert driver.print(wanted, NOBODY) == SheetsDone(PAGES)
    assert whole(printer) == [wanted.name]


def test_a_count_that_differs_is_not_confirmed(
    printer: SimulatedDocumentPrinter, driver: CupsDocumentPrinter, pdf: bytes
) -> None:
    wanted = SheetsJob(name=job(pdf).name, pdf=pdf, pages=PAGES + 1)
    outcome = driver.print(wanted, NOBODY)
    assert outcome == SheetsUnconfirmed("the printer counted 2 pages, 3 were sent")
    assert len(whole(printer)) == 1


@pytest.mark.parametrize(
    ("break_it", "state"),
    [
        (lambda printer: printer.load_paper(0), SheetPrinterState.PAPER_OUT),
        (lambda printer: printer.jam(), SheetPrinterState.JAM),
        (lambda printer: printer.cover(is_open=True), SheetPrinterState.COVER_OPEN),
        (lambda printer: printer.unplug(), SheetPrinterState.ABSENT),
    ],
    ids=["paper_out", "jam", "cover_open", "unplugged"],
)
def test_trouble_before_the_print_makes_no_job(
    printer: SimulatedDocumentPrinter,
    driver: CupsDocumentPrinter,
    pdf: bytes,
    break_it: Callable[[SimulatedDocumentPrinter], None],
    state: SheetPrinterState,
) -> None:
    break_it(printer)
    outcome = driver.print(job(pdf), NOBODY)
    assert isinstance(outcome, SheetsVoid)
    assert outcome.state is state
    printer.recover()
    assert driver.print(job(pdf, 2), NOBODY) == SheetsDone(PAGES)
    assert whole(printer) == [job(pdf, 2).name]


@pytest.mark.parametrize(
    ("break_it", "state"),
    [
        (lambda printer: printer.load_paper(0), SheetPrinterState.PAPER_OUT),
        (lambda printer: printer.jam(), SheetPrinterState.JAM),
        (lambda printer: printer.cover(is_open=True), SheetPrinterState.COVER_OPEN),
    ],
    ids=["paper_out", "jam", "cover_open"],
)
def test_trouble_that_stays_voids_the_print_and_nothing_comes_out_later(
    printer: SimulatedDocumentPrinter,
    driver: CupsDocumentPrinter,
    pdf: bytes,
    break_it: Callable[[SimulatedDocumentPrinter], None],
    state: SheetPrinterState,
) -> None:
    printer.pace(1.0)
    outcome = printed(driver, job(pdf), lambda: break_it(printer))
    assert isinstance(outcome, SheetsVoid)
    assert outcome.state is state
    driver.forget(job(pdf).name)
    printer.recover()
    assert driver.print(job(pdf, 2), NOBODY) == SheetsDone(PAGES)
    assert whole(printer) == [job(pdf, 2).name]


def test_trouble_that_passes_does_not_void_the_print(
    printer: SimulatedDocumentPrinter, driver: CupsDocumentPrinter, pdf: bytes
) -> None:
    patient = CupsDocumentPrinter(driver._server, patience=Patience(poll_s=0.1))
    printer.pace(1.0)
    threading.Timer(2.0, printer.free).start()
    assert printed(patient, job(pdf), printer.jam) == SheetsDone(PAGES)


def test_paper_that_ends_between_two_pages_voids_the_print(
    printer: SimulatedDocumentPrinter, driver: CupsDocumentPrinter, pdf: bytes
) -> None:
    printer.load_paper(1)
    outcome = driver.print(job(pdf), NOBODY)
    assert isinstance(outcome, SheetsVoid)
    assert outcome.state is SheetPrinterState.PAPER_OUT
    assert [(one.sheets, one.complete) for one in printer.printed] == [(1, False)]


def test_a_visit_that_ends_takes_its_print_back(
    printer: SimulatedDocumentPrinter, driver: CupsDocumentPrinter, pdf: bytes
) -> None:
    printer.pace(LONG_S)
    left = threading.Event()
    threading.Timer(0.8, left.set).start()
    outcome = driver.print(job(pdf), left)
    assert isinstance(outcome, SheetsVoid)
    assert outcome.state is SheetPrinterState.READY
    printer.pace(0.1)
    assert driver.print(job(pdf, 2), NOBODY) == SheetsDone(PAGES)
    assert whole(printer) == [job(pdf, 2).name]


def test_a_print_that_takes_too_long_is_given_up(
    printer: SimulatedDocumentPrinter, driver: CupsDocumentPrinter, pdf: bytes
) -> None:
    short = CupsDocumentPrinter(
        driver._server,
        patience=Patience(poll_s=0.1, begin_s=0.5, page_s=0.1, settle_s=5),
    )
    printer.pace(LONG_S)
    outcome = short.print(job(pdf), NOBODY)
    assert outcome == SheetsVoid(SheetPrinterState.FAULT, "it took longer than 0.7 s")
    assert whole(printer) == []


def test_a_printer_pulled_out_while_it_prints_is_not_believed(
    printer: SimulatedDocumentPrinter, driver: CupsDocumentPrinter, pdf: bytes
) -> None:
    printer.pace(1.0)
    outcome = printed(driver, job(pdf), printer.unplug)
    assert isinstance(outcome, SheetsUnconfirmed)
    driver.forget(job(pdf).name)
    printer.recover()
    assert driver.print(job(pdf, 2), NOBODY) == SheetsDone(PAGES)
    assert whole(printer) == [job(pdf, 2).name]


@pytest.mark.parametrize("name", ["cupsd", "ippeveprinter"])
def test_a_kill_in_the_middle_never_prints_twice(
    printer: SimulatedDocumentPrinter, driver: CupsDocumentPrinter, pdf: bytes, name: str
) -> None:
    printer.pace(1.0)
    outcome = printed(driver, job(pdf), lambda: printer.server.kill(name))
    driver.forget(job(pdf).name)
    copies = len(whole(printer))
    assert copies <= 1
    assert not isinstance(outcome, SheetsVoid if copies else SheetsDone)
    assert wait_until(lambda: isinstance(driver.health(), Ready), LONG_S)
    assert driver.print(job(pdf, 2), NOBODY) == SheetsDone(PAGES)
    assert len(whole(printer)) == copies + 1


def test_a_killed_server_that_kept_its_spool_is_told_not_to_print_again(
    printer: SimulatedDocumentPrinter, driver: CupsDocumentPrinter, pdf: bytes
) -> None:
    printer.server.keep_spool()
    printer.pace(1.0)
    outcome = printed(driver, job(pdf), lambda: printer.server.kill("cupsd"))
    assert not isinstance(outcome, SheetsVoid)
    driver.forget(job(pdf).name)
    assert wait_until(lambda: isinstance(driver.health(), Ready), LONG_S)
    assert driver.print(job(pdf, 2), NOBODY) == SheetsDone(PAGES)
    assert whole(printer) == [job(pdf).name, job(pdf, 2).name]


def test_after_a_restart_what_came_out_is_known(
    printer: SimulatedDocumentPrinter, driver: CupsDocumentPrinter, pdf: bytes
) -> None:
    wanted = job(pdf)
    driver.print(wanted, NOBODY)
    again = driver_of(printer)
    assert again.settle(wanted.name, PAGES) == SheetsDone(PAGES)
    assert len(whole(printer)) == 1


def test_after_a_restart_what_still_prints_for_nobody_is_cancelled(
    printer: SimulatedDocumentPrinter, driver: CupsDocumentPrinter, pdf: bytes
) -> None:
    wanted = job(pdf)
    printer.pace(LONG_S)
    server = driver._server
    queue = server.queue()
    server.submit(queue, wanted)
    assert wait_until(lambda: driver._printer_job(queue, wanted.name) is not None, LONG_S)
    assert isinstance(driver_of(printer).settle(wanted.name, PAGES), SheetsVoid)
    printer.pace(0.1)
    assert driver.print(job(pdf, 2), NOBODY) == SheetsDone(PAGES)
    assert whole(printer) == [job(pdf, 2).name]


def test_after_a_restart_an_unknown_job_stays_unknown(driver: CupsDocumentPrinter, pdf: bytes) -> None:
    assert isinstance(driver.settle(job(pdf, 77).name, PAGES), SheetsUnconfirmed)


def test_a_server_that_is_away_is_asked_later_and_prints_nothing_then(
    printer: SimulatedDocumentPrinter, pdf: bytes
) -> None:
    nowhere = CupsDocumentPrinter(
        CupsServer(server_place(str(printer.server.folder / "none")), "", ask_s=1), patience=HASTY
    )
    assert nowhere.settle(job(pdf).name, PAGES) is None
    assert isinstance(nowhere.print(job(pdf), NOBODY), SheetsVoid)
    assert isinstance(nowhere.health(), Absent)
    assert not nowhere.identify().found


def test_no_document_stays_with_the_server(
    printer: SimulatedDocumentPrinter, driver: CupsDocumentPrinter, pdf: bytes
) -> None:
    driver.print(job(pdf), NOBODY)
    driver.forget(job(pdf).name)
    server = driver._server

    def forgotten() -> bool:
        driver.health()  # what could not be forgotten at once is forgotten at the next call
        return server.jobs(server.queue()) == ()

    assert wait_until(forgotten, LONG_S)
    assert list((printer.server.folder / "spool").glob("d*")) == []
    assert driver.health() == Ready()


def test_a_server_that_keeps_documents_is_told_of_before_it_has_one() -> None:
    keeps = PACKAGED.replace("PreserveJobFiles No", "PreserveJobFiles Yes")
    with SimulatedDocumentPrinter(cupsd_conf=keeps) as printer:
        driver = driver_of(printer)
        assert "PreserveJobFiles No" in driver.identify().message
        health = driver.health()
        assert isinstance(health, Strained)
        assert health.code == "keeps_files"
        assert printer.printed == []


def test_health_is_what_the_printer_says_itself(
    printer: SimulatedDocumentPrinter, driver: CupsDocumentPrinter
) -> None:
    seen = [driver.health()]
    changes: tuple[Callable[[], None], ...] = (
        lambda: printer.load_paper(10),
        lambda: printer.load_paper(0),
        printer.load_paper,
        lambda: printer.toner(is_low=True),
        lambda: printer.cover(is_open=True),
        printer.recover,
        printer.unplug,
    )
    for change in changes:
        change()
        seen.append(driver.health())
    codes = [getattr(health, "code", type(health).__name__) for health in seen]
    assert codes == ["Ready", "paper_low", "paper_out", "Ready", "toner_low", "cover_open", "Ready", "Absent"]
    assert [type(health) for health in seen[1:3]] == [Strained, Faulty]


def test_a_printer_names_itself(printer: SimulatedDocumentPrinter, driver: CupsDocumentPrinter) -> None:
    found = driver.identify()
    assert found.message == "the document printer answers"
    assert (found.found, found.model, found.serial, found.firmware) == (
        True,
        "Simulated A4 printer",
        "SIM-A4-0001",
        "1.0",
    )
    assert printer.server.uri in found.address


def test_libcups_reads_the_same(
    printer: SimulatedDocumentPrinter, driver: CupsDocumentPrinter, pdf: bytes
) -> None:
    printer.pace(LONG_S)
    server = driver._server
    queue = server.queue()
    server.submit(queue, job(pdf))
    cups.setUser(USER)
    connection = cups.Connection(host=str(printer.server.socket_path))
    asked = ["job-id", "job-name", "job-state"]
    theirs = connection.getJobs(which_jobs="not-completed", my_jobs=True, requested_attributes=asked)
    ((name, ours),) = server.jobs(queue)
    assert connection.getDefault() == queue.name
    assert connection.getPrinters()[QUEUE]["device-uri"] == queue.device_uri
    assert {number: found["job-name"] for number, found in theirs.items()} == {ours.id: name}
    assert name == job(pdf).name


def test_a_queue_that_is_not_there_is_named(printer: SimulatedDocumentPrinter) -> None:
    other = document_printer(Cups(queue="other", server=str(printer.server.socket_path)))
    assert "no queue 'other'" in other.identify().message
    here = document_printer(Cups(queue=QUEUE, server=str(printer.server.socket_path)))
    assert here.health() == Ready()
