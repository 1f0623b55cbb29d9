"""`python -m devices.face`: the process that looks at faces; what it saw ends with it."""

import sys

from devices.child_main import Answer, serve

MEMORY_BYTES = 1_500_000_000


def load() -> Answer:
    """Load dlib and its models and return what answers over the pipe."""
    from devices.face.recognition import Recogniser, answer_bytes  # noqa: PLC0415 here, and in no other process

    recogniser = Recogniser()
    return lambda question: answer_bytes(recogniser, question)


if __name__ == "__main__":
    sys.exit(serve(load, memory_bytes=MEMORY_BYTES))
