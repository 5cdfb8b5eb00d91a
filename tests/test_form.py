"""The form by which a record is added: what is typed there becomes a file that `hub check` takes, and nothing typed is lost."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from conftest import reader
from knowledge_hub.document import Document
from knowledge_hub.kinds import KINDS
from knowledge_hub.kinds.good_practice import GoodPractice
from knowledge_hub.kinds.record import Record
from knowledge_hub.layout import formatted
from knowledge_hub.loading import load
from knowledge_hub.project import project_in
from knowledge_hub.reading import record_of
from knowledge_hub.shape import shapes
from knowledge_hub.source import parse
from knowledge_hub.views.form import kinds_with_form
from test_form_values import cases, whole

ROOT = Path(__file__).resolve().parent.parent
FORM = "contribute/good-practice/"
HARDEST = cases("hardest.yml")
KEPT, LONG = ([whole(text) for text in HARDEST[rows]] for rows in ("kept", "long"))


# Adds an entry for each text and types it there: a hundred times faster than asking the browser for each step.
TYPE_IN_LIST = """(field, texts) => {
    for (const text of texts) {
        field.querySelector("[data-add]").click();
        document.activeElement.value = text;
        document.activeElement.dispatchEvent(new Event("input", { bubbles: true }));
    }
}"""


@pytest.fixture
def form(page: Page) -> Page:
    page.goto(FORM)
    ready(page)
    return page


@pytest.fixture(scope="module")
def form_for_all(browser: Browser, server: str) -> Iterator[Page]:
    """A form that tests share: each types over what the one before has typed."""
    with reader(browser, server) as context:
        page = context.new_page()
        page.goto(FORM)
        ready(page)
        yield page


def ready(page: Page) -> None:
    """The form knows its countries."""
    page.locator("[data-adding]").wait_for()
    page.wait_for_function("import('/assets/js/form/known.js').then(({ known }) => known.countries.length > 0)")


def choose(page: Page, field: str, typed: str) -> None:
    """Look something up and take the first that is found, by keyboard alone."""
    box = page.locator(f"#{field}")
    box.fill(typed)
    page.locator(f"#{field}-found [role=option]").first.wait_for()
    box.press("ArrowDown")
    box.press("Enter")


def needed(page: Page, title: str = "Heat for a whole town") -> None:
    """Fill in what every good practice needs."""
    page.locator("#title").fill(title)
    page.locator("#summary").fill("A plant heats homes.")
    choose(page, "organisation", "eccp")
    choose(page, "place-country", "cze")
    page.get_by_label("Study").check()
    page.locator("#approach").fill("It was done.")


def unfold(page: Page) -> None:
    page.evaluate("() => { for (const fold of document.querySelectorAll('form > details')) fold.open = true; }")


def settled(page: Page) -> str:
    """The file, after all that was typed has been looked at."""
    page.evaluate("() => new Promise((done) => setTimeout(done, 250))")
    return page.locator("[data-yaml]").text_content() or ""


def record_from(text: str, kind: str = "good-practice") -> Record:
    document = parse(text, Document("x.yml"))
    record, problems = record_of(document, KINDS[kind])
    assert [str(problem) for problem in problems] == []
    assert record
    return record


def says(field: Locator) -> str:
    return " ".join(field.locator(":scope > .wrong").inner_text().split())


@pytest.mark.parametrize("kind", kinds_with_form())
def test_a_form_asks_for_every_field_once_and_for_what_is_needed_first(kind: str) -> None:
    form = kinds_with_form()[kind]
    asked = [name for section in form.sections for name in section.fields]
    known = {shape.name: shape for shape in shapes(KINDS[kind])}
    assert sorted([*asked, "draft", "redirect_from"]) == sorted(known)
    assert {name for name, shape in known.items() if shape.required} <= set(form.sections[0].fields)


def test_the_hardest_texts_are_read_back_as_they_were_typed(form: Page) -> None:
    needed(form)
    unfold(form)
    texts = ["#approach", "#results-words", "#transferability", "#challenge", "#resources", "#text"]
    typed = dict.fromkeys(texts, "")
    for start in range(0, len(LONG), len(texts)):
        some = dict(zip(texts, LONG[start:], strict=False))
        for field, text in some.items():
            form.locator(field).fill(text)
        typed |= some
        assert texts_of(record_from(settled(form))) == [text.strip() for text in typed.values()]
    form.locator("[data-field=lessons]").evaluate(TYPE_IN_LIST, KEPT)
    record = record_from(settled(form))
    assert isinstance(record, GoodPractice)
    assert list(record.lessons) == [re.sub(r"[ \t\n]+", " ", text) if "  " in text else text for text in KEPT]
    assert texts_of(record) == [text.strip() for text in typed.values()]
    expect(form.locator("[data-still]")).to_have_text("Nothing. You can hand it in.")


def texts_of(record: Record) -> list[str]:
    assert isinstance(record, GoodPractice)
    return [record.approach, record.results.words, record.transferability, record.challenge, record.resources, record.text]


def test_what_the_form_gives_passes_the_check_of_the_whole_hub(form: Page) -> None:
    needed(form)
    choose(form, "topics", "water")
    choose(form, "topics", "circ")
    source = form.locator("[data-field=sources] [data-entry]")
    source.get_by_label("Title").fill("no: yes # maybe")
    source.get_by_label("Address", exact=True).fill("https://example.org/?a=1&b=2#c")
    source.get_by_role("button", name="Today").click()
    form.locator("#summary").fill("A plant heats homes: so many that one line does not hold what is to be said of it, " * 3)
    text = settled(form)
    assert formatted(text, KINDS["good-practice"]) == text
    document = parse(text, Document("content/good-practices/x.yml"))
    catalogue = load(project_in(ROOT), {("good-practice", "x"): {"": document}})
    assert [str(problem) for problem in catalogue.problems if not problem.warning] == []
    record = catalogue.entries["good-practice", "x"].record
    assert (record.topics, record.sources[0].title) == (("water", "circular-economy"), "no: yes # maybe")
    assert text.startswith("# yaml-language-server: $schema=../../schemas/good-practice.json\ntitle: ")


@pytest.mark.parametrize(("sign", "says_so"), HARDEST["refused"].items(), ids=lambda text: ascii(text)[:12])
def test_a_sign_that_cannot_be_seen_is_refused_at_once(sign: str, says_so: str, form_for_all: Page) -> None:
    form = form_for_all
    form.evaluate("(text) => { document.querySelector('#approach').value = text; }", sign)
    settled_after_input(form, "#approach")
    assert says(form.locator("[data-field=approach]")) == f"{says_so} Delete it and type the text around it again."


def settled_after_input(page: Page, field: str) -> None:
    page.locator(field).dispatch_event("input")
    settled(page)


def test_a_mistake_is_said_when_one_leaves_the_field_and_mended_with_one_press(form: Page) -> None:
    field = form.locator("[data-field=verified]")
    field.locator("input").fill("4.2.2027")
    settled(form)
    assert says(field) == ""
    field.locator("input").press("Tab")
    expect(field.locator(".wrong strong")).to_have_text("'4.2.2027' is not a day")
    expect(field.locator("input")).to_have_attribute("aria-invalid", "true")
    field.get_by_role("button", name="Write 2027-02-04").click()
    expect(field.locator("input")).to_have_value("2027-02-04")
    expect(field.locator("input")).not_to_have_attribute("aria-invalid", "true")
    assert says(field) == ""


def test_in_czech_the_same_is_said_in_czech(page: Page) -> None:
    page.goto(f"cs/{FORM}")
    ready(page)
    field = page.locator("[data-field=verified]")
    field.locator("input").fill("4.2.2027")
    field.locator("input").press("Tab")
    expect(field.locator(".wrong")).to_have_text("„4.2.2027“ není den mysleli jste 2027-02-04? Napsat 2027-02-04")
    choose(page, "place-country", "čes")
    expect(page.locator("#place-country")).to_have_value("Česko")
    assert "  country: CZ\n" in settled(page)


@pytest.mark.parametrize(
    ("home", "typed", "said", "instead"),
    [
        ("", "Qwertyuiop", "'Qwertyuiop' is not in the list Type a part of its name and choose.", ""),
        ("", "Swedn", "'Swedn' is not in the list did you mean 'Sweden'? Write Sweden", "Sweden"),
        ("cs/", "Rakousk", "„Rakousk“ v seznamu není mysleli jste „Rakousko“? Napsat Rakousko", "Rakousko"),
    ],
)
def test_a_country_that_is_not_in_the_list_is_told_by_names(home: str, typed: str, said: str, instead: str, page: Page) -> None:
    page.goto(f"{home}{FORM}")
    ready(page)
    box = page.locator("#place-country")
    box.fill(typed)
    box.press("Tab")
    field = page.locator("[data-field=country]")
    expect(field.locator(":scope > .wrong")).to_have_text(said)
    if instead:
        field.locator(".wrong button").click()
        expect(box).to_have_value(instead)


def test_a_name_that_was_typed_before_the_list_came_is_looked_up_when_it_comes(page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/look/organisation.json", hold)
    page.goto(FORM)
    box = page.locator("#organisation")
    box.fill("Nowhere Cluster")
    box.press("Tab")
    settled(page)
    held[0].continue_()
    field = page.locator("[data-field=organisation]").first
    expect(field.locator(".wrong strong")).to_have_text("'Nowhere Cluster' is not an organisation")


def test_an_organisation_that_is_not_here_leads_to_its_form(form: Page) -> None:
    box = form.locator("#organisation")
    box.fill("Nowhere Cluster")
    box.press("Tab")
    field = form.locator("[data-field=organisation]").first
    expect(field.locator(".wrong strong")).to_have_text("'Nowhere Cluster' is not an organisation")
    with form.context.expect_page() as opened:
        field.get_by_role("link", name="Add an organisation").click()
    expect(opened.value.locator("#title")).to_have_value("Nowhere Cluster")


def test_a_partner_without_a_record_is_named(form: Page) -> None:
    unfold(form)
    form.locator("[data-field=partners] > [data-add]").click()
    partner = form.locator("[data-field=partners] [data-entry]")
    partner.get_by_role("combobox").first.fill("Nowhere Cluster")
    partner.get_by_role("combobox").first.press("Tab")
    partner.get_by_role("button", name="Use it as a name").click()
    assert "partners:\n- name: Nowhere Cluster\n" in settled(form)


def test_a_record_that_is_here_already_is_shown(form: Page, site: Path) -> None:
    title = next(iter(load(project_in(ROOT)).of("good-practice"))).record.title
    form.locator("#title").fill(title.upper())
    expect(form.locator(".alike a").first).to_have_text(title)
    assert (site / urlsplit(form.locator(".alike a").first.get_attribute("href") or "").path.strip("/") / "index.html").is_file()
    form.locator("#title").fill("Quite another matter altogether")
    expect(form.locator(".alike")).to_be_empty()


def test_the_form_can_be_filled_in_without_a_mouse(form: Page) -> None:
    form.locator("#title").focus()
    form.keyboard.type("Heat")
    form.keyboard.press("Tab")
    form.keyboard.type("Homes are heated.")
    form.keyboard.press("Tab")
    form.keyboard.type("eccp")
    form.locator("#organisation-found [role=option]").first.wait_for()
    form.keyboard.press("ArrowDown")
    expect(form.locator("#organisation-found [aria-selected=true]")).to_have_count(1)
    assert form.locator("#organisation").get_attribute("aria-activedescendant") == "organisation-found-0"
    form.keyboard.press("Tab")
    expect(form.locator("#organisation")).to_have_value("European Cluster Collaboration Platform")
    form.keyboard.type("CZ")
    form.keyboard.press("Escape")
    for _ in range(5):
        form.keyboard.press("Tab")
    form.keyboard.press("Space")
    assert settled(form).endswith("organisation: eccp\nplace:\n  country: CZ\nformats:\n- helpdesk\n")


def test_entries_of_a_list_are_added_moved_and_removed_by_keyboard(form: Page) -> None:
    unfold(form)
    lessons = form.locator("[data-field=lessons]")
    for text in ("one", "two", "three"):
        lessons.locator("[data-add]").press("Enter")
        form.keyboard.type(text)
    lessons.get_by_role("button", name="Move up: What was learned 3").press("Enter")
    form.keyboard.press("Enter")
    assert settled(form).endswith("lessons:\n- three\n- one\n- two\n")
    expect(form.locator("[data-live]")).to_have_text("Moved to place 1")
    lessons.get_by_role("button", name="Remove: What was learned 2").press("Enter")
    expect(lessons.get_by_role("button", name="Remove: What was learned 2")).to_be_focused()
    assert settled(form).endswith("lessons:\n- three\n- two\n")


def test_a_draft_survives_a_reload_and_is_begun_anew_when_asked(form: Page) -> None:
    needed(form)
    choose(form, "topics", "water")
    before = settled(form)
    form.reload()
    ready(form)
    assert settled(form) == before
    expect(form.locator("#organisation")).to_have_value("European Cluster Collaboration Platform")
    expect(form.locator("[data-draft-says]")).to_have_text(re.compile(r"^Your draft of \d+ \w+ \d{4}.* is back\.$"))
    form.once("dialog", lambda asked: asked.dismiss())
    form.get_by_role("button", name="Start anew").click()
    assert settled(form) == before
    form.once("dialog", lambda asked: asked.accept())
    form.get_by_role("button", name="Start anew").click()
    expect(form.locator("#title")).to_be_focused()
    assert settled(form).count("\n") == 1
    form.reload()
    expect(form.locator("[data-draft]")).to_be_hidden()


def test_two_tabs_tell_of_each_other_and_lose_nothing(form: Page) -> None:
    form.locator("#title").fill("Typed here")
    settled(form)
    other = form.context.new_page()
    other.goto(FORM)
    ready(other)
    expect(other.locator("#title")).to_have_value("Typed here")
    expect(form.locator("[data-draft]")).to_be_hidden()
    other.locator("#title").fill("Typed there")
    settled(other)
    expect(form.locator("[data-draft-says]")).to_contain_text("open in another tab")
    expect(form.locator("#title")).to_have_value("Typed here")
    form.get_by_role("button", name="Show what the other tab has").click()
    expect(form.locator("#title")).to_have_value("Typed there")


def test_a_browser_that_keeps_nothing_is_told_of(browser: Browser, server: str) -> None:
    with reader(browser, server) as context:
        context.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };")
        page = context.new_page()
        page.goto(FORM)
        page.locator("#title").fill("Heat")
        expect(page.locator("[data-draft-where]")).to_have_text(
            "Your browser keeps no draft. Hand it in or copy the file before you leave this page."
        )
        assert "title: Heat\n" in settled(page)


@pytest.mark.parametrize(
    "kept", ["no JSON", "null", '{"values": []}', '{"values": {"title": {}, "sources": [null, 3], "topics": [null], "place": "x"}}']
)
def test_a_draft_that_cannot_be_read_stops_nothing(kept: str, page: Page) -> None:
    page.add_init_script(f"localStorage.setItem('draft:good-practice', {json.dumps(kept)})")  # a page that is left keeps what it has
    page.goto(FORM)
    ready(page)
    page.locator("#title").fill("Heat")
    assert "title: Heat\n" in settled(page)


@pytest.fixture
def outside(browser: Browser, server: str) -> Iterator[BrowserContext]:
    """A reader for whom every other host answers."""
    with reader(browser, server, viewport={"width": 1280, "height": 900}) as context:
        context.route(lambda url: not url.startswith(server), lambda route: route.fulfill(body="there"))
        yield context


def opened_form(context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto(FORM)
    ready(page)
    needed(page, "Žár pro celé město")
    return page


def test_a_short_record_is_opened_as_a_new_file_of_the_repository(outside: BrowserContext) -> None:
    page = opened_form(outside)
    with outside.expect_page() as opened:
        page.get_by_role("button", name="Open a pull request").click()
    address = urlsplit(opened.value.url)
    query = parse_qs(address.query)
    assert address.path == "/green-transition-hub/hub/new/main/content/good-practices"
    assert query["filename"] == ["zar-pro-cele-mesto.yml"]
    assert query["value"] == [settled(page)]
    expect(page.locator("[data-handed]")).to_contain_text("The file opens in a new tab.")


def test_a_long_record_is_copied_and_an_empty_file_opened(outside: BrowserContext, server: str) -> None:
    outside.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.rstrip("/"))
    page = opened_form(outside)
    page.locator("#approach").fill("ž" * 3000)
    with outside.expect_page() as opened:
        page.get_by_role("button", name="Open a pull request").click()
    assert parse_qs(urlsplit(opened.value.url).query) == {"filename": ["zar-pro-cele-mesto.yml"]}
    assert page.evaluate("navigator.clipboard.readText()") == settled(page)
    expect(page.locator("[data-handed]")).to_contain_text("it is copied")


def test_a_refused_clipboard_shows_the_text_selected(form: Page) -> None:
    needed(form)
    form.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    form.get_by_role("button", name="Copy the file").click()
    area = form.get_by_label("The file, to copy by hand")
    expect(area).to_have_value(settled(form))
    expect(area).to_be_focused()
    assert form.evaluate("getSelection().toString()") == settled(form)
    expect(form.locator("[data-handed]")).to_have_text("The browser did not allow it. The text is selected below: copy it from there.")


def test_the_file_is_downloaded_under_its_name(form: Page) -> None:
    needed(form)
    with form.expect_download() as saved:
        form.get_by_role("button", name="Download the file").click()
    assert saved.value.suggested_filename == "heat-for-a-whole-town.yml"
    assert saved.value.path().read_text(encoding="utf-8") == settled(form)


def test_a_file_that_is_not_finished_is_handed_out_with_a_word_of_it(form: Page) -> None:
    form.locator("#title").fill("Heat for a whole town")
    with form.expect_download():
        form.get_by_role("button", name="Download the file").click()
    told = form.locator("[data-handed]")
    downloaded = "The file heat-for-a-whole-town.yml is downloaded. It belongs in content/good-practices/."
    expect(told).to_have_text(f"{downloaded} 5 things are still to be mended.")
    needed(form)
    with form.expect_download():
        form.get_by_role("button", name="Download the file").click()
    expect(told).to_have_text(downloaded)


def test_a_short_record_goes_by_mail(form: Page) -> None:
    needed(form)
    form.evaluate("() => { HTMLAnchorElement.prototype.click = function () { (window.clicked ??= []).push(this.href); }; }")
    form.get_by_role("button", name="Send it by mail").click()
    form.wait_for_function("window.clicked")
    address = form.evaluate("clicked[0]")
    assert address.startswith("mailto:editors@green-transition-hub.example.org?subject=Heat%20for%20a%20whole%20town&body=")
    body = unquote(address.partition("body=")[2]).replace("\r\n", "\n")
    assert body == f"content/good-practices/heat-for-a-whole-town.yml\n\n{settled(form)}"
    form.locator("#approach").fill("x" * 3000)
    form.get_by_role("button", name="Send it by mail").click()
    form.wait_for_function("window.clicked.length === 3")
    assert [one.split(":")[0] for one in form.evaluate("clicked")] == ["mailto", "blob", "mailto"]
    expect(form.locator("[data-handed]")).to_contain_text("Attach it to a mail to editors@")


def test_what_is_missing_is_said_before_it_is_handed_in_and_leads_to_its_field(form: Page) -> None:
    form.get_by_role("button", name="Open a pull request").click()
    mistakes = form.locator("[data-mistakes]")
    expect(mistakes).to_be_focused()
    expect(mistakes.locator("h3")).to_have_text("6 things are still to be mended")
    assert mistakes.locator("li").all_inner_texts() == ["Title", "Summary", "Who did it", "Place", "How it was done", "What was done"]
    mistakes.get_by_role("link", name="Place").click()
    expect(form.locator("#place-country")).to_be_focused()
    assert says(form.locator("[data-field=title]").first) == "missing"
    form.locator("[data-field=verified] input").fill("4.2.2027")  # stands after what was done, and is wrong before all is typed
    form.locator("#title").fill("Heat for a whole town")
    settled(form)
    assert mistakes.locator("li a").all_inner_texts() == [
        "Summary",
        "Who did it",
        "Place",
        "How it was done",
        "What was done",
        "Day the facts were checked",
    ]


def test_a_name_that_is_taken_is_refused(form: Page) -> None:
    taken = next(iter(load(project_in(ROOT)).of("good-practice"))).id
    needed(form)
    form.locator("#file-name").fill(taken)
    expect(form.locator("#file-name-wrong strong")).to_have_text("A record with this name is there already.")
    form.get_by_role("button", name="Download the file").click()
    expect(form.locator("[data-handed]")).to_have_text("A record with this name is there already. Choose another name.")


@pytest.mark.parametrize("wrong", ["2026-02-30", "next week", "15.1.2026"])
def test_a_day_that_is_none_is_not_shown_on_the_card(wrong: str, page: Page) -> None:
    page.goto("contribute/event/")
    leaf, facts = page.locator("[data-card] .date-block"), page.locator("[data-card] .facts")
    page.locator("#start").fill("2026-02-28 08:30")
    expect(leaf).to_have_text("Feb 28 2026")
    expect(facts).to_have_text("28 February 2026")
    page.locator("#start").fill(wrong)
    expect(leaf).to_have_count(0)
    expect(facts).to_be_empty()


def test_the_card_and_the_page_are_shown_and_what_was_typed_stays_text(form: Page) -> None:
    needed(form, "<img src=x onerror=alert(1)>")
    form.locator("#approach").fill("**First** [a](javascript:alert(1)) [b](https://example.org/)\n\n- <b>one</b>")
    unfold(form)
    expect(form.locator("[data-card] h3")).to_have_text("<img src=x onerror=alert(1)>")
    expect(form.locator("[data-card] .kind")).to_have_text("Czechia")
    page = form.locator("[data-page-shown]")
    form.get_by_label("Study").focus()
    settled(form)
    form.locator("[data-page] > summary").click()
    form.locator("[data-page] > summary").click()
    expect(page.locator("strong")).to_have_text("First")
    assert page.locator("a").evaluate_all("(links) => links.map((link) => link.href)") == ["https://example.org/"]
    assert form.locator("[data-adding] :is(img, b:not([data-number]))").count() == 0


def test_every_label_and_hint_in_nested_lists_leads_to_its_own_field(page: Page) -> None:
    page.goto("contribute/event/")
    ready(page)
    unfold(page)
    for _ in range(2):
        page.locator("[data-field=agenda] > [data-add]").click()
        for _ in range(2):
            page.locator("[data-field=agenda] > .entries > :last-child [data-field=speakers] > [data-add]").click()
    stray = page.evaluate(
        """() => {
        const form = document.querySelector("[data-adding]");
        const ids = [...form.querySelectorAll("[id]")].map((one) => one.id);
        const named = [...form.querySelectorAll("[for], [aria-describedby], [aria-controls]")].flatMap((one) =>
            ["for", "aria-describedby", "aria-controls"].flatMap((name) => one.getAttribute(name)?.split(" ") ?? []));
        return [ids.filter((id, at) => ids.indexOf(id) !== at), named.filter((id) => !ids.includes(id)), named.length > 100];
        }"""
    )
    assert stray == [[], [], True]


def test_without_scripts_other_ways_are_told(browser: Browser, server: str) -> None:
    with reader(browser, server, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(FORM)
        expect(page.locator("[data-adding]")).to_be_hidden()
        assert (
            page.locator("main noscript")
            .inner_text()
            .startswith("The form needs scripts, which are off in your browser. Write a mail instead")
        )
        expect(page.get_by_role("link", name="Other ways to contribute")).to_be_visible()


@pytest.mark.parametrize(
    ("kind", "fields", "ends"),
    [
        (
            "event",
            {"title": "Talk", "summary": "On heat.", "start": "2027-02-04 09:30"},
            "start: 2027-02-04 09:30\nzone: Europe/Prague\nmode: online\n",
        ),
        ("funding-call", {"title": "Call", "summary": "For heat."}, "deadline_model: single-stage\ncut_offs:\n- day: 2027-03-01\n"),
    ],
)
def test_events_and_calls_have_their_form(kind: str, fields: dict[str, str], ends: str, page: Page) -> None:
    page.goto(f"contribute/{kind}/")
    ready(page)
    for field, text in fields.items():
        page.locator(f"#{field}").fill(text)
    if kind == "event":
        page.locator("#form").select_option("talk")
        page.locator("#mode").select_option("online")
        page.locator("#start").press("Tab")
        settled(page)
        page.get_by_role("button", name="Send it by mail").click()
        zoneless = "has a time of day and no time zone Add the time zone, as in 'zone: Europe/Brussels'."
        assert says(page.locator("[data-field=start]")) == zoneless
        choose(page, "zone", "prague")
    else:
        page.locator("#deadline_model").select_option("single-stage")
        page.locator("[data-field=cut_offs] [data-field=day] input").first.fill("2027-03-01")
    text = settled(page)
    assert text.endswith(ends)
    record_from(text, kind)
