"""A language more is a folder of frames, a catalogue of texts and a word in the settings; Czech is complete."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import material
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from selectolax.lexbor import LexborHTMLParser

from knowledge_hub import speech
from knowledge_hub.project import project_in
from small_project import ROOT, SMALL, engine, environment, problems, published, small_project

CZECH = speech.LOCALES / "cs" / "hub.po"
FOLLOWS = (SMALL / "content" / "good-practices" / "rain-in-tanks.cs.yml").read_text(encoding="utf-8").splitlines()[-1]
GERMAN = {
    "docs/de/_frame.md": (ROOT / "docs" / "cs" / "_frame.md").read_text(encoding="utf-8"),
    "docs/de/index.md": "---\ntitle: Kleiner Wegweiser\ndescription: Einundzwanzig Einträge.\nlayout: wide\n---\n<!-- hub: numbers -->\n",
    "content/good-practices/rain-in-tanks.de.yml": (
        f"title: Regen in Tanks\nsummary: Zehn Firmen waschen mit Regen.\napproach: Jede Firma stellte einen Tank auf.\n{FOLLOWS}\n"
    ),
    "mkdocs.yml": (SMALL / "mkdocs.yml").read_text(encoding="utf-8").replace("[en, cs]", "[en, cs, de]"),
}
GERMAN_TEXTS = """\
msgid ""
msgstr ""
"Language: de\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Good practices"
msgstr "Gute Beispiele"

msgid "in %(language)s"
msgstr "auf %(language)s"

msgid "1 record"
msgid_plural "%(num)s records"
msgstr[0] "1 Eintrag"
msgstr[1] "%(num)s Einträge"
"""


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The small site with German beside English and Czech."""
    folder = tmp_path_factory.mktemp("german")
    locales = shutil.copytree(speech.LOCALES, folder / "locales")
    (locales / "de").mkdir()
    (locales / "de" / "hub.po").write_text(GERMAN_TEXTS, encoding="utf-8")
    project = small_project(folder / "project", GERMAN)
    assert engine(project, "mkdocs", "--quiet", "--strict", HUB_FRAMES_ONLY="1").returncode == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(speech, "LOCALES", locales)
        speech.texts.cache_clear()
        assert problems(published(project)) == []
    speech.texts.cache_clear()
    return project / "site"


def page_at(site: Path, path: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / path / "index.html").read_text(encoding="utf-8"))


def test_a_third_language_has_its_home_its_listings_and_its_translated_records(german: Path) -> None:
    found = {file.parent.relative_to(german / "de").as_posix() for file in (german / "de").rglob("index.html")}
    czech = {file.parent.relative_to(german / "cs").as_posix() for file in (german / "cs").rglob("index.html")}
    assert found == czech - {"topics/water"}


def test_every_page_of_a_third_language_says_so(german: Path) -> None:
    pages = [LexborHTMLParser(file.read_text(encoding="utf-8")) for file in (german / "de").rglob("index.html")]
    assert {page.css_first("html").attributes["lang"] for page in pages} == {"de"}


def test_a_listing_marks_what_is_not_translated(german: Path) -> None:
    listing = page_at(german, "de/good-practices")
    cards = {card.css_first("h3 a").attributes["href"]: card for card in listing.css("li.card")}
    translated, original = cards["../../de/good-practices/rain-in-tanks/"], cards["../../good-practices/heat-from-sewers/"]
    assert listing.css_first("h1").text() == "Gute Beispiele"
    assert listing.css_first("#count").text() == "2 Einträge"
    assert len(cards) == 2
    assert translated.css_first("h3").text() == "Regen in Tanks"
    assert ("data-original" in translated.attributes, translated.css(".badge")) == (False, [])
    assert (original.attributes["data-original"], original.css_first(".badge").text()) == ("en", "auf Englisch")
    assert original.css_first("h3 [lang=en], h3[lang=en]").text() == "Heat from sewers"


def test_texts_without_a_translation_stay_in_the_language_of_the_templates(german: Path) -> None:
    assert page_at(german, "de/good-practices").css_first("a.skip").text() == "Skip to content"


def test_a_page_that_is_partly_translated_marks_what_is_not(german: Path) -> None:
    page = page_at(german, "de/good-practices/rain-in-tanks")
    assert page.css_first("h1").text() == "Regen in Tanks"
    assert page.css_first("article .callout p").text() == "This page is not fully translated. What is missing is shown in Englisch."
    assert page.css_first('article [lang="en"]').text().strip() == "Summers without rain."


def test_a_shared_link_has_the_picture_of_the_original_until_the_language_has_its_own(german: Path) -> None:
    def picture(path: str) -> str | None:
        return page_at(german, path).css_first('meta[property="og:image"]').attributes["content"]

    folder = "https://hub.example.org/assets/img/preview/"
    assert picture("de/good-practices/rain-in-tanks") == f"{folder}good-practice-en.png"
    assert picture("cs/good-practices/rain-in-tanks") == f"{folder}good-practice-cs.png"


def test_a_page_names_the_languages_it_has_and_no_other(german: Path) -> None:
    def languages(path: str) -> list[str | None]:
        return [link.attributes["hreflang"] for link in page_at(german, path).css("link[rel=alternate][hreflang]")]

    assert languages("good-practices/rain-in-tanks") == ["en", "cs", "de", "x-default"]
    assert languages("topics/water") == ["en", "cs", "x-default"]
    assert languages("topics/rain") == []
    assert languages("de/topics") == ["en", "cs", "de", "x-default"]


def test_the_switch_of_languages_leads_to_the_section_where_the_page_has_no_version(german: Path) -> None:
    links = page_at(german, "topics/water").css("nav.tongues a")
    assert [link.attributes["href"] for link in links] == ["../../topics/water/", "../../cs/topics/water/", "../../de/topics/"]


ADVICE = "\n    Codes in small letters, the language of the records first, as in [en, cs]."


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("[en, CZ]", ["mkdocs.yml:4:21: languages: 'CZ' is no language that the site can speak"]),
        (
            "[en, xx, pt-br]",
            [f"mkdocs.yml:4:{at}: languages: '{code}' is no language that the site can speak" for at, code in ((21, "xx"), (25, "pt-br"))],
        ),
        ("[en, [cs]]", ["mkdocs.yml:4:21: languages: what stands here is no language that the site can speak"]),
        ("[en, cs, en]", ["mkdocs.yml:4:25: languages: 'en' stands here a second time"]),
        ("en", ["mkdocs.yml:4:16: languages: is no list of languages"]),
        ("[]", ["mkdocs.yml:4:16: languages: is no list of languages"]),
        ("[en, mt, ga]", []),
    ],
)
def test_the_languages_of_a_site_are_those_it_can_speak(tmp_path: Path, written: str, says: list[str]) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_url: https://hub.example.org/\nextra:\n  hub:\n    languages: {written}\n")
    assert [str(problem) for problem in project_in(tmp_path).problems] == [f"{said}{ADVICE}" for said in says]


def test_every_official_language_of_the_union_has_the_texts_of_the_frame() -> None:
    folders = (Path(material.__file__).parent / "templates", ROOT / "hooks" / "knowledge_hub" / "templates" / "theme")
    had = {file.stem for folder in folders for file in (folder / "partials" / "languages").glob("*.html")}
    union = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv"
    assert set(union.split()) <= had


def messages() -> list[Message]:
    """The texts of the Czech interface."""
    with CZECH.open("rb") as stream:
        catalog: Catalog = read_po(stream, locale="cs")
    return [message for message in catalog if message.id]


def forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def test_every_text_of_the_interface_is_in_czech() -> None:
    assert [message.id for message in messages() if message.fuzzy or not all(forms(message.string))] == []


def test_the_catalogues_hold_the_texts_of_today() -> None:
    finished = subprocess.run([sys.executable, "scripts/texts.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (finished.stdout, finished.stderr, finished.returncode) == ("", "", 0)


def test_a_language_without_a_catalogue_gets_one_with_every_text(tmp_path: Path) -> None:
    for folder in ("hooks", "scripts", "docs/assets/js"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(settings.replace("[en, cs]", "[en, cs, de]"), encoding="utf-8")
    subprocess.run([sys.executable, "scripts/texts.py"], cwd=tmp_path, env=environment(PYTHONPATH=""), check=True)
    with (tmp_path / "hooks/knowledge_hub/locales/de/hub.po").open("rb") as stream:
        begun = read_po(stream)
    assert (str(begun.locale), begun.num_plurals) == ("de", 2)
    assert {message.id: forms(message.string) for message in begun if message.id} == {
        message.id: [""] if isinstance(message.id, str) else ["", ""] for message in messages()
    }


def test_a_translated_text_shows_what_the_original_shows() -> None:
    def shown(text: str) -> list[str]:
        return sorted(re.findall(r"%\(\w+\)s|\{\w+\}", text))

    original = {message.id if isinstance(message.id, str) else message.id[1]: message for message in messages()}
    assert [id for id, message in original.items() if shown(forms(message.string)[-1]) != shown(id)] == []


def test_no_czech_line_ends_with_a_word_of_one_letter() -> None:
    ends = re.compile(r"(?<![\w)])[aikosuvzAIKOSUVZ] ")
    assert [text for message in messages() for text in forms(message.string) if ends.search(text)] == []


@pytest.mark.parametrize(
    ("number", "says"),
    [(0, "0 záznamů"), (1, "1 záznam"), (2, "2 záznamy"), (4, "4 záznamy"), (5, "5 záznamů"), (22, "22 záznamů"), (101, "101 záznamů")],
)
def test_czech_counts_in_three_forms(number: int, says: str) -> None:
    said = speech.Speech("cs").say_of("1 record", "%(num)s records", number) % {"num": number}
    assert said.replace("\u00a0", " ") == says


def test_every_counted_text_has_the_three_forms_of_czech() -> None:
    assert {len(forms(message.string)) for message in messages() if not isinstance(message.id, str)} == {3}
