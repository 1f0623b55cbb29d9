"""What python-escpos brings along, in a process of its own."""

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import logging, sys
from devices.printer import escpos_buffer
buffer = escpos_buffer.new_buffer()
buffer.cut(feed=False)
assert not logging.root.handlers
print(buffer.output.hex(), *sorted({"cups", "serial", "socket", "usb"} & set(sys.modules)))
"""


def test_it_imports_no_way_to_a_printer_and_leaves_nothing_behind(tmp_path: Path) -> None:
    done = subprocess.run(
        (sys.executable, "-c", SCRIPT),
        env={"TMPDIR": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[4])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (b"\x1dVB\x00".hex() + "\n", "") == (done.stdout, done.stderr)
    assert [] == list(tmp_path.iterdir())
