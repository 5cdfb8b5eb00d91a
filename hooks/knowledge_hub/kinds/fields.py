"""The sorts of values that fields hold: what reads each, its JSON Schema, examples, and what it is in words.

Everything arrives as the text that was written (see `source`), so each sort reads text.
"""

from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any

from annotated_types import MinLen
from babel import Locale

from knowledge_hub.kinds.marks import WRITTEN, Sort, Translated
from knowledge_hub.kinds.readers import (
    ABOUT_DAY,
    ADDRESS,
    AMOUNT,
    CELEX,
    CELEX_NUMBER,
    COUNT,
    COUNTRY,
    DAY,
    FIRST_YEAR,
    ID,
    LANGUAGE,
    LAST_YEAR,
    MAIL,
    MAILBOX,
    NUMBER,
    OLD,
    OLDEST_YEAR,
    SLUG,
    TIME,
    WHOLE,
    YES,
    ZONE,
    address_of,
    amount_of,
    celex_of,
    clock_of,
    count_of,
    countries,
    country_of,
    day_of,
    end_clock_of,
    end_moment_of,
    language_of,
    line_of,
    long_ago_of,
    mail_of,
    moment_of,
    old_address_of,
    prose_of,
    slug_of,
    sum_of,
    when_of,
    yes_of,
    zone_of,
)
from knowledge_hub.kinds.values import Label, When


def _countries_by_name() -> dict[str, Any]:
    """The schema of a country: its code, each with its name in English."""
    codes = sorted(countries())
    names = Locale("en").territories
    return {"enum": codes, "markdownEnumDescriptions": [names[code] for code in codes], "errorMessage": COUNTRY}


def _like(pattern: str, advice: str, **more: Any) -> dict[str, Any]:
    """The schema of a text of this form. An editor shows the advice where a text has another."""
    return {"type": "string", "pattern": rf"^\s*({pattern})\s*$", "patternErrorMessage": advice, **more}


def _text_up_to(longest: int) -> dict[str, Any]:
    return {"type": WRITTEN, "minLength": 1, "maxLength": longest, "errorMessage": f"One text, of at most {longest} characters."}


_YEARS, _YEARS_LONG_AGO = r"(1[89]\d{2}|20\d{2}|2100)", r"(1\d{3}|20\d{2}|2100)"
_OF_YEAR = r"-((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|[12]\d))"  # leap days always
_DAY = _YEARS + _OF_YEAR
_MONTH = r"(-(0[1-9]|1[0-2]))?"
_HOURS = r"([01]?\d|2[0-3]):[0-5]\d"
_ABOUT = _YEARS + _MONTH
_YEAR = {"type": ["string", "integer"], "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
_MOMENT = "As in 2027-02-04 or 2027-02-04 17:00; 2027-02 or 2027 where no more is known."
_MINUTES = {"type": ["string", "integer"], "minimum": 60, "maximum": 1440}  # readers of YAML 1.1 count 17:00 in minutes
Line = Annotated[
    str,
    Translated(),
    Sort(
        "line",
        line_of(300),
        _text_up_to(300),
        ("Heat for a whole town", "Ten firms wash with rain"),
        Label("One line of text, of at most 300 characters."),
    ),
]
Paragraph = Annotated[
    str,
    Translated(),
    Sort(
        "paragraph",
        line_of(600),
        _text_up_to(600),
        ("A plant heats 4 000 homes with waste heat.", "Ten firms keep the rain of their roofs and wash with it."),
        Label("One or two sentences, of at most 600 characters."),
    ),
]
Prose = Annotated[
    str,
    Translated(),
    Sort(
        "prose",
        prose_of,
        {"type": [*WRITTEN, "null"], "maxLength": 20_000},
        ("Each firm put up a **tank**.", "The wells stayed full."),
        Label("Text in Markdown, in as many lines as it takes."),
    ),
]
NeededProse = Annotated[Prose, MinLen(1)]
Name = Annotated[
    str, Sort("name", line_of(200), _text_up_to(200), ("Green Net Finland", "River Cluster"), Label("A name, of at most 200 characters."))
]
SourceName = Annotated[
    str,
    Sort(
        "source-name",
        line_of(2000),
        _text_up_to(2000),
        ("https://example.org/report", "Report of the cluster, 2025"),
        Label("An address, or the name of a document."),
    ),
]
Day = Annotated[date, Sort("day", day_of, _like(_DAY, DAY, format="date"), ("2027-02-04", "2026-11-21"), Label("A day: year-month-day."))]
AboutWhen = Annotated[
    When,
    Sort(
        "about-when",
        when_of,
        _like(f"{_ABOUT}|{_DAY}", ABOUT_DAY, **_YEAR),
        ("2025-06", "2025"),
        Label("A day; a month or a year where no more is known."),
    ),
]
LongAgo = Annotated[
    When,
    Sort(
        "long-ago",
        long_ago_of,
        _like(f"{_YEARS_LONG_AGO}({_MONTH}|{_OF_YEAR})", ABOUT_DAY, **_YEAR | {"minimum": OLDEST_YEAR}),
        ("1998-05", "1348"),
        Label("A day; a month or a year where no more is known."),
    ),
]
Moment = Annotated[
    When,
    Sort(
        "moment",
        moment_of,
        _like(f"{_ABOUT}|{_DAY}((T| +){_HOURS})?", _MOMENT, **_YEAR),
        ("2027-02-04 09:30", "2027-02-04"),
        Label("A day, or a day and a time; a month or a year where no more is known."),
    ),
]
EndMoment = Annotated[
    When,
    Sort(
        "end-moment",
        end_moment_of,
        _like(f"{_ABOUT}|{_DAY}((T| +)({_HOURS}|24:00))?", _MOMENT, **_YEAR),
        ("2027-02-04 17:00", "2027-02-04"),
        Label("A day, or a day and a time, where 24:00 ends the day; a month or a year where no more is known."),
    ),
]
Clock = Annotated[time, Sort("clock", clock_of, _like(_HOURS, TIME, **_MINUTES), ("09:30", "14:00"), Label("A time of day with 24 hours."))]
EndClock = Annotated[
    time,
    Sort(
        "end-clock",
        end_clock_of,
        _like(f"{_HOURS}|24:00", TIME, **_MINUTES),
        ("17:00", "12:30"),
        Label("A time of day with 24 hours; 24:00 ends the day."),
    ),
]
Zone = Annotated[
    str,
    Sort(
        "zone",
        zone_of,
        _like(r"UTC|[A-Za-z_]+(/[A-Za-z0-9_+-]+)+", ZONE),
        ("Europe/Brussels", "Europe/Prague"),
        Label("The name of a time zone."),
    ),
]
Country = Annotated[
    str,
    Sort(
        "country",
        country_of,
        _countries_by_name(),
        ("CZ", "EU"),
        Label("The code of a country: two capital letters; EU stands for the whole Union."),
    ),
]
Amount = Annotated[
    Decimal,
    Sort(
        "amount",
        amount_of,
        _like(AMOUNT.pattern, NUMBER, type=["number", "string"]),
        ("2053050", "15.7"),
        Label("A number in digits, with a point before decimals and no spaces."),
    ),
]
Sum = Annotated[
    Decimal,
    Sort(
        "sum",
        sum_of,
        _like(AMOUNT.pattern.removeprefix("-?"), NUMBER, type=["number", "string"], minimum=0),
        ("2053050", "60000"),
        Label("A number in digits, with a point before decimals and no spaces."),
    ),
]
Count = Annotated[
    int,
    Sort(
        "count",
        count_of,
        _like(COUNT.pattern, WHOLE, type=["integer", "string"], minimum=0),
        ("2800", "12"),
        Label("A whole number in digits, without spaces."),
    ),
]
Yes = Annotated[bool, Sort("yes", yes_of, _like("yes|no|true|false", YES, type=["boolean", "string"]), ("yes", "no"), Label("yes or no."))]
Address = Annotated[
    str,
    Sort(
        "address",
        address_of,
        _like("[Hh][Tt][Tt][Pp][Ss]?://.+", ADDRESS),
        ("https://example.org/page", "https://example.org/report.pdf"),
        Label("An address on the web."),
    ),
]
Mail = Annotated[
    str,
    Sort(
        "mail",
        mail_of,
        _like(MAILBOX.pattern, MAIL),
        ("office@example.org", "info@example.org"),
        Label("A mail address."),
    ),
]
Slug = Annotated[
    str,
    Sort(
        "slug",
        slug_of,
        _like(SLUG.pattern, ID, type=WRITTEN, maxLength=80),
        ("first-steps", "find-matches"),
        Label("An id: small letters, digits and single hyphens."),
    ),
]
OldAddress = Annotated[
    str,
    Sort(
        "old-address",
        old_address_of,
        _like(rf"/*{SLUG.pattern}(/+{SLUG.pattern})*/*", OLD, type=WRITTEN),
        ("good-practices/old-name", "events/old-name"),
        Label("A path on this site."),
    ),
]
Celex = Annotated[
    str,
    Sort(
        "celex",
        celex_of,
        _like(CELEX_NUMBER.pattern, CELEX, type=WRITTEN),
        ("32024R1735", "32018L2001"),
        Label("A CELEX number."),
    ),
]
LanguageCode = Annotated[
    str,
    Sort(
        "language",
        language_of,
        _like("[a-z]{2,3}", LANGUAGE, type=["string", "boolean"]),
        ("cs", "en"),
        Label("The code of a language: two small letters."),
    ),
]
