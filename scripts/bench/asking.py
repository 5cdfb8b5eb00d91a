"""What those who measure can ask for."""

import math
from argparse import ArgumentTypeError
from pathlib import Path


def number(written: str) -> int:
    """How many records there are, or how often something is done."""
    if not written.isdecimal() or not int(written):
        raise ArgumentTypeError(f"'{written}' is not a number from 1 up")
    return int(written)


def seconds(written: str) -> float:
    """How long something may take: more than nothing, and not for ever."""
    try:
        asked = float(written)
    except ValueError:
        asked = 0
    if not 0 < asked < math.inf:
        raise ArgumentTypeError(f"'{written}' is no number of seconds")
    return asked


def folder(written: str) -> Path:
    """A folder that is there."""
    if not Path(written).is_dir():
        raise ArgumentTypeError(f"'{written}' is not a folder")
    return Path(written)
