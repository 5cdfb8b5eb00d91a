"""What a page offers to take over into a calendar: a file, an address to subscribe to, and ways to two services."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urlencode

from knowledge_hub.views.dates import Date
from knowledge_hub.views.occasions import Occasion

GOOGLE = "https://calendar.google.com/calendar"
OUTLOOK = {"Outlook.com": "https://outlook.live.com/calendar/0", "Microsoft 365": "https://outlook.office.com/calendar/0"}


@dataclass(frozen=True, slots=True)
class Offer:
    """A calendar that a page offers.

    `path` is that of its file below the root of the site, `webcal` the address that calendar programs subscribe to, `services` are
    names and addresses of services elsewhere. `follows` says whether it goes on, or is about one event or call alone.
    """

    title: str
    path: str
    webcal: str
    services: tuple[tuple[str, str], ...]
    follows: bool


def subscription(title: str, path: str, site: str) -> Offer:
    """A calendar to subscribe to; `site` is the address of the site."""
    address = site + path
    webcal = f"webcal://{address.partition('://')[2]}"
    google = f"{GOOGLE}/render?{urlencode({'cid': webcal})}"
    outlook = [(name, f"{start}/addfromweb?{urlencode({'url': address, 'name': title})}") for name, start in OUTLOOK.items()]
    return Offer(title, path, webcal, (("Google Calendar", google), *outlook), follows=True)


def single(occasion: Occasion, title: str, path: str, site: str) -> Offer:
    """One event or call: its file, and the occasion that is next for the services, which take one at a time."""
    span = occasion.span
    start, end = span.start, span.end or span.start
    google = {"action": "TEMPLATE", "text": occasion.title, "dates": f"{_basic(start)}/{_basic(end)}"}
    outlook = {"path": "/calendar/action/compose", "rru": "addevent", "subject": occasion.title, "startdt": _extended(start)}
    outlook |= {"enddt": _extended(end), "allday": "false" if span.zone else "true"}
    more = {"location": occasion.place} if occasion.place else {}
    services = [("Google Calendar", f"{GOOGLE}/render?{urlencode({**google, 'details': occasion.says, **more})}")]
    services += [(name, f"{at}/deeplink/compose?{urlencode({**outlook, 'body': occasion.says, **more})}") for name, at in OUTLOOK.items()]
    return Offer(title, path, f"webcal://{site.partition('://')[2]}{path}", tuple(services), follows=False)


def next_of(dates: Sequence[Date], today: date) -> Date | None:
    """The date one would want to note: the event, else the deadline that is next, else the next day of any sort."""
    coming = [one for one in dates if one.last >= today and one.dated.state != "cancelled"]
    return next((one for one in coming if one.sort in ("event", "cut-off")), coming[0] if coming else None)


def _basic(moment: date) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}" if isinstance(moment, datetime) else f"{moment:%Y%m%d}"


def _extended(moment: date) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if isinstance(moment, datetime) else f"{moment:%Y-%m-%d}"
