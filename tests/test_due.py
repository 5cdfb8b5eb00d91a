"""What editors have to look at, and when: the table in cases/due.yml, and `hub due` as a whole."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml

from knowledge_hub.due import due
from knowledge_hub.external.memory import Failing, Memory
from knowledge_hub.loading import load
from knowledge_hub.project import Project
from small_project import Finished, hub, small_project

TABLE = yaml.load((Path(__file__).parent / "cases" / "due.yml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - all stays text
HEAD = "title: Green days\nsummary: About green days.\n"
HOSTILE = "title: '# [Green](https://evil.example) `days` <b>'\nsummary: About green days.\nverified: 2025-01-20\n"
NEXT_WEEK = int(datetime(2026, 1, 23, 12, tzinfo=UTC).timestamp())
DEAD = Memory({"https://www.example.org/report": Failing(date(2026, 1, 1), date(2026, 1, 12), 3)})


def due_on(root: Path, today: date, memory: Memory | None = None) -> list[str]:
    """What is due on a day, in one line each."""
    project = Project(root, languages=("en", "cs"))
    found = due(project, load(project), memory or Memory(), today, today)
    return [f"{one.day} {one.place} {one.sort}: {one.says}" for one in found]


@pytest.mark.parametrize("says", TABLE)
def test_what_is_due_on_a_day(says: str, tmp_path: Path) -> None:
    for file, text in TABLE[says]["files"].items():
        (tmp_path / "content" / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / file).write_text(HEAD + text, encoding="utf-8")
    assert [str(problem) for problem in load(Project(tmp_path, languages=("en", "cs"))).problems if not problem.warning] == []
    assert {day: due_on(tmp_path, date.fromisoformat(day)) for day in TABLE[says]["on"]} == TABLE[says]["on"]


def test_a_page_is_reviewed_a_year_after_it_says_it_was(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "accessibility.md").write_text('# Statement\n\nReviewed on <!-- hub: reviewed on="2026-01-10" -->.\n')
    assert due_on(tmp_path, date(2027, 1, 10)) == []
    assert due_on(tmp_path, date(2027, 1, 11)) == ["2027-01-11 docs/accessibility.md:3:36 review: the page was last reviewed on 2026-01-10"]


def test_a_review_on_a_day_that_never_was_is_left_to_the_build(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "accessibility.md").write_text('Reviewed on <!-- hub: reviewed on="2026-02-30" -->.\n')
    assert due_on(tmp_path, date(2030, 1, 1)) == []


def test_a_link_is_due_when_it_counts_as_dead(tmp_path: Path) -> None:
    (tmp_path / "content" / "topics").mkdir(parents=True)
    link = "links:\n- title: A report\n  url: https://www.example.org/report\n"
    (tmp_path / "content" / "topics" / "water.yml").write_text(HEAD + link)
    failing = Memory({"https://www.example.org/report": Failing(date(2026, 1, 1), date(2026, 1, 12), 2)})
    assert due_on(tmp_path, date(2026, 1, 15), failing) == []
    assert due_on(tmp_path, date(2026, 1, 15), DEAD) == ["2026-01-12 content/topics/water.yml:5:8 link: the link is dead since 2026-01-01"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small project with a topic whose title tries to act, and whose facts were checked almost a year ago."""
    return small_project(tmp_path, {"content/topics/days.yml": HOSTILE})


def said(finished: Finished) -> str:
    """What a command said when all was well."""
    assert (finished.stderr, finished.returncode) == ("", 0)
    return finished.stdout


def test_due_is_listed_with_its_place_what_to_do_and_where(project: Path) -> None:
    assert said(hub(project, "due", "--within", "36")) == (
        "2026-01-21 content/topics/days.yml:3:11: # [Green](https://evil.example) `days` <b>: the facts were checked on 2025-01-20\n"
        "    Compare them with the sources, then write the day.\n"
        "    https://git.example.org/hub/edit/main/content/topics/days.yml\n"
        "2026-02-20 content/funding-calls/clean-rivers.yml:8:8: Clean rivers: the call closes\n"
        "    Look whether the deadline was moved.\n"
        "    https://git.example.org/hub/edit/main/content/funding-calls/clean-rivers.yml\n"
        "0 to look at on 2026-01-15, 2 more until 2026-02-20\n"
    )


def test_due_as_json_holds_the_same(project: Path) -> None:
    assert json.loads(said(hub(project, "due", "--within", "10", "--format", "json"))) == {
        "today": "2026-01-15",
        "until": "2026-01-25",
        "due": [
            {
                "day": "2026-01-21",
                "sort": "check",
                "file": "content/topics/days.yml",
                "line": 3,
                "column": 11,
                "field": "verified",
                "title": "# [Green](https://evil.example) `days` <b>",
                "message": "the facts were checked on 2025-01-20",
                "advice": "Compare them with the sources, then write the day.",
                "edit": "https://git.example.org/hub/edit/main/content/topics/days.yml",
            }
        ],
    }


def test_due_as_an_issue_is_a_list_to_tick_off_in_which_nothing_contributed_acts(project: Path) -> None:
    assert said(hub(project, "due", "--within", "28", "--format", "issue", SOURCE_DATE_EPOCH=str(NEXT_WEEK))) == (
        "1 to look at on 2026-01-23, 1 more until 2026-02-20\n"
        "\n## Now: 1\n\n"
        "- [ ] 2026-01-21 `` # [Green](https://evil.example) `days` <b> ``: the facts were checked on 2025-01-20. "
        "Compare them with the sources, then write the day. [Edit](https://git.example.org/hub/edit/main/content/topics/days.yml)\n"
        "  - `content/topics/days.yml:3:11`\n"
        "\n## Coming: 1\n\n"
        "- [ ] 2026-02-20 `Clean rivers`: the call closes. Look whether the deadline was moved. "
        "[Edit](https://git.example.org/hub/edit/main/content/funding-calls/clean-rivers.yml)\n"
        "  - `content/funding-calls/clean-rivers.yml:8:8`\n"
    )


def test_check_says_in_one_line_that_something_is_due(project: Path) -> None:
    assert said(hub(project, "check", SOURCE_DATE_EPOCH=str(NEXT_WEEK))).splitlines()[-2:] == [
        "19 records, 0 problems, 2 warnings",
        "2 things to look at within 30 days: hub due",
    ]


def test_nothing_due_is_said_too_and_strict_ends_with_1_where_something_is(project: Path) -> None:
    assert said(hub(project, "due", "--within", "0", "--strict")) == "nothing to look at until 2026-01-15\n"
    assert hub(project, "due", "--strict").returncode == 1


@pytest.mark.parametrize(
    ("days", "says"),
    [
        ("-1", "-1 is less than 0"),
        ("soon", "'soon' is not a whole number"),
        ("3661", "3661 is more than 3660"),
    ],
)
def test_a_number_of_days_that_is_none_is_told(project: Path, days: str, says: str) -> None:
    finished = hub(project, "due", "--within", days)
    assert (finished.stdout, finished.stderr, finished.returncode) == ("", f"--within: {says}\n", 2)


def test_mistakes_in_records_come_first(project: Path) -> None:
    (project / "content/topics/days.yml").write_text("title: Green days\n")
    finished = hub(project, "due")
    assert (finished.stdout, finished.stderr, finished.returncode) == (
        "content/topics/days.yml:1:1: summary: missing [missing-field]\n    What it is about, in one or two sentences.\n"
        "    1 | title: Green days\n      | ^\n",
        "",
        1,
    )


def test_a_state_file_that_holds_something_else_is_told(project: Path) -> None:
    (project / "state.json").write_text("[]")
    finished = hub(project, "due", "--state", "state.json")
    assert (finished.stdout, finished.returncode) == ("", 2)
    assert finished.stderr == "state.json: does not hold what is remembered of links\n    Delete it; failures are then counted anew.\n"
