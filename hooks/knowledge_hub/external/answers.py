"""What an address answered, read from the report of lychee."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from http.client import responses
from typing import Any, TypeAlias

# Such an answer says something about robots and accounts, and nothing about whether a reader finds the page.
REFUSALS = {
    401: "asks for a login",
    403: "refuses robots",
    407: "asks for a login",
    429: "says that it was asked too often",
    451: "is withheld for legal reasons",
    999: "refuses robots",
}
PERMANENT = {301, 308}


class Sort(StrEnum):
    """How an address answered: with a page, with a refusal of robots, with a failure; or it was not tried."""

    PAGE = "page"
    REFUSAL = "refusal"
    FAILURE = "failure"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one address answered.

    `says` completes a sentence that begins with the address; a page needs none. `moved_to` is where permanent redirects
    lead, `archived` a copy that lychee knows. `cached` marks a page of an earlier run: its redirects are not known.
    """

    sort: Sort
    says: str = ""
    code: int = 0
    moved_to: str = ""
    archived: str = ""
    cached: bool = False

    @property
    def may_pass(self) -> bool:
        """Whether it is a failure that may be gone a moment later."""
        return self.sort is Sort.FAILURE and (self.code == 0 or self.code >= 500)


Answers: TypeAlias = dict[str, Answer]


def answers_in(report: Mapping[str, Any], addresses: Sequence[str]) -> Answers:
    """The answer of each address; the address in line n of what lychee was given is `addresses[n - 1]`."""
    copies = {entry["original"]: entry["suggestion"] for entry in _entries(report, "suggestion_map")}
    answers = dict.fromkeys(addresses, Answer(Sort.NONE))
    for name in ("success_map", "error_map", "timeout_map"):
        for entry in _entries(report, name):
            address = addresses[entry["span"]["line"] - 1]
            answers[address] = _answer(entry, name, copies.get(entry["url"], "").replace("http://", "https://", 1))
    return answers


def _entries(report: Mapping[str, Any], name: str) -> Iterator[Any]:
    for entries in report.get(name, {}).values():
        yield from entries


def _answer(entry: Mapping[str, Any], name: str, copy: str) -> Answer:
    status = entry["status"]
    code = status.get("code", 0)
    if name == "success_map":
        return Answer(Sort.PAGE, code=code, moved_to=_moved_to(entry), cached="(cached)" in status["text"])
    if name == "timeout_map":
        return Answer(Sort.FAILURE, "gives no answer in time", archived=copy)
    if code in REFUSALS:
        return Answer(Sort.REFUSAL, REFUSALS[code], code)
    if 300 <= code < 400 and entry.get("redirects"):
        return Answer(Sort.FAILURE, "leads from redirect to redirect without end", code, archived=copy)
    if code:
        return Answer(Sort.FAILURE, f"answers {code} {responses.get(code, '')}".rstrip(), code, archived=copy)
    return Answer(Sort.FAILURE, f"cannot be reached: {_in_a_line(status.get('details') or status['text'])}", archived=copy)


def _in_a_line(text: str) -> str:
    return " ".join(text.split())[:300]


def _moved_to(entry: Mapping[str, Any]) -> str:
    """Where the permanent redirects at the beginning of the way lead; nowhere where the first is for the moment only."""
    address = ""
    for redirect in entry.get("redirects", {}).get("redirects", ()):
        if redirect["code"] not in PERMANENT:
            break
        address = redirect["url"]
    return address
