"""`hub links`: try the external links of the project and report what is the matter with them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal, TextIO

from knowledge_hub.external import CACHE, STATE
from knowledge_hub.external.answers import Answers, Sort
from knowledge_hub.external.findings import Finding, findings_of_added, findings_of_all
from knowledge_hub.external.lychee import Manners, tried
from knowledge_hub.external.memory import remember, remembered
from knowledge_hub.external.reports import as_issue, as_json, as_text
from knowledge_hub.external.revision import addresses_at
from knowledge_hub.external.written import Link, links_in
from knowledge_hub.problems import Place, Problem, mistakes
from knowledge_hub.project import Project

Form = Literal["text", "json", "issue"]
Links = tuple[Link, ...]
Found = tuple[Links, tuple[Finding, ...]]
REPORTS: Mapping[Form, Callable[[Sequence[Finding], int], str]] = {"text": as_text, "json": as_json, "issue": as_issue}

NOTHING_ANSWERED = Problem(
    Place("network", 0), "no site answered", advice="It seems to be away; no failure was counted.", code="network-away"
)
WITNESSES = 3


@dataclass(frozen=True, slots=True)
class Options:
    """What one can ask of `hub links`. Paths are relative to the project's root.

    `since` names a git revision: only links that were added after it are tried, and nothing is remembered of them.
    `strict` makes dead links, or added ones that fail, end with status 1.
    """

    since: str = ""
    state: Path = STATE
    cache: Path = CACHE
    form: Form = "text"
    strict: bool = False
    manners: Manners = field(default_factory=Manners)


def run(project: Project, options: Options, *, now: datetime, out: TextIO, err: TextIO) -> int:
    """Report the links on `out`. The status is 0; 1 where `strict` asks for it; 2 where they could not be tried."""
    links = links_in(project)
    manners = replace(options.manners, agent=f"{options.manners.agent} (+{project.url})")
    found = _added(project, links, options.since, manners) if options.since else _all(project, links, options, manners, now.date())
    if isinstance(found, Problem):
        err.write(f"{found}\n")
        return 2
    tried_links, findings = found
    out.write(REPORTS[options.form](findings, len(tried_links)))
    return 1 if options.strict and any(mistakes(finding.problems) for finding in findings) else 0


def _added(project: Project, links: Links, since: str, manners: Manners) -> Found | Problem:
    """The links that came after the revision. No cache: it knows no redirects."""
    before = addresses_at(project.root, since)
    if isinstance(before, Problem):
        return before
    added = tuple(link for link in links if link.address not in before)
    answers = tried([link.address for link in added], manners)
    return answers if isinstance(answers, Problem) else (added, findings_of_added(added, answers))


def _all(project: Project, links: Links, options: Options, manners: Manners, today: date) -> Found | Problem:
    """All links, and what was remembered of them."""
    state = project.root / options.state
    memory = remembered(state, options.state.as_posix())
    if isinstance(memory, Problem):
        return memory
    cache, doomed = project.root / options.cache, memory.doomed(today)
    answers = tried([link.address for link in links], manners, cache=cache, doomed=doomed)
    if isinstance(answers, Problem):
        return answers
    if _network_is_away(answers, manners):
        return NOTHING_ANSWERED
    memory = memory.after(answers, today)
    remember(memory, state)
    return links, findings_of_all(links, answers, memory)


def _network_is_away(answers: Answers, manners: Manners) -> bool:
    """Whether no site that was asked answered. Where few were asked, some that the cache vouched for are asked as well."""
    asked = [answer for answer in answers.values() if answer.sort is not Sort.NONE and not answer.cached]
    if not asked or any(answer.code for answer in asked):
        return False
    witnesses = tried([address for address, answer in answers.items() if answer.cached][:WITNESSES], manners)
    return isinstance(witnesses, Problem) or not any(answer.code for answer in witnesses.values())
