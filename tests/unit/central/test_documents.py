"""Certificates as they are set."""

import io
import re
import subprocess
import tomllib
from pathlib import Path

import msgspec
import pytest
import zxingcpp
from PIL import Image

from central.documents import TEMPLATES, Certificate, pages_of, qr_svg, typeset
from kiosk.catalogue.loader import BUNDLED as CATALOGUE
from kiosk.catalogue.loader import load
from sim.sheet_engine import page_count

URL = "http://127.0.0.1:8600/d/0123456789abcdefghijklmn"
SAMPLE = Certificate(
    title="社会保险参保证明",
    number="999001012611239000017",
    name="𠮷㐂",
    sex="男",
    id_number="330109199001010017",
    birth="1990年1月1日",
    particulars=(("用途", "找工作、入职"),),
    columns=("险种", "单位"),
    rows=(("养老保险", "样例制造有限公司"),),
    issuer="人力社保",
    date="2026年11月23日",
    receipt="S260000017K7QX",
    qr_svg=qr_svg(URL),
    check_url=URL,
)


def test_rare_characters_of_a_name_are_drawn_by_the_fonts_that_are_installed(tmp_path: Path) -> None:
    name = "𠮷㐂䶮𬭚喆堃燚犇彧翀昶祎龑赟禤鿫𮧵"
    file = tmp_path / "certificate.pdf"
    file.write_bytes(typeset("certificate", msgspec.structs.replace(SAMPLE, name=name))[0])
    said = subprocess.run(("pdftotext", "-raw", file, "-"), capture_output=True, text=True, check=True).stdout
    fonts = subprocess.run(("pdffonts", file), capture_output=True, text=True, check=True).stdout
    assert name in "".join(said.split())
    drawn_by = set(re.findall(r"\+([A-Za-z]+)", fonts))
    assert {"HanaMinB", "NotoSerifCJKsc", "NotoSansCJKsc"} == drawn_by


@pytest.mark.parametrize(
    "template", ["certificate", "social-insurance-proof", "no-criminal-record", "unheard-of"]
)
def test_page_carries_a_code_that_leads_to_its_check(template: str) -> None:
    pdf, png = typeset(template, SAMPLE)
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))
    assert (b"%PDF", [URL]) == (pdf[:4], [code.text for code in found])


def test_every_certificate_of_the_catalogue_has_its_template_and_is_used() -> None:
    lists = tomllib.loads((CATALOGUE / "templates.toml").read_text(encoding="utf-8"))
    named = sorted(name for names in lists.values() for name in names)
    declared = {matter.document.template for matter in load().matters.values() if matter.document}
    assert named == sorted(declared)
    assert declared <= {path.stem for path in TEMPLATES.glob("*.typ")}


def test_long_statement_goes_on_over_the_page() -> None:
    rows = tuple(("养老保险", f"样例制造有限公司第{place}分公司") for place in range(60))
    pdf, _ = typeset("social-insurance-proof", msgspec.structs.replace(SAMPLE, rows=rows))
    assert pages_of(pdf) == page_count(pdf) > 1


def test_a_short_statement_is_one_page() -> None:
    pdf, _ = typeset("social-insurance-proof", SAMPLE)
    assert pages_of(pdf) == page_count(pdf) == 1


def test_certificate_without_rows_is_still_set() -> None:
    pdf, _ = typeset("certificate", msgspec.structs.replace(SAMPLE, rows=(), columns=()))
    assert b"%PDF" == pdf[:4]
