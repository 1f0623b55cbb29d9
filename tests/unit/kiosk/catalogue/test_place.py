from kiosk.catalogue.place import line_of, written

TEXT = """a = 1

[b]
c = { d = 2 }

[[e]]
f = 1

[[e]]
f = 2
shown = [
    { g = 3 },
]

["h.i"]
j = 4

[[k]]
[k.l]
m = 5

[[k]]
[[k.n]]
o = 6
[[k.n]]
o = 7
[k.l]
m = 8
"""


def test_a_key_is_found_on_its_line() -> None:
    assert (1, 4, 7, 10) == tuple(
        line_of(TEXT, path) for path in (("a",), ("b", "c"), ("e", 0, "f"), ("e", 1, "f"))
    )


def test_what_lies_deeper_counts_as_standing_where_its_key_does() -> None:
    assert line_of(TEXT, ("b", "c", "d")) == 4
    assert line_of(TEXT, ("e", 1, "shown", 0, "g")) == 11


def test_tables_inside_an_array_belong_to_its_element() -> None:
    paths = (("k", 0, "l", "m"), ("k", 1, "n", 0, "o"), ("k", 1, "n", 1, "o"), ("k", 1, "l", "m"))

    assert (20, 24, 26, 28) == tuple(line_of(TEXT, path) for path in paths)


def test_a_missing_key_is_reported_at_its_table() -> None:
    assert line_of(TEXT, ("e", 1, "missing")) == 9
    assert line_of(TEXT, ("h.i", "missing")) == 15


def test_an_unknown_place_has_no_line() -> None:
    assert line_of(TEXT, ("nowhere",)) is None


def test_a_path_is_written_counting_from_one() -> None:
    assert written(("fields", 0, "label", "zh")) == "fields[1].label.zh"
