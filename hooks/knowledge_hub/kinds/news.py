"""News."""

from typing import Annotated

from pydantic import Field

from knowledge_hub.kinds.asked import Form, section
from knowledge_hub.kinds.facets import ECOSYSTEM, TOPIC, YEAR, Facet
from knowledge_hub.kinds.fields import Day
from knowledge_hub.kinds.marks import LinkTo
from knowledge_hub.kinds.record import Record
from knowledge_hub.kinds.schema import Beside, Described, known
from knowledge_hub.kinds.values import Label, When


class News(Record, kept_in="news", called=("News", "News"), hue="event"):
    """An announcement and the day it was made."""

    rank = 9
    schema_type = "NewsArticle"
    examples = ("innovation-fund-2025-opens", "innovation-fund-2024-opens")
    icon = "doc"
    facets = (
        TOPIC,
        Facet("series", Label("Series"), lambda record: (record.series,) if record.series else (), names="event-series"),
        ECOSYSTEM,
        YEAR,
    )

    asked = Form(
        Label("Add a piece of news"),
        (
            section(Label("The basics"), "title summary day topics text sources verified"),
            section(Label("Where it belongs"), "series organisations events calls projects ecosystems links"),
        ),
    )

    day: Day = Field(title="Day", description="The day it was announced, as in 2026-11-21.")
    series: Annotated[str, LinkTo("event-series")] | None = Field(
        None, title="Series of events", description="The series it speaks of: the name of a file in content/event-series/."
    )
    organisations: tuple[Annotated[str, LinkTo("organisation")], ...] = Field((), description="Names of files in content/organisations/.")
    events: tuple[Annotated[str, LinkTo("event")], ...] = Field((), description="Names of files in content/events/.")
    calls: tuple[Annotated[str, LinkTo("funding-call")], ...] = Field((), description="Names of files in content/funding-calls/.")
    projects: tuple[Annotated[str, LinkTo("project")], ...] = Field((), description="Names of files in content/projects/.")

    @property
    def when(self) -> When | None:
        return When(self.day.year, self.day.month, self.day.day)

    def described(self, beside: Beside) -> Described:
        named = [("event-series", (self.series,)), ("event", self.events), ("organisation", self.organisations)]
        named += [("funding-call", self.calls), ("project", self.projects), ("topic", self.topics)]
        return known(
            headline=str(self.title),
            inLanguage=beside.language,
            datePublished=self.day,
            about=[one for kind, ids in named for one in beside.named(kind, *ids)],
            citation=[source.described() for source in self.sources],
        )
