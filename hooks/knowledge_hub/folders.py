"""Which file in content/ is which record. Nothing there is skipped in silence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge_hub.codes import Code
from knowledge_hub.kinds import FOLDERS
from knowledge_hub.kinds.readers import SLUG
from knowledge_hub.kinds.record import Record
from knowledge_hub.problems import Fix, Place, Problem, did_you_mean, surely
from knowledge_hub.project import Project

WINDOWS_NAMES = {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}
SITE_NAMES = {"page", "index", "browse"} | {facet.name for kind in FOLDERS.values() for facet in kind.facets if facet.listed}
_RESERVED = WINDOWS_NAMES | SITE_NAMES
_USUAL = re.compile(rf"(?P<id>{SLUG.pattern})(?:\.(?P<language>[a-z]+))?\.yml")
WRITTEN_BESIDE = {"README.md"}
_LEFT = re.compile(r"\.DS_Store|Thumbs\.db|desktop\.ini|.*~|~\$.*|\.#.*|#.*#|\..*\.sw[a-p]")  # left by systems and editors
_DELETE = "The system or an editor has left it here: delete it."


def key_of(file: str) -> tuple[str, str] | None:
    """The kind and the id of the record to which a file of this path in the project belongs; None where it is none of a record."""
    top, _, rest = file.partition("/")
    folder, _, name = rest.partition("/")
    return (FOLDERS[folder].kind, name.partition(".")[0]) if top == "content" and folder in FOLDERS and "/" not in name else None


def named(project: Project, path: Path) -> str:
    """The path as messages show it."""
    return _printable(path.relative_to(project.root).as_posix())


def _printable(name: str) -> str:
    """The name with a question mark for every sign that cannot be printed in one line."""
    return name if name.isprintable() else "".join(sign if sign.isprintable() else "?" for sign in name)


def files(project: Project, problems: list[Problem]) -> Iterator[tuple[type[Record], dict[str, dict[str, Path]]]]:
    """The files of each kind: by id, then by language ('' for the original). Stray files are problems."""
    if not project.content.is_dir():
        advice = "Records stand in content/, one folder for each kind."
        problems.append(Problem(Place("content", 0), "is not a folder", advice=advice, code="stray-file"))
        return
    for folder in sorted(project.content.iterdir()):
        if folder.name in WRITTEN_BESIDE and folder.is_file():
            continue
        kind = FOLDERS.get(folder.name) if folder.is_dir() and not folder.is_symlink() else None
        if kind is None:
            problems += [_stray(project, path, why) for path, why in _in_no_folder(folder)]
            continue
        ids: dict[str, dict[str, Path]] = {}
        for path in sorted(folder.iterdir(), key=lambda path: path.name.split(".")):
            usual = _usual(path.name, project.languages[1:])
            if usual:
                id, language = usual
                ids.setdefault(id, {})[language] = path
            elif why := why_stray(path, project.languages[1:]):
                problems.append(_stray(project, path, why))
        yield kind, ids


def original_of(project: Project, file: Path) -> tuple[type[Record], Path] | None:
    """The kind and the original of a translation; None where the file is no translation."""
    name, _, language = file.name.removesuffix(".yml").partition(".")
    folder = project.content / file.parent.name
    kind, original = FOLDERS.get(folder.name), folder / f"{name}.yml"
    ours = file.is_file() and file.parent.resolve() == folder.resolve()
    return (kind, original) if kind and ours and language in project.languages[1:] and original.is_file() else None


@dataclass(frozen=True, slots=True)
class Why:
    """Why something is no record where it stands, what to write, and the path at which it would be one if there is only one."""

    code: Code
    says: str
    advice: str = ""
    belongs: Path | None = None


def _stray(project: Project, path: Path, why: Why) -> Problem:
    file, new = named(project, path), why.belongs
    moves = new is not None and path.is_file() and not new.exists() and file == path.relative_to(project.root).as_posix()
    fix = Fix(Place(file, 0), file, named(project, new)) if new and moves else None
    return Problem(Place(file, 0 if path.is_dir() else 1), why.says, advice=why.advice, code=why.code, fix=fix)


def _in_no_folder(path: Path) -> Iterator[tuple[Path, Why]]:
    """What stands directly in content/ and is no folder of a kind, and what stands in such a folder."""
    if path.is_symlink():
        yield path, Why("stray-file", "is a link to another place", "Put the folder itself here.")
    elif not path.is_dir():
        advice = _DELETE if _LEFT.fullmatch(path.name) else "Records stand in a folder of content/, one for each kind."
        yield path, Why("stray-file", "is no record", advice)
    else:
        advice = did_you_mean(path.name, FOLDERS, f"Folders for records: {', '.join(FOLDERS)}.")
        meant = surely(path.name, FOLDERS)
        for file in sorted(path.iterdir()):
            belongs = path.with_name(meant) / file.name if meant and not file.is_symlink() else None
            yield file, Why("unknown-folder", f"no records are kept in content/{_printable(path.name)}/", advice, belongs)


def _usual(name: str, others: tuple[str, ...]) -> tuple[str, str] | None:
    """The id and the language ('' for the original) that the name of a record's file says; None where it is no such name."""
    found = _USUAL.fullmatch(name)
    if found is None:
        return None
    id, language = found["id"], found["language"] or ""
    return (id, language) if len(id) <= 80 and id not in _RESERVED and (not language or language in others) else None


def why_stray(path: Path, others: tuple[str, ...]) -> Why | None:
    """Why a file in a kind's folder is no record and no translation to one of the other languages, by its name."""
    if _usual(path.name, others):
        return None
    name = _printable(path.name)
    stem, dot, ending = name.rpartition(".")
    if _LEFT.fullmatch(path.name):
        return Why("stray-file", "is no record", _DELETE)
    if ending != "yml":
        near = ending.lower() in ("yaml", "yml", "txt")
        belongs = path.with_name(f"{stem}.yml") if ending.lower() in ("yaml", "yml") and not path.is_symlink() else None
        advice = f"did you mean '{stem.removesuffix('.yml')}.yml'?" if near else "A record is a file that ends in .yml."
        return Why("wrong-ending" if near else "stray-file", "is no record", advice, belongs)
    id, dot, language = stem.partition(".")
    if not SLUG.fullmatch(id) or len(id) > 80:
        return Why("not-an-id", f"'{id or name}' is not an id", "Small letters a to z, digits and single hyphens, at most 80.")
    if id in WINDOWS_NAMES or id in SITE_NAMES:
        keeper = "Windows" if id in WINDOWS_NAMES else "the site"
        return Why("kept-name", f"'{id}' is a name that {keeper} keeps for itself", "Choose another id.")
    if dot and language not in others:
        advice = did_you_mean(language, others, f"One of: {', '.join(others)}.") if others else ""
        return Why("unknown-language", f"'{language}' is not a language that this site is translated to", advice)
    return None
