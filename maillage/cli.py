"""The command ``maillage``: one verb a stage of the pipeline."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import uvicorn

from api.app import create_app
from loaders import load as loading
from loaders import read as reading
from loaders.reading import as_json
from maillage import __version__, catalogue, turtle, validation
from maillage.build import build as build_release
from maillage.errors import InputError, MaillageError
from maillage.files import write_atomically
from maillage.model import Issue, Level
from maillage.progress import Progress
from maillage.release import current
from maillage.settings import DESCRIPTIONS, PREFIX, Settings, settings

STAGES = 5
FILES = click.Path(path_type=Path)
Languages = click.Choice(["fr", "en"])


class OneLine(click.Group):
    """A group whose errors are one line on standard error: what, where, the remedy."""

    def main(self, *arguments: Any, **options: Any) -> Any:
        options["standalone_mode"] = False
        try:
            status = super().main(*arguments, **options)
        except click.exceptions.Abort:
            _end("interrupted", 130)
        except click.ClickException as error:
            _end(_usage(error), 2)
        except MaillageError as error:
            _end(str(error), error.exit_status)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(0)
        sys.exit(status if isinstance(status, int) else 0)


def _end(message: str, status: int) -> None:
    click.echo(f"maillage: {' '.join(message.split())}", err=True)
    sys.exit(status)


def _usage(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    remedy = f" ({context.command_path} --help)" if context else ""
    return error.format_message() + remedy


@click.group(cls=OneLine, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="maillage")
def main() -> None:
    """The knowledge graph of French territorial conventions.

    From documents and tables to a checked, served and citable graph; run it in
    the checkout, or set MAILLAGE_ROOT.
    """


def _issues(name: str, issues: Sequence[Issue]) -> None:
    for issue in issues:
        remedy = f" → {issue.remedy}" if issue.remedy else ""
        click.echo(f"{name}: {issue.level}: {issue.message}{remedy}", err=True)


def _status(issues: Sequence[Issue]) -> int:
    return int(any(issue.level == Level.ERROR for issue in issues))


def _printed(path: Path, form: str, config: Settings) -> tuple[str, Sequence[Issue]]:
    if form == "ttl":
        draft = loading.draft_of(path, config)
        return loading.render(draft), draft.issues
    text, found = reading.read(path, config)
    if form == "text":
        return text, found.issues
    return json.dumps(as_json(found), ensure_ascii=False, indent=2) + "\n", found.issues


@main.command()
@click.argument("files", nargs=-1, required=True, type=FILES, metavar="FILE…")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "text", "ttl"]),
    default="json",
    show_default=True,
    help="the Reading, the normalised text that all offsets refer to, or the RDF",
)
@click.option("-o", "--output", type=FILES, metavar="DIR", help="one file a document, in DIR")
def read(files: tuple[Path, ...], form: str, output: Path | None) -> int:
    """Read documents and print what they say, each fact with its words."""
    config = settings()
    suffix = {"json": ".json", "text": ".txt", "ttl": ".ttl"}[form]
    names = [f"{path.name}{suffix}" for path in files]
    if output and len(set(names)) < len(names):
        raise InputError(output, "two of the files have the same name; read them one by one")
    printed = [_printed(path, form, config) for path in files]
    for name, path, (text, issues) in zip(names, files, printed, strict=True):
        if output:
            write_atomically(output / name, text.encode())
        else:
            click.echo(text, nl=False)
        if form != "json":
            _issues(str(path), issues)
    return max(_status(issues) for _, issues in printed)


@main.command()
@click.argument("files", nargs=-1, type=FILES, metavar="[FILE…]")
@click.option("--draft", is_flag=True, help="show the difference and write nothing")
def load(files: tuple[Path, ...], draft: bool) -> int:
    """Turn documents into data/ttl; without FILE, all of data/documents."""
    result = loading.load(files, settings(), draft=draft)
    for document in result.documents:
        _issues(document.slug, document.issues)
        if draft:
            click.echo(document.difference, nl=False)
    click.echo(result.summary(), err=draft)
    return max((_status(document.issues) for document in result.documents), default=0)


def _report(path: Path | None, config: Settings) -> validation.Report:
    if path:
        return validation.check_file(path, config)
    return build_release_report(config)


def build_release_report(config: Settings) -> validation.Report:
    """The report of the whole graph, as the release of what stands in the checkout has it."""
    with Progress("check", STAGES) as say:
        outcome = build_release(config, say)
    return validation.Report.from_json(outcome.release.report())


@main.command()
@click.argument("files", nargs=-1, type=FILES, metavar="[FILE…]")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(validation.FORMATS)),
    default="text",
    show_default=True,
    help="the form of the report",
)
@click.option("--lang", type=Languages, default="fr", show_default=True, help="language of the text")
@click.option("--all", "whole", is_flag=True, help="every result, not the first ones of each rule")
def check(files: tuple[Path, ...], form: str, lang: str, whole: bool) -> int:
    """Check against the rules: the whole graph, or FILE as if it were added to it."""
    config = settings()
    reports = [_report(path, config) for path in files or (None,)]
    report = validation.Report.joined(reports)
    click.echo(report.render(form, lang, whole), nl=False)
    return int(not report.conforms)
