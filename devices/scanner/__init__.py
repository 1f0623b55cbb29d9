"""Scanners of codes: on a serial line, or a keyboard taken away from the screen."""
