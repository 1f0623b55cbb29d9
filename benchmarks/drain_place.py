"""An enrolled terminal with a full queue and the centre that knows it, in a folder to copy for each run."""

import json
import random
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from benchmarks.queue_place import CLOCK
from central.keys import KeyRing
from central.residents import identity_of, load_residents
from kiosk.catalogue.loader import load as load_catalogue
from kiosk.domain.answers import Answer
from kiosk.domain.ids import CatalogueVersion, MatterCode, VisitId
from kiosk.domain.materials import provide_all
from kiosk.domain.matter import Matter
from kiosk.domain.record import Records
from kiosk.domain.submission import SubmissionBody
from kiosk.gateway import credentials, key_file
from kiosk.gateway.enrolment import Invitation, enrol, fingerprint
from kiosk.ports import ItemDraft
from kiosk.steps.ports import new_item_id
from kiosk.wire.envelope import ItemKind
from kiosk.wire.messages import KeyUse, NumberBlock
from kiosk.wire.sealer import Sealer
from offline_queue import settings
from offline_queue.ballast import Ballast
from offline_queue.database import Database
from offline_queue.numbers import LARGEST_BLOCK, add_block
from offline_queue.outbox import SqliteOutbox

ROOT = Path(__file__).resolve().parents[1]
MATTER = "hotline-12345"
RESIDENT = "wang-xiaoming"
CHARACTERS = 300
"""As many as the matter's request may have: some 1.6 KB sealed."""


@contextmanager
def served(*command: str) -> Iterator[int]:
    """Run a server that says its port in its first line; end it afterwards."""
    process = subprocess.Popen((sys.executable, "-m", *command), cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield int(json.loads(process.stdout.readline())["port"])
    finally:
        process.terminate()
        process.communicate()


@contextmanager
def centre(data: Path) -> Iterator[int]:
    """Serve the reference platform."""
    with served("central", "--port", "0", "--data", str(data), "--bench") as port:
        yield port


def configuration(folder: Path, port: int) -> Path:
    """Write the terminal's configuration for a server on this port."""
    path = folder / "terminal.toml"
    path.write_text(
        f'[platform]\nurl = "http://127.0.0.1:{port}"\ncredentials = "{folder / "credentials"}"\n'
        f'[queue]\npath = "{folder / "queue.db"}"\n'
    )
    return path


def enrolled(folder: Path) -> None:
    """Make a centre's data and a terminal's credentials below a folder."""
    data, kept = folder / "central", folder / "credentials"
    with centre(data) as port:
        keys = KeyRing(data / "platform-keys.json", now=CLOCK.now()).keys().published()
        sign = next(key for key in keys if key.use is KeyUse.SIGN)
        asked = urllib.request.Request(f"http://127.0.0.1:{port}/bench/enrolment-code", method="POST")
        with urllib.request.urlopen(asked) as answer:  # noqa: S310 as above
            code = json.load(answer)["code"]
        invitation = Invitation(
            base_url=f"http://127.0.0.1:{port}", code=code, fingerprint=fingerprint(sign), site="bench"
        )
        credentials.save_enrolment(kept, enrol(invitation, key_file.own_key(kept), CLOCK))


def fill(folder: Path, kind: ItemKind, items: int) -> None:
    """Put so many items of a kind into a new queue of the enrolled terminal."""
    known, path = credentials.load(folder / "credentials"), folder / "queue.db"
    database = Database(path)
    Ballast(path).lay()
    with database.writing() as connection:
        settings.adopt(connection, known.enrolment)
        add_block(connection, NumberBlock(prefix="BENCH", first=1, last=LARGEST_BLOCK))
    outbox, made = SqliteOutbox(database, Sealer(known.own), CLOCK), draft_of(kind)
    for _ in range(items):
        outbox.put(msgspec.structs.replace(made, id=new_item_id(CLOCK)))
    database.checkpoint()
    database.close()


def draft_of(kind: ItemKind) -> ItemDraft:
    """Return what a visit hands over of a kind."""
    catalogue = load_catalogue()
    matter = catalogue.by_slug(MATTER)
    body = _body(matter, catalogue.version)
    return ItemDraft(
        id=new_item_id(CLOCK),
        kind=kind,
        matter=MatterCode(matter.code),
        catalogue=catalogue.version,
        body=msgspec.msgpack.encode(body),
    )


def _body(matter: Matter, version: CatalogueVersion) -> SubmissionBody:
    """Return what the centre finds nothing wrong with, a request that does not compress in it."""
    now = CLOCK.now()
    known = {person.slug: person for person in load_residents(today=now.date())}[RESIDENT]
    request = "".join(random.choices([chr(code) for code in range(0x4E00, 0x9FA5)], k=CHARACTERS))
    answers = {"category": "roads", "place": "样例街道示范路口", "request": request, "phone": "19000000001"}
    return SubmissionBody(
        visit=VisitId("bench"),
        matter=MatterCode(matter.code),
        matter_version=matter.version,
        catalogue=version,
        applicant=identity_of(known.card),
        assurance=matter.assurance,
        consent_version="1",
        consented_at=now,
        answers=tuple(Answer(field, value) for field, value in answers.items()),
        materials=provide_all(matter, Records(reached=True, entries=known.records)),
        records_reached=True,
        confirmed_at=now,
    )
