"""Verbs that make the site: build, stamp, serve."""

import errno
import gc
import os
import shutil
import signal
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from knowledge_hub.cli.rim import WRONG, Form, app, misuse, now, project_here, report
from knowledge_hub.loading import load
from knowledge_hub.problems import counted, mistakes
from knowledge_hub.project import Project

if TYPE_CHECKING:
    from knowledge_hub.publish import Progress as Report
    from knowledge_hub.publish import Published
    from knowledge_hub.publish.stages import Stages

PATIENCE = 5  # seconds in which a scheduler has to answer
PAUSE = 10  # seconds between two lines that say how far a build is


@app.command()
def build(
    profile: Annotated[bool, typer.Option("--profile", help="Print where the time went.")] = False,
    scheduler: Annotated[
        str,
        typer.Option(metavar="ADDRESS", help="Share the work with the Dask cluster that has this scheduler, as in tcp://10.0.0.1:8786."),
    ] = "",
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Draw everything anew, even what cannot have changed since the last build.")
    ] = False,
) -> None:
    """Build the site into site/, or what mkdocs.yml calls site_dir: all of it, or nothing when something is wrong."""
    from knowledge_hub.publish import Published, publish
    from knowledge_hub.publish.frames import complaints, engine
    from knowledge_hub.publish.memory import Memory
    from knowledge_hub.publish.stages import Stages

    project = project_here()
    site = project.site.resolve()
    stages = Stages()
    workers = _workers(scheduler) if scheduler else None
    _end_in_order()
    moment, search = now(), _search_wanted()
    with _stage_beside(site) as stage, ExitStack() as engines:
        with stages.stage("recall"):
            memory = Memory(project, search=search)
            if not fresh and not workers:
                memory.recall(moment)
        drawing = None if memory.earlier else engines.enter_context(engine(project, stage))
        with stages.stage("records") as reading:
            catalogue = load(project, kept=memory.kept, executor=workers)
            reading.spent.done = len(catalogue.entries)
        if mistakes(catalogue.problems):
            published = Published(len(catalogue.entries), 0, catalogue.problems)
        else:
            if drawing:
                with stages.stage("frames"):
                    said, _ = drawing.communicate()
                if drawing.returncode:
                    typer.echo(f"{complaints(said)}\n{site.name}/ is as it was", err=True)
                    raise typer.Exit(WRONG)
            with _progress() as progress:
                published = publish(
                    stage,
                    project,
                    catalogue,
                    moment,
                    with_search=search,
                    progress=progress,
                    stages=stages,
                    executor=workers,
                    memory=memory,
                )
        changed = _conclude(published, project, stage, site, stages, continued=memory.earlier is not None)
        if published.remembered:
            with stages.stage("remember"):
                memory.keep(published.remembered, published.parts, changed, published.gone)
        if profile:
            typer.echo(f"\n{stages.table()}")


def _workers(scheduler: str) -> Executor:
    """The workers of a Dask cluster. Each has a process of its own for each of its threads: drawing holds Python's lock."""
    try:
        from distributed import Client
    except ImportError:
        misuse("--scheduler: Dask is not installed here; pip install distributed brings it")
    try:
        executor: Executor = Client(scheduler, timeout=PATIENCE).get_executor(pure=False)
        return executor
    except (OSError, ValueError) as error:
        misuse(f"--scheduler: no scheduler answers at {scheduler}: {error}")


@app.command()
def stamp(site_dir: Annotated[Path, typer.Argument(help="The site that another engine built from mkdocs.yml and docs/.")]) -> None:
    """Finish a site that another engine built: stamp the records into its frames, fill its slots, check its links."""
    from knowledge_hub.publish import publish
    from knowledge_hub.publish.frames import FRAMES_ONLY, has_frames
    from knowledge_hub.publish.stages import Stages

    project = project_here()
    site = site_dir.resolve()
    if not (site / "index.html").is_file() or project.root.resolve().is_relative_to(site):
        misuse(f"{site_dir}: no site was built here")
    if not has_frames(site, project):
        again = f"Have the engine draw it anew and no more, as {FRAMES_ONLY}=1 mkdocs build does."
        misuse(f"{site_dir}: is finished already, or no site of this project: it has no frame to stamp\n    {again}")
    stages = Stages()
    _end_in_order()
    with _stage_beside(site) as stage:
        shutil.copytree(site, stage, dirs_exist_ok=True)
        with _progress() as progress:
            published = publish(stage, project, load(project), now(), with_search=_search_wanted(), progress=progress, stages=stages)
        _conclude(published, project, stage, site, stages)


@app.command()
def serve(
    address: Annotated[str, typer.Option(help="The address of this computer at which it is shown.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port there; 0 takes one that is free.")] = 8000,
) -> None:
    """Show the site in the browser as it is being written: what is saved shows at once, and so does a mistake."""
    from knowledge_hub import preview

    shown = preview.Preview(project_here().root, now, typer.echo)
    try:
        host = preview.Host((address, port), shown)
    except OSError as error:
        why = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be had ({error.strerror})"
        another = "--port" if error.errno in (errno.EADDRINUSE, errno.EACCES) else "--address"
        misuse(f"{preview.in_url(address)}:{port} {why}; {another} names another")
    _end_in_order()
    gc.enable()  # it goes on for long
    with suppress(KeyboardInterrupt):
        preview.serve(host)


def _end_in_order() -> None:
    """Stopped, or its terminal closed, a command ends as it does by Ctrl and C: nothing is left behind."""
    for name in ("SIGTERM", "SIGHUP"):
        sign = getattr(signal, name, signal.SIGTERM)
        if signal.getsignal(sign) is signal.SIG_DFL:  # nohup has it outlive its terminal
            signal.signal(sign, signal.default_int_handler)


@contextmanager
def _stage_beside(site: Path) -> Iterator[Path]:
    """A folder beside the site in which this command alone builds."""
    from knowledge_hub.publish.writing import TakenError, stage_beside

    with ExitStack() as reserved:
        try:
            stage = reserved.enter_context(stage_beside(site))
        except TakenError as error:
            misuse(str(error))
        yield stage


def _conclude(
    published: "Published", project: Project, stage: Path, site: Path, stages: "Stages", *, continued: bool = False
) -> tuple[str, ...]:
    """Put what was built in the place of the old site, or say why not; gives the files that are others, of a site that was continued."""
    from knowledge_hub.publish.writing import renew, swap

    report(published.problems, project, Form.text)
    wrong = mistakes(published.problems)
    if wrong:
        typer.echo(f"{counted(len(wrong), 'problem')}; {site.name}/ is as it was", err=True)
        raise typer.Exit(WRONG)
    with stages.stage("swap"):
        changed = renew(stage, site, published.gone) if continued else swap(stage, site)
    shown = site.relative_to(project.root) if site.is_relative_to(project.root) else site
    typer.echo(f"{shown}/ is built: {counted(published.records, 'record')}, {counted(published.pages, 'page')}, {stages.seconds:.1f} s")
    return changed


def _search_wanted() -> bool:
    return os.environ.get("HUB_SEARCH") != "off"


def _line_by_line() -> "Report":
    told = time.monotonic()

    def show(stage: str, done: int, total: int) -> None:
        nonlocal told
        if time.monotonic() - told > PAUSE:
            told = time.monotonic()
            typer.echo(f"{stage}: {done} of {total}", err=True)

    return show


@contextmanager
def _progress() -> Iterator["Report"]:
    """Bars on a terminal; elsewhere, a line now and then while it takes long."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield _line_by_line()
        return
    with Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console, transient=True
    ) as bars:
        tasks: dict[str, TaskID] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done)

        yield show
