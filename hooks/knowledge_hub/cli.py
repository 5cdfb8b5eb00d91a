"""The command line: verbs on the project in the current directory.

What builds and draws is imported where it is used: a check of one file does not wait for it.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from knowledge_hub import beginning, checking, explaining, external, formatting, mending, reports
from knowledge_hub.catalogue import Catalogue, load
from knowledge_hub.folders import original_of
from knowledge_hub.kinds import FOLDERS, KINDS
from knowledge_hub.kinds.record import Record
from knowledge_hub.problems import Problem, did_you_mean
from knowledge_hub.project import SETTINGS, Project, project_in
from knowledge_hub.source import Document, read
from knowledge_hub.speech import Speech
from knowledge_hub.translation import follow

if TYPE_CHECKING:
    from knowledge_hub.due import Due
    from knowledge_hub.publish import Progress as Report
    from knowledge_hub.publish import Published

WRONG, MISUSED = 1, 2
SOON = 30
_TOLD = re.compile(r"^INFO .*\n(?: .*\n)*", re.MULTILINE)  # what the engine tells beside warnings and errors

app = typer.Typer(
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Work on the knowledge hub in the current directory.",
)


class Form(StrEnum):
    """How problems are printed."""

    text = "text"
    json = "json"
    sarif = "sarif"
    github = "github"


class LongForm(StrEnum):
    """How the state of external links, and what is due, are printed."""

    text = "text"
    json = "json"
    issue = "issue"


class DiffForm(StrEnum):
    """How a change is told."""

    text = "text"
    markdown = "markdown"
    json = "json"
    github = "github"


@app.command()
def check(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders below content/ to look at alone.", show_default=False)
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="Print problems as text, as JSON, as SARIF or for a run on GitHub.")] = Form.text,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what has one answer, and put the fields in order.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="With --fix: show what would change, and change nothing.")] = False,
) -> None:
    """Check every record and every link between records, or some files alone."""
    project = _project()
    if dry_run and not fix:
        _misuse("--dry-run goes with --fix: it shows what would be mended")
    checked = checking.check(project, _today(), _chosen(project, files), fix=fix)
    if dry_run:
        typer.echo(reports.visible(mending.difference(project, checked.mended)), nl=False)
        raise typer.Exit(WRONG if checked.mended.told or _stops(checked.problems) else 0)
    mending.write(project, checked.mended)
    for line in checked.mended.told if form is Form.text else ():
        typer.echo(reports.visible(line))
    _report(checked.problems, project, form)
    if form in (Form.text, Form.github):
        _count(project, checked, files)
    if form is Form.github:
        _to_summary(reports.as_summary(checked.problems, len(checked.catalogue.entries), project.root))
    raise typer.Exit(WRONG if _stops(checked.problems) else 0)


@app.command()
def fmt(
    files: Annotated[list[Path] | None, typer.Argument(help="Files or folders below content/.", show_default=False)] = None,
    only_check: Annotated[bool, typer.Option("--check", help="Change nothing; end with status 1 when a file would change.")] = False,
) -> None:
    """Put records in one order and style; comments are kept."""
    project = _project()
    chosen = _chosen(project, files)
    told = {True: "is not in order and style", False: "put in order and style"}[only_check]
    changes = list(formatting.reformatted(project, None if chosen is None else frozenset(chosen)))
    for file, text in changes:
        if text is not None and not only_check:
            mending.rewrite(project.root / file, text)
        typer.echo(reports.visible(f"{file}: {'cannot be read whole; see hub check' if text is None else told}"))
    if not changes:
        typer.echo("all in order and style")
    raise typer.Exit(WRONG if any(only_check or text is None for _, text in changes) else 0)


@app.command()
def new(
    kind: Annotated[str, typer.Argument(help="The kind of the record, as in good-practice.")],
    *,
    title: Annotated[str, typer.Option(help="Its title; the id is made of it.")] = "",
    fields: Annotated[list[str] | None, typer.Option("--field", metavar="NAME=VALUE", help="A field; again for more of a list.")] = None,
    from_: Annotated[Path | None, typer.Option("--from", metavar="FILE", help="A file with fields as a record has them.")] = None,
    id: Annotated[str, typer.Option(help="Its id, if not that of the title.")] = "",
    lang: Annotated[str, typer.Option(metavar="LANGUAGE", help="The language of the questions, as in cs.")] = "",
) -> None:
    """Begin a record: ask for what is needed, and write it with a comment for all else one could tell."""
    project = _project()
    known = _kind(kind)
    document = read(from_, str(from_)) if from_ else Document("")
    if document.problems:
        _report(tuple(document.problems), project, Form.text)
        raise typer.Exit(WRONG)
    try:
        begun = beginning.taken(known, document, fields or (), title)
        if begun.missing and _on_terminal():
            speech = Speech(lang if lang in project.languages else project.original)
            beginning.Asking(project, speech, _asked, typer.echo).complete(begun)
        if begun.missing:
            names = [".".join(way) for way in begun.missing]
            _misuse(f"missing: {', '.join(names)}\n    Say them as in {' '.join(f'--field {name}=...' for name in names)}")
        path = beginning.place_of(project, begun, id)
    except beginning.Refused as refused:
        _misuse(str(refused))
    wrong = beginning.mistakes(project, begun, path, _today())
    if wrong:
        typer.echo("\n".join(reports.visible(str(problem).removeprefix(f"{problem.place}: ")) for problem in wrong))
        raise typer.Exit(WRONG)
    path.parent.mkdir(parents=True, exist_ok=True)
    mending.rewrite(path, begun.text)
    file = path.relative_to(project.root).as_posix()
    typer.echo(f"{file} is written\n    Open it, tell what else you know, and run: hub check {file}")


@app.command()
def explain(
    code: Annotated[str, typer.Argument(help="The code of a message, as in unknown-field; all are listed without one.")] = "",
    lang: Annotated[str, typer.Option(metavar="LANGUAGE", help="The language of the explanation, as in cs.")] = explaining.ORIGINAL,
) -> None:
    """Tell what a message means, with an example of the mistake and of what is right."""
    if not code:
        typer.echo(explaining.as_list(lang), nl=False)
        return
    told = explaining.explanations(lang).get(code.strip("[]"))
    if told is None:
        _misuse(explaining.why_unknown(code))
    project = project_in(Path.cwd()) if (Path.cwd() / SETTINGS).is_file() else None
    site = f"{project.url}{project.prefix(lang) if lang in project.languages else ''}" if project else ""
    say = Speech(lang if lang in (project.languages if project else ()) else explaining.ORIGINAL).say
    typer.echo(explaining.as_text(told, site, words=(say("Wrong"), say("Right"))), nl=False)


@app.command()
def translated(files: Annotated[list[Path], typer.Argument(help="Translations, as in content/topics/water.cs.yml.")]) -> None:
    """Note that translations say what their originals say now: writes the version they follow."""
    project = _project()
    for file in files:
        found = original_of(project, project.root / file)
        if found is None:
            _misuse(f"{file}: is no translation of a record of this project")
        kind, original = found
        follow(project.root / file, read(original, original.name), kind)
    typer.echo(f"{_counted(len(files), 'translation')} noted")


@app.command()
def build() -> None:
    """Build the site into site/: all of it, or nothing when something is wrong."""
    from knowledge_hub.publish import Published, publish
    from knowledge_hub.publish.writing import stage_beside

    project = _project()
    site = project.root / "site"
    began = time.monotonic()
    stage = stage_beside(site)
    try:
        engine = _engine(project, stage)
        catalogue = load(project)
        if _stops(catalogue.problems):
            engine.kill()
            engine.wait()
            published = Published(len(catalogue.entries), 0, catalogue.problems)
        else:
            said, _ = engine.communicate()
            if engine.returncode:
                typer.echo(f"{_TOLD.sub('', said).strip()}\n{site.name}/ is as it was", err=True)
                raise typer.Exit(WRONG)
            with _progress() as progress:
                published = publish(stage, project, catalogue, _now(), with_search=_search_wanted(), progress=progress)
        _conclude(published, project, stage, site, began)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


@app.command()
def stamp(site_dir: Annotated[Path, typer.Argument(help="The site that another engine built from mkdocs.yml and docs/.")]) -> None:
    """Finish a site that another engine built: stamp the records into its frames, fill its slots, check its links."""
    from knowledge_hub.publish import publish
    from knowledge_hub.publish.writing import stage_beside

    project = _project()
    site = site_dir.resolve()
    if not (site / "index.html").is_file() or project.root.resolve().is_relative_to(site):
        _misuse(f"{site_dir}: no site was built here")
    began = time.monotonic()
    stage = stage_beside(site)
    try:
        shutil.copytree(site, stage, dirs_exist_ok=True)
        with _progress() as progress:
            published = publish(stage, project, load(project), _now(), with_search=_search_wanted(), progress=progress)
        _conclude(published, project, stage, site, began)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


@app.command()
def links(
    since: Annotated[str, typer.Option(metavar="REV", help="Only links that were added after this git revision.")] = "",
    form: Annotated[LongForm, typer.Option("--format", help="Report as text, as JSON or as the body of an issue.")] = LongForm.text,
    strict: Annotated[bool, typer.Option("--strict", help="End with status 1 when links are dead.")] = False,
    state: Annotated[Path, typer.Option(help="The file that remembers failures from day to day.")] = external.STATE,
) -> None:
    """Try the links to other sites with lychee. It needs the network and never stops a contributor unless told to."""
    options = external.Options(since=since, state=state, form=form.value, strict=strict)
    raise typer.Exit(external.run(_project(), options, now=_now(), out=sys.stdout, err=sys.stderr))


@app.command(name="due")
def due_until(
    within: Annotated[int, typer.Option(metavar="DAYS", min=0, max=3660, help="How many days to look ahead.")] = SOON,
    form: Annotated[LongForm, typer.Option("--format", help="List as text, as JSON or as the body of an issue.")] = LongForm.text,
    strict: Annotated[bool, typer.Option("--strict", help="End with status 1 when there is something to look at.")] = False,
    state: Annotated[Path, typer.Option(help="The file in which hub links remembers failures.")] = external.STATE,
) -> None:
    """List what editors have to look at in the next days, with its place and where to edit it."""
    from knowledge_hub import due

    project = _project()
    catalogue = load(project)
    if _stops(catalogue.problems):
        _report(catalogue.problems, project, Form.text)
        raise typer.Exit(WRONG)
    today = _today()
    until = today + timedelta(days=within)
    found = _due(project, catalogue, today, until, state)
    as_form = {LongForm.text: due.as_text, LongForm.json: due.as_json, LongForm.issue: due.as_issue}[form]
    typer.echo(as_form(found, project, today, until), nl=False)
    raise typer.Exit(WRONG if strict and found else 0)


@app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(help="A table that ends in .csv or .xlsx, its headings in the first row.")],
    kind: Annotated[str, typer.Option(help="The kind of its records, as in good-practice.")],
    mapping: Annotated[Path | None, typer.Option(metavar="FILE.yml", help="What the headings and words of the table mean here.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything and write nothing.")] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Change records that exist.")] = False,
) -> None:
    """Make records of the rows of a table: all of them, or none when something is wrong."""
    from knowledge_hub import tables

    project = _project()
    options = tables.Options(mapping=mapping, dry_run=dry_run, overwrite=overwrite)
    raise typer.Exit(tables.import_table(project, _kind(kind), file, options, sys.stdout))


@app.command()
def export(
    kind: Annotated[str, typer.Argument(help="A kind of record, as in good-practice.")],
    to: Annotated[Path | None, typer.Option(metavar="FILE", help="A file that ends in .csv or .xlsx; CSV is printed otherwise.")] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Write over a file that exists.")] = False,
    semicolons: Annotated[bool, typer.Option("--semicolons", help="CSV as Excel expects it in Czech and German.")] = False,
) -> None:
    """Write all records of a kind as a table, which hub import reads again."""
    from knowledge_hub import tables

    project = _project()
    if to and to.suffix.lower() not in (".csv", ".xlsx"):
        _misuse(f"{to.name}: a table ends in .csv or .xlsx")
    if to and to.exists() and not overwrite:
        _misuse(f"{to.name}: is there already; --overwrite writes over it")
    raise typer.Exit(tables.export_table(project, _kind(kind), to, ";" if semicolons else ",", sys.stdout))


@app.command(name="diff")
def diff_since(
    base: Annotated[str, typer.Argument(metavar="BASE", help="A git revision, as in origin/main.")],
    form: Annotated[DiffForm, typer.Option("--format", help="Tell it as text, Markdown, JSON or to a run on GitHub.")] = DiffForm.text,
    merges_of: Annotated[str, typer.Option(metavar="REV", help="The work whose merges are looked at.")] = "HEAD",
) -> None:
    """Tell what a change does to records: which are new, changed, moved and gone. It ends with status 1 where readers lose something."""
    from knowledge_hub import changes

    project = _project()
    found = changes.changes_since(project, base, merges_of)
    if isinstance(found, Problem):
        _misuse(str(found))
    if form is DiffForm.github:
        _to_summary(changes.REPORTS["markdown"](found, project.root))
    typer.echo(changes.REPORTS[form](found, project.root), nl=False)
    raise typer.Exit(WRONG if _stops(found.problems) else 0)


def main() -> None:
    """The console command `hub`."""
    app()


def _project() -> Project:
    root = Path.cwd()
    if not (root / SETTINGS).is_file():
        _misuse(f"no {SETTINGS} here: run hub in the folder of the project")
    return project_in(root)


def _kind(name: str) -> type[Record]:
    """The kind with this name, or of this folder."""
    kind = KINDS.get(name) or FOLDERS.get(name)
    if kind is None:
        known = ", ".join(KINDS)
        _misuse(f"'{name}' is not a kind of record\n    {did_you_mean(name, KINDS, f'One of: {known}.')}")
    return kind


def _on_terminal() -> bool:
    return sys.stdin.isatty()


def _asked(words: str) -> str:
    return str(typer.prompt(words, default="", show_default=False))


def _chosen(project: Project, files: list[Path] | None) -> list[Path] | None:
    """The files to look at; None stands for all."""
    if not files:
        return None
    root = project.content.resolve()
    for file in files:
        if not file.exists() and not file.is_symlink():
            _misuse(f"{file}: is not there")
        if not (file.parent.resolve() / file.name).is_relative_to(root):
            _misuse(f"{file}: is no file in content/")
    return list(checking.below(project.content / (file.parent.resolve() / file.name).relative_to(root) for file in files))


def _count(project: Project, checked: checking.Checked, files: list[Path] | None) -> None:
    problems, mended = checked.problems, len(checked.mended.told)
    mistakes = sum(not problem.warning for problem in problems)
    told = f"{_counted(mistakes, 'problem')}, {_counted(len(problems) - mistakes, 'warning')}" if problems else "no problems"
    looked = "" if files else f"{_counted(len(checked.catalogue.entries), 'record')}, "
    typer.echo(f"{looked}{f'{mended} mended, ' if mended else ''}{told}")
    waiting = 0 if mistakes or files else len(_due(project, checked.catalogue, _today(), _today() + timedelta(days=SOON), external.STATE))
    if waiting:
        typer.echo(f"{_counted(waiting, 'thing')} to look at within {SOON} days: hub due")


def _misuse(says: str) -> NoReturn:
    typer.echo(says, err=True)
    raise typer.Exit(MISUSED)


def _engine(project: Project, stage: Path) -> subprocess.Popen[str]:
    """MkDocs drawing the frames, in a process of its own while the records are read. With --quiet it would not count warnings."""
    return subprocess.Popen(  # noqa: S603 - our own arguments
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(stage)],
        cwd=project.root,
        env={**os.environ, "HUB_FRAMES_ONLY": "1", "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _conclude(published: "Published", project: Project, stage: Path, site: Path, began: float) -> None:
    from knowledge_hub.publish.writing import swap

    _report(published.problems, project, Form.text)
    if _stops(published.problems):
        mistakes = sum(not problem.warning for problem in published.problems)
        typer.echo(f"{_counted(mistakes, 'problem')}; {site.name}/ is as it was", err=True)
        raise typer.Exit(WRONG)
    swap(stage, site)
    shown = site.relative_to(project.root) if site.is_relative_to(project.root) else site
    typer.echo(
        f"{shown}/ is built: {_counted(published.records, 'record')}, {_counted(published.pages, 'page')}, {time.monotonic() - began:.1f} s"
    )


def _report(problems: tuple[Problem, ...], project: Project, form: Form) -> None:
    if form is Form.json:
        typer.echo(reports.as_json(problems))
    elif form is Form.sarif:
        typer.echo(reports.as_sarif(problems))
    elif form is Form.github:
        typer.echo(reports.as_commands(problems), nl=False)
    elif problems:
        typer.echo(reports.as_text(problems, project.root))


def _to_summary(text: str) -> None:
    """Write to the page that tells of a run on GitHub, where this is one."""
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        with Path(summary).open("a", encoding="utf-8") as page:
            page.write(f"{text}\n")


def _stops(problems: tuple[Problem, ...]) -> bool:
    return any(not problem.warning for problem in problems)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _search_wanted() -> bool:
    return os.environ.get("HUB_SEARCH") != "off"


def _now() -> datetime:
    """The moment of the build; SOURCE_DATE_EPOCH sets it (https://reproducible-builds.org/specs/source-date-epoch/)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch and not epoch.isdigit():
        _misuse(f"SOURCE_DATE_EPOCH is '{epoch}': seconds since 1970 belong there")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)


def _today() -> date:
    return _now().date()


def _due(project: Project, catalogue: Catalogue, today: date, until: date, state: Path) -> tuple["Due", ...]:
    from knowledge_hub import due
    from knowledge_hub.external.memory import remembered

    memory = remembered(project.root / state, state.as_posix())
    if isinstance(memory, Problem):
        _misuse(str(memory))
    return due.due(project, catalogue, memory, today, until)


@contextmanager
def _progress() -> Iterator["Report"]:
    """Bars on a terminal; silence elsewhere."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda *_: None
        return
    with Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console, transient=True
    ) as bars:
        tasks: dict[str, int] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done)  # type: ignore[arg-type]

        yield show
