"""What a page costs its reader: bytes over the wire on a first visit, compressed as a host does, and nothing that moves."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response

from conftest import reader
from knowledge_hub.kinds import KINDS
from knowledge_hub.views.form import kinds_with_form
from page_types import LANGUAGES, path_of

ROOT = Path(__file__).resolve().parent.parent
MOST = 150_000  # bytes of a record's page, all included
COMPRESSED = ("text/", "application/javascript", "application/json", "application/manifest+json", "image/svg+xml")
MOVES = re.compile(r"(?:transition|animation)(?:-[a-z]+)?\s*:|scroll-behavior\s*:\s*smooth")
ALLOWED = re.compile(r"@media \(prefers-reduced-motion: no-preference\)")


WEIGHED: dict[str, int] = {}


def wire(response: Response) -> int:
    """The bytes of an answer as a host sends them: text with gzip, what is packed already as it is. Many pages ask for the same files."""
    if response.url not in WEIGHED:
        body = response.body()
        packed = response.headers.get("content-type", "").startswith(COMPRESSED)
        WEIGHED[response.url] = len(gzip.compress(body)) if packed else len(body)
    return WEIGHED[response.url]


@pytest.fixture
def stranger(browser: Browser, server: str) -> Iterator[Page]:
    """A reader on a phone who has never been here."""
    with reader(browser, server, viewport={"width": 390, "height": 844}) as context:
        yield context.new_page()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_first_visit_to_the_longest_page_of_a_kind_stays_small(kind: str, language: str, stranger: Page, site: Path) -> None:
    answers: list[Response] = []
    stranger.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - a bound method of a list takes no attributes
    stranger.goto(path_of(kind, language, site), wait_until="networkidle")
    costs = {answer.url.split("/", 3)[3]: wire(answer) for answer in answers}
    assert sum(costs.values()) <= MOST, "\n".join(f"{cost:7} {path}" for path, cost in sorted(costs.items(), key=lambda row: -row[1]))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", kinds_with_form())
def test_a_first_visit_to_a_form_stays_small(kind: str, language: str, stranger: Page) -> None:
    costs: dict[str, int] = {}
    stranger.on("response", lambda answer: costs.update({answer.url.split("/", 3)[3]: wire(answer)}))
    stranger.goto(f"{'' if language == 'en' else 'cs/'}contribute/{kind}/", wait_until="networkidle")
    assert sum(costs.values()) <= MOST, "\n".join(f"{cost:7} {path}" for path, cost in sorted(costs.items(), key=lambda row: -row[1]))


@pytest.mark.parametrize("style", sorted((ROOT / "docs" / "assets" / "css").glob("*.css")), ids=lambda file: file.stem)
def test_nothing_moves_for_who_wants_no_motion(style: Path) -> None:
    moving = [line for line in style.read_text(encoding="utf-8").splitlines() if MOVES.search(line) and not ALLOWED.search(line)]
    assert moving == []
