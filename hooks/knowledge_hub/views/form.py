"""The form by which a record is added: each field of its kind as a person is asked for it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from knowledge_hub.kinds import KINDS
from knowledge_hub.kinds.asked import Form
from knowledge_hub.kinds.record import Record
from knowledge_hub.project import Project
from knowledge_hub.shape import Shape, shapes

LOOKED_UP = {"country", "language", "zone"}  # sorts of which all values are known
LONG = {"paragraph", "prose"}
LOOKED_AT = {"read", "verified"}  # days on which somebody looked: mostly today


@dataclass(frozen=True, slots=True)
class Asked:
    """One field of a form.

    `control` is how it is asked: in a line, in lines (a text), with words to choose one or several from, a tick, looked up, as a part
    with fields below, or as a list of texts or parts. `id` tells it from all others on the page; `at` is its place in the record. What
    it is looked up in is `look`; a name can be written in the field `otherwise` where there is no record.
    """

    shape: Shape
    control: str
    id: str
    at: int
    look: str = ""
    otherwise: str = ""
    below: tuple["Asked", ...] = ()

    @property
    def help(self) -> str:
        """What to write, in English; nothing where its name, or the words one chooses from, say that already."""
        said, label = self.shape.description, self.shape.label
        if self.control == "tick" or said.rstrip(".?").lower() == label.lower():
            return ""
        return "" if said.startswith((label, *self.shape.words)) and self.shape.words else said

    @property
    def kept_today(self) -> bool:
        """Whether it is a day on which somebody looked, which is mostly today."""
        return self.shape.name in LOOKED_AT


def sections(kind: type[Record], form: Form) -> Iterator[tuple[str, tuple[Asked, ...]]]:
    """The headings of a form in English, each with the fields below it."""
    asked = {one.shape.name: one for one in _asked(shapes(kind), "")}
    for section in form.sections:
        yield section.title, tuple(asked[name] for name in section.fields)


def looked_up(fields: Iterable[Asked]) -> set[str]:
    """The kinds of record that these fields and those below them are looked up in."""
    found: set[str] = set()
    for one in fields:
        found |= {one.shape.target} - {""} | looked_up(one.below)
    return found


@dataclass(frozen=True, slots=True)
class NewFile:
    """Where the repository makes a new file in a folder, and what its address calls the file's name and text; empty where it takes none."""

    address: str
    name: str
    text: str


def new_file(project: Project, folder: str) -> NewFile | None:
    """The place for a new file, told from that at which files are edited; None where the repository is not known to have one.

    GitHub's is https://docs.github.com/en/repositories/working-with-files/managing-files/creating-new-files; it takes name and text,
    GitLab's takes the name.
    """
    host, found, branch = project.edit_path.strip("/").rpartition("edit/")
    if not project.repository or not found or host not in _NEW_FILE:
        return None
    return NewFile(f"{project.repository.rstrip('/')}/{host}new/{branch}/{folder}", *_NEW_FILE[host])


_NEW_FILE = {"": ("filename", "value"), "-/": ("file_name", "")}  # by what stands before `edit/` in the address: GitHub, GitLab


def kinds_with_form() -> Mapping[str, Form]:
    """The kinds of which one can be added in the browser."""
    return {kind.kind: kind.asked for kind in KINDS.values() if kind.asked}


def _asked(among: tuple[Shape, ...], above: str) -> Iterator[Asked]:
    names = {shape.name for shape in among}
    for at, shape in enumerate(among):
        id = f"{above}{shape.name}"
        look = shape.target or (shape.sort.name if shape.sort and shape.sort.name in LOOKED_UP else "")
        otherwise = next((name for name in (f"{shape.name}_name", "name") if shape.target and not shape.many and name in names), "")
        below = tuple(_asked(shape.below, f"{id}-§-" if shape.many else f"{id}-"))
        yield Asked(shape, _control(shape, look), id, at, look, otherwise, below)


def _control(shape: Shape, look: str) -> str:
    sort = shape.sort.name if shape.sort else ""
    if shape.below:
        return "parts" if shape.many else "part"
    if shape.words:
        return "ticks" if shape.many else "words"
    if look:
        return "looks" if shape.many else "look"
    if sort == "yes":
        return "tick"
    if shape.many:
        return "texts"
    return "lines" if sort in LONG else "line"
