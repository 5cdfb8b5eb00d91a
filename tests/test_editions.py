"""A series and its editions, and what came after an event."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge_hub.catalogue import Catalogue
from knowledge_hub.loading import load
from knowledge_hub.project import Project
from knowledge_hub.views.after import came_next
from knowledge_hub.views.editions import editions_of, is_told, report_languages
from knowledge_hub.views.record import neighbours_in
from small_project import NOW, catalogue_of

TOPICS = {f"topics/{name}.yml": f"title: {name.title()}\nsummary: About {name}.\n" for name in ("water", "waste", "wood")}
SERIES = {
    "organisations/body.yml": "title: Body\nsummary: A body.\nsort: cluster\ncountry: CZ\n",
    "event-series/days.yml": "title: Days\nsummary: Days on a river.\norganiser: body\nwhat_for: To meet.\n",
}


def edition(start: str, more: str = "") -> str:
    return f"title: Days {start}\nsummary: The days of {start}.\nseries: days\nform: talk\nmode: online\nstart: {start}\n{more}"


def people(value: int, year: str = "", measure: str = "participants") -> str:
    return f"- indicator: people\n  value: {value}\n  measure: {measure}\n" + (f"  year: {year}\n" if year else "")


def world(folder: Path, records: dict[str, str]) -> Catalogue:
    return catalogue_of(folder, SERIES | TOPICS | records)


def test_what_comes_stands_apart_from_the_archive(tmp_path: Path) -> None:
    days = ("2024-03-01", "2025-03-01", "2025-09-01", "2026-03-01", "2026-09-01")
    catalogue = world(tmp_path, {f"events/days-{day}.yml": edition(day) for day in days})
    found = editions_of(catalogue, catalogue.get("event-series", "days"), "en", NOW)
    assert [entry.id for entry in found.coming] == ["days-2026-03-01", "days-2026-09-01"]
    assert [(year.year, [entry.id for entry in year.editions], year.folded) for year in found.years] == [
        (2025, ["days-2025-09-01", "days-2025-03-01"], False),
        (2024, ["days-2024-03-01"], False),
    ]
    assert (found.last and found.last.id, found.total, found.months, found.rows, found.plots) == ("days-2025-09-01", 5, None, (), ())


def test_a_cancelled_edition_does_not_come(tmp_path: Path) -> None:
    catalogue = world(tmp_path, {"events/off.yml": edition("2026-03-01", "status: cancelled\n")})
    found = editions_of(catalogue, catalogue.get("event-series", "days"), "en", NOW)
    assert (found.coming, [year.year for year in found.years]) == ((), [2026])


def test_older_years_of_a_long_archive_are_folded(tmp_path: Path) -> None:
    records = {f"events/e-{year}-{month}.yml": edition(f"{year}-{month:02}-01") for year in (2022, 2023, 2024) for month in range(1, 8)}
    catalogue = world(tmp_path, records)
    found = editions_of(catalogue, catalogue.get("event-series", "days"), "en", NOW)
    assert [(year.year, len(year.editions), year.folded) for year in found.years] == [(2024, 7, False), (2023, 7, True), (2022, 7, True)]
    assert found.months
    assert len(found.months.dots) == 21


def test_figures_of_one_measure_stand_side_by_side_and_never_those_of_another_year(tmp_path: Path) -> None:
    catalogue = world(
        tmp_path,
        {
            "events/one.yml": edition("2024-03-01", f"participation:\n{people(50, '2024')}{people(9, measure='countries')}"),
            "events/two.yml": edition("2025-03-01", f"participation:\n{people(70)}{people(60)}{people(3000, '2024', 'registrations')}"),
            "events/no-measure.yml": edition("2025-04-01", "participation:\n- indicator: people\n  value: 5\n"),
        },
    )
    found = editions_of(catalogue, catalogue.get("event-series", "days"), "en", NOW)
    assert found.measures == ("participants", "countries")
    assert [(row.entry.id, {name: [int(one.value) for one in told] for name, told in row.figures.items()}) for row in found.rows] == [
        ("one", {"participants": [50], "countries": [9]}),
        ("two", {"participants": [70, 60]}),
    ]
    assert [(plot.measure, [int(bar.figure.value) for bar in plot.bars]) for plot in found.plots] == [("participants", [50, 70])]


@pytest.mark.parametrize(
    ("original", "translated", "languages", "told"),
    [
        ("", "", (), False),
        ("report: What was said.\n", "", ("",), True),
        ("report: What was said.\n", "report: Co zaznělo.\n", ("", "cs"), True),
        ("agenda:\n- title: Item\n  report: Said.\n", "agenda:\n- title: Bod\n  report: Řečeno.\n", ("", "cs"), True),
        ("agenda:\n- title: Item\n  report: Said.\n", "agenda:\n- title: Bod\n", ("",), True),
        ("recordings:\n- url: https://www.example.org/seen\n", "", (), True),
    ],
)
def test_a_report_is_told_in_the_languages_that_have_it(
    original: str, translated: str, languages: tuple[str, ...], told: bool, tmp_path: Path
) -> None:
    world(tmp_path, {"events/one.yml": edition("2024-03-01", original)})
    czech = f"title: Dny\nsummary: Dny na řece.\n{translated}"
    (tmp_path / "content" / "events" / "one.cs.yml").write_text(czech, encoding="utf-8")
    entry = load(Project(tmp_path, languages=("en", "cs"))).get("event", "one")
    assert (report_languages(entry), is_told(entry)) == (languages, told)


AFTER = {
    "events/one.yml": edition(
        "2024-03-01",
        "calls: [later, earlier]\nprojects: [loop]\npolicies: [law, old-law]\ntopics: [water, waste]\n",
    ),
    "events/two.yml": edition("2024-06-01"),
    "events/three.yml": edition("2024-09-01"),
    "funding-calls/later.yml": "opens: 2024-05-01\ntopics: [water, waste]\n",
    "funding-calls/earlier.yml": "opens: 2023-05-01\n",
    "funding-calls/both.yml": "opens: 2025-03-01\ntopics: [waste, water, wood]\n",
    "funding-calls/one-topic.yml": "opens: 2024-04-01\ntopics: [water, wood]\n",
    "funding-calls/too-late.yml": "opens: 2025-03-02\ntopics: [water, waste]\n",
    "projects/loop.yml": "title: Loop\nsummary: A project.\n",
    "good-practices/after.yml": "period: {start: 2025}\n",
    "good-practices/before.yml": "period: {start: 2020}\n",
    "policies/law.yml": "title: Law\nsummary: A law.\nsort: regulation\nadopted: 2023-01-01\n"
    "applies_from:\n- day: 2024-01-01\n  what: Begins.\n- day: 2027-01-01\n  what: Ends.\n",
    "policies/old-law.yml": "title: Old law\nsummary: An old law.\nsort: regulation\nadopted: 2020-01-01\n",
    "news/told.yml": "title: Told\nsummary: It was told.\nday: 2024-03-02\nevents: [one]\n",
    "news/announced.yml": "title: Announced\nsummary: It was announced.\nday: 2024-02-02\nevents: [one]\n",
}
CALL = "title: Call {id}\nsummary: Money.\ndeadline_model: continuous\n"
PRACTICE = (
    "title: Practice {id}\nsummary: It was done.\norganisation: body\nplace: {{country: CZ}}\n"
    "formats: [training]\napproach: Like this.\nprojects: [loop]\n"
)


def test_what_came_next_is_told_with_its_reason(tmp_path: Path) -> None:
    heads = {"funding-calls": CALL, "good-practices": PRACTICE}
    records = {path: heads.get(path.split("/")[0], "").format(id=Path(path).stem) + text for path, text in AFTER.items()}
    catalogue = world(tmp_path, records)
    entry = catalogue.get("event", "one")
    found = came_next(catalogue, entry, neighbours_in(catalogue, "event", datetime(2026, 11, 22, tzinfo=UTC), "en")[entry.key].later)
    assert [(one.entry.id, one.why, str(one.day), [tied.id for tied in one.shared]) for one in found] == [
        ("two", "edition", "2024-06-01", []),
        ("told", "news", "2024-03-02", []),
        ("later", "call", "2024-05-01", []),
        ("law", "duty", "2027-01-01", []),
        ("after", "practice", "2025-01-01", ["loop"]),
        ("both", "topics", "2025-03-01", ["water", "waste"]),
    ]


def test_nothing_came_after_what_is_no_event(tmp_path: Path) -> None:
    catalogue = world(tmp_path, {"events/last.yml": edition("2024-03-01")})
    assert came_next(catalogue, catalogue.get("event-series", "days"), None) == ()
    assert came_next(catalogue, catalogue.get("event", "last"), None) == ()
