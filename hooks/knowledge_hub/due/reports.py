"""How what is due reads: as text for a terminal, as JSON for programs, as Markdown for an issue."""

from collections.abc import Iterable, Sequence
from datetime import date

from knowledge_hub.due.questions import Due
from knowledge_hub.issues import Chapter, body, code
from knowledge_hub.project import Project
from knowledge_hub.reports import visible, written


def as_text(found: Sequence[Due], project: Project, today: date, until: date) -> str:
    """Each with its day, place, what is the matter, what to do and where to edit; then how many there are."""
    lines = []
    for one in found:
        lines += [visible(f"{one.day} {one.place}: {one.title}: {one.says}"), f"    {one.advice}"]
        lines += [f"    {address}"] if (address := project.edit_address(one.place.file)) else []
    return "".join(f"{line}\n" for line in (*lines, _summary(found, today, until)))


def as_json(found: Sequence[Due], project: Project, today: date, until: date) -> str:
    """An object with the two days, `today` and `until`, and the list `due`: day, sort, file, line, column, field, title, message,
    advice, edit (the address where the file can be edited)."""
    listed = [
        {
            "day": str(one.day),
            "sort": one.sort,
            "file": one.place.file,
            "line": one.place.line,
            "column": one.place.column,
            "field": one.field,
            "title": one.title,
            "message": one.says,
            "advice": one.advice,
            "edit": project.edit_address(one.place.file),
        }
        for one in found
    ]
    return written({"today": str(today), "until": str(until), "due": listed}) + "\n"


def as_issue(found: Sequence[Due], project: Project, today: date, until: date) -> str:
    """The body of an issue, a list to tick off. What contributors wrote stands in code, where nothing of it acts."""

    def chapter(heading: str, ones: Iterable[Due]) -> Chapter:
        return heading, "", [_item(one, project.edit_address(one.place.file)) for one in ones]

    now = chapter("Now", (one for one in found if one.day <= today))
    coming = chapter("Coming", (one for one in found if one.day > today))
    return body(_summary(found, today, until), (now, coming), "hub due")


def _item(one: Due, address: str) -> str:
    edit = f" [Edit]({address})" if address else ""
    return f"- [ ] {one.day} {code(one.title)}: {one.says}. {one.advice}{edit}\n  - {code(str(one.place))}\n"


def _summary(found: Sequence[Due], today: date, until: date) -> str:
    now = sum(one.day <= today for one in found)
    coming = len(found) - now
    return f"{now} to look at on {today}, {coming} more until {until}" if found else f"nothing to look at until {until}"
