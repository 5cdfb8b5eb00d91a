"""The ways to tell the editors something: addresses that a form and a mail begin with, whatever a title holds."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from knowledge_hub.project import Project, project_in
from knowledge_hub.speech import Speech
from knowledge_hub.views.feedback import Ways, matters, ways

ROOT = Path(__file__).resolve().parent.parent
LETTERS = ("call", "event", "practice")  # for those who would rather write a letter than a record
FORMS = {file.name: yaml.safe_load(file.read_text(encoding="utf-8")) for file in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml")}
PROJECT = Project(
    ROOT,
    repository="https://git.example.org/hub/",
    mail="editors@hub.example.org",
    forms=frozenset({"change.yml", "change.cs.yml", "missing.yml"}),
)
PAGE = "https://hub.example.org/topics/waste/"
HOSTILE = [
    'Waste"><script>alert(1)</script>',
    "Waste&body=Send money&bcc=all@example.org#fragment?cc=you@example.org",
    "Odpady, 100 % – „čistě“\u00a0♻️",
    "=cmd|' /C calc'!A0",
    "a" * 300,
    "𝔘" * 300,
    "%0D%0ABcc: all@example.org",
]


def told(sort: str, title: str = "Waste", language: str = "en", project: Project = PROJECT) -> Ways:
    return ways(project, language, matters(Speech(language).say)[sort], title, PAGE)


def test_a_form_and_a_mail_begin_with_the_title_and_the_address_of_the_page() -> None:
    assert told("change") == Ways(
        form="https://git.example.org/hub/issues/new?template=change.yml&title=Change%3A%20Waste"
        "&page=https%3A%2F%2Fhub.example.org%2Ftopics%2Fwaste%2F",
        mail="mailto:editors@hub.example.org?subject=Change%3A%20Waste&body=https%3A%2F%2Fhub.example.org%2Ftopics%2Fwaste%2F"
        "%0D%0A%0D%0AWhat%20is%20wrong%2C%20and%20what%20is%20right%3F%0D%0A"
        "%0D%0A%0D%0AWhere%20can%20it%20be%20looked%20up%3F%0D%0A",
    )


def test_a_form_in_the_language_of_the_page_comes_first() -> None:
    assert parse_qs(urlsplit(told("change", "Odpady", "cs").form).query) == {
        "template": ["change.cs.yml"],
        "title": ["Úprava: Odpady"],
        "page": [PAGE],
    }
    assert parse_qs(urlsplit(told("missing", "", "cs").form).query) == {"template": ["missing.yml"], "title": ["Chybí"], "page": [PAGE]}


@pytest.mark.parametrize(
    ("project", "form", "mail"),
    [
        (Project(ROOT), False, False),
        (Project(ROOT, repository="https://git.example.org/hub"), False, False),
        (Project(ROOT, forms=PROJECT.forms), False, False),
        (Project(ROOT, mail=PROJECT.mail), False, True),
        (Project(ROOT, repository="https://git.example.org/hub", forms=PROJECT.forms), True, False),
    ],
    ids=["neither", "a repository without forms", "forms without a repository", "mail alone", "forms alone"],
)
def test_a_way_that_the_project_does_not_have_is_not_offered(project: Project, form: bool, mail: bool) -> None:
    found = told("change", project=project)
    assert (bool(found.form), bool(found.mail), bool(found)) == (form, mail, form or mail)


@pytest.mark.parametrize("title", HOSTILE)
def test_whatever_a_title_holds_stays_in_its_place(title: str) -> None:
    found = told("change", title)
    form, mail = urlsplit(found.form), urlsplit(found.mail)
    assert (form.netloc, form.path, form.fragment) == ("git.example.org", "/hub/issues/new", "")
    assert (mail.scheme, mail.path, mail.fragment) == ("mailto", PROJECT.mail, "")
    assert set(parse_qs(form.query)) == {"template", "title", "page"}
    assert set(parse_qs(mail.query)) == {"subject", "body"}
    assert re.fullmatch(r"[A-Za-z0-9%&=?:/@._~+-]+", found.form + found.mail)
    subject = parse_qs(mail.query)["subject"][0].removeprefix("Change: ")
    assert subject == title or (title.startswith(subject.removesuffix("…").rstrip()) and subject.endswith("…"))
    assert "\n" not in subject


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("sort", ["change", "missing", "priorities"])
@pytest.mark.parametrize("language", ["en", "cs"])
def test_a_mail_stays_as_short_as_mail_programs_take_it(sort: str, title: str, language: str) -> None:
    assert len(told(sort, title, language).mail) < 1900


@pytest.mark.parametrize("name", FORMS)
def test_a_form_can_be_filled_in_by_the_address(name: str) -> None:
    form = FORMS[name]
    ids = [field["id"] for field in form["body"]]
    assert set(form) == {"name", "description", "title", "labels", "body"}
    assert len(set(ids)) == len(ids)
    assert {"page" if name.partition(".")[0] in matters(str) else "source", "what"} <= set(ids)
    assert {field["type"] for field in form["body"]} <= {"input", "textarea"}
    assert all(field["attributes"]["label"] for field in form["body"])


def test_every_matter_and_letter_has_a_form_in_every_language_with_the_same_fields() -> None:
    languages, sorts = ("", ".cs"), [*matters(str), *LETTERS]
    assert set(FORMS) == {f"{sort}{language}.yml" for sort in sorts for language in languages}
    for sort in sorts:
        first, *others = ([(field["type"], field["id"]) for field in FORMS[f"{sort}{language}.yml"]["body"]] for language in languages)
        assert all(other == first for other in others)


def test_the_real_project_has_its_forms() -> None:
    assert project_in(ROOT).forms == set(FORMS)


def test_every_page_of_the_site_says_how_to_tell_what_is_missing(site: Path) -> None:
    root = project_in(ROOT).url
    pages = {file: file.read_text(encoding="utf-8") for file in site.rglob("index.html")}
    silent = []
    for file, text in pages.items():
        if 'http-equiv="refresh"' not in text:
            address = f"{root}{file.parent.relative_to(site).as_posix()}/".replace("/./", "/")
            ways = re.findall(r'href="(mailto:[^"]*|[^"]*/issues/new[^"]*)"', text[text.rindex("<footer") :])
            told = [value for way in ways for values in parse_qs(urlsplit(unescape(way)).query).values() for value in values]
            if sum(value.split("\r\n")[0] == address for value in told) != 2:
                silent.append(address)
    assert silent == []


@pytest.mark.parametrize(
    ("path", "heading"), [("topics/water/", "Share your priorities"), ("cs/ecosystems/textiles/", "Sdělte nám své priority")]
)
def test_a_topic_asks_for_priorities(site: Path, path: str, heading: str) -> None:
    page = LexborHTMLParser((site / path / "index.html").read_bytes())
    asks = page.css_first(".asks")
    assert asks.css_first("h2").text() == heading
    form, mail = (link.attributes["href"] or "" for link in asks.css("a"))
    assert parse_qs(urlsplit(form).query)["template"] == ["priorities.yml" if not path.startswith("cs/") else "priorities.cs.yml"]
    assert mail.startswith("mailto:")
