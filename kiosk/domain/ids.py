"""Names of things, each a type of its own."""

from typing import NewType

ItemId = NewType("ItemId", str)
"""UUIDv7 in its canonical text form: the idempotency key of an item."""
ReceiptNumber = NewType("ReceiptNumber", str)
"""收件编号: ours, from a leased block."""
AcceptanceNumber = NewType("AcceptanceNumber", str)
"""受理号: the department's, later."""
TerminalId = NewType("TerminalId", str)
KeyId = NewType("KeyId", str)
MatterCode = NewType("MatterCode", str)
CatalogueVersion = NewType("CatalogueVersion", str)
VisitId = NewType("VisitId", str)
