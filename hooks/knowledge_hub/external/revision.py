"""The addresses that stood in the project at an earlier revision of its git repository."""

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from knowledge_hub.external.written import FOLDERS, addresses_in, is_read, text_of
from knowledge_hub.problems import Place, Problem


def addresses_at(root: Path, revision: str) -> frozenset[str] | Problem:
    """All addresses written where the work in `root` left this revision, or what is wrong with the revision.

    That is the last commit that both have: what others added to the revision since then is not taken for a change of ours.
    """
    try:
        commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    except FileNotFoundError:
        return Problem(Place("git", 0), "is not installed", advice="Leave out --since to try all links.", code="tool-missing")
    if not commit:
        says, advice = f"'{revision}' is not a revision here", "As in origin/main, or the hash of a commit."
        return Problem(Place("--since", 0), says, advice=advice, code="unknown-revision")
    shared = _git(root, "merge-base", commit, "HEAD").decode().split()
    files = list(_files(root, shared[0] if shared else commit))
    texts = zip((file for file, _ in files), _blobs(root, [blob for _, blob in files]), strict=True)
    return frozenset(address for file, raw in texts for address, _ in addresses_in(file, text_of(raw)))


def _files(root: Path, commit: str) -> Iterator[tuple[str, str]]:
    """The files with links at this commit, each with the hash of what it held."""
    for entry in _git(root, "ls-tree", "-r", "-z", commit, "--", *FOLDERS).decode(errors="replace").split("\0"):
        about, _, file = entry.partition("\t")
        if is_read(file) and about.startswith("100"):
            yield file, about.split()[2]


def _blobs(root: Path, hashes: Iterable[str]) -> Iterator[bytes]:
    """What each of these hashes holds (the format is that of `git cat-file --batch`)."""
    answer = _git(root, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in hashes).encode())
    spot = 0
    while spot < len(answer):
        head_end = answer.index(b"\n", spot)
        size = int(answer[spot:head_end].split()[2])
        yield answer[head_end + 1 : head_end + 1 + size]
        spot = head_end + size + 2


def _git(root: Path, *words: str, given: bytes = b"") -> bytes:
    """What git prints; nothing where it refuses."""
    words = ("git", "-C", str(root), *words)
    return subprocess.run(words, input=given, capture_output=True, check=False).stdout  # noqa: S603 (no shell; '--end-of-options' guards)
