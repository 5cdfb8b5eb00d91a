"""Each file in cases/refused/ holds content that a contributor could send, and every word the hub then says.

`given` are files by path: their text, or `before`, `repeated`, `times` and `after` for long ones, `base64` for
bytes, `link_to` for a link, `folder` for a folder. The site is in English and Czech.
"""

import re
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge_hub.loading import load
from knowledge_hub.project import Project

FILES = sorted((Path(__file__).parent / "cases" / "refused").glob("*.yml"))
CASES = {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in FILES}
MESSAGE = re.compile(r"content[^:\n]*(:[1-9]\d*:[1-9]\d*)?: (warning: )?([A-Za-z_.]+: )?[^ .\n][^\n]*[^ .\n]\n(    [^ \n][^\n]*[.?]\n)?")
NOT_OURS = re.compile(r"\b(invalid|error|please|sorry|should|str|int|bool|dict|tuple|None|null|YAML|Value\w+)\b")


def write(path: Path, content: Any) -> None:
    """One file as a case gives it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    match content:
        case str(text):
            path.write_bytes(text.encode())
        case {"base64": text}:
            path.write_bytes(b64decode(text))
        case {"repeated": text, "times": times}:
            path.write_text(content.get("before", "") + text * times + content.get("after", ""), encoding="utf-8")
        case {"link_to": target}:
            path.symlink_to(target)
        case {"folder": True}:
            path.mkdir()


def said(root: Path) -> str:
    """All that the hub says about the content below this folder."""
    return "".join(f"{problem}\n" for problem in load(Project(root, languages=("en", "cs"))).problems)


@pytest.mark.parametrize("name", CASES)
def test_what_is_wrong_is_said_in_full(name: str, tmp_path: Path) -> None:
    for file, content in CASES[name]["given"].items():
        write(tmp_path / file, content)
    assert said(tmp_path) == CASES[name]["expected"]


@pytest.mark.parametrize("name", CASES)
def test_every_message_has_the_form_of_the_house(name: str) -> None:
    expected = CASES[name]["expected"]
    assert "".join(found.group() for found in MESSAGE.finditer(expected)) == expected
    assert NOT_OURS.findall(expected) == []
