"""Real file systems for a test: one that loses its power, one that is full, one that turns read-only."""

import fcntl
import functools
import os
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

EXT4_IOC_SHUTDOWN = 0x8004587D
"""_IOR('X', 125, __u32) of the kernel's ext4.h."""
NO_LOG_FLUSH = 2
"""What was not on the disk never comes there, as when power goes."""
MIB = 1024 * 1024


@functools.cache
def cannot_mount() -> str | None:
    """Say why no file system can be mounted here; None when one can."""
    if os.geteuid() != 0:
        return "only root can mount file systems"
    with tempfile.TemporaryDirectory() as folder:
        try:
            with ext4(Path(folder)):
                return None
        except subprocess.CalledProcessError as error:
            return f"no file system can be mounted here: {error.stderr.strip()}"


class Ext4:
    """An ext4 in a file, mounted over the loop device."""

    def __init__(self, folder: Path, mib: int) -> None:
        self._image = folder / "disk.img"
        self.place = folder / "disk"
        self.place.mkdir()
        with self._image.open("wb") as file:
            file.truncate(mib * MIB)
        _do("mkfs.ext4", "-q", "-F", "-m", "0", str(self._image))

    def mount(self) -> None:
        """Mount it; what its journal holds is replayed."""
        _do("mount", "-o", "loop,errors=remount-ro", str(self._image), str(self.place))

    def unmount(self) -> None:
        """Take it away."""
        _do("umount", str(self.place))

    def cut_power(self) -> None:
        """Let nothing more reach the disk, from this moment on."""
        folder = os.open(self.place, os.O_RDONLY)
        try:
            fcntl.ioctl(folder, EXT4_IOC_SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
        finally:
            os.close(folder)

    def turn_read_only(self) -> None:
        """Let the kernel find an error, after which it takes nothing more (errors=remount-ro)."""
        device = Path(_do("findmnt", "-n", "-o", "SOURCE", str(self.place)).strip()).name
        Path(f"/sys/fs/ext4/{device}/trigger_fs_error").write_text("a test asked for it", encoding="ascii")


@contextmanager
def ext4(folder: Path, mib: int = 32) -> Iterator[Ext4]:
    """Give a mounted ext4; it is gone afterwards. CalledProcessError when it can't be had."""
    disk = Ext4(folder, mib)
    disk.mount()
    try:
        yield disk
    finally:
        disk.unmount()


@contextmanager
def tmpfs(folder: Path, mib: int) -> Iterator[Path]:
    """Give a file system of so many MiB in memory."""
    place = folder / "small"
    place.mkdir()
    _do("mount", "-t", "tmpfs", "-o", f"size={mib}m", "tmpfs", str(place))
    try:
        yield place
    finally:
        _do("umount", str(place))


def _do(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
