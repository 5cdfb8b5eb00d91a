"""What is wrong, where, and what to write instead: problems are values."""

import errno
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field as declared
from difflib import SequenceMatcher, get_close_matches
from typing import NamedTuple

from knowledge_hub.codes import Code

NEAR = 0.7  # how alike two words have to be so that one may be the other misspelt
SURE = 0.8  # how alike two words have to be so that one must be the other misspelt
CLEAR = 0.05  # and by how much less alike all others
_UNWRITABLE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EBUSY, errno.ENOTDIR, errno.EISDIR)


class Place(NamedTuple):
    """A spot in a file: path from the project's root, line and column counted from one.

    A line of 0 stands for the file as a whole (a folder, a file that cannot be read as text).
    """

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True, order=True)
class Fix:
    """What mends a mistake in one way only: at this spot of the file, these characters become those. Both may run over several lines.

    At a line of 0 the file itself moves: what is written is its path, and the new path stands instead.
    """

    place: Place
    written: str
    instead: str


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake: where it stands, the field in the contributor's words, what is wrong, what to write.

    `field` and `advice` may be empty. `warning` marks what deserves a look but stops nothing. `code` is the sort of mistake; `fix` is
    there where the mistake has one answer.
    """

    place: Place
    says: str
    field: str = ""
    advice: str = ""
    warning: bool = False
    code: Code = declared(kw_only=True)
    fix: Fix | None = declared(default=None, compare=False)

    @property
    def said(self) -> str:
        """What is wrong, behind the name of the field where it is about one."""
        return f"{self.field}: {self.says}" if self.field else self.says

    def __str__(self) -> str:
        first = f"{self.place}: {'warning: ' if self.warning else ''}{self.said}"
        return f"{first}\n    {self.advice}" if self.advice else first


def why_not_written(error: OSError) -> str:
    """Where nothing can be written, and why; empty where something else went wrong."""
    return f"{error.filename or 'the disk'}: {error.strerror}" if error.errno in _UNWRITABLE else ""


def did_you_mean(written: str, known: Iterable[str], otherwise: str = "", *, near: float = NEAR) -> str:
    """Advice that names the one known word nearest to what was written, if it is as `near` as that, or `otherwise`."""
    lowered = {word.lower(): word for word in known}
    found = get_close_matches(written.lower(), list(lowered), n=1, cutoff=near)
    return f"did you mean '{lowered[found[0]]}'?" if found else otherwise


def surely(written: str, known: Iterable[str]) -> str:
    """The one known word that must be meant: very near, its numbers the same, and no other nearly as near; empty where there is none."""
    lowered = {word.lower(): word for word in known}
    said = written.lower()
    near = [word for word in get_close_matches(said, list(lowered), n=3, cutoff=NEAR) if _digits(word) == _digits(said)]
    if not near:
        return ""
    first, *others = (SequenceMatcher(None, word, said).ratio() for word in near)
    return lowered[near[0]] if first >= SURE and all(other < first - CLEAR for other in others) else ""


def _digits(word: str) -> str:
    return "".join(sign for sign in word if sign.isdigit())


def with_article(noun: str) -> str:
    """The noun behind its article: 'a topic', 'an event'."""
    return f"{'an' if noun[0].lower() in 'aeio' else 'a'} {noun}"


def counted(number: int, noun: str) -> str:
    """A number of things: 1 record, 2 records."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def mistakes(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that stop a site; the others are warnings."""
    return tuple(problem for problem in problems if not problem.warning)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems by file, line and column, each said once."""
    return tuple(sorted(set(problems)))
