"""What residents carry: a phone that codes are sent to, and a wallet that pays."""

from typing import Any

from sim.centre_door import CentreDoor
from sim.command import CommandError
from sim.commands import Department, Pay, PlatformMode, WalletMood


class Pocket:
    """The platform's side doors that the bench needs, in the bench's words."""

    def __init__(self, url: str) -> None:
        self._door = CentreDoor(url)
        self.mode = PlatformMode.OK
        """How the platform was last told to behave."""
        self.mood = WalletMood.PAYS
        """How wallets were last told to behave."""

    def codes(self) -> list[dict[str, Any]]:
        """Return the codes that were sent, newest first."""
        return list(self._door.get("/codes"))

    def orders(self) -> list[dict[str, Any]]:
        """Return the orders that wait for a wallet, newest first."""
        return list(self._door.get("/orders"))

    def pay(self, command: Pay) -> dict[str, Any]:
        """Pay; CommandError when no order waits."""
        code = command.code or self._newest()
        return dict(self._door.post("/pay", {"code": code, "wallet": command.wallet}))

    def behave(self, mode: PlatformMode) -> None:
        """Let the platform be slow, failing, a portal, or right again."""
        self._door.post("/behaviour", {"mode": mode.value})
        self.mode = mode

    def e_id(self, resident: str) -> str:
        """Return the e-ID code that a resident's phone shows now."""
        return str(self._door.post("/e-id", {"resident": resident})["code"])

    def tune(self, mood: WalletMood) -> None:
        """Let wallets pay at once, ask for a password, refuse or be silent when their code is charged."""
        self._door.post("/wallet", {"mood": mood.value})
        self.mood = mood

    def change_department(self, command: Department) -> dict[str, Any]:
        """Let a department's system be open, down or maintained, or let its hours decide."""
        until = command.until.isoformat() if command.until else None
        change = {"mode": command.mode.value, "until": until}
        return dict(self._door.post("/department", {"department": command.department, **change}))

    def _newest(self) -> str:
        orders = self.orders()
        if not orders:
            raise CommandError("no order waits for a wallet")
        return str(orders[0]["code"])
