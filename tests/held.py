"""What is still held in memory."""

import gc


def held(root: object, text: str) -> bool:
    """Return whether an object below `root`, however far down, is this text."""
    seen, todo = {id(root)}, [root]
    while todo:
        new = [one for one in gc.get_referents(*todo) if id(one) not in seen]
        if any(one == text for one in new if isinstance(one, str)):
            return True
        seen.update(map(id, new))
        todo = [one for one in new if not isinstance(one, type | type(gc))]
    return False
