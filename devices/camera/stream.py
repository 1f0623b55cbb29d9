"""A camera that streams JPEG pictures over HTTP on the local network (many IP and document cameras do)."""

import secrets
import select
import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

from devices.camera.authorisation import Login, authorisation
from devices.camera.jpeg import BrokenPictureError, size_of
from devices.camera.mjpeg import (
    BrokenStreamError,
    MjpegParser,
    PasswordAskedError,
    boundary_of,
    head_of,
    request_for,
)
from devices.config import CameraHttp
from kiosk.domain.camera import Frame, FrameOutcome, NoCamera, NoFrame
from kiosk.domain.device import Absent, DeviceInfo, Faulty, Health, Ready, Role

PROBE_S = 1.0
IDENTIFY_S = 3.0
STALE_S = 1.0
"""A stream that nobody looked at for so long is opened anew."""
READ_BYTES = 65_536
MOST_DRAINED_BYTES = 33_554_432
"""What may lie in the sockets' buffers when nobody looked for a while; a camera faster than us stops here."""


class _Line:
    """One open stream."""

    def __init__(self, url: str, timeout_s: float, authorisation: str | None) -> None:
        parts = urlsplit(url)
        self._socket = socket.create_connection((parts.hostname, parts.port or 80), timeout=timeout_s)
        self._parser: MjpegParser | None = None
        self._came = b""
        self.server: str | None = None
        self._question = request_for(parts.netloc, _path(url), authorisation)

    def newest(self, deadline: float) -> bytes | None:
        """Return the newest picture, waiting for one until `deadline`; what is older is let go."""
        if self._question:
            self._socket.sendall(self._question)
            self._question = b""
        latest, drained = None, 0
        while drained < MOST_DRAINED_BYTES:
            left = deadline - time.monotonic() if latest is None else 0
            if left < 0 or not select.select([self._socket], [], [], left)[0]:
                break
            data = self._socket.recv(READ_BYTES)
            if not data:
                raise BrokenStreamError("the camera ended the stream")
            drained += len(data)
            parts = self._parts(data)
            latest = parts[-1] if parts else latest
        return latest

    def close(self) -> None:
        self._socket.close()

    def _parts(self, data: bytes) -> list[bytes]:
        if self._parser is not None:
            return self._parser.feed(data)
        self._came += data
        head = head_of(self._came)
        if head is None:
            return []
        self._parser, self.server = MjpegParser(boundary_of(head.content_type)), head.server
        rest, self._came = self._came[head.length :], b""
        return self._parser.feed(rest)


class HttpCamera:
    """A camera behind an MJPEG stream; the stream is open only while pictures are asked for."""

    def __init__(self, config: CameraHttp, role: Role) -> None:
        self._url = config.url
        self._config = config
        self._role = role
        self._line: _Line | None = None
        self._asked = time.monotonic()

    def frame(self, *, timeout_s: float) -> FrameOutcome:
        """Return the newest picture; the stream is opened by the first call and after trouble."""
        now = time.monotonic()
        deadline, forgotten = now + timeout_s, now - self._asked > STALE_S
        self._asked = now
        if forgotten:
            self.release()  # what waits in the buffers was seen long ago
        try:
            jpeg = self._newest(deadline)
        except PasswordAskedError as asked:
            self.release()
            return self._proven(asked, deadline)
        except OSError as error:
            self.release()
            return NoCamera(f"{self._url}: {error}")
        except BrokenStreamError as error:
            self.release()
            return NoFrame(f"{self._url}: {error!s}")
        return _judged(jpeg, timeout_s)

    def _newest(self, deadline: float, authorisation: str | None = None) -> bytes | None:
        if self._line is None:
            self._line = _Line(self._url, max(deadline - time.monotonic(), 0.1), authorisation)
        return self._line.newest(deadline)

    def _proven(self, asked: PasswordAskedError, deadline: float) -> FrameOutcome:
        """Ask once more with the password, where there is one."""
        try:
            login = _login(self._config)
            answer = authorisation(
                asked.challenges, login, path=_path(self._url), nonce=secrets.token_urlsafe(16)
            )
            if not login.user or answer is None:
                return NoFrame(f"{self._url}: {asked}")
            return _judged(self._newest(deadline, answer), max(deadline - time.monotonic(), 0.0))
        except PasswordAskedError:
            self.release()
            return NoFrame(f"{self._url}: the camera refuses this user or password")
        except (OSError, BrokenStreamError) as error:
            self.release()
            return NoFrame(f"{self._url}: {error}")

    def release(self) -> None:
        """Close the stream: the camera's light goes out."""
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def identify(self) -> DeviceInfo:
        was_open = self._line is not None
        outcome = self.frame(timeout_s=IDENTIFY_S)
        server = self._line.server if self._line is not None else None
        if not was_open:
            self.release()
        return DeviceInfo(
            device=self._role,
            driver="camera-http",
            address=self._url,
            found=isinstance(outcome, Frame),
            message=pictures(outcome),
            model=server,
        )

    def health(self) -> Health:
        """Knock at its port; a stream that is open is asked for its next picture."""
        if self._line is not None:
            outcome = self.frame(timeout_s=PROBE_S)
            return Ready() if isinstance(outcome, Frame) else Faulty("no_picture", pictures(outcome))
        parts = urlsplit(self._url)
        try:
            with socket.create_connection((parts.hostname, parts.port or 80), timeout=PROBE_S):
                return Ready()
        except OSError as error:
            return Absent(f"{self._url}: {error}")

    def close(self) -> None:
        self.release()


def _path(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _login(config: CameraHttp) -> Login:
    """Return who may look; the password is read anew each time, so that a changed one needs no restart."""
    if not config.password_file:
        return Login(config.user, "")
    return Login(config.user, Path(config.password_file).read_text(encoding="utf-8").strip())


def _judged(jpeg: bytes | None, timeout_s: float) -> FrameOutcome:
    if jpeg is None:
        return NoFrame(f"no picture came within {timeout_s:g} s")
    try:
        width, height = size_of(jpeg)
    except BrokenPictureError as error:
        return NoFrame(f"the picture is broken: {error}")
    return Frame(jpeg, width, height)


def pictures(outcome: FrameOutcome) -> str:
    """Say for a technician what a camera gave."""
    return f"{outcome.width} x {outcome.height} pixels" if isinstance(outcome, Frame) else outcome.message
