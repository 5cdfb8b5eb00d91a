"""News."""

from typing import Annotated

from pydantic import Field

from knowledge_hub.kinds.fields import Day, LinkTo, When
from knowledge_hub.kinds.record import Record


class News(Record, kept_in="news", called=("News", "News"), hue="event"):
    """An announcement with a day."""

    rank = 9
    schema_type = "NewsArticle"

    day: Day = Field(description="The day it was announced, as in 2026-11-21.")
    series: Annotated[str, LinkTo("event-series")] | None = Field(
        None, description="The series it speaks of: the name of a file in content/event-series/."
    )
    organisations: tuple[Annotated[str, LinkTo("organisation")], ...] = Field((), description="Names of files in content/organisations/.")
    events: tuple[Annotated[str, LinkTo("event")], ...] = Field((), description="Names of files in content/events/.")
    calls: tuple[Annotated[str, LinkTo("funding-call")], ...] = Field((), description="Names of files in content/funding-calls/.")
    projects: tuple[Annotated[str, LinkTo("project")], ...] = Field((), description="Names of files in content/projects/.")

    @property
    def when(self) -> When | None:
        return When(self.day.year, self.day.month, self.day.day)
