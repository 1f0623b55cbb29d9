"""What the centre is told when it starts."""

from pathlib import Path

import msgspec

from kiosk.domain.address import is_loopback
from kiosk.errors import ConfigurationError


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """One platform: where it listens, keeps its data, and how strict it is."""

    data: Path
    """Holds the embedded database and the platform's keys."""
    host: str = "127.0.0.1"
    port: int = 8600
    """0 takes any free one."""
    database: str | None = None
    """An SQLAlchemy URL; None is SQLite in `data`."""
    public_url: str | None = None
    """Where phones reach this platform; None is the address it listens on."""
    certificate: Path | None = None
    key: Path | None = None
    bench: bool = False
    """Serve /bench, to loopback only."""
    port_file: Path | None = None
    backup: Path | None = None
    """Where the database is backed up to."""
    backup_every_s: float | None = None
    """How often that is done while serving; None: not while serving."""
    area: str = "999001"
    """Area part of acceptance numbers; 999 is no real province."""
    code_life_s: int = 300
    code_attempts: int = 5
    codes_a_visit: int = 3
    codes_an_hour: int = 1000
    """A person's; low on a real platform, high here because the same fictional people walk all day."""
    order_life_s: int = 180
    reverse_after_s: int = 15
    """How old a charge has to be before wallets take it back."""
    number_block: int = 200
    document_days: int = 30

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite:///{self.data / 'central.sqlite3'}"

    @property
    def secure(self) -> bool:
        return self.certificate is not None


def checked(settings: Settings) -> Settings:
    """Return settings that may serve; ConfigurationError says what has to be given first."""
    if (settings.certificate is None) is not (settings.key is None):
        raise ConfigurationError(
            "central_tls", "https needs both a certificate and its key; only one was given"
        )
    if not settings.secure and not is_loopback(settings.host):
        raise ConfigurationError(
            "central_plain_http",
            f"http is served on loopback only, not on {settings.host}: https needs --certificate and --key",
        )
    if settings.backup_every_s is not None and settings.backup is None:
        raise ConfigurationError("central_backup", "--backup-every needs --backup: name the backup's file")
    if settings.bench and not is_loopback(settings.host):
        raise ConfigurationError(
            "central_bench", f"the bench is served on loopback only, not on {settings.host}"
        )
    return settings
