"""The addresses that stood in the project at an earlier revision of its git repository."""

from pathlib import Path

from knowledge_hub.external.written import FOLDERS, addresses_in, is_read, text_of
from knowledge_hub.problems import Problem
from knowledge_hub.revision import commit_of, contents, files_at, left_at


def addresses_at(root: Path, revision: str) -> frozenset[str] | Problem:
    """All addresses written where the work in `root` left this revision, or what is wrong with the revision.

    That is the last commit that both have: what others added to the revision since then is not taken for a change of ours.
    """
    commit = commit_of(root, revision, "--since", "Leave out --since to try all links.")
    if isinstance(commit, Problem):
        return commit
    files = {file: blob for file, blob in files_at(root, left_at(root, commit), FOLDERS) if is_read(file)}
    texts = zip(files, contents(root, files.values()), strict=True)
    return frozenset(address for file, raw in texts if raw for address, _ in addresses_in(file, text_of(raw)))
