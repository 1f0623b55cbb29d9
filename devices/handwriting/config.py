"""The table [handwriting] of terminal.toml."""

import msgspec


class HandwritingConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[handwriting]`: characters can be written with a finger; left out, only pinyin is offered."""

    strokes: str = "/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model"
    """The model of Debian's tegaki-zinnia-simplified-chinese, or another that zinnia reads."""
