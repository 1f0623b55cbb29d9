"""Attachments at the centre: part by part, in any state of the line, judged whole, shown with the case."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import msgspec
import pytest
from PIL import Image

from kiosk.domain.materials import MaterialState, Photo, Provision, names_of
from kiosk.wire.attachment import CHUNK_TYPE, name_of
from kiosk.wire.bundle import Bundle
from kiosk.wire.envelope import MAX_ATTACHMENT_BYTES, AttachmentName, Header, decode_header, decode_item
from kiosk.wire.messages import AttachmentAnswer, ItemVerdict
from kiosk.wire.sealer import key_to_seal_to
from sim.desk import jpeg_of
from tests.integration.central.conftest import Reply, now
from tests.integration.cli_command import kiosk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from central.residents import Resident
    from kiosk.domain.submission import SubmissionBody
    from tests.integration.central.conftest import Platform, Terminal

ANSWERS = {
    "why": "retired",
    "city": "上海市",
    "address": "样例区示范路15号101室",
    "since": "2024-05-01",
    "phone": "19000000015",
}
SIZE = (1_150, 890)


def picture(seed: int = 1) -> bytes:
    """Return a JPEG that does not get smaller: noise."""
    noise = random.Random(seed).randbytes(SIZE[0] * SIZE[1] * 3)
    return jpeg_of(Image.frombytes("RGB", SIZE, noise), quality=60)


JPEG = picture()


class Filing:
    """A submission with a photograph, sealed, and what is brought before it."""

    def __init__(
        self, terminal: Terminal, resident: Resident, *, jpeg: bytes = JPEG, attach: bytes | None = None
    ) -> None:
        self.terminal = terminal
        photo = Photo(material="residence", jpeg=jpeg, width=SIZE[0], height=SIZE[1])
        given = Provision("residence", MaterialState.SCANNED, photo_sha256=photo.name.sha256)
        self.body: SubmissionBody = terminal.body(
            "remote-residence-filing",
            resident,
            ANSWERS,
            materials=(given,),
            attached=names_of((photo,)),
            commitment=None,
        )
        header = terminal.header(matter=self.body.matter)
        key = key_to_seal_to(terminal.enrolment.keys, now())
        self.sealed = terminal.sealer.attach(header.id, 0, attach or jpeg, key)
        self.name = name_of(self.sealed)
        self.header: Header = msgspec.structs.replace(header, attachments=(self.name,))
        self.data = terminal.seal(self.header, self.body)

    def path(self, name: AttachmentName | None = None, *, place: int = 0, offset: int | None = None) -> str:
        said = name or self.name
        query = f"sha256={said.sha256.hex()}&size={said.size}"
        query += "" if offset is None else f"&offset={offset}"
        return f"/v1/items/{self.header.id}/attachments/{place}?{query}"

    def put(self, offset: int, data: bytes, name: AttachmentName | None = None, *, place: int = 0) -> Reply:
        path = self.path(name, place=place, offset=offset)
        return self.terminal.ask("PUT", path, data, media=CHUNK_TYPE)

    def bring(self, start: int, end: int) -> int:
        reply = self.put(start, self.sealed[start:end])
        assert (200, True) == (reply.status, reply.signed), reply.body
        return msgspec.json.decode(reply.body, type=AttachmentAnswer).offset

    def here(self) -> int:
        return self.terminal.get(self.path(), AttachmentAnswer).offset

    def hand_in(self) -> ItemVerdict:
        return self.terminal.hand_over(self.data).verdicts[0]


@pytest.fixture
def filing(platform: Platform, terminal: Terminal, people: dict[str, Resident]) -> Filing:
    assert 204 == platform.send("POST", "/bench/reset").status
    return Filing(terminal, people["ma-hong"])


def codes(filing: Filing, platform: Platform) -> list[str]:
    line = next(line for line in platform.bench("GET", "/items") if line["id"] == filing.header.id)
    return [reason["code"] for reason in line["reasons"]]


def test_photograph_comes_in_parts_and_is_shown_with_its_case(platform: Platform, filing: Filing) -> None:
    assert 400_000 < len(JPEG) <= 500_000
    assert 0 == filing.here()
    for start in range(0, len(filing.sealed), 100_000):
        assert min(start + 100_000, filing.name.size) == filing.bring(start, start + 100_000) == filing.here()
    verdict = filing.hand_in()
    assert (422, "material_photo", "desk") == (verdict.status, verdict.code, verdict.disposition)
    assert ["material_photo"] == codes(filing, platform)
    shown = platform.send("GET", f"/bench/attachments/{filing.header.id}/0")
    assert (200, "image/jpeg", JPEG) == (shown.status, shown.headers["content-type"], shown.body)
    assert 404 == platform.send("GET", f"/bench/attachments/{filing.header.id}/1").status


def test_item_is_not_here_before_its_attachments_are(filing: Filing) -> None:
    verdict = filing.hand_in()
    assert (424, "attachment_missing") == (verdict.status, verdict.code)
    filing.bring(0, filing.name.size - 1)
    assert f"{filing.name.size - 1} of {filing.name.size}" in filing.hand_in().message
    assert 404 == filing.terminal.ask("GET", f"/v1/items/{filing.header.id}").status
    filing.bring(filing.name.size - 1, filing.name.size)
    assert (422, "material_photo") == (filing.hand_in().status, filing.hand_in().code)


def test_duplicate_and_overlapping_parts_change_nothing(platform: Platform, filing: Filing) -> None:
    assert 1000 == filing.bring(0, 1000)
    assert 1000 == filing.bring(0, 1000) == filing.bring(200, 700)
    assert 2000 == filing.bring(500, 2000)
    assert filing.name.size == filing.bring(2000, filing.name.size)
    assert filing.name.size == filing.bring(0, 1000)
    filing.hand_in()
    assert JPEG == platform.send("GET", f"/bench/attachments/{filing.header.id}/0").body


def test_part_that_leaves_a_gap_is_not_kept(filing: Filing) -> None:
    filing.bring(0, 1000)
    assert 1000 == filing.bring(1001, 5000) == filing.here()
    assert 1500 == filing.bring(1000, 1500)


def test_part_beyond_the_size_named_is_refused(filing: Filing) -> None:
    for offset, data in ((filing.name.size - 3, b"1234"), (-1, b"1"), (filing.name.size + 1, b"")):
        reply = filing.put(offset, data)
        assert (400, "attachment_part") == (reply.status, reply.error().code)
    assert 0 == filing.here()


def test_whole_that_is_not_what_it_is_named_is_thrown_away(filing: Filing) -> None:
    filing.bring(0, 5_000)
    rest = bytearray(filing.sealed[5_000:])
    rest[7] ^= 1
    reply = filing.put(5_000, bytes(rest))
    assert 0 == msgspec.json.decode(reply.body, type=AttachmentAnswer).offset == filing.here()
    assert (424, "attachment_missing") == (filing.hand_in().status, filing.hand_in().code)
    assert filing.name.size == filing.bring(0, filing.name.size)


def test_other_hash_for_the_same_place_never_mixes_and_is_refused_once_the_item_is_here(
    platform: Platform, filing: Filing
) -> None:
    other = b"something else" * 1000
    before = filing.put(0, other, name_of(other))
    assert 200 == before.status
    assert 0 == filing.here()
    filing.bring(0, filing.name.size)
    assert 422 == filing.hand_in().status
    assert JPEG == platform.send("GET", f"/bench/attachments/{filing.header.id}/0").body
    for reply in (filing.put(0, other, name_of(other)), filing.put(0, filing.sealed, place=1)):
        assert (409, "attachment_other") == (reply.status, reply.error().code)


@pytest.mark.parametrize(
    ("query", "place", "status", "code"),
    [
        (f"sha256={'0' * 64}&size={MAX_ATTACHMENT_BYTES + 1}&offset=0", "0", 413, "attachment_too_large"),
        ("sha256=zz&size=9&offset=0", "0", 400, "attachment_name"),
        (f"sha256={'0' * 64}&size=0&offset=0", "0", 400, "attachment_name"),
        (f"sha256={'0' * 64}&size=9&offset=0", "8", 400, "attachment_name"),
        (f"sha256={'0' * 64}&size=nine&offset=0", "0", 400, "body"),
        (f"sha256={'0' * 64}&size=9", "0", 400, "body"),
        (f"sha256={'0' * 64}&size=9&offset=0", "x", 404, "not_found"),
    ],
)
def test_names_that_can_not_be_are_refused(
    filing: Filing, query: str, place: str, status: int, code: str
) -> None:
    path = f"/v1/items/{filing.header.id}/attachments/{place}?{query}"
    reply = filing.terminal.ask("PUT", path, b"123456789", media=CHUNK_TYPE)
    assert (status, code, True) == (reply.status, reply.error().code, reply.signed)


def test_unsigned_part_is_not_taken(platform: Platform, filing: Filing) -> None:
    reply = platform.send("PUT", filing.path(offset=0), filing.sealed, {"content-type": CHUNK_TYPE})
    assert 401 == reply.status
    assert 0 == filing.here()


def test_restart_of_the_centre_loses_no_part(
    start: Callable[..., Platform], people: dict[str, Resident]
) -> None:
    platform = start()
    terminal = platform.enrol()
    terminal.come()
    filing = Filing(terminal, people["ma-hong"])
    filing.bring(0, 70_001)
    platform.end()
    terminal.platform = start()
    assert 70_001 == filing.here()
    filing.bring(70_001, filing.name.size)
    assert "material_photo" == filing.hand_in().code


@pytest.mark.parametrize(
    ("jpeg", "attach", "code"),
    [
        (JPEG, picture(2), "material_missing"),
        (b"GIF89a no photograph", None, "photo_broken"),
        (JPEG[:-2], None, "photo_broken"),
        (jpeg_of(Image.new("RGB", (10, 10))), None, "photo_broken"),
    ],
    ids=["another", "no-jpeg", "cut-short", "other-size"],
)
def test_what_is_no_photograph_of_this_submission_goes_to_a_clerk_and_says_so(
    platform: Platform,
    terminal: Terminal,
    people: dict[str, Resident],
    jpeg: bytes,
    attach: bytes | None,
    code: str,
) -> None:
    assert 204 == platform.send("POST", "/bench/reset").status
    filing = Filing(terminal, people["ma-hong"], jpeg=jpeg, attach=attach)
    filing.bring(0, filing.name.size)
    assert 422 == filing.hand_in().status
    assert code in codes(filing, platform)


def test_photograph_that_the_matter_does_not_ask_for_goes_to_a_clerk(
    platform: Platform, terminal: Terminal, people: dict[str, Resident]
) -> None:
    filing = Filing(terminal, people["ma-hong"])
    stray = tuple(msgspec.structs.replace(name, material="permit") for name in filing.body.attached)
    filing.data = terminal.seal(filing.header, msgspec.structs.replace(filing.body, attached=stray))
    filing.bring(0, filing.name.size)
    assert 422 == filing.hand_in().status
    assert {"photo_unasked", "material_missing"} <= set(codes(filing, platform))


def test_attachment_sealed_for_another_place_is_not_kept(
    terminal: Terminal, people: dict[str, Resident]
) -> None:
    filing = Filing(terminal, people["ma-hong"])
    key = key_to_seal_to(terminal.enrolment.keys, now())
    filing.sealed = terminal.sealer.attach(filing.header.id, 1, JPEG, key)
    filing.name = name_of(filing.sealed)
    filing.data = terminal.seal(
        msgspec.structs.replace(filing.header, attachments=(filing.name,)), filing.body
    )
    filing.bring(0, filing.name.size)
    assert (400, "item_attachment") == (filing.hand_in().status, filing.hand_in().code)


def test_submission_that_lost_its_photograph_is_taken_in_for_a_clerk_when_asked_for(
    start: Callable[..., Platform], people: dict[str, Resident], tmp_path: Path
) -> None:
    platform = start()
    terminal = platform.enrol()
    terminal.come()
    filing = Filing(terminal, people["ma-hong"])
    content = Bundle(
        terminal=filing.header.terminal,
        epoch=1,
        head_seq=filing.header.seq,
        head_hash=terminal.previous,
        made_at=now(),
        items=(),
    )
    bundle = tmp_path / "out.bundle"
    with bundle.open("wb") as file:
        terminal.sealer.bundle(file, content, (filing.data,), 1)
    command = ("central", "--data", tmp_path / "central", "--take-in", bundle)
    strict, asked = kiosk(*command), kiosk(*command, "--incomplete")
    assert (1, 424, "attachment_missing") == (strict.code, strict.row["status"], strict.row["code"])
    assert (0, 422) == (asked.code, asked.row["status"])
    assert ["material_photo", "material_missing"] == codes(filing, platform)
    filing.bring(0, filing.name.size)
    assert JPEG == platform.send("GET", f"/bench/attachments/{filing.header.id}/0").body


def test_photograph_inside_a_submission_of_an_older_terminal_is_taken(
    platform: Platform, terminal: Terminal, people: dict[str, Resident]
) -> None:
    assert 204 == platform.send("POST", "/bench/reset").status
    small = jpeg_of(Image.new("RGB", (60, 80)))
    photo = Photo(material="residence", jpeg=small, width=60, height=80)
    given = Provision("residence", MaterialState.SCANNED, photo_sha256=photo.name.sha256)
    body = terminal.body(
        "remote-residence-filing",
        people["ma-hong"],
        ANSWERS,
        materials=(given,),
        photos=(photo,),
        commitment=None,
    )
    none = msgspec.structs.replace(body, photos=())
    verdicts = [
        terminal.hand_over(terminal.seal(terminal.header(matter=body.matter), one)).verdicts[0]
        for one in (body, none)
    ]
    assert ["material_photo", "material_missing"] == [verdict.code for verdict in verdicts]
    assert "residence: a clerk looks at the photograph" == verdicts[0].message


def test_header_without_attachments_is_as_it_was_before_there_were_any(terminal: Terminal) -> None:
    item = decode_item(terminal.seal(terminal.header(), {}))
    assert 13 == len(msgspec.msgpack.decode(item.header))
    assert () == decode_header(item.header).attachments
