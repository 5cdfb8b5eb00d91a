"""What one record says of others: its links lead to other records, and its old addresses belong to no page."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from knowledge_hub.document import Document
from knowledge_hub.folders import SITE_NAMES
from knowledge_hub.kinds import FOLDERS, KINDS
from knowledge_hub.problems import Place, Problem, did_you_mean, surely, with_article
from knowledge_hub.project import Project
from knowledge_hub.reading import Reference

# Where the site keeps what is neither a record nor written by hand.
KEPT_ADDRESSES = {
    "assets",
    "calendar",
    "calendars",
    "contribute",
    "countries",
    "data",
    "feeds",
    "pagefind",
    "schemas",
    "search",
    "translations",
}


def dead_links(
    links: Iterable[Reference],
    known: Mapping[str, Collection[str]],
    unread: Collection[tuple[str, str]],
    document_of: Callable[[str], Document],
) -> Iterator[Problem]:
    """Links to records that are not there.

    `known` are ids by kind, those of guide steps as guide/step; a link to one of the records `unread` (drafts, and those with
    mistakes of their own) is not dead. `document_of` gives the document of a file.
    """
    for link in links:
        if link.id in known[link.kind] or link.record in unread:
            continue
        of_step = link.kind == "guide-step"
        called = "step of a guide" if of_step else KINDS[link.kind].called[0].lower()
        where = "content/guides/, as guide/step" if of_step else f"content/{KINDS[link.kind].kept_in}/"
        advice = did_you_mean(link.id, known[link.kind], f"The name of a file in {where}.")
        fix = document_of(link.place.file).mend(link.place, link.id, surely(link.id, known[link.kind]))
        yield Problem(link.place, f"'{link.id}' is not {with_article(called)}", link.field, advice, code="dead-link", fix=fix)


def links_to_itself(key: tuple[str, str], links: Iterable[Reference]) -> Iterator[Problem]:
    """Links of the record with this kind and id that lead to this record."""
    for link in links:
        if link.record == key:
            yield Problem(link.place, f"'{link.id}' is this record itself", link.field, "Name another one, or leave it out.", code="circle")


def circles(links: Mapping[str, Reference], wider: Callable[[str], Reference | None]) -> Iterator[Problem]:
    """Links to wider records, each by the id of the record it stands in, that lead back there on the way over others.

    `wider` gives the link to the wider one of the record with an id.
    """
    for id, link in links.items():
        way: dict[str, None] = {}
        above: Reference | None = link
        while above and above.id not in way:
            way[above.id] = None
            above = wider(above.id)
        if id in way and link.id != id:
            passed = [id, *way]
            circle = " → ".join(passed[: passed.index(id, 1) + 1])
            yield Problem(link.place, f"leads back to this record: {circle}", link.field, "One of these links is wrong.", code="circle")


Old = tuple[str, Place, str]  # an old address, where it is written, and the file of its record


def taken_addresses(project: Project, records: Mapping[str, str], olds: Iterable[Old]) -> Iterator[Problem]:
    """Old addresses that a page of the site has now, or could have. `records` gives the file of each record by its address."""
    all_olds = [*olds]
    if not all_olds:
        return
    kept = {*project.languages, *KEPT_ADDRESSES}
    taken = {**records, **{folder: f"content/{folder}/" for folder in FOLDERS}}
    for page in sorted(project.docs.rglob("*.md")):
        written = page.relative_to(project.docs).as_posix()
        address = written.removesuffix(".md").removesuffix("/index")
        taken[address] = f"docs/{written}"
        language, _, below = address.partition("/")
        if language in project.languages:  # a translated record leaves its old addresses in each of its languages
            taken.setdefault(below, f"docs/{written}")
    claimed: dict[str, str] = {}
    for old, place, file in all_olds:
        parts, advice = old.split("/"), "An old address is one that no page has now."
        if old in taken:
            says = f"'{old}' is the address of {taken[old]}"
        elif claimed.get(old) == file:
            says, advice = f"'{old}' stands here a second time", "Leave it out here."
        elif old in claimed:
            says, advice = (
                f"'{old}' is an old address of {claimed[old]} already",
                "An old address leads to one page: leave it out where it is wrong.",
            )
        elif parts[0] in kept or SITE_NAMES.intersection(parts[1:]):
            says = f"'{old}' is an address that the site keeps for itself"
        else:
            claimed[old] = file
            continue
        yield Problem(place, says, "redirect_from", advice, code="taken-address")
