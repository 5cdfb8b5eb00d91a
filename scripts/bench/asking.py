"""What those who measure can ask for."""

from argparse import ArgumentTypeError
from pathlib import Path


def number(written: str) -> int:
    """How many records there are, or how often something is done."""
    if not written.isdecimal() or not int(written):
        raise ArgumentTypeError(f"'{written}' is not a number from 1 up")
    return int(written)


def folder(written: str) -> Path:
    """A folder that is there."""
    if not Path(written).is_dir():
        raise ArgumentTypeError(f"'{written}' is not a folder")
    return Path(written)
