"""A receipt printer that speaks ESC/POS over a real wire, prints at a real pace, and can be made to fail."""

from collections.abc import Callable
from types import TracebackType
from typing import Self

from devices.printer.profiles import Taken, profile_named
from sim.paper import Receipt
from sim.print_engine import PrintEngine
from sim.printer_condition import ENDLESS_MM, Condition
from sim.printer_doors import PtyDoor, TcpDoor
from sim.printer_voice import Voice

HEALTHY_MM_S = 200.0
"""What 80 mm kiosk printers are sold with begins here."""


class SimulatedReceiptPrinter:
    """One printer on TCP and, at `serial_path`, on a serial line; a context manager, or start and stop it.

    Port 0 takes a free one, and `port` tells which. `on_receipt` is called from the print head's thread.
    """

    def __init__(
        self,
        host: str = "127.0.0.1",
        port: int = 0,
        profile: str = "generic-80-gb18030",
        *,
        speed_mm_s: float = HEALTHY_MM_S,
        buffer_bytes: int = 4096,
        on_receipt: Callable[[Receipt], None] | None = None,
    ) -> None:
        self.host = host
        row = profile_named(profile)
        self.sees_paper = row.taken is Taken.STATUS_BIT
        """The model sees whether a slip was taken."""
        self._engine = PrintEngine(row, speed_mm_s=speed_mm_s, buffer_bytes=buffer_bytes)
        self._engine.on_receipt = on_receipt
        self._network = TcpDoor(self._engine, host, port)
        self._line = PtyDoor(self._engine)

    @property
    def port(self) -> int:
        return self._network.port

    @property
    def serial_path(self) -> str:
        """The pseudo-terminal that a serial or USB driver opens; one client at a time on either wire."""
        return self._line.path

    @property
    def receipts(self) -> list[Receipt]:
        """All pieces of paper that came out, the oldest first."""
        return list(self._engine.receipts)

    @property
    def buffered(self) -> int:
        """Bytes that were received and are not yet printed."""
        return self._engine.buffered

    @property
    def printed_mm(self) -> float:
        """How much paper ever came out."""
        return self._engine.printed_mm

    @property
    def condition(self) -> Condition:
        """A copy of what its sensors and switches tell now."""
        return self._engine.condition

    def start(self) -> None:
        self._engine.start()
        self._network.open()
        self._line.open()

    def stop(self) -> None:
        self._network.close()
        self._line.close()
        self._engine.stop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def wait_until_idle(self, timeout_s: float = 10.0) -> bool:
        """Wait until everything received is on paper; False if it is not in time."""
        return self._engine.wait_until_idle(timeout_s)

    def tear_paper(self) -> None:
        """Leave no paper at all."""
        self.out_of_paper_after(0)

    def out_of_paper_after(self, mm: float) -> None:
        """Let the roll end after so many millimetres more."""
        self._set(paper_mm=mm)

    def load_paper(self) -> None:
        """Put in a new roll; what hangs out of the printer is taken away with the old one."""
        self._engine.take_off()
        self._set(paper_mm=ENDLESS_MM, near_end=False)

    def put_paper_back(self) -> None:
        """Put in a new roll and leave what hangs out where it is: the printer goes on with what it has."""
        self._set(paper_mm=ENDLESS_MM, near_end=False)

    def take_paper(self) -> None:
        """Take what was cut out of the mouth."""
        self._set(untaken=False)

    def near_end(self, value: bool = True) -> None:  # noqa: FBT001, FBT002, a sensor's own state
        self._set(near_end=value)

    def open_cover(self) -> None:
        self._set(cover_open=True)

    def close_cover(self) -> None:
        self._set(cover_open=False)

    def jam_cutter(self) -> None:
        """Let the next cut fail."""
        self._set(cutter_blocked=True)

    def free_cutter(self) -> None:
        self._set(cutter_blocked=False, cutter_stuck=False)

    def overheat(self) -> None:
        self._set(overheated=True)

    def cool_down(self) -> None:
        self._set(overheated=False)

    def silent(self, value: bool = True) -> None:  # noqa: FBT001, FBT002, a fault that is there or not
        """Go on printing, but answer nothing."""
        self._set(silent=value)

    @property
    def voice(self) -> Voice:
        """How it answers: late, twice, out of its past."""
        return self._engine.voice

    def cut_cable(self) -> None:
        """Take the network cable out: the printer goes on with what it has."""
        self._network.close()

    def unplug(self) -> None:
        """Take the printer off network and mains: what it had not printed is lost."""
        self._network.close()
        self._set(powered=False)

    def replug(self) -> None:
        """Put back what `cut_cable` or `unplug` took away, on the same port."""
        self._set(powered=True)
        self._network.open()

    def _set(self, **values: float) -> None:
        def change(condition: Condition) -> None:
            for name, value in values.items():
                setattr(condition, name, value)

        self._engine.change(change)
