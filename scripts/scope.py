"""What a change touches: records, code, or both. Reads the names of its files from standard input, each ended by a NUL.

Prints `records=…` and `code=…` (true or false) for later steps, and tells whoever reviews when a change touches both.
"""

import sys
from collections.abc import Iterable

FOLDER = "content/"
BOTH = (
    "This change touches records and code. Records can be reviewed by editors, code by maintainers: "
    "two pull requests are easier to review and to take back."
)


def scope(files: Iterable[str]) -> tuple[bool, bool]:
    """Whether records are among the files, and whether there is anything else."""
    listed = list(files)
    return any(file.startswith(FOLDER) for file in listed), any(not file.startswith(FOLDER) for file in listed)


if __name__ == "__main__":
    records, code = scope(file for file in sys.stdin.buffer.read().decode(errors="replace").split("\0") if file)
    if records and code:
        sys.stderr.write(f"::warning title=records and code::{BOTH}\n")
    print(f"records={str(records).lower()}\ncode={str(code).lower()}")
