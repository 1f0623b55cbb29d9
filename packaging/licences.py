"""List the licences of all that the lock pins in docs/licences.md, or check (--check) that the list holds."""

import argparse
import re
import sys
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "licences.md"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)

# What may be combined with GPL-3.0-or-later, by SPDX name.
COMPATIBLE = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "BSL-1.0",
        "CC0-1.0",
        "GPL-2.0-or-later",
        "GPL-3.0-only",
        "GPL-3.0-or-later",
        "ISC",
        "LGPL-2.0-or-later",
        "LGPL-2.1-or-later",
        "LGPL-3.0-only",
        "LGPL-3.0-or-later",
        "LicenseRef-PublicDomain",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "MPL-2.0",
        "PSF-2.0",
        "Unicode-DFS-2016",
        "Unlicense",
        "Zlib",
    },
)
# What older packages say in words.
IN_WORDS = {
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "Boost Software License": "BSL-1.0",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.0-or-later",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Public Domain": "LicenseRef-PublicDomain",
}
# Where the metadata is unclear and the licence file was read.
READ = {
    "huey": "MIT",
    "litequeue": "MIT",
    "pycups": "GPL-2.0-or-later",  # License says GPLv2+, the classifier no version
    "qrcode": "BSD-3-Clause AND MIT",  # its own, and that of the program it was forked from
    "sniffio": "MIT OR Apache-2.0",  # the classifiers list both; LICENSE says either
}
# Tables of this repository that were made from others' data; the licence's text lies beside each.
TABLES = (
    ("kiosk/catalogue/divisions.csv", "@vant/area-data (npm)", "MIT"),
    ("kiosk/characters", "Unihan 15.0.0, Debian's unicode-data", "Unicode-DFS-2016"),
)
COLUMNS = "| package | version | licence | for |\n|---|---|---|---|\n"


class Dependency(NamedTuple):
    """One pinned package; `licence` is an SPDX expression, or what its metadata says instead."""

    name: str
    version: str
    licence: str
    terminal: bool


def pinned(lock: Path) -> dict[str, str]:
    """Return name -> version of everything that a lock file pins."""
    return dict(PINNED.findall(lock.read_text()))


def field(meta: PackageMetadata, name: str) -> str:
    """Return the first line of a field of the metadata, empty when there is none."""
    value = meta[name].strip() if name in meta else ""
    return value.partition("\n")[0].strip()


def stated(meta: PackageMetadata) -> str:
    """Return what a package says of its licence, the most exact statement first."""
    if expression := field(meta, "License-Expression"):
        return expression
    classifiers = [c for c in meta.get_all("Classifier") or [] if c.startswith("License ::")]
    words = [c.rpartition(" :: ")[2] for c in classifiers if c != "License :: OSI Approved"]
    words = words or [field(meta, "License")]
    return " AND ".join(IN_WORDS.get(word, word) for word in words) or "unknown"


def licence_of(name: str) -> str:
    """Return the SPDX expression of an installed package's licence, or words that are none."""
    try:
        return READ.get(name) or stated(metadata(name))
    except PackageNotFoundError:
        return "not installed"


def compatible(expression: str) -> bool:
    """Say whether an expression of names, AND and OR (no brackets) allows GPL-3.0-or-later."""
    alternatives = expression.split(" OR ")
    return any(all(part in COMPATIBLE for part in one.split(" AND ")) for one in alternatives)


def dependencies() -> tuple[Dependency, ...]:
    """Return everything that is pinned, by name."""
    terminal = pinned(ROOT / "requirements-terminal.lock")
    models = pinned(ROOT / "requirements-models.lock")
    everything = dict(sorted((pinned(ROOT / "requirements.lock") | models).items()))
    return tuple(Dependency(n, v, licence_of(n), n in terminal or n in models) for n, v in everything.items())


def page(found: tuple[Dependency, ...]) -> str:
    """Return docs/licences.md."""
    rows = "".join(
        f"| {d.name} | {d.version} | {d.licence} | {'terminal' if d.terminal else 'platform, tests'} |\n"
        for d in found
    )
    tables = "".join(f"| {where} | {source} | {licence} |\n" for where, source, licence in TABLES)
    return (
        "# Licences of what we build on\n\nWritten by `make lock` from what the pinned packages say of"
        " themselves; `make check` fails\nwhen one is unknown or may not be combined with"
        f" GPL-3.0-or-later.\n\n{COLUMNS}{rows}"
        f"\n## Data\n\n| table | made from | licence |\n|---|---|---|\n{tables}"
    )


def problems(found: tuple[Dependency, ...]) -> list[str]:
    """Return a sentence for each dependency that may not be used."""
    return [
        f"{d.name} {d.version}: the licence '{d.licence}' is not known to allow GPL-3.0-or-later"
        for d in found
        if not compatible(d.licence)
    ] + [
        f"{where}: the licence '{licence}' is not known to allow GPL-3.0-or-later"
        for where, _, licence in TABLES
        if not compatible(licence)
    ]


def main() -> int:
    """Write or check the page; 0 when all is well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="change nothing, fail when the page is out of date"
    )
    found = dependencies()
    sentences = problems(found)
    if not parser.parse_args().check:
        PAGE.write_text(page(found))
    elif not PAGE.exists() or PAGE.read_text() != page(found):
        sentences.append("docs/licences.md is out of date: make lock writes it")
    sys.stderr.writelines(f"licences: {sentence}\n" for sentence in sentences)
    return 1 if sentences else 0


if __name__ == "__main__":
    sys.exit(main())
