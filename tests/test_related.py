"""Which records stand at the foot of a page, and why. It is always noon of 15 January 2026."""

from pathlib import Path

import pytest

from knowledge_hub.catalogue import Catalogue, Entry
from knowledge_hub.pages import Pages
from knowledge_hub.project import Project
from knowledge_hub.views.related import COMPARED, MOST, Kinship, Reason
from small_project import NOW, catalogue_of

TOPICS = {
    f"topics/{id}.yml": f"title: {title}\nsummary: A topic.\n"
    for id, title in (("waste", "Waste"), ("water", "Water"), ("heat", "Heat"), ("rain", "Rain & snow"))
}
BODIES = {"organisations/us.yml": "title: Our cluster\nsummary: We.\nsort: cluster\ncountry: SK\n"}


def practice(*topics: str, country: str = "FI", more: str = "") -> str:
    return (
        f"title: Practice\nsummary: What was done.\norganisation: us\nplace:\n  country: {country}\nformats: [training]\n"
        f"approach: We trained.\ntopics: [{', '.join(topics)}]\n{more}"
    )


def call(closes: str, *topics: str) -> str:
    return f"title: Call\nsummary: Money.\ndeadline_model: single-stage\ncut_offs:\n- day: {closes}\ntopics: [{', '.join(topics)}]\n"


def project(*topics: str) -> str:
    return f"title: Project\nsummary: A project.\ntopics: [{', '.join(topics)}]\n"


def law(*topics: str) -> str:
    return f"title: Law\nsummary: A law.\nsort: regulation\ntopics: [{', '.join(topics)}]\n"


def body(country: str, *topics: str, more: str = "") -> str:
    return f"title: Body\nsummary: A body.\nsort: cluster\ncountry: {country}\ntopics: [{', '.join(topics)}]\n{more}"


@pytest.fixture
def built(tmp_path: Path) -> "Build":
    return Build(tmp_path)


class Build:
    """Records beside four topics and a cluster, and what is related to one of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.catalogue = Catalogue(())

    def of(self, records: dict[str, str], kind: str, id: str) -> list[tuple[str, Reason]]:
        self.catalogue = catalogue_of(self.folder, TOPICS | BODIES | records)
        entry = self.catalogue.get(kind, id)
        return [(named(one.entry), one.reason) for one in Kinship(self.catalogue, NOW).of(entry)]


def named(entry: Entry) -> str:
    return f"{entry.kind}/{entry.id}"


def test_records_with_a_topic_and_a_country_in_common_come_before_those_with_one_of_them(built: Build) -> None:
    records = {
        "organisations/a.yml": body("CZ", "waste"),
        "organisations/both.yml": body("CZ", "waste"),
        "projects/same-topic.yml": project("waste"),
        "policies/none.yml": law("heat"),
        "good-practices/same-country.yml": practice("water", country="CZ"),
    }
    assert built.of(records, "organisation", "a") == [
        ("organisation/both", Reason(("topic", "country"), (("topic", "waste"), ("country", "CZ")))),
        ("good-practice/same-country", Reason(("country",), (("country", "CZ"),))),
        ("project/same-topic", Reason(("topic",), (("topic", "waste"),))),
    ]


def test_what_few_share_says_more_than_what_many_share(built: Build) -> None:
    many = {f"policies/law-{number}.yml": law("water") for number in range(9)}
    records = {
        "projects/a.yml": project("water", "heat"),
        "policies/rare.yml": law("heat"),
    }
    assert built.of(many | records, "project", "a") == [
        ("policy/rare", Reason(("topic",), (("topic", "heat"),))),
        ("policy/law-0", Reason(("topic",), (("topic", "water"),))),
    ]


def test_a_record_that_both_name_is_the_reason_where_few_name_it(built: Build) -> None:
    records = {
        "good-practices/a.yml": practice("waste", more="policies: [law]\n"),
        "good-practices/b.yml": practice("waste", country="SE", more="policies: [law]\n"),
        "projects/c.yml": project("waste"),
        "projects/d.yml": project("waste"),
        "policies/law.yml": law(),
    }
    assert built.of(records, "good-practice", "a")[0] == ("good-practice/b", Reason(("organisation",), (("organisation", "us"),)))


def test_what_the_page_names_already_is_left_out(built: Build) -> None:
    records = {
        "organisations/a.yml": body("CZ", "waste", more="member_of: [named]\n"),
        "organisations/named.yml": body("CZ", "waste"),
        "organisations/naming.yml": body("CZ", "waste", more="member_of: [a]\n"),
        "organisations/other.yml": body("CZ", "waste"),
    }
    assert [found for found, _ in built.of(records, "organisation", "a")] == ["organisation/other"]


def test_there_are_four_at_most_and_two_of_a_kind(built: Build) -> None:
    laws = {f"policies/law-{number}.yml": law("heat") for number in range(4)}
    practices = {f"good-practices/practice-{number}.yml": practice("heat") for number in range(4)}
    records = {"projects/a.yml": project("heat"), "projects/b.yml": project("heat")}
    found = [found for found, _ in built.of(laws | practices | records, "project", "a")]
    assert found == ["project/b", "policy/law-0", "policy/law-1", "good-practice/practice-0"]
    assert len(found) == MOST


def test_a_call_that_is_open_comes_before_one_that_has_closed(built: Build) -> None:
    records = {
        "good-practices/a.yml": practice("heat"),
        "funding-calls/a-past.yml": call("2025-06-01", "heat"),
        "funding-calls/open.yml": call("2026-06-01", "heat"),
    }
    assert [found for found, _ in built.of(records, "good-practice", "a")] == ["funding-call/open", "funding-call/a-past"]


def test_a_topic_gathers_and_is_related_to_nothing(built: Build) -> None:
    assert built.of({"good-practices/a.yml": practice("heat")}, "topic", "heat") == []


def test_a_draft_is_nothing_to_have_in_common(built: Build) -> None:
    steps = "".join(f"- id: {id}\n  title: {id}\n  goal: Try.\n  actions: [Try it.]\n" for id in ("a", "b", "c"))
    drafts = {
        "topics/new.yml": "title: New\nsummary: A topic.\ndraft: yes\n",
        "guides/new.yml": f"title: New\nsummary: A guide.\ndraft: yes\naudience: Clusters\ntime_needed: A day\nsteps:\n{steps}",
    }
    records = {
        f"good-practices/{id}.yml": practice("new", country=code, more="guide_steps: [new/a]\n")
        for id, code in (("one", "FI"), ("two", "SE"))
    }
    assert built.of(records | drafts, "good-practice", "one") == [
        ("good-practice/two", Reason(("organisation",), (("organisation", "us"),)))
    ]


def test_the_work_for_one_record_does_not_grow_with_the_number_of_records(built: Build) -> None:
    records = {f"policies/law-{number:03}.yml": law("heat") for number in range(300)}
    assert len(built.of(records, "policy", "law-150")) == 2
    kinship = Kinship(built.catalogue, NOW)
    assert {len(kinship._candidates(number, kinship._told(one))) for one, number in kinship._numbers.items() if one.kind == "policy"} == {
        COMPARED
    }


@pytest.mark.parametrize(
    ("language", "reason", "said"),
    [
        ("en", Reason(("topic",), (("topic", "rain"),)), "Same topic: Rain &amp; snow"),
        ("en", Reason(("topic",), (("topic", "waste"), ("topic", "water"))), "Same topics: Waste, Water"),
        ("en", Reason(("topic", "country"), (("topic", "waste"), ("country", "CZ"))), "Same topic and country: Waste, Czechia"),
        ("en", Reason(("organisation",), (("organisation", "us"),)), "Both name: Our cluster"),
        ("cs", Reason(("country",), (("country", "CZ"), ("country", "SK"))), "Stejné země: Česko, Slovensko"),
        ("cs", Reason(("topic",), (("topic", "waste"),)), 'Stejné téma: <span lang="en">Waste</span>'),
    ],
)
def test_the_reason_is_said_in_words(built: Build, language: str, reason: Reason, said: str) -> None:
    catalogue = catalogue_of(built.folder, TOPICS | BODIES)
    pages = Pages(Project(built.folder, languages=("en", "cs")), catalogue, language, NOW)
    assert pages.because(reason).strip() == said
