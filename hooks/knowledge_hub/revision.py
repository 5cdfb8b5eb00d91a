"""What stood in the project at an earlier revision of its git repository. Nothing is checked out, and no code of it runs."""

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from knowledge_hub.problems import Place, Problem


def commit_of(root: Path, revision: str, asked_by: str, otherwise: str = "") -> str | Problem:
    """The hash of the commit that a revision names; `asked_by` is the option it was written behind, `otherwise` what to do without git."""
    try:
        commit = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    except FileNotFoundError:
        return Problem(Place("git", 0), "is not installed", advice=otherwise, code="tool-missing")
    if not commit:
        says, advice = f"'{revision}' is not a revision here", "As in origin/main, or the hash of a commit."
        return Problem(Place(asked_by, 0), says, advice=advice, code="unknown-revision")
    return commit


def left_at(root: Path, commit: str) -> str:
    """The last commit that this one and the work in `root` share; the commit itself where there is none."""
    shared = git(root, "merge-base", commit, "HEAD").decode().split()
    return shared[0] if shared else commit


def files_at(root: Path, commit: str, folders: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The files below these folders at a commit, each with the hash of what it held."""
    for entry in git(root, "ls-tree", "-r", "-z", commit, "--", *folders).decode(errors="replace").split("\0"):
        about, _, file = entry.partition("\t")
        if about.startswith("100"):
            yield file, about.split()[2]


def contents(root: Path, names: Iterable[str]) -> Iterator[bytes | None]:
    """What each of these objects holds: a hash, or a file of a commit as 'commit:path'; None where there is none.

    The format is that of `git cat-file --batch`.
    """
    answer = git(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode())
    spot = 0
    while spot < len(answer):
        head_end = answer.index(b"\n", spot)
        head = answer[spot:head_end]
        if head.endswith(b" missing"):
            yield None
            spot = head_end + 1
            continue
        size = int(head.split()[-1])
        yield answer[head_end + 1 : head_end + 1 + size]
        spot = head_end + size + 2


def git(root: Path, *words: str, given: bytes = b"") -> bytes:
    """What git prints; nothing where it refuses."""
    words = ("git", "-C", str(root), *words)
    return subprocess.run(words, input=given, capture_output=True, check=False).stdout  # noqa: S603 (no shell; '--end-of-options' guards)
