"""Lines of the UPS management protocol (RFC 9271), in words and as answers. Pure.

A word with blanks stands in quotes, in which a backslash takes the next character as it is (4.1, and upsd's
own parseconf).
"""

import msgspec


class NutLineError(ValueError):
    """A line that the protocol does not have; the sentence says what is wrong with it."""


class Variable(msgspec.Struct, frozen=True):
    """VAR UPS NAME "VALUE"."""

    ups: str
    name: str
    value: str


class Supplied(msgspec.Struct, frozen=True):
    """UPS NAME "DESCRIPTION", in the list of all."""

    ups: str
    description: str


class Begin(msgspec.Struct, frozen=True):
    """A list begins: BEGIN LIST and what it lists."""

    what: tuple[str, ...]


class End(msgspec.Struct, frozen=True):
    """A list ends."""

    what: tuple[str, ...]


class Refusal(msgspec.Struct, frozen=True):
    """ERR CODE: DATA-STALE, DRIVER-NOT-CONNECTED, UNKNOWN-UPS, ACCESS-DENIED and others (4.3)."""

    code: str


class Other(msgspec.Struct, frozen=True):
    """Words that stand alone: the answer to VER, OK, and what later versions may say."""

    words: tuple[str, ...]


Line = Variable | Supplied | Begin | End | Refusal | Other


def read(line: str) -> Line:
    """Read one line; NutLineError when it is none."""
    match words(line):
        case ("VAR", ups, name, value):
            return Variable(ups, name, value)
        case ("VAR", *_):
            raise NutLineError("a VAR without its UPS, name and value")
        case ("UPS", ups, description):
            return Supplied(ups, description)
        case ("BEGIN", "LIST", *what):
            return Begin(tuple(what))
        case ("END", "LIST", *what):
            return End(tuple(what))
        case ("ERR", code, *_):
            return Refusal(code)
        case ("ERR",):
            raise NutLineError("an ERR without its code")
        case other:
            return Other(other)


def words(line: str) -> tuple[str, ...]:
    """Part a line into its words; NutLineError when a quote or an escape is not ended."""
    found: list[str] = []
    at = 0
    while (at := _past_blanks(line, at)) < len(line):
        word, at = _word(line, at)
        found.append(word)
    return tuple(found)


def quoted(word: str) -> str:
    """Write a word as it stands in a line."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _past_blanks(line: str, at: int) -> int:
    while at < len(line) and line[at] in " \t\r\n":
        at += 1
    return at


def _word(line: str, at: int) -> tuple[str, int]:
    """Return the word that begins at `at`, and where it ended."""
    inside = line[at] == '"'
    at += inside
    ends = '"' if inside else " \t\r\n"
    letters: list[str] = []
    while at < len(line) and line[at] not in ends:
        if line[at] == "\\":
            at += 1
            if at == len(line):
                raise NutLineError("the line ends in a backslash")
        letters.append(line[at])
        at += 1
    if inside and at == len(line):
        raise NutLineError("a quote is not ended")
    return "".join(letters), at + inside
