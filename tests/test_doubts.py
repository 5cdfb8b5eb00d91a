"""What is no mistake and still deserves a look. It is always 15 January 2026."""

from datetime import date
from pathlib import Path

import pytest

from knowledge_hub.doubts import doubts
from knowledge_hub.loading import load
from knowledge_hub.project import Project

SOURCE = "sources:\n- {title: A page, url: https://site.eu/page, read: 2026-01-10}\n"
SOUND = f"title: Water\nsummary: Using less of it.\nverified: 2026-01-10\n{SOURCE}"
CALL = SOUND.replace("Water", "A call") + "deadline_model: single-stage\ncut_offs:\n- {day: 2026-03-01"
EVENT = SOUND + "form: conference\nmode: online\nstart: 2026-03-01\nend: 2026-03-03\nregistration:\n  deadline: 2026-03-02\n"
BODY = SOUND.replace("Water", "A cluster") + "sort: cluster\ncountry: CZ\nkey_figures:\n- indicator: members\n  value: 20\n"
TWO_SOURCES = (
    "sources:\n- {title: A page, url: https://site.eu/page, read: 2026-01-10}\n- {title: B, document: A leaflet, read: 2026-01-10}\n"
)

CASES = {
    "a record without sources": (
        {"topics/water.yml": SOUND.replace(SOURCE, "")},
        "content/topics/water.yml:1:1: warning: sources: missing\n    Where the facts were read, each with an address or a document.",
    ),
    "a record that was never verified": (
        {"topics/water.yml": SOUND.replace("verified: 2026-01-10\n", "")},
        "content/topics/water.yml:1:1: warning: verified: missing\n    The day the facts were last checked against the sources.",
    ),
    "a site in letters that pass for Latin ones": (
        {"topics/water.yml": SOUND + "links:\n- {title: A, url: https://www.аррӏе.com/x}\n- {title: B, url: https://čistá-voda.cz/ж}\n"},
        "content/topics/water.yml:7:19: warning: links.url: 'www.аррӏе.com' has letters of another alphabet; "
        "computers write it www.xn--80ak6aa92e.com\n    Look whether it is the site that is meant.",
    ),
    "a site with one letter of another alphabet, hidden as an escape": (
        {"topics/water.yml": SOUND.replace("https://site.eu", "https://s%D1%96te.eu")},
        "content/topics/water.yml:5:24: warning: sources.url: 'sіte.eu' has letters of another alphabet; "
        "computers write it xn--ste-jhd.eu\n    Look whether it is the site that is meant.",
    ),
    "facts checked over a year ago": (
        {"topics/water.yml": SOUND.replace("verified: 2026-01-10", "verified: 2025-01-10")},
        "content/topics/water.yml:3:11: warning: verified: 2025-01-10 is over a year ago\n"
        "    Check the facts against the sources, then write the day.",
    ),
    "facts checked tomorrow": (
        {"topics/water.yml": SOUND.replace("verified: 2026-01-10", "verified: 2026-01-16")},
        "content/topics/water.yml:3:11: warning: verified: 2026-01-16 is still to come\n    Write the day the facts were last checked.",
    ),
    "a summary that repeats the title": (
        {"topics/water.yml": SOUND.replace("Using less of it.", "water.")},
        "content/topics/water.yml:2:10: warning: summary: says the same as the title\n    Say in one or two sentences what it is about.",
    ),
    "a figure without a year": (
        {"organisations/cluster.yml": BODY},
        "content/organisations/cluster.yml:9:3: warning: key_figures: has no year\n"
        "    Add 'year:', or 'undated: yes' where the source gives none.",
    ),
    "a figure that could be from either source": (
        {"organisations/cluster.yml": BODY.replace(SOURCE, TWO_SOURCES) + "  undated: yes\n"},
        "content/organisations/cluster.yml:10:3: warning: key_figures: does not say which of the sources it was read in\n"
        "    Add 'source:' with an address or document that stands under sources.",
    ),
    "a deadline with an hour and no zone": (
        {"funding-calls/call.yml": CALL + ", time: 17:00}\n"},
        "content/funding-calls/call.yml:8:27: warning: cut_offs.time: has no time zone\n"
        "    Add the time zone, as in 'zone: Europe/Brussels'.",
    ),
    "registration that ends after the start": (
        {"events/days.yml": EVENT},
        "content/events/days.yml:11:13: warning: registration.deadline: 2026-03-02 is after the start, 2026-03-01\n"
        "    Look whether one can still register while it runs.",
    ),
    "two records with the same title and source": (
        {"topics/rain.yml": SOUND, "topics/water.yml": SOUND},
        "content/topics/water.yml:1:8: warning: title: and a source are those of content/topics/rain.yml\n"
        "    If both are the same, keep one.",
    ),
    "links in a text that lead nowhere": (
        {
            "topics/water.yml": SOUND
            + "text: |\n  See [rain](../topics/rain.md), [snow](../../topics/snow/), [water](../water) and [this](javascript:alert).\n\n"
            + "  But [a page](https://site.eu/a_(b)), [mail](mailto:a@site.eu), \\[x](y.yml), [here](#rain),\n"
            + "  [lists](../../topics/page/2/), [a page of ours](../../about/) and [myself](../../topics/water/).\n"
        },
        "".join(
            f"content/topics/water.yml:6:7: warning: text: the link to '{link}' leads to no page\n"
            "    Write a whole address, or the way from the page of the record, as in ../../topics/water/.\n"
            for link in ("../../topics/snow/", "../topics/rain.md", "../water", "javascript:alert")
        ).rstrip("\n"),
    ),
    "a number whose point can stand between thousands": (
        {
            "organisations/cluster.yml": BODY.replace("value: 20", "value: 12.500") + "  undated: yes\n",
            "funding-calls/call.yml": CALL + "}\nbudget: 3.000\nrate: 12.505\n",
        },
        "content/funding-calls/call.yml:9:9: warning: budget: '3.000' is taken as 3, and not as 3000\n    Write 3 or 3000.\n"
        "content/organisations/cluster.yml:10:10: warning: key_figures.value: '12.500' is taken as 12.5, and not as 12500\n"
        "    Write 12.5 or 12500.",
    ),
    "a record that is sound": ({"topics/water.yml": SOUND, "funding-calls/call.yml": CALL + "}\n"}, ""),
    "a figure whose source gives no year, said openly": ({"organisations/cluster.yml": BODY + "  undated: yes\n"}, ""),
    "a record of another kind with the same title": ({"topics/water.yml": SOUND, "ecosystems/water.yml": SOUND}, ""),
}


@pytest.mark.parametrize("name", CASES)
def test_a_doubt_is_a_warning_with_its_place(name: str, tmp_path: Path) -> None:
    files, expected = CASES[name]
    for file, text in files.items():
        (tmp_path / "content" / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / file).write_text(text, encoding="utf-8")
    project = Project(tmp_path)
    catalogue = load(project)
    assert catalogue.problems == ()
    assert "\n".join(str(problem) for problem in doubts(project, catalogue, date(2026, 1, 15))) == expected
