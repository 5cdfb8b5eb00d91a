"""A small project to build: a record of every kind, two languages, two pages written by hand; and the commands that work on it.

Its files stand in tests/small/; the frames, styles and scripts are the real ones.
"""

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from conftest import once
from knowledge_hub.catalogue import Catalogue
from knowledge_hub.loading import load
from knowledge_hub.project import Project, project_in
from knowledge_hub.publish import Published, publish

ROOT = Path(__file__).resolve().parent.parent
SMALL = Path(__file__).with_name("small")
NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
FRAMES = ("docs/_frame.md", "docs/cs/_frame.md")

Finished = subprocess.CompletedProcess[str]


def small_project(folder: Path, files: Mapping[str, str] | None = None, *, without: Iterable[str] = (), backwards: bool = False) -> Path:
    """The small project in this folder, with these files more or other and without those; `backwards` makes the last file first."""
    written = {path: content for path, content in contents(SMALL).items() if not path.startswith("expected/")}
    written |= {path: (ROOT / path).read_bytes() for path in FRAMES}
    written |= {f"docs/assets/{path}": content for path, content in contents(ROOT / "docs" / "assets").items()}
    written |= {path: text.encode() for path, text in (files or {}).items()}
    for path in sorted(set(written) - set(without), reverse=backwards):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(written[path])
    (folder / "hooks").symlink_to(ROOT / "hooks")
    return folder


def catalogue_of(folder: Path, records: Mapping[str, str], languages: tuple[str, ...] = ("en", "cs")) -> Catalogue:
    """The catalogue of these records alone, by path below content/. They have to be without mistakes."""
    (folder / "content").mkdir(parents=True, exist_ok=True)
    for path, text in records.items():
        (folder / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / path).write_text(text, encoding="utf-8")
    catalogue = load(Project(folder, url="https://hub.example.org/", languages=languages))
    assert [str(problem) for problem in catalogue.problems] == []
    return catalogue


def environment(**own: str) -> dict[str, str]:
    """What a command finds around it: noon of 15 January 2026 and no search, unless said otherwise."""
    ours = {
        "HUB_SEARCH": "off",
        "NO_COLOR": "1",
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": str(ROOT / "hooks"),
        "SOURCE_DATE_EPOCH": str(int(NOW.timestamp())),
    }
    kept = {name: value for name, value in os.environ.items() if name not in ("HUB_FRAMES_ONLY", "PYTHONDONTWRITEBYTECODE")}
    return {**kept, **ours, **own}


def run(project: Path, *command: str, **own: str) -> Finished:
    """A command in the project's folder, at noon of 15 January 2026 and without search unless the environment says otherwise."""
    return subprocess.run(command, cwd=project, env=environment(**own), capture_output=True, text=True, check=False)


def hub(project: Path, *words: str, **own: str) -> Finished:
    """`hub` with these words."""
    return run(project, sys.executable, "-m", "knowledge_hub", *words, **own)


def engine(project: Path, name: str, *words: str, **own: str) -> Finished:
    """`mkdocs build`, or another engine of its family, with these words."""
    return run(project, sys.executable, "-m", name, "build", *words, **own)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def built(search: str = "on") -> tuple[Path, str]:
    """The small project with its site in site/, built once for all tests that only look at it, and what `hub build` said."""
    folder = once(f"small-project-search-{search}", partial(_build, search))
    return folder / "project", (folder / "said").read_text(encoding="utf-8")


def frames() -> Path:
    """The small project with its frames, as the engine draws them, in site/; no record is in it yet."""
    return once("small-frames", _draw)


def _build(search: str, folder: Path) -> None:
    finished = hub(small_project(folder / "project"), "build", HUB_SEARCH=search, PYTHONHASHSEED="1")
    assert (finished.stderr, finished.returncode) == ("", 0), finished.stdout
    (folder / "said").write_text(finished.stdout, encoding="utf-8")


def _draw(folder: Path) -> None:
    finished = engine(small_project(folder), "mkdocs", "--quiet", "--strict", HUB_FRAMES_ONLY="1")
    assert (finished.stdout, finished.stderr, finished.returncode) == ("", "", 0)


def published(project: Path, *, search: bool = False) -> Published:
    """Finish the frames that stand in the project's site/, in this process."""
    settings = project_in(project)
    return publish(project / "site", settings, load(settings), NOW, with_search=search)


def problems(finished: Published) -> list[str]:
    """What is wrong, as it is said."""
    return [str(problem) for problem in finished.problems]
