"""The core of the terminal: no Qt, no driver, no SQL."""
