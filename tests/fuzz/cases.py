"""Many cases in one example of hypothesis, whose own work around one costs far more than a parser's."""

import inspect
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

AT_ONCE = 10


def cases(*strategies: SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a test on as many cases as `given` would, ten an example; the failing one is told beside its batch.

    For tests that take one case in little time, without `example`, `st.data` or fixtures.
    """
    batches = st.lists(st.tuples(*strategies), min_size=AT_ONCE, max_size=AT_ONCE)

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        names = tuple(inspect.signature(test).parameters)

        def run(batch: list[tuple[Any, ...]]) -> None:
            for case in batch:
                try:
                    test(*case)
                except BaseException as error:
                    error.add_note(f"the case: {dict(zip(names, case, strict=True))!r}")
                    raise

        run.__name__, run.__qualname__, run.__module__ = test.__name__, test.__qualname__, test.__module__
        examples = settings().max_examples // AT_ONCE  # of the face that is imported
        return settings(max_examples=examples)(given(batches)(run))

    return decorate
