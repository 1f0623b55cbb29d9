"""A screen's process without its screen: each line it reads has it put an item and ask the centre."""

import json
import sys
from pathlib import Path

from kiosk.bootstrap import open_ports
from kiosk.config import load
from kiosk.domain.ids import CatalogueVersion, MatterCode
from kiosk.ports import ItemDraft
from kiosk.steps.ports import new_item_id
from kiosk.wire.envelope import ItemKind
from kiosk.wire.messages import CatalogueAnswer


def main(config: Path) -> None:
    """Answer each line with what was put, when it says that was, and whether the centre was reached."""
    with open_ports(load(config)) as ports:
        for _ in sys.stdin:
            draft = ItemDraft(
                id=new_item_id(ports.clock),
                kind=ItemKind.SERVICE,
                matter=MatterCode("m"),
                catalogue=CatalogueVersion("c"),
                body=b"\x80",
            )
            kept = ports.outbox.put(draft)
            ports.doorbell.ring()
            reached = isinstance(ports.centre.catalogue(), CatalogueAnswer)
            said = {"id": kept.id, "created_at": kept.created_at.isoformat(), "reached": reached}
            said["now"] = ports.clock.now().isoformat()
            sys.stdout.write(json.dumps(said) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
