"""Errors cross from one process to another whole."""

import pickle

import pytest

from kiosk.errors import ConfigurationError, KioskError


@pytest.mark.parametrize("kind", [KioskError, ConfigurationError])
def test_an_error_of_another_process_says_all_it_said_there(kind: type[KioskError]) -> None:
    came = pickle.loads(pickle.dumps(kind("not_shown", "nothing is on the screen")))  # noqa: S301 our own
    assert (kind, "not_shown", "nothing is on the screen") == (type(came), came.code, str(came))
