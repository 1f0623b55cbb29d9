"""Who holds a TCP port of this machine, read from /proc, so that a port in use is said by name."""

import contextlib
import errno
import socket
from pathlib import Path

import msgspec

from kiosk.errors import ConfigurationError

LISTENING = "0A"
PROC = Path("/proc")


class Holder(msgspec.Struct, frozen=True):
    """A process that listens on a port."""

    pid: int
    command: str


def need_free(port: int, *, purpose: str, option: str) -> None:
    """Raise ConfigurationError naming who holds the port, unless it can be listened on."""
    if port == 0:
        return
    try:
        with socket.create_server(("127.0.0.1", port)):
            return
    except OSError as error:
        reason = _reason(port, error)
    raise ConfigurationError("port_in_use", f"{purpose}: {reason}; choose another with {option}")


def holder_of(port: int) -> Holder | None:
    """Return who listens on the port; None when nobody does or it is another user's process."""
    wanted = {f"socket:[{inode}]" for inode in _inodes(port)}
    if not wanted:
        return None
    for handle in PROC.glob("[0-9]*/fd/*"):
        with contextlib.suppress(OSError):  # a process of another user, or one that just ended
            if str(handle.readlink()) in wanted:
                return _holder(int(handle.parts[2]))
    return None


def _reason(port: int, error: OSError) -> str:
    if error.errno != errno.EADDRINUSE:
        return f"port {port} can't be listened on ({error.strerror})"
    holder = holder_of(port)
    if holder is None:
        return f"port {port} is in use by a process that this user may not look at"
    return f"port {port} is in use by '{holder.command}' (pid {holder.pid})"


def _inodes(port: int) -> set[str]:
    found = set()
    for table in ("tcp", "tcp6"):
        with contextlib.suppress(OSError):
            for line in (PROC / "net" / table).read_text().splitlines()[1:]:
                columns = line.split()
                if columns[3] == LISTENING and int(columns[1].rpartition(":")[2], 16) == port:
                    found.add(columns[9])
    return found


def _holder(pid: int) -> Holder:
    words = (PROC / str(pid) / "cmdline").read_bytes().decode(errors="replace").split("\0")
    return Holder(pid, " ".join(words).strip())
