"""The two card readers and the hands that lay cards on one and put them into the other."""

import difflib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import assert_never

import msgspec

from sim.bank_card import BankCard
from sim.bench_status import ReaderPanel, SocialPanel
from sim.card_commands import CardCommand, Damage, FailReader, Forge, InsertBank, InsertSocial, LayCard
from sim.card_files import SocialCard
from sim.card_variants import Condition
from sim.command import CommandError
from sim.commands import Switch
from sim.identity_card import SimulatedCard, expired
from sim.identity_reader import SimulatedIdentityReader
from sim.pcscd import Pcscd, PcscdError
from sim.people import Person
from sim.usb_reader import SimulatedUsbReader
from sim.usb_socket import UsbSocket
from sim.virtual_card import InsertableCard, VirtualCard

LINK = "identity-reader"
USB_SOCKET = "usb"


class CardDesk:
    """Owns both readers; a social-card reader that can't be had is said, and all else works."""

    def __init__(self, folder: Path, people: Mapping[str, Person], *, with_pcsc: bool) -> None:
        self._people = people
        # One reader with two cables, as most have: what lies on it is read over either.
        self._reader = SimulatedIdentityReader(link=folder / LINK)
        self._usb = SimulatedUsbReader(self._reader)
        self._usb_socket = UsbSocket(folder / USB_SOCKET, self._usb)
        self._pcscd = Pcscd(folder=folder / "pcsc")
        # The card service ends with the thread that started it: so one that stays as long as the desk.
        self._keeper = ThreadPoolExecutor(1, thread_name_prefix="card service")
        self._slot: VirtualCard | None = None
        self._laid = self._inserted = ""
        self._fault: str | None = None
        self._problem: str | None = "it was not asked for"
        if with_pcsc:
            self.plug_social()

    @property
    def identity_port(self) -> str:
        """The path that the driver opens."""
        return self._reader.port

    @property
    def laid(self) -> Condition | None:
        """The condition of the card that lies on the reader."""
        return self._reader.card.condition if self._reader.card else None

    @property
    def usb_socket(self) -> Path:
        """What `python -m sim.with_usb` plugs in."""
        return self._usb_socket.path

    @property
    def pcsc_socket(self) -> str | None:
        """What PCSCLITE_CSOCK_NAME has to be for the terminal; None when there is no reader."""
        return str(self._pcscd.socket_path) if self._slot else None

    def switches(self) -> Mapping[Switch, Callable[[], None]]:
        """Return what is done to cards and readers by its name alone."""
        return {
            Switch.TAKE_AWAY: self._reader.take_away,
            Switch.TAKE_AWAY_DURING_READ: self._reader.take_away_during_read,
            Switch.SILENCE_READER: lambda: self._lasting("silent", self._reader.be_silent),
            Switch.GARBLE_READER: lambda: self._lasting("garbage", self._reader.talk_garbage),
            Switch.RECOVER_READER: self._recover,
            Switch.REMOVE_SOCIAL: lambda: self._social().remove(),
            Switch.REMOVE_SOCIAL_DURING_READ: lambda: self._social().remove_during_read(),
        }

    def do(self, command: CardCommand) -> None:
        """Lay, insert or spoil; CommandError when it can't be done."""
        match command:
            case LayCard():
                self._lay(command)
            case InsertSocial():
                self._insert_social(command)
            case InsertBank(number, contactless):
                self._insert(BankCard(number, contactless=contactless), "bank card")
            case Damage(reads):
                self._reader.damage(reads)
            case Forge(code):
                self._lasting(f"not genuine {code:02X}", lambda: self._reader.forge(code))
            case FailReader(code):
                self._lasting(f"fault {code:02X}", lambda: self._reader.fail(code))
            case _:
                assert_never(command)

    def _lay(self, command: LayCard) -> None:
        if (command.resident is None) is (command.identity is None):
            raise CommandError("lay_card: name a resident, or give an identity")
        identity = command.identity or self._person(command.resident or "").identity
        held = expired(identity) if command.condition is Condition.EXPIRED else identity
        card = SimulatedCard(held, command.additional_address, command.condition)
        try:
            card.text_block()
        except ValueError as error:
            raise CommandError(f"lay_card: {error}") from error
        self._reader.lay(card)
        self._laid = command.resident or identity.name

    def _insert_social(self, command: InsertSocial) -> None:
        card = self._person(command.resident).social
        if card is None:
            raise CommandError(f"{command.resident} has no social-security card")
        told = _as_told(card, command)
        if command.condition is Condition.TAKEN_AWAY:
            self._social().remove_during_read()
        self._insert(told, command.resident)

    def _insert(self, card: InsertableCard, name: str) -> None:
        try:
            self._social().insert(card)
        except (OSError, ValueError) as error:
            raise CommandError(f"the card can't be inserted: {error}") from error
        self._inserted = name

    def plug_identity(self) -> None:
        self._reader.replug()
        self._usb.replug()

    def unplug_identity(self) -> None:
        self._reader.unplug()
        self._usb.unplug()

    def plug_social(self) -> None:
        """Start the card service with its reader; what prevents it is kept for `status`."""
        if self._slot is not None:
            return
        try:
            self._keeper.submit(self._pcscd.start).result()
        except (PcscdError, OSError) as error:
            self._problem = str(error)
            return
        self._slot, self._problem = VirtualCard(self._pcscd.port), None

    def unplug_social(self) -> None:
        """Take the reader away; a card in it goes with it."""
        slot, self._slot = self._slot, None
        if slot is not None:
            slot.close()
            self._pcscd.stop()
            self._problem = "it is unplugged"

    def status(self) -> tuple[ReaderPanel, SocialPanel]:
        """Return how both readers stand."""
        reader, slot = self._reader, self._slot
        laid = self._laid if reader.card is not None else None
        inserted = self._inserted if slot is not None and slot.inserted else None
        return (
            ReaderPanel(port=reader.port, plugged=reader.plugged, card=laid, fault=self._fault),
            SocialPanel(available=slot is not None, problem=self._problem, card=inserted),
        )

    def close(self) -> None:
        """End both readers."""
        self.unplug_social()
        self._keeper.shutdown()
        self._usb.unplug()
        self._usb_socket.close()
        self._reader.close()

    def _person(self, slug: str) -> Person:
        person = self._people.get(slug)
        if person is None:
            near = difflib.get_close_matches(slug, self._people, n=1)
            raise CommandError(
                f"there is no resident '{slug}'" + (f"; did you mean '{near[0]}'?" if near else "")
            )
        return person

    def _social(self) -> VirtualCard:
        if self._slot is None:
            raise CommandError(f"there is no reader for social-security cards: {self._problem}")
        return self._slot

    def _lasting(self, fault: str, spoil: Callable[[], None]) -> None:
        spoil()
        self._fault = fault

    def _recover(self) -> None:
        self._reader.recover()
        self._fault = None


def _as_told(card: SocialCard, command: InsertSocial) -> SocialCard:
    """Return the card with what the command says of it."""
    if command.condition is Condition.FORGED:
        raise CommandError("insert_social: this reader authenticates no card, a forged one reads like any")
    return msgspec.structs.replace(
        card,
        identity=expired(card.identity) if command.condition is Condition.EXPIRED else card.identity,
        generation=command.version or card.generation,
        pin_protected=card.pin_protected if command.pin is None else command.pin,
        purse=command.purse,
        broken=command.condition is Condition.DAMAGED,
    )
