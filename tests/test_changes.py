"""What a change does to records is told in words, and what a reader would lose by it is a problem."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from knowledge_hub.cli import app
from small_project import small_project

RAIN = "content/topics/rain.yml"
WATER = "content/topics/water.yml"
RIVERS = "content/funding-calls/clean-rivers.yml"
TANKS = "content/good-practices/rain-in-tanks.yml"
GUIDE = "content/guides/save-water.yml"

Say = Callable[..., str]


def git(folder: Path, *words: str) -> str:
    """What git prints; its author and its settings are nobody's."""
    named = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main")
    return subprocess.run(["git", *named, *words], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small project in a repository with one commit."""
    small_project(tmp_path)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "All")
    git(tmp_path, "tag", "before")
    return tmp_path


@pytest.fixture
def diff(project: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    """`hub diff before` with these words more; its status has to be this one."""

    def say(*words: str, status: int = 0, base: str = "before") -> str:
        monkeypatch.chdir(project)
        done = CliRunner().invoke(app, ["diff", base, *words])
        assert done.exit_code == status, done.output
        return re.sub(r"the merge [0-9a-f]{10}", "the merge MERGE", done.output)

    return say


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_nothing_changed_is_said(diff: Say) -> None:
    assert diff() == "changes no record\n"


def test_what_changed_is_told_field_by_field(project: Path, diff: Say) -> None:
    edit(project / RIVERS, "2026-02-20", "2026-03-20")
    edit(project / TANKS, "topics: [water, rain]", "topics: [rain, water]")
    edit(project / TANKS, "value: 2800", "value: 3100")
    edit(project / TANKS, "- Begin with the largest roof.", "- Begin with the largest roof.\n- Count the rain.")
    edit(project / TANKS, "challenge: Summers without rain.\n", "")
    edit(project / RAIN, "verified: 2026-01-09", "verified: 2026-01-14\ncolour: energy")
    (project / "content/topics/snow.yml").write_text("title: Snow\nsummary: What falls in winter.\n", encoding="utf-8")
    assert (
        diff()
        == """\
adds 1 topic, changes 1 funding call, 1 good practice and 1 topic
changed content/funding-calls/clean-rivers.yml
        cut_offs, '2026-02-20': day moves from 2026-02-20 to 2026-03-20
changed content/good-practices/rain-in-tanks.yml
        topics stand in another order
        challenge no longer says 'Summers without rain.'
        results.figures, 'less water taken': value changes from '2800' to '3100'
        lessons adds 'Count the rain.'
changed content/topics/rain.yml
        colour is now 'energy'
        verified moves from 2026-01-09 to 2026-01-14
new     content/topics/snow.yml
"""
    )


def test_white_space_and_comments_are_no_change(project: Path, diff: Say) -> None:
    edit(project / RAIN, "title: Rain", "# A topic.\ntitle:   'Rain'")
    assert diff() == "changes no record\n"


def test_a_record_that_vanishes_is_a_problem(project: Path, diff: Say) -> None:
    (project / TANKS).unlink()
    assert (
        diff(status=1)
        == """\
removes 1 good practice
gone    content/good-practices/rain-in-tanks.yml

content/good-practices/rain-in-tanks.yml: is gone: 'Rain in tanks' has a page that leads nowhere then [record-gone]
    The record that takes its place says 'redirect_from:' with '- good-practices/rain-in-tanks'.
"""
    )


def test_a_draft_that_vanishes_is_none(project: Path, diff: Say) -> None:
    (project / "content/good-practices/kept-quiet.yml").unlink()
    assert diff() == "removes 1 good practice\ngone    content/good-practices/kept-quiet.yml\n"


def test_a_new_id_needs_a_redirect_from_the_old_one(project: Path, diff: Say) -> None:
    moved = project / "content/good-practices/heat-out-of-sewers.yml"
    (project / "content/good-practices/heat-from-sewers.yml").rename(moved)
    assert (
        diff(status=1)
        == """\
moves 1 good practice
moved   content/good-practices/heat-out-of-sewers.yml from content/good-practices/heat-from-sewers.yml

content/good-practices/heat-out-of-sewers.yml:1:1: redirect_from: was good-practices/heat-from-sewers, which leads nowhere now [id-changed]
    Add 'redirect_from:' with '- good-practices/heat-from-sewers', so that links to the page go on working.
    1 | title: Heat from sewers
      | ^
"""
    )
    edit(moved, "title: ", "redirect_from: [good-practices/heat-from-sewers]\ntitle: ")
    assert (
        diff()
        == """\
moves 1 good practice
moved   content/good-practices/heat-out-of-sewers.yml from content/good-practices/heat-from-sewers.yml
        redirect_from adds 'good-practices/heat-from-sewers'
"""
    )


def test_a_record_may_go_into_another(project: Path, diff: Say) -> None:
    (project / RAIN).unlink()
    edit(project / WATER, "title: ", "redirect_from: [topics/rain]\ntitle: ")
    assert (
        diff()
        == """\
changes 1 topic, removes 1 topic
gone    content/topics/rain.yml
changed content/topics/water.yml
        redirect_from adds 'topics/rain'
"""
    )


def test_a_redirect_stays(project: Path, diff: Say) -> None:
    edit(project / TANKS, "redirect_from: [good-practices/tanks, old/rain]", "redirect_from: [good-practices/tanks]")
    assert (
        diff(status=1)
        == """\
changes 1 good practice
changed content/good-practices/rain-in-tanks.yml
        redirect_from loses 'old/rain'

content/good-practices/rain-in-tanks.yml:24:16: redirect_from: 'old/rain' leads nowhere any more [redirect-lost]
    Old addresses stay for as long as somebody may follow them.
    24 | redirect_from: [good-practices/tanks]
       |                ^
"""
    )


def test_a_record_that_becomes_a_draft_takes_its_page_off_the_site(project: Path, diff: Say) -> None:
    edit(project / RAIN, "title: ", "draft: yes\ntitle: ")
    assert (
        diff(status=1)
        == """\
changes 1 topic
changed content/topics/rain.yml
        draft is now 'yes'

content/topics/rain.yml:1:8: draft: takes the page off the site [made-draft]
    Leave 'draft:' out, or let another record take over its address with 'redirect_from:'.
    1 | draft: yes
      |        ^
"""
    )


def test_a_chapter_or_a_translation_that_goes_deserves_a_look(project: Path, diff: Say) -> None:
    edit(project / GUIDE, "id: ask", "id: question")
    (project / "content/topics/water.cs.yml").unlink()
    assert (
        diff()
        == """\
changes 1 guide, removes 1 translation
changed content/guides/save-water.yml
        steps, 'Ask what members use': id changes from 'ask' to 'question'
gone    content/topics/water.cs.yml

content/guides/save-water.yml:1:1: warning: the page of 'ask' is gone [chapter-gone]
    Links to it end there; keep the id where the part is still the same.
    1 | title: Save water together
      | ^
content/topics/water.cs.yml: warning: is gone [translation-gone]
    Is the text in that language meant to go? The page shows the original then.
"""
    )


def test_a_merge_that_drops_entries_is_found(project: Path, diff: Say) -> None:
    git(project, "checkout", "-qb", "ours")
    edit(project / TANKS, "- Begin with the largest roof.", "- Begin with the largest roof.\n- Ours.")
    git(project, "commit", "-qam", "Ours")
    git(project, "checkout", "-qb", "theirs", "before")
    edit(project / TANKS, "- Begin with the largest roof.", "- Begin with the largest roof.\n- Theirs.")
    git(project, "commit", "-qam", "Theirs")
    subprocess.run(["git", "merge", "-q", "ours"], cwd=project, check=False, capture_output=True)
    text = git(project, "show", "theirs:" + TANKS)
    (project / TANKS).write_text(text.replace("topics: [water, rain]", "topics: [water]"), encoding="utf-8")
    git(project, "commit", "-qam", "Merge")
    assert (
        diff(status=1)
        == """\
changes 1 good practice
changed content/good-practices/rain-in-tanks.yml
        topics loses 'rain'
        lessons adds 'Theirs.'

content/good-practices/rain-in-tanks.yml:5:1: topics: lost 'rain' in the merge MERGE [merge-dropped]
    Put it back, or say in the pull request why it goes.
    5 | topics: [water]
      | ^
content/good-practices/rain-in-tanks.yml:19:1: lessons: lost 'Ours.' in the merge MERGE [merge-dropped]
    Put it back, or say in the pull request why it goes.
    19 | lessons:
       | ^
"""
    )


def test_a_merge_that_keeps_both_sides_is_fine(project: Path, diff: Say) -> None:
    git(project, "checkout", "-qb", "ours")
    edit(project / TANKS, "- Begin with the largest roof.", "- Ours.")
    git(project, "commit", "-qam", "Ours")
    git(project, "checkout", "-qb", "theirs", "before")
    edit(project / WATER, "policies: [water-law]\n", "")
    git(project, "commit", "-qam", "Theirs")
    git(project, "merge", "-q", "--no-edit", "ours")
    assert (
        diff()
        == """\
changes 1 good practice and 1 topic
changed content/good-practices/rain-in-tanks.yml
        lessons adds 'Ours.'
        lessons loses 'Begin with the largest roof.'
changed content/topics/water.yml
        policies loses 'water-law'
"""
    )


def test_what_others_did_since_is_no_change_of_ours(project: Path, diff: Say) -> None:
    git(project, "checkout", "-qb", "work")
    git(project, "checkout", "-q", "-b", "trunk", "before")
    edit(project / RAIN, "Rain that is kept", "Rain that is caught")
    git(project, "commit", "-qam", "Others")
    git(project, "checkout", "-q", "work")
    assert diff(base="trunk") == "changes no record\n"


def test_for_a_pull_request_it_is_markdown_that_calls_and_links_nothing(project: Path, diff: Say) -> None:
    text = "title: '`@all` [x](https://evil.example) <img src=x>'\nsummary: S\n"
    (project / "content/topics/snow.yml").write_text(text, encoding="utf-8")
    edit(project / RAIN, "summary: Rain that is kept and used.", "summary: '::error::no'")
    assert (
        diff("--format", "markdown")
        == """\
**This change adds 1 topic, changes 1 topic.**

- changed: `Rain` in `content/topics/rain.yml`
  - `summary changes from 'Rain that is kept and used.' to '::error::no'`
- new: `` `@all` [x](https://evil.example) <img src=x> `` in `content/topics/snow.yml`
"""
    )


def test_for_programs_it_is_json(project: Path, diff: Say) -> None:
    (project / RAIN).rename(project / "content/topics/raining.yml")
    told = json.loads(diff("--format", "json", status=1))
    assert told["summary"] == "moves 1 topic"
    assert told["changes"] == [
        {
            "change": "moved", "kind": "topic", "id": "raining", "language": "", "title": "Rain",
            "file": "content/topics/raining.yml", "was": RAIN, "lines": [],
        }
    ]  # fmt: skip
    assert [(problem["code"], problem["file"]) for problem in told["problems"]] == [("id-changed", "content/topics/raining.yml")]


def test_a_revision_that_is_none_is_said(diff: Say) -> None:
    assert diff(base="no-such", status=2) == "hub diff: 'no-such' is not a revision here\n    As in origin/main, or the hash of a commit.\n"


def test_a_run_on_github_annotates_what_readers_lose_and_tells_the_rest_in_its_summary(
    project: Path, diff: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(project / "summary.md"))
    (project / TANKS).unlink()
    assert diff("--format", "github", status=1) == (
        f"::error file={TANKS},title=record-gone::is gone: 'Rain in tanks' has a page that leads nowhere then%0A"
        "The record that takes its place says 'redirect_from:' with '- good-practices/rain-in-tanks'.\n"
        "This change removes 1 good practice.\n"
    )
    monkeypatch.delenv("GITHUB_STEP_SUMMARY")
    assert (project / "summary.md").read_text(encoding="utf-8") == diff("--format", "markdown", status=1) + "\n"
