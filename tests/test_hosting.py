"""What hosts, search engines, home screens and shared links get to know about the site."""

import json
import struct
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from knowledge_hub.kinds import KINDS
from knowledge_hub.project import project_in
from knowledge_hub.publish.hosting import ICONS, POLICY, PREVIEW, headers, preview_of
from page_types import LANGUAGES, PAGES, path_of

ROOT = Path(__file__).resolve().parent.parent


def size_of(picture: Path) -> tuple[int, int]:
    """Width and height of a PNG in pixels; see https://www.w3.org/TR/png-3/#11IHDR."""
    with picture.open("rb") as stream:
        assert stream.read(16) == b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
        return struct.unpack(">II", stream.read(8))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["", *KINDS])
def test_every_kind_has_a_preview_in_every_language(kind: str, language: str) -> None:
    assert size_of(ROOT / "docs" / preview_of(kind, language)) == PREVIEW, "run python scripts/pictures.py"


def test_the_icons_have_the_sizes_that_the_manifest_says() -> None:
    assert {path: size_of(ROOT / "docs" / path) for path in ICONS} == {path: (size, size) for path, size in ICONS.items()}


@pytest.mark.parametrize(("page_type", "language"), PAGES)
def test_a_shared_link_shows_title_text_and_picture(page_type: str, language: str, site: Path) -> None:
    path = path_of(page_type, language, site)
    file = site / path / "index.html"
    page = LexborHTMLParser((file if file.is_file() else site / "404.html").read_bytes())
    said = {str(node.attributes["property"]): node.attributes["content"] for node in page.css("meta[property^='og:']")}
    picture = str(said["og:image"]).removeprefix(project_in(ROOT).url)
    assert said["og:title"]
    assert said["og:locale"] == {"en": "en_GB", "cs": "cs_CZ"}[str(page.css_first("html").attributes["lang"])]
    assert said["og:description"] == page.css_first("meta[name=description]").attributes["content"]
    assert size_of(site / picture) == (int(said["og:image:width"] or 0), int(said["og:image:height"] or 0))


def test_the_headers_name_the_policy_and_what_only_a_header_can_say() -> None:
    assert headers("/") == (
        "/*\n"
        f"  Content-Security-Policy: {POLICY}; frame-ancestors 'none'\n"
        "  X-Content-Type-Options: nosniff\n"
        "  Referrer-Policy: strict-origin-when-cross-origin\n"
        "  Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\n"
        "  Cross-Origin-Opener-Policy: same-origin\n"
        "\n/assets/fonts/*\n  Cache-Control: public, max-age=31536000, immutable\n"
        "\n/pagefind/fragment/*\n  Cache-Control: public, max-age=31536000, immutable\n"
        "\n/pagefind/index/*\n  Cache-Control: public, max-age=31536000, immutable\n"
    )


def test_the_headers_stand_in_the_site(site: Path) -> None:
    assert (site / "_headers").read_text() == headers("/")


def test_the_policy_of_every_page_is_that_of_the_headers(site: Path) -> None:
    pages = [LexborHTMLParser(file.read_bytes()) for file in site.glob("*/index.html")]
    policies = {page.css_first("meta[http-equiv='Content-Security-Policy']").attributes["content"] for page in pages}
    assert policies == {POLICY}


def test_robots_are_sent_to_the_sitemap(site: Path) -> None:
    assert (site / "robots.txt").read_text() == f"User-agent: *\nAllow: /\n\nSitemap: {project_in(ROOT).url}sitemap.xml\n"


@pytest.mark.parametrize(("language", "home"), [("en", ""), ("cs", "cs/")])
def test_each_language_has_a_manifest_whose_icons_exist(language: str, home: str, site: Path) -> None:
    described = json.loads((site / home / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert described["lang"] == language
    assert described["id"] == f"/{home}"
    assert [icon["src"] for icon in described["icons"] if not (site / home / icon["src"]).resolve().is_file()] == []
