"""What every record shares."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Any, ClassVar, NamedTuple, cast

from pydantic import Field

from knowledge_hub.document import Way
from knowledge_hub.kinds.asked import Form
from knowledge_hub.kinds.facets import CHECKED, COUNTRY, ECOSYSTEM, FIGURES, TOPIC, YEAR, Facet
from knowledge_hub.kinds.fields import (
    Day,
    Line,
    OldAddress,
    Paragraph,
    Prose,
    Yes,
)
from knowledge_hub.kinds.marks import LinkTo
from knowledge_hub.kinds.parts import Figure, Frozen, Rule, Source, WebLink, parts
from knowledge_hub.kinds.schema import Beside, Described, known
from knowledge_hub.kinds.values import Label, When

# The sorts of days that records speak of, in the order in which those of one day are listed.
DATES = {
    "event": Label("Event"),
    "opens": Label("Call opens"),
    "cut-off": Label("Call closes"),
    "registration": Label("Registration closes"),
    "host-call": Label("Call for hosts closes"),
    "results": Label("Results of a call"),
    "duty": Label("Date set by a law"),
}
# Subjects that belong together share a colour; each is the hue of a kind that has it in the design. Money's is left out.
COLOURS = {
    "nature": "Nature and materials",
    "energy": "Energy and water",
    "rules": "Rules and climate",
    "people": "People and cooperation",
    "technology": "Technology and building",
}
HUES = {"nature": "practice", "energy": "event", "rules": "policy", "people": "guide", "technology": "organisation"}


class Chapter(NamedTuple):
    """A part of a record with a page of its own: its id in addresses, title and summary."""

    id: str
    title: str
    summary: str


class Dated(NamedTuple):
    """A day that a record speaks of.

    Its sort (one of DATES), from when to when, the zone of its times, what it is in the record's words where the record says more
    than its title, how it stands: cancelled, postponed, or nothing where it holds; where it was moved, from when; and the address at
    which those who hold it tell of it.
    """

    sort: str
    start: When
    end: When | None = None
    zone: str | None = None
    says: str = ""
    state: str = ""
    moved_from: When | None = None
    told_at: str = ""


class Question(NamedTuple):
    """What somebody has to look up from a day on: its sort in one word, the field it is about, the day, what is the matter, what to do.

    Who checks the record on that day or later has answered it. A question that is `open` is not answered by looking alone: the record
    still lacks something, so it is asked again some months after each check.
    """

    sort: str
    way: Way
    day: date
    says: str
    advice: str
    open: bool = False


class Record(Frozen):
    """What every record shares.

    A kind is a subclass with `kept_in` (its folder below content/, and its address on the site), `called`
    (its name, one and many, in English), `hue` (the group of kinds whose colour it has), `rank` (its place
    where kinds are listed), `schema_type` (its type at schema.org) and `facets` (what its list can be narrowed by).
    """

    kind: ClassVar[str]
    kept_in: ClassVar[str]
    called: ClassVar[tuple[str, str]]
    hue: ClassVar[str]
    rank: ClassVar[int] = 99
    schema_type: ClassVar[str] = "CreativeWork"
    newest_first: ClassVar[bool] = True
    tools: ClassVar[tuple[str, ...]] = ()  # pages written by hand that help with records of this kind, by their path
    icon: ClassVar[str] = ""  # the name of its icon where that is not its own
    gathered_by: ClassVar[str] = ""  # the kind that gathers records of this one, and stands above their list
    wider: ClassVar[str] = ""  # the field that names the wider record of its kind, which is never part of this one
    gathers: ClassVar[bool] = False  # whether its page gathers all that belongs to it, with a map of where that is
    asked: ClassVar[Form | None] = None  # the form by which one is added in the browser
    facets: ClassVar[tuple[Facet, ...]] = (TOPIC, ECOSYSTEM, COUNTRY, YEAR, FIGURES, CHECKED)
    examples: ClassVar[tuple[str, ...]]  # ids of two records, to show what links to them look like
    closing: ClassVar[tuple[str, ...]] = ("links", "text", "sources", "verified", "draft", "redirect_from")  # written last, in this order

    title: Line = Field(description="The name of it, as a person would say it.")
    summary: Paragraph = Field(description="What it is about, in one or two sentences.")
    topics: tuple[Annotated[str, LinkTo("topic")], ...] = Field((), description="Names of files in content/topics/.")
    ecosystems: tuple[Annotated[str, LinkTo("ecosystem")], ...] = Field((), description="Names of files in content/ecosystems/.")
    sources: tuple[Source, ...] = Field((), description="Where the facts were read, each with an address or a document.")
    verified: Day | None = Field(
        None, title="Day the facts were checked", description="The day the facts were last checked against the sources."
    )
    links: tuple[WebLink, ...] = Field((), title="Links elsewhere", description="Pages elsewhere worth visiting.")
    text: Prose = Field("", title="More to say", description="More to say, in Markdown.")
    draft: Yes = Field(False, title="Not to be published yet", description="yes while it is not to be published.")
    redirect_from: tuple[OldAddress, ...] = Field(
        (), title="Old addresses", description="Old addresses of the page on this site, the oldest first."
    )

    def __init_subclass__(cls, *, kept_in: str = "", called: tuple[str, str] = ("", ""), hue: str = "", **rest: Any) -> None:
        super().__init_subclass__(**rest)
        cls.kind = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", cls.__name__).lower()
        cls.kept_in, cls.called, cls.hue = kept_in, called, hue

    @property
    def when(self) -> When | None:
        """The day it is listed by: the year index and the order of listings follow it."""
        return None

    @property
    def until(self) -> When | None:
        """The last day it speaks of, where that is another than `when`."""
        return self.when

    @property
    def in_countries(self) -> tuple[str, ...]:
        """The countries it belongs to, as ISO 3166-1 codes; EU for the whole Union."""
        return ()

    @property
    def also_called(self) -> tuple[str, ...]:
        """The short and other names that it goes by beside its title."""
        return ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures; the first one leads the page."""
        return ()

    @property
    def tint(self) -> str:
        """The hue of its pages and cards; that of its kind, unless it has one of its own."""
        return self.hue

    @property
    def chapters(self) -> tuple["Chapter", ...]:
        """Its parts that have a page of their own, below its page."""
        return ()

    @property
    def dates(self) -> tuple["Dated", ...]:
        """Every day it speaks of that belongs in a calendar; in the same order in every language."""
        return ()

    def questions(self) -> Iterable[Question]:
        """What its editors have to look up from a day on."""
        return ()

    def described(self, beside: Beside) -> Described:
        """What this kind says of itself in the words of schema.org, beside its type, name, description and address."""
        return known(about=beside.named("topic", *self.topics))

    def all_rules(self) -> Iterator[Rule]:
        """What its fields together get wrong, by the rules of its kind and those of its parts."""
        yield from self.rules()
        known = {address for source in self.sources for address in (source.url, source.document)}
        for way, part in parts(self):
            for inner, *rule in part.rules():
                yield cast(Rule, ((*way, *inner), *rule))
            if isinstance(part, Figure) and part.source and part.source not in known:
                says = f"'{part.source}' is not among the sources of this record"
                secure = part.source.replace("http:", "https:", 1)
                advice = "Write an address or document that stands under sources."
                yield (*way, "source"), "unknown-source", says, advice, secure if secure in known else ""
