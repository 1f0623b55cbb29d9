"""A client that is made when it is first asked: the libraries of HTTP are loaded after the first frame."""

import datetime as dt
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from kiosk.domain.reach import Refused, Unreachable
from kiosk.gateway.question import Question

if TYPE_CHECKING:
    from kiosk.gateway.client import CentreClient

T = TypeVar("T")


class LateClient:
    """A CentreClient from its first question on; whichever thread asks first makes it."""

    def __init__(self, make: "Callable[[], CentreClient]") -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: CentreClient | None = None

    def ask(self, question: Question, answer: type[T]) -> T | Refused | Unreachable:
        """Ask and return what was answered."""
        return self._client().ask(question, answer)

    @property
    def certificate_ends(self) -> dt.datetime | None:
        """When the centre's certificate ends that was shown last; None while none was."""
        return self._made.certificate_ends if self._made is not None else None

    def _client(self) -> "CentreClient":
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made
