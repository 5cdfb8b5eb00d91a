"""Generated records of every kind, in English and Czech, linked to each other; the same for the same size in every run."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

SEED = 20260115
TODAY = date(2026, 11, 21)
SYLLABLES = {
    "en": "ba ce di fo gu ka le mi no pu ra se ti vo xa ze lin mar tor ven sil dor kat pel".split(),
    "cs": "bá če dí fo gů ka lé mi nou pů řá še ti vý ža ze lin mař tor věn síl dor kát pel".split(),
}
COUNTRIES = "AT CZ DE DK ES FI FR IT PL SE SI SK".split()
TOPICS, ECOSYSTEMS = 30, 14
# What is linked to comes before what links to it. Shares of the whole in per cent; practices are the rest.
SHARES = {
    "policies": 4,
    "organisations": 20,
    "funding-calls": 8,
    "projects": 12,
    "event-series": 1,
    "guides": 1,
    "good-practices": 0,
    "events": 20,
    "news": 8,
}
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Generated:
    """A record: its folder below content/ and its id, what it says, and what its translation says in place of that."""

    folder: str
    id: str
    values: Values
    czech: Values


def counts(size: int) -> dict[str, int]:
    """How many records of each folder make `size` together, in the order in which they are made."""
    gathering = {"topics": max(1, min(TOPICS, size // 20)), "ecosystems": max(1, min(ECOSYSTEMS, size // 40))}
    shares = {folder: max(1, size * share // 100) for folder, share in SHARES.items()}
    shares["good-practices"] = max(1, size - sum(gathering.values()) - sum(shares.values()) + shares["good-practices"])
    return gathering | shares


class Corpus:
    """`size` records, drawn from a seed."""

    def __init__(self, size: int) -> None:
        self.random = random.Random(SEED)
        self.words = {
            language: ["".join(self.random.choices(some, k=self.random.randint(2, 4))) for _ in range(2000)]
            for language, some in SYLLABLES.items()
        }
        self.counts = counts(size)

    def records(self) -> Iterator[Generated]:
        """All records, those that are linked to first."""
        for folder, count in self.counts.items():
            say = SAYING[folder]
            for number in range(count):
                yield Generated(folder, f"{folder}-{number}", *say(self, number))

    def sentence(self, words: int, language: str = "en") -> str:
        return f"{self.phrase(words, language)}."

    def phrase(self, words: int, language: str = "en") -> str:
        return " ".join(self.random.choices(self.words[language], k=words)).capitalize()

    def prose(self, paragraphs: int, language: str = "en") -> str:
        """Markdown: paragraphs of three sentences, with a word in bold and a list at the end."""
        some = [
            f"{self.sentence(12, language)} **{self.phrase(2, language)}**: {self.sentence(12, language)} {self.sentence(8, language)}"
            for _ in range(paragraphs)
        ]
        return "\n\n".join([*some, "\n".join(f"- {self.sentence(7, language)}" for _ in range(3))]) + "\n"

    def both(self, make: Callable[..., Any], *sizes: int) -> tuple[Any, Any]:
        """The same in English and Czech."""
        return make(*sizes, "en"), make(*sizes, "cs")

    def lines(self, many: int, words: int, language: str) -> list[str]:
        return [self.sentence(words, language) for _ in range(many)]

    def some(self, folder: str, many: int = 1) -> list[str]:
        """The ids of that many records of a folder, or of all where there are fewer."""
        there = self.counts[folder]
        return [f"{folder}-{number}" for number in sorted(self.random.sample(range(there), min(many, there)))]

    def one(self, folder: str) -> str:
        return self.some(folder)[0]

    def day(self, first: int = 2019, last: int = 2027) -> date:
        return date(self.random.randint(first, last), self.random.randint(1, 12), self.random.randint(1, 28))

    def figures(self, many: int) -> list[Values]:
        return [
            {"indicator": self.phrase(4), "value": self.random.randint(1, 99999), "unit": "t", "year": self.random.randint(2015, 2026)}
            for _ in range(many)
        ]

    def record(self, name: str, **texts: tuple[Any, Any]) -> tuple[Values, Values]:
        """What all records say, and these texts, each in both languages."""
        titles = {language: f"{self.phrase(4, language)} {name}" for language in SYLLABLES}
        summaries = {language: self.sentence(18, language) for language in SYLLABLES}
        english = {
            "title": titles["en"],
            "summary": summaries["en"],
            "topics": self.some("topics", 2),
            "ecosystems": self.some("ecosystems"),
        }
        czech = {"title": titles["cs"], "summary": summaries["cs"]}
        english |= {field: text[0] for field, text in texts.items()}
        czech |= {field: text[1] for field, text in texts.items()}
        source = {"title": self.phrase(6), "url": f"https://www.example.org/{name}", "publisher": self.phrase(2), "read": TODAY}
        return english | {"sources": [source], "verified": TODAY - timedelta(days=self.random.randint(0, 60))}, czech


Said = tuple[Values, Values]


def topic(corpus: Corpus, number: int) -> Said:
    english, czech = corpus.record(f"t{number}", text=corpus.both(corpus.prose, 1))
    colour = corpus.random.choice("nature energy rules people technology".split())
    return english | {"topics": [], "ecosystems": [], "colour": colour}, czech


def policy(corpus: Corpus, number: int) -> Said:
    english, czech = corpus.record(f"p{number}", for_clusters=corpus.both(corpus.prose, 2), text=corpus.both(corpus.prose, 1))
    adopted = corpus.day(2015, 2025)
    duty = {"day": adopted + timedelta(days=400), "what": corpus.sentence(10)}
    official = f"https://law.example.org/{number}"
    return english | {"sort": "regulation", "adopted": adopted, "applies_from": [duty], "official_text": official}, czech


def organisation(corpus: Corpus, number: int) -> Said:
    english, czech = corpus.record(f"o{number}", sector=corpus.both(corpus.phrase, 3), text=corpus.both(corpus.prose, 3))
    sort = corpus.random.choice("network agency cluster symbiosis".split())
    member_of = [name for name in corpus.some("organisations", 2) if name != f"organisations-{number}"]
    founded, figures = corpus.random.randint(1990, 2024), corpus.figures(2)
    about = {"country": corpus.random.choice(COUNTRIES), "city": corpus.phrase(1), "website": f"https://o{number}.example.org/"}
    return english | about | {"sort": sort, "founded": founded, "member_of": member_of, "key_figures": figures}, czech


def funding_call(corpus: Corpus, number: int) -> Said:
    english, czech = corpus.record(f"c{number}", what_for=corpus.both(corpus.prose, 2), text=corpus.both(corpus.prose, 1))
    opens = corpus.day(2020, 2027)
    cut_off = {"label": corpus.phrase(2), "day": opens + timedelta(days=corpus.random.randint(30, 200)), "time": "17:00"}
    money = {"budget": corpus.random.randint(1, 90) * 1_000_000, "grant": {"most": 500_000}, "rate": 70}
    applicants = {"countries": ["EU"], "bodies": ["company", "research"], "consortium": corpus.phrase(5)}
    dates = {"opens": opens, "deadline_model": "single-stage", "cut_offs": [cut_off | {"zone": "Europe/Brussels"}]}
    links = {"agency": corpus.one("organisations"), "policies": corpus.some("policies", 2)}
    known = {"call_id": f"CALL-{number}", "programme": f"Programme {number % 12}", "portal": f"https://calls.example.org/{number}"}
    return english | dates | money | {"applicants": applicants} | known | links, czech


def project(corpus: Corpus, number: int) -> Said:
    texts = {"goal": corpus.both(corpus.prose, 1), "activities": corpus.both(corpus.lines, 4, 9), "results": corpus.both(corpus.prose, 2)}
    english, czech = corpus.record(f"j{number}", **texts)
    start = corpus.random.randint(2014, 2026)
    about = {"programme": f"Programme {number % 12}", "start": start, "end": start + 3, "budget": corpus.random.randint(1, 90) * 100_000}
    links = {
        "lead": {"organisation": corpus.one("organisations")},
        "call": corpus.one("funding-calls"),
        "policies": corpus.some("policies"),
    }
    partners = [{"organisation": name} for name in corpus.some("organisations", 3)]
    countries = sorted(corpus.random.sample(COUNTRIES, 3))
    return english | about | links | {"partners": partners, "countries": countries, "result_figures": corpus.figures(2)}, czech


def event_series(corpus: Corpus, number: int) -> Said:
    texts = {"what_for": corpus.both(corpus.prose, 2), "how_to_take_part": corpus.both(corpus.prose, 1)}
    english, czech = corpus.record(f"s{number}", **texts)
    return english | {"since": corpus.random.randint(2010, 2024), "organiser": corpus.one("organisations")}, czech


def guide(corpus: Corpus, number: int) -> Said:
    texts = {"audience": corpus.both(corpus.phrase, 5), "time_needed": corpus.both(corpus.phrase, 3)}
    english, czech = corpus.record(f"g{number}", **texts)
    steps: dict[str, list[Values]] = {
        language: [
            {
                "title": corpus.phrase(5, language),
                "goal": corpus.sentence(9, language),
                "actions": corpus.lines(4, 8, language),
                "text": corpus.prose(1, language),
            }
            for _ in range(5)
        ]
        for language in SYLLABLES
    }
    links = [{"id": f"step-{place}", "practices": corpus.some("good-practices", 2)} for place in range(5)]
    return english | {"steps": [own | step for own, step in zip(links, steps["en"], strict=True)]}, czech | {"steps": steps["cs"]}


def good_practice(corpus: Corpus, number: int) -> Said:
    texts = {
        "challenge": corpus.both(corpus.prose, 1),
        "approach": corpus.both(corpus.prose, 2),
        "lessons": corpus.both(corpus.lines, 3, 10),
    }
    english, czech = corpus.record(f"r{number}", **texts)
    formats = corpus.random.sample("training helpdesk study certification exchange-visits marketplace".split(), 2)
    start = corpus.random.randint(2005, 2024)
    about = {"place": {"country": corpus.random.choice(COUNTRIES), "city": corpus.phrase(1)}, "formats": formats}
    links = {"organisation": corpus.one("organisations"), "projects": corpus.some("projects"), "policies": corpus.some("policies")}
    return english | about | links | {"period": {"start": start, "end": start + 2}, "results": {"figures": corpus.figures(3)}}, czech


def event(corpus: Corpus, number: int) -> Said:
    english, czech = corpus.record(f"e{number}", key_messages=corpus.both(corpus.lines, 3, 12), report=corpus.both(corpus.prose, 2))
    items = [{"title": corpus.phrase(5), "start": f"{9 + place}:00", "speakers": [{"name": corpus.phrase(2)}]} for place in range(4)]
    where = {"mode": "on-site", "country": corpus.random.choice(COUNTRIES), "city": corpus.phrase(1)}
    what = {"form": corpus.random.choice("talk workshop lab training conference".split()), "start": f"{corpus.day()} 09:00"}
    figure = {"indicator": corpus.phrase(2), "value": corpus.random.randint(10, 900), "undated": "yes", "measure": "participants"}
    links = {"series": corpus.one("event-series"), "organiser": corpus.one("organisations"), "practices": corpus.some("good-practices", 2)}
    return english | what | where | {"zone": "Europe/Prague", "agenda": items, "participation": [figure]} | links, czech


def news(corpus: Corpus, number: int) -> Said:
    english, czech = corpus.record(f"n{number}", text=corpus.both(corpus.prose, 3))
    links = {"organisations": corpus.some("organisations"), "events": corpus.some("events"), "projects": corpus.some("projects")}
    return english | {"day": corpus.day(2020, 2026)} | links, czech


SAYING: dict[str, Callable[[Corpus, int], Said]] = {
    "topics": topic,
    "ecosystems": topic,
    "policies": policy,
    "organisations": organisation,
    "funding-calls": funding_call,
    "projects": project,
    "event-series": event_series,
    "guides": guide,
    "good-practices": good_practice,
    "events": event,
    "news": news,
}
