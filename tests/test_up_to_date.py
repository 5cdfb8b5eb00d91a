"""A page read long after it was built says what a page built at that moment would say."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Page, expect
from selectolax.lexbor import LexborHTMLParser, LexborNode

from conftest import NOW, ROOT, few_frames, in_frames, once, reader, served
from knowledge_hub.loading import load
from knowledge_hub.project import Project, project_in
from knowledge_hub.publish import publish
from knowledge_hub.publish.frames import frames_in
from knowledge_hub.publish.whole import Whole
from small_project import NOW as BUILT

DAYS = (0, 1, 30, 90, 365)


def days_on(days: int) -> str:
    return f"{(BUILT + timedelta(days)).date()}"


def records() -> dict[str, dict[str, object]]:
    """Calls and events in every state, and what turns within the days above."""
    call = {"summary": "Money."}
    event = {"summary": "A day.", "form": "workshop", "mode": "online", "series": "days", "zone": "Europe/Brussels"}
    two = {"deadline_model": "two-stage"}
    found: dict[str, dict[str, object]] = {
        "topics/water": {"title": "Water", "summary": "Water."},
        "organisations/agency": {"title": "Agency", "summary": "An agency.", "sort": "agency", "country": "BE"},
        "event-series/days": {"title": "Days", "summary": "Days.", "organiser": "agency", "what_for": "To meet."},
        "funding-calls/stages": call | two | {"title": "Stages", "opens": days_on(-9), "cut_offs": [
            {"label": "First", "day": days_on(30), "time": "17:00"}, {"label": "Second", "day": days_on(100), "time": "17:00"},
        ]},
        "funding-calls/always": call | {"title": "Always", "opens": days_on(20), "deadline_model": "continuous"},
        "funding-calls/far": call | {"title": "Far", "deadline_model": "single-stage", "cut_offs": [
            {"day": days_on(90), "time": "23:30", "zone": "America/Toronto"},
        ]},
        "funding-calls/gone": call | {"title": "Gone", "cancelled": "yes", "deadline_model": "single-stage", "cut_offs": [
            {"day": days_on(60)},
        ]},
        "events/called-off": event | {"title": "Called off", "start": days_on(40), "status": "cancelled"},
        "events/put-off": event | {"title": "Put off", "start": days_on(40), "status": "postponed"},
        "events/moved": event | {"title": "Moved", "start": days_on(59), "status": "moved-online"},
        "events/some-day": event | {"title": "Some day", "start": days_on(90)[:7]},
        "events/week": event | {"title": "Week", "start": days_on(28), "end": days_on(31), "registration": {
            "url": "https://example.org/week", "deadline": f"{days_on(20)} 24:00",
        }},
        "events/evening": event | {"title": "Evening", "start": f"{days_on(90)} 19:00", "registration": {
            "url": "https://example.org/evening", "deadline": f"{days_on(90)} 17:00",
        }},
    }  # fmt: skip
    for number, days in enumerate((-40, -1, 0, 1, 14, 30, 31, 60, 90, 121)):
        found[f"funding-calls/call-{number}"] = call | {
            "title": f"Call {number}", "topics": ["water"], "opens": days_on(days - 30), "deadline_model": "single-stage",
            "cut_offs": [{"day": days_on(days)}],
        }  # fmt: skip
        found[f"events/event-{number}"] = event | {"title": f"Event {number}", "start": days_on(days), "topics": ["water"]}
    return found


@dataclass(frozen=True)
class Builds:
    """The same project, built on each of the days; the first is served."""

    sites: dict[int, Path]
    address: str

    def changed(self, days: int) -> list[str]:
        """The pages that say something else when they are built so many days later."""
        pages = [file.relative_to(self.sites[0]) for file in sorted(self.sites[0].rglob("index.html"))]
        return [
            str(page.parent) + "/" if str(page.parent) != "." else ""
            for page in pages
            if main_of(self.sites[0] / page) != main_of(self.sites[days] / page)
        ]


def main_of(page: Path) -> str:
    return page.read_text(encoding="utf-8").partition("<main")[2].partition("</main>")[0]


def seen_in(page: str, within: str = "main") -> list[str]:
    """What these parts of a page say, read from its HTML: their texts, and the state of what has one. The dial has its own test."""
    whole = LexborHTMLParser(page)
    for unseen in whole.css("svg, [hidden], .own-time, .keep, [data-foot] button"):
        unseen.decompose()
    return [line for part in whole.css(within) for line in seen_of(part)]


def seen_of(main: LexborNode) -> list[str]:
    marks = [f"{node.attributes['data-when']}: {' '.join(node.text(separator=' ').split())}" for node in main.css("[data-when]")]
    return [*(" ".join(line.split()) for line in main.text(separator="\n").split("\n") if line.strip()), *marks]


def build(frames: Path, name: str, project: Project, moment: datetime) -> Path:
    """The site as it is built at a moment, made once for all test processes."""

    def make(site: Path) -> None:
        published = publish(shutil.copytree(frames, site), project, load(project), moment, with_search=False)
        assert [str(problem) for problem in published.problems if not problem.warning] == []

    return once(name, make)


@pytest.fixture(scope="module")
def builds(frames: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builds]:
    root = tmp_path_factory.mktemp("turning")
    for path, record in records().items():
        (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / f"{path}.yml").write_text(yaml.safe_dump(record), encoding="utf-8")
    bare = once("turning-frames", lambda folder: few_frames(frames, folder))
    project = replace(project_in(ROOT), root=root)
    sites = {days: build(bare, f"turning-{days}", project, BUILT + timedelta(days)) for days in DAYS}
    with served(sites[0]) as address:
        yield Builds(sites, address)


@pytest.fixture(scope="module")
def context(browser: Browser, server: str) -> Iterator[BrowserContext]:
    with reader(browser, server, timezone_id="Europe/Brussels") as context:
        yield context


UP_TO_DATE = """async (page) => {
    if (!page.documentElement.dataset.upToDate) await new Promise((done) => page.addEventListener("up-to-date", done, { once: true }));
    return page.documentElement.outerHTML;
}"""


def read_later(page: Page, address: str, within: str = "main") -> list[str]:
    """What a page in the browser says once it is up to date."""
    page.goto(address)
    page.locator("html[data-up-to-date]").wait_for(state="attached")
    return seen_in(page.content(), within)


@pytest.mark.parametrize("days", DAYS[1:])
def test_a_page_read_later_is_as_if_built_later(context: BrowserContext, builds: Builds, days: int) -> None:
    page = context.new_page()
    page.clock.set_fixed_time(BUILT + timedelta(days))
    changed = builds.changed(days)
    assert {"", "cs/", "funding-calls/", "events/", "event-series/days/", "topics/water/"} <= set(changed)
    changed.remove("event-series/days/")  # its archive of years is folded by the build alone; see the test below
    for path, html in zip(changed, in_frames(page, changed, UP_TO_DATE, builds.address), strict=True):
        built_later = (builds.sites[days] / path / "index.html").read_text(encoding="utf-8")
        # What else stands on the page of an event or a call (related ones, those before and after, how to subscribe) is the build's to say.
        of_a_record = path.removeprefix("cs/").startswith(("events/", "funding-calls/")) and path.removeprefix("cs/").count("/") == 2
        within = ".meta, .overlap, .timeline" if of_a_record else "main"
        assert seen_in(html, within) == seen_in(built_later, within), path
    page.close()


@pytest.mark.parametrize("path", ["", "funding-calls/", "events/", "cs/", "cs/funding-calls/"])
def test_the_real_site_read_three_months_later_is_as_if_built_then(context: BrowserContext, server: str, later: Whole, path: str) -> None:
    page = context.new_page()
    page.clock.set_fixed_time(NOW + timedelta(90))
    assert read_later(page, server + path) == seen_in(later.drawn(later.pages[path]))
    page.close()


@pytest.fixture(scope="module")
def later(frames: Path, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """The real site as it is ninety days after the one that is served. Only the pages that are asked for are drawn."""
    project = project_in(ROOT)
    catalogue = load(project)
    assert [str(problem) for problem in catalogue.problems if not problem.warning] == []
    drawn = frames_in(shutil.copytree(frames, tmp_path_factory.mktemp("later") / "frames"), project)
    whole = Whole(project, catalogue, drawn, NOW + timedelta(90), search=False)
    whole.drawing.prepare()
    return whole


def test_the_dial_turns_with_the_days(context: BrowserContext, builds: Builds) -> None:
    """Today stays at its top: what has passed leaves it, and the numbers are those of the list below."""
    page = context.new_page()
    page.clock.set_fixed_time(BUILT + timedelta(59))
    page.goto(builds.address)
    page.locator("html[data-up-to-date]").wait_for(state="attached")
    labels = page.locator(".dial [data-numbers] text").evaluate_all(
        "(texts) => texts.filter((text) => text.parentElement.getAttribute('display') !== 'none').map((text) => text.textContent)"
    )
    numbers = page.locator("[data-ahead=calls] .mark-no").evaluate_all(
        "(marks) => marks.filter((mark) => mark.checkVisibility()).map((mark) => mark.lastChild.textContent)"
    )
    on_dial = sorted(number for label in labels for number in numbers_in(label))
    assert [str(number) for number in on_dial] == numbers == ["1", "2", "3", "4", "5"]
    months = page.locator(".dial [data-month] text").evaluate_all(
        "(texts) => texts.map((text) => [text.textContent, text.getAttribute('x') - 280])"
    )
    assert [name for name, x in months if x > 0] == ["Mar", "Apr", "May", "Jun", "Jul", "Aug"]
    page.close()


def test_an_edition_that_has_passed_goes_to_the_archive_of_its_series(context: BrowserContext, builds: Builds) -> None:
    page = context.new_page()
    page.clock.set_fixed_time(BUILT + timedelta(30))
    read_later(page, builds.address + "event-series/days/")
    shown = {name: page.locator(f"{name} > li :is(h3, h4)").all_inner_texts() for name in ("[data-coming]", "[data-year='2026']")}
    assert shown == {
        "[data-coming]": ["Week", "Event 5", "Event 6", "Put off", "Moved", "Event 7", "Some day", "Event 8", "Evening", "Event 9"],
        "[data-year='2026']": ["Called off", "Event 4", "Event 3", "Event 2", "Event 1"],
    }
    page.close()


def numbers_in(label: str) -> list[int]:
    first, dash, last = label.partition("–")
    return list(range(int(first), int(last) + 1)) if dash else [int(number) for number in label.split(", ")]


@pytest.mark.parametrize("zone", ["Europe/Lisbon", "Europe/Prague", "Europe/Kyiv"])
def test_a_page_left_open_over_a_deadline_says_so(browser: Browser, builds: Builds, zone: str) -> None:
    """The deadline is 17:00 in Brussels, wherever the reader is."""
    with reader(browser, builds.address, timezone_id=zone) as context:
        page = context.new_page()
        deadline = datetime(2026, 2, 14, 16, tzinfo=UTC)
        page.clock.install(time=deadline - timedelta(minutes=1))
        page.goto("funding-calls/stages/")
        banner = page.locator(".status p").first
        expect(banner).to_have_text("Next cut-off today at 17:00 Brussels time")
        expect(page.locator(".timeline li").nth(1)).not_to_have_attribute("data-when", "shut")
        page.clock.run_for(timedelta(minutes=2).seconds * 1000)
        expect(banner).to_have_text("Closes in 70 days")
        expect(page.locator(".timeline li").nth(1)).to_have_attribute("data-when", "shut")
        expect(page.locator(".status")).to_contain_text("Deadline: 25\u00a0April\u00a02026. Second. As of 14\u00a0February\u00a02026.")


def test_registration_closes_at_its_hour_and_the_way_to_it_goes(browser: Browser, builds: Builds) -> None:
    with reader(browser, builds.address, timezone_id="Europe/Lisbon") as context:
        page = context.new_page()
        page.clock.install(time=datetime(2026, 4, 15, 14, 59, tzinfo=UTC))
        page.goto("events/evening/")
        notes = page.locator(".status p").last
        expect(notes).to_have_text(
            "Registration closes today at 17:00 Brussels time: 15\u00a0April\u00a02026, 17:00 CEST (16:00 where you are). "
            "As of 15\u00a0April\u00a02026."
        )
        expect(page.get_by_role("link", name="Register")).to_be_visible()
        page.clock.run_for(120_000)
        expect(notes).to_have_text(
            "Registration closed: 15\u00a0April\u00a02026, 17:00 CEST (16:00 where you are). As of 15\u00a0April\u00a02026."
        )
        expect(page.get_by_role("link", name="Register")).to_be_hidden()


def test_without_scripts_a_page_says_how_things_stood_and_when(browser: Browser, builds: Builds) -> None:
    with reader(browser, builds.address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("funding-calls/stages/")
        expect(page.locator(".status")).to_contain_text(
            "Next cut-off in 30 daysDeadline: 14\u00a0February\u00a02026. First. As of 15\u00a0January\u00a02026."
        )


SAYS = """async (page) => {
    for (let turn = 0; !page.documentElement.dataset.upToDate && turn < 500; turn += 1) await new Promise((later) => setTimeout(later, 20));
    return [...page.querySelectorAll("main [data-says]")].map((part) => part.textContent);
}"""


def test_what_the_browser_says_of_a_call_today_is_what_the_build_said(context: BrowserContext, server: str, site: Path) -> None:
    """In each language: a text that scripts do not know in Czech would turn English here."""
    files = sorted(file for calls in ("cs/funding-calls/*/", "funding-calls/cbe-ju*/") for file in site.glob(f"{calls}index.html"))
    built = {f"{file.parent.relative_to(site).as_posix()}/": LexborHTMLParser(file.read_bytes()).css("main [data-says]") for file in files}
    assert all(built.values())
    page = context.new_page()
    page.clock.set_fixed_time(NOW)
    said = in_frames(page, [*built], SAYS, server)
    page.close()
    told = {path: [" ".join(text.split()) for text in texts] for path, texts in zip(built, said, strict=True)}
    assert told == {path: [" ".join(node.text().split()) for node in nodes] for path, nodes in built.items()}
