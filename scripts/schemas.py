"""Write what editors need to know of each kind of record: `python scripts/schemas.py`, or `--check` to see whether it is fresh.

That is a JSON Schema of each kind in schemas/, and in .vscode/settings.json which files follow which schema.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from knowledge_hub import schemas  # noqa: E402
from knowledge_hub.kinds import KINDS  # noqa: E402

SETTINGS = ".vscode/settings.json"


def settings() -> str:
    """The settings of VS Code for this project. A translation has a language before the ending of its name."""
    followed = {}
    for kind in KINDS.values():
        followed[f"./{schemas.path_of(kind)}"] = f"content/{kind.kept_in}/+([a-z0-9-]).yml"
        followed[f"./{schemas.path_of(kind, translation=True)}"] = f"content/{kind.kept_in}/+([a-z0-9-]).+([a-z]).yml"
    yaml = {
        "editor.tabSize": 2,
        "editor.insertSpaces": True,
        "editor.detectIndentation": False,
        "editor.wordWrap": "on",
        "editor.formatOnSave": False,
        "editor.quickSuggestions": {"other": True, "strings": True, "comments": False},
    }
    told = {
        "yaml.schemas": followed,
        "yaml.yamlVersion": "1.2",
        "yaml.customTags": [],
        "yaml.disableDefaultProperties": True,
        "yaml.format.enable": False,
        "[yaml]": yaml,
        "files.insertFinalNewline": True,
        "files.trimTrailingWhitespace": True,
    }
    return f"// Made by scripts/schemas.py: change it there, then run it. hub fmt lays out records.\n{json.dumps(told, indent=2)}\n"


def main(check: bool) -> int:
    wanted = {**dict(schemas.files()), SETTINGS: settings()}
    there = {file.relative_to(ROOT).as_posix(): file for file in sorted([*(ROOT / schemas.FOLDER).glob("*"), *ROOT.glob(SETTINGS)])}
    stale = [path for path, text in wanted.items() if path not in there or there[path].read_text(encoding="utf-8") != text]
    gone = [path for path in there if path not in wanted]
    for path in [*stale, *gone]:
        if check:
            print(f"{path} is not fresh: run python scripts/schemas.py")
        elif path in gone:
            there[path].unlink()
        else:
            (ROOT / path).parent.mkdir(exist_ok=True)
            (ROOT / path).write_text(wanted[path], encoding="utf-8")
    return 1 if check and stale + gone else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
