"""A terminal in memory for each test."""

import pytest

from tests.unit.kiosk.steps.memory import Terminal


@pytest.fixture
def terminal() -> Terminal:
    return Terminal()
