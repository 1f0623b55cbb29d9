"""`kiosk matters schema`: the form of a declaration as JSON Schema, made from the records that read it."""

import argparse
from typing import Any

import msgspec

from kiosk.catalogue.joined import Joined
from kiosk.cli.output import Exit, Output
from kiosk.domain.matter import Matter

FROM_THE_DEPARTMENT = ("department", "counter")
"""What a matter has from departments.toml where its file does not say otherwise."""
SET_BY_THE_LOADER = ("slug", "department_id", "catalogue", "parts")


def schema(options: argparse.Namespace, output: Output) -> Exit:
    """Print the JSON Schema (2020-12) of a matter's file, or of a joined matter's."""
    made = schema_of(Joined if options.joined else Matter)
    output.row(made, msgspec.json.format(msgspec.json.encode(made), indent=2).decode())
    return Exit.DONE


def schema_of(type_: type[Matter | Joined]) -> dict[str, Any]:
    """Return the schema of a file, without what the loader adds; what the department gives is optional."""
    made = msgspec.json.schema(type_)
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    body = made["$defs"][type_.__name__]
    for name in SET_BY_THE_LOADER if type_ is Matter else ():
        body["properties"].pop(name, None)
    body["required"] = [
        name for name in body["required"] if name not in (*FROM_THE_DEPARTMENT, *SET_BY_THE_LOADER)
    ] + (["parts"] if type_ is Joined else [])
    return made
