"""Feeds: every file keeps to its format, two readers see the same in it, and what a record is known by stays as it is."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from knowledge_hub.catalogue import Catalogue
from knowledge_hub.pages import Pages
from knowledge_hub.project import Project
from knowledge_hub.publish.feeds import feeds
from knowledge_hub.publish.writing import drawn
from small_project import NOW, SMALL, built, catalogue_of

ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMA = Path(__file__).with_name("atom.rng")
HUB = Project(Path(), name="Small Hub", url="https://hub.example.org/", languages=("en", "cs"))
NEWS = "title: {title}\nsummary: What is new.\nday: 2025-12-01\n"
SOURCE = "sources:\n- title: Report\n  document: A report\n  read: {}\n"
HOSTILE = "]]></title><script>alert(1)</script> & ' \" end"


def files(catalogue: Catalogue, now: datetime = NOW, project: Project = HUB) -> dict[str, str]:
    """Every feed of these records by its path."""
    found = (feeds(Pages(project, catalogue, language, now)) for language in project.languages)
    return {path: drawn(content).decode() for path, content in chain.from_iterable(found)}


def ids(written: dict[str, str]) -> dict[str, list[str]]:
    """What the feeds and their entries are known by."""
    atom = {path: etree.fromstring(text.encode()) for path, text in written.items() if path.endswith("atom.xml")}
    return {path: [str(node.text) for node in feed.iter(f"{ATOM}id")] for path, feed in atom.items()}


def items(written: dict[str, str], path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(written[path])["items"]
    return found


@pytest.fixture(scope="module")
def atom(site: Path) -> dict[str, etree._Element]:
    """The parsed Atom files of the real site, by path."""
    return {file.relative_to(site).as_posix(): etree.parse(file).getroot() for file in sorted(site.rglob("atom.xml"))}


def test_every_atom_file_is_valid(atom: dict[str, etree._Element]) -> None:
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    assert {path: str(schema.error_log) for path, feed in atom.items() if not schema.validate(feed)} == {}
    assert len(atom) > 200


@pytest.mark.parametrize(
    ("right", "wrong"), [("<id>", "<id/><id>"), ("T00:00:00Z", ""), ("<link ", '<link size="1" '), ('xml:lang="en"', 'xml:lang="."')]
)
def test_the_schema_refuses_what_the_standard_does(site: Path, right: str, wrong: str) -> None:
    text = (site / "feeds" / "all" / "atom.xml").read_text()
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    assert schema.validate(etree.fromstring(text.encode()))
    assert not schema.validate(etree.fromstring(text.replace(right, wrong, 1).encode()))


def test_feeds_have_an_author_an_own_address_and_no_id_twice_and_entries_lead_to_a_page(atom: dict[str, etree._Element]) -> None:
    known: set[str] = set()
    for path, feed in atom.items():
        assert [node.text for node in feed.findall(f"{ATOM}author/{ATOM}name")] == ["Green Transition Support & Events"]
        own = [node.get("href") for node in feed.findall(f"{ATOM}link[@rel='self']")]
        assert own == [f"https://green-transition-hub.example.org/{path}"]
        entries = [str(node.text) for node in feed.findall(f"{ATOM}entry/{ATOM}id")]
        assert len(set(entries)) == len(entries) <= 50
        assert [len(entry.findall(f"{ATOM}link[@rel='alternate']")) for entry in feed.findall(f"{ATOM}entry")] == [1] * len(entries)
        known.add(str(feed.findtext(f"{ATOM}id")))
    assert len(known) == len(atom)


def complaints(feed: dict[str, Any]) -> Iterator[str]:
    """What breaks the rules of https://www.jsonfeed.org/version/1.1/."""
    texts = ("version", "title", "description", "user_comment", "home_page_url", "feed_url", "favicon", "language")
    yield from (f"{name}: no text" for name in texts if not isinstance(feed[name], str) or not feed[name])
    if feed["version"] != "https://jsonfeed.org/version/1.1":
        yield "version: another"
    yield from (f"{name} is not known" for name in feed if name not in (*texts, "authors", "items"))
    yield from ("authors: without name" for author in feed["authors"] if not author["name"] or set(author) != {"name", "url"})
    texts = ("id", "url", "title", "content_text", "date_published", "date_modified", "language")
    for item in feed["items"]:
        yield from (f"{name}: no text" for name in texts if not isinstance(item[name], str) or not item[name])
        yield from (f"{name} is not known" for name in item if name not in (*texts, "tags"))
        yield from ("tags: no text" for tag in item["tags"] if not isinstance(tag, str) or not tag)
        for name in ("date_published", "date_modified"):
            if datetime.fromisoformat(item[name]).tzinfo is None:
                yield f"{name}: no time zone"
        if not item["url"].startswith("https://"):
            yield "url: no address"
    if len({item["id"] for item in feed["items"]}) != len(feed["items"]):
        yield "id: twice"


def test_every_json_feed_keeps_the_rules_of_version_1_1(site: Path) -> None:
    found = {file.relative_to(site).as_posix(): [*complaints(json.loads(file.read_bytes()))] for file in site.rglob("feed.json")}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
    assert {path.replace("feed.json", "atom.xml") for path in found} == {
        file.relative_to(site).as_posix() for file in site.rglob("atom.xml")
    }


def test_another_reader_sees_in_each_atom_file_what_its_json_feed_says(site: Path) -> None:
    differ = []
    for file in sorted(site.rglob("atom.xml")):
        read = feedparser.parse(file.read_bytes(), response_headers={"content-type": "application/atom+xml"})
        told = json.loads(file.with_name("feed.json").read_bytes())
        seen = {
            "title": read.feed.title,
            "home_page_url": read.feed.link,
            "language": read.feed.language,
            "items": [
                {
                    "id": entry.id,
                    "url": entry.link,
                    "title": entry.title,
                    "content_text": entry.summary,
                    "date_published": entry.published,
                    "date_modified": entry.updated,
                    "language": entry.title_detail.language,
                    "tags": [tag.label for tag in entry.tags],
                }
                for entry in read.entries
            ],
        }
        if read.bozo or seen != {name: told[name] for name in seen}:
            differ.append(str(file.relative_to(site)))
    assert differ == []


@pytest.mark.parametrize("file", ["atom.xml", "feed.json"])
def test_a_feed_holds_its_records_in_the_words_of_its_language(file: str) -> None:
    written = (built()[0] / "site" / "cs" / "feeds" / "countries" / "cz" / file).read_text()
    assert written == (SMALL / "expected" / file).read_text()


def test_the_opml_file_lists_exactly_the_feeds_that_exist(site: Path) -> None:
    for language in ("", "cs/"):
        opml = etree.parse(site / language / "feeds" / "feeds.opml")
        listed = [node.get("xmlUrl").split("/", 3)[3] for node in opml.iter("outline") if node.get("xmlUrl")]
        assert sorted(listed) == sorted(file.relative_to(site).as_posix() for file in (site / language / "feeds").rglob("atom.xml"))
        assert [group.get("text") for group in opml.findall("body/outline")][:2] == (
            ["Všechno", "Druhy záznamů"] if language else ["Everything", "Kinds of record"]
        )
        assert all(
            (site / node.get("htmlUrl").split("/", 3)[3] / "index.html").is_file() for node in opml.iter("outline") if node.get("type")
        )


def test_every_feed_names_a_page_that_exists_as_its_own() -> None:
    site = built()[0] / "site"
    homes = {file: json.loads(file.read_bytes())["home_page_url"].removeprefix(HUB.url) for file in site.rglob("feed.json")}
    assert [home for home in homes.values() if not (site / home / "index.html").is_file()] == []
    assert homes[site / "cs" / "feeds" / "topics" / "rain" / "feed.json"] == "topics/rain/"
    assert homes[site / "cs" / "feeds" / "topics" / "water" / "feed.json"] == "cs/topics/water/"


def test_ids_stay_when_a_title_changes_when_time_passes_and_when_the_record_or_the_site_moves(tmp_path: Path) -> None:
    verified = "verified: 2025-12-02\n"
    first = catalogue_of(tmp_path / "1", {"news/a.yml": NEWS.format(title="A") + verified})
    again = catalogue_of(tmp_path / "2", {"news/b.yml": NEWS.format(title="Other") + f"{verified}redirect_from: [news/a]\n"})
    known = replace(HUB, known_as="hub.example.org,2026-11-21")
    before = ids(files(first, project=known))
    assert before == ids(files(again, datetime(2030, 1, 1, tzinfo=UTC), replace(known, url="https://elsewhere.example.org/hub/")))
    assert before["feeds/news/atom.xml"] == [
        "tag:hub.example.org,2026-11-21:feeds/news",
        "tag:hub.example.org,2026-11-21:news/a",
    ]
    assert before["cs/feeds/news/atom.xml"] == [
        "tag:hub.example.org,2026-11-21:cs/feeds/news",
        "tag:hub.example.org,2026-11-21:cs/news/a",
    ]


def test_the_newest_change_comes_first_and_the_feed_is_as_new_as_that(tmp_path: Path) -> None:
    days = {"old": "2025-01-01", "new": "2026-01-14", "middle": "2025-06-01"}
    catalogue = catalogue_of(tmp_path, {f"news/{id}.yml": NEWS.format(title=id) + f"verified: {day}\n" for id, day in days.items()})
    written = files(catalogue)
    assert [item["title"] for item in items(written, "feeds/news/feed.json")] == ["new", "middle", "old"]
    assert "\n<updated>2026-01-14T00:00:00Z</updated>" in written["feeds/news/atom.xml"]


def test_of_one_day_what_is_new_comes_before_what_changed(tmp_path: Path) -> None:
    new, changed = SOURCE.format("2026-01-10"), SOURCE.format("2024-01-01")
    records = {"a-changed": changed, "z-new": new}
    catalogue = catalogue_of(
        tmp_path, {f"news/{id}.yml": f"{NEWS.format(title=id)}verified: 2026-01-10\n{more}" for id, more in records.items()}
    )
    found = items(files(catalogue), "feeds/all/feed.json")
    assert [(item["title"], item["date_published"][:10], item["date_modified"][:10]) for item in found] == [
        ("z-new", "2026-01-10", "2026-01-10"),
        ("a-changed", "2024-01-01", "2026-01-10"),
    ]


def test_a_record_that_nobody_checked_yet_has_the_day_its_source_was_read(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, {"news/a.yml": NEWS.format(title="A") + SOURCE.format("2025-12-24")})
    assert [item["date_modified"] for item in items(files(catalogue), "feeds/all/feed.json")] == ["2025-12-24T00:00:00Z"]


def test_no_feed_names_a_day_to_come_and_there_are_no_empty_feeds(tmp_path: Path) -> None:
    records = {
        "news/to-come.yml": NEWS.format(title="To come") + "verified: 2026-01-16\n",
        "topics/without-a-day.yml": "title: Without a day\nsummary: A topic.\n",
        "policies/today.yml": "title: Today\nsummary: A law.\nsort: strategy\nverified: 2026-01-15\ntopics: [without-a-day]\n",
    }
    written = files(catalogue_of(tmp_path, records))
    found = {
        path: [item["title"] for item in items(written, path)] for path in written if path.endswith(".json") and not path.startswith("cs/")
    }
    assert found == {f"feeds/{of}/feed.json": ["Today"] for of in ("all", "policies", "topics/without-a-day", "countries/eu")}


def test_a_feed_holds_the_fifty_newest(tmp_path: Path) -> None:
    records = {f"news/n{number}.yml": NEWS.format(title=number) + f"verified: 2025-01-{number % 28 + 1:02}\n" for number in range(60)}
    found = items(files(catalogue_of(tmp_path, records)), "feeds/news/feed.json")
    assert (len(found), found[0]["date_modified"][:10], found[-1]["date_modified"][:10]) == (50, "2025-01-28", "2025-01-04")


@pytest.mark.parametrize("hidden", ["", "\x01", "\x0b\x1f", "\ufffe\uffff"])
def test_hostile_titles_stay_text_and_signs_that_xml_has_not_are_left_out(tmp_path: Path, hidden: str) -> None:
    read = catalogue_of(tmp_path, {"topics/a.yml": "title: A\nsummary: A topic.\nverified: 2025-12-02\n"}).get("topic", "a")
    record = read.record.model_copy(update={"title": HOSTILE + hidden, "summary": HOSTILE + hidden, "topics": ("a",)})
    written = files(Catalogue([replace(read, record=record)]))
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    for path, content in written.items():
        if path.endswith("atom.xml"):
            feed = etree.fromstring(content.encode())
            assert schema.validate(feed), schema.error_log
            shown = [feed.findtext(f"{ATOM}entry/{ATOM}{name}") for name in ("title", "summary")]
            assert [*shown, feed.find(f"{ATOM}entry/{ATOM}category[2]").get("label")] == [HOSTILE] * 3
        elif path.endswith("opml"):
            assert f"{HOSTILE} · Small Hub" in [node.get("text") for node in etree.fromstring(content.encode()).iter("outline")]
        else:
            assert [*complaints(json.loads(content))] == []


@pytest.mark.parametrize(
    ("page", "announced"),
    [
        ("", "Everything new: feeds/all"),
        ("about/", "Everything new: feeds/all"),
        ("countries/", "Everything new: feeds/all"),
        ("events/", "Events: feeds/events"),
        ("events/river-days-2026/", "Events: feeds/events"),
        ("guides/save-water/act/", "Guides: feeds/guides"),
        ("topics/rain/", "Rain: feeds/topics/rain"),
        ("ecosystems/textiles/", "Textiles: feeds/ecosystems/textiles"),
        ("event-series/river-days/", "River Days: feeds/event-series/river-days"),
        ("countries/cz/", "Czechia: feeds/countries/cz"),
        ("cs/countries/cz/", "Česko: cs/feeds/countries/cz"),
    ],
)
def test_a_page_announces_the_feed_of_what_it_shows(page: str, announced: str) -> None:
    html = LexborHTMLParser((built()[0] / "site" / page / "index.html").read_text())
    name, _, path = announced.partition(": ")
    root = "../" * page.count("/") or "./"
    assert [dict(node.attributes) for node in html.css("link[rel=alternate][type]") if "feeds/" in (node.attributes["href"] or "")] == [
        {"rel": "alternate", "type": "application/atom+xml", "title": f"{name} (Atom)", "href": f"{root}{path}/atom.xml"},
        {"rel": "alternate", "type": "application/feed+json", "title": f"{name} (JSON Feed)", "href": f"{root}{path}/feed.json"},
    ]
