"""The rule of where things stand, in the browser: the same table, the same answers as the build's, wherever the reader is."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from conftest import reader
from knowledge_hub.embedded import as_attribute
from knowledge_hub.kinds.event import Event
from knowledge_hub.kinds.funding_call import FundingCall
from knowledge_hub.kinds.topic import Topic
from knowledge_hub.kinds.values import clock_text
from knowledge_hub.speech import Speech
from knowledge_hub.views.status import facts_of, status_of
from test_status import SHARED, TABLE, record_of, told

ZONES = ("Europe/Lisbon", "Europe/Prague", "Europe/Kyiv", "Pacific/Auckland")

# A status in one line, as `told` in test_status.py says it.
TOLD = """const told = ({state, day, days, cut, final, registration}) => {
    const notes = [cut?.[4], final === false && "not the last"].filter(Boolean).join(", ");
    const line = state + (day ? ` ${day}, ${days} days` : "") + (notes && ` (${notes})`);
    return line + (registration ? `; registration ${told(registration)}` : "");
};"""


@pytest.fixture(scope="module", params=ZONES)
def abroad(request: pytest.FixtureRequest, browser: Browser, server: str) -> Iterator[Page]:
    """A page of the site before a reader in another country."""
    with reader(browser, server, timezone_id=request.param) as context:
        page = context.new_page()
        page.goto("accessibility/")
        yield page


def said_in(page: Page, asked: list[tuple[Any, float]]) -> list[str]:
    """Where these records stand at these moments (in seconds), as the browser says it."""
    return page.evaluate(
        f"""async (asked) => {{ {TOLD}
        const {{ statusOf }} = await import("/assets/js/status.js");
        return asked.map(([facts, moment]) => told(statusOf(JSON.parse(facts), moment * 1000)));
        }}""",
        [[str(as_attribute(facts_of(record))), moment] for record, moment in asked],
    )


def test_the_table_holds_in_the_browser(abroad: Page) -> None:
    cases = [(says, moment, status) for says in TABLE for moment, status in TABLE[says]["at"].items()]
    said = said_in(abroad, [(record_of(TABLE[says]), datetime.fromisoformat(moment).timestamp()) for says, moment, _ in cases])
    assert {(says, moment): line for (says, moment, _), line in zip(cases, said, strict=True)} == {
        (says, moment): status for says, moment, status in cases
    }


def test_build_and_browser_agree_on_any_record_at_any_moment(abroad: Page) -> None:
    chance = random.Random(20260115)
    asked = [(record, moment) for record in (any_record(chance) for _ in range(600)) for moment in any_moments(chance, record)]
    expected = [told(status_of(record, datetime.fromtimestamp(moment, UTC))) for record, moment in asked]
    assert len({line.split(" ")[0] for line in expected}) == 11  # every state but the one that needs a call without a deadline
    differing = [
        (record, moment, ours, theirs)
        for (record, moment), ours, theirs in zip(asked, expected, said_in(abroad, asked), strict=True)
        if ours != theirs
    ]
    assert differing[:3] == []


def any_record(chance: random.Random) -> FundingCall | Event:
    """A call or an event around the turns of the clock in 2026 to 2028."""
    return any_call(chance) if chance.random() < 0.5 else any_event(chance)


def any_day(chance: random.Random) -> date:
    turn = chance.choice([date(2026, 3, 29), date(2026, 10, 25), date(2028, 2, 29), date(2026, 12, 31), date(2027, 6, 15)])
    return turn + timedelta(chance.randint(-3, 3))


def any_clock(chance: random.Random) -> str:
    return chance.choice(["00:00", "02:30", "08:30", "12:00", "17:00", "23:59", f"{chance.randint(0, 23):02}:{chance.randint(0, 59):02}"])


def any_zone(chance: random.Random) -> str:
    return chance.choice(["Europe/Brussels", "Europe/Lisbon", "Europe/Kyiv", "America/Toronto", "Asia/Kathmandu", "Pacific/Auckland"])


def any_call(chance: random.Random) -> FundingCall:
    days = sorted(any_day(chance) for _ in range(chance.randint(0, 3)))
    cut_offs = [
        {"day": str(day), "label": f"Stage {number}"}
        | ({"time": chance.choice([any_clock(chance), "24:00"])} if chance.random() < 0.5 else {})
        | ({"zone": any_zone(chance)} if chance.random() < 0.3 else {})
        for number, day in enumerate(days)
    ]
    written: dict[str, Any] = {
        "deadline_model": "multiple-cut-off" if days and chance.random() < 0.8 else "continuous",
        "cut_offs": cut_offs,
    }
    written |= {"opens": str(any_day(chance) - timedelta(chance.randint(0, 40)))} if chance.random() < 0.5 else {}
    return FundingCall.model_validate(SHARED | written | ({"cancelled": "yes"} if chance.random() < 0.05 else {}))


def any_event(chance: random.Random) -> Event:
    start, timed = any_day(chance), chance.random() < 0.6
    written: dict[str, Any] = {"form": "talk", "mode": "online", "zone": any_zone(chance)}
    written["start"] = f"{start} {any_clock(chance)}" if timed else chance.choice([str(start), str(start), f"{start:%Y-%m}", f"{start:%Y}"])
    if chance.random() < 0.6 and len(written["start"]) > 7:
        end = start + timedelta(chance.choice([0, 0, 1, 3]))
        written["end"] = f"{end} {'24:00' if chance.random() < 0.3 else '23:59'}" if timed and chance.random() < 0.8 else str(end)
    if chance.random() < 0.5:
        closes = start - timedelta(chance.randint(0, 20))
        written["registration"] = {
            "deadline": f"{closes} {chance.choice([any_clock(chance), '24:00'])}" if chance.random() < 0.5 else str(closes)
        }
    written["status"] = chance.choice(["scheduled"] * 8 + ["cancelled", "postponed", "moved-online"])
    return Event.model_validate(SHARED | written)


def any_moments(chance: random.Random, record: FundingCall | Event) -> Iterator[float]:
    """Moments around those on which the record turns, and some at random."""
    facts = facts_of(record) or {}
    turns = [cut[0] for cut in [*facts.get("cuts", ()), facts.get("register")] if cut] + [
        facts[name] for name in ("begins", "ends") if name in facts
    ]
    for turn in turns:
        yield from (turn - 1, turn - 0.001, turn, turn + 0.001)
    yield from (chance.randint(1_767_000_000, 1_840_000_000) for _ in range(2))
    around = turns[0] if turns else 1_800_000_000
    yield from (around // 900 * 900 + 900 * chance.randint(-300, 300) for _ in range(4))


@pytest.mark.parametrize("language", ["en", "cs"])
def test_days_and_numbers_are_said_alike(page: Page, language: str) -> None:
    speech = Speech(language)
    page.goto("accessibility/" if language == "en" else "cs/accessibility/")
    days = [date(2026, month, day) for month in range(1, 13) for day in (1, 28)] + [
        date(2027, 1, 3),
        date(2024, 12, 30),
        date(2028, 12, 31),
    ]
    numbers = [0, 1, 2, 5, 999, 1000, 12345]
    said = page.evaluate(
        """async ([days, numbers]) => {
        const { daySaid, shortMonth, weekOf, weekdaySaid } = await import("/assets/js/days.js");
        const { number } = await import("/assets/js/words.js");
        return [...days.map((day) => [daySaid(day), shortMonth(day), weekdaySaid(day), weekOf(day)]), ...numbers.map(number)];
        }""",
        [[str(day) for day in days], numbers],
    )
    assert said == [
        *([speech.day(day), speech.month(day), speech.weekday(day).capitalize(), day.isocalendar()[1]] for day in days),
        *map(speech.number, numbers),
    ]


def test_facts_stay_an_attribute_whatever_a_label_says() -> None:
    hostile = "'><script>alert(1)</script>&amp;"
    call = FundingCall.model_validate(
        SHARED | {"deadline_model": "single-stage", "cut_offs": [{"day": "2026-03-31", "time": "24:00", "label": hostile}]}
    )
    assert as_attribute(facts_of(call)) == (
        '{"cuts":[[1774994400,"2026-03-31","24:00","","\\u0027\\u003e\\u003cscript\\u003ealert(1)\\u003c/script\\u003e\\u0026amp;"]]}'
    )
    assert clock_text(call.cut_offs[0].time or datetime.min.time()) == "24:00"


def test_other_kinds_have_no_facts() -> None:
    assert facts_of(Topic.model_validate(SHARED)) is None
