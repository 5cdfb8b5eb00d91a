"""What is no mistake and still deserves a look: warnings that need the day, or several records at once."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from pydantic import BaseModel

from knowledge_hub.addresses import in_disguise
from knowledge_hub.catalogue import Catalogue, Entry
from knowledge_hub.codes import Code
from knowledge_hub.document import Way, named
from knowledge_hub.folders import SITE_NAMES
from knowledge_hub.kinds import FOLDERS
from knowledge_hub.kinds.event import Event
from knowledge_hub.kinds.parts import CutOff, Figure, parts
from knowledge_hub.kinds.record import Record
from knowledge_hub.loading import Instead, reader
from knowledge_hub.problems import Problem, in_order
from knowledge_hub.project import Project
from knowledge_hub.shape import shapes

FRESH = timedelta(days=366)
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}\.\d\d0")
_LINK = re.compile(r"(?<!\\)\[[^\[\]]*\]\(\s*<?([^\s)<>]+)")  # in Markdown, behind what is to be read

Walked = Sequence[tuple[Way, BaseModel]]  # a record and all its parts, each with the way to it


class Doubt(NamedTuple):
    """The way to a field, the sort of doubt, what is doubtful, what to write; where that is known, what stands there and what should."""

    way: Way
    code: Code
    says: str
    advice: str = ""
    written: str = ""
    instead: str = ""


def doubts(project: Project, catalogue: Catalogue, today: date, instead: Instead | None = None) -> tuple[Problem, ...]:
    """Warnings about records: sources, days of verification, figures, and records that say the same."""
    found: list[Problem] = []
    document_of = reader(project, instead or {})
    twins = _twins(catalogue)
    for entry in catalogue.entries.values():
        walked = [((), entry.record), *parts(entry.record)]
        said = [*_of_record(entry.record, walked, today), *_of_links(project, entry, walked), *twins.get(entry.key, [])]
        if said:
            document = document_of(entry.file)
            for doubt in said:
                field, place = named(doubt.way), document.place(doubt.way)
                fix = document.mend(place, doubt.written, doubt.instead)
                found.append(Problem(place, doubt.says, field, doubt.advice, warning=True, code=doubt.code, fix=fix))
    return in_order(found)


def _of_record(record: Record, walked: Walked, today: date) -> Iterator[Doubt]:
    if not record.sources:
        yield Doubt(("sources",), "no-sources", "missing", "Where the facts were read, each with an address or a document.")
    if record.verified is None:
        yield Doubt(("verified",), "not-verified", "missing", "The day the facts were last checked against the sources.")
    elif record.verified + FRESH < today:
        advice = "Check the facts against the sources, then write the day."
        yield Doubt(("verified",), "verified-long-ago", f"{record.verified} is over a year ago", advice)
    elif record.verified > today:
        advice = "Write the day the facts were last checked."
        yield Doubt(("verified",), "verified-later", f"{record.verified} is still to come", advice)
    if record.summary.casefold().strip(" .") == record.title.casefold().strip(" ."):
        yield Doubt(("summary",), "summary-like-title", "says the same as the title", "Say in one or two sentences what it is about.")
    if isinstance(record, Event):
        yield from _of_event(record)
    for way, part in walked:
        if isinstance(part, Figure):
            yield from _of_figure(way, part, record)
        if isinstance(part, CutOff) and part.time and not part.zone:
            yield Doubt((*way, "time"), "time-without-zone", "has no time zone", "Add the time zone, as in 'zone: Europe/Brussels'.")
    yield from _of_addresses(record, walked)
    yield from _of_amounts(walked)


def _of_addresses(record: Record, walked: Walked) -> Iterator[Doubt]:
    """Addresses without protection whose protected form stands under sources, and those that pass for another."""
    safe = {source.url for source in record.sources if source.url and source.url.startswith("https:")}
    for way, part in walked:
        for name in _of_sort(type(part), "address"):
            address = getattr(part, name) or ""
            disguise = in_disguise(address) if address else None
            if disguise:
                says = f"'{disguise[0]}' has letters of another alphabet; computers write it {disguise[1]}"
                yield Doubt((*way, name), "other-alphabet", says, "Look whether it is the site that is meant.")
            secure = address.replace("http:", "https:", 1)
            if address != secure and secure in safe:
                says = f"'{address}' stands under sources with https"
                yield Doubt((*way, name), "plain-http", says, f"did you mean {secure}?", address, secure)


def _of_links(project: Project, entry: Entry, walked: Walked) -> Iterator[Doubt]:
    """Links in texts that lead to no web page, or from the page of the record to no other record."""
    for way, part in walked:
        for name in _of_sort(type(part), "prose"):
            for address in dict.fromkeys(_LINK.findall(getattr(part, name) or "")):
                if not _leads(project, entry, address):
                    says = f"the link to '{address}' leads to no page"
                    advice = "Write a whole address, or the way from the page of the record, as in ../../topics/water/."
                    yield Doubt((*way, name), "link-to-nowhere", says, advice)


def _leads(project: Project, entry: Entry, address: str) -> bool:
    """Whether a link can lead somewhere, as far as it is known without the site."""
    home = project.url if "//" in project.url else "https://hub.invalid/"  # settings that name no address have a problem of their own
    site, asked = urlsplit(home), urlsplit(urljoin(f"{home}{entry.path}", address))
    if asked.scheme not in ("http", "https") or asked.netloc != site.netloc or not asked.path.startswith(site.path):
        return asked.scheme in ("http", "https", "mailto", "tel")
    folder, *rest = asked.path.removeprefix(site.path).split("/")
    if folder not in FOLDERS or not rest or rest[0] in SITE_NAMES:
        return not folder.endswith((".md", ".yml"))
    return not rest[0] or (asked.path.endswith("/") and (project.content / folder / f"{rest[0]}.yml").is_file())


def _of_amounts(walked: Walked) -> Iterator[Doubt]:
    """Numbers whose point stands where another language has it between thousands, and where nobody writes decimals so: with a zero last."""
    for way, part in walked:
        for name in (*_of_sort(type(part), "amount"), *_of_sort(type(part), "sum")):
            written = str(getattr(part, name) or "")
            if _THOUSANDS.fullmatch(written):
                meant, whole = written.rstrip("0").rstrip("."), written.replace(".", "")
                says = f"'{written}' is taken as {meant}, and not as {whole}"
                yield Doubt((*way, name), "not-a-number", says, f"Write {meant} or {whole}.")


@cache
def _of_sort(model: type[BaseModel], sort: str) -> tuple[str, ...]:
    """The fields of a model that hold one value of this sort."""
    return tuple(shape.name for shape in shapes(model) if shape.sort and shape.sort.name == sort and not shape.many)


def _of_event(event: Event) -> Iterator[Doubt]:
    deadline = event.register_until
    if deadline and deadline.first > event.start.last:
        says = f"{deadline} is after the start, {event.start}"
        yield Doubt(("registration", "deadline"), "late-registration", says, "Look whether one can still register while it runs.")


def _of_figure(way: Way, figure: Figure, record: Record) -> Iterator[Doubt]:
    if not figure.year and not figure.undated:
        yield Doubt(way, "figure-without-year", "has no year", "Add 'year:', or 'undated: yes' where the source gives none.")
    if not figure.source and len(record.sources) > 1:
        says = "does not say which of the sources it was read in"
        advice = "Add 'source:' with an address or document that stands under sources."
        yield Doubt(way, "figure-without-source", says, advice)


def _twins(catalogue: Catalogue) -> dict[tuple[str, str], list[Doubt]]:
    """Records that have both the title and a source of an earlier one of their kind."""
    first: dict[tuple[str, str, str], Entry] = {}
    found: dict[tuple[str, str], list[Doubt]] = {}
    for entry in catalogue.entries.values():
        for source in entry.record.sources:
            named = source.url or source.document or ""
            other = first.setdefault((entry.kind, entry.record.title.casefold(), named), entry)
            if other is not entry:
                says, advice = f"and a source are those of {other.file}", "If both are the same, keep one."
                found[entry.key] = [Doubt(("title",), "twin", says, advice)]
    return found
