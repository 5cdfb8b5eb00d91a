"""Verbs on records: check, fmt, new, explain, translated."""

import sys
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from knowledge_hub import beginning, checking, explaining, formatting, mending, reports
from knowledge_hub.cli.rim import (
    SOON,
    WRONG,
    Form,
    app,
    due_in,
    kind_called,
    misuse,
    one_of,
    project_here,
    report,
    to_summary,
    today,
)
from knowledge_hub.document import Document
from knowledge_hub.external import STATE
from knowledge_hub.folders import named, original_of
from knowledge_hub.problems import Problem, counted, in_order, mistakes
from knowledge_hub.project import SETTINGS, Project, project_in
from knowledge_hub.retelling import retold
from knowledge_hub.source import read
from knowledge_hub.speech import Speech
from knowledge_hub.translation import following


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
    project = project_here()
    if dry_run and not fix:
        misuse("--dry-run goes with --fix: it shows what would be mended")
    checked = checking.check(project, today(), _chosen(project, files), fix=fix)
    if dry_run:
        typer.echo(reports.visible(mending.difference(project, checked.mended)), nl=False)
        raise typer.Exit(WRONG if checked.mended.told or mistakes(checked.problems) else 0)
    mending.write(project, checked.mended)
    for line in checked.mended.told if form is Form.text else ():
        typer.echo(reports.visible(line))
    report(checked.problems, project, form)
    if form in (Form.text, Form.github):
        _count(project, checked, files)
    if form is Form.github:
        to_summary(reports.as_summary(checked.problems, len(checked.catalogue.entries), project.root))
    raise typer.Exit(WRONG if mistakes(checked.problems) else 0)


@app.command()
def fmt(
    files: Annotated[list[Path] | None, typer.Argument(help="Files or folders below content/.", show_default=False)] = None,
    only_check: Annotated[bool, typer.Option("--check", help="Change nothing; end with status 1 when a file would change.")] = False,
) -> None:
    """Put records in one order and style; comments are kept."""
    project = project_here()
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
    project = project_here()
    speech = Speech(one_of(project.languages, lang or project.original))
    known = kind_called(kind, speech)
    document = read(from_, str(from_)) if from_ else Document("")
    if document.problems:
        report(tuple(document.problems), project, Form.text)
        raise typer.Exit(WRONG)
    try:
        begun = beginning.taken(known, document, fields or (), title)
        if begun.missing and _on_terminal():
            beginning.Asking(project, speech, _asked, typer.echo).complete(begun)
        if begun.missing:
            names = [".".join(way) for way in begun.missing]
            misuse(f"missing: {', '.join(names)}\n    Say them as in {' '.join(f'--field {name}=...' for name in names)}", speech)
        path = beginning.place_of(project, begun, id)
    except beginning.Refused as refused:
        misuse(str(refused), speech)
    wrong = beginning.mistakes_in(project, begun, path, today())
    if wrong:
        for problem in wrong:
            says = retold("\n    ".join(filter(None, (problem.says, problem.advice))), speech)
            typer.echo(reports.visible(f"{problem.field}: {says}" if problem.field else says))
        raise typer.Exit(WRONG)
    path.parent.mkdir(parents=True, exist_ok=True)
    mending.rewrite(path, begun.text)
    file = path.relative_to(project.root).as_posix()
    typer.echo(retold(f"{file} is written\n    Open it, tell what else you know, and run: hub check {file}", speech))


@app.command()
def explain(
    code: Annotated[str, typer.Argument(help="The code of a message, as in unknown-field; all are listed without one.")] = "",
    lang: Annotated[str, typer.Option(metavar="LANGUAGE", help="The language of the explanation, as in cs.")] = explaining.ORIGINAL,
) -> None:
    """Tell what a message means, with an example of the mistake and of what is right."""
    one_of(explaining.languages(), lang)
    if not code:
        typer.echo(explaining.as_list(lang), nl=False)
        return
    told = explaining.explanations(lang).get(code.strip("[]"))
    if told is None:
        misuse(explaining.why_unknown(code), Speech(lang))
    project = project_in(Path.cwd()) if (Path.cwd() / SETTINGS).is_file() else None
    site = f"{project.url}{project.prefix(lang) if lang in project.languages else ''}" if project else ""
    say = Speech(lang).say
    typer.echo(explaining.as_text(told, site, words=(say("Wrong"), say("Right"))), nl=False)


@app.command()
def translated(files: Annotated[list[Path], typer.Argument(help="Translations, as in content/topics/water.cs.yml.")]) -> None:
    """Note that translations say what their originals say now: writes the version they follow."""
    project = project_here()
    problems: list[Problem] = []
    noted: dict[Path, str] = {}
    for file in files:
        found = original_of(project, project.root / file)
        if found is None:
            if not (project.root / file).is_file():
                misuse(f"{file}: is not there")
            like = f"{file.stem}.{project.languages[-1]}.yml"
            misuse(f"{file}: is no translation of a record of this project\n    One ends in its language, as {like} does.")
        kind, path = found
        original, translation = (read(one, named(project, one)) for one in (path, path.with_name(file.name)))
        problems += [*original.problems, *translation.problems]
        noted[path.with_name(file.name)] = following(translation, original, kind)
    if problems:
        report(in_order(problems), project, Form.text)
        raise typer.Exit(WRONG)
    for path, text in noted.items():
        mending.rewrite(path, text)
    typer.echo(f"{counted(len(files), 'translation')} noted")


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
            misuse(f"{file}: is not there")
        if not (file.parent.resolve() / file.name).is_relative_to(root):
            misuse(f"{file}: is no file in content/")
    return list(checking.below(project.content / (file.parent.resolve() / file.name).relative_to(root) for file in files))


def _count(project: Project, checked: checking.Checked, files: list[Path] | None) -> None:
    problems, mended = checked.problems, len(checked.mended.told)
    wrong = len(mistakes(problems))
    told = f"{counted(wrong, 'problem')}, {counted(len(problems) - wrong, 'warning')}" if problems else "no problems"
    looked = "" if files else f"{counted(len(checked.catalogue.entries), 'record')}, "
    typer.echo(f"{looked}{f'{mended} mended, ' if mended else ''}{told}")
    waiting = 0 if wrong or files else len(due_in(project, checked.catalogue, today(), today() + timedelta(days=SOON), STATE))
    if waiting:
        typer.echo(f"{counted(waiting, 'thing')} to look at within {SOON} days: hub due")
