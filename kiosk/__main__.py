"""The `kiosk` command."""

import sys

from kiosk.cli.parser import main

if __name__ == "__main__":
    sys.exit(main())
