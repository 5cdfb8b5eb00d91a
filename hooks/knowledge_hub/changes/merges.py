"""Merges that drop entries: what stood in a list on both sides, or came on one, and is not there behind the merge."""

from collections.abc import Iterator, Mapping
from typing import Any

from knowledge_hub.changes.versions import Version, Versions, versions_at, versions_now
from knowledge_hub.changes.words import name_of, said
from knowledge_hub.document import Way
from knowledge_hub.problems import Place, Problem
from knowledge_hub.project import Project
from knowledge_hub.revision import git

ADVICE = "Put it back, or say in the pull request why it goes."
MOST = 200  # merges that are looked at, the latest first

Lists = Mapping[Way, frozenset[str]]


def dropped(project: Project, base: str, head: str) -> Iterator[Problem]:
    """What the merges between these commits dropped and is still not there."""
    listed = git(project.root, "rev-list", "--merges", "--parents", f"--max-count={MOST}", f"{base}..{head}").decode().splitlines()
    for line in listed:
        merge, *parents = line.split()
        if len(parents) == 2:
            yield from _dropped_by(project, merge, parents[0], parents[1])


def _dropped_by(project: Project, merge: str, ours: str, theirs: str) -> Iterator[Problem]:
    content = project.content.relative_to(project.root).as_posix()
    changed = (git(project.root, "diff", "--name-only", "--no-renames", "-z", parent, merge, "--", content) for parent in (ours, theirs))
    files = sorted({file for names in changed for file in names.decode(errors="replace").split("\0") if file})
    origin = git(project.root, "merge-base", ours, theirs).decode().split()
    left, right, after = (versions_at(project, commit, files) for commit in (ours, theirs, merge))
    root: Versions = versions_at(project, origin[0], files) if origin else {}
    now = versions_now(project, files)
    for file in files:
        one, other = left.get(file), right.get(file)
        if one and other and file not in after and file not in now:
            yield Problem(Place(file, 0), f"stood on both sides of the merge {merge[:10]} and is gone", code="merge-dropped", advice=ADVICE)
        elif file in now and file in after:
            yield from _dropped_entries(now[file], merge, (_of(one), _of(other)), _of(root.get(file)), (_of(after[file]), _of(now[file])))


def _dropped_entries(
    version: Version, merge: str, sides: tuple[Lists, Lists], root: Lists, later: tuple[Lists, Lists]
) -> Iterator[Problem]:
    """Entries that both sides had, or that one of them added, and that neither the merge nor today's record has."""
    one, other = sides
    for way in sorted({*one, *other}):
        mine, yours, first = (lists.get(way, frozenset()) for lists in (one, other, root))
        expected = (mine & yours) | (mine - first) | (yours - first)
        for name in sorted(expected - later[0].get(way, frozenset()) - later[1].get(way, frozenset())):
            says = f"lost {said(name)} in the merge {merge[:10]}"
            yield Problem(version.document.place(way, key=True), says, ".".join(map(str, way)), ADVICE, code="merge-dropped")


def _of(version: Version | None) -> Lists:
    """The lists of a record and what their entries are called."""
    return dict(_lists(version.document.values, ())) if version else {}


def _lists(value: Any, way: Way) -> Iterator[tuple[Way, frozenset[str]]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _lists(inner, (*way, name))
    elif isinstance(value, list):
        yield way, frozenset(map(name_of, value))
