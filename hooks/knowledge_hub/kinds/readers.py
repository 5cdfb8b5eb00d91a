"""What reads the text of a field: each gives the value that the text stands for, or says in the contributor's words what is wrong.

A reader takes text without white space around it and raises PydanticCustomError (see `refused`). The texts in capitals are advice, the
patterns are what a value looks like, for the reader as for the schemas of editors.
"""

import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from babel import Locale
from pydantic_core import PydanticCustomError

from knowledge_hub.addresses import why_refused
from knowledge_hub.codes import Code
from knowledge_hub.explaining import languages
from knowledge_hub.kinds.values import MIDNIGHT, When
from knowledge_hub.problems import did_you_mean, surely


def refused(says: str, advice: str = "", *, code: Code, instead: str = "", part: str = "") -> PydanticCustomError:
    """A refusal whose words go to the contributor as they are, in one line; a long text in quotes is cut.

    `instead` is what to write where there is one answer, for the whole value or for one `part` of it.
    """
    said = re.sub(r"'(.{80}).+'", r"'\1…'", " ".join(says.split()))
    return PydanticCustomError("refused", "{says}", {"says": said, "advice": advice, "code": code, "instead": instead, "part": part})


def text_of(value: Any) -> str:
    if not isinstance(value, str):
        says = "is a list where one text belongs" if isinstance(value, list) else "holds fields where one text belongs"
        raise refused(says, code="text-expected")
    return value.strip()


_GAP = re.compile(r"[ \t\r\n]+")


def line_of(limit: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not text:
            raise refused("is empty", code="empty-field")
        if len(text) > limit:
            raise refused(f"has {len(text)} characters; at most {limit} fit", code="too-long")
        return _GAP.sub(" ", text) if "\n" in text or "  " in text or "\t" in text else text

    return read


def prose_of(text: str) -> str:
    if len(text) > 20_000:
        raise refused(f"has {len(text)} characters; at most 20000 fit", code="too-long")
    return text


DAY = "A day is written year-month-day, as in 2027-02-04."
ABOUT_DAY = "As in 2027-02-04; 2027-02 or 2027 where no more is known."
TIME = "A time is written with 24 hours, as in 17:00."
ZONE = "A zone is written as in Europe/Brussels."
COUNTRY = "Two capital letters, as in CZ; EU stands for the whole Union."
NUMBER = "Digits alone, with a point before decimals, as in 2053050 or 15.7."
WHOLE = "Digits alone, as in 2800."
YES = "Write yes or no."
ID = "Small letters a to z, digits and single hyphens, at most 80."
OLD = "The old path of the page, as in good-practices/old-name."
CELEX = "As in 32024R1735: sector, year, sort and number."
ADDRESS = "An address begins with https://."
MAIL = "As in office@example.org."
LANGUAGE = "Two small letters, as in cs."

# What records tell of is of the age of industry, or lies in the years for which policies set their goals. Bodies alone can be older.
FIRST_YEAR, LAST_YEAR, OLDEST_YEAR = 1800, 2100, 1000
AMOUNT = re.compile(r"-?\d{1,15}(\.\d{1,6})?", re.ASCII)
COUNT = re.compile(r"\d{1,9}", re.ASCII)
_GROUPED = re.compile(
    r"(?P<first>-?\d{1,3})(?P<gap>[.,])(?P<groups>\d{3}((?P=gap)\d{3})*)((?!(?P=gap))[.,](?P<decimals>\d{1,6}))?", re.ASCII
)
_COMMA = re.compile(r"-?\d+,\d{1,2}", re.ASCII)
MAILBOX = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CELEX_NUMBER = re.compile(r"[0-9CE]\d{4}[A-Z]{1,2}\d{4}(R?\(\d{2}\))?", re.ASCII)


def day_of(text: str) -> date:
    return _day(text, DAY, FIRST_YEAR)


def _day(text: str, advice: str, first: int) -> date:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        _look_at_year(text[:4], first)
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise refused(f"{text} is not in the calendar", code="not-in-calendar") from None
    turned = re.fullmatch(r"(\d{1,2})[./-]\s*(\d{1,2})[./-]\s*(\d{4})", text, re.ASCII)
    loose = re.fullmatch(r"(\d{4})[./-]\s*(\d{1,2})[./-]\s*(\d{1,2})", text, re.ASCII)
    written = turned.groups() if turned else loose.groups()[::-1] if loose else None
    if written:
        _look_at_year(written[2], first)
        day, month, year = map(int, written)
        try:
            meant = date(year, month, day)
        except ValueError:
            raise refused(f"'{text}' is not in the calendar", DAY, code="not-in-calendar") from None
        two_ways = turned and "/" in text and day <= 12 and day != month  # 4/2 is a day in February to some and in April to others
        other = f" or {date(year, day, month)}" if two_ways else ""
        instead = "" if two_ways else str(meant)
        raise refused(f"'{text}' is not a day", f"did you mean {meant}{other}?", code="not-a-day", instead=instead, part=text)
    raise refused(f"'{text}' is not a day", advice, code="not-a-day")


def _look_at_year(year: str, first: int) -> None:
    if not first <= int(year) <= LAST_YEAR:
        raise refused(f"the year {year} cannot be meant", f"Years from {first} to {LAST_YEAR} can.", code="not-a-day")


def when_of(text: str) -> When:
    return _when(text, FIRST_YEAR)


def long_ago_of(text: str) -> When:
    return _when(text, OLDEST_YEAR)


def _when(text: str, first: int) -> When:
    if re.fullmatch(r"\d{4}(-\d{2})?", text, re.ASCII):
        _look_at_year(text[:4], first)
        if text[4:] == "-00" or text[5:] > "12":
            raise refused(f"{text} is not in the calendar", code="not-in-calendar")
        return When(int(text[:4]), int(text[5:] or 0))
    turned = re.fullmatch(r"(0?[1-9]|1[0-2])[./-]\s*(\d{4})", text, re.ASCII)
    if turned:
        _look_at_year(turned[2], first)
        month = f"{turned[2]}-{turned[1]:0>2}"
        raise refused(f"'{text}' is not a day", f"did you mean {month}?", code="not-a-day", instead=month, part=text)
    day = _day(text, ABOUT_DAY, first)
    return When(day.year, day.month, day.day)


def moment_of(text: str) -> When:
    return _stamp(text, clock_of)


def end_moment_of(text: str) -> When:
    return _stamp(text, end_clock_of)


def _stamp(text: str, clock: Callable[[str], time]) -> When:
    stamp = re.fullmatch(r"(\d+[-./] *\d+[-./] *\d+)(?: +|T)(.+)", text, re.ASCII)
    if not stamp:
        return when_of(text)
    day = day_of(stamp[1])
    return When(day.year, day.month, day.day, clock(stamp[2]))


def end_clock_of(text: str) -> time:
    return MIDNIGHT if text == "24:00" else clock_of(text)


def clock_of(text: str) -> time:
    if text == "24:00":
        raise refused("24:00 is the end of a day", "What begins at midnight begins at 00:00 of the day after.", code="not-a-start")
    clock = re.fullmatch(r"(\d{1,2}):(\d{2})", text, re.ASCII)
    if not clock or int(clock[1]) > 23 or int(clock[2]) > 59:
        dotted = re.fullmatch(r"([01]?\d|2[0-3])\.([0-5]\d)", text, re.ASCII)
        instead = f"{dotted[1]:0>2}:{dotted[2]}" if dotted else ""
        says, advice = f"'{text}' is not a time of day", TIME
        raise refused(says, advice, code="not-a-time", instead=instead, part=text)
    return time(int(clock[1]), int(clock[2]))


@lru_cache(maxsize=1)
def zones() -> frozenset[str]:
    """The time zones that a record can name."""
    return frozenset(zone for zone in available_timezones() if "/" in zone) | {"UTC"}


def zone_of(text: str) -> str:
    if text not in zones():
        advice = did_you_mean(text, zones(), ZONE)
        raise refused(f"'{text}' is not a time zone", advice, code="not-a-zone", instead=surely(text, zones()))
    return text


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """The codes of countries that a record can name, and EU."""
    names = Locale("en").territories
    return frozenset(
        code for code in map(str, names) if re.fullmatch("[A-Z]{2}", code) and code not in {"EZ", "UN", "XA", "XB", "ZZ", "QO"}
    )


_USED_ELSEWHERE = {"uk": "GB", "el": "GR", "usa": "US", "czech republic": "CZ", "česká republika": "CZ"}


@lru_cache(maxsize=1)
def countries_by_name() -> dict[str, str]:
    """The code of each country by its names in the languages of the hub, in small letters."""
    return {Locale(language).territories.get(code, code).lower(): code for language in languages() for code in sorted(countries())}


def country_of(text: str) -> str:
    if text not in countries():
        named = _USED_ELSEWHERE.get(text.lower()) or countries_by_name().get(text.lower())
        meant = named or (text.upper() if text.upper() in countries() else "")
        advice = f"did you mean '{meant}'?" if meant else COUNTRY
        raise refused(f"'{text}' is not the code of a country", advice, code="not-a-country", instead=meant)
    return text


def _bare(text: str, pattern: re.Pattern[str]) -> str:
    """A number without what stands between its thousands, with a point before its decimals; empty where it can be read in two ways."""
    bare = re.sub(r"[\s\u00a0\u202f_']", "", text)
    grouped = _GROUPED.fullmatch(bare)
    if grouped and (grouped["decimals"] or grouped["gap"] in grouped["groups"]):
        whole = grouped["first"] + grouped["groups"].replace(grouped["gap"], "")
        bare = ".".join(filter(None, (whole, grouped["decimals"])))
    elif _COMMA.fullmatch(bare):
        bare = bare.replace(",", ".")
    return bare if pattern.fullmatch(bare) else ""


def amount_of(text: str) -> Decimal:
    if not AMOUNT.fullmatch(text):
        meant = _bare(text, AMOUNT)
        advice = f"did you mean {meant}?" if meant else NUMBER
        raise refused(f"'{text}' is not a number", advice, code="not-a-number", instead=meant)
    return Decimal(text)


def sum_of(text: str) -> Decimal:
    amount = amount_of(text)
    if text.startswith("-"):
        raise refused(f"{text} is less than nothing", code="wrong-range")
    return amount


def count_of(text: str) -> int:
    if not COUNT.fullmatch(text):
        meant = _bare(text, COUNT)
        advice = f"did you mean {meant}?" if meant else WHOLE
        raise refused(f"'{text}' is not a whole number", advice, code="not-a-number", instead=meant)
    return int(text)


def yes_of(text: str) -> bool:
    if text not in ("true", "false", "yes", "no"):
        meant = text.lower() if text.lower() in ("true", "false", "yes", "no") else ""
        raise refused(f"'{text}' is neither yes nor no", YES, code="not-yes-or-no", instead=meant)
    return text in ("true", "yes")


def address_of(text: str) -> str:
    reason = why_refused(text)
    if reason:
        raise refused(*reason, code="not-an-address")
    return text


def mail_of(text: str) -> str:
    if not MAILBOX.fullmatch(text):
        raise refused(f"'{text}' is not a mail address", code="not-a-mail-address")
    return text


def slug_of(text: str) -> str:
    if not SLUG.fullmatch(text) or len(text) > 80:
        raise refused(f"'{text}' is not an id", ID, code="not-an-id")
    return text


def old_address_of(text: str) -> str:
    path = text.strip("/")
    if not path or len(path) > 200 or not all(SLUG.fullmatch(part) for part in path.split("/")):
        raise refused(
            f"'{text}' is not an address on this site",
            OLD,
            code="not-an-old-address",
        )
    return path


def celex_of(text: str) -> str:
    if not CELEX_NUMBER.fullmatch(text):
        raise refused(f"'{text}' is not a CELEX number", CELEX, code="not-a-celex-number")
    return text


def reference_of(text: str) -> str:
    """The id of another record. That it exists is checked when all records are known."""
    if not text or len(text) > 160:
        raise refused("names no record", code="dead-link")
    return " ".join(text.split())


@lru_cache(maxsize=1)
def language_codes() -> frozenset[str]:
    """The codes of languages that a record can name."""
    return frozenset(code for code in map(str, Locale("en").languages) if re.fullmatch("[a-z]{2,3}", code))


def language_of(text: str) -> str:
    if text not in language_codes():
        meant = text.lower() if text.lower() != text and re.fullmatch(r"[a-z]{2}", text.lower()) else ""
        instead = meant if meant in Locale("en").languages else ""
        raise refused(f"'{text}' is not the code of a language", LANGUAGE, code="not-a-language", instead=instead)
    return text
