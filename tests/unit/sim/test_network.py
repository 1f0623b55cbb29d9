import http.client
import http.server
import socket
import threading
from collections.abc import Iterator

import pytest

from sim.network import Mode, NetworkProxy

ANSWER = b'{"accepted": ["one", "two"]}'


class Platform(http.server.BaseHTTPRequestHandler):
    """A platform that counts what it has done."""

    protocol_version = "HTTP/1.1"
    done: list[bytes]

    def do_POST(self) -> None:
        self.done.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        if self.path == "/chunked":
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(ANSWER), ANSWER))
        else:
            self.send_header("Content-Length", str(len(ANSWER)))
            self.end_headers()
            self.wfile.write(ANSWER)

    def log_message(self, *_: object) -> None:
        pass


class Scene:
    """The relay, what the platform behind it has done, and a client."""

    def __init__(self, proxy: NetworkProxy, done: list[bytes]) -> None:
        self.proxy = proxy
        self.done = done

    def connect(self, timeout_s: float = 10) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.proxy.port, timeout=timeout_s)

    def post(self, path: str = "/items") -> tuple[int, bytes]:
        line = self.connect()
        try:
            return ask(line, path)
        finally:
            line.close()


def ask(line: http.client.HTTPConnection, path: str = "/items") -> tuple[int, bytes]:
    line.request("POST", path, body=b"item")
    with line.getresponse() as answer:
        return answer.status, answer.read()


@pytest.fixture
def scene() -> Iterator[Scene]:
    done: list[bytes] = []
    handler = type("Handler", (Platform,), {"done": done})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        proxy = NetworkProxy(host="127.0.0.1", target_port=server.server_address[1])
        yield Scene(proxy, done)
        proxy.close()
        server.shutdown()
        thread.join()


def test_well_network_relays_question_and_answer(scene: Scene) -> None:
    assert (200, ANSWER) == scene.post()
    assert [b"item"] == scene.done


def test_one_connection_carries_many_requests(scene: Scene) -> None:
    line = scene.connect()
    assert [(200, ANSWER)] * 3 == [ask(line, path) for path in ("/items", "/chunked", "/items")]
    line.close()
    assert 3 == scene.proxy.status().relayed


def test_cut_network_refuses_and_comes_back_on_the_same_port(scene: Scene) -> None:
    scene.proxy.set(Mode.CUT)
    with pytest.raises(ConnectionRefusedError):
        scene.post()
    scene.proxy.set(Mode.OK)
    assert (200, ANSWER) == scene.post()


def test_cutting_resets_connections_that_are_open(scene: Scene) -> None:
    line = scene.connect()
    ask(line)
    scene.proxy.set(Mode.CUT)
    with pytest.raises(OSError, match=r"reset|refused|Broken"):
        ask(line)
    line.close()


def test_dropped_response_was_done_by_the_platform(scene: Scene) -> None:
    scene.proxy.set(Mode.DROP_RESPONSE)
    with pytest.raises(ConnectionResetError):
        scene.post()
    assert [b"item"] == scene.done


def test_half_an_answer_says_that_it_is_incomplete(scene: Scene) -> None:
    scene.proxy.set(Mode.HALF)
    with pytest.raises(http.client.IncompleteRead) as caught:
        scene.post()
    assert ANSWER[: len(ANSWER) // 2] == caught.value.partial
    assert [b"item"] == scene.done


@pytest.mark.parametrize(("mode", "status"), [(Mode.HTML, 200), (Mode.FAILING, 503)])
def test_a_stranger_answers_and_the_platform_never_hears(scene: Scene, mode: Mode, status: int) -> None:
    scene.proxy.set(mode)
    code, body = scene.post()
    assert status == code
    assert b"<html>" in body
    assert [] == scene.done


def test_black_hole_takes_the_request_and_says_nothing(scene: Scene) -> None:
    scene.proxy.set(Mode.BLACK_HOLE)
    line = scene.connect(timeout_s=0.05)
    with pytest.raises(TimeoutError):
        ask(line)
    line.close()
    assert [] == scene.done


def test_leaving_the_black_hole_resets_who_waits_in_it(scene: Scene) -> None:
    scene.proxy.set(Mode.BLACK_HOLE)
    line = scene.connect()
    line.request("POST", "/items", body=b"item")
    while not scene.proxy.status().spoiled:
        pass
    scene.proxy.set(Mode.OK)
    with pytest.raises((ConnectionResetError, http.client.RemoteDisconnected)):
        line.getresponse()
    line.close()


def test_slow_network_answers_in_the_end(scene: Scene) -> None:
    scene.proxy.set(Mode.SLOW, delay_s=0.01)
    assert (200, ANSWER) == scene.post()


def test_bytes_that_are_no_http_end_their_connection_only(scene: Scene) -> None:
    with socket.create_connection(("127.0.0.1", scene.proxy.port)) as line:
        line.sendall(b"POST /items HTTP/1.1\r\nContent-Length: many\r\n\r\n")
        assert b"" == line.recv(1)
    assert (200, ANSWER) == scene.post()


def test_a_request_still_on_its_way_does_not_arrive_after_the_cut(scene: Scene) -> None:
    scene.proxy.set(Mode.SLOW, delay_s=60)
    line = scene.connect()
    line.request("POST", "/items", body=b"item")
    scene.proxy.set(Mode.CUT)
    with pytest.raises((ConnectionResetError, http.client.RemoteDisconnected)):
        line.getresponse()
    line.close()
    assert [] == scene.done


def test_trouble_for_one_request_passes_by_itself(scene: Scene) -> None:
    scene.proxy.set(Mode.FAILING, requests=1)
    assert [503, 200] == [scene.post()[0], scene.post()[0]]
    assert Mode.OK is scene.proxy.status().mode


def test_platform_that_is_down_looks_like_a_reset() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        proxy = NetworkProxy(host="127.0.0.1", target_port=unused.getsockname()[1])
        try:
            with pytest.raises(ConnectionResetError):
                Scene(proxy, []).post()
        finally:
            proxy.close()


def test_a_port_in_use_is_said_at_once(scene: Scene) -> None:
    with pytest.raises(OSError, match="in use"):
        NetworkProxy(host="127.0.0.1", target_port=1, port=scene.proxy.port)


def test_closing_ends_the_thread_and_the_port(scene: Scene) -> None:
    scene.proxy.close()
    scene.proxy.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "network"]
    with pytest.raises(ConnectionRefusedError):
        scene.post()
