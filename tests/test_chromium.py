"""Which Chromium tests and measurements take, and what is installed where there is none."""

import os
import runpy
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from conftest import ROOT

SCRIPT = str(ROOT / "scripts" / "browser.py")
SHELL, WHOLE = "chromium-headless-shell", "chromium"
DEBIAN = (SHELL, WHOLE)

# Notes what it is asked to install, and installs what it has.
APT = """#!/bin/sh
for last; do :; done
[ "$last" = update ] && exit 0
echo "$last" >> {folder}/asked
case " {packages} " in *" $last "*) : > {folder}/$last && /bin/chmod +x {folder}/$last ;; *) exit 100 ;; esac
"""
SUDO = """#!/bin/sh
exec "$@"
"""


class Machine:
    """A machine with these programs, whose package manager has these packages."""

    def __init__(
        self, folder: Path, patch: pytest.MonkeyPatch, *programs: str, packages: tuple[str, ...] = DEBIAN, root: bool = True
    ) -> None:
        self.folder, self.patch = folder, patch
        for program, text in {
            **dict.fromkeys(programs, ""),
            "apt-get": APT.format(folder=folder, packages=" ".join(packages)),
            "sudo": SUDO,
        }.items():
            (folder / program).write_text(text, encoding="utf-8")
            (folder / program).chmod(0o755)
        patch.setenv("PATH", str(folder))
        patch.delenv("CHROMIUM", raising=False)
        patch.setattr(os, "geteuid", lambda: 0 if root else 1000)

    def installs(self, *words: str) -> list[str]:
        """What the script installs, or tries to."""
        self.patch.setattr(sys, "argv", [SCRIPT, *words])
        runpy.run_path(SCRIPT, run_name="__main__")
        asked = self.folder / "asked"
        return asked.read_text(encoding="utf-8").split() if asked.exists() else []

    def takes(self) -> tuple[str, str]:
        """What tests and what measurements take."""
        script = runpy.run_path(SCRIPT)
        return Path(script["shell"]()).name, Path(script["browser"]()).name


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Machine]:
    return partial(Machine, tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("programs", "ways", "installs", "takes"),
    [
        pytest.param((), {}, [SHELL], (SHELL, ""), id="where there is nothing"),
        pytest.param((), {"root": False}, [SHELL], (SHELL, ""), id="where there is nothing and sudo asks"),
        pytest.param((), {"packages": (WHOLE,)}, [SHELL, WHOLE], (WHOLE, WHOLE), id="where there is nothing and no package of a shell"),
        pytest.param((WHOLE,), {}, [SHELL], (SHELL, WHOLE), id="beside a whole one"),
        pytest.param((WHOLE,), {"packages": (WHOLE,)}, [SHELL], (WHOLE, WHOLE), id="beside a whole one, but there is no package"),
        pytest.param((WHOLE,), {"root": False}, [], (WHOLE, WHOLE), id="not beside a whole one where sudo would ask"),
        pytest.param((SHELL,), {}, [], (SHELL, ""), id="not where there is one"),
        pytest.param((SHELL, "google-chrome"), {}, [], (SHELL, "google-chrome"), id="not where there are both"),
    ],
)
def test_tests_run_in_a_shell_which_is_installed(
    machine: Callable[..., Machine], programs: tuple[str, ...], ways: dict[str, object], installs: list[str], takes: tuple[str, str]
) -> None:
    one = machine(*programs, **ways)
    assert one.installs() == installs
    assert one.takes() == takes


@pytest.mark.parametrize(("programs", "installs"), [((), [WHOLE]), ((SHELL,), [WHOLE]), ((WHOLE,), [])])
def test_measurements_take_the_browser_that_readers_have(
    machine: Callable[..., Machine], programs: tuple[str, ...], installs: list[str]
) -> None:
    one = machine(*programs)
    assert one.installs("--whole") == installs
    assert one.takes()[1] == WHOLE


def test_the_environment_names_another(machine: Callable[..., Machine], monkeypatch: pytest.MonkeyPatch) -> None:
    one = machine(WHOLE)
    monkeypatch.setenv("CHROMIUM", "/opt/own/chrome")
    assert one.installs() == []
    assert one.takes() == ("chrome", "chrome")


def test_where_none_can_be_had_it_is_said(machine: Callable[..., Machine]) -> None:
    with pytest.raises(SystemExit, match="The tests need Chromium"):
        machine(packages=()).installs()
