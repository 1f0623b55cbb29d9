"""AT-SPI from outside, over raw D-Bus: what a desktop's assistive programs see of a window, and can press."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from jeepney import DBusAddress, MessageType, Properties, new_method_call
from jeepney.bus import parse_addresses
from jeepney.io.blocking import DBusConnection, open_dbus_connection

ROOT = "/org/a11y/atspi/accessible/root"
ACCESSIBLE, ACTION, EDITABLE = (f"org.a11y.atspi.{name}" for name in ("Accessible", "Action", "EditableText"))
SHOWING = 25
"""Bit of the state set (atspi-constants.h)."""


class Node(NamedTuple):
    """One thing on the screen as it is told to the outside."""

    owner: str
    path: str
    role: str
    name: str


class Desktop:
    """The accessibility bus of this session."""

    def __init__(self) -> None:
        session = open_dbus_connection(bus="SESSION")
        try:
            asked = new_method_call(
                DBusAddress("/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Bus"), "GetAddress"
            )
            (address,) = session.send_and_get_reply(asked, timeout=10).body
        finally:
            session.close()
        self._bus: DBusConnection = open_dbus_connection(bus=address.split(",guid")[0])
        assert parse_addresses(address)

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()

    def showing(self) -> tuple[Node, ...]:
        """Return everything that is to be seen, of every program, in its order."""
        programs = self._call("org.a11y.atspi.Registry", ROOT, ACCESSIBLE, "GetChildren")[0]
        return tuple(node for owner, path in programs for node in self._below(owner, path))

    def press(self, node: Node) -> None:
        """Press it; AssertionError when it does not take a press."""
        actions = [action[0] for action in self._call(node.owner, node.path, ACTION, "GetActions")[0]]
        assert "Press" in actions, f"{node} can't be pressed: {actions}"
        assert self._call(node.owner, node.path, ACTION, "DoAction", "i", (actions.index("Press"),))[0]

    def write(self, node: Node, text: str) -> None:
        """Write into a field in place of what it holds."""
        self._call(node.owner, node.path, EDITABLE, "SetTextContents", "s", (text,))

    def _below(self, owner: str, path: str) -> Iterator[Node]:
        for child_owner, child in self._call(owner, path, ACCESSIBLE, "GetChildren")[0]:
            low, _ = self._call(child_owner, child, ACCESSIBLE, "GetState")[0]
            if low & 1 << SHOWING:
                role = self._call(child_owner, child, ACCESSIBLE, "GetRoleName")[0]
                yield Node(child_owner, child, role, self._name(child_owner, child))
            yield from self._below(child_owner, child)

    def _name(self, owner: str, path: str) -> str:
        asked = Properties(DBusAddress(path, bus_name=owner, interface=ACCESSIBLE)).get("Name")
        reply = self._bus.send_and_get_reply(asked, timeout=10)
        return str(reply.body[0][1]) if reply.header.message_type is MessageType.method_return else ""

    def _call(
        self,
        owner: str,
        path: str,
        interface: str,
        method: str,
        signature: str = "",
        body: tuple[Any, ...] = (),
    ) -> Any:  # noqa: ANN401 what D-Bus gives
        address = DBusAddress(path, bus_name=owner, interface=interface)
        reply = self._bus.send_and_get_reply(
            new_method_call(address, method, signature or None, body), timeout=10
        )
        if reply.header.message_type is MessageType.error:
            return ([], (0, 0)) if method != "GetState" else ((0, 0),)
        return reply.body
