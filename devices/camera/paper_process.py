"""`python -m devices.camera.paper_process`: photographs of papers, OpenCV alone with the pictures."""

import sys

import msgspec

from devices.child_main import Answer, serve
from kiosk.domain.camera import PaperOutcome

MEMORY_BYTES = 2_500_000_000


class Ask(msgspec.Struct, frozen=True, array_like=True):
    """A picture of the desk, and how large the photograph may be."""

    jpeg: bytes
    most_bytes: int


def load() -> Answer:
    """Load OpenCV and return what answers an Ask with a PaperOutcome."""
    from devices.camera.paper import photograph  # noqa: PLC0415 here, and in no other process

    def answer(question: bytes) -> bytes:
        ask = msgspec.msgpack.decode(question, type=Ask)
        outcome: PaperOutcome = photograph(ask.jpeg, most_bytes=ask.most_bytes)
        return msgspec.msgpack.encode(outcome)

    return answer


if __name__ == "__main__":
    sys.exit(serve(load, memory_bytes=MEMORY_BYTES))
