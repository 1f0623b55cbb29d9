"""Where terminal.toml is."""

import os
from pathlib import Path

DEFAULT_PATH = Path("/etc/kiosk/terminal.toml")


def config_path(given: str | None) -> Path:
    """Return `--config`, else KIOSK_CONFIG, else /etc/kiosk/terminal.toml."""
    return Path(given or os.environ.get("KIOSK_CONFIG") or DEFAULT_PATH)
