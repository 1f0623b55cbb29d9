"""The platform as a process: one socket, one line when it is ready, a quick end."""

import gc
import json
import signal
import socket
import sys
from types import FrameType

import uvicorn

from central.app import create_app
from central.centre import open_centre
from central.settings import Settings, checked
from kiosk.errors import ConfigurationError

BACKLOG = 128
END_WITHIN_S = 3
GARBAGE = 10_000
"""So many objects more than went may be made before rings of them are looked for; Python's own 700 made that
a tenth of the platform's work, for a batch of items makes thousands and hardly a ring."""


def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; prints {"ready": true, "port": …} once requests are answered."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)
    listener = listen(checked(settings))
    port = listener.getsockname()[1]
    centre = open_centre(settings)
    if not centre.base_url:
        centre.base_url = f"{'https' if settings.secure else 'http'}://{_written(settings.host)}:{port}"
    config = uvicorn.Config(
        create_app(centre),
        ssl_certfile=settings.certificate,
        ssl_keyfile=settings.key,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=END_WITHIN_S,
    )
    _Server(config, settings, port).run(sockets=[listener])


def _end(_number: int, _frame: FrameType | None) -> None:
    """End well: being told to is no failure. While it serves, uvicorn finishes its answers first."""
    raise SystemExit(0)


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, settings: Settings, port: int) -> None:
        super().__init__(config)
        self.settings = settings
        self.port = port

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.settings.port_file is not None:
            draft = self.settings.port_file.with_suffix(".new")
            draft.write_text(f"{self.port}\n")
            draft.replace(self.settings.port_file)
        spare_what_is_loaded()
        sys.stdout.write(json.dumps({"ready": True, "port": self.port}) + "\n")
        sys.stdout.flush()


def listen(settings: Settings) -> socket.socket:
    """Take the port; ConfigurationError says when another has it.

    The socket names its protocol: asyncio sets TCP_NODELAY on no other, and then an answer's body waits some
    40 ms for the terminal's word that its headers came.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        message = f"{settings.host} port {settings.port} can't be used: {error.strerror}; give another --port"
        raise ConfigurationError("central_port", message) from error
    return listener


def spare_what_is_loaded() -> None:
    """Have garbage looked for less often, and never in what a process that is ready has loaded."""
    gc.freeze()
    gc.set_threshold(GARBAGE)


def _written(host: str) -> str:
    return f"[{host}]" if ":" in host else host
