"""What the answers mean for those who wrote the links."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urldefrag, urlsplit

from knowledge_hub.addresses import why_refused
from knowledge_hub.codes import Code
from knowledge_hub.external.answers import Answer, Sort
from knowledge_hub.external.memory import DAYS_OF_THE_DEAD, FAILURES_OF_THE_DEAD, Failing, Memory
from knowledge_hub.external.written import Link
from knowledge_hub.problems import Place, Problem, counted


class Verdict(StrEnum):
    """What is the matter with a link, the worst first."""

    DEAD = "dead"
    BROKEN = "broken"
    MOVED = "moved"
    FAILING = "failing"
    UNKNOWN = "unknown"

    @property
    def code(self) -> Code:
        """The code of a problem that says so."""
        return _CODES[self]

    @property
    def rank(self) -> int:
        return list(Verdict).index(self)


_CODES: Mapping[Verdict, Code] = {
    Verdict.DEAD: "page-dead",
    Verdict.BROKEN: "page-not-found",
    Verdict.MOVED: "page-moved",
    Verdict.FAILING: "page-failing",
    Verdict.UNKNOWN: "page-not-known",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to know about a link: what it is, what it says of itself, what to do, and where the link is written.

    `says` completes a sentence that begins with the address. `new` is where a moved page is, `archived` a copy of a dead
    one; `failing` says since when it fails, where that is counted.
    """

    verdict: Verdict
    link: Link
    says: str
    advice: str
    new: str = ""
    archived: str = ""
    failing: Failing | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """One problem for each place. Only what somebody has to mend is more than a warning."""
        says = f"{self.link.address} {self.says}"
        warning = self.verdict not in (Verdict.DEAD, Verdict.BROKEN)
        code = self.verdict.code
        return tuple(Problem(place, says, advice=self.advice, warning=warning, code=code) for place in self.link.places)

    @property
    def places(self) -> tuple[Place, ...]:
        return self.link.places


def findings_of_all(links: Iterable[Link], answers: Mapping[str, Answer], memory: Memory) -> tuple[Finding, ...]:
    """What is the matter with the links, the worst first, then by address. The memory is the one after these answers."""
    found = []
    for link in links:
        answer, failing = answers[link.address], memory.failing.get(link.address)
        if answer.sort is Sort.FAILURE and failing:
            found.append(_dead(link, answer, failing) if failing.dead else _failing(link, answer, failing))
        else:
            found += _other(link, answer, memory.moved.get(link.address, ""))
    return _worst_first(found)


def findings_of_added(links: Iterable[Link], answers: Mapping[str, Answer]) -> tuple[Finding, ...]:
    """What is the matter with links that are new: nothing is remembered of them, and one failure is worth a word."""
    found = []
    for link in links:
        answer = answers[link.address]
        if answer.sort is Sort.FAILURE:
            advice = "Copy the address from the browser's address bar. If the page opens there, leave it as it is."
            found.append(Finding(Verdict.BROKEN, link, answer.says, advice))
        else:
            found += _other(link, answer, answer.moved_to)
    return _worst_first(found)


def archived_copy(address: str, day: date) -> str:
    """Where the Wayback Machine shows the copy made nearest to that year."""
    return f"https://web.archive.org/web/{day.year}/{address}"


def _dead(link: Link, answer: Answer, failing: Failing) -> Finding:
    copy = answer.archived or archived_copy(link.address, failing.first)
    says = f"is dead: it {answer.says} ({_how_often(failing)})"
    return Finding(Verdict.DEAD, link, says, f"Write its new address, or that of a copy: {copy}", archived=copy, failing=failing)


def _failing(link: Link, answer: Answer, failing: Failing) -> Finding:
    advice = f"It counts as dead after {FAILURES_OF_THE_DEAD} failures over {DAYS_OF_THE_DEAD.days} days."
    return Finding(Verdict.FAILING, link, f"{answer.says} ({_how_often(failing)})", advice, failing=failing)


def _other(link: Link, answer: Answer, moved_to: str) -> list[Finding]:
    if answer.sort is Sort.REFUSAL:
        return [Finding(Verdict.UNKNOWN, link, answer.says, "Open it in a browser: a robot cannot tell whether the page is there.")]
    new = _with_fragment(moved_to, link.address)
    if answer.sort is not Sort.PAGE or not new or new == link.address or why_refused(new):
        return []
    front = urlsplit(new).path in ("", "/") and urlsplit(link.address).path not in ("", "/")
    advice = "That is the front page of the site: look whether what you link to is still there." if front else "Write the new address."
    return [Finding(Verdict.MOVED, link, f"is now at {new}", advice, new=new)]


def _with_fragment(new: str, old: str) -> str:
    """The new address with the spot on the page that the old one names, as a browser would go there."""
    spot = urldefrag(old).fragment
    return f"{new}#{spot}" if new and spot and "#" not in new else new


def _how_often(failing: Failing) -> str:
    return f"{counted(failing.failures, 'failure')} since {failing.first}"


def _worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: (finding.verdict.rank, finding.link.address)))
