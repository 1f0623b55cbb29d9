"""The kernel's device events through libudev, heard on a thread of their own."""

import contextlib
import logging
import os
import select
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from devices.config import DevicesConfig
from devices.hotplug import SUBSYSTEMS, concerns, parse, wanted
from kiosk.domain.device import Role

log = logging.getLogger(__name__)
UDEVD = Path("/run/udev/control")
"""There while udevd runs, whose events come once permissions and links are made; the kernel's come before."""
Look = Callable[[Role, bool], None]


class EventsUnavailableError(Exception):
    """No event can ever be had here; the sentence says why."""


class EventSource(Protocol):
    """Where events come from."""

    def next(self) -> Mapping[str, str] | None:
        """Wait for an event and return its properties; None when `end` was called."""
        ...

    def end(self) -> None:
        """Let `next` return; from any thread."""
        ...


class UdevSource:
    """Events over netlink, udevd's where one runs."""

    def __init__(self) -> None:
        try:
            import pyudev  # noqa: PLC0415 only here, on the thread that listens

            context = pyudev.Context()
            kind = "udev" if UDEVD.exists() else "kernel"
            self._monitor: Any = pyudev.Monitor.from_netlink(context, source=kind)
            for subsystem in SUBSYSTEMS:
                self._monitor.filter_by(subsystem)
            self._monitor.start()
        except (ImportError, OSError) as error:
            raise EventsUnavailableError(str(error)) from error
        self._ended, self._end = os.pipe()

    def next(self) -> Mapping[str, str] | None:
        while True:
            ready, _, _ = select.select((self._monitor.fileno(), self._ended), (), ())
            if self._ended in ready:
                self._close()
                return None
            device = self._monitor.poll(timeout=0)
            if device is not None:
                return wanted(device.properties)

    def end(self) -> None:
        with contextlib.suppress(OSError):
            os.write(self._end, b"x")

    def _close(self) -> None:
        os.close(self._ended)
        os.close(self._end)


class HotPlug:
    """Has each configured device looked at when an event may be about it; without events polling remains."""

    def __init__(self, config: DevicesConfig, open_source: Callable[[], EventSource] = UdevSource) -> None:
        self._config = config
        self._open_source = open_source
        self._lock = threading.Lock()
        self._source: EventSource | None = None
        self._closed = False
        self._thread: threading.Thread | None = None

    def start(self, look: Look) -> None:
        """Listen from now on; `look` is called on the listening thread and must not block."""
        self._thread = threading.Thread(target=self._listen, args=(look,), name="hot-plug")
        self._thread.start()

    def close(self) -> None:
        """Listen no more."""
        with self._lock:
            self._closed = True
            if self._source is not None:
                self._source.end()
        if self._thread is not None:
            self._thread.join()

    def _listen(self, look: Look) -> None:
        try:
            source = self._open_source()
        except EventsUnavailableError as error:
            log.warning("no hot-plug events (%s); devices are asked in turn instead", error)
            return
        with self._lock:
            self._source = source
            if self._closed:
                source.end()
        while (properties := source.next()) is not None:
            event = parse(properties)
            for concern in concerns(event, self._config) if event is not None else ():
                look(concern.role, concern.anew)
