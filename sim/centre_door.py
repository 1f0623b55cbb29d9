"""The platform's side door for the bench, spoken to over plain HTTP on loopback."""

import http.client
import json
from typing import Any
from urllib.parse import urlsplit

TIMEOUT_SECONDS = 10.0


class DoorError(Exception):
    """The platform did not do it; the sentence says why."""


class CentreDoor:
    """GET and POST below /bench of one platform."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.host = parts.hostname or "127.0.0.1"
        self.port = parts.port or 80

    def get(self, path: str) -> Any:  # noqa: ANN401, whatever JSON the platform gives
        """Ask for JSON; DoorError when it is not given."""
        return self._ask("GET", path, None)

    def post(self, path: str, value: dict[str, object]) -> Any:  # noqa: ANN401
        """Send JSON and return the answer's; DoorError when it was refused."""
        return self._ask("POST", path, json.dumps(value).encode())

    def _ask(self, method: str, path: str, body: bytes | None) -> Any:  # noqa: ANN401
        line = http.client.HTTPConnection(self.host, self.port, timeout=TIMEOUT_SECONDS)
        try:
            line.request(method, f"/bench{path}", body, {"Content-Type": "application/json"})
            with line.getresponse() as answer:
                return _read(answer.status, answer.read(), f"/bench{path}")
        except (OSError, http.client.HTTPException) as error:
            raise DoorError(f"the platform at {self.host}:{self.port} does not answer: {error}") from error
        finally:
            line.close()


def _read(status: int, body: bytes, path: str) -> Any:  # noqa: ANN401
    try:
        value = json.loads(body) if body else None
    except ValueError as error:
        raise DoorError(f"the platform answers {path} with {status} and no JSON") from error
    if status >= http.client.BAD_REQUEST:
        message = value.get("message") or value.get("detail") if isinstance(value, dict) else None
        raise DoorError(f"the platform refuses {path} with {status}: {message or body[:200]!r}")
    return value
