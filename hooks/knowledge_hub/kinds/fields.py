"""The sorts of values that fields hold: each says in the contributor's words what it refuses.

Everything arrives as the text that was written (see `source`), so each sort reads text.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from annotated_types import MinLen
from babel import Locale
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_before_validator_function, no_info_plain_validator_function

from knowledge_hub.addresses import why_refused
from knowledge_hub.codes import Code
from knowledge_hub.problems import did_you_mean, surely


@dataclass(frozen=True, slots=True)
class Translated:
    """Marks a field whose text a translation may carry."""


def refused(says: str, advice: str = "", *, code: Code, instead: str = "", part: str = "") -> PydanticCustomError:
    """A refusal whose words go to the contributor as they are, in one line; a long text in quotes is cut.

    `instead` is what to write where there is one answer, for the whole value or for one `part` of it.
    """
    said = re.sub(r"'(.{80}).+'", r"'\1…'", " ".join(says.split()))
    return PydanticCustomError("refused", "{says}", {"says": said, "advice": advice, "code": code, "instead": instead, "part": part})


def _text(value: Any) -> str:
    if not isinstance(value, str):
        says = "is a list where one text belongs" if isinstance(value, list) else "holds fields where one text belongs"
        raise refused(says, code="text-expected")
    return value.strip()


class Text(str):
    """Text in another language than the original's: what a translation brought."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str) -> "Text":
        said = super().__new__(cls, text)
        said.language = language
        return said

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        return str(self), self.language


class Label(str):
    """Text of ours in a record's figures: the interface's catalogue translates it."""

    __slots__ = ()


# What a text in YAML may look like to an editor, which reads 2030 as a number and true as a truth value; we read what is written.
WRITTEN = ["string", "number", "boolean"]


@dataclass(frozen=True, slots=True, eq=False)
class Sort:
    """A sort of value: its name, what reads the text that was written, its JSON Schema (2020-12), examples, and what it is in words.

    What was read before passes, and a translated text keeps its language. The schema can say less than the reader checks
    (a day of the calendar, an address of a public site); it never refuses what the reader takes.
    """

    name: str
    read: Callable[[str], Any]
    schema: Mapping[str, Any]
    examples: tuple[str, ...]  # as written; two at least: an editor would write a single one into the record
    says: Label

    def value_of(self, value: Any) -> Any:
        """The value that a text stands for. Raises PydanticCustomError in the contributor's words."""
        if type(value) is Label:
            return value
        if isinstance(value, str):
            result = self.read(value.strip())
            return Text(result, value.language) if type(value) is Text and type(result) is str else result
        if isinstance(value, list | dict):
            _text(value)
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_plain_validator_function(self.value_of)


_GAP = re.compile(r"[ \t\r\n]+")


def _line(limit: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not text:
            raise refused("is empty", code="empty-field")
        if len(text) > limit:
            raise refused(f"has {len(text)} characters; at most {limit} fit", code="too-long")
        return _GAP.sub(" ", text) if "\n" in text or "  " in text or "\t" in text else text

    return read


def _prose(text: str) -> str:
    if len(text) > 20_000:
        raise refused(f"has {len(text)} characters; at most 20000 fit", code="too-long")
    return text


DAY = "A day is written year-month-day, as in 2027-02-04."
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


def _day(text: str) -> date:
    if re.fullmatch(r"[12]\d{3}-\d{2}-\d{2}", text, re.ASCII):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise refused(f"{text} is not in the calendar", code="not-in-calendar") from None
    turned = re.fullmatch(r"(\d{1,2})[./-]\s*(\d{1,2})[./-]\s*([12]\d{3})", text, re.ASCII)
    if turned:
        day, month, year = (int(part) for part in turned.groups())
        try:
            meant = date(year, month, day)
        except ValueError:
            raise refused(f"'{text}' is not in the calendar", DAY, code="not-in-calendar") from None
        one_way = "/" not in text or day > 12 or day == month  # 4/2 is the fourth of February to some and the second of April to others
        raise refused(
            f"'{text}' is not a day", f"did you mean {meant}?", code="not-a-day", instead=str(meant) if one_way else "", part=text
        )
    raise refused(f"'{text}' is not a day", DAY, code="not-a-day")


MIDNIGHT = time.max  # 24:00, the end of a day; other times have no seconds


def clock_text(clock: time) -> str:
    """08:30; 24:00 for the end of a day."""
    return "24:00" if clock == MIDNIGHT else f"{clock:%H:%M}"


@dataclass(frozen=True, slots=True, order=True)
class When:
    """A day, or a month or a year where no more is known; with a time of day where one was given."""

    year: int
    month: int = 0
    day: int = 0
    clock: time | None = None

    @classmethod
    def of(cls, day: "date | When") -> "When":
        """A day of the calendar as a When."""
        return day if isinstance(day, When) else cls(day.year, day.month, day.day)

    @property
    def first(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day it can mean."""
        if self.day:
            return self.first
        month = self.month or 12
        following = date(self.year + month // 12, month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)

    def __str__(self) -> str:
        text = f"{self.year:04}" + (f"-{self.month:02}" if self.month else "") + (f"-{self.day:02}" if self.day else "")
        return text + (f" {clock_text(self.clock)}" if self.clock else "")


def _when(text: str) -> When:
    if re.fullmatch(r"[12]\d{3}", text, re.ASCII):
        return When(int(text))
    if re.fullmatch(r"[12]\d{3}-(0[1-9]|1[0-2])", text, re.ASCII):
        return When(int(text[:4]), int(text[5:]))
    if re.fullmatch(r"[12]\d{3}-\d{2}", text, re.ASCII):
        raise refused(f"{text} is not in the calendar", code="not-in-calendar")
    day = _day(text)
    return When(day.year, day.month, day.day)


def _moment(text: str) -> When:
    return _stamp(text, _time)


def _end_moment(text: str) -> When:
    return _stamp(text, _end_time)


def _stamp(text: str, clock: Callable[[str], time]) -> When:
    stamp = re.fullmatch(r"(\d+[-./] *\d+[-./] *\d+)(?: +|T)(.+)", text, re.ASCII)
    if not stamp:
        return _when(text)
    day = _day(stamp[1])
    return When(day.year, day.month, day.day, clock(stamp[2]))


def _end_time(text: str) -> time:
    return MIDNIGHT if text == "24:00" else _time(text)


def _time(text: str) -> time:
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


def _zone(text: str) -> str:
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


_USED_ELSEWHERE = {"UK": "GB", "EL": "GR"}


def _countries_by_name() -> dict[str, Any]:
    """The schema of a country: its code, each with its name in English."""
    codes = sorted(countries())
    names = Locale("en").territories
    return {"enum": codes, "markdownEnumDescriptions": [names[code] for code in codes], "errorMessage": COUNTRY}


def _country(text: str) -> str:
    if text not in countries():
        named = next((code for code in countries() if Locale("en").territories[code].lower() == text.lower()), "")
        meant = _USED_ELSEWHERE.get(text.upper()) or named or (text.upper() if text.upper() in countries() else "")
        advice = f"did you mean '{meant}'?" if meant else COUNTRY
        raise refused(f"'{text}' is not the code of a country", advice, code="not-a-country", instead=meant)
    return text


def _without_gaps(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f_']", "", text)


def _amount(text: str) -> Decimal:
    if not re.fullmatch(r"-?\d{1,15}(\.\d{1,6})?", text, re.ASCII):
        bare = _without_gaps(text)
        meant = bare if re.fullmatch(r"-?\d{1,15}(\.\d{1,6})?", bare, re.ASCII) else ""
        advice = f"did you mean {meant}?" if meant else NUMBER
        raise refused(f"'{text}' is not a number", advice, code="not-a-number", instead=meant)
    return Decimal(text)


def _count(text: str) -> int:
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        bare = _without_gaps(text)
        meant = bare if re.fullmatch(r"\d{1,9}", bare, re.ASCII) else ""
        raise refused(f"'{text}' is not a whole number", WHOLE, code="not-a-number", instead=meant)
    return int(text)


def _yes(text: str) -> bool:
    if text not in ("true", "false", "yes", "no"):
        meant = text.lower() if text.lower() in ("true", "false", "yes", "no") else ""
        raise refused(f"'{text}' is neither yes nor no", YES, code="not-yes-or-no", instead=meant)
    return text in ("true", "yes")


def _address(text: str) -> str:
    reason = why_refused(text)
    if reason:
        raise refused(*reason, code="not-an-address")
    return text


def _mail(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", text):
        raise refused(f"'{text}' is not a mail address", code="not-a-mail-address")
    return text


SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _slug(text: str) -> str:
    if not SLUG.fullmatch(text) or len(text) > 80:
        raise refused(f"'{text}' is not an id", ID, code="not-an-id")
    return text


def _old_address(text: str) -> str:
    path = text.strip("/")
    if not path or len(path) > 200 or not all(SLUG.fullmatch(part) for part in path.split("/")):
        raise refused(
            f"'{text}' is not an address on this site",
            OLD,
            code="not-an-old-address",
        )
    return path


def _celex(text: str) -> str:
    if not re.fullmatch(r"[0-9CE]\d{4}[A-Z]{1,2}\d{4}(R?\(\d{2}\))?", text, re.ASCII):
        raise refused(f"'{text}' is not a CELEX number", CELEX, code="not-a-celex-number")
    return text


def _reference(text: str) -> str:
    """The id of another record. That it exists is checked when all records are known."""
    if not text or len(text) > 160:
        raise refused("names no record", code="dead-link")
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class OneOf:
    """A word out of a vocabulary: each word as written in a record, with its label in English."""

    labels: Mapping[str, str]

    def __hash__(self) -> int:
        return id(self.labels)

    def read(self, text: str) -> str:
        if text not in self.labels:
            says, words = f"'{text}' is not one of the words used here", ", ".join(self.labels)
            advice = did_you_mean(text, self.labels, f"One of: {words}.")
            raise refused(says, advice, code="not-in-vocabulary", instead=surely(text, self.labels))
        return text

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_before_validator_function(lambda value: self.read(_text(value)), handler(source))


@dataclass(frozen=True, slots=True)
class LinkTo:
    """The id of a record of this kind. That it exists is checked when all records are known."""

    kind: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_before_validator_function(lambda value: _reference(_text(value)), handler(source))


@lru_cache(maxsize=1)
def language_codes() -> frozenset[str]:
    """The codes of languages that a record can name."""
    return frozenset(code for code in map(str, Locale("en").languages) if re.fullmatch("[a-z]{2,3}", code))


def _language(text: str) -> str:
    if text not in language_codes():
        meant = text.lower() if text.lower() != text and re.fullmatch(r"[a-z]{2}", text.lower()) else ""
        instead = meant if meant in Locale("en").languages else ""
        raise refused(f"'{text}' is not the code of a language", LANGUAGE, code="not-a-language", instead=instead)
    return text


def _like(pattern: str, advice: str, **more: Any) -> dict[str, Any]:
    """The schema of a text of this form. An editor shows the advice where a text has another."""
    return {"type": "string", "pattern": rf"^\s*({pattern})\s*$", "patternErrorMessage": advice, **more}


def _text_up_to(longest: int) -> dict[str, Any]:
    return {"type": WRITTEN, "minLength": 1, "maxLength": longest, "errorMessage": f"One text, of at most {longest} characters."}


_DAY = r"[12]\d{3}-((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|[12]\d))"  # leap days always
_HOURS = r"([01]?\d|2[0-3]):[0-5]\d"
_ABOUT = r"[12]\d{3}(-(0[1-9]|1[0-2]))?"
_YEAR = {"type": ["string", "integer"], "minimum": 1000, "maximum": 2999}
_ABOUT_DAY = "As in 2027-02-04; 2027-02 or 2027 where no more is known."
_MOMENT = "As in 2027-02-04 or 2027-02-04 17:00; 2027-02 or 2027 where no more is known."
_MINUTES = {"type": ["string", "integer"], "minimum": 60, "maximum": 1440}  # readers of YAML 1.1 count 17:00 in minutes

Line = Annotated[
    str,
    Translated(),
    Sort(
        "line",
        _line(300),
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
        _line(600),
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
        _prose,
        {"type": [*WRITTEN, "null"], "maxLength": 20_000},
        ("Each firm put up a **tank**.", "The wells stayed full."),
        Label("Text in Markdown, in as many lines as it takes."),
    ),
]
NeededProse = Annotated[Prose, MinLen(1)]
Name = Annotated[
    str, Sort("name", _line(200), _text_up_to(200), ("Green Net Finland", "River Cluster"), Label("A name, of at most 200 characters."))
]
SourceName = Annotated[
    str,
    Sort(
        "source-name",
        _line(2000),
        _text_up_to(2000),
        ("https://example.org/report", "Report of the cluster, 2025"),
        Label("An address, or the name of a document."),
    ),
]
Day = Annotated[date, Sort("day", _day, _like(_DAY, DAY, format="date"), ("2027-02-04", "2026-11-21"), Label("A day: year-month-day."))]
AboutWhen = Annotated[
    When,
    Sort(
        "about-when",
        _when,
        _like(f"{_ABOUT}|{_DAY}", _ABOUT_DAY, **_YEAR),
        ("2025-06", "2025"),
        Label("A day; a month or a year where no more is known."),
    ),
]
Moment = Annotated[
    When,
    Sort(
        "moment",
        _moment,
        _like(f"{_ABOUT}|{_DAY}((T| +){_HOURS})?", _MOMENT, **_YEAR),
        ("2027-02-04 09:30", "2027-02-04"),
        Label("A day, or a day and a time; a month or a year where no more is known."),
    ),
]
EndMoment = Annotated[
    When,
    Sort(
        "end-moment",
        _end_moment,
        _like(f"{_ABOUT}|{_DAY}((T| +)({_HOURS}|24:00))?", _MOMENT, **_YEAR),
        ("2027-02-04 17:00", "2027-02-04"),
        Label("A day, or a day and a time, where 24:00 ends the day; a month or a year where no more is known."),
    ),
]
Clock = Annotated[time, Sort("clock", _time, _like(_HOURS, TIME, **_MINUTES), ("09:30", "14:00"), Label("A time of day with 24 hours."))]
EndClock = Annotated[
    time,
    Sort(
        "end-clock",
        _end_time,
        _like(f"{_HOURS}|24:00", TIME, **_MINUTES),
        ("17:00", "12:30"),
        Label("A time of day with 24 hours; 24:00 ends the day."),
    ),
]
Zone = Annotated[
    str,
    Sort(
        "zone",
        _zone,
        _like(r"UTC|[A-Za-z_]+(/[A-Za-z0-9_+-]+)+", ZONE),
        ("Europe/Brussels", "Europe/Prague"),
        Label("The name of a time zone."),
    ),
]
Country = Annotated[
    str,
    Sort(
        "country",
        _country,
        _countries_by_name(),
        ("CZ", "EU"),
        Label("The code of a country: two capital letters; EU stands for the whole Union."),
    ),
]
Amount = Annotated[
    Decimal,
    Sort(
        "amount",
        _amount,
        _like(r"-?\d{1,15}(\.\d{1,6})?", NUMBER, type=["number", "string"]),
        ("2053050", "15.7"),
        Label("A number in digits, with a point before decimals and no spaces."),
    ),
]
Count = Annotated[
    int,
    Sort(
        "count",
        _count,
        _like(r"\d{1,9}", WHOLE, type=["integer", "string"], minimum=0),
        ("2800", "12"),
        Label("A whole number in digits, without spaces."),
    ),
]
Yes = Annotated[bool, Sort("yes", _yes, _like("yes|no|true|false", YES, type=["boolean", "string"]), ("yes", "no"), Label("yes or no."))]
Address = Annotated[
    str,
    Sort(
        "address",
        _address,
        _like("[Hh][Tt][Tt][Pp][Ss]?://.+", ADDRESS),
        ("https://example.org/page", "https://example.org/report.pdf"),
        Label("An address on the web."),
    ),
]
Mail = Annotated[
    str,
    Sort(
        "mail",
        _mail,
        _like(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", MAIL),
        ("office@example.org", "info@example.org"),
        Label("A mail address."),
    ),
]
Slug = Annotated[
    str,
    Sort(
        "slug",
        _slug,
        _like(SLUG.pattern, ID, type=WRITTEN, maxLength=80),
        ("first-steps", "find-matches"),
        Label("An id: small letters, digits and single hyphens."),
    ),
]
OldAddress = Annotated[
    str,
    Sort(
        "old-address",
        _old_address,
        _like(rf"/*{SLUG.pattern}(/+{SLUG.pattern})*/*", OLD, type=WRITTEN),
        ("good-practices/old-name", "events/old-name"),
        Label("A path on this site."),
    ),
]
Celex = Annotated[
    str,
    Sort(
        "celex",
        _celex,
        _like(r"[0-9CE]\d{4}[A-Z]{1,2}\d{4}(R?\(\d{2}\))?", CELEX, type=WRITTEN),
        ("32024R1735", "32018L2001"),
        Label("A CELEX number."),
    ),
]
LanguageCode = Annotated[
    str,
    Sort(
        "language",
        _language,
        _like("[a-z]{2,3}", LANGUAGE, type=["string", "boolean"]),
        ("cs", "en"),
        Label("The code of a language: two small letters."),
    ),
]


def host(address: str) -> str:
    """The host of an address without its 'www.'."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def at(moment: When, zone: str) -> datetime:
    """The moment on the clock of this zone; the end of the day where no time was given. 24:00 is 00:00 of the day after."""
    if moment.clock == MIDNIGHT:
        return datetime.combine(moment.last + timedelta(days=1), time(), ZoneInfo(zone))
    return datetime.combine(moment.last, moment.clock or time(23, 59, 59), ZoneInfo(zone))
