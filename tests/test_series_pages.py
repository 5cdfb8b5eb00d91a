"""What readers see of series and events: the next date, totals with their source, archives, reports, recordings."""

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from small_project import built

TOTALS = {
    "eu-clusters-talks": ["25 talks held in the year", "over 2 800 registrations in the year", "over 120 speakers in the year"],
    "clusters-meet-regions": [
        "over 18 workshops since the start in 2022",
        "over 620 participants in the workshops of the year",
        "over 540 pitches at the workshops of the year",
    ],
    "eu-matchmaking-events": ["over 2 300 meetings in the year", "250 cases of cooperation identified in the year"],
    "cluster-booster-academy": ["78 participants in the two editions of the year"],
}
SOURCE = "EU Clusters Talk, 15 January 2025: summary"


def page(site: Path, path: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / path / "index.html").read_text(encoding="utf-8"))


def said(node: LexborNode | None) -> str:
    """The text of an element as a reader sees it, with plain spaces."""
    assert node
    return " ".join(node.text(separator=" ").split())


def first(root: LexborHTMLParser | LexborNode, selector: str) -> str:
    return said(root.css_first(selector))


@pytest.fixture(scope="module")
def small() -> Path:
    """The small site, as it is read on 15 January 2026."""
    return built()[0] / "site"


@pytest.mark.parametrize("series", TOTALS)
def test_the_totals_of_the_talk_stand_where_they_belong_with_their_source(series: str, site: Path) -> None:
    found = page(site, f"event-series/{series}/")
    shown = {}
    for result in found.css("#numbers + .results .result"):
        source = result.css_first("a.small")
        total = " ".join(said(part) for part in (result.css_first("b"), result.css_first("p")))
        shown[total.split(" (")[0]] = source and source.attributes["href"]
    sources = [node.id for node in found.css(".source-list li") if SOURCE in node.text()]
    assert {total: shown.get(total) for total in TOTALS[series]} == dict.fromkeys(TOTALS[series], f"#{sources[0]}")


def test_a_series_leads_with_its_next_date(small: Path) -> None:
    banner = page(small, "event-series/river-days/").css_first(".status")
    assert banner
    assert first(banner, "h3") == "Next: River Days 2026"
    assert first(banner, "time") == "May 6–7 2026"
    assert "In 111 days · 6 to 7 May 2026 · Brno, Czechia" in said(banner)


def test_a_series_without_a_next_date_says_so(site: Path) -> None:
    banner = page(site, "event-series/eu-clusters-talks/").css_first(".status")
    assert said(banner) == (
        "No date announced yet The last one on record: 24 September 2025. The next one stands here as soon as it is on record. "
        "As of 22 November 2026. How to take part"
    )


def test_the_archive_groups_editions_by_year_and_folds_old_ones(site: Path) -> None:
    years = page(site, "event-series/eu-clusters-talks/").css(".year")
    assert [(first(year, "h3"), len(year.css(".dates > li")), bool(year.css("details"))) for year in years] == [
        ("2025", 3, False),
        ("2024", 6, False),
        ("2023", 10, True),
        ("2022", 9, True),
    ]


def test_each_edition_says_what_there_is_of_it(site: Path) -> None:
    rows = page(site, "event-series/eu-clusters-talks/").css(".year .dates > li")
    marks = {first(row, "h4"): said(row.css_first(".marks")) for row in rows if row.css(".marks")}
    assert marks["Empowering Clusters and Driving Innovation: ECCP 2024 Insights and Next Steps"] == "Report English, Czech Figures"
    assert marks["Bio-based products: the key to climate neutrality?"] == "Recording English"


def test_figures_by_edition_are_drawn_and_told_in_a_table(site: Path) -> None:
    found = page(site, "event-series/european-cluster-conference/")
    figure = found.css_first("figure[data-plot]")
    assert figure
    assert first(figure, "title") == "Participants by edition"
    assert first(figure, "desc") == (
        "Brussels, December 2016: over 300; București, May 2019: planned 400; "
        "Praha, September 2022: over 600; Brussels, May 2024: about 700."
    )
    rows = [[said(cell) for cell in row.css("th, td")] for row in found.css(".tabular tr")]
    assert rows[0] == ["Edition", "Participants", "Countries they came from", "Speakers", "Stands"]
    assert rows[3] == ["Praha, September 2022", "over 600", "40", "", "30"]


def test_a_recording_is_a_link_with_a_picture_of_our_own(site: Path) -> None:
    found = page(site, "events/talk-2022-09-07/")
    poster = found.css_first(".poster")
    assert poster
    assert poster.css("svg")
    assert said(poster) == (
        "Bio-based products: the key to climate neutrality? 7 September 2022 · Recording, English clustercollaboration.eu"
    )
    assert found.css("img, iframe, video, object, embed") == []


NO_REPORT, TELL = "No report of this event is on record.", "Were you there? Tell what was said."


@pytest.mark.parametrize(
    ("path", "note"),
    [
        ("events/talk-2025-01-15/", "The report can be read in: English, Czech ."),
        ("cs/events/talk-2025-01-15/", "Zprávu si můžete přečíst v těchto jazycích: čeština, angličtina ."),
        ("events/talk-2025-03-12/", f"{NO_REPORT} {TELL}"),
        (
            "events/talk-2022-09-07/",
            "No report of this event is on record. There is a recording to watch. Were you there? Tell what was said.",
        ),
    ],
)
def test_an_event_says_in_which_languages_its_report_is(path: str, note: str, site: Path) -> None:
    assert first(page(site, path), "#report + p") == note


def test_an_event_that_comes_owes_no_report_yet(small: Path) -> None:
    assert page(small, "events/river-days-2026/").css("#report") == []


def test_what_came_next_is_told_with_its_reason(site: Path) -> None:
    found = page(site, "events/talk-2025-01-15/").css("#next + ol > li")
    assert [(first(one, "h3"), first(one, ".because")) for one in found][:3] == [
        ("From Policy to Practice: The Clean Industrial Deal in Action", "The next edition, 12 March 2025."),
        ("Clean Industrial Deal", "Spoken of at the event; adopted 26 February 2025."),
        (
            "Innovative solutions for the sustainable and circular transformation of SMEs",
            "A call on subjects of the event; it opened on 6 May 2025: Sustainability strategy of a cluster , Circular economy .",
        ),
    ]
