"""The answer to a camera that asks for a password: Digest (RFC 7616) or Basic (RFC 7617); pure."""

import base64
import hashlib
import re
from collections.abc import Callable

import msgspec

_PART = re.compile(r'([a-zA-Z]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))')
_HASHES: dict[str, Callable[[bytes], "hashlib._Hash"]] = {
    "md5": lambda data: hashlib.md5(data, usedforsecurity=False),  # what most cameras still ask for
    "sha-256": hashlib.sha256,
}
COUNT = "00000001"
"""Each challenge is answered once."""


class Login(msgspec.Struct, frozen=True):
    """Who may look; its repr shows no password."""

    user: str
    password: str

    def __repr__(self) -> str:
        return f"Login({self.user!r}, …)"


def authorisation(challenges: tuple[str, ...], login: Login, *, path: str, nonce: str) -> str | None:
    """Return the Authorization field for a GET of `path`; None when no challenge can be answered.

    `nonce` is ours, fresh for each question. Digest goes before Basic, which sends the password readable.
    """
    for challenge in challenges:
        scheme, _, rest = challenge.strip().partition(" ")
        parts = {name.lower(): quoted or plain for name, quoted, plain in _PART.findall(rest)}
        if scheme.lower() == "digest" and (answer := _digest(parts, login, path, nonce)) is not None:
            return answer
    if any(challenge.strip().lower().startswith("basic") for challenge in challenges):
        return "Basic " + base64.b64encode(f"{login.user}:{login.password}".encode()).decode()
    return None


def _digest(parts: dict[str, str], login: Login, path: str, nonce: str) -> str | None:
    algorithm = parts.get("algorithm", "MD5")
    hashed = _HASHES.get(algorithm.lower())
    wanted = [word.strip() for word in parts["qop"].split(",")] if "qop" in parts else []
    if hashed is None or "nonce" not in parts or (wanted and "auth" not in wanted):
        return None

    def digest(text: str) -> str:
        return hashed(text.encode()).hexdigest()

    who, what = f"{login.user}:{parts.get('realm', '')}:{login.password}", f"GET:{path}"
    between = f"{parts['nonce']}:{COUNT}:{nonce}:auth" if wanted else parts["nonce"]
    fields = {
        "username": login.user,
        "realm": parts.get("realm", ""),
        "nonce": parts["nonce"],
        "uri": path,
        "response": digest(f"{digest(who)}:{between}:{digest(what)}"),
        **({"opaque": parts["opaque"]} if "opaque" in parts else {}),
        **({"cnonce": nonce} if wanted else {}),
    }
    quoted = ", ".join(f'{name}="{value}"' for name, value in fields.items())
    return f"Digest {quoted}, algorithm={algorithm}" + (f", qop=auth, nc={COUNT}" if wanted else "")
