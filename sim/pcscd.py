"""A PC/SC service of our own with a virtual reader, beside whatever the machine runs, gone without a trace.

pcscd has its socket's path built in, so it runs in a mount namespace of its own in which /run is our folder.
Programs find it by the environment variable PCSCLITE_CSOCK_NAME, which has to be set before their first call:
the library reads it once. vpcd listens on every address of the machine, on the chosen port and the next one.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from itertools import chain
from pathlib import Path
from typing import Self

SOCKET_VARIABLE = "PCSCLITE_CSOCK_NAME"
DRIVERS = tuple(Path("/usr/lib/pcsc/drivers/serial").glob("libifdvpcd.so*"))
FIRST_PORT, LAST_PORT = 24000, 27000  # below what the kernel gives to outgoing connections
MOUNT_POINT = 4
"""Field of /proc/self/mountinfo, proc(5)."""
START_TIMEOUT_S = 10.0
STOP_TIMEOUT_S = 5.0


class PcscdError(Exception):
    """No virtual reader can be had here; the sentence says why and what to do."""


class Pcscd:
    """One pcscd with a vpcd reader; a context manager, or `start` and `stop`.

    In a folder of the caller's the socket is at the same place after every start.
    """

    def __init__(self, port: int | None = None, *, folder: Path | None = None) -> None:
        self._wanted_port = port
        self._wanted_folder = folder
        self._folder = Path()
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0
        """Where a virtual card connects."""

    @property
    def socket_path(self) -> Path:
        """What SOCKET_VARIABLE has to say for programs that shall use this service."""
        return self._folder / "run" / "pcscd" / "pcscd.comm"

    def start(self) -> None:
        """Start the service and return when it takes cards; raise PcscdError when that can't be."""
        command = _namespace_command()
        self.port = _free_pair() if self._wanted_port is None else _checked(self._wanted_port)
        self._folder = self._wanted_folder or Path(tempfile.mkdtemp(prefix="kiosk-pcscd-"))
        try:
            (self._folder / "run" / "pcscd").mkdir(parents=True, exist_ok=True)
            self._process = _launch(command, self._folder, self.port)
            self._wait_until_ready(self._process)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End the service and remove what it left; fine when it does not run."""
        process, self._process = self._process, None
        if process is not None:
            _end(process)
        if self._folder != Path():
            for name in ("run", "readers", "pcscd.log"):
                _remove(self._folder / name)
            if self._wanted_folder is None:
                _remove(self._folder)
            self._folder = Path()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_TIMEOUT_S
        while process.poll() is None and time.monotonic() < deadline:
            if self.socket_path.exists() and _listens(self.port):
                return
            time.sleep(0.02)
        said = (self._folder / "pcscd.log").read_text(errors="replace").strip()
        raise PcscdError(f"pcscd did not start on port {self.port}: {said or 'it said nothing'}")


def _namespace_command() -> list[str]:
    """Return what a command is put behind to have a mount namespace of its own."""
    for program, package in (("pcscd", "pcscd"), ("unshare", "util-linux")):
        if shutil.which(program, path=_search_path()) is None:
            raise PcscdError(f"the program {program} is missing: apt-get install {package}")
    if not DRIVERS:
        raise PcscdError("the virtual reader's driver is missing: apt-get install vsmartcard-vpcd")
    own = ["--mount", "--propagation", "private" if _root_is_a_mount() else "unchanged"]
    return ["unshare", *own] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", *own]


def _root_is_a_mount() -> bool:
    """Say whether / is a mount point: in a plain chroot it isn't, and its propagation can't be set."""
    lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8").splitlines()
    return any(line.split()[MOUNT_POINT] == "/" for line in lines)


def _search_path() -> str:
    return os.environ.get("PATH", "") + ":/usr/sbin:/sbin"


def _launch(command: list[str], folder: Path, port: int) -> subprocess.Popen[bytes]:
    readers = folder / "readers"
    readers.mkdir(exist_ok=True)
    (readers / "vpcd").write_text(
        f'FRIENDLYNAME "Simulated PCD"\nDEVICENAME /dev/null:0x{port:04X}\n'
        f"LIBPATH {DRIVERS[0]}\nCHANNELID 0x{port:04X}\n"
    )
    # It ends with who started it, even when that is killed; said before unshare it would be forgotten.
    script = (
        'mount --bind "$1/run" /run && exec setpriv --pdeathsig KILL pcscd --foreground --config "$1/readers"'
    )
    with (folder / "pcscd.log").open("wb") as log:
        return subprocess.Popen(  # noqa: S603 - a fixed program and a folder of ours
            [*command, "sh", "-c", script, "sh", str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PATH": _search_path()},
        )


def _end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(STOP_TIMEOUT_S)
        return
    process.kill()
    process.wait()


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _free_pair() -> int:
    """Return a port that is free together with the next one: vpcd's driver has two slots."""
    start = FIRST_PORT + os.getpid() % (LAST_PORT - FIRST_PORT)
    for port in chain(range(start, LAST_PORT, 2), range(FIRST_PORT, start, 2)):
        if _is_free(port) and _is_free(port + 1):
            return port
    raise PcscdError(f"no two neighbouring ports are free between {FIRST_PORT} and {LAST_PORT}")


def _checked(port: int) -> int:
    for taken in (port, port + 1):
        if not _is_free(taken):
            raise PcscdError(f"port {taken} is in use: the virtual reader needs {port} and {port + 1}")
    return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", port))  # noqa: S104 - vpcd will bind there
        except OSError:
            return False
        return True


def _listens(port: int) -> bool:
    """Say whether somebody listens, without connecting: a connection would be a card."""
    wanted = f":{port:04X} 00000000:0000 0A"
    return wanted in Path("/proc/net/tcp").read_text(encoding="ascii")
