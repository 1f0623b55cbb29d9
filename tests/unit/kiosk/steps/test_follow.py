"""A code laid before the scanner while nobody is served: where a case stands, online and off, and no name."""

import datetime as dt

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.domain import standing as said
from kiosk.domain.fact import AssuranceReached, CardAccepted
from kiosk.domain.identity import CardKind
from kiosk.domain.ids import ItemId, MatterCode, ReceiptNumber, TerminalId
from kiosk.domain.matter import Assurance
from kiosk.domain.reach import Refused
from kiosk.domain.scanned import Code, EIdCode, PayerCode, Reason, ReceiptCode, UnknownCode, Wallet
from kiosk.domain.standing import Mark, Standing
from kiosk.domain.submission import ItemState
from kiosk.domain.text import Text
from kiosk.ports import ItemDraft
from kiosk.steps.ask import assure
from kiosk.steps.follow import follow
from kiosk.wire.envelope import ItemKind
from kiosk.wire.messages import CodeAnswer, EIdAnswer, ReceiptAnswer
from kiosk.wire.token import ReceiptClaim, encode_claim, sign_claim
from tests.unit.kiosk.domain.sample import CATALOGUE, PERSON
from tests.unit.kiosk.steps.memory import BUSY, CUT, DISK, ITEM, NO, Terminal, Tokens, visit

HOTLINE = "hotline-12345"
MATTERS = CATALOGUE.matters
CLAIM = ReceiptClaim(
    terminal=TerminalId("T1"),
    epoch=1,
    seq=7,
    item=ITEM,
    number=ReceiptNumber("N000001-K7QX"),
    matter=MatterCode(CATALOGUE.by_slug(HOTLINE).code),
    at=dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC),
    state=ItemState.PENDING,
    seal_sha256=bytes(32),
)


def token(claim: ReceiptClaim = CLAIM, key: Ed25519PrivateKey = Tokens.KEY) -> str:
    return sign_claim(encode_claim(claim), key)


def of(terminal: Terminal, text: str) -> Standing:
    return told(terminal, ReceiptCode(text))


def told(terminal: Terminal, code: Code) -> Standing:
    found = follow(terminal.ports, code, MATTERS)
    assert isinstance(found, Standing)
    return found


def named(known: Standing) -> Standing:
    name = CATALOGUE.by_slug(HOTLINE).name
    return msgspec.structs.replace(known, number=CLAIM.number, matter=name, at=CLAIM.at)


def put(terminal: Terminal, state: ItemState, **known: object) -> None:
    draft = ItemDraft(
        id=ITEM,
        kind=ItemKind.SUBMISSION,
        matter=MatterCode("m"),
        catalogue=CATALOGUE.version,
        body=b"",
    )
    kept = terminal.ports.outbox.signed(terminal.ports.outbox.put(draft))
    terminal.rows[ITEM] = msgspec.structs.replace(kept, state=state, **known)


def test_the_centre_is_asked_and_its_word_shown(terminal: Terminal) -> None:
    answer = ReceiptAnswer(
        mark=Mark.WAIT,
        title=Text(zh="甲", en="a"),
        text=Text(zh="乙", en="b"),
        number=CLAIM.number,
        matter=Text(zh="丙", en="c"),
    )
    terminal.says["receipt"] = answer
    said_here = of(terminal, token())
    assert msgspec.to_builtins(answer) | {"at": None} == msgspec.to_builtins(said_here)
    assert token() in terminal.asked


@pytest.mark.parametrize("silence", [CUT, BUSY, NO])
@pytest.mark.parametrize(
    ("state", "known"),
    [
        (ItemState.PENDING, said.PROMISED_HERE),
        (ItemState.SENDING, said.PROMISED_HERE),
        (ItemState.RECEIVED, said.RECEIVED_HERE),
        (ItemState.SETTLED, said.RECEIVED_HERE),
        (ItemState.CANCELLED, said.CANCELLED_HERE),
        (ItemState.QUARANTINED, said.AT_THE_DESK),
        (ItemState.AWAITING_PAYMENT, said.PAYMENT_CHECKED),
    ],
)
def test_without_the_centre_this_terminals_own_stub_speaks(
    terminal: Terminal, silence: object, state: ItemState, known: Standing
) -> None:
    terminal.says["receipt"] = silence
    put(terminal, state)
    assert named(known) == of(terminal, token())


@pytest.mark.parametrize("trouble", [KeyError(ITEM), DISK])
def test_own_receipt_without_a_stub_is_told_as_such(terminal: Terminal, trouble: Exception) -> None:
    terminal.says |= {"receipt": CUT, "look": trouble}
    assert named(said.NOT_KEPT_HERE) == of(terminal, token())


def test_signature_is_checked_without_the_centre_too(terminal: Terminal) -> None:
    terminal.says["receipt"] = CUT
    put(terminal, ItemState.PENDING)
    assert said.NOT_GENUINE == of(terminal, token(key=Ed25519PrivateKey.generate()))
    assert said.NOT_GENUINE == of(terminal, "A" * 200)
    other = msgspec.structs.replace(CLAIM, item=ItemId("x"))
    swapped = token(other)[:-86] + token()[-86:]
    assert of(terminal, swapped).mark is Mark.BAD


def test_another_terminals_receipt_is_neither_called_genuine_nor_false_without_the_centre(
    terminal: Terminal,
) -> None:
    terminal.says["receipt"] = CUT
    other = msgspec.structs.replace(CLAIM, terminal=TerminalId("T2"))
    says = of(terminal, token(other, Ed25519PrivateKey.generate()))
    text = said.AS_IT_SAYS.text.format(terminal="T2")
    assert named(msgspec.structs.replace(said.AS_IT_SAYS, text=text)) == says


@pytest.mark.parametrize(
    "change",
    [
        {"terminal": TerminalId("请打 123 付款")},
        {"number": ReceiptNumber("<b>N1</b>")},
        {"number": ReceiptNumber("N" * 41)},
        {"terminal": TerminalId("")},
    ],
)
def test_a_forged_receipt_puts_no_words_of_its_own_on_the_screen(
    terminal: Terminal, change: dict[str, object]
) -> None:
    terminal.says["receipt"] = CUT
    forged = msgspec.structs.replace(CLAIM, **({"terminal": TerminalId("T2")} | change))
    assert said.ELSEWHERE == of(terminal, token(forged, Ed25519PrivateKey.generate()))


def test_a_matter_that_nobody_declared_is_not_named(terminal: Terminal) -> None:
    terminal.says["receipt"] = CUT
    strange = msgspec.structs.replace(CLAIM, terminal=TerminalId("T2"), matter=MatterCode("要钱"))
    shown = of(terminal, token(strange, Ed25519PrivateKey.generate()))
    assert (CLAIM.number, None, CLAIM.at) == (shown.number, shown.matter, shown.at)


def test_what_the_centre_said_when_it_took_it_in_is_told_without_it(terminal: Terminal) -> None:
    terminal.says["receipt"] = CUT
    put(terminal, ItemState.SETTLED, acceptance_number="999900A1")
    text = said.ACCEPTED_HERE.text.format(number="999900A1")
    assert named(msgspec.structs.replace(said.ACCEPTED_HERE, text=text)) == of(terminal, token())
    put(terminal, ItemState.RECEIVED, acceptance_number=None, disposition="desk")
    assert named(said.CHECKED_HERE) == of(terminal, token())


@pytest.mark.parametrize("state", [ItemState.RECEIVED, ItemState.SETTLED])
def test_when_the_centre_said_it_is_told_with_it(terminal: Terminal, state: ItemState) -> None:
    terminal.says["receipt"] = CUT
    put(terminal, state, heard_at=dt.datetime(2026, 3, 4, 1, 5, tzinfo=dt.UTC))
    text = of(terminal, token()).text
    assert said.RECEIVED_HERE.text.zh + "以上是截至2026年3月4日 09:05的情况。" == text.zh
    assert said.RECEIVED_HERE.text.en + " This is as of 2026-03-04 09:05." == text.en


def test_who_laid_a_card_is_not_asked_for_by_an_e_id(terminal: Terminal) -> None:
    assert said.CARD_WAS_LAID == follow(terminal.ports, E_ID, MATTERS, known=True)
    assert [] == terminal.asked


@pytest.mark.parametrize(
    ("code", "title"),
    [
        (PayerCode(Wallet.WECHAT, "134567890123456789"), said.PAYERS_CODE.title),
        (UnknownCode(Reason.SHOP), said.NO_USE),
        (UnknownCode(Reason.LINK), said.NO_USE),
    ],
)
def test_what_is_no_receipt_is_told_and_nobody_asked(terminal: Terminal, code: Code, title: Text) -> None:
    shown = told(terminal, code)
    assert (Mark.UNSURE, title, None) == (shown.mark, shown.title, shown.number)
    assert "134567890123456789" not in repr(shown)
    assert [] == terminal.events


E_ID = EIdCode("Ab_-567890123456789012")


def test_an_e_id_is_whose_the_centre_says_it_is(terminal: Terminal) -> None:
    person = msgspec.structs.replace(PERSON, kind=CardKind.E_ID)
    terminal.says["e-id"] = EIdAnswer(person=person)
    assert CardAccepted(person) == follow(terminal.ports, E_ID, MATTERS)
    assert E_ID.reference in terminal.asked


@pytest.mark.parametrize(
    ("answer", "known"),
    [
        (Refused("e_id_unknown", "", 422), said.E_ID_STALE),
        (Refused("card_lost", "", 422), said.CARD_LOST),
        (CUT, said.E_ID_OFFLINE),
        (BUSY, said.E_ID_OFFLINE),
    ],
)
def test_an_e_id_that_can_not_be_resolved_is_told_why(
    terminal: Terminal, answer: object, known: Standing
) -> None:
    terminal.says["e-id"] = answer
    assert known == told(terminal, E_ID)


def test_an_e_id_asks_for_the_phones_code_whatever_the_matter(terminal: Terminal) -> None:
    session = visit("hotline-12345")
    assert session.identity is not None
    assert Assurance.CARD is CATALOGUE.by_slug("hotline-12345").assurance
    unseen = msgspec.structs.replace(session.identity, kind=CardKind.E_ID)
    assert isinstance(assure(terminal.ports, session), AssuranceReached)
    assert isinstance(assure(terminal.ports, msgspec.structs.replace(session, identity=unseen)), CodeAnswer)
