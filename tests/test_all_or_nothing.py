"""A build that finds something wrong leaves the old site byte for byte as it was, and nothing beside it."""

from pathlib import Path

import pytest

from knowledge_hub.publish.writing import stage_beside, swap
from small_project import SMALL, Finished, contents, engine, hub, small_project

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


def test_what_a_build_left_that_was_ended_by_force_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "site.new").mkdir()
    (tmp_path / "site.new" / "half.html").write_text("<p>half a site</p>")
    with stage_beside(tmp_path / "site") as stage:
        assert [*stage.iterdir()] == []


def no_traceback(finished: Finished) -> bool:
    return "Traceback" not in finished.stdout + finished.stderr
