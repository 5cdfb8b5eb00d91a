"""What is written in issues and comments on GitHub, in Markdown. What others wrote stands there in code, where nothing of it acts."""

import re
from collections.abc import Iterable, Sequence

LONGEST_BODY = 60_000  # GitHub takes 65 536 characters in the body of an issue; some are kept for what others add

Chapter = tuple[str, str, Sequence[str]]  # a heading, what to do about what stands below it, and that item by item


def body(summary: str, chapters: Iterable[Chapter], command: str) -> str:
    """The body of an issue: chapters without items are left out, and items that do not fit, which the command lists."""
    text = f"{summary}\n"
    left_out = 0
    for heading, advice, items in chapters:
        if items:
            text += f"\n## {heading}: {len(items)}\n\n" + (f"{advice}\n\n" if advice else "")
        for item in items:
            if len(text) + len(item) > LONGEST_BODY:
                left_out += 1
            else:
                text += item
    return text + (f"\n{left_out} more do not fit here; `{command}` lists them all.\n" if left_out else "")


def code(text: str) -> str:
    """The text as code, between more backticks than it holds in a row."""
    line = " ".join(text.split())
    fence = "`" * (max((len(run) for run in re.findall("`+", line)), default=0) + 1)
    padding = " " if "`" in line else ""
    return f"{fence}{padding}{line}{padding}{fence}"
