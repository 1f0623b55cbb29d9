"""A reader that is away is told where a card is wanted, for as long as it is away, and no longer."""

from pytestqt.qtbot import QtBot

from kiosk.domain.card import CardDeviceFault, NoReader
from kiosk.domain.device import Absent, Faulty, Ready, Role, Strained
from kiosk.domain.printing import PrinterState
from kiosk.domain.service import GRACE
from kiosk.domain.text import Locale
from tests.ui.memory import WANG, Terminal
from ui.conductor import Conductor
from ui.course import Page
from ui.models.attract import AttractModel
from ui.models.screens import Screens

AWAY = Absent("unplugged")


def told(conductor: Conductor) -> str | None:
    return conductor.trouble.code if conductor.trouble is not None else None


def test_a_reader_that_is_away_is_told_on_attract_and_on_identify(
    qtbot: QtBot, terminal: Terminal, conductor: Conductor
) -> None:
    conductor.open()
    terminal.devices.become(Role.IDENTITY_CARD, AWAY)
    qtbot.waitUntil(lambda: told(conductor) == "no_reader")
    conductor.start()
    assert "no_reader" == told(conductor)
    conductor.finish()
    assert "no_reader" == told(conductor)


def test_a_reader_that_came_back_is_complained_of_no_more_and_reads(
    qtbot: QtBot, terminal: Terminal, conductor: Conductor
) -> None:
    terminal.devices.become(Role.IDENTITY_CARD, AWAY)
    conductor.open()
    qtbot.waitUntil(lambda: told(conductor) == "no_reader")
    terminal.devices.become(Role.IDENTITY_CARD, Ready())
    qtbot.waitUntil(lambda: told(conductor) is None)
    terminal.reader.lay(WANG)
    qtbot.waitUntil(lambda: conductor.session is not None)


def test_a_fault_is_told_as_a_fault(qtbot: QtBot, terminal: Terminal, conductor: Conductor) -> None:
    conductor.open()
    terminal.devices.become(Role.IDENTITY_CARD, Faulty("60", "it broke"))
    qtbot.waitUntil(lambda: told(conductor) == "device_fault")


def test_a_reader_that_failed_at_a_card_is_tried_again(
    qtbot: QtBot, terminal: Terminal, conductor: Conductor
) -> None:
    terminal.reader.laid.put(CardDeviceFault("garbled", "no frame"))
    conductor.open()
    qtbot.waitUntil(terminal.reader.laid.empty)
    terminal.reader.lay(WANG)
    qtbot.waitUntil(lambda: conductor.session is not None)


def test_a_reader_that_faltered_once_is_asked_again(
    qtbot: QtBot, terminal: Terminal, conductor: Conductor
) -> None:
    terminal.reader.laid.put(NoReader("for a moment"))
    conductor.open()
    terminal.reader.lay(WANG)
    qtbot.waitUntil(lambda: conductor.session is not None)


def test_a_reader_that_goes_after_the_card_was_read_is_not_told_to_its_holder(
    qtbot: QtBot, terminal: Terminal, conductor: Conductor
) -> None:
    conductor.open()
    terminal.reader.lay(WANG)
    qtbot.waitUntil(lambda: conductor.session is not None)
    terminal.devices.become(Role.IDENTITY_CARD, AWAY)
    qtbot.waitUntil(lambda: not conductor.surroundings.has(Role.IDENTITY_CARD))
    assert told(conductor) is None


def test_without_any_reader_the_machine_is_out_of_service_and_comes_back_by_itself(
    qtbot: QtBot, terminal: Terminal, conductor: Conductor, screens: Screens
) -> None:
    conductor.open()
    terminal.devices.become(Role.IDENTITY_CARD, AWAY)
    terminal.devices.become(Role.SOCIAL_CARD, AWAY)
    qtbot.waitUntil(lambda: not conductor.surroundings.has(Role.SOCIAL_CARD))
    assert str(screens.page) == Page.ATTRACT
    terminal.clock.advance(GRACE.total_seconds())
    qtbot.waitUntil(lambda: str(screens.page) == Page.OUT_OF_SERVICE)
    assert conductor.out_of_service is not None
    terminal.devices.become(Role.SOCIAL_CARD, Ready())
    qtbot.waitUntil(lambda: str(screens.page) == Page.ATTRACT)
    assert conductor.out_of_service is None


def test_attract_says_since_when_the_reader_is_away_and_what_is_left(
    qtbot: QtBot, terminal: Terminal, conductor: Conductor, screens: Screens
) -> None:
    conductor.open()
    terminal.devices.become(Role.IDENTITY_CARD, AWAY)
    qtbot.waitUntil(lambda: told(conductor) == "no_reader")
    shown = screens.model
    assert isinstance(shown, AttractModel)
    assert "身份证读卡器没有回应（09:00 起）：现在不能刷身份证，可以插社保卡办。" == shown._here.trouble


def test_attract_says_what_does_not_work_without_paper(
    qtbot: QtBot, terminal: Terminal, conductor: Conductor, screens: Screens
) -> None:
    conductor.open()
    terminal.devices.become(Role.RECEIPT_PRINTER, Faulty("paper_out", "there is no paper"))
    qtbot.waitUntil(lambda: not conductor.surroundings.has(Role.RECEIPT_PRINTER))
    shown = screens.model
    assert isinstance(shown, AttractModel)
    assert ("回执打印机缺纸（09:00 起）：编号和二维码会显示在屏幕上。",) == shown._here.notices
    photographed = {conductor.catalogue.by_slug("supplement-papers").code}  # and there is no camera here
    assert len(conductor.catalogue.matters.keys() - photographed) == shown._here.open_matters


def test_attract_counts_anew_when_readers_go_and_come_and_names_its_matters_in_the_language_asked_for(
    qtbot: QtBot, terminal: Terminal, conductor: Conductor, screens: Screens
) -> None:
    conductor.open()
    shown = screens.model
    assert isinstance(shown, AttractModel)
    before = shown._here
    for role in (Role.IDENTITY_CARD, Role.SOCIAL_CARD):
        terminal.devices.become(role, AWAY)
    qtbot.waitUntil(lambda: shown._here.open_matters < before.open_matters)
    for role in (Role.IDENTITY_CARD, Role.SOCIAL_CARD):
        terminal.devices.become(role, Ready())
    qtbot.waitUntil(lambda: shown._here.open_matters == before.open_matters)
    conductor.set_locale(Locale.EN)
    names = {matter.name.en for matter in conductor.catalogue.matters.values()}
    assert names.isdisjoint(sample.title for sample in before.samples)
    assert names.issuperset(sample.title for sample in shown._here.samples)


def test_piece_of_a_slip_that_hangs_in_the_printer_is_cut_off_once(
    qtbot: QtBot, terminal: Terminal, conductor: Conductor
) -> None:
    conductor.open()
    leftover = Strained(PrinterState.LEFTOVER, "a piece hangs in it")
    terminal.devices.become(Role.RECEIPT_PRINTER, leftover)
    qtbot.waitUntil(lambda: terminal.printer.severed > 0)
    assert conductor.surroundings.has(Role.RECEIPT_PRINTER)
    assert 1 == terminal.printer.severed
