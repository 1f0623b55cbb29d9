"""A matter's 31-character code (GB/T 39554.1-2020) and the department's code inside it (GB 32100-2015)."""

from functools import cache

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""GB 32100 leaves out I, O, S, V and Z."""
DEPARTMENT_LENGTH = 18
MATTER_LENGTH = 31
LEVELS = "123456"


@cache
def department_problem(code: str) -> str | None:
    """Say what is impossible about a unified social credit code, or return None."""
    if len(code) != DEPARTMENT_LENGTH:
        return f"the department's code has {len(code)} characters, not {DEPARTMENT_LENGTH}"
    if strange := sorted(set(code) - set(ALPHABET)):
        return f"the department's code holds {''.join(strange)}, which GB 32100 does not use"
    expected = check_character(code[:-1])
    if code[-1] != expected:
        return f"the department's code ends in {code[-1]}, but its check character is {expected}"
    return None


def check_character(first17: str) -> str:
    """Return the 18th character (GB 32100-2015, annex A: weights 3^i mod 31)."""
    total = sum(ALPHABET.index(character) * pow(3, i, 31) for i, character in enumerate(first17))
    return ALPHABET[-total % 31]


def matter_problem(code: str) -> str | None:
    """Say what is impossible about an implementation code: department 18, level 1, basic code 12."""
    if len(code) != MATTER_LENGTH:
        return f"the code has {len(code)} characters, not {MATTER_LENGTH}"
    if code[DEPARTMENT_LENGTH] not in LEVELS:
        return f"the level (19th character) is {code[DEPARTMENT_LENGTH]}, not one of {LEVELS}"
    if not (code[DEPARTMENT_LENGTH:].isascii() and code[DEPARTMENT_LENGTH:].isdigit()):
        return "the basic code (last 12 characters) is not all digits"
    return department_problem(code[:DEPARTMENT_LENGTH])
