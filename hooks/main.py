"""The only file MkDocs loads: it translates the engine's events into calls of the hub and knows nothing of the subject."""

import logging
import os
import re
import shutil
import sys
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files

from knowledge_hub.catalogue import Catalogue
from knowledge_hub.loading import load
from knowledge_hub.problems import Problem, mistakes, why_not_written
from knowledge_hub.project import project_in
from knowledge_hub.publish import publish
from knowledge_hub.publish.frames import FRAMES_ONLY
from knowledge_hub.publish.writing import TakenError, stage_beside, swap
from knowledge_hub.reports import as_text

log = logging.getLogger("mkdocs.hooks.hub")

_serving = False
_catalogue: Catalogue | None = None
_stage: Path | None = None
_site: Path | None = None
_finished = False
_reserved = ExitStack()


def on_startup(command: str, dirty: bool) -> None:  # noqa: ARG001 - the engine's signature
    global _serving  # noqa: PLW0603
    _serving = command == "serve"


def on_config(config: Any) -> Any:
    global _site, _stage  # noqa: PLW0603
    if not _serving and FRAMES_ONLY not in os.environ:
        _site = Path(config.site_dir).resolve()
        try:
            _stage = _reserved.enter_context(stage_beside(_site))
        except TakenError as error:
            raise Abort(f"{error}.") from error
        config.site_dir = str(_stage)
    return config


def on_files(files: Files, config: Any) -> Files:
    """Of the theme's own styles and scripts no page loads any, so none is published."""
    return Files([file for file in files if file.src_dir is None or Path(file.src_dir) == Path(config.docs_dir)])


def on_pre_build(config: Any) -> None:
    """Check the records before the engine clears anything away."""
    global _catalogue  # noqa: PLW0603
    if FRAMES_ONLY not in os.environ:
        _catalogue = load(project_in(_root(config)))
        _stop_at(_catalogue.problems, _root(config))


def on_post_build(config: Any) -> None:
    global _finished  # noqa: PLW0603
    if _catalogue is None:
        return
    project = project_in(_root(config))
    published = publish(
        Path(config.site_dir), project, _catalogue, clock(), with_search=os.environ.get("HUB_SEARCH") != "off" and not _serving
    )
    _stop_at(published.problems, _root(config))
    if _site:
        config.site_dir = str(_site)
    _finished = True
    log.info("%d records, %d pages", published.records, published.pages)


def on_build_error(error: Exception) -> None:
    global _finished  # noqa: PLW0603
    _finished = False
    if isinstance(error, OSError):
        _stop_where_nothing_is_written(error)
    if isinstance(error, UnicodeDecodeError):  # the engine has told of which file
        raise Abort("Save it as UTF-8.") from error


def on_shutdown() -> None:
    """Only now does the engine know whether it has warnings that stop a strict build."""
    if not _site or not _stage:
        return
    try:
        with _reserved:
            if _finished:
                swap(_stage, _site)
            else:
                shutil.rmtree(_stage, ignore_errors=True)
    except OSError as error:
        _stop_where_nothing_is_written(error)
        raise


def _root(config: Any) -> Path:
    return Path(config.config_file_path).parent


def _stop_at(problems: tuple[Problem, ...], root: Path) -> None:
    for problem in problems:
        (log.info if problem.warning else log.error)("%s", as_text([problem], root))
    if mistakes(problems):
        raise Abort("The site is as it was.")


def _stop_where_nothing_is_written(error: OSError) -> None:
    says = why_not_written(error)
    if says:
        raise Abort(f"{says}.") from error


def clock() -> datetime:
    """The moment of the build: SOURCE_DATE_EPOCH where it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch and not re.fullmatch(r"\d{1,10}", epoch, re.ASCII):
        raise Abort(f"SOURCE_DATE_EPOCH is '{epoch}': seconds since 1970 belong there")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
