import os
import socket

import pytest

from kiosk.errors import ConfigurationError
from kiosk.listeners import holder_of, need_free


def test_a_port_in_use_is_said_with_its_holder_and_the_option() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(ConfigurationError) as caught:
            need_free(port, purpose="the platform", option="--central-port")
    assert f"the platform: port {port} is in use by" in caught.value.message
    assert f"(pid {os.getpid()})" in caught.value.message
    assert "--central-port" in caught.value.message


def test_holder_is_found_on_ipv6_too() -> None:
    with socket.create_server(("::1", 0), family=socket.AF_INET6) as server:
        found = holder_of(server.getsockname()[1])
    assert found is not None
    assert os.getpid() == found.pid
    assert found.command


def test_nobody_holds_a_port_that_is_only_bound() -> None:
    with socket.socket() as idle:
        idle.bind(("127.0.0.1", 0))
        assert holder_of(idle.getsockname()[1]) is None


@pytest.mark.parametrize("any_port", [0])
def test_any_port_is_always_free(any_port: int) -> None:
    need_free(any_port, purpose="the platform", option="--central-port")


def test_a_free_port_stays_free_after_the_look() -> None:
    with socket.socket() as idle:
        idle.bind(("127.0.0.1", 0))
        port = idle.getsockname()[1]
    need_free(port, purpose="the platform", option="--central-port")
    need_free(port, purpose="the platform", option="--central-port")
