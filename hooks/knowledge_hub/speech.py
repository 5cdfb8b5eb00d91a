"""How a language says dates, numbers, countries and the interface's texts: Babel's data and gettext catalogues."""

import io
import re
import unicodedata
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_skeleton, get_timezone_location, get_timezone_name
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_compact_decimal, format_decimal

from knowledge_hub.kinds.values import MIDNIGHT, When

LOCALES = Path(__file__).parent / "locales"
NBSP, THIN_NBSP = "\u00a0", "\u202f"
# Letters that Unicode does not take apart into a letter and a mark.
_STROKES = str.maketrans({"ł": "l", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ı": "i"})
LONGEST_ID = 60
REGION = {"en": "en_150"}  # English as written in Europe: the day before the month, 24 hours
AT_HOME = {"en": "en_GB"}  # where it is not where most of its speakers live
# Letters of their own, each with the one behind which it stands in the alphabet (CLDR's rules of collation).
OWN_LETTERS = {"cs": {"č": "c", "ch": "h", "ř": "r", "š": "s", "ž": "z"}}
# Languages that write EUR before the number (the EU's Interinstitutional style guide, 7.3.3); all others write it behind.
CURRENCY_FIRST = frozenset({"en", "ga", "lv", "mt"})
_BEHIND = "\uffff"  # sorts behind every letter


class Speech:
    """One language: what it calls things and how it writes them. Language codes are ISO 639-1."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = Locale.parse(REGION.get(language, language))
        self.texts = texts(language)

    @cached_property
    def at_home(self) -> str:
        """The language with the country it is at home in, as in cs_CZ."""
        likely = Locale.parse(get_global("likely_subtags").get(self.language, self.language))
        return AT_HOME.get(self.language) or "_".join(filter(None, (self.language, likely.territory)))

    def say(self, text: str) -> str:
        """The interface's text in this language."""
        said = self.texts.gettext(text)
        return self.texts.ngettext(text, text, 1) if said == text else said  # not every Python finds a text that has a plural too

    def say_of(self, one: str, many: str, number: int) -> str:
        """The interface's text for so many things."""
        return self.texts.ngettext(one, many, number)

    @lru_cache(maxsize=4096)  # noqa: B019 - one object a language, alive as long as the build
    def day(self, day: date) -> str:
        """15 January 2025."""
        return unbroken(format_date(day, "long", self.locale))

    @lru_cache(maxsize=4096)  # noqa: B019
    def when(self, when: When) -> str:
        """15 January 2025; January 2025 or 2025 where no more is known. The time of day is not said."""
        if when.day:
            return self.day(when.first)
        if when.month:
            return unbroken(format_skeleton("yMMMM", when.first, locale=self.locale))
        return str(when.year)

    def month_of(self, when: When) -> str:
        """January 2025: the month a day lies in; the year where no more is known."""
        return self.when(When(when.year, when.month))

    @lru_cache(maxsize=4096)  # noqa: B019
    def month(self, day: date) -> str:
        """Jan: the month on a leaf of the calendar."""
        return format_date(day, "LLL", self.locale).rstrip(".")

    @lru_cache(maxsize=4096)  # noqa: B019
    def short_day(self, day: date) -> str:
        """15 Jan: a day of a year that is clear."""
        return unbroken(format_skeleton("MMMd", day, locale=self.locale))

    def days_left(self, days: int) -> str:
        """In 51 days; 3 days ago; today. assets/js/days.js says the same, from the same texts."""
        if days == 0:
            return self.say("Today")
        said = self.say_of("In 1 day", "In {num} days", days) if days > 0 else self.say_of("1 day ago", "{num} days ago", -days)
        return said.replace("{num}", self.number(abs(days)))

    @lru_cache(maxsize=4096)  # noqa: B019
    def short_weekday(self, day: date) -> str:
        """Tue: a day of the week in a list of days."""
        return format_date(day, "EEE", self.locale)

    def weekday(self, day: date) -> str:
        return format_date(day, "EEEE", self.locale)

    def between(self, start: When, end: When | None) -> str:
        """26 to 27 September 2022: both days, the year once."""
        if end is None or (start.year, start.month, start.day) == (end.year, end.month, end.day):
            return self.when(start)
        first, last = self.when(start), self.when(end)
        if start.day and end.day and start.year == end.year:
            first = unbroken(format_skeleton("d" if start.month == end.month else "MMMMd", start.first, locale=self.locale))
        return f"{first}{NBSP}{self.say('to')} {last}"

    def clock(self, clock: time) -> str:
        """8:30; 24:00 for the end of a day."""
        return "24:00" if clock == MIDNIGHT else f"{clock.hour}:{clock.minute:02}"

    @lru_cache(maxsize=4096)  # noqa: B019
    def zone(self, zone: str, day: date) -> str:
        """CET: the short name of a time zone on this day; Kyiv time where it has none."""
        moment = datetime.combine(day, time(12), ZoneInfo(zone))
        name = str(get_timezone_name(moment, width="short", locale=Locale.parse("en_150")))
        return name if re.fullmatch("[A-Z]{3,5}", name) else self.zone_in_words(zone)

    @lru_cache(maxsize=4096)  # noqa: B019
    def zone_in_words(self, zone: str) -> str:
        """Brussels time: whose clock counts."""
        if zone == "Europe/Brussels":
            return self.say("Brussels time")
        return self.say("%(city)s time") % {"city": self.town(zone)}

    def town(self, zone: str) -> str:
        """Prague: the town that a time zone is called by."""
        return str(get_timezone_location(zone, locale=self.locale, return_city=True))

    @lru_cache(maxsize=4096)  # noqa: B019
    def number(self, number: Decimal | int) -> str:
        """2 800; 15.7. Thousands stand apart by a space that does not break."""
        written = str(format_decimal(number, format="#,##0.######", locale=self.locale))
        if self.language == "en":
            written = written.replace(",", THIN_NBSP)
        return written.replace(NBSP, THIN_NBSP)

    @lru_cache(maxsize=4096)  # noqa: B019
    def amount(self, number: Decimal) -> tuple[str, str]:
        """A number and the word behind it: ('18', 'million') for 18000000; ('58 430', '') where millions would round it."""
        if abs(number) >= 1_000_000:
            unit = 1_000_000_000 if abs(number) >= 1_000_000_000 else 1_000_000
            if (number * 100) % unit == 0:
                said = format_compact_decimal(cast(Any, number), format_type="long", locale=self.locale, fraction_digits=2)
                parts = re.match(r"([\d.,\u00a0\u202f]*\d)[\s\u00a0]*(.*)", said)
                if parts:
                    return self.number(number / unit), parts[2]
        return self.number(number), ""

    def money(self, number: Decimal) -> str:
        """EUR 18 million."""
        digits, word = self.amount(number)
        said = f"{digits}{NBSP}{word}" if word else digits
        return f"EUR{NBSP}{said}" if self.language in CURRENCY_FIRST else f"{said}{NBSP}EUR"

    def country(self, code: str) -> str:
        """Czechia. CLDR's name, short where it has a short one."""
        if code == "EU":
            return self.say("European Union")
        return str(self.locale.territories.get(f"{code}-alt-short") or self.locale.territories.get(code, code))

    def tongue(self, code: str) -> str:
        """English: what this language calls a language."""
        return str(self.locale.languages.get(code, code))

    @cache  # noqa: B019 - one object a language, alive as long as the build
    def own_name(self, code: str) -> str:
        """Čeština: what a language calls itself."""
        name = Locale.parse(code).get_display_name(code) or code
        return name[0].upper() + name[1:]

    def order(self, text: str) -> tuple[str, str]:
        """A key to sort names by, see `in_alphabet`; what differs in marks alone as written."""
        return in_alphabet(text, self.language), text


def unbroken(text: str) -> str:
    return text.replace(" ", NBSP)


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Small letters without diacritics."""
    bare = unicodedata.normalize("NFKD", text.casefold()).translate(_STROKES)
    return "".join(sign for sign in bare if not unicodedata.combining(sign))


@lru_cache(maxsize=8192)
def in_alphabet(text: str, language: str) -> str:
    """A key that puts names in the order of a language's alphabet: Czech has ch behind h and š behind s, but á beside a."""
    small = unicodedata.normalize("NFC", text.casefold())
    for letter, before in OWN_LETTERS.get(language, {}).items():
        small = small.replace(letter, before + _BEHIND)
    return plain(small)


def hyphenated(text: str) -> str:
    """The words of a text in small letters without diacritics, with hyphens between them."""
    return re.sub(r"[^a-z0-9]+", "-", plain(text)).strip("-")


def id_from(title: str) -> str:
    """The id that a title makes: as many of its words as fit. The form makes the same one (`idFrom` in form/file-name.js)."""
    words = hyphenated(title)
    return words if len(words) <= LONGEST_ID else words[: LONGEST_ID + 1].rpartition("-")[0] or words[:LONGEST_ID]


@cache
def texts(language: str) -> NullTranslations:
    """The interface's texts in a language, from locales/<language>/hub.po; the English of the templates where there is none."""
    catalog = _catalog(language)
    if catalog is None:
        return NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return GNUTranslations(compiled)


def script_texts(language: str) -> tuple[dict[str, str | list[str]], str]:
    """What scripts say in a language, by its English: a text, or its forms where it goes with a number; and the expression in n
    that chooses the form, written alike in gettext and in JavaScript."""
    catalog = _catalog(language)
    if catalog is None:
        return {}, "n != 1"
    said: dict[str, str | list[str]] = {}
    for message in catalog:
        if message.id and any(file.endswith(".js") for file, _ in message.locations):
            if isinstance(message.id, str):
                said[message.id] = str(message.string)
            else:
                said[message.id[0]] = [str(form) for form in message.string or ()]
    return said, catalog.plural_expr


def filled_texts(language: str, files: tuple[str, ...]) -> dict[str, str]:
    """The texts with something filled in, as in {name}, of the files that begin so; by their English."""
    ours = [message for message in _catalog(language) or () if any(file.startswith(files) for file, _ in message.locations)]
    return {message.id: str(message.string) for message in ours if isinstance(message.id, str) and re.search(r"\{\w+\}", message.id)}


@cache
def _catalog(language: str) -> Catalog | None:
    file = LOCALES / language / "hub.po"
    if not file.is_file():
        return None
    with file.open("rb") as stream:
        return read_po(stream, locale=language)
