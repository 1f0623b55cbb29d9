"""`python -m devices.handwriting MODEL`: the process that recognises characters; it ends with the visit."""

import sys
from pathlib import Path

from devices.child_main import Answer, serve

MEMORY_BYTES = 1_000_000_000


def load() -> Answer:
    """Load libraries and models and return what answers over the pipe."""
    from devices.handwriting.recognition import Recogniser, answer_bytes  # noqa: PLC0415 here, in no other process

    recogniser = Recogniser(Path(sys.argv[1]))
    return lambda question: answer_bytes(recogniser, question)


if __name__ == "__main__":
    sys.exit(serve(load, memory_bytes=MEMORY_BYTES))
