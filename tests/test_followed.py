"""What can be followed: its addresses, its names and the records that belong to it."""

from pathlib import Path

import pytest

from knowledge_hub.catalogue import Catalogue
from knowledge_hub.project import Project, project_in
from knowledge_hub.speech import Speech
from knowledge_hub.views.followed import followed, programme_of, slug
from small_project import SMALL, catalogue_of, contents

CALL = "title: Call\nsummary: Money.\ndeadline_model: continuous\nprogramme: {}\n"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The records of the small project."""
    records = {path: text.decode() for path, text in contents(SMALL / "content").items()}
    return catalogue_of(tmp_path_factory.mktemp("followed"), records)


def test_everything_with_a_page_that_gathers_records_can_be_followed_and_every_programme(small: Catalogue) -> None:
    assert [f"{path}: {thing.sort} {thing.word}, {len(thing.entries)}" for path, thing in followed(small).items()] == [
        "all: all all, 18",
        "good-practices: kind good-practice, 2",
        "guides: kind guide, 1",
        "funding-calls: kind funding-call, 3",
        "events: kind event, 3",
        "event-series: kind event-series, 1",
        "policies: kind policy, 1",
        "projects: kind project, 1",
        "organisations: kind organisation, 2",
        "news: kind news, 1",
        "topics: kind topic, 2",
        "ecosystems: kind ecosystem, 1",
        "topics/rain: topic rain, 2",
        "topics/water: topic water, 13",
        "ecosystems/textiles: ecosystem textiles, 2",
        "event-series/river-days: event-series river-days, 5",
        "countries/cz: country CZ, 5",
        "countries/eu: country EU, 5",
        "countries/pl: country PL, 1",
        "countries/sk: country SK, 1",
    ]


def test_the_records_of_a_topic_are_those_its_page_shows_and_its_own(small: Catalogue) -> None:
    assert [entry.id for entry in followed(small)["topics/rain"].entries] == ["rain", "rain-in-tanks"]


def test_each_language_has_its_names_for_what_can_be_followed(small: Catalogue) -> None:
    speech = Speech("cs")
    named = ("all", "events", "topics/rain", "event-series/river-days", "countries/cz")
    assert [str(followed(small)[path].title(small, speech)) for path in named] == ["Všechno nové", "Akce", "Rain", "River Days", "Česko"]


@pytest.mark.parametrize(
    ("written", "programme"),
    [
        ("LIFE", "LIFE"),
        ("LIFE, Clean Energy Transition", "LIFE"),
        ("Horizon Europe, Cluster 4 (Processes4Planet)", "Horizon Europe"),
        ("Single Market Programme (SMP)", "Single Market Programme"),
        ("Innovation Fund / Industrial Decarbonisation Bank", "Innovation Fund"),
        ("(no name)", "(no name)"),
    ],
)
def test_the_programme_of_a_call_is_what_stands_before_its_parts(tmp_path: Path, written: str, programme: str) -> None:
    catalogue = catalogue_of(tmp_path, {"funding-calls/call.yml": CALL.format(f"'{written}'")})
    assert programme_of(catalogue.get("funding-call", "call").record) == programme


def test_programmes_that_differ_in_capitals_alone_are_one_with_the_first_name(tmp_path: Path) -> None:
    calls = {"a": "LIFE", "b": "Life, Nature", "c": "Interreg"}
    catalogue = catalogue_of(tmp_path, {f"funding-calls/{id}.yml": CALL.format(name) for id, name in calls.items()})
    programmes = [thing for thing in followed(catalogue).values() if thing.sort == "programme"]
    assert [(thing.path, thing.word, len(thing.entries)) for thing in programmes] == [
        ("programmes/interreg", "Interreg", 1),
        ("programmes/life", "LIFE", 2),
    ]


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Interreg VI-B IPA Adriatic-Ionian", "interreg-vi-b-ipa-adriatic-ionian"),
        ("Operační program Životní prostředí", "operacni-program-zivotni-prostredi"),
        ("Program Fundusze Europejskie dla Łodzi", "program-fundusze-europejskie-dla-lodzi"),
        ("Програма 2027", "2027-47af6725"),
        ("Програма Б 2027", "2027-d53079d2"),
        ("&", "951dcee3"),
        ("a" * 90, "a" * 60),
    ],
)
def test_a_name_in_an_address_has_small_letters_digits_and_hyphens_and_is_no_other_names(name: str, address: str) -> None:
    assert slug(name) == address


def test_a_record_that_moved_is_known_by_the_address_it_had_first(tmp_path: Path) -> None:
    topic = "title: Water\nsummary: A topic.\n"
    catalogue = catalogue_of(tmp_path, {"topics/water.yml": topic, "topics/rain.yml": f"{topic}redirect_from: [topics/wet, topics/damp]\n"})
    assert [entry.lasting for entry in catalogue.of("topic")] == ["topics/wet", "topics/water"]


def test_names_for_ever_are_built_on_the_name_of_the_site_that_the_settings_give(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_url: https://new.example.org/\nextra:\n  hub:\n    known_as: old.example.org,2025-01-01\n")
    assert project_in(tmp_path).tag("events/talk") == "tag:old.example.org,2025-01-01:events/talk"
    assert Project(tmp_path, url="https://new.example.org/hub/").tag("events/talk") == "tag:new.example.org,2026-11-21:events/talk"


def test_a_name_of_the_site_without_its_day_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_url: https://new.example.org/\nextra:\n  hub:\n    known_as: Old Hub\n")
    assert [str(problem) for problem in project_in(tmp_path).problems] == [
        "mkdocs.yml:4:15: known_as: 'Old Hub' is no name with a day\n"
        "    A name of yours and a day on which it was yours, as in hub.example.eu,2026-11-21."
    ]
