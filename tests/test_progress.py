"""A guide as a companion: what a reader ticks is kept in the browser, for all languages, and can be taken along."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from conftest import reader, served
from knowledge_hub.kinds.guide import Guide
from knowledge_hub.views.checks import checks_of

SHARED = "sources:\n- title: Report\n  url: https://www.example.org/report\n  read: 2026-11-20\nverified: 2026-11-20\n"
STEP = "- id: {0}\n  title: {1}\n  goal: It is clear.\n  actions: [Do it.]\n"
GUIDE = (
    "title: Save water\nsummary: Three steps.\naudience: Managers\ntime_needed: A year\nsteps:\n"
    + STEP.format("ask", "Ask [all]")
    + "  checklist: [Bills are here., '=1+1 is a sum']\n"
    + STEP.format("act", "Act")
    + "  checklist: ['Said \"done\", and it is']\n"
    + STEP.format("tell", "Tell")
    + SHARED
)
CZECH = (
    "title: Šetřete vodou\nsummary: Tři kroky.\nsteps:\n- title: Zeptejte se\n  checklist: [Účty jsou tu., '=1+1 je součet']\n"
    "- title: Jednejte\n  checklist: [Řeklo se „hotovo“]\n- title: Povězte\n"
)
BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
REWORDED = """async () => {
    const { mark, next, ticked } = await import("/assets/js/ticks.js");
    const state = { done: ["a"], checks: { a: { all: ["one", "two", "three"], ticked: ["one", "two"] } }, last: "a" };
    return [
        ["one", "two", "three"], ["three", "two", "one"], ["new", "one", "two", "three"],
        ["one", "reworded", "three"], ["one", "three"], ["new", "other", "another"], ["three", "new"],
    ].map((keys) => ticked(state, "a", keys)).concat([next(state, ["a", "b", "c"]), next({ ...state, last: "c" }, ["a", "b", "c"]),
        next(mark(mark(state, "c", true), "b", true), ["a", "b", "c"]) ?? "nothing"]);
}"""


def guide(*checklist: str) -> Guide:
    step = {"id": "ask", "title": "Ask", "goal": "Clear.", "actions": ["Do."], "checklist": list(checklist)}
    return Guide.model_validate({"title": "Save", "summary": "Save.", "audience": "All", "time_needed": "A day", "steps": [step]})


def test_a_check_keeps_its_name_when_it_is_moved_translated_or_set_with_other_signs() -> None:
    ours = guide("The list is “open”.", "Members agree.", "Members agree.")
    named = checks_of(ours, ours)["ask"]
    theirs = checks_of(ours, guide("Seznam je otevřený.", "Členové souhlasí.", "Členové souhlasí."))["ask"]
    moved = checks_of(guide("Members agree", 'The list is  "open"!'), guide("Members agree", 'The list is  "open"!'))["ask"]
    assert [check.key for check in named] == [check.key for check in theirs] == ["1daec437", "2fa18126", "743e5edf"]
    assert [check.key for check in moved] == [named[1].key, named[0].key]
    assert [check.text for check in theirs] == ["Seznam je otevřený.", "Členové souhlasí.", "Členové souhlasí."]


@pytest.fixture(scope="module")
def address(small_site: Callable[[str, Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("guide")
    (root / "content" / "guides").mkdir(parents=True)
    (root / "content" / "guides" / "save.yml").write_text(GUIDE, encoding="utf-8")
    (root / "content" / "guides" / "save.cs.yml").write_text(CZECH, encoding="utf-8")
    with served(small_site("guide", root)) as address:
        yield address


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    with reader(browser, address) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def ask(page: Page) -> None:
    """A reader who has ticked the first check of the first step."""
    page.goto("guides/save/ask/")
    page.get_by_label("Bills are here.").check()


def far(page: Page) -> tuple[str, str, list[str]]:
    """What the guide's page says of the progress: in all, where to go on, for each step."""
    page.locator(".progress").wait_for()
    return (
        page.locator(".progress [data-far]").inner_text(),
        page.locator("[data-next]").inner_text(),
        [row.inner_text() for row in page.locator("[data-how-far]").all()],
    )


def test_ticks_are_kept_by_key_moved_with_their_text_and_survive_rewording_in_their_place(page: Page) -> None:
    page.goto("guides/save/")
    assert page.evaluate(REWORDED) == [
        ["one", "two"],
        ["two", "one"],
        ["one", "two"],
        ["one", "reworded"],
        ["one"],
        ["new", "other"],
        [],
        "b",
        "c",
        "nothing",
    ]


def test_progress_stands_on_the_guide_in_both_languages(page: Page) -> None:
    page.goto("guides/save/")
    assert far(page) == ("0 of 3 steps done, 0 of 3 checks", "Begin with step 1: Ask [all]", ["", "", ""])
    page.goto("guides/save/act/")
    assert page.evaluate("localStorage.length") == 0
    ask(page)
    expect(page.locator("[data-far]")).to_have_text("1 of 2 checks.")
    page.goto("guides/save/")
    assert far(page) == ("0 of 3 steps done, 1 of 3 checks", "Go on with step 1: Ask [all]", ["1 of 2 checks", "", ""])
    page.goto("guides/save/ask/")
    page.get_by_label("This step is done").check()
    page.goto("cs/guides/save/")
    assert far(page) == ("Hotovo 1/3\u00a0kroků, 1/3\u00a0bodů", "Pokračujte krokem 2: Jednejte", ["Hotovo", "", ""])
    expect(page.get_by_label("Účty jsou tu.")).to_be_checked()
    page.get_by_label("Řeklo se").check()
    page.goto("guides/save/act/")
    expect(page.get_by_label("Said")).to_be_checked()
    page.goto("guides/save/tell/")
    expect(page.get_by_label("This step is done")).to_be_visible()  # the script has seen the page
    page.goto("guides/save/")
    assert far(page)[1] == "Go on with step 3: Tell"


def test_a_tick_in_one_tab_stands_in_the_other(page: Page, context: BrowserContext) -> None:
    page.goto("guides/save/")
    ask(context.new_page())
    expect(page.get_by_label("Bills are here.")).to_be_checked()
    expect(page.locator(".progress [data-far]")).to_have_text("0 of 3 steps done, 1 of 3 checks")


def test_boxes_are_ticked_from_the_keyboard_and_large_enough_to_hit(page: Page) -> None:
    page.goto("guides/save/ask/")
    box = page.get_by_label("Bills are here.")
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.get_by_label("=1+1 is a sum")).to_be_focused()
    sizes = page.locator("article input[type=checkbox]").evaluate_all("boxes => boxes.map((box) => [box.offsetWidth, box.offsetHeight])")
    assert sizes == [[24, 24], [24, 24], [24, 24]]
    assert page.locator(".step-done [role=status]").count() == 1


def test_the_checklist_is_taken_along_as_markdown_and_as_a_table(page: Page) -> None:
    ask(page)
    page.get_by_label("This step is done").check()
    page.goto("guides/save/")
    files = {}
    for button in ("Markdown", "CSV"):
        with page.expect_download() as download:
            page.get_by_role("button", name=button).click()
        files[download.value.suggested_filename] = Path(download.value.path()).read_bytes().decode()
    assert files["save.md"].split("\n") == [
        "# Save water",
        "",
        f"<{page.url}>",
        "",
        r"## 1. Ask \[all\] (Done)",
        "",
        "- [x] Bills are here.",
        "- [ ] =1+1 is a sum",
        "",
        "## 2. Act",
        "",
        '- [ ] Said "done", and it is',
        "",
    ]
    assert files["save.csv"].split("\r\n") == [
        '\ufeff"Step","Title","Step is done","Check","Ticked"',
        '"1","Ask [all]","yes","Bills are here.","yes"',
        '"1","Ask [all]","yes","\'=1+1 is a sum","no"',
        '"2","Act","no","Said ""done"", and it is","no"',
        "",
    ]


def test_print_prints_the_checklist_alone(page: Page) -> None:
    page.add_init_script("window.print = () => { window.printed = document.documentElement.dataset.printing; };")
    page.goto("guides/save/")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("[window.printed, document.documentElement.dataset.printing ?? 'as before']") == ["checklist", "as before"]
    page.evaluate("document.documentElement.dataset.printing = 'checklist'")
    page.emulate_media(media="print")
    shown = [heading.inner_text() for heading in page.locator("main :is(h1, h2, h3):visible").all()]
    assert shown == ["Save water", "The whole checklist", "1. Ask [all]", "2. Act"]


@pytest.mark.parametrize(("answer", "left"), [("dismiss", 1), ("accept", 0)])
def test_starting_again_is_asked_for(page: Page, answer: str, left: int) -> None:
    ask(page)
    page.goto("guides/save/")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), getattr(dialog, answer)()))
    page.get_by_role("button", name="Start again").click()
    assert asked == ["Remove all ticks of this guide?"]
    expect(page.locator(".progress [data-far]")).to_have_text(f"0 of 3 steps done, {left} of 3 checks")
    assert page.evaluate("localStorage.length") == left


def test_where_the_browser_keeps_nothing_ticks_last_for_the_visit_and_the_page_says_so(page: Page) -> None:
    page.add_init_script(BLOCKED)
    page.goto("guides/save/")
    page.get_by_label("Bills are here.").check()
    expect(page.locator(".progress [data-far]")).to_have_text("0 of 3 steps done, 1 of 3 checks")
    expect(page.locator("[data-lost]")).to_have_text("This browser keeps nothing: what you tick lasts until you leave the page.")
    expect(page.locator("[data-private]")).to_be_hidden()
    page.reload()
    expect(page.get_by_label("Bills are here.")).not_to_be_checked()


@pytest.mark.parametrize("kept", ["not json", "7", "[]", '{"done":1,"checks":{"ask":null,"act":{"all":"x","ticked":[3]}}}'])
def test_what_somebody_else_wrote_into_the_browser_does_no_harm(page: Page, kept: str) -> None:
    page.goto("guides/save/")
    page.evaluate("kept => localStorage.setItem('guide:save', kept)", kept)
    page.reload()
    assert far(page)[0] == "0 of 3 steps done, 0 of 3 checks"


def test_without_scripts_the_checklist_is_a_list_with_boxes_to_tick_on_paper(browser: Browser, address: str) -> None:
    with reader(browser, address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("guides/save/")
        expect(page.locator("#checklist ~ .checklist li")).to_have_text(["Bills are here.", "=1+1 is a sum", 'Said "done", and it is'])
        expect(page.locator(".box:visible")).to_have_count(3)
        expect(page.locator("main :is(input, button, .progress):visible")).to_have_count(0)
