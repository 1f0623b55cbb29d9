"""Has Python import as it did before Qt was loaded.

PySide's own import reads the source of every module imported afterwards, to see whether it uses a
`__feature__`, and Python keeps what was read: 400 files and 14 MB. Nothing here uses a `__feature__`.
"""

import builtins

import PySide6.QtCore  # noqa: F401 puts its own import in place

builtins.__import__ = builtins.__orig_import__  # type: ignore[attr-defined]  # where PySide keeps Python's
