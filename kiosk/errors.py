"""The few errors that are not values: each has a stable code and says what to do."""


class KioskError(Exception):
    """Trouble that ends the work at hand; `code` is the key for translation and documentation."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type["KioskError"], tuple[str, str]]:
        """Say how it is made anew in another process: by both, where an exception gives its message alone."""
        return type(self), (self.code, self.message)


class ConfigurationError(KioskError):
    """A configuration or command line that can't be used; the command exits with 2."""


class CatalogueError(KioskError):
    """A matter's declaration that can't be used; names the file and the place in it."""


class WireError(KioskError):
    """Bytes from the other end that do not say what docs/wire.md lets them say."""
