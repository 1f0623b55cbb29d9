"""A running platform, a terminal that speaks docs/wire.md to it by hand, and residents made for a test."""

import datetime as dt
import http.client
import itertools
import json
import secrets
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from central.residents import Resident, identity_of, load_residents
from kiosk.catalogue.loader import Catalogue, load
from kiosk.domain.answers import Answer, Answers
from kiosk.domain.commitment import Commitment, Stroke, bound, text_hash
from kiosk.domain.identity import Identity, check_digit
from kiosk.domain.ids import ItemId, KeyId, MatterCode, ReceiptNumber, TerminalId, VisitId
from kiosk.domain.materials import promised, provide_all
from kiosk.domain.matter import Matter
from kiosk.domain.record import Record, Records
from kiosk.domain.submission import ItemState, SubmissionBody
from kiosk.domain.text import Locale
from kiosk.wire.envelope import (
    BATCH_TYPE,
    FIRST_PREVIOUS,
    Header,
    ItemKind,
    chain_hash,
    decode_item,
    encode_batch,
    encode_item,
    seal_hash,
)
from kiosk.wire.http import Answer as HttpAnswer
from kiosk.wire.http import Request, sign_request, verify_answer
from kiosk.wire.messages import (
    CodeAnswer,
    CodeCheck,
    CodeRequest,
    CodeVerdict,
    EnrolmentAnswer,
    EnrolmentRequest,
    ErrorBody,
    ItemsAnswer,
    KeyUse,
    LookupAnswer,
    LookupRequest,
    RecordsAnswer,
    RecordsRequest,
)
from kiosk.wire.own_key import OwnKey
from kiosk.wire.sealer import Sealer, key_to_seal_to
from kiosk.wire.token import ReceiptClaim, encode_claim

T = TypeVar("T")
serials = itertools.count(1)


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Reply(msgspec.Struct, frozen=True):
    """What came back, and whether the centre signed it for this very request."""

    status: int
    headers: dict[str, str]
    body: bytes
    signed: bool

    def error(self) -> ErrorBody:
        return msgspec.json.decode(self.body, type=ErrorBody)


class Platform:
    """The real server in a process of its own."""

    def __init__(self, data: Path, *options: str) -> None:
        self.data = data
        command = [sys.executable, "-m", "central", "--port", "0", "--data", str(data), *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            self.end()
            pytest.fail("the platform did not start")
        self.port = int(json.loads(line)["port"])
        self.catalogue: Catalogue = load()

    def end(self) -> int:
        self.process.terminate()
        self.process.communicate(timeout=20)
        return self.process.returncode

    def send(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            fields = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, fields, answer.read(), signed=False)
        finally:
            connection.close()

    def bench(self, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401 whatever JSON came
        data = b"" if body is None else msgspec.json.encode(body)
        reply = self.send(method, f"/bench{path}", data, {"content-type": "application/json"})
        return msgspec.json.decode(reply.body) if reply.body else reply.status

    def matter(self, slug: str) -> Matter:
        return self.catalogue.by_slug(slug)

    def add(self, like: str, records: tuple[tuple[str, dict[str, Any]], ...]) -> Resident:
        """Add somebody new with these records and a face like another's."""
        model = {resident.slug: resident for resident in load_residents(today=now().date())}[like]
        serial = next(serials)
        resident = msgspec.structs.replace(
            model,
            slug=f"new-{serial}",
            card=msgspec.structs.replace(model.card, number=new_number(model.card.number, serial)),
            phone=f"190{serial:08d}",
            records=tuple(
                Record(type=type_, id=f"new-{serial}-{place}", source="测试库", values=values)
                for place, (type_, values) in enumerate(records)
            ),
        )
        assert "slug" in self.bench("POST", "/residents", resident)
        return resident

    def enrol(self) -> "Terminal":
        code = self.bench("POST", "/enrolment-code")
        return Terminal(self, code["code"])


def new_number(like: str, serial: int) -> str:
    """Return a number with the same birth date and another sequence in an area that does not exist."""
    first17 = f"9{serial // 1000:05d}{like[6:14]}{serial % 1000:03d}"
    return first17 + check_digit(first17)


class Terminal:
    """A terminal as far as the wire goes: a key, a chain, and signed questions."""

    def __init__(self, platform: Platform, code: str) -> None:
        self.platform = platform
        self.key = Ed25519PrivateKey.generate()
        self.sealer = Sealer(lambda: OwnKey(self.key))
        self.id, self.centre_keys = "enrolling", dict[str, Ed25519PublicKey]()
        request = EnrolmentRequest(
            code=code, public=self.key.public_key().public_bytes_raw(), site="社区服务站"
        )
        self.enrolment = self.say("/v1/enrolment", request, EnrolmentAnswer)
        self.id = self.enrolment.terminal
        self.centre_keys = {
            key.id: Ed25519PublicKey.from_public_bytes(key.public)
            for key in self.enrolment.keys
            if key.use is KeyUse.SIGN
        }
        self.seq, self.previous = 0, FIRST_PREVIOUS
        self.visit = VisitId("")

    def ask(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        *,
        created: dt.datetime | None = None,
        nonce: str | None = None,
        key: Ed25519PrivateKey | None = None,
        media: str = "application/json",
    ) -> Reply:
        request = Request(
            method, f"http://127.0.0.1:{self.platform.port}{path}", {"content-type": media}, body
        )
        sign_request(
            request,
            key=key or self.key,
            key_id=self.id,
            nonce=nonce or secrets.token_urlsafe(12),
            created=created or now(),
        )
        reply = self.platform.send(method, path, body, dict(request.headers))
        if self.centre_keys and "signature" in reply.headers:
            verify_answer(HttpAnswer(reply.status, reply.headers, reply.body, request), self.centre_keys)
            return msgspec.structs.replace(reply, signed=True)
        return reply

    def say(self, path: str, body: object, type_: type[T]) -> T:
        reply = self.ask("POST", path, msgspec.json.encode(body))
        assert 200 == reply.status, reply.body
        return msgspec.json.decode(reply.body, type=type_)

    def get(self, path: str, type_: type[T]) -> T:
        reply = self.ask("GET", path)
        assert 200 == reply.status, reply.body
        return msgspec.json.decode(reply.body, type=type_)

    def come(self) -> None:
        """Begin a visit."""
        self.visit = VisitId(str(uuid.uuid4()))

    def records(self, slug: str, person: Identity) -> RecordsAnswer:
        request = RecordsRequest(
            visit=self.visit,
            matter=MatterCode(self.platform.matter(slug).code),
            catalogue=self.platform.catalogue.version,
            person=person,
            consent="1",
        )
        return self.say("/v1/records", request, RecordsAnswer)

    def lookup_request(
        self, slug: str, lookup: str, person: Identity, reference: str | None
    ) -> LookupRequest:
        return LookupRequest(
            visit=self.visit,
            matter=MatterCode(self.platform.matter(slug).code),
            catalogue=self.platform.catalogue.version,
            lookup=lookup,
            person=person,
            assurance_reference=reference,
        )

    def look_up(self, slug: str, lookup: str, person: Identity, reference: str | None = None) -> Reply:
        request = self.lookup_request(slug, lookup, person, reference)
        return self.ask("POST", "/v1/lookups", msgspec.json.encode(request))

    def rows(
        self, slug: str, lookup: str, person: Identity, reference: str | None = None
    ) -> tuple[Record, ...]:
        reply = self.look_up(slug, lookup, person, reference)
        assert 200 == reply.status, reply.body
        return msgspec.json.decode(reply.body, type=LookupAnswer).rows

    def assure(self, person: Identity) -> str:
        """Have a code sent, read it on the phone, and type it."""
        sent = self.say("/v1/codes", CodeRequest(visit=self.visit, person=person), CodeAnswer)
        code = self.platform.bench("GET", "/codes")[0]["code"]
        verdict = self.say("/v1/codes/check", CodeCheck(reference=sent.reference, code=code), CodeVerdict)
        assert verdict.right
        return sent.reference

    def header(self, **changes: object) -> Header:
        self.seq += 1
        header = Header(
            id=ItemId(str(uuid.uuid4())),
            kind=ItemKind.SUBMISSION,
            terminal=TerminalId(self.id),
            epoch=1,
            seq=self.seq,
            number=ReceiptNumber(f"S26{self.seq:07d}{secrets.token_hex(2).upper()}"),
            matter=MatterCode(""),
            catalogue=self.platform.catalogue.version,
            created_at=now(),
            key=KeyId(key_to_seal_to(self.enrolment.keys, now()).id),
            previous=self.previous,
        )
        return msgspec.structs.replace(header, **changes)

    def seal(self, header: Header, body: object) -> bytes:
        item = self.sealer.seal(
            header, msgspec.msgpack.encode(body), key_to_seal_to(self.enrolment.keys, now())
        )
        self.previous = chain_hash(item)
        return encode_item(item)

    def body(
        self, slug: str, resident: Resident, answers: dict[str, str], **changes: object
    ) -> SubmissionBody:
        matter = self.platform.matter(slug)
        provisions = provide_all(matter, Records(True, resident.records))  # noqa: FBT003 a record's field
        body = SubmissionBody(
            visit=self.visit,
            matter=MatterCode(matter.code),
            matter_version=matter.version,
            catalogue=self.platform.catalogue.version,
            applicant=identity_of(resident.card),
            assurance=matter.assurance,
            consent_version="1",
            consented_at=now(),
            answers=self.answers(answers),
            materials=provisions,
            commitment=self.sign(matter, promised(provisions)),
            records_reached=True,
            confirmed_at=now(),
        )
        return msgspec.structs.replace(body, **changes)

    def answers(self, given: dict[str, str]) -> Answers:
        return tuple(Answer(field, value) for field, value in given.items())

    def sign(self, matter: Matter, materials: tuple[str, ...]) -> Commitment | None:
        if matter.promise is None or not materials:
            return None
        given = Commitment(
            version=matter.promise.version,
            text_sha256=text_hash(matter.promise, Locale.ZH),
            materials=materials,
            strokes=(Stroke(((1, 1, 0), (50, 50, 90))),),
            signed_at=now(),
            locale=Locale.ZH,
        )
        return bound(given)

    def submission(self, slug: str, resident: Resident, answers: dict[str, str], **changes: object) -> bytes:
        body = self.body(slug, resident, answers, **changes)
        return self.seal(self.header(matter=body.matter), body)

    def hand_over(self, *items: bytes) -> ItemsAnswer:
        reply = self.ask("POST", "/v1/items", encode_batch(items), media=BATCH_TYPE)
        assert 200 == reply.status, reply.body
        assert reply.signed
        return msgspec.json.decode(reply.body, type=ItemsAnswer)

    def token(self, data: bytes) -> str:
        item = decode_item(data)
        header = msgspec.msgpack.decode(item.header, type=Header)
        claim = ReceiptClaim(
            terminal=header.terminal,
            epoch=header.epoch,
            seq=header.seq,
            item=header.id,
            number=header.number,
            matter=header.matter,
            at=header.created_at,
            state=ItemState.PENDING,
            seal_sha256=seal_hash(item),
        )
        return self.sealer.token(encode_claim(claim))


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    running = Platform(tmp_path_factory.mktemp("central"), "--bench")
    yield running
    running.end()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Platform]]:
    """Start platforms over one folder; each is ended after the test."""
    running: list[Platform] = []

    def begin(*options: str) -> Platform:
        running.append(Platform(tmp_path / "central", "--bench", *options))
        return running[-1]

    yield begin
    for platform in running:
        platform.end()


@pytest.fixture
def terminal(platform: Platform) -> Terminal:
    terminal = platform.enrol()
    terminal.come()
    return terminal


@pytest.fixture(scope="session")
def people() -> dict[str, Resident]:
    return {resident.slug: resident for resident in load_residents(today=now().date())}
