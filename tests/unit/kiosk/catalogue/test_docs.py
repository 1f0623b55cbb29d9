import re
from pathlib import Path

from kiosk.catalogue.loader import BUNDLED, load, problems

PAGE = BUNDLED.parent.parent / "docs" / "catalogue.md"


def test_the_example_of_the_documentation_is_a_matter(root: Path) -> None:
    example = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (root / "matters" / "service_centre" / "wheelchair.toml").write_text(example[0], encoding="utf-8")

    assert () == problems(root)
    assert load(root).by_slug("wheelchair").name.zh == "借用轮椅登记"
