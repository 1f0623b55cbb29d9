"""A bare endpoint: the platform's server, store, keys and rows, with nothing looked at but what names a row.

It checks no signature, opens nothing and asks nothing; a batch is one INSERT of many rows and one commit. Its
answers are signed, for the client believes no others, and they let it do all that it does with the platform:
a digest that it can't read would spare it the hashing of its whole queue.
"""

import sys
from pathlib import Path

import msgspec
import uvicorn
from litestar.enums import ScopeType
from litestar.types import Receive, Scope, Send
from sqlalchemy import insert

from central.centre import wall_clock
from central.held import ITEMS
from central.keys import KeyRing
from central.server import listen, spare_what_is_loaded
from central.settings import Settings
from central.store import Store
from kiosk.domain.ids import ItemId
from kiosk.wire.envelope import chain_hash, decode_batch, decode_header, decode_item, seal_hash
from kiosk.wire.http import Answer, Request, sign_answer
from kiosk.wire.messages import (
    DigestAnswer,
    ErrorBody,
    HeartbeatAnswer,
    ItemsAnswer,
    ItemVerdict,
    UseAnswer,
)

ANSWERS: dict[str, HeartbeatAnswer | DigestAnswer | UseAnswer] = {
    "/v1/heartbeat": HeartbeatAnswer(time=wall_clock(), keys=()),
    "/v1/digests": DigestAnswer(time=wall_clock()),
    "/v1/use": UseAnswer(since=wall_clock().date()),
}
"""Nothing new, nothing differs, and nothing was counted."""


class Bare:
    """The application."""

    def __init__(self, data: Path) -> None:
        self.store = Store(Settings(data=data).database_url)
        self.keys = KeyRing(data / "platform-keys.json", now=wall_clock()).keys()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            return
        body = await _body(receive)
        answer = self._answer(scope["path"], body)
        status = 404 if isinstance(answer, ErrorBody) else 200
        out = msgspec.json.encode(answer)
        asked = {name.decode(): value.decode() for name, value in scope["headers"]}
        request = Request(scope["method"], f"http://bare{scope['path']}", asked, body)
        headers = {"content-type": "application/json", "content-length": str(len(out))}
        sign_answer(
            Answer(status, headers, out, request),
            key=self.keys.sign,
            key_id=self.keys.sign_id,
            created=wall_clock(),
        )
        raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": status, "headers": raw})
        await send({"type": "http.response.body", "body": out, "more_body": False})

    def _answer(
        self, path: str, body: bytes
    ) -> ItemsAnswer | HeartbeatAnswer | DigestAnswer | UseAnswer | ErrorBody:
        if path == "/v1/items":
            return self._keep(body)
        not_here = ErrorBody(code="not_here", message=f"{path} is not answered here", time=wall_clock())
        return ANSWERS.get(path, not_here)

    def _keep(self, body: bytes) -> ItemsAnswer:
        rows = [_row(data) for data in decode_batch(body)]
        with self.store.writing() as session:
            session.execute(insert(ITEMS), rows)
        verdicts = tuple(ItemVerdict(id=ItemId(str(row["id"])), status=200) for row in rows)
        return ItemsAnswer(verdicts=verdicts, settled_seq=0, time=wall_clock())


def _row(data: bytes) -> dict[str, object]:
    item = decode_item(data)
    header = decode_header(item.header)
    return {
        "id": header.id,
        "terminal": header.terminal,
        "epoch": header.epoch,
        "seq": header.seq,
        "kind": header.kind.value,
        "number": header.number,
        "matter": header.matter,
        "catalogue": header.catalogue,
        "about": header.about,
        "tombstone": False,
        "data": data,
        "previous": header.previous,
        "seal_sha256": seal_hash(item),
        "chain_sha256": chain_hash(item),
        "status": 200,
        "code": "",
        "message": "",
        "received_at": wall_clock(),
    }


async def _body(receive: Receive) -> bytes:
    body = b""
    while (message := await receive())["type"] == "http.request":
        body += message["body"]
        if not message["more_body"]:
            break
    return body


def main(data: Path) -> None:
    """Serve on a free port until terminated; the port is the only line said."""
    bare, listener = Bare(data), listen(Settings(data=data, port=0))
    spare_what_is_loaded()
    sys.stdout.write(f'{{"port": {listener.getsockname()[1]}}}\n')
    sys.stdout.flush()
    config = uvicorn.Config(bare, log_config=None, access_log=False, server_header=False, lifespan="off")
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
