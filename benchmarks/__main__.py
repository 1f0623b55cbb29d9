"""`make bench`, or `python -m benchmarks [NAME…]`: a JSON line a figure, floors of the same run."""

import importlib
import os
import subprocess
import sys

NAMES = (
    "card_read",
    "card_inserted",
    "card_on_screen",
    "receipt_bytes",
    "cold_start",
    "search",
    "asked",
    "catalogue",
    "handwriting",
    "walks",
    "touch",
    "memory",
    "queue_put",
    "queue_claim",
    "queue_peers",
    "queue_drain",
)


def main(arguments: list[str]) -> int:
    """Measure what is named, everything when nothing is; 1 when a part failed, 2 when a name is unknown."""
    names = [argument for argument in arguments if argument != "--json"] or NAMES
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        sys.stderr.write(f"benchmarks: no {', '.join(unknown)}; there is: {', '.join(NAMES)}\n")
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    if len(names) > 1:
        return max([_alone(name) for name in names])
    from benchmarks.figure import write  # noqa: PLC0415 --help and a wrong name need nothing

    for line in importlib.import_module(f"benchmarks.{names[0]}").measure():
        write(line)
    return 0


def _alone(name: str) -> int:
    """Measure one part in a process of its own: what another loaded or opened is none of its figure."""
    done = subprocess.run((sys.executable, "-m", "benchmarks", name), check=False)
    if done.returncode:
        sys.stderr.write(f"benchmarks: {name} ended with {done.returncode}\n")
    return int(done.returncode != 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
