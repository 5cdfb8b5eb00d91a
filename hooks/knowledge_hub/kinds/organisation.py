"""Organisations."""

from typing import Annotated

from pydantic import Field

from knowledge_hub.kinds.asked import Form, section
from knowledge_hub.kinds.facets import CHECKED, COUNTRY, ECOSYSTEM, FIGURES, TOPIC, Facet
from knowledge_hub.kinds.fields import Address, Country, Line, LongAgo, Name
from knowledge_hub.kinds.marks import LinkTo, OneOf
from knowledge_hub.kinds.parts import Figure
from knowledge_hub.kinds.record import Record
from knowledge_hub.kinds.schema import Beside, Described, address, day, known
from knowledge_hub.kinds.values import Label, When

SORTS = {
    "platform": "Platform",
    "network": "Network",
    "national-association": "National cluster association",
    "agency": "Agency",
    "ministry": "Ministry",
    "cluster": "Cluster organisation",
    "symbiosis": "Industrial symbiosis",
    "other": "Other body",
}


class Organisation(Record, kept_in="organisations", called=("Organisation", "Organisations"), hue="organisation"):
    """A platform, network, association, agency, ministry or cluster organisation."""

    rank = 8
    schema_type = "Organization"
    examples = ("green-net-finland", "mag")
    newest_first = False
    facets = (
        Facet("type", Label("Type"), lambda record: (record.sort,), words=SORTS),
        COUNTRY,
        TOPIC,
        ECOSYSTEM,
        Facet("member-of", Label("Member of"), lambda record: record.member_of, names="organisation"),
        FIGURES,
        CHECKED,
    )

    asked = Form(
        Label("Add an organisation"),
        (
            section(Label("The basics"), "title summary sort country website topics sources verified"),
            section(Label("More about it"), "short other_names region city sector founded key_figures text"),
            section(Label("Where it belongs"), "member_of ecosystems links"),
        ),
    )

    sort: Annotated[str, OneOf(SORTS)] = Field(title="Type", description="What it is: cluster, network, agency ...")
    short: Name | None = Field(None, title="Short name", description="Its short name, as in ECCP.", examples=["ECCP", "NCA"])
    other_names: tuple[Name, ...] = Field(
        (), description="Earlier names, and names in other languages.", examples=["Green Net", "Zelená síť Finsko"]
    )
    country: Country = Field(description="Two capital letters, as in CZ; EU for a body of the Union.")
    region: Name | None = Field(None, description="The region, in its own language.", examples=["Västra Götaland", "Jihomoravský kraj"])
    city: Name | None = Field(None, description="The town, in its own language.", examples=["Sotenäs", "Brno"])
    sector: Line | None = Field(
        None, title="What its members work in", description="What its members work in.", examples=["water and waste", "wood and furniture"]
    )
    founded: LongAgo | None = Field(None, description="When it was founded.")
    website: Address | None = Field(None, description="Its own website.")
    member_of: tuple[Annotated[str, LinkTo("organisation")], ...] = Field(
        (), title="Networks it belongs to", description="Networks it belongs to: names of files in content/organisations/."
    )
    key_figures: tuple[Figure, ...] = Field((), title="Figures", description="Members, people, turnover, the figure that says most first.")

    @property
    def when(self) -> When | None:
        return self.founded

    @property
    def in_countries(self) -> tuple[str, ...]:
        return (self.country,)

    @property
    def names_beside_title(self) -> tuple[str, ...]:
        """Its other names; a translation can have made one of them the title."""
        return tuple(name for name in self.other_names if name.split() != self.title.split())

    @property
    def also_called(self) -> tuple[str, ...]:
        return tuple(name for name in (self.short, *self.names_beside_title) if name)

    @property
    def figures(self) -> tuple[Figure, ...]:
        return self.key_figures

    def described(self, beside: Beside) -> Described:
        return known(
            alternateName=[name for name in (self.short, *self.other_names) if name],
            address=address(self.country, city=self.city, region=self.region),
            foundingDate=day(self.founded),
            memberOf=beside.named("organisation", *self.member_of),
            knowsAbout=beside.named("topic", *self.topics),
            sameAs=self.website,
        )
