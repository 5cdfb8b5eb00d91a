"""What came after an event: the editions that followed, calls, laws and news, each with the reason why it is named."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from knowledge_hub.asking import Asked
from knowledge_hub.catalogue import Catalogue, Entry
from knowledge_hub.kinds.event import Event
from knowledge_hub.kinds.funding_call import FundingCall
from knowledge_hub.kinds.good_practice import GoodPractice
from knowledge_hub.kinds.policy import Policy

WITHIN = timedelta(days=365)
SHARED, MOST_CALLS = 2, 3  # topics a call has in common with the event; so many such calls are named


@dataclass(frozen=True, slots=True)
class Next:
    """A record that came later: why it is named, the day that puts it after the event, and what ties both together.

    Why: edition (the next of its series), call (named there, opened later), topics (a call that opened within a year, on
    `shared` topics), practice (it belongs to `shared`, a project presented there), policy (spoken of there, adopted later),
    duty (spoken of there, a day that it sets is later), news (it names the event).
    """

    entry: Entry
    why: str
    day: date | None = None
    shared: tuple[Entry, ...] = ()


def came_next(catalogue: Catalogue, entry: Entry, later: Entry | None) -> tuple[Next, ...]:
    """What came after an event; `later` is the edition after it. Each record is named once, with its first reason."""
    event = entry.record
    if not isinstance(event, Event):
        return ()
    over = (event.end or event.start).last
    found: dict[tuple[str, str], Next] = {}
    for one in _next(catalogue, entry, event, over, later):
        found.setdefault(one.entry.key, one)
    return tuple(found.values())


def _next(catalogue: Catalogue, entry: Entry, event: Event, over: date, later: Entry | None) -> Iterator[Next]:
    if later and later.record.when:
        yield Next(later, "edition", later.record.when.first)
    for link in catalogue.naming(*entry.key):
        if link.entry.kind == "news" and link.entry.record.when and link.entry.record.when.first >= over:
            yield Next(link.entry, "news", link.entry.record.when.first)
    for id in event.calls:
        call = catalogue.get("funding-call", id) if catalogue.has("funding-call", id) else None
        if call and isinstance(call.record, FundingCall) and call.record.opens and call.record.opens > over:
            yield Next(call, "call", call.record.opens)
    for id in event.policies:
        if catalogue.has("policy", id):
            yield from _policy(catalogue.get("policy", id), over)
    yield from _practices(catalogue, event, over)
    yield from _calls_on_its_topics(catalogue, event, over)


def _policy(entry: Entry, over: date) -> Iterator[Next]:
    policy = entry.record
    if isinstance(policy, Policy):
        if policy.adopted and policy.adopted.first > over:
            yield Next(entry, "policy", policy.adopted.first)
        for duty in policy.applies_from:
            if duty.day.first > over:
                yield Next(entry, "duty", duty.day.first)


def _practices(catalogue: Catalogue, event: Event, over: date) -> Iterator[Next]:
    for id in event.projects:
        if not catalogue.has("project", id):
            continue
        project = catalogue.get("project", id)
        for link in catalogue.naming(*project.key):
            practice = link.entry.record
            if isinstance(practice, GoodPractice) and practice.when and practice.when.first > over:
                yield Next(link.entry, "practice", practice.when.first, (project,))


def _calls_on_its_topics(catalogue: Catalogue, event: Event, over: date) -> Iterator[Next]:
    """Calls that opened within a year and share most topics with the event, the first ones where they share as many."""
    shared: Counter[tuple[date, str]] = Counter()
    topics: dict[tuple[date, str], list[Entry]] = defaultdict(list)
    for topic in event.topics:
        catalogue.asked.add(calls_on(topic))
        with catalogue.aside():
            opened = opened_calls(catalogue).get(topic, [])
        for call in opened[bisect_right(opened, (over, "~")) : bisect_right(opened, (over + WITHIN, "~"))]:
            shared[call] += 1
            topics[call].append(catalogue.get("topic", topic))
    worth = sorted((-number, call) for call, number in shared.items() if number >= SHARED)
    for _, call in worth[:MOST_CALLS]:
        yield Next(catalogue.get("funding-call", call[1]), "topics", call[0], tuple(topics[call]))


def calls_on(topic: str) -> Asked:
    """The question for the calls on a topic by the day they open."""
    return "calls on", topic


@lru_cache(maxsize=1)
def opened_calls(catalogue: Catalogue) -> Mapping[str, list[tuple[date, str]]]:
    """The calls on each topic by the day they open."""
    found: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for entry in catalogue.of("funding-call"):
        if isinstance(entry.record, FundingCall) and entry.record.opens:
            for topic in entry.record.topics:
                if catalogue.has("topic", topic):
                    found[topic].append((entry.record.opens, entry.id))
    return {topic: sorted(calls) for topic, calls in found.items()}
