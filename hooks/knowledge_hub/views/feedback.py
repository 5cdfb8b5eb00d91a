"""Ways to tell the editors something about a page: a form of the repository that is filled in already, or a mail that is begun.

No service stands between: both are addresses. A form is a file in .github/ISSUE_TEMPLATE/, and the parameters of its address are the
ids of its fields (https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/creating-an-issue).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from knowledge_hub.project import Project

PATH = "\x02"  # stands for a page's own path below the root of its language until the page is stamped
LONGEST = 400  # letters that a title may take in an address, written as it has to be: mail programs cut addresses at about 2000


@dataclass(frozen=True, slots=True)
class Ways:
    """Where to tell it. Each may be empty: where there is no repository or no form, and where there is no mail address."""

    form: str = ""
    mail: str = ""

    def __bool__(self) -> bool:
        return bool(self.form or self.mail)


@dataclass(frozen=True, slots=True)
class Matter:
    """What is told: the sort of form, the words before the title in a subject, and the questions in a mail."""

    sort: str
    about: str
    questions: tuple[str, ...]


def ways(project: Project, language: str, matter: Matter, title: str, address: str) -> Ways:
    """The ways to tell the editors about the page with this title and address, empty where it is not known. A form in the page's
    language comes first."""
    title = _short(title)
    subject = _quoted(matter.about) + (_quoted(": ") + _quoted(title) if title else "")
    form = next((name for name in (f"{matter.sort}.{language}.yml", f"{matter.sort}.yml") if name in project.forms), "")
    page = _quoted(address)
    asked = _quoted("\r\n\r\n".join(f"{question}\r\n" for question in matter.questions))
    filled = f"template={_quoted(form)}&title={subject}" + (f"&page={page}" if page else "")
    body = page + _quoted("\r\n\r\n") + asked if page else asked
    return Ways(
        form=f"{project.repository.rstrip('/')}/issues/new?{filled}" if project.repository and form else "",
        mail=f"mailto:{project.mail}?subject={subject}&body={body}" if project.mail else "",
    )


def matters(say: Callable[[str], str]) -> dict[str, Matter]:
    """What one can tell, in a language."""
    where = say("Where can it be looked up?")
    return {
        "change": Matter("change", say("Change"), (say("What is wrong, and what is right?"), where)),
        "missing": Matter("missing", say("Missing"), (say("What is missing?"), where)),
        "priorities": Matter("priorities", say("Priorities"), (say("What should the hub cover next?"), say("What do you need it for?"))),
    }


@lru_cache(maxsize=256)
def _quoted(text: str) -> str:
    """As it stands in an address; most of it is the same on every page."""
    return quote(text, safe=PATH)


def _short(title: str) -> str:
    """The title, cut where it would take too much of an address."""
    if len(_quoted(title)) <= LONGEST:
        return title
    room = LONGEST
    for index, sign in enumerate(title):
        room -= len(_quoted(sign))
        if room < 0:
            return f"{title[:index].rstrip()}…"
    return title
