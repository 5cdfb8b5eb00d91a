"""What the scripts of a form know: the records, countries, languages and time zones that can be looked up in it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from babel import Locale

from knowledge_hub.catalogue import Entry
from knowledge_hub.explaining import languages
from knowledge_hub.kinds import KINDS
from knowledge_hub.kinds.readers import countries, language_codes, zones
from knowledge_hub.kinds.record import Record
from knowledge_hub.pages import Pages
from knowledge_hub.problems import with_article
from knowledge_hub.schemas import schema_line
from knowledge_hub.views.form import Asked, NewFile, kinds_with_form, looked_up, sections

STEP = "guide-step"


def known(pages: Pages, kind: type[Record], asked: Sequence[tuple[str, tuple[Asked, ...]]], opened: NewFile | None) -> dict[str, Any]:
    """What stands in the page of a form: the kind, where it is handed in, and the kinds that its fields name."""
    targets = sorted({target for _, fields in asked for target in looked_up(fields)})
    return {
        "kind": kind.kind,
        "called": pages.label(kind.kind),
        "hue": kind.hue,
        "folder": kind.kept_in,
        "first": schema_line(kind),
        "opened": asdict(opened) if opened else None,
        "mail": pages.project.mail,
        "original": pages.project.original,
        "targets": {target: _target(pages, target) for target in targets},
    }


def _target(pages: Pages, target: str) -> dict[str, str]:
    """What a language calls a kind of record, in the middle of a sentence, where it is kept, and how one is added."""
    kept = KINDS["guide" if target == STEP else target]
    called = pages.speech.say("Step of a guide") if target == STEP else pages.label(target)
    lower = called[0].lower() + called[1:]
    thing = with_article(lower) if pages.language == pages.project.original else lower
    return {"called": called, "thing": thing, "folder": kept.kept_in, "add": pages.speech.say(kept.asked.title) if kept.asked else ""}


def files(pages: Pages) -> Iterator[tuple[str, str]]:
    """The files of a language: one for each kind that is looked up, and one of countries, languages and time zones."""
    home = f"{pages.prefix}contribute/look/"
    yield f"{home}known.json", _written(_known(pages))
    for kind in sorted(_kinds()):
        entries = pages.catalogue.of("guide" if kind == STEP else kind)
        yield f"{home}{kind}.json", _written([row for entry in entries for row in _rows(pages, entry, kind)])


def _kinds() -> set[str]:
    """The kinds that a form looks something up in; its own too, for records that resemble the new one."""
    forms = kinds_with_form()
    return set(forms) | {name for kind, form in forms.items() for _, fields in sections(KINDS[kind], form) for name in looked_up(fields)}


def _rows(pages: Pages, entry: Entry, kind: str) -> Iterator[tuple[str, str]]:
    record = pages.in_language(entry)
    if kind == STEP:
        yield from ((f"{entry.id}/{chapter.id}", f"{record.title}: {chapter.title}") for chapter in record.chapters)
    else:
        yield entry.id, str(record.title)


def _known(pages: Pages) -> dict[str, Any]:
    speech = pages.speech
    return {
        "countries": [
            list(dict.fromkeys((code, speech.country(code), *_territories(speech.locale, code)))) for code in sorted(countries())
        ],
        "languages": [[code, speech.tongue(code)] for code in sorted(language_codes())],
        "zones": sorted(zones()),
    }


def _territories(locale: Locale, code: str) -> Iterator[str]:
    """The names of a country in a language and in those of the hub, by which `hub check` knows it as well."""
    for spoken in (locale, *map(Locale, languages())):
        yield str(spoken.territories.get(code, code))


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
