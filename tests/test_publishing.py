"""What a build writes: every page that was planned, where readers, search engines and old addresses look for it, and nothing else."""

import re
import shutil
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from knowledge_hub.icons import icon_of
from knowledge_hub.kinds import KINDS
from knowledge_hub.publish import tasks
from knowledge_hub.publish.writing import write
from knowledge_hub.views.structured import LICENCE
from small_project import SMALL, built, contents, frames, problems, published

ADDRESS = "https://hub.example.org/"
WRITTEN = 'A hub comment is written as in <!-- hub: cards kind="event" limit="4" -->.'


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    """Every file of the small site, by path."""
    return contents(built()[0] / "site")


@pytest.fixture
def framed(tmp_path: Path) -> Path:
    """The small project with fresh frames in its site/."""
    return shutil.copytree(frames(), tmp_path / "project", symlinks=True)


def pages(site: dict[str, bytes]) -> dict[str, LexborHTMLParser]:
    """The parsed pages that are no redirect, by path."""
    parsed = {path: LexborHTMLParser(content.decode()) for path, content in site.items() if path.endswith(".html")}
    return {path: page for path, page in parsed.items() if not page.css('meta[http-equiv="refresh"]')}


def addresses(page: LexborHTMLParser, selector: str) -> list[str | None]:
    return [node.attributes["href"] for node in page.css(selector)]


def test_every_page_and_file_is_written_and_no_other(site: dict[str, bytes]) -> None:
    beside = [path for path in site if not path.startswith(("assets/", "pagefind/"))]
    assert beside == (SMALL / "expected" / "files.txt").read_text().split()


def test_nothing_of_the_themes_own_is_published(site: dict[str, bytes]) -> None:
    docs = built()[0] / "docs"
    ours = {path: content for path, content in contents(docs).items() if path.startswith("assets/")}
    published = {path: content for path, content in site.items() if path.startswith("assets/")}
    assert set(published) - set(ours) == {f"assets/js/{made}/{language}.js" for made in ("kinds", "words") for language in ("en", "cs")}
    assert {path: published[path] for path in ours} == ours


def test_pages_load_styles_and_scripts_of_the_site_alone(site: dict[str, bytes]) -> None:
    loaded = {
        node.attributes.get("src") or node.attributes["href"]
        for page in pages(site).values()
        for node in page.css("script[src], img[src], link:is([rel=stylesheet], [rel=preload], [rel=icon], [rel=apple-touch-icon])")
    }
    assert {address.split("assets/")[-1] for address in loaded if address} <= {path.removeprefix("assets/") for path in site}


def test_no_hub_comment_and_no_marker_is_left_in_a_page(site: dict[str, bytes]) -> None:
    left = [path for path, content in site.items() if path.endswith(".html") and re.search(rb"<!-- hub:|[\x00-\x08]", content)]
    assert left == []


def drafts_in(site: dict[str, bytes]) -> list[str]:
    """The files of a site that say anything of drafts."""
    return [path for path, content in site.items() if re.search(rb"quietly kept|kept.quiet", path.encode() + content, re.IGNORECASE)]


def test_drafts_are_nowhere_in_the_site(site: dict[str, bytes]) -> None:
    assert drafts_in(site) == []


def test_what_leads_to_drafts_alone_has_no_line_among_the_facts(site: dict[str, bytes]) -> None:
    assert b"law-kept-quiet" in (SMALL / "content/good-practices/heat-from-sewers.yml").read_bytes()
    empty = [path for path, page in pages(site).items() for value in page.css("dd") if not value.text(strip=True)]
    assert empty == []


def test_a_partner_whose_record_is_a_draft_is_not_named(framed: Path) -> None:
    draft = "title: Kept quiet\nsummary: Not to be published.\nsort: cluster\ncountry: PL\ndraft: yes\n"
    (framed / "content/organisations/kept-quiet-cluster.yml").write_text(draft, encoding="utf-8")
    project = framed / "content/projects/blue-loop.yml"
    more = "partners:\n- {organisation: kept-quiet-cluster, country: PL, role: Lent a boat}\n"
    project.write_text(project.read_text(encoding="utf-8").replace("partners:\n", more), encoding="utf-8")
    assert problems(published(framed)) == []
    site = contents(framed / "site")
    assert drafts_in(site) == []
    told = [" ".join(entry.text().split()) for entry in pages(site)["projects/blue-loop/index.html"].css("#partners + ul > li")]
    assert told == ["River Cluster – lead", "an organisation that has no page here yet (Poland) Lent a boat", "Sea Institute (Poland)"]


def test_a_kind_that_has_no_icon_yet_has_that_of_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, "kind-of-tomorrow", KINDS["topic"])
    assert [icon_of(kind) for kind in ("kind-of-tomorrow", "topic", "news", "funding-call")] == ["doc", "topic", "doc", "call"]


def test_each_page_has_its_own_address_as_canonical(site: dict[str, bytes]) -> None:
    found = {path: addresses(page, "link[rel=canonical]") for path, page in pages(site).items() if path != "404.html"}
    assert found == {path: [ADDRESS + path.removesuffix("index.html")] for path in found}


def test_each_page_names_its_language(site: dict[str, bytes]) -> None:
    found = {path: page.css_first("html").attributes["lang"] for path, page in pages(site).items()}
    assert found == {path: "cs" if path.startswith("cs/") else "en" for path in found}


def test_versions_in_other_languages_name_each_other(site: dict[str, bytes]) -> None:
    named = {
        ADDRESS + path.removesuffix("index.html"): {
            str(node.attributes["hreflang"]): str(node.attributes["href"]) for node in page.css("link[rel=alternate][hreflang]")
        }
        for path, page in pages(site).items()
    }
    versions = {address: found for address, found in named.items() if found}
    assert versions == {
        address: {"en": original, "cs": original.replace(ADDRESS, f"{ADDRESS}cs/"), "x-default": original}
        for address in versions
        for original in [address.replace(f"{ADDRESS}cs/", ADDRESS)]
    }
    assert [version for found in versions.values() for version in found.values() if version not in versions] == []
    assert f"{ADDRESS}cs/good-practices/rain-in-tanks/" in versions
    assert f"{ADDRESS}good-practices/heat-from-sewers/" not in versions


def test_the_sitemap_has_the_days_of_the_records_and_the_versions_of_each_page(site: dict[str, bytes]) -> None:
    assert site["sitemap.xml"].decode() == (SMALL / "expected" / "sitemap.txt").read_text()


def test_the_sitemap_holds_every_page_that_is_no_redirect(site: dict[str, bytes]) -> None:
    listed = re.findall(r"<loc>(.*?)</loc>", site["sitemap.xml"].decode())
    assert sorted(listed) == sorted(ADDRESS + path.removesuffix("index.html") for path in pages(site) if path != "404.html")


def test_an_old_address_leads_to_the_page_in_its_language(site: dict[str, bytes]) -> None:
    assert site["cs/old/rain/index.html"].decode() == (
        '<!doctype html>\n<html lang="cs"><head><meta charset="utf-8"><title>Déšť v nádržích</title><meta name="robots" content="noindex">'
        f'<link rel="canonical" href="{ADDRESS}cs/good-practices/rain-in-tanks/">'
        '<meta http-equiv="refresh" content="0; url=../../../cs/good-practices/rain-in-tanks/"></head>\n'
        '<body><p><a href="../../../cs/good-practices/rain-in-tanks/">Déšť v nádržích</a></p></body></html>'
    )


def test_the_page_for_missing_addresses_works_at_any_depth(site: dict[str, bytes]) -> None:
    page = pages(site)["404.html"]
    links = [node.attributes.get("href") or node.attributes["src"] for node in page.css("[href], [src]")]
    assert page.css_first("h1").text() == "This page is not here"
    assert [link for link in links if link and not link.startswith(("/", "#", "mailto:", LICENCE))] == []
    assert addresses(page, "link[rel=canonical], link[rel=alternate]") == []


def test_the_page_for_missing_addresses_speaks_every_language(site: dict[str, bytes]) -> None:
    page = pages(site)["404.html"]
    said = {part.attributes["lang"]: part for part in page.css("[data-missing]")}
    assert {language: part.css_first("h1, h2").text() for language, part in said.items()} == {
        "en": "This page is not here",
        "cs": "Tato stránka tu není",
    }
    root = addresses(page, ".wordmark")[0]
    homes = {"en": root, "cs": f"{root}cs/"}
    assert [home in addresses(said[language], "a") for language, home in homes.items()] == [True, True]
    assert "404.html" not in (page.css_first("body").html or "")


def test_every_country_is_described_by_what_it_has(site: dict[str, bytes]) -> None:
    countries = {path: page for path, page in pages(site).items() if path.startswith("countries/") and path.count("/") == 2}
    said = [str(page.css_first("meta[name=description]").attributes["content"]) for page in countries.values()]
    assert len(set(said)) == len(said) > 1
    assert "Czechia: Good practices (1), Events (3), Organisations (1)" in said


def test_without_search_there_is_no_index_and_no_button(site: dict[str, bytes], framed: Path) -> None:
    assert problems(published(framed)) == []
    without = contents(framed / "site")
    assert set(site) - set(without) == {path for path in site if path.startswith("pagefind/") or "search/spelling/" in path}
    parts = '[data-seek], dialog, script[src$="search.js"]'
    assert {len(page.css(parts)) for page in pages(site).values()} == {3}
    assert {len(page.css(parts)) for page in pages(without).values()} == {0}


def test_search_has_an_index_for_each_language(site: dict[str, bytes]) -> None:
    assert sorted({path.split(".")[1][:2] for path in site if path.endswith(".pf_meta")}) == ["cs", "en"]


def test_a_page_that_could_not_be_written_is_a_problem_of_its_record(framed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lossy(site: Path, path: str, content: str) -> None:
        if path != "news/river-days-announced/":
            write(site, path, content)

    monkeypatch.setattr(tasks, "write", lossy)
    assert "content/news/river-days-announced.yml:1:1: its page was not written" in problems(published(framed))


def test_a_frame_that_the_engine_did_not_draw_is_a_problem(framed: Path) -> None:
    (framed / "site" / "cs" / "_frame" / "index.html").unlink()
    assert problems(published(framed)) == ["docs/cs/_frame.md: was not built\n    It is the frame of every page in its language."]


@pytest.mark.parametrize(
    ("comment", "says"),
    [
        ("<!-- hub: opning -->", "'opning' is not something the hub can show"),
        ('<!-- hub: cards kind="call" -->', "'call' is not a kind of record"),
        ("<!-- hub: cards -->", "'' is not a kind of record"),
        ('<!-- hub: icon name="../secret" -->', "'../secret' is not an icon"),
        ('<!-- hub: practices limit="four" -->', "'four' is not a number"),
        ("<!-- hub: practices limit=4 -->", f"'<!-- hub: practices limit=4 -->' cannot be read\n    {WRITTEN}"),
        ("<!--hub:\npractices-->", f"'<!--hub: practices-->' cannot be read\n    {WRITTEN}"),
    ],
)
def test_a_hub_comment_that_cannot_be_filled_is_a_problem_of_its_page(framed: Path, comment: str, says: str) -> None:
    page = framed / "site" / "about" / "index.html"
    page.write_text(page.read_text().replace("<table>", f"{comment}<table>"))
    before = contents(framed / "site")
    assert problems(published(framed)) == [f"docs/about.md:1:1: {says}"]
    assert set(before) - set(contents(framed / "site")) <= {"_frame/index.html", "cs/_frame/index.html", "sitemap.xml.gz"}


@pytest.mark.parametrize(
    "path", ["../x", "a/../../x", "/etc/x", "a//b", "..", ".htaccess", "a/.git/x", "a\\..\\x", "a\x00b", " /", "a/b\n/"]
)
def test_no_path_can_leave_the_site(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="is no path inside the site"):
        write(tmp_path / "site", path, "")
    assert contents(tmp_path) == {}
