"""The print server of our own, when a program it needs hangs."""

from pathlib import Path

import pytest

from sim.document_printer import ATTRIBUTES
from sim.print_server import PrintServer, PrintServerError, problem

pytestmark = pytest.mark.skipif(problem() is not None, reason=str(problem()))


def test_lpadmin_that_hangs_is_an_error_that_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hanging = tmp_path / "lpadmin"
    hanging.write_text("#!/bin/sh\nexec sleep 600\n", encoding="utf-8")
    hanging.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with (
        PrintServer(attributes=ATTRIBUTES, command_s=0.2) as server,
        pytest.raises(PrintServerError, match=r"lpadmin -p did not end within 0\.2 s"),
    ):
        server.start("#!/bin/sh\n")
    assert not server.folder.exists()
