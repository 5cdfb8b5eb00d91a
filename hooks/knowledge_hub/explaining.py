"""What each code of a message means, with an example of the mistake and of what is right: kept in explained/, one text a language.

A text has a heading for each group of codes and one for each code, a paragraph, and in the original two fenced examples: the mistake,
and the same written right. Behind the fence stands what they are: fields of a record of a kind (`topic`, or `topic.cs` for its
translation), a whole `record`, or the names of `files`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from textwrap import fill, indent

from knowledge_hub.problems import did_you_mean

FOLDER = Path(__file__).with_name("explained")
PAGE = "contribute/messages/"
ORIGINAL = "en"

_GROUP = re.compile(r"^## (.+)$", re.MULTILINE)
_CODE = re.compile(r"^### (.+)$", re.MULTILINE)
_EXAMPLE = re.compile(r"^```(?:yaml )?(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A code: its group, what it means in Markdown, and what an example of it is, written wrong and right; empty where there is none."""

    code: str
    group: str
    says: str
    sort: str = ""
    wrong: str = ""
    right: str = ""


def languages() -> tuple[str, ...]:
    """The languages in which messages are explained, the original first."""
    return (ORIGINAL, *sorted({file.stem for file in FOLDER.glob("*.md")} - {ORIGINAL}))


@cache
def explanations(language: str = ORIGINAL) -> dict[str, Explanation]:
    """Every explanation in this language by its code; in the original where there are none."""
    file = FOLDER / f"{language}.md"
    examples = {} if language == ORIGINAL else explanations()
    found: dict[str, Explanation] = {}
    for group, code, text in _sections((file if file.is_file() else FOLDER / f"{ORIGINAL}.md").read_text(encoding="utf-8")):
        written = _EXAMPLE.findall(text)
        says = _EXAMPLE.sub("", text).strip()
        if code in examples:
            original = examples[code]
            found[code] = Explanation(code, group, says, original.sort, original.wrong, original.right)
        else:
            (sort, wrong), (_, right) = written if written else (("", ""), ("", ""))
            found[code] = Explanation(code, group, says, sort, wrong, right)
    return found


def _sections(text: str) -> Iterator[tuple[str, str, str]]:
    _, *groups = _GROUP.split(text)
    for group, below in zip(groups[::2], groups[1::2], strict=True):
        _, *codes = _CODE.split(below)
        yield from ((group, code, body) for code, body in zip(codes[::2], codes[1::2], strict=True))


def in_groups(language: str = ORIGINAL) -> list[tuple[str, list[Explanation]]]:
    """The explanations in their groups."""
    return [(group, list(told)) for group, told in groupby(explanations(language).values(), key=lambda one: one.group)]


def why_unknown(code: str) -> str:
    """What to say of a code that there is not."""
    known = explanations()
    return f"'{code}' is not the code of a message\n    {did_you_mean(code, known, 'hub explain lists all of them.')}"


def as_text(told: Explanation, site: str = "", *, words: tuple[str, str] = ("Wrong", "Right")) -> str:
    """One explanation for a terminal; `site` is the address of the site in this language, where its page stands."""
    parts = [told.code, fill(_plain(told.says), 96, break_on_hyphens=False)]
    for word, example in zip(words, (told.wrong, told.right), strict=True):
        if example.strip():
            parts.append(f"{word}:\n{indent(example.rstrip(), '    ')}")
    if site:
        parts.append(f"{site}{PAGE}#{told.code}")
    return "\n\n".join(parts) + "\n"


def as_list(language: str = ORIGINAL) -> str:
    """All codes in their groups, each with its first sentence."""
    width = max(map(len, explanations()))
    return "\n".join(
        f"{group}\n" + "".join(f"  {one.code:{width}}  {_first_sentence(one.says)}\n" for one in told)
        for group, told in in_groups(language)
    )


def _plain(text: str) -> str:
    return re.sub(r"[`*]", "", " ".join(text.split(" ")))


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.:]) ", _plain(text), maxsplit=1)[0].rstrip(":")
