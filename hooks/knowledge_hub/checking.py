"""All that is wrong in the records of a project, or in some files of it, and what of that could be mended."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from knowledge_hub.catalogue import Catalogue
from knowledge_hub.chosen import load_some, places_of
from knowledge_hub.doubts import doubts
from knowledge_hub.formatting import tidy
from knowledge_hub.loading import Instead, load
from knowledge_hub.mending import Mended, mend
from knowledge_hub.problems import Problem, in_order
from knowledge_hub.project import Project


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at, all that is wrong there in the order of files and lines, and what was mended before, if that was wanted."""

    catalogue: Catalogue
    problems: tuple[Problem, ...]
    mended: Mended


def check(project: Project, today: date, chosen: Iterable[Path] | None = None, *, fix: bool = False) -> Checked:
    """Check all records, or these files alone; with `fix` as they are once what has one answer is mended (in memory)."""
    paths = None if chosen is None else frozenset(chosen)
    looked = partial(_looked, project, today, paths)
    mended = mend(project, lambda instead: looked(instead)[1]) if fix else Mended()
    if fix:
        tidy(project, mended, paths)
    catalogue, problems = looked(mended.instead(project))
    return Checked(catalogue, tuple(problem for problem in problems if problem.place.file not in mended.moves), mended)


def problems_with(project: Project, instead: Instead, today: date) -> tuple[Problem, ...]:
    """What would be wrong in these records if they stood in content/."""
    return _looked(project, today, frozenset(), instead)[1]


def _looked(project: Project, today: date, chosen: frozenset[Path] | None, instead: Instead) -> tuple[Catalogue, tuple[Problem, ...]]:
    """The records that were looked at, and what is wrong with all, or with the chosen ones and those that stand there instead."""
    catalogue = load(project, instead) if chosen is None else load_some(project, chosen, instead)
    problems = in_order([*catalogue.problems, *doubts(project, catalogue, today, instead)])
    names = places_of(project, chosen or ()) | {doc.file for versions in instead.values() for doc in versions.values()}
    return catalogue, tuple(problem for problem in problems if chosen is None or problem.place.file in names)


def below(paths: Iterable[Path]) -> Iterator[Path]:
    """These files, and all that stand in these folders."""
    for path in paths:
        yield from sorted(file for file in path.rglob("*") if not file.is_dir()) if path.is_dir() else [path]
