"""The values that records hold beside plain text, numbers and days."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo


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


def host(address: str) -> str:
    """The host of an address without its 'www.'."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def at(moment: When, zone: str) -> datetime:
    """The moment on the clock of this zone; the end of the day where no time was given. 24:00 is 00:00 of the day after."""
    if moment.clock == MIDNIGHT:
        return datetime.combine(moment.last + timedelta(days=1), time(), ZoneInfo(zone))
    return datetime.combine(moment.last, moment.clock or time(23, 59, 59), ZoneInfo(zone))


def instead_of_skipped(moment: When, zone: str) -> When | None:
    """What the clocks of this zone show at a moment that they skip, as they are put forward; None for all other moments."""
    if not moment.clock or moment.clock == MIDNIGHT:
        return None
    told = at(moment, zone)
    shown = told.astimezone(UTC).astimezone(told.tzinfo).replace(tzinfo=None)
    return None if shown == told.replace(tzinfo=None) else When(shown.year, shown.month, shown.day, shown.time())
