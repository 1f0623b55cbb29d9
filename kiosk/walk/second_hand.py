"""Another hand before the code scanner, while the visit goes on: a line takes ten seconds for 10 kB."""

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from sim.control import BenchClient

SCAN = "scan"
"""What this hand does of all that the bench can be told."""


class SecondHand:
    """Lays codes one after the other on a line of its own to the bench."""

    def __init__(self, socket: Path) -> None:
        self._bench = BenchClient(socket)
        self._pool = ThreadPoolExecutor(1, "second hand")
        self._laying: list[Future[dict[str, object]]] = []

    @property
    def rests(self) -> bool:
        """Whether every code was laid."""
        return all(laid.done() for laid in self._laying)

    def lay(self, command: Mapping[str, object]) -> None:
        """Begin to lay a code; never blocks."""
        self._laying.append(self._pool.submit(self._bench.tell, command))

    def rest(self) -> None:
        """Wait until every code was laid; BenchError when one could not be."""
        laying, self._laying = self._laying, []
        for laid in laying:
            laid.result()

    def close(self) -> None:
        """Lay what is left, and no more."""
        self._pool.shutdown()
        self._bench.close()
