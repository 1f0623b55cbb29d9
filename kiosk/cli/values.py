"""What an option of the command line may be: each returns the value, or says why it is none."""

import argparse

DAY_S = 86_400
FARTHEST = 2
"""Two of dlib's descriptors are never farther from each other."""
LAST_PORT = 65_535


def port(text: str) -> int:
    """Return a port that can be listened on; 0 takes any free one."""
    number = int(text)
    if not 0 <= number <= LAST_PORT:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and {LAST_PORT}")
    return number


def distance(text: str) -> float:
    """Return a distance of two faces: 'nan' is none."""
    apart = float(text)
    if not 0 < apart <= FARTHEST:
        raise argparse.ArgumentTypeError(f"'{text}' is not a distance between 0 and {FARTHEST}")
    return apart


def seconds(text: str) -> float:
    """Return a time that can be waited: 'nan' would wait for ever."""
    time = float(text)
    if not 0 <= time <= DAY_S:
        raise argparse.ArgumentTypeError(f"'{text}' is not between 0 and {DAY_S} seconds")
    return time


def minutes(text: str) -> float:
    """Return a time to work for, more than none."""
    time = float(text)
    if not 0 < time <= DAY_S:
        raise argparse.ArgumentTypeError(f"'{text}' is not more than 0 and at most {DAY_S} minutes")
    return time


def count(text: str) -> int:
    """Return how many of something, at least one."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number from 1 on")
    return number
