"""What pages say of themselves in the words of schema.org."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from knowledge_hub.loading import load
from knowledge_hub.project import project_in
from schema_org import WORD, faults, identities

SAID = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
HUB = "https://green-transition-hub.example.org/"


@pytest.fixture(scope="module")
def said(site: Path) -> dict[str, Any]:
    """What every page of the site says, by its path."""
    found = {}
    for file in sorted(site.rglob("*.html")):
        scripts = SAID.findall(file.read_text(encoding="utf-8"))
        if scripts:
            assert len(scripts) == 1, file
            found[file.relative_to(site).as_posix().removesuffix("index.html")] = json.loads(scripts[0])
    return found


def test_what_every_page_says_is_schema_org(said: dict[str, Any]) -> None:
    assert {path: wrong for path, document in said.items() if (wrong := faults(document))} == {}


def test_the_records_as_open_data_are_schema_org_and_complete(site: Path, said: dict[str, Any]) -> None:
    downloads = [one["contentUrl"] for node in said[""]["@graph"] for one in node.get("distribution", ())]
    files = {path: json.loads((site / path.removeprefix(HUB)).read_text(encoding="utf-8")) for path in downloads}
    assert {path: wrong for path, document in files.items() if (wrong := faults(document))} == {}
    catalogue = load(project_in(Path(__file__).resolve().parent.parent))
    told = {node["@id"] for document in files.values() for node in document["@graph"]}
    assert told == {f"{HUB}{entry.path}#{entry.kind}" for entry in catalogue.entries.values()}


def test_the_home_page_says_how_the_site_is_searched(said: dict[str, Any]) -> None:
    action = said["cs/"]["@graph"][0]["potentialAction"]
    assert action == {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{HUB}cs/search/?q={{words}}"},
        "query-input": "required name=words",
    }


def test_every_page_of_a_record_says_its_kind_first(said: dict[str, Any], site: Path) -> None:
    catalogue = load(project_in(Path(__file__).resolve().parent.parent))
    expected = {
        prefix + entry.path: (entry.record.schema_type, f"{HUB}{entry.path}#{entry.kind}", HUB + prefix + entry.path)
        for entry in catalogue.entries.values()
        for prefix in ("", "cs/")
        if not prefix or "cs" in entry.translations
    }
    found = {}
    for path in expected:
        first = said[path]["@graph"][0]
        found[path] = (first["@type"], first["@id"], first["url"])
    assert found == expected


def test_an_identity_is_of_one_type_throughout_the_site(said: dict[str, Any]) -> None:
    types: dict[str, set[str]] = {}
    for document in said.values():
        for identity, type_ in identities(document):
            types.setdefault(identity, set()).add(type_)
    assert {identity: found for identity, found in types.items() if len(found) > 1} == {}


def test_breadcrumbs_are_said_as_they_stand_on_the_page(said: dict[str, Any], site: Path) -> None:
    on_pages, in_words = {}, {}
    for file in sorted(site.rglob("index.html")):
        page = LexborHTMLParser(file.read_text(encoding="utf-8"))
        path = file.relative_to(site).as_posix().removesuffix("index.html")
        steps = [node.text().strip() for node in page.css(".breadcrumb li")]
        if steps:
            on_pages[path] = steps
            trail = [node for node in said[path]["@graph"] if node["@type"] == "BreadcrumbList"]
            in_words[path] = [unescape(step["name"]) for step in trail[0]["itemListElement"]] if trail else []
            assert trail[0]["itemListElement"][-1]["item"] == {"@id": HUB + path}
    assert in_words == on_pages


def test_the_addresses_that_pages_say_are_pages_of_the_site(said: dict[str, Any], site: Path) -> None:
    """Identities and addresses of ours lead somewhere; those of others are checked where they are written."""
    texts = {text for document in said.values() for text in re.findall(rf'"{HUB}([^"#?]*)', json.dumps(document))}
    assert {path for path in texts if not (site / path).exists()} == set()


@pytest.mark.parametrize(
    ("node", "wrong"),
    [
        ({"@type": "Talk"}, "0: 'Talk' is no type"),
        ({"@type": "Event", "begins": "2026-01-15"}, "0.begins: no property"),
        ({"@type": "Organization", "inLanguage": "en"}, "0.inLanguage: no property of Organization"),
        ({"@type": "Event", "startDate": "15 January 2026"}, "0.startDate: '15 January 2026' is not Date or DateTime"),
        ({"@type": "Event", "startDate": "2026-01-15T08:30:00"}, "0.startDate: '2026-01-15T08:30:00' is not Date or DateTime"),
        ({"@type": "Event", "startDate": "2026-02-30"}, "0.startDate: '2026-02-30' is not Date or DateTime"),
        ({"@type": "Event", "eventStatus": "EventHeld"}, "0.eventStatus: 'EventHeld' is not EventStatusType"),
        ({"@type": "Event", "eventStatus": f"{WORD}Monday"}, f"0.eventStatus: '{WORD}Monday' is not EventStatusType"),
        ({"@type": "Event", "organizer": "ECCP"}, "0.organizer: 'ECCP' is not Organization or Person"),
        ({"@type": "Event", "organizer": {"@type": "Place"}}, "0.organizer: a Place where Organization or Person belongs"),
        ({"@type": "Event", "url": "talk"}, "0.url: 'talk' is not URL"),
        ({"@type": "Event", "url": None}, "0.url: None is not URL"),
        ({"@type": "Event", "performer": []}, "0.performer: [] is not Organization or Person"),
        ({"@type": "Place", "address": {"@type": "PostalAddress", "town": "Brno"}}, "0.address.town: no property"),
        ({"@type": "Dataset", "isAccessibleForFree": "yes"}, "0.isAccessibleForFree: 'yes' is not Boolean"),
    ],
)
def test_what_is_not_schema_org_is_seen(node: dict[str, Any], wrong: str) -> None:
    assert faults({"@context": "https://schema.org", "@graph": [node]}) == [wrong]


def test_schema_org_itself_passes() -> None:
    event = {"@type": "Event", "startDate": "2026-01-15T08:30:00+01:00", "eventStatus": "https://schema.org/EventScheduled"}
    trade = {"@type": "BusinessEvent", "endDate": "2026-05", "superEvent": event, "performer": [{"@type": "Person", "name": "A. Novák"}]}
    assert faults({"@context": "https://schema.org", "@graph": [trade]}) == []
