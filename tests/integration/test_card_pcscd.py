"""Our own PC/SC service comes and goes without a trace."""

import socket
from pathlib import Path

import pytest

from sim.pcscd import Pcscd, PcscdError


def test_stopped_service_leaves_nothing(tmp_path: Path) -> None:
    service = Pcscd(folder=tmp_path)
    service.start()
    assert service.socket_path.is_socket()
    service.stop()
    assert [] == list(tmp_path.iterdir())
    service.stop()


def test_service_is_none_of_the_machines_own(tmp_path: Path) -> None:
    before = Path("/run/pcscd").exists()
    with Pcscd(folder=tmp_path):
        assert before == Path("/run/pcscd").exists()


def test_two_services_stand_side_by_side() -> None:
    with Pcscd() as one, Pcscd() as other:
        assert one.port != other.port
        assert one.socket_path != other.socket_path


def test_port_in_use_is_said(tmp_path: Path) -> None:
    with socket.create_server(("0.0.0.0", 0)) as taken:  # noqa: S104 - vpcd binds there too
        port = taken.getsockname()[1]
        with pytest.raises(PcscdError, match=f"port {port}"):
            Pcscd(port, folder=tmp_path).start()
    assert [] == list(tmp_path.iterdir())


def test_missing_program_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.pcscd._search_path", lambda: "/nonexistent")
    with pytest.raises(PcscdError, match="apt-get install pcscd"):
        Pcscd().start()
