"""A print server and a printer of our own: cupsd and ippeveprinter in a namespace, gone without a trace.

Everything runs in a process namespace whose first process reads from us: when we end, in whatever way, the
kernel ends all of it. cupsd refuses to print as root: a user namespace makes us another user. ippeveprinter
wants a D-Bus although nobody is told of it here: a private one, and no Avahi.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Self

from sim.print_server_files import BUS_CONF, CUPSD_CONF, FILES_CONF, KEEPER
from sim.sheet_engine import wait_until

QUEUE = "documents"
START_S = 20.0
COMMAND_S = 20.0
"""For a command that asks the print server or the kernel: what hangs would hold a whole bench up."""
PROGRAMS = {
    "cupsd": "cups-daemon",
    "lpadmin": "cups-client",
    "ippeveprinter": "cups-ipp-utils",
    "dbus-daemon": "dbus",
    "unshare": "util-linux",
    "pdfinfo": "poppler-utils",
}
FILTER = Path("/usr/lib/cups/filter/pdftopdf")
OTHER_USER = 65_534
"""nobody: dbus-daemon wants a user that has a name."""
OWN_USERS = ("unshare", "--user", f"--map-user={OTHER_USER}", f"--map-group={OTHER_USER}", "--pid", "--fork")
# A plain chroot has no user namespaces: root becomes the other user for good, and may read what root may.
IN_CHROOT = (
    *("unshare", "--pid", "--fork", "setpriv", f"--reuid={OTHER_USER}", f"--regid={OTHER_USER}"),
    *("--clear-groups", "--inh-caps=+dac_override", "--ambient-caps=+dac_override"),
)


class PrintServerError(Exception):
    """No print server can be had here; the sentence says why and what to do."""


def problem() -> str | None:
    """Say why no print server can be had here; a look of some milliseconds."""
    for program, package in PROGRAMS.items():
        if shutil.which(program, path=_search_path()) is None:
            return f"the program {program} is missing: apt-get install {package}"
    if not FILTER.exists():
        return "the filter pdftopdf is missing: apt-get install cups-filters"
    if not (said := _refusal(OWN_USERS)) or not _refusal(IN_CHROOT):
        return None
    return f"no namespace of our own can be had here: {said}"


def _refusal(namespace: tuple[str, ...]) -> str:
    """Return what the machine says against such a namespace; empty when it can be had."""
    words = (*namespace, "true")
    try:
        tried = subprocess.run(words, check=False, capture_output=True, text=True, timeout=COMMAND_S)  # noqa: S603 fixed words
    except subprocess.TimeoutExpired:
        return f"{words[0]} did not end within {COMMAND_S:g} s"
    return (tried.stderr.strip() or "it says nothing") if tried.returncode else ""


class PrintServer:
    """cupsd with one queue, before an ippeveprinter that runs `command` for every job."""

    def __init__(
        self, *, cupsd_conf: str | None = None, attributes: str, command_s: float = COMMAND_S
    ) -> None:
        self._conf = cupsd_conf or CUPSD_CONF  # the queue is made under this one, which asks for no password
        self._attributes = attributes
        self._command_s = command_s
        self._process: subprocess.Popen[bytes] | None = None
        self.folder = Path()
        self.port = 0
        """Where the printer itself answers."""

    @property
    def socket_path(self) -> Path:
        """What [devices.document_printer] server has to say."""
        return self.folder / "cups.sock"

    @property
    def uri(self) -> str:
        """The printer's own address."""
        return f"ipp://localhost:{self.port}/ipp/print"

    def prepare(self) -> None:
        """Make the folder, so that the addresses are known; nothing runs yet."""
        self.folder = Path(tempfile.mkdtemp(prefix="kiosk-cups-"))
        self.port = _free_port()

    def start(self, command: str) -> None:
        """Start everything and return when a job would be taken; PrintServerError when that can't be."""
        if (why := problem()) is not None:
            raise PrintServerError(why)
        namespace: tuple[str, ...] = OWN_USERS
        self._write(command)
        if _refusal(OWN_USERS):
            namespace = IN_CHROOT
            self._give_to(OTHER_USER)
        with (self.folder / "log").open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 fixed programs and a folder of ours
                [*namespace, "sh", "-c", KEEPER, "sh", str(self.folder), str(self.port)],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**os.environ, "PATH": _search_path(), "LC_ALL": "C.UTF-8"},
            )
        if not wait_until(lambda: self._runs() and self._has_queue(), START_S):
            raise PrintServerError(f"the print server did not start: {self._last_words()}")
        if self._conf != CUPSD_CONF:
            self._put_under(self._conf)

    def stop(self) -> None:
        """End everything and remove the folder."""
        process, self._process = self._process, None
        if process is not None and process.stdin is not None:
            process.stdin.close()  # the keeper reads its end and goes, and with it the namespace
            process.wait()
        if self.folder != Path():
            shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Self:
        self.prepare()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def keep_spool(self) -> None:
        """Let jobs survive a start of cupsd, as where packaging/cups is not in place."""
        (self.folder / "keep").touch()

    def unplug(self) -> None:
        """Take the printer's power away; the print server stays."""
        (self.folder / "unplugged").touch()
        self.kill("ippeveprinter")
        wait_until(lambda: not self.answers(), START_S)

    def replug(self) -> None:
        """Give it back: it starts knowing nothing of earlier jobs."""
        (self.folder / "unplugged").unlink(missing_ok=True)
        if not wait_until(self.answers, START_S):
            raise PrintServerError(f"the printer did not come back: {self._last_words()}")

    def answers(self) -> bool:
        """Say whether the printer takes connections."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self, name: str, signal_: signal.Signals = signal.SIGKILL) -> None:
        """Send a program of this server a signal: cupsd or ippeveprinter; its keeper starts it anew."""
        for pid in self._pids(name):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal_)

    def _pids(self, name: str) -> list[int]:
        """Return the pids, seen from here, of the programs that name our folder."""
        found = []
        for proc in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                words = (proc / "cmdline").read_bytes().split(b"\0")
                if Path(words[0].decode()).name == name and any(
                    str(self.folder).encode() in word for word in words
                ):
                    found.append(int(proc.name))
        return found

    def _runs(self) -> bool:
        if self._process is not None and self._process.poll() is not None:
            raise PrintServerError(f"the print server ended: {self._last_words()}")
        return self.answers() and self.socket_path.exists()

    def _has_queue(self) -> bool:
        made = self._lpadmin("-p", QUEUE, "-E", "-v", self.uri, "-m", "everywhere")
        return made and self._lpadmin("-d", QUEUE)

    def _lpadmin(self, *words: str) -> bool:
        try:
            done = subprocess.run(  # noqa: S603 a fixed program
                ("lpadmin", "-h", str(self.socket_path), *words),  # noqa: S607 found by the machine's own path
                check=False,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PATH": _search_path()},
                timeout=self._command_s,
            )
        except subprocess.TimeoutExpired as expired:
            raise PrintServerError(
                f"lpadmin {words[0]} did not end within {self._command_s:g} s: {self._last_words()}"
            ) from expired
        return done.returncode == 0

    def _put_under(self, conf: str) -> None:
        """Let the server start anew with another configuration, its queue made."""
        before = self._pids("cupsd")
        (self.folder / "cupsd.conf").write_text(with_listen(conf, self.socket_path), encoding="utf-8")
        self.kill("cupsd", signal.SIGTERM)

        def answers() -> bool:
            with socket.socket(socket.AF_UNIX) as probe:
                anew = self._pids("cupsd") not in ([], before)
                return anew and probe.connect_ex(str(self.socket_path)) == 0

        if not wait_until(answers, START_S):
            raise PrintServerError(f"the print server did not start anew: {self._last_words()}")

    def _last_words(self) -> str:
        log = self.folder / "log"
        said = log.read_text(errors="replace").strip() if log.exists() else ""
        return said[-2000:] or "it said nothing"

    def _write(self, command: str) -> None:
        folder = self.folder
        for name in ("etc/ppd", "cache", "state", "printer"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / "cupsd.conf").write_text(with_listen(CUPSD_CONF, self.socket_path), encoding="utf-8")
        (folder / "cups-files.conf").write_text(FILES_CONF.format(folder=folder), encoding="utf-8")
        (folder / "bus.conf").write_text(BUS_CONF.format(folder=folder), encoding="utf-8")
        (folder / "attributes").write_text(self._attributes, encoding="utf-8")
        script = folder / "command"
        script.write_text(command, encoding="utf-8")
        script.chmod(0o700)

    def _give_to(self, user: int) -> None:
        for place in (self.folder, *self.folder.rglob("*")):
            os.chown(place, user, user)


def with_listen(conf: str, place: Path) -> str:
    """Return a cupsd.conf that listens at `place` and nowhere else.

    It writes down at once what it knows: a kill loses neither queue nor job, and could print one twice.
    """
    kept = [line for line in conf.splitlines() if line.split(maxsplit=1)[:1] not in (["Listen"], ["Port"])]
    return "\n".join((f"Listen {place}", *kept, "DirtyCleanInterval 0", ""))


def _search_path() -> str:
    return os.environ.get("PATH", "") + ":/usr/sbin:/sbin"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
