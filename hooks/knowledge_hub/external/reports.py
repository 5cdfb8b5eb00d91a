"""How the findings read: as text for a terminal, as JSON for programs, as Markdown for an issue."""

import json
from collections.abc import Sequence
from urllib.parse import quote

from knowledge_hub.external.findings import Finding, Verdict
from knowledge_hub.external.memory import DAYS_OF_THE_DEAD, FAILURES_OF_THE_DEAD
from knowledge_hub.issues import body, code
from knowledge_hub.problems import counted, in_order

_PLAIN_IN_A_LINK = ":/?#%&=+,;~-._"

_HEADINGS = {
    Verdict.DEAD: (
        "Dead",
        f"They failed on {FAILURES_OF_THE_DEAD} days or more, over {DAYS_OF_THE_DEAD.days} days or more. "
        "Write the new address, or that of the copy.",
    ),
    Verdict.BROKEN: ("Not found", "They are new, and did not answer."),
    Verdict.MOVED: ("Moved for good", "Write the new address."),
    Verdict.FAILING: ("Failing", "Not for long enough to be called dead. Nothing to do yet."),
    Verdict.UNKNOWN: ("Not known", "They do not talk to robots. Open them in a browser now and then."),
}


def as_text(findings: Sequence[Finding], links: int) -> str:
    """One message for each place, in the order of files and lines; then how many links there are."""
    problems = in_order(problem for finding in findings for problem in finding.problems)
    return "".join(f"{line}\n" for line in (*problems, _summary(findings, links)))


def as_json(findings: Sequence[Finding], links: int) -> str:
    """An object with `links`, the number of addresses, and `findings`, each with all that is known; empty where nothing is."""
    listed = [
        {
            "verdict": finding.verdict,
            "address": finding.link.address,
            "says": finding.says,
            "advice": finding.advice,
            "new": finding.new,
            "archived": finding.archived,
            "failures": finding.failing.failures if finding.failing else 0,
            "since": str(finding.failing.first) if finding.failing else "",
            "places": [{"file": place.file, "line": place.line, "column": place.column} for place in finding.places],
        }
        for finding in findings
    ]
    return json.dumps({"links": links, "findings": listed}, indent=2, ensure_ascii=False) + "\n"


def as_issue(findings: Sequence[Finding], links: int) -> str:
    """The body of an issue. All that contributors or foreign servers wrote stands in code, where nothing of it acts."""
    chapters = (
        (heading, advice, [_item(finding) for finding in findings if finding.verdict is verdict])
        for verdict, (heading, advice) in _HEADINGS.items()
    )
    return body(_summary(findings, links), chapters, "hub links")


def _item(finding: Finding) -> str:
    lines = [f"- {code(finding.link.address)} {code(finding.says)}"]
    if finding.archived:
        lines.append(f"  - [archived copy]({quote(finding.archived, safe=_PLAIN_IN_A_LINK)})")
    lines += [f"  - {code(str(place))}" for place in finding.places]
    return "".join(f"{line}\n" for line in lines)


def _summary(findings: Sequence[Finding], links: int) -> str:
    counts = [(verdict, sum(finding.verdict is verdict for finding in findings)) for verdict in Verdict]
    said = ", ".join(f"{count} {verdict}" for verdict, count in counts if count)
    return f"{counted(links, 'external link')}: {said or 'nothing to mend'}"
