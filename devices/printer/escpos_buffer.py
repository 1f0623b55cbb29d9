"""python-escpos writing into a buffer; its own module because importing it takes a fifth of a second."""

import logging
import os
import shutil
from typing import ClassVar

_handlers = tuple(logging.root.handlers)
from escpos import capabilities  # noqa: E402, its import has two side effects, undone below
from escpos.printer import Dummy  # noqa: E402

# The import sets up logging for the whole process and leaves a folder in /tmp behind.
logging.root.handlers[:] = _handlers
if "ESCPOS_CAPABILITIES_PICKLE_DIR" not in os.environ:
    shutil.rmtree(capabilities.pickle_dir, ignore_errors=True)


class _Paper(capabilities.Profile):  # type: ignore[misc] # escpos has no annotations
    """Without a width python-escpos writes a warning to stdout for each picture; ours are never too wide."""

    profile_data: ClassVar[dict[str, object]] = {
        **capabilities.CAPABILITIES["profiles"]["default"],
        "media": {"width": {"pixels": 4096}},
    }


def new_buffer() -> Dummy:
    """Give an Escpos that keeps what it would send in `output`."""
    return Dummy(_Paper())
