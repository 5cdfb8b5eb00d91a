"""What follows from the records and a day: the order of lists and their pages, neighbours, what belongs together."""

from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from knowledge_hub.catalogue import Catalogue, Entry
from knowledge_hub.kinds.organisation import Organisation
from knowledge_hub.kinds.parts import Figure
from knowledge_hub.kinds.values import When
from knowledge_hub.pages import Pages
from knowledge_hub.project import Project
from knowledge_hub.publish.drawing import Drawing
from knowledge_hub.publish.plan import ListPage, planned
from knowledge_hub.views.lists import by_kind, gathered, in_reading_order
from knowledge_hub.views.narrowing import Listing
from knowledge_hub.views.record import Neighbours, RecordView, StepUse, neighbours_in, record_view
from small_project import NOW, SMALL, built, catalogue_of, contents


def test_a_name_that_is_the_title_already_is_none_beside_it() -> None:
    names = ["Agentura  a\u00a0síť", "Agency"]
    body = {"title": "Agentura a síť", "summary": "A body.", "sort": "agency", "country": "EU", "other_names": names}
    assert Organisation.model_validate(body).names_beside_title == ("Agency",)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The records of the small project."""
    records = {path: text.decode() for path, text in contents(SMALL / "content").items()}
    return catalogue_of(tmp_path_factory.mktemp("views"), records)


def call(opens: str, *cut_offs: str, more: str = "") -> str:
    days = "".join(f"- day: {day}\n" for day in cut_offs)
    model = "multiple-cut-off" if cut_offs else "continuous"
    listed = f"cut_offs:\n{days}" if days else ""
    return f"title: Call\nsummary: Money.\nopens: {opens}\ndeadline_model: {model}\n{listed}{more}"


def event(start: str, more: str = "") -> str:
    return f"title: Event {start}\nsummary: A meeting.\nform: meeting\nstart: {start}\nmode: online\n{more}"


def news(day: str) -> str:
    return f"title: News\nsummary: What is new.\nday: {day}\n"


def topic(title: str) -> str:
    return f"title: {title}\nsummary: A topic.\n"


def ids(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.id for entry in entries]


def listed(folder: Path, kind: str, records: dict[str, str]) -> list[str]:
    """The ids of these records in the order of a listing, made backwards to show that the order of files is nothing."""
    kept_in = {"funding-call": "funding-calls", "event": "events", "news": "news", "topic": "topics"}[kind]
    catalogue = catalogue_of(folder, {f"{kept_in}/{id}.yml": records[id] for id in sorted(records, reverse=True)})
    return ids(in_reading_order(catalogue.of(kind), NOW))


def test_calls_are_listed_by_the_soonest_day_ahead_and_then_the_newest(tmp_path: Path) -> None:
    calls = {
        "past-long-ago": call("2023-01-01", "2023-06-01"),
        "past-lately": call("2025-06-01", "2026-01-14"),
        "closes-today": call("2025-06-01", "2026-01-15"),
        "closes-in-march": call("2025-06-01", "2025-12-01", "2026-03-01"),
        "opens-in-february": call("2026-02-01", "2026-12-01"),
        "always-open": call("2025-01-01"),
        "cancelled-but-soon": call("2025-06-01", "2026-01-20", more="cancelled: yes\n"),
    }
    assert listed(tmp_path, "funding-call", calls) == [
        "closes-today", "opens-in-february", "closes-in-march", "always-open", "cancelled-but-soon", "past-lately", "past-long-ago",
    ]  # fmt: skip


def test_events_are_listed_by_the_soonest_day_ahead_and_then_the_newest(tmp_path: Path) -> None:
    events = {
        "last-year": event("2025-05-06"),
        "yesterday": event("2026-01-14"),
        "today": event("2026-01-15"),
        "goes-on": event("2026-01-13", "end: 2026-01-16\n"),
        "in-may": event("2026-05-06"),
        "next-year": event("2027"),
        "some-day-in-march": event("2026-03"),
        "called-off": event("2026-02-02", "status: cancelled\n"),
    }
    assert listed(tmp_path, "event", events) == [
        "goes-on", "today", "some-day-in-march", "in-may", "next-year", "called-off", "yesterday", "last-year",
    ]  # fmt: skip


def test_news_are_listed_from_the_newest(tmp_path: Path) -> None:
    days = {"old": "2024-01-01", "new": "2026-01-12", "newer": "2026-01-13"}
    assert listed(tmp_path, "news", {id: news(day) for id, day in days.items()}) == ["newer", "new", "old"]


def test_topics_are_listed_by_the_alphabet_whatever_their_marks_and_capitals(tmp_path: Path) -> None:
    topics = {"a": topic("Zinc"), "b": topic("énergie"), "c": topic("Energy"), "d": topic("air"), "e": topic("Čistota")}
    assert listed(tmp_path, "topic", topics) == ["d", "e", "b", "c", "a"]


def test_a_list_by_titles_goes_by_those_of_its_reader_s_language(tmp_path: Path) -> None:
    titles = {"agri-food": ("Agri-food", "Zemědělství"), "strategy": ("Strategy", "Šetrnost"), "water": ("Water", "Sucho")}
    catalogue = catalogue_of(tmp_path, {f"topics/{id}.yml": topic(title) for id, (title, _) in titles.items()})
    entries = [
        replace(entry, translations={"cs": entry.record.model_copy(update={"title": titles[entry.id][1]})})
        for entry in catalogue.of("topic")
    ]
    assert ids(in_reading_order(entries, NOW, "en")) == ["agri-food", "strategy", "water"]
    assert ids(in_reading_order(entries, NOW, "cs")) == ["water", "strategy", "agri-food"]


def test_the_pages_of_records_follow_the_list_of_their_reader_s_language(tmp_path: Path) -> None:
    texts = {"topics/air.yml": topic("Air"), "topics/air.cs.yml": "title: Vzduch\nsummary: Téma.\nfollows: 20308a25a5\n"}
    translations = {"bees": ("Včely", "765581a58b"), "cars": ("Auta", "2747d11699"), "heat": ("Teplo", "7eec6289a8")}
    for id, (title, version) in translations.items():
        texts[f"topics/{id}.yml"] = f"{topic(id.title())}broader: air\n"
        texts[f"topics/{id}.cs.yml"] = f"title: {title}\nsummary: Téma.\nfollows: {version}\n"
    catalogue = catalogue_of(tmp_path, texts)
    project = Project(tmp_path, languages=("en", "cs"))
    drawing = Drawing(project, catalogue, NOW, search=False, paths=())
    for language, order in {"en": ["air", "bees", "cars", "heat"], "cs": ["cars", "heat", "bees", "air"]}.items():
        views = [drawing.view(catalogue.get("topic", id), language) for id in order]
        pages = [page for page in planned(project, catalogue, NOW) if isinstance(page, ListPage)]
        assert [ids(page.entries) for page in pages if page.language == language] == [order]
        assert [view.neighbours.later for view in views] == [*(view.entry for view in views[1:]), None]
        assert [view.neighbours.earlier for view in views] == [None, *(view.entry for view in views[:-1])]
        gathering = next(view for view in views if view.entry.id == "air")
        assert [ids(group.entries) for group in gathering.named_by] == [[id for id in order if id != "air"]]


def test_what_is_equal_otherwise_is_listed_by_its_id(tmp_path: Path) -> None:
    assert listed(tmp_path, "news", dict.fromkeys(["c", "a", "b"], news("2026-01-12"))) == ["a", "b", "c"]


@pytest.mark.parametrize(("number", "sizes"), [(0, [0]), (1, [1]), (50, [50]), (51, [50, 1]), (100, [50, 50]), (101, [50, 50, 1])])
def test_a_list_is_cut_into_pages_of_fifty(small: Catalogue, number: int, sizes: list[int]) -> None:
    whole = Listing("topic", number, (), {("topic", ""): (small.get("topic", "water"),) * number}).lists[0]
    assert [len(whole.page(page)) for page in range(1, whole.pages + 1)] == sizes


def test_each_page_of_a_long_list_has_its_own_address(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, {f"topics/topic-{number:03}.yml": topic(f"Topic {number:03}") for number in range(101)})
    pages = [page for page in planned(Project(tmp_path), catalogue, NOW) if isinstance(page, ListPage)]
    assert [(page.path, ids(page.entries)[0], page.number, page.among.pages, page.among.size) for page in pages] == [
        ("topics/", "topic-000", 1, 3, 101),
        ("topics/page/2/", "topic-050", 2, 3, 101),
        ("topics/page/3/", "topic-100", 3, 3, 101),
    ]


def test_an_edition_has_the_one_before_and_the_one_after_as_neighbours(small: Catalogue) -> None:
    first, second, third = (small.get("event", f"river-days-{year}") for year in (2024, 2025, 2026))
    found = neighbours_in(small, "event", NOW, "en")
    assert [found[edition.key] for edition in (first, second, third)] == [
        Neighbours(None, second, of_series=True),
        Neighbours(first, third, of_series=True),
        Neighbours(second, None, of_series=True),
    ]


def test_any_other_record_has_those_beside_it_in_the_list_of_its_kind(small: Catalogue) -> None:
    soon, later, past = (small.get("funding-call", id) for id in ("clean-rivers", "dry-summers", "first-drops"))
    found = neighbours_in(small, "funding-call", NOW, "en")
    assert [found[one.key] for one in (soon, later, past)] == [Neighbours(None, later), Neighbours(soon, past), Neighbours(later, None)]
    assert set(found) == {entry.key for entry in small.of("funding-call")}


def view(catalogue: Catalogue, kind: str, id: str, language: str = "en") -> RecordView:
    return record_view(catalogue, catalogue.get(kind, id), language, NOW, neighbours=Neighbours(), related=())


@pytest.mark.parametrize(
    ("kind", "id", "steps"),
    [
        pytest.param("good-practice", "rain-in-tanks", [1], id="the step names the practice"),
        pytest.param("good-practice", "heat-from-sewers", [2], id="the practice names the step"),
        pytest.param("policy", "water-law", [1], id="the step names the policy"),
        pytest.param("funding-call", "clean-rivers", [2], id="the step names the call"),
        pytest.param("funding-call", "dry-summers", [], id="neither names the other"),
    ],
)
def test_a_record_shows_the_steps_it_is_tied_to_from_either_side(small: Catalogue, kind: str, id: str, steps: list[int]) -> None:
    guide = small.get("guide", "save-water")
    assert view(small, kind, id).steps == tuple(StepUse(guide, guide.record.steps[number - 1], number) for number in steps)


def test_a_step_shows_the_practices_it_names_and_those_that_name_it(small: Catalogue) -> None:
    shown = view(small, "guide", "save-water").shown_by
    assert {step: ids(practices) for step, practices in shown.items()} == {"ask": ["rain-in-tanks"], "act": ["heat-from-sewers"]}


def test_a_step_shows_the_calls_still_ahead_before_those_that_have_closed(tmp_path: Path) -> None:
    records = {path: text.decode() for path, text in contents(SMALL / "content").items()}
    named = {
        "guides/save-water.yml": records["guides/save-water.yml"].replace("[clean-rivers]", "[first-drops, dry-summers, clean-rivers]")
    }
    paid = view(catalogue_of(tmp_path, records | named), "guide", "save-water").paid_by
    assert {step: ids(calls) for step, calls in paid.items()} == {"ask": [], "act": ["clean-rivers", "dry-summers", "first-drops"]}


def test_a_topic_gathers_the_records_that_name_it(small: Catalogue) -> None:
    assert {group.kind: ids(group.entries) for group in view(small, "topic", "water").named_by} == {
        "good-practice": ["rain-in-tanks"],
        "funding-call": ["clean-rivers", "dry-summers"],
        "event": ["river-days-2026", "river-days-2025", "river-days-2024"],
        "policy": ["water-law"],
        "project": ["blue-loop"],
        "organisation": ["river-cluster"],
        "topic": ["rain"],
        "ecosystem": ["textiles"],
    }


def test_an_organisation_gathers_what_it_did_and_pays_for(small: Catalogue) -> None:
    found = {
        group.kind: ids(group.entries) for group in by_kind(small, gathered(small, small.get("organisation", "sea-agency")), NOW, "en")
    }
    assert found == {"funding-call": ["clean-rivers", "dry-summers", "first-drops"], "organisation": ["river-cluster"]}


def test_a_country_gathers_its_records_and_the_union_those_of_all(small: Catalogue) -> None:
    found = {
        code: {group.kind: ids(group.entries) for group in by_kind(small, entries, NOW, "en")} for code, entries in small.countries.items()
    }
    assert found == {
        "CZ": {
            "good-practice": ["rain-in-tanks"],
            "event": ["river-days-2026", "river-days-2025", "river-days-2024"],
            "organisation": ["river-cluster"],
        },
        "EU": {
            "funding-call": ["clean-rivers", "dry-summers", "first-drops"],
            "policy": ["water-law"],
            "organisation": ["sea-agency"],
        },
        "PL": {"project": ["blue-loop"]},
        "SK": {"good-practice": ["heat-from-sewers"]},
    }


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("countries/cz", "5 records belong to this country."),
        ("countries/pl", "One record belongs to this country."),
        ("countries/eu", "5 records belong to the European Union as a whole."),
        ("cs/countries/eu", "K Evropské unii jako celku patří 5 záznamů."),
    ],
)
def test_the_page_of_a_country_says_so_and_the_european_union_is_none(page: str, says: str) -> None:
    site, _ = built()
    leads = LexborHTMLParser((site / "site" / page / "index.html").read_text(encoding="utf-8")).css("p.lead")
    assert [lead.text().replace("\u00a0", " ") for lead in leads] == [says]


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("countries/cz", ["5 more records, calls and policies among them, hold for the whole European Union"]),
        ("cs/countries/sk", ["5 dalších záznamů, mezi nimi výzvy a předpisy, platí pro celou Evropskou unii"]),
        ("countries/eu", []),
    ],
)
def test_the_page_of_a_member_state_leads_to_what_holds_for_the_whole_union(page: str, says: list[str]) -> None:
    site, _ = built()
    links = LexborHTMLParser((site / "site" / page / "index.html").read_text(encoding="utf-8")).css(".prose li > a[href$='countries/eu/']")
    assert [link.text().replace("\u00a0", " ") for link in links] == says


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("{country: CZ, region: Jihomoravský kraj, city: Brno}", "Brno, Czechia"),
        ("{country: CZ, region: Jihomoravský kraj}", "Jihomoravský kraj, Czechia"),
        ("{countries: [SK], city: Žilina}", "Žilina, Slovakia"),
        ("{countries: [CZ, SK], region: Jihomoravský kraj, city: Brno}", "Czechia, Slovakia"),
        ("{countries: [CZ, SK, PL, DE, AT], region: Jihomoravský kraj}", "Czechia, Slovakia, Poland, and 2 more"),
        ("{country: EU}", "European Union"),
    ],
)
def test_a_town_or_region_is_told_where_there_is_one_country(tmp_path: Path, place: str, says: str) -> None:
    practice = f"title: Rain\nsummary: Rain.\norganisation: ksd\nformats: [study]\napproach: Tanks.\nplace: {place}\n"
    body = "title: KSD\nsummary: A cluster.\nsort: cluster\ncountry: CZ\n"
    catalogue = catalogue_of(tmp_path, {"good-practices/rain.yml": practice, "organisations/ksd.yml": body})
    card = LexborHTMLParser(Pages(Project(tmp_path), catalogue, "en", NOW).card(catalogue.get("good-practice", "rain")))
    assert [line.text() for line in card.css(".kind span")] == [says]


def test_a_record_that_names_another_twice_is_gathered_once(tmp_path: Path) -> None:
    names_it_twice = "title: Rain\nsummary: Rain.\nbroader: water\ntopics: [water]\n"
    catalogue = catalogue_of(tmp_path, {"topics/water.yml": topic("Water"), "topics/rain.yml": names_it_twice})
    assert ids(gathered(catalogue, catalogue.get("topic", "water"))) == ["rain"]


@pytest.mark.parametrize(("counts", "told"), [("less a year, in the account of 2008", None), ("less a year", When(2008))])
def test_the_year_of_a_figure_is_told_once(counts: str, told: When | None) -> None:
    figure = Figure.model_validate({"indicator": counts, "value": "275000", "year": "2008"})
    assert figure.year_beside == told
