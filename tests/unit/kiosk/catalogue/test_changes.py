"""What an edition changed, as a technician is told."""

from pathlib import Path

from kiosk.catalogue.changes import Added, Change, Changed, Removed, changes
from kiosk.catalogue.loader import Catalogue, load
from tests.catalogue_folder import change, copied, without

BUNDLED = load()
BUS, HOTLINE = BUNDLED.by_slug("senior-bus-card-check"), BUNDLED.by_slug("hotline-12345")
HOTLINE_FILE = f"matters/{HOTLINE.department_id}/{HOTLINE.slug}.toml"


def differing(before: Catalogue, after: Catalogue) -> list[tuple[type[Change], str, tuple[str, ...]]]:
    found = changes(before, after)
    return [(type(one), one.matter.slug, one.keys if isinstance(one, Changed) else ()) for one in found]


def test_the_same_files_elsewhere_differ_in_nothing(tmp_path: Path) -> None:
    other = load(change(copied(tmp_path / "c"), "minutes =", "\nminutes ="))
    assert BUNDLED.version != other.version
    assert [] == differing(BUNDLED, other)


def test_matters_that_came_went_and_changed_are_told_apart(tmp_path: Path) -> None:
    root = change(copied(tmp_path / "c"), "minutes =", "version = 9\nminutes =")
    without(root, HOTLINE_FILE)
    other = load(root)
    both = [(Changed, BUS.slug, ("version",))]
    assert [(Removed, HOTLINE.slug, ()), *both] == differing(BUNDLED, other)
    assert [(Added, HOTLINE.slug, ()), *both] == differing(other, BUNDLED)


def test_keys_are_named_as_deep_as_they_differ(tmp_path: Path) -> None:
    root = copied(tmp_path / "c")
    change(root, 'summary = { zh = "', 'summary = { zh = "新')
    change(root, "before = 30", "before = 60")
    field = HOTLINE.fields[0]
    change(
        root, f'id = "{field.id}"\nlabel = {{ zh = "', f'id = "{field.id}"\nlabel = {{ zh = "新', HOTLINE_FILE
    )
    told = {slug: set(keys) for _, slug, keys in differing(BUNDLED, load(root))}
    assert {"summary.zh", "eligibility"} == told[BUS.slug]
    assert {f"fields.{field.id}.label.zh"} == told[HOTLINE.slug]


def test_fields_in_another_order_are_a_change_of_the_fields(tmp_path: Path) -> None:
    root = copied(tmp_path / "c")
    text = (root / HOTLINE_FILE).read_text(encoding="utf-8")
    head, first, second, rest = text.split("[[fields]]", 3)
    swapped = f"{head}[[fields]]{second}[[fields]]{first}[[fields]]{rest}"
    (root / HOTLINE_FILE).write_text(swapped, encoding="utf-8")
    assert [(Changed, HOTLINE.slug, ("fields",))] == differing(BUNDLED, load(root))
