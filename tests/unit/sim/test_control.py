import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sim.control import BenchClient, BenchError, ControlServer


def handle(line: bytes) -> dict[str, Any]:
    command = json.loads(line)
    if command["do"] == "fail":
        return {"ok": False, "message": "the paper is out"}
    return {"ok": True, "heard": command}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ControlServer]:
    server = ControlServer(tmp_path / "bench.socket", handle)
    yield server
    server.close()


def test_client_gets_the_answer_to_its_command(server: ControlServer) -> None:
    with BenchClient(server.path) as client:
        answers = [client.do("lay_card", resident=name) for name in ("王小明", "吕㐂")]
    assert ["王小明", "吕㐂"] == [answer["heard"]["resident"] for answer in answers]


def test_refusal_is_raised_with_the_sentence_of_the_bench(server: ControlServer) -> None:
    with BenchClient(server.path) as client, pytest.raises(BenchError, match="the paper is out"):
        client.do("fail")


def test_many_clients_at_once_get_their_own_answers(server: ControlServer) -> None:
    heard: list[object] = []

    def ask(number: int) -> None:
        with BenchClient(server.path) as client:
            heard.extend(client.do("n", n=number)["heard"]["n"] for _ in range(20))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(heard, key=str) == [number for number in range(5) for _ in range(20)]


def test_socket_is_this_users_alone(server: ControlServer) -> None:
    assert 0o600 == server.path.stat().st_mode & 0o777


def test_second_bench_on_one_socket_is_refused(server: ControlServer) -> None:
    with pytest.raises(OSError, match="another bench listens there"):
        ControlServer(server.path, handle)


def test_socket_of_a_dead_bench_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "bench.socket"
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(path))
    server = ControlServer(path, handle)
    with BenchClient(path) as client:
        assert {"do": "x"} == client.do("x")["heard"]
    server.close()
    assert not path.exists()


def test_path_too_long_for_a_socket_is_said(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="107 bytes"):
        ControlServer(tmp_path / ("x" * 120), handle)


def test_client_whose_bench_ends_is_told(tmp_path: Path) -> None:
    server = ControlServer(tmp_path / "bench.socket", handle)
    client = BenchClient(server.path)
    client.do("x")
    server.close()
    with pytest.raises(OSError, match=r"closed|Broken pipe|reset"):
        client.do("x")
    client.close()
