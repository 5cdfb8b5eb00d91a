"""What is remembered of links from one day to the next."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from knowledge_hub.external.answers import Answer, Sort
from knowledge_hub.problems import Place, Problem

# A site under repair or a lapsed certificate is back within days; so that no page is called dead for that, it must
# have failed on several days, and the first and the last a week apart.
FAILURES_OF_THE_DEAD = 3
DAYS_OF_THE_DEAD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Failing:
    """A link that fails: since when, the last day it did, and on how many days it was seen to. A day counts once."""

    first: date
    last: date
    failures: int = 1

    @property
    def dead(self) -> bool:
        return self.failures >= FAILURES_OF_THE_DEAD and self.last - self.first >= DAYS_OF_THE_DEAD

    def again(self, today: date) -> "Failing":
        """As it is after a failure today."""
        return Failing(self.first, today, self.failures + 1) if today > self.last else self


@dataclass(frozen=True, slots=True)
class Memory:
    """The links that fail, and those that moved, with their new address."""

    failing: Mapping[str, Failing] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)

    def doomed(self, today: date) -> frozenset[str]:
        """The links that are dead if they fail today as well."""
        return frozenset(address for address, failing in self.failing.items() if failing.again(today).dead)

    def after(self, answers: Mapping[str, Answer], today: date) -> "Memory":
        """What is to be remembered after these answers. Links that nobody asked for are no longer written, and forgotten."""
        failing, moved = {}, {}
        for address, answer in sorted(answers.items()):
            known = self.failing.get(address)
            if answer.sort is Sort.FAILURE:
                failing[address] = known.again(today) if known else Failing(today, today)
            elif known and answer.sort is not Sort.PAGE:
                failing[address] = known
            to = answer.moved_to if answer.sort is Sort.PAGE and not answer.cached else self.moved.get(address, "")
            if to and answer.sort is not Sort.FAILURE:
                moved[address] = to
        return Memory(failing, moved)


def remembered(path: Path, name: str) -> Memory | Problem:
    """What stands in the file `path`, called `name` in messages; nothing where there is no file."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        failing = {
            str(address): Failing(date.fromisoformat(since["first"]), date.fromisoformat(since["last"]), int(since["failures"]))
            for address, since in kept["failing"].items()
        }
        return Memory(failing, {str(address): str(to) for address, to in kept["moved"].items()})
    except FileNotFoundError:
        return Memory()
    except (ValueError, KeyError, TypeError, AttributeError):
        says, advice = "does not hold what is remembered of links", "Delete it; failures are then counted anew."
        return Problem(Place(name, 0), says, advice=advice, code="unreadable-memory")


def remember(memory: Memory, path: Path) -> None:
    """Write the file, whole or not at all; the same memory is always the same bytes."""
    kept = {
        "failing": {
            address: {"first": str(since.first), "last": str(since.last), "failures": since.failures}
            for address, since in memory.failing.items()
        },
        "moved": dict(memory.moved),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".new")
    unfinished.write_text(json.dumps(kept, indent=2, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
    unfinished.replace(path)
