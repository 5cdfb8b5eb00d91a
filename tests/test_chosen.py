"""A check of some files alone says of them what the check of all says, and leaves the other files alone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from knowledge_hub import chosen
from knowledge_hub.checking import below, check
from knowledge_hub.folders import named
from knowledge_hub.loading import Found, Judged
from knowledge_hub.problems import Problem
from knowledge_hub.project import Project, project_in
from small_project import ROOT, SMALL, contents
from test_refused import CASES, write

TODAY = date(2026, 1, 15)


def files_of(project: Project) -> Iterator[Path]:
    yield from (path for path in below([project.content]) if path.is_file() or path.is_symlink())


def said_of(problems: tuple[Problem, ...], file: str) -> list[str]:
    """What is said of a file, and of the folders it stands in."""
    return [str(problem) for problem in problems if f"{file}/".startswith(f"{problem.place.file}/")]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The records of the small project, one of them twice."""
    for path, content in contents(SMALL / "content").items():
        write(tmp_path / "content" / path, content.decode())
    write(tmp_path / "content/topics/rain-again.yml", (tmp_path / "content/topics/rain.yml").read_text())
    return Project(tmp_path, languages=("en", "cs"))


@pytest.mark.parametrize("name", CASES)
def test_a_file_alone_is_told_what_is_told_among_all(name: str, tmp_path: Path) -> None:
    for file, content in CASES[name]["given"].items():
        write(tmp_path / file, content)
    project = Project(tmp_path, languages=("en", "cs"))
    among_all = check(project, TODAY).problems
    for path in files_of(project) if project.content.is_dir() else ():
        alone = check(project, TODAY, [path]).problems
        assert [str(problem) for problem in alone] == said_of(among_all, named(project, path))


def test_each_record_of_the_small_project_alone_is_told_the_same(project: Project) -> None:
    among_all = check(project, TODAY).problems
    for path in files_of(project):
        file = path.relative_to(project.root).as_posix()
        assert [str(problem) for problem in check(project, TODAY, [path]).problems] == said_of(among_all, file)
    assert [problem.code for problem in among_all] == ["twin"]


def test_a_file_in_a_folder_where_none_belongs_is_not_without_problems(project: Project) -> None:
    file = project.content / "topics" / "water" / "rain.yml"
    write(file, (project.content / "topics" / "rain.yml").read_text())
    told = "content/topics/water: is no record\n    A record is a file that ends in .yml."
    assert [str(problem) for problem in check(project, TODAY, [file]).problems] == [told]


def test_a_few_real_records_alone_are_told_the_same() -> None:
    real = project_in(ROOT)
    among_all = check(real, TODAY).problems
    for path in list(files_of(real))[::97]:
        alone = check(real, TODAY, [path]).problems
        assert [str(problem) for problem in alone] == said_of(among_all, path.relative_to(ROOT).as_posix())


def test_only_what_matters_for_a_file_is_read(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def noted(project: Project, found: Found) -> Judged:
        read.append(f"{found.kind} {found.id}")
        return judged_of(project, found)

    judged_of = chosen.judged_of
    monkeypatch.setattr(chosen, "judged_of", noted)
    check(project, TODAY, [project.content / "topics" / "rain.yml"])
    # The second has the same source, and might have the same title; the third is the wider topic, and might lead back.
    assert read == ["topic rain", "topic rain-again", "topic water"]
    read.clear()
    check(project, TODAY, [project.content / "good-practices" / "heat-from-sewers.yml"])
    assert read == ["good-practice heat-from-sewers", "guide save-water"]  # a guide, for the id of its step
