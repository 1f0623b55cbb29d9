import re
from argparse import Namespace
from pathlib import Path

from kiosk.catalogue.loader import BUNDLED, load, problems
from kiosk.cli.matters import spell
from kiosk.cli.output import Exit, Output

PAGE = BUNDLED.parent.parent / "docs" / "catalogue.md"


def test_the_example_of_the_documentation_is_a_matter(root: Path) -> None:
    example = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (root / "matters" / "service_centre" / "wheelchair.toml").write_text(example[0], encoding="utf-8")

    assert () == problems(root)
    assert load(root).by_slug("wheelchair").name.zh == "借用轮椅登记"


def test_a_clerk_writes_it_without_pinyin_and_the_command_adds_it(root: Path) -> None:
    example = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[0]
    without = "".join(line for line in example.splitlines(keepends=True) if "pinyin" not in line)
    file = root / "matters" / "service_centre" / "wheelchair.toml"
    file.write_text(without, encoding="utf-8")
    assert {"pinyin", "alias_pinyin"} == {problem.path for problem in problems(root)}

    assert Exit.DONE is spell(Namespace(file=[str(file)]), Output(json=True))

    assert () == problems(root)
    assert "jie yong lun yi deng ji" == load(root).by_slug("wheelchair").pinyin
