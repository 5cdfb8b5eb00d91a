"""What is remembered of links over days, what it means, and how it reads."""

import json
from datetime import date, timedelta

from knowledge_hub.external.answers import Answer, Sort
from knowledge_hub.external.findings import Finding, Verdict, findings_of_added, findings_of_all
from knowledge_hub.external.memory import Failing, Memory
from knowledge_hub.external.reports import as_issue, as_json, as_text
from knowledge_hub.external.written import Link
from knowledge_hub.issues import LONGEST_BODY
from knowledge_hub.problems import Place

DAY = date(2026, 1, 15)
PAGE = Answer(Sort.PAGE, code=200)
GONE = Answer(Sort.FAILURE, "answers 404 Not Found", 404)
ROBOTS = Answer(Sort.REFUSAL, "refuses robots", 403)
A = "https://a.eu/x"


def after(*answers: tuple[int, Answer]) -> Failing | None:
    """What is remembered of a link after answers so many days after 15 January."""
    memory = Memory()
    for days, answer in answers:
        memory = memory.after({A: answer}, DAY + timedelta(days=days))
    return memory.failing.get(A)


def dead(*answers: tuple[int, Answer]) -> bool:
    failing = after(*answers)
    return failing is not None and failing.dead


def test_three_failures_within_a_week_are_not_enough() -> None:
    assert not dead((0, GONE), (1, GONE), (6, GONE))


def test_two_failures_are_not_enough_however_far_apart() -> None:
    assert not dead((0, GONE), (100, GONE))


def test_three_failures_over_a_week_are_enough() -> None:
    assert dead((0, GONE), (1, GONE), (7, GONE))


def test_failures_of_one_day_count_once() -> None:
    assert after((0, GONE), (0, GONE), (7, GONE), (7, GONE)) == Failing(DAY, date(2026, 1, 22), 2)


def test_a_success_clears_a_link_and_the_count_begins_anew() -> None:
    assert after((0, GONE), (1, GONE), (7, GONE), (8, PAGE)) is None
    assert after((0, GONE), (1, GONE), (8, PAGE), (9, GONE)) == Failing(date(2026, 1, 24), date(2026, 1, 24), 1)


def test_a_refusal_neither_counts_nor_clears() -> None:
    assert after((0, GONE), (1, ROBOTS), (2, Answer(Sort.NONE))) == Failing(DAY, DAY, 1)


def test_a_link_that_is_no_longer_written_is_forgotten() -> None:
    assert Memory({A: Failing(DAY, DAY)}, {A: "https://a.eu/y"}).after({}, DAY) == Memory()


def test_a_move_is_remembered_while_the_page_is_cached_and_no_longer() -> None:
    memory = Memory().after({A: Answer(Sort.PAGE, code=200, moved_to="https://a.eu/y")}, DAY)
    assert memory.moved == {A: "https://a.eu/y"}
    assert memory.after({A: Answer(Sort.PAGE, code=200, cached=True)}, DAY).moved == {A: "https://a.eu/y"}
    assert memory.after({A: PAGE}, DAY).moved == {}
    assert memory.after({A: GONE}, DAY).moved == {}


def test_the_archive_is_asked_only_for_what_would_be_dead_today() -> None:
    memory = Memory({A: Failing(DAY, DAY + timedelta(days=3), 2), "https://b.eu/": Failing(DAY, DAY, 1)})
    assert memory.doomed(DAY + timedelta(days=6)) == frozenset()
    assert memory.doomed(DAY + timedelta(days=7)) == {A}


def link(address: str, *places: Place) -> Link:
    return Link(address, places or (Place("docs/a.md", 1, 2),))


def moved(old: str, new: str) -> list[str]:
    """What is said of an address that has moved."""
    found = findings_of_added([link(old)], {old: Answer(Sort.PAGE, code=200, moved_to=new)})
    return [str(problem) for finding in found for problem in finding.problems]


def test_a_moved_page_keeps_the_spot_that_the_link_names() -> None:
    assert moved("http://a.eu/x#part", "https://a.eu/y") == [
        "docs/a.md:1:2: warning: http://a.eu/x#part is now at https://a.eu/y#part\n    Write the new address."
    ]
    assert moved("http://a.eu/x#part", "https://a.eu/y#other") == [
        "docs/a.md:1:2: warning: http://a.eu/x#part is now at https://a.eu/y#other\n    Write the new address."
    ]


def test_a_page_that_moved_to_the_front_page_deserves_a_look() -> None:
    assert moved("https://a.eu/report.pdf", "https://a.eu/") == [
        "docs/a.md:1:2: warning: https://a.eu/report.pdf is now at https://a.eu/\n"
        "    That is the front page of the site: look whether what you link to is still there."
    ]


def test_an_address_that_no_record_may_hold_is_not_offered() -> None:
    assert moved("https://a.eu/x", "https://a.eu:8443/x") == []
    assert moved("https://a.eu/x", "https://a.eu/x") == []


def test_a_copy_that_lychee_knows_is_suggested_first() -> None:
    copy = "https://web.archive.org/web/2024/https://a.eu/x"
    memory = Memory({A: Failing(DAY, DAY + timedelta(days=7), 3)})
    (finding,) = findings_of_all([link(A)], {A: Answer(Sort.FAILURE, "answers 410 Gone", 410, archived=copy)}, memory)
    assert [str(problem) for problem in finding.problems] == [
        "docs/a.md:1:2: https://a.eu/x is dead: it answers 410 Gone (3 failures since 2026-01-15)\n"
        f"    Write its new address, or that of a copy: {copy}"
    ]


def findings() -> tuple[Finding, ...]:
    links = (
        link("https://a.eu/(x)", Place("content/guides/a.yml", 7, 9), Place("docs/a.md", 3, 1)),
        link("https://b.eu/", Place("content/guides/a.yml", 2, 6)),
        link("https://c.eu/", Place("docs/`@team` <b>.md", 1, 1)),
        link("https://d.eu/old"),
        link("https://e.eu/"),
    )
    answers = {
        "https://a.eu/(x)": GONE,
        "https://b.eu/": Answer(Sort.FAILURE, "cannot be reached: `@team` <img> #1"),
        "https://c.eu/": ROBOTS,
        "https://d.eu/old": Answer(Sort.PAGE, code=200, moved_to="https://d.eu/new"),
        "https://e.eu/": PAGE,
    }
    week_before = Memory({"https://a.eu/(x)": Failing(DAY - timedelta(days=20), DAY - timedelta(days=1), 4)})
    return findings_of_all(reversed(links), answers, week_before.after(answers, DAY))


def test_the_text_has_a_message_for_each_place_in_the_order_of_files() -> None:
    assert (
        as_text(findings(), 5)
        == """\
content/guides/a.yml:2:6: warning: https://b.eu/ cannot be reached: `@team` <img> #1 (1 failure since 2026-01-15)
    It counts as dead after 3 failures over 7 days.
content/guides/a.yml:7:9: https://a.eu/(x) is dead: it answers 404 Not Found (5 failures since 2025-12-26)
    Write its new address, or that of a copy: https://web.archive.org/web/2025/https://a.eu/(x)
docs/`@team` <b>.md:1:1: warning: https://c.eu/ refuses robots
    Open it in a browser: a robot cannot tell whether the page is there.
docs/a.md:1:2: warning: https://d.eu/old is now at https://d.eu/new
    Write the new address.
docs/a.md:3:1: https://a.eu/(x) is dead: it answers 404 Not Found (5 failures since 2025-12-26)
    Write its new address, or that of a copy: https://web.archive.org/web/2025/https://a.eu/(x)
5 external links: 1 dead, 1 moved, 1 failing, 1 unknown
"""
    )


def test_the_issue_shows_the_worst_first_and_holds_foreign_words_in_code() -> None:
    assert (
        as_issue(findings(), 5)
        == """\
5 external links: 1 dead, 1 moved, 1 failing, 1 unknown

## Dead: 1

They failed on 3 days or more, over 7 days or more. Write the new address, or that of the copy.

- `https://a.eu/(x)` `is dead: it answers 404 Not Found (5 failures since 2025-12-26)`
  - [archived copy](https://web.archive.org/web/2025/https://a.eu/%28x%29)
  - `content/guides/a.yml:7:9`
  - `docs/a.md:3:1`

## Moved for good: 1

Write the new address.

- `https://d.eu/old` `is now at https://d.eu/new`
  - `docs/a.md:1:2`

## Failing: 1

Not for long enough to be called dead. Nothing to do yet.

- `https://b.eu/` `` cannot be reached: `@team` <img> #1 (1 failure since 2026-01-15) ``
  - `content/guides/a.yml:2:6`

## Not known: 1

They do not talk to robots. Open them in a browser now and then.

- `https://c.eu/` `refuses robots`
  - `` docs/`@team` <b>.md:1:1 ``
"""
    )


def test_the_json_holds_all_that_is_known() -> None:
    found = json.loads(as_json(findings(), 5))
    assert found["links"] == 5
    assert [finding["verdict"] for finding in found["findings"]] == ["dead", "moved", "failing", "unknown"]
    assert found["findings"][0] == {
        "verdict": "dead",
        "address": "https://a.eu/(x)",
        "says": "is dead: it answers 404 Not Found (5 failures since 2025-12-26)",
        "advice": "Write its new address, or that of a copy: https://web.archive.org/web/2025/https://a.eu/(x)",
        "new": "",
        "archived": "https://web.archive.org/web/2025/https://a.eu/(x)",
        "failures": 5,
        "since": "2025-12-26",
        "places": [{"file": "content/guides/a.yml", "line": 7, "column": 9}, {"file": "docs/a.md", "line": 3, "column": 1}],
    }
    assert found["findings"][1]["new"] == "https://d.eu/new"


def test_where_nothing_is_the_matter_all_reports_are_short() -> None:
    assert as_text((), 1) == "1 external link: nothing to mend\n"
    assert as_issue((), 2) == "2 external links: nothing to mend\n"
    assert as_json((), 0) == '{\n  "links": 0,\n  "findings": []\n}\n'


def test_an_issue_stays_within_what_github_takes() -> None:
    many = [Finding(Verdict.UNKNOWN, link(f"https://a.eu/{number:05}"), "refuses robots", "") for number in range(2_000)]
    body = as_issue(many, 2_000)
    assert len(body) < LONGEST_BODY + 200
    assert body.endswith("\n\n1003 more do not fit here; `hub links` lists them all.\n")
