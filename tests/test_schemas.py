"""The JSON Schemas say what the hub reads: no real record is refused, and mistakes that one file shows are seen."""

import json
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from knowledge_hub import schemas
from knowledge_hub.kinds import FOLDERS, KINDS
from knowledge_hub.kinds.record import Record
from small_project import ROOT


class Core(yaml.SafeLoader):
    """Reads plain words as YAML 1.2 does (https://yaml.org/spec/1.2.2/#103-core-schema), which is what editors do."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, Any]]] = {}  # noqa: RUF012 - PyYAML's own table


for tag, form, first in (
    ("null", r"~|null|Null|NULL|", "~nN"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    import re

    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{form})$"), [*first, *([""] if tag == "null" else [])])
