"""A record is begun: from words of the command, from a file, or by asking on a terminal; what is written passes the check."""

import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from knowledge_hub import cli
from knowledge_hub.beginning import Beginning, near
from knowledge_hub.document import Document
from knowledge_hub.kinds import KINDS
from knowledge_hub.kinds.record import Record
from knowledge_hub.layout import formatted
from knowledge_hub.source import parse
from small_project import ROOT
from test_command_line import Told, project, told

__all__ = ["project"]

KSD = ["--field", "summary=A cluster: of firms", "--field", "sort=cluster", "--field", "country=CZ"]
NEEDED = {  # what a record of each kind needs at least
    "topic": ["summary=S"],
    "ecosystem": ["summary=S"],
    "organisation": ["summary=S", "sort=cluster", "country=CZ"],
    "good-practice": ["summary=S", "organisation=river-cluster", "place.country=CZ", "formats=training", "approach=Done"],
    "guide": ["summary=S", "audience=All", "time_needed=A day", "steps.id=a", "steps.title=A", "steps.goal=G", "steps.actions=Do it"],
    "funding-call": ["summary=S", "deadline_model=continuous", "what_for=Water"],
    "event": ["summary=S", "form=talk", "start=2026-03-01", "mode=online", "organiser=river-cluster"],
    "event-series": ["summary=S", "organiser=river-cluster", "what_for=Talk"],
    "policy": ["summary=S", "sort=strategy", "for_clusters=More"],
    "project": ["summary=S"],
    "news": ["summary=S", "day=2026-01-02"],
}


def told_by(answers: str, *words: str) -> Told:
    """What `hub new` with these words says on a terminal on which these answers are typed."""
    result = CliRunner().invoke(cli.app, ["new", *words], prog_name="hub", input=answers)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Told(result.exit_code, result.stdout, result.stderr)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands take standard input for a terminal."""
    monkeypatch.setattr(cli.records, "_on_terminal", lambda: True)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_what_is_needed_makes_a_record_that_passes_the_check(project: Path, kind: type[Record]) -> None:
    fields = [word for field in NEEDED[kind.kind] for word in ("--field", field)]
    file = f"content/{kind.kept_in}/zlutoucky-kun.yml"
    said = told("new", kind.kind, "--title", "Žluťoučký kůň", *fields)
    assert said == Told(0, f"{file} is written\n    Open it, tell what else you know, and run: hub check {file}\n", "")
    assert told("check", file).out.endswith("0 problems, 2 warnings\n")  # no sources, and no day of the last check
    text = (project / file).read_text()
    assert formatted(text, kind) == text
    assert all(f"# {field.description}\n" in text for field in kind.model_fields.values())


def test_a_record_begins_with_what_is_known_and_shows_the_rest_as_comments(project: Path) -> None:
    told("new", "organisation", "--title", "KSD", *KSD, "--field", "topics=water", "--field", "topics=rain", "--id", "ksd-brno")
    assert (
        (project / "content/organisations/ksd-brno.yml")
        .read_text()
        .startswith("""\
# yaml-language-server: $schema=../../schemas/organisation.json
# A platform, network, association, agency, ministry or cluster organisation.
# Needed is what stands without a #. Take away the # of what else you know, and delete the rest.

# The name of it, as a person would say it.
title: KSD

# What it is about, in one or two sentences.
summary: 'A cluster: of firms'

# Names of files in content/topics/.
topics:
- water
- rain

# Names of files in content/ecosystems/.
# ecosystems:
# - construction
# - textiles

# What it is: cluster, network, agency ...
sort: cluster
""")
    )


def test_a_record_can_be_begun_from_a_file(project: Path) -> None:
    (project / "mine.yml").write_text("title: KSD\nsort: cluster\nkey_figures:\n- indicator: members\n  value: 40\n  year: 2025\n")
    assert told("new", "organisation", "--from", "mine.yml", "--field", "summary=A cluster.", "--field", "country=CZ").status == 0
    written = parse((project / "content/organisations/ksd.yml").read_text(), Document("ksd")).values
    assert written == {
        "title": "KSD",
        "summary": "A cluster.",
        "sort": "cluster",
        "country": "CZ",
        "key_figures": [{"indicator": "members", "value": "40", "year": "2025"}],
    }


MISSING = "missing: summary, sort, country\n    Say them as in --field summary=... --field sort=... --field country=...\n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["organisation", "--title", "KSD"], Told(2, "", MISSING)),
        (["organisation", "--field", "titel=KSD"], Told(2, "", "'titel' is not a field here\n    did you mean 'title'?\n")),
        (["topic", "--field", "title.x=y"], Told(2, "", "'title.x' is not a field here\n    Nothing stands below it.\n")),
        (["topic", "--field", "title"], Told(2, "", "'title' is not a field with its value\n    As in --field country=CZ.\n")),
        (
            ["topic", "--field", "summary=a", "--field", "summary=b"],
            Told(2, "", "'summary' is said a second time\n    It takes one value.\n"),
        ),
        (
            ["topic", "--field", "sources=x"],
            Told(
                2,
                "",
                "'sources' holds fields\n    The fields here: sources.title, sources.url, sources.document, sources.publisher, "
                "sources.language, sources.read.\n",
            ),
        ),
        (
            ["topics", "--title", "Rain", "--field", "summary=R"],
            Told(2, "", "content/topics/rain.yml: is there already\n    Choose another id with --id.\n"),
        ),
        (["topic", "--title", "!!", "--field", "summary=R"], Told(2, "", "the title makes no id\n    Choose one with --id.\n")),
        (
            ["topic", "--title", "Con", "--field", "summary=R"],
            Told(2, "", "'con' is a name that Windows keeps for itself\n    Choose another id.\n"),
        ),
        (
            ["topic", "--title", "R", "--id", "../../x", "--field", "summary=R"],
            Told(2, "", "'..?..?x.yml' is not an id\n    Small letters a to z, digits and single hyphens, at most 80.\n"),
        ),
        (["topik"], Told(2, "", "'topik' is not a kind of record\n    did you mean 'topic'?\n")),
        (
            ["organisation", "--title", "KSD", *KSD[:4], "--field", "country=Czechia", "--field", "topics=watr"],
            Told(1, "topics: 'watr' is not a topic\n    did you mean 'water'?\n", ""),
        ),
        (
            ["organisation", "--title", "KSD", *KSD[:4], "--field", "country=Czechia"],
            Told(1, "country: 'Czechia' is not the code of a country\n    did you mean 'CZ'?\n", ""),
        ),
        (
            ["topic", "--from", "nowhere.yml"],
            Told(1, "nowhere.yml: is not a file [stray-file]\n    A record is one file that ends in .yml.\n", ""),
        ),
    ],
)
def test_what_cannot_be_begun_is_told_and_nothing_is_written(project: Path, words: list[str], expected: Told) -> None:
    before = sorted(project.rglob("content/**/*"))
    said = told("new", *words)
    assert (said.status, said.err) == (expected.status, expected.err)
    assert expected.out in said.out
    assert sorted(project.rglob("content/**/*")) == before


@pytest.mark.parametrize("content", [b"\x00\xff\xfe", b"title: [x\n", b"- a\n", b"title: &a x\n", b"", "titel: x\n".encode("utf-16")])
def test_a_damaged_file_is_told_in_words(project: Path, content: bytes) -> None:
    (project / "mine.yml").write_bytes(content)
    said = told("new", "topic", "--from", "mine.yml")
    assert (said.status, said.err) == (1, "")
    assert said.out.startswith("mine.yml:")


def test_a_file_with_parts_where_texts_belong_is_told_in_words(project: Path) -> None:
    (project / "mine.yml").write_text("title: {a: b}\nsummary: [x]\nlinks: x\n")
    assert told("new", "topic", "--from", "mine.yml", "--id", "x") == Told(
        1,
        "title: holds fields where one text belongs\nsummary: is a list where one text belongs\n"
        "links: is one value where a list belongs\n    Put each on a line of its own, after '- '.\n",
        "",
    )


ASKED = """\

The name of it, as a person would say it.
Title: Sewers warm halls

What it is about, in one or two sentences.
Summary: Heat.

The cluster or body that did it: the name of a file in content/organisations/.
Who did it: clus
   1  river-cluster  River Cluster
Write an id or a number.
Who did it: river-cluster

Two capital letters, as in CZ; EU stands for the whole Union.
Country: Czechia
'Czechia' is not the code of a country
    did you mean 'CZ'?
Country: CZ

How it was done, as in helpdesk or industrial-symbiosis.
helpdesk (Helpdesk), innovation-challenge (Innovation challenge), knowledge-sharing (Knowledge
sharing), training (Training), advisory (Advice to companies), joint-project (Joint project),
industrial-symbiosis (Industrial symbiosis), energy-network (Energy efficiency network),
certification (Certification), policy-cooperation (Cooperation with policymakers), study
(Study), co-creation (Co-creation), funding-for-third-parties (Funding for third parties),
start-up-support (Support for start-ups), internationalisation (Going abroad together),
exchange-visits (Exchange visits), guide (Guide or handbook), marketplace (Marketplace)
One after the other; leave the last one empty.
How it was done: training
How it was done:

What was done?
What was done: Done

Names of files in content/topics/.
One after the other; leave the last one empty.
Topics: wa
   1  water  Water
Write an id or a number.
Topics: 1
Topics:
content/good-practices/sewers-warm-halls.yml is written
    Open it, tell what else you know, and run: hub check content/good-practices/sewers-warm-halls.yml
"""


def test_what_is_needed_is_asked_on_a_terminal(project: Path, terminal: None) -> None:
    said = told_by("Sewers warm halls\nHeat.\nclus\nriver-cluster\nCzechia\nCZ\ntraining\n\nDone\nwa\n1\n\n", "good-practice")
    assert said.status == 0
    assert said.err == ""
    assert said.out.replace(" \n", "\n") == ASKED


def test_questions_are_asked_in_czech(project: Path, terminal: None) -> None:
    said = told_by("Sníh\nO sněhu.\n\n", "topic", "--lang", "cs")
    assert (said.status, said.err) == (0, "")
    assert "Název: Sníh\n" in said.out


def test_an_answer_that_cannot_be_taken_is_refused_in_czech(project: Path, terminal: None) -> None:
    said = told_by("KSD\nKlastr.\nklastr\ncluster\nČesko\nCZ\n\n", "organisation", "--lang", "cs")
    refused = [line for line in said.out.split("\n") if "„" in line]
    assert (said.status, refused) == (0, ["„klastr“ není slovo, které se tu používá", "„Česko“ není kód země", "    mysleli jste „CZ“?"])
    assert said.out.endswith(
        "content/organisations/ksd.yml je zapsán\n"
        "    Otevřete jej, doplňte, co dalšího víte, a\u00a0spusťte: hub check content/organisations/ksd.yml\n"
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["topik"], Told(2, "", "„topik“ není druh záznamu\n    mysleli jste „topic“?\n")),
        (["topic"], Told(2, "", "chybí: title, summary\n    Zadejte je takto: --field title=... --field summary=...\n")),
        (["topic", "--field", "titel=KSD"], Told(2, "", "„titel“ tu není pole\n    mysleli jste „title“?\n")),
        (
            ["topics", "--title", "Rain", "--field", "summary=R"],
            Told(2, "", "content/topics/rain.yml: už existuje\n    Zvolte jiný identifikátor pomocí --id.\n"),
        ),
        (
            ["topic", "--title", "Con", "--field", "summary=R"],
            Told(2, "", "„con“ je název, který si ponechává Windows\n    Zvolte jiný identifikátor.\n"),
        ),
        (
            ["organisation", "--title", "KSD", *KSD[:-1], "country=Czechia"],
            Told(1, "country: „Czechia“ není kód země\n    mysleli jste „CZ“?\n", ""),
        ),
    ],
    ids=lambda case: " ".join(case) if isinstance(case, list) else "",
)
def test_what_cannot_be_taken_is_refused_in_czech(project: Path, words: list[str], expected: Told) -> None:
    assert told("new", *words, "--lang", "cs") == expected


def test_a_word_to_choose_stands_whole_on_its_line(project: Path, terminal: None) -> None:
    asked = told_by("T\nS\nriver-cluster\nCZ\n", "good-practice", "--lang", "cs").out  # begun, and left
    assert [line for line in asked.splitlines() if line.endswith("-")] == []


def test_who_stops_answering_has_written_nothing(project: Path, terminal: None) -> None:
    said = told_by("Snow\n", "topic")
    assert said.status == 1
    assert not (project / "content/topics/snow.yml").exists()


def test_without_a_terminal_nothing_is_asked(project: Path) -> None:
    assert told("new", "topic") == Told(2, "", "missing: title, summary\n    Say them as in --field title=... --field summary=...\n")


KNOWN = {"river-cluster": "River Cluster", "sea-agency": "Agentura pro moře", "green-net-finland": "Green Net Finland"}


@pytest.mark.parametrize(
    ("part", "ids"),
    [
        ("river", ["river-cluster"]),
        ("more", ["sea-agency"]),
        ("Finland green", ["green-net-finland"]),
        ("green-net-finlnd", ["green-net-finland"]),
        ("e", list(KNOWN)),
        ("nothing", []),
    ],
)
def test_a_part_of_an_id_or_title_finds_those_it_may_mean(part: str, ids: list[str]) -> None:
    assert near(part, KNOWN) == ids


def test_an_id_ends_with_a_word(project: Path) -> None:
    begun = Beginning(KINDS["topic"], {"title": "Příliš dlouhý název o vodě, dešti a sněhu v zemích střední Evropy"})
    assert begun.id == "prilis-dlouhy-nazev-o-vode-desti-a-snehu-v-zemich-stredni"


@pytest.mark.parametrize("page", ["docs/contribute/command-line.md", "docs/cs/contribute/command-line.md"])
def test_the_example_of_the_guide_makes_a_record(project: Path, page: str) -> None:
    written = (ROOT / page).read_text(encoding="utf-8").replace("\\\n", " ")
    words = shlex.split(next(line for line in written.split("\n") if line.startswith("hub new organisation")))
    assert told(*words[1:]).status == 0
    file = project / "content/organisations/klastr-ciste-vody.yml"
    file.write_text(file.read_text().replace("- water", "- watr"))
    said = told("check", "content/organisations/klastr-ciste-vody.yml").out
    assert next(block for block in written.split("```text\n")[1:]).partition("```")[0] in said
