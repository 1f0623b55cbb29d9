"""Two lists of candidates become one."""

from devices.handwriting.recognition import by_turns


def test_lists_are_taken_by_turns_and_nothing_comes_twice() -> None:
    assert ("我", "找", "戒", "成", "战") == by_turns(("我", "戒"), ("找", "我", "成", "战"))
    assert ("一",) == by_turns((), ("一",))
