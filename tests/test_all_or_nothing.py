"""A build that finds something wrong leaves the old site byte for byte as it was, and nothing beside it."""

import errno
import os
import signal
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from click.testing import CliRunner
from mkdocs.__main__ import cli as mkdocs

from knowledge_hub.publish.writing import TakenError, stage_beside, swap
from small_project import SMALL, Finished, built, contents, engine, environment, hub, small_project

OLD = {"site/index.html": "<p>the old site</p>", "site/topics/gone/index.html": "<p>an old page</p>"}
AS_IT_WAS = "1 problem; site/ is as it was\n"
SETTINGS = (SMALL / "mkdocs.yml").read_text(encoding="utf-8")
ABOUT = (SMALL / "docs" / "about.md").read_text(encoding="utf-8")

DEAD_LINK = {"content/topics/rain.yml": "title: Rain\nsummary: Rain that is kept and used.\nbroader: waters\n"}
DEAD_LINK_SAID = """content/topics/rain.yml:3:10: broader: 'waters' is not a topic [dead-link]
    did you mean 'water'?
    3 | broader: waters
      |          ^
"""
LINK_TO_NO_PAGE = {"docs/about.md": ABOUT.replace("## What", '<a href="../topics/wind/">Wind</a>\n\n## What')}
LINK_TO_NO_PAGE_SAID = """docs/about.md:1:1: the link to 'topics/wind/' leads to no page [link-to-nowhere]
    1 | ---
      | ^
"""
LINK_THE_ENGINE_REFUSES = {"docs/about.md": ABOUT.replace("index.md", "nowhere.md")}
LINK_THE_ENGINE_REFUSES_SAID = """\
WARNING -  Doc file 'about.md' contains a link 'nowhere.md', but the target is not found among documentation files.

Aborted with 1 warnings in strict mode!
site/ is as it was
"""
NO_THEME = {"mkdocs.yml": SETTINGS.replace("name: material", "name: wallpaper")}
NOT_YAML = {"mkdocs.yml": SETTINGS.replace("plugins: []", "plugins: [")}
NO_FRAME_SAID = """docs/cs/_frame.md: was not built [unfinished-site]
    It is the frame of every page in its language.
"""
NOT_UTF_8_SAID = """\
ERROR   -  Encoding error reading file: about.md
ERROR   -  Error reading page 'about.md': 'utf-8' codec can't decode byte 0xdc in position 2: invalid continuation byte

Save it as UTF-8.
site/ is as it was
"""
A_PAGE_IS_MISSING = {"mkdocs.yml": SETTINGS + "nav: [index.md, nowhere.md]\n"}


def site_of(project: Path) -> dict[str, str]:
    """What a reader of the site gets, and what stands beside it under a similar name."""
    return {path: content.decode() for path, content in contents(project).items() if path.startswith("site")}


@pytest.mark.parametrize(
    ("files", "without", "said"),
    [
        pytest.param(DEAD_LINK, (), (DEAD_LINK_SAID, AS_IT_WAS), id="a record names one that is not there"),
        pytest.param(LINK_TO_NO_PAGE, (), (LINK_TO_NO_PAGE_SAID, AS_IT_WAS), id="a written page links to no page"),
        pytest.param(LINK_THE_ENGINE_REFUSES, (), ("", LINK_THE_ENGINE_REFUSES_SAID), id="the engine refuses a link"),
        pytest.param({}, ("docs/cs/_frame.md",), (NO_FRAME_SAID, AS_IT_WAS), id="a frame is missing"),
    ],
)
def test_hub_build_says_what_is_wrong_and_leaves_the_old_site(
    tmp_path: Path, files: dict[str, str], without: tuple[str, ...], said: tuple[str, str]
) -> None:
    project = small_project(tmp_path, OLD | files, without=without)
    finished = hub(project, "build")
    assert (finished.stdout, finished.stderr, finished.returncode) == (*said, 1)
    assert site_of(project) == OLD


@pytest.mark.parametrize("files", [pytest.param(NO_THEME, id="no such theme"), pytest.param(NOT_YAML, id="no YAML")])
def test_settings_that_the_engine_refuses_leave_the_old_site(tmp_path: Path, files: dict[str, str]) -> None:
    project = small_project(tmp_path, OLD | files)
    finished = hub(project, "build")
    assert finished.returncode == 1
    assert site_of(project) == OLD
    assert no_traceback(finished)


def test_a_written_page_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    project = small_project(tmp_path, OLD)
    (project / "docs" / "about.md").write_bytes("# Über uns\n".encode("latin-1"))
    finished = hub(project, "build")
    assert (finished.stdout, finished.stderr, finished.returncode) == ("", NOT_UTF_8_SAID, 1)
    finished = hub(project, "check")
    assert (finished.stdout, finished.stderr, finished.returncode) == ("18 records, no problems\n", "", 0)


@pytest.mark.parametrize(
    ("files", "says"),
    [
        pytest.param(DEAD_LINK, "ERROR   -  " + DEAD_LINK_SAID, id="a record names one that is not there"),
        pytest.param(LINK_TO_NO_PAGE, "ERROR   -  " + LINK_TO_NO_PAGE_SAID, id="a written page links to no page"),
        pytest.param(
            A_PAGE_IS_MISSING,
            "WARNING -  A reference to 'nowhere.md' is included in the 'nav' configuration,",
            id="the engine warns and all else is well",
        ),
    ],
)
def test_mkdocs_build_leaves_the_old_site_too(tmp_path: Path, files: dict[str, str], says: str) -> None:
    project = small_project(tmp_path, OLD | files)
    finished = engine(project, "mkdocs", "--strict")
    assert finished.returncode == 1
    assert says in finished.stderr
    assert site_of(project) == OLD
    assert no_traceback(finished)


@pytest.mark.parametrize("step", ["mkdir", "rename"])
def test_mkdocs_build_says_where_it_cannot_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def refuse(path: Path, *_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(path))

    project = small_project(tmp_path, OLD)
    monkeypatch.chdir(project)
    monkeypatch.setenv("HUB_SEARCH", "off")
    monkeypatch.setattr(Path, step, refuse)
    finished = CliRunner().invoke(mkdocs, ["build", "--quiet"])
    place = project if step == "mkdir" else project / "site"
    assert (finished.output, finished.exit_code) == (f"\n{place}: Read-only file system.\n", 1)
    monkeypatch.undo()
    assert site_of(project) == OLD


def test_a_build_without_an_old_site_that_fails_writes_none(tmp_path: Path) -> None:
    project = small_project(tmp_path, DEAD_LINK)
    assert hub(project, "build").returncode == 1
    assert site_of(project) == {}


def test_a_site_that_was_put_aside_when_a_swap_was_killed_comes_back(tmp_path: Path) -> None:
    project = small_project(tmp_path, OLD | DEAD_LINK)
    (project / "site").rename(project / "site.old")
    assert hub(project, "build").returncode == 1
    assert site_of(project) == OLD


def test_a_link_called_site_stays_one_and_what_it_leads_to_is_built(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project")
    (tmp_path / "www").mkdir()
    (project / "site").symlink_to("../www")
    for finished in (hub(project, "build"), engine(project, "mkdocs", "--strict")):
        assert finished.returncode == 0, finished.stderr
        assert (project / "site").readlink() == Path("../www")
        assert (tmp_path / "www" / "topics" / "rain" / "index.html").is_file()
        assert sorted(path.name for path in tmp_path.iterdir()) == ["project", "www"]


@pytest.mark.parametrize("verb", ["hub", "mkdocs"])
def test_the_site_is_built_where_the_settings_say(tmp_path: Path, verb: str) -> None:
    project = small_project(tmp_path / "project", {"mkdocs.yml": f"site_dir: made/public\n{SETTINGS}"})
    finished = hub(project, "build") if verb == "hub" else engine(project, "mkdocs", "--strict")
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.startswith("made/public/ is built: 18 records, ") or verb == "mkdocs"
    assert contents(project / "made" / "public") == contents(built("off")[0] / "site")
    assert sorted({path.name for path in project.iterdir()} - {".cache"}) == ["content", "docs", "hooks", "made", "mkdocs.yml"]


@pytest.mark.parametrize("folder", ["content", "docs/cs", "mkdocs.yml"])
def test_what_is_no_site_is_never_replaced_by_one(tmp_path: Path, folder: str) -> None:
    project = small_project(tmp_path, {"mkdocs.yml": f"site_dir: {folder}\n{SETTINGS}"})
    before = contents(project)
    says = f"{folder.rpartition('/')[2]}/ holds something else than a site, which a build would replace"
    finished = hub(project, "build")
    assert (finished.stdout, finished.stderr, finished.returncode) == ("", f"{says}\n", 2)
    assert engine(project, "mkdocs").returncode == 1
    assert contents(project) == before


def test_a_folder_with_the_project_in_it_is_never_replaced_by_a_site(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project", {"../index.html": "<p>a page</p>", "mkdocs.yml": f"site_dir: ..\n{SETTINGS}"})
    before = contents(tmp_path)
    says = """mkdocs.yml:1:11: site_dir: '..' holds the project itself [settings]
    A folder for the site alone, as in site.
    1 | site_dir: ..
      |           ^
"""
    finished = hub(project, "build")
    assert (finished.stdout, finished.stderr, finished.returncode) == (says, f"1 problem; {tmp_path.name}/ is as it was\n", 1)
    assert contents(tmp_path) == before


def test_a_second_build_in_the_same_folder_leaves_the_first_alone(tmp_path: Path) -> None:
    project = small_project(tmp_path, OLD)
    with stage_beside(project / "site") as stage:
        (stage / "half.html").write_text("<p>half a site</p>")
        finished = hub(project, "build")
        assert (finished.stdout, finished.stderr, finished.returncode) == ("", "site/ is being built already\n", 2)
        assert engine(project, "mkdocs").stdout == "\nsite/ is being built already.\n"
        assert site_of(project) == {**OLD, "site.new/half.html": "<p>half a site</p>"}
        swap(stage, project / "site")
        (project / "site.new").mkdir()  # the next build
    assert site_of(project) == {"site/half.html": "<p>half a site</p>"}
    assert (project / "site.new").is_dir()


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_build_that_is_stopped_leaves_nothing_beside_the_old_site_and_no_process(tmp_path: Path, sign: signal.Signals) -> None:
    project = small_project(tmp_path, OLD)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # what is ignored here would be ignored there
    command = [sys.executable, "-m", "knowledge_hub", "build"]
    building = subprocess.Popen(command, cwd=project, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    signal.signal(signal.SIGINT, before)
    with building:
        assert building.stdin
        while not (project / "site.new" / "index.html").is_file():  # the engine is at work
            assert building.poll() is None
            sleep(0.01)
        building.send_signal(sign)
        assert building.wait(20) == 130
        with pytest.raises(BrokenPipeError):  # neither the command nor the engine is there to read it
            os.write(building.stdin.fileno(), b"?")
    assert site_of(project) == OLD


def test_what_a_build_left_that_was_ended_by_force_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "site.new").mkdir()
    (tmp_path / "site.new" / "half.html").write_text("<p>half a site</p>")
    with stage_beside(tmp_path / "site") as stage:
        assert [*stage.iterdir()] == []


def test_of_two_builds_that_begin_at_once_one_has_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second begins when the first has made its folder and not yet reserved it."""
    make, seconds = Path.mkdir, list[Future[str]]()

    def second() -> str:
        with stage_beside(tmp_path / "site") as stage:
            return str(stage)

    def make_and_wait(path: Path, *words: Any, **more: Any) -> None:
        make(path, *words, **more)
        if path.name == "site.new" and not seconds:
            seconds.append(other.submit(second))
            wait(seconds, 0.3)

    monkeypatch.setattr(Path, "mkdir", make_and_wait)
    with ThreadPoolExecutor(1) as other, stage_beside(tmp_path / "site") as stage:
        assert isinstance(seconds[0].exception(), TakenError)
        assert stage.is_dir()


def no_traceback(finished: Finished) -> bool:
    return "Traceback" not in finished.stdout + finished.stderr
