"""Visits the hub's sites of so many records in a browser, as a reader would: what a step loads, and how long it takes to show.

Each visit begins with nothing kept from the one before. A site that cannot have a search index, as that would need more memory than the
machine has, is visited without what needs one.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench.corpus import TODAY, Corpus, counts
from bench.engines import Hub, HubWithSearch
from bench.machine import machine, memory_of_machine
from bench.measure import BuildError, measured
from bench.results import Results, Visits
from browser import browser, switches
from hosting import Host, serve

FOR_SEARCH = 400_000  # bytes for each record that a build with search takes: memory and the site, on a memory disk
WORD = Corpus(1000).words["en"][0]  # in many records of every size
LISTED = "good-practices"  # the kind with the most records
LATE = 60_000  # milliseconds after which a step is no longer waited for
QUIET = 0.4  # seconds in which nothing is loaded any more

# From the first event of a sort until a part of the page has changed after it, and what changed is drawn.
TIMED = """([event, changed]) => {
  window.taken = new Promise((done) => {
    let began;
    addEventListener(event, () => { began ??= performance.now(); }, { capture: true });
    const seen = () => { if (began !== undefined) requestAnimationFrame(() => setTimeout(() => done(performance.now() - began))); };
    new MutationObserver(seen).observe(document.querySelector(changed), { childList: true, attributeFilter: ["open"] });
  });
}"""
# From the beginning of a page until its calendar is drawn.
DRAWN = """window.taken = new Promise((done) => {
  const look = () => {
    if (document.querySelector("[data-drawn]")?.childElementCount) setTimeout(() => done(performance.now()));
    else requestAnimationFrame(look);
  };
  look();
})"""
# From the beginning of a page until all that it names is loaded.
LOADED = """() => {
  window.taken = new Promise((done) => {
    const look = () => {
      const ended = performance.getEntriesByType("navigation")[0].loadEventEnd;
      if (ended) done(ended);
      else setTimeout(look);
    };
    look();
  });
}"""
TAKEN = "(late) => Promise.race([window.taken, new Promise((_, refuse) => setTimeout(() => refuse(new Error('nothing came')), late))])"


@dataclass(slots=True)
class Sent:
    """What a server sent since the last count; `last` is when it did."""

    files: int = 0
    bytes: int = 0
    last: float = field(default_factory=time.monotonic)

    def __call__(self, _path: str, size: int) -> None:
        self.files, self.bytes, self.last = self.files + 1, self.bytes + size, time.monotonic()

    def count(self) -> tuple[int, int]:
        """Files and bytes, which are forgotten."""
        counted = self.files, self.bytes
        self.files = self.bytes = 0
        return counted


class Visit:
    """A reader with a page before them, who looks for a word. What a step loads counts from `begin()` on."""

    def __init__(self, page: Page, sent: Sent, word: str) -> None:
        self.page, self.sent, self.word = page, sent, word

    def open(self, path: str) -> None:
        self.page.goto(path)

    def rest(self) -> None:
        """Until nothing is loaded any more."""
        self.sent.last = time.monotonic()
        while time.monotonic() - self.sent.last < QUIET:
            self.page.wait_for_timeout(50)

    def begin(self, event: str, changed: str) -> None:
        """Time from the next event of this sort until something in this part of the page has changed; forget what was loaded."""
        self.rest()
        self.page.evaluate(TIMED, [event, changed])
        self.sent.count()

    def took(self) -> float:
        return float(self.page.evaluate(TAKEN, LATE))

    def loaded(self) -> float:
        self.page.evaluate(LOADED)
        return self.took()


@dataclass(frozen=True, slots=True)
class Task:
    """A step of a reader; gives its milliseconds. `search` tells whether it needs the index."""

    called: str
    take: Callable[[Visit], float]
    search: bool = False


def search(visit: Visit) -> float:
    """From the key that opens the search, on any page, to the first results of a word."""
    visit.open("about/")
    visit.begin("keydown", "dialog [data-results]")
    visit.page.keyboard.press("/")
    visit.page.keyboard.type(visit.word)
    return visit.took()


def narrowed_search(visit: Visit) -> float:
    """From a box of the page of the search, ticked, to the first results that are left."""
    visit.open(f"search/?q={visit.word}")
    visit.page.locator("[data-search-page] [data-results] h3").first.wait_for()
    visit.begin("change", "[data-search-page] [data-results]")
    visit.page.locator("[data-search-page] [data-facet] label:visible").first.click()
    return visit.took()


def listing(visit: Visit) -> float:
    visit.open(f"{LISTED}/")
    return visit.loaded()


def narrowed_list(visit: Visit) -> float:
    """From a box beside a list, ticked before anything of its index was loaded, to the first cards that are left."""
    visit.open(f"{LISTED}/")
    visit.begin("change", "[data-browse] .cards")
    visit.page.locator("[data-browse] [name=topic]:visible").first.check()
    return visit.took()


def month(visit: Visit) -> float:
    visit.page.add_init_script(DRAWN)
    visit.open(f"calendar/?month={TODAY:%Y-%m}")
    return visit.took()


def months_of_a_year(visit: Visit) -> float:
    visit.open(f"calendar/?month={TODAY:%Y-%m}")
    visit.page.locator("[data-drawn] > *").first.wait_for()
    visit.begin("click", "[data-drawn]")
    visit.page.locator("[data-view=year]").click()
    return visit.took()


def year(visit: Visit) -> float:
    visit.open(f"calendar/{TODAY.year}/")
    return visit.loaded()


def menu(visit: Visit) -> float:
    """From a click on the menu with the ways to take the calendar over until it is open."""
    visit.open(f"calendar/?month={TODAY:%Y-%m}")
    visit.begin("click", ".calendar-menu")
    visit.page.locator(".calendar-menu > summary").first.click()
    return visit.took()


TASKS = {
    "search": Task("search: first results", search, search=True),
    "search-facet": Task("search: a facet ticked", narrowed_search, search=True),
    "list": Task("list: loaded", listing),
    "list-facet": Task("list: a facet ticked", narrowed_list),
    "month": Task("calendar: a month drawn", month),
    "months": Task("calendar: the year chosen", months_of_a_year),
    "menu": Task("calendar: its menu opened", menu),
    "year": Task("page of a year: loaded", year),
}


def one_visit(task: Task, started: Browser, host: Host, sent: Sent, word: str = WORD) -> tuple[float, int, int]:
    """Milliseconds, files and bytes of one visit, with nothing kept from another."""
    sent.count()
    with started.new_context(base_url=host.address, viewport={"width": 1280, "height": 900}) as context:
        visit = Visit(context.new_page(), sent, word)
        took = task.take(visit)
        visit.rest()
    return took, *sent.count()


@contextmanager
def hosted(site: Path, sent: Sent) -> Iterator[Host]:
    host = serve(site, sent)
    try:
        yield host
    finally:
        host.shutdown()
        host.server_close()


def visits(site: Path, records: int, runs: int, *, searched: bool) -> Iterator[Visits]:
    """Every task on this site, taken `runs` times after once that does not count: then the server has all of it compressed."""
    sent = Sent()
    with hosted(site, sent) as host, sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser(), args=switches())
        for name, task in TASKS.items():
            if task.search and not searched:
                continue
            one_visit(task, started, host, sent)
            taken = [one_visit(task, started, host, sent) for _ in range(runs)]
            times = tuple(time for time, _, _ in taken)
            _, files, size = sorted(taken, key=lambda one: one[2])[len(taken) // 2]
            yield Visits(name, records, files, size, times, date.today(), f"Chromium {started.version}")
            print(f"{task.called}, {records} records: {sorted(times)[len(times) // 2]:.0f} ms, {size / 1000:.0f} kB", flush=True)
        started.close()


def built(size: int, limit: float, folder: Path) -> bool:
    """Build the hub's site of so many records; gives whether it has a search index."""
    searched = size * FOR_SEARCH < memory_of_machine("MemAvailable")
    engine = HubWithSearch() if searched else Hub()
    engine.clean(folder)
    try:
        measured(engine.command(), folder, engine.environment, limit)
    except BuildError as error:
        if not searched or error.why == "error":
            raise
        Hub().clean(folder)
        measured(Hub().command(), folder, Hub().environment, limit)
        return False
    return searched


def visited(sizes: Sequence[int], runs: int, limit: float, place: Path) -> Iterator[Results]:
    """Visit the hub's site of each size, one after the other."""
    for size in sizes:
        folder = place / f"visited-{size}"
        folder.mkdir()
        Hub().prepare(size, folder)
        print(f"{size} records, {counts(size)[LISTED]} of them in the list that is visited", flush=True)
        searched = built(size, limit, folder)
        yield Results(machine(), {}, visits=tuple(visits(folder / "site", size, runs, searched=searched)))
        Hub().clean(folder)
