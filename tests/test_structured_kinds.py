"""What each kind says of itself in the words of schema.org: all that is known, and nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest

from knowledge_hub.kinds import KINDS
from knowledge_hub.project import Project
from knowledge_hub.speech import Speech
from knowledge_hub.views.structured import Schema
from schema_org import WORD, faults
from small_project import catalogue_of

HUB = "https://hub.example.org/"
HEAD = "title: {id}\nsummary: A record.\n"
RECORDS = {
    "topics/water.yml": "broader: rivers\n",
    "topics/rivers.yml": "",
    "ecosystems/textiles.yml": "",
    "organisations/body.yml": "sort: cluster\ncountry: CZ\ncity: Brno\nfounded: 2010-05\nshort: B\nwebsite: https://www.example.org/\n"
    "member_of: [union]\ntopics: [water]\n",
    "organisations/union.yml": "sort: network\ncountry: EU\n",
    "event-series/days.yml": "organiser: body\nwhat_for: To meet.\nsince: 2024-03\n",
    "events/talk.yml": "form: talk\nmode: online\nstart: 2026-03-01 08:30\nend: 2026-03-01 09:45\nzone: Europe/Brussels\nseries: days\n"
    "organiser: body\nagenda:\n- title: Item\n  speakers:\n"
    "  - {name: A. Novák, role: Head}\n- title: Next\n  speakers:\n  - name: A. Novák\n"
    "recordings:\n- {url: https://www.example.org/seen, language: cs}\n",
    "events/visit.yml": "form: exchange\nmode: hybrid\nstart: 2026-05\nstatus: postponed\nvenue: The hall\ncity: Brno\ncountry: CZ\n"
    "registration:\n  url: https://www.example.org/join\n",
    "funding-calls/drops.yml": "deadline_model: continuous\ncall_id: DROPS-1\nprogramme: LIFE\nagency: body\nbudget: 1500000\n"
    "portal: https://www.example.org/call\n",
    "funding-calls/rain.yml": "deadline_model: continuous\nagency_name: Rain Fund\ngrant: {least: 10.5, most: 20}\n",
    "funding-calls/unknown.yml": "deadline_model: continuous\n",
    "projects/loop.yml": "start: 2020\nend: 2022-06\nprogramme: LIFE\ngrantor: EU\ngrant_number: G-1\neu_part: 100\ncall: drops\n"
    "lead: {organisation: body}\npartners:\n- {name: Partner, country: PL}\n- {organisation: hidden}\ncountries: [CZ, EU]\n",
    "organisations/hidden.yml": "sort: cluster\ncountry: PL\ndraft: yes\n",
    "policies/law.yml": "sort: regulation\ncelex: 32024R1735\nadopted: 2024-06-13\nrepeals: [old-law]\n"
    "applies_from:\n- {day: 2027, what: Begins.}\nofficial_text: https://www.example.org/law\n",
    "policies/old-law.yml": "sort: plan\n",
    "good-practices/heat.yml": "organisation: body\nplace: {country: CZ, region: Morava}\nformats: [training]\napproach: Like this.\n"
    "period: {start: 2020}\nverified: 2026-01-10\ntopics: [water]\nprojects: [loop]\n"
    "sources:\n- {title: Zpráva, url: 'https://www.example.org/report', publisher: Body, language: cs, read: 2026-01-10}\n",
    "guides/save.yml": "audience: Managers\ntime_needed: A day\nsteps:\n- id: look\n  title: Look\n  goal: You know.\n"
    "  actions: [Look around.]\n"
    "  tools:\n  - {title: A list, url: 'https://www.example.org/list'}\n",
    "news/told.yml": "day: 2026-01-10\nevents: [talk]\nseries: days\n",
}


def named(kind: str, id: str, **more: str) -> dict[str, str]:
    """A record as others name it."""
    return {"@type": KINDS[kind].schema_type, "@id": f"{HUB}{KINDS[kind].kept_in}/{id}/#{kind}", "name": id, **more}


BODY, WATER, DAYS = named("organisation", "body"), named("topic", "water"), named("event-series", "days")
EURO = {"@type": "MonetaryAmount", "currency": "EUR"}
SAID: dict[tuple[str, str], dict[str, Any]] = {
    ("topic", "water"): {"inDefinedTermSet": {"@type": "DefinedTermSet", "name": "Topics"}},
    ("ecosystem", "textiles"): {"inDefinedTermSet": {"@type": "DefinedTermSet", "name": "Industrial ecosystems"}},
    ("organisation", "body"): {
        "alternateName": ["B"],
        "address": {"@type": "PostalAddress", "addressLocality": "Brno", "addressCountry": "CZ"},
        "foundingDate": "2010-05",
        "memberOf": [named("organisation", "union")],
        "knowsAbout": [WATER],
        "sameAs": "https://www.example.org/",
    },
    ("organisation", "union"): {},
    ("event-series", "days"): {"startDate": "2024-03", "organizer": BODY},
    ("event", "talk"): {
        "startDate": "2026-03-01T08:30:00+01:00",
        "endDate": "2026-03-01T09:45:00+01:00",
        "eventStatus": f"{WORD}EventScheduled",
        "eventAttendanceMode": f"{WORD}OnlineEventAttendanceMode",
        "location": {"@type": "VirtualLocation"},
        "organizer": BODY,
        "performer": [{"@type": "Person", "name": "A. Novák", "jobTitle": "Head"}],
        "superEvent": DAYS,
        "recordedIn": [{"@type": "CreativeWork", "url": "https://www.example.org/seen", "inLanguage": "cs"}],
    },
    ("event", "visit"): {
        "startDate": "2026-05",
        "eventStatus": f"{WORD}EventPostponed",
        "eventAttendanceMode": f"{WORD}MixedEventAttendanceMode",
        "location": [
            {
                "@type": "Place",
                "name": "The hall",
                "address": {"@type": "PostalAddress", "addressLocality": "Brno", "addressCountry": "CZ"},
            },
            {"@type": "VirtualLocation", "url": "https://www.example.org/join"},
        ],
    },
    ("funding-call", "drops"): {
        "identifier": "DROPS-1",
        "funder": [BODY, {"@type": "FundingScheme", "name": "LIFE"}],
        "amount": {**EURO, "value": 1500000},
        "sameAs": "https://www.example.org/call",
    },
    ("funding-call", "rain"): {
        "funder": {"@type": "Organization", "name": "Rain Fund"},
        "amount": {**EURO, "minValue": 10.5, "maxValue": 20},
    },
    ("funding-call", "unknown"): {},
    ("project", "loop"): {
        "foundingDate": "2020",
        "dissolutionDate": "2022-06",
        "funder": [{"@type": "Organization", "name": "EU"}, {"@type": "FundingScheme", "name": "LIFE"}],
        "funding": [named("funding-call", "drops"), {"@type": "MonetaryGrant", "identifier": "G-1", "amount": {**EURO, "value": 100}}],
        "member": [
            BODY,
            {"@type": "Organization", "name": "Partner", "address": {"@type": "PostalAddress", "addressCountry": "PL"}},
        ],
        "areaServed": [{"@type": "Country", "name": "Czechia"}],
    },
    ("policy", "law"): {
        "legislationIdentifier": "32024R1735",
        "legislationType": "Regulation",
        "legislationJurisdiction": {"@type": "AdministrativeArea", "name": "European Union"},
        "legislationDate": "2024-06-13",
        "legislationDateOfApplicability": ["2027"],
        "legislationRepeals": [named("policy", "old-law")],
        "sameAs": "https://www.example.org/law",
    },
    ("good-practice", "heat"): {
        "headline": "heat",
        "inLanguage": "en",
        "dateModified": "2026-01-10",
        "about": [BODY, WATER],
        "mentions": [named("project", "loop")],
        "contentLocation": {
            "@type": "Place",
            "address": {"@type": "PostalAddress", "addressRegion": "Morava", "addressCountry": "CZ"},
        },
        "temporalCoverage": "2020/..",
        "citation": [
            {
                "@type": "CreativeWork",
                "name": "Zpráva",
                "url": "https://www.example.org/report",
                "inLanguage": "cs",
                "publisher": {"@type": "Organization", "name": "Body"},
            }
        ],
    },
    ("guide", "save"): {
        "inLanguage": "en",
        "audience": {"@type": "Audience", "audienceType": "Managers"},
        "tool": [{"@type": "HowToTool", "name": "A list", "url": "https://www.example.org/list"}],
        "step": [
            {
                "@type": "HowToStep",
                "position": 1,
                "name": "Look",
                "text": "You know.",
                "url": f"{HUB}guides/save/look/",
                "itemListElement": [{"@type": "HowToDirection", "position": 1, "text": "Look around."}],
            }
        ],
    },
    ("news", "told"): {
        "headline": "told",
        "inLanguage": "en",
        "datePublished": "2026-01-10",
        "about": [DAYS, named("event", "talk")],
    },
}


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Schema:
    folder = tmp_path_factory.mktemp("kinds")
    catalogue = catalogue_of(folder, {path: HEAD.format(id=Path(path).stem) + text for path, text in RECORDS.items()})
    return Schema(Project(folder, url=HUB, languages=("en", "cs")), catalogue, Speech("en"))


def test_there_is_a_record_of_every_kind() -> None:
    assert {kind for kind, _ in SAID} == set(KINDS)


@pytest.mark.parametrize(("kind", "id"), SAID, ids=[" ".join(key) for key in SAID])
def test_a_record_says_what_is_known_and_nothing_else(kind: str, id: str, schema: Schema) -> None:
    entry = schema.catalogue.get(kind, id)
    said = json.loads(json.dumps(schema.record(entry), default=str))
    assert said == {**named(kind, id), "description": "A record.", "url": HUB + entry.path, **SAID[kind, id]}
    assert faults({"@context": "https://schema.org", "@graph": [said]}) == []
