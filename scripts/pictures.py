"""Draw the pictures that other programs show of the site: `python scripts/pictures.py`.

For each kind of record and language a preview for shared links (1200 by 630 pixels, https://ogp.me), one for all other pages, and the
icons of the site for home screens. Drawn in Chromium from the site's own fonts, colours and icons, in the words of
the catalogues; run it again when a kind, a language or the look changes.
"""

import html
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from browser import browser, switches

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from knowledge_hub.icons import DRAWINGS, icon_of  # noqa: E402
from knowledge_hub.kinds import KINDS  # noqa: E402
from knowledge_hub.project import project_in  # noqa: E402
from knowledge_hub.publish.hosting import ICONS, PREVIEW, preview_of  # noqa: E402
from knowledge_hub.speech import Speech  # noqa: E402

ASSETS = ROOT / "docs" / "assets"
STYLE = """
html { color-scheme: light; background: var(--paper) }
body { margin: 0; width: 1200px; height: 630px; font: 400 34px/1.3 var(--sans); color: var(--ink) }
body { display: grid; grid-template-columns: 1fr 330px; overflow: hidden }
div { padding: 64px 0 60px 72px; display: flex; flex-direction: column }
h1 { font: 500 92px/1.04 var(--serif); margin: auto 0 0; color: var(--k); text-wrap: balance }
p { margin: 22px 0 auto; max-width: 19em; color: var(--quiet) }
footer { display: flex; align-items: center; gap: 20px; font-weight: 600 }
footer svg { width: 60px; height: 60px }
aside { background: var(--w); color: var(--k); display: grid; place-items: center }
aside svg { width: 190px; height: 190px; fill: none; stroke: currentColor; stroke-width: 1.2 }
aside svg { stroke-linecap: round; stroke-linejoin: round }
"""


def preview(kind: str, language: str, name: str) -> str:
    """The page that is photographed: what the kind is called and is, and whose site it is."""
    speech = Speech(language)
    title = speech.say(KINDS[kind].called[1]) if kind else speech.say("A field guide for clusters going green")
    says = speech.say(KINDS[kind].what_it_is()) if kind else ""
    drawn = (DRAWINGS / f"{icon_of(kind) if kind else 'topic'}.svg").read_text(encoding="utf-8")
    mark = (ASSETS / "img" / "favicon.svg").read_text(encoding="utf-8")
    tokens = (ASSETS / "css" / "tokens.css").as_uri()
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><link rel="stylesheet" href="{tokens}">'
        f'<style>{STYLE}</style><body data-kind="{KINDS[kind].hue if kind else "practice"}">'
        f"<div><h1>{html.escape(title)}</h1><p>{html.escape(says)}</p><footer>{mark}{html.escape(name)}</footer></div>"
        f'<aside><svg viewBox="0 0 24 24">{drawn}</svg></aside>'
    )


def photograph(page: Page, content: str, folder: Path, into: Path, size: tuple[int, int]) -> None:
    file = folder / "page.html"
    file.write_text(content, encoding="utf-8")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(file.as_uri())
    page.evaluate("document.fonts.ready")
    into.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=into)
    print(into.relative_to(ROOT), into.stat().st_size, "bytes")


def main() -> None:
    project = project_in(ROOT)
    mark = (ASSETS / "img" / "favicon.svg").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser(), args=[*switches(), "--allow-file-access-from-files"])
        page = started.new_page()
        for language in project.languages:
            for kind in ("", *KINDS):
                photograph(page, preview(kind, language, project.name), Path(folder), ROOT / "docs" / preview_of(kind, language), PREVIEW)
        for path, size in ICONS.items():
            content = f"<!doctype html><style>body{{margin:0}}svg{{display:block;width:{size}px;height:{size}px}}rect{{rx:0}}</style>{mark}"
            photograph(page, content, Path(folder), ROOT / "docs" / path, (size, size))
        started.close()


if __name__ == "__main__":
    main()
