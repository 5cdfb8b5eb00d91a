"""How English and Czech say days, numbers and names."""

from datetime import date, time
from decimal import Decimal

import pytest

from knowledge_hub.kinds.values import When
from knowledge_hub.speech import Speech, plain

SPEECHES = {"en": Speech("en"), "cs": Speech("cs")}


def shown(text: str) -> str:
    """The text with its unbreakable spaces made visible: `_`, and `'` for the thin one between thousands."""
    return text.replace("\u00a0", "_").replace("\u202f", "'")


def when(text: str) -> When:
    """2022, 2022-09, 2022-09-26 or 2022-09-26 09:00."""
    day, _, clock = text.partition(" ")
    return When(*(int(part) for part in day.split("-")), clock=time.fromisoformat(clock) if clock else None)


@pytest.mark.parametrize(
    ("written", "english", "czech"),
    [
        ("2025-01-15", "15_January_2025", "15._ledna_2025"),
        ("2026-11-01", "1_November_2026", "1._listopadu_2026"),
        ("2028-02-29", "29_February_2028", "29._února_2028"),
        ("2025-01-15 08:30", "15_January_2025", "15._ledna_2025"),
        ("2025-01", "January_2025", "leden_2025"),
        ("2025", "2025", "2025"),
    ],
)
def test_a_day_a_month_or_a_year(written: str, english: str, czech: str) -> None:
    assert [shown(speech.when(when(written))) for speech in SPEECHES.values()] == [english, czech]


@pytest.mark.parametrize(
    ("start", "end", "english", "czech"),
    [
        ("2022-09-26", "2022-09-27", "26_to 27_September_2022", "26._až 27._září_2022"),
        ("2022-09-26", "2022-10-02", "26_September_to 2_October_2022", "26._září_až 2._října_2022"),
        ("2022-12-30", "2023-01-02", "30_December_2022_to 2_January_2023", "30._prosince_2022_až 2._ledna_2023"),
        ("2022", "2024", "2022_to 2024", "2022_až 2024"),
        ("2022-03", "2023-05", "March_2022_to May_2023", "březen_2022_až květen_2023"),
        ("2022-09-26", "2024", "26_September_2022_to 2024", "26._září_2022_až 2024"),
        ("2022-09-26 09:00", "2022-09-26 17:00", "26_September_2022", "26._září_2022"),
        ("2022-09-26", None, "26_September_2022", "26._září_2022"),
    ],
)
def test_from_when_to_when(start: str, end: str | None, english: str, czech: str) -> None:
    assert [shown(speech.between(when(start), when(end) if end else None)) for speech in SPEECHES.values()] == [english, czech]


@pytest.mark.parametrize(
    ("written", "english", "czech"),
    [
        ("0", "0", "0"),
        ("999", "999", "999"),
        ("2800", "2'800", "2'800"),
        ("2053050", "2'053'050", "2'053'050"),
        ("-12000", "-12'000", "-12'000"),
        ("15.7", "15.7", "15,7"),
        ("1234.5", "1'234.5", "1'234,5"),
        ("70.0", "70", "70"),
        ("0.000001", "0.000001", "0,000001"),
    ],
)
def test_a_number(written: str, english: str, czech: str) -> None:
    assert [shown(speech.number(Decimal(written))) for speech in SPEECHES.values()] == [english, czech]


@pytest.mark.parametrize(
    ("euros", "english", "czech"),
    [
        ("0", "EUR_0", "0_EUR"),
        ("58430", "EUR_58'430", "58'430_EUR"),
        ("999999", "EUR_999'999", "999'999_EUR"),
        ("1000000", "EUR_1_million", "1_milion_EUR"),
        ("2000000", "EUR_2_million", "2_miliony_EUR"),
        ("18000000", "EUR_18_million", "18_milionů_EUR"),
        ("1250000", "EUR_1.25_million", "1,25_milionu_EUR"),
        ("1255000", "EUR_1'255'000", "1'255'000_EUR"),
        ("1000000000", "EUR_1_billion", "1_miliarda_EUR"),
        ("2500000000", "EUR_2.5_billion", "2,5_miliardy_EUR"),
        ("1234567890", "EUR_1'234'567'890", "1'234'567'890_EUR"),
    ],
)
def test_money_is_said_in_millions_only_where_that_rounds_nothing(euros: str, english: str, czech: str) -> None:
    assert [shown(speech.money(Decimal(euros))) for speech in SPEECHES.values()] == [english, czech]


@pytest.mark.parametrize(("language", "said"), [("ga", "EUR_30"), ("lv", "EUR_30"), ("de", "30_EUR"), ("fr", "30_EUR")])
def test_the_currency_stands_where_a_language_of_the_eu_has_it(language: str, said: str) -> None:
    assert shown(Speech(language).money(Decimal(30))) == said


@pytest.mark.parametrize(
    ("code", "english", "czech"),
    [
        ("CZ", "Czechia", "Česko"),
        ("GB", "United Kingdom", "Spojené království"),
        ("BA", "Bosnia & Herzegovina", "Bosna a Hercegovina"),
        ("EU", "European Union", "Evropská unie"),
    ],
)
def test_a_country(code: str, english: str, czech: str) -> None:
    assert [speech.country(code) for speech in SPEECHES.values()] == [english, czech]


def test_a_leaf_of_the_calendar() -> None:
    day = date(2025, 1, 15)
    assert [(speech.month(day), speech.weekday(day)) for speech in SPEECHES.values()] == [("Jan", "Wednesday"), ("led", "středa")]


def test_a_language_is_called_by_each_language_and_by_itself() -> None:
    assert [speech.tongue("cs") for speech in SPEECHES.values()] == ["Czech", "čeština"]
    assert [SPEECHES["en"].own_name(code) for code in ("en", "cs", "de")] == ["English", "Čeština", "Deutsch"]


def test_a_time_and_its_zone_in_winter_and_summer() -> None:
    english = SPEECHES["en"]
    assert english.clock(time(8, 5)) == "8:05"
    assert [english.zone("Europe/Brussels", date(2026, month, 15)) for month in (1, 7)] == ["CET", "CEST"]


def test_a_text_that_nobody_translated_stays_english() -> None:
    assert [speech.say("Nobody translated this.") for speech in SPEECHES.values()] == ["Nobody translated this."] * 2


@pytest.mark.parametrize(
    ("text", "letters"), [("Čeština", "cestina"), ("ŁÓDŹ", "lodz"), ("Ørsted", "orsted"), ("Straße", "strasse"), ("ﬁrm", "firm")]
)
def test_plain_letters_are_small_and_bare(text: str, letters: str) -> None:
    assert plain(text) == letters


def test_names_are_ordered_by_their_letters_and_then_by_their_marks() -> None:
    names = ["Žižka", "zebra", "Łódź", "Luna", "čaj", "Caj", "Šumava", "Åland"]
    assert sorted(names, key=SPEECHES["cs"].order) == ["Åland", "Caj", "čaj", "Łódź", "Luna", "Šumava", "zebra", "Žižka"]


def test_a_text_that_has_a_plural_too_is_found_alone() -> None:
    assert Speech("cs").say("Country") == "Země"
    assert Speech("cs").say_of("Country", "Countries", 5) == "Země"
    assert Speech("en").say("Country") == "Country"


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("cs", "Cesko Cypr Česko Dánsko Finsko Hongkong Chile Chorvatsko Indie Rakousko Rumunsko Řecko Srbsko Španělsko ústí Zambie Žatec"),
        ("en", "Cesko Česko Chile Chorvatsko Cypr Řecko Španělsko Zambie Žatec"),
    ],
)
def test_names_stand_in_the_order_of_the_language_s_alphabet(language: str, ordered: str) -> None:
    names = ordered.split()
    assert sorted(names, key=SPEECHES[language].order) == names
