"""The command ``maillage``: one verb a stage of the pipeline."""

import json
import socket
import sys
from collections.abc import Callable, Sequence
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
from maillage.build import ensure
from maillage.errors import InputError, MaillageError
from maillage.files import write_atomically
from maillage.model import Issue, Level
from maillage.progress import Progress
from maillage.rdf import Triple
from maillage.release import current
from maillage.settings import Settings, described, settings

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
        except OSError as error:
            _end(f"{error.filename or 'system'}: {error.strerror or error}", 2)
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
        stated = loading.draft_of(path, config)
        return loading.render(stated), stated.issues
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


def _facts(config: Settings) -> Callable[[Path], list[Triple]]:
    return lambda path: [Triple(*parts) for parts in loading.draft_of(path, config).triples]


def _report(files: Sequence[Path], config: Settings) -> validation.Report:
    if files:
        view, facts = current(config).view(), _facts(config)
        return validation.Report.joined(
            validation.check_file(path, config, view, facts) for path in files
        )
    with Progress("check", STAGES) as say:
        release = ensure(config, say)
    return validation.Report.from_json(release.report(), validation.load(config.shapes).rules)


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
@click.option(
    "--lang", type=Languages, default="fr", show_default=True, help="language of the text"
)
@click.option("--all", "whole", is_flag=True, help="every result, not the first ones of each rule")
def check(files: tuple[Path, ...], form: str, lang: str, whole: bool) -> int:
    """Check against the rules: the whole graph, or FILE as if it were added to it."""
    report = _report(files, settings())
    click.echo(validation.render(report, form, lang, whole), nl=False)
    return int(not report.conforms)


@main.command()
@click.option("--output", type=FILES, metavar="DIR", help="where generated files go (default: var)")
def build(output: Path | None) -> int:
    """Make a new release and switch to it; status 1 where data breaks a rule."""
    with Progress("build", STAGES) as say:
        outcome = build_release(settings(var=output), say)
    what = "new release" if outcome.fresh else "up to date: release"
    click.echo(f"{what} {outcome.release.identifier} ({outcome.release.folder})")
    click.echo(f"{outcome.violations} violations, {outcome.warnings} warnings (maillage check)")
    return int(outcome.violations > 0)


def _meanings() -> str:
    lines = [f"  {name} ({default}): {meaning}" for name, default, meaning in described()]
    return "\b\nSettings (flags first, then these variables):\n" + "\n".join(lines)


@main.command(epilog=_meanings())
@click.option("--host", help="the address to listen on  [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(1, 65535), help="the port  [default: 8000]")
@click.option("--workers", type=click.IntRange(1, 64), help="processes that evaluate SPARQL")
def serve(host: str | None, port: int | None, workers: int | None) -> None:
    """Serve the current release: pages, data and SPARQL."""
    config = settings(host=host, port=port, workers=workers)
    release = current(config)
    _free(config)
    click.echo(f"release {release.identifier} on http://{config.host}:{config.port}/", err=True)
    uvicorn.run(create_app(config), host=config.host, port=config.port, log_level="warning")


def _free(config: Settings) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((config.host, config.port))
        except OSError as error:
            place = f"{config.host}:{config.port}"
            reason = f"cannot listen there ({error.strerror}); choose another with --port"
            raise InputError(place, reason) from error


@main.command()
@click.argument("name", metavar="NAME|FILE.rq")
@click.option("--param", "params", multiple=True, metavar="name=value", help="may be repeated")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(catalogue.FORMATS)),
    default="table",
    show_default=True,
)
@click.option("--lang", type=Languages, default="fr", show_default=True)
def ask(name: str, params: tuple[str, ...], form: str, lang: str) -> None:
    """Answer a saved question (queries/NAME.rq) or a query in a file."""
    config = settings()
    query = catalogue.find(name, config.queries)
    values = dict(_pair(param) for param in params)
    answer = catalogue.ask(current(config).view(), query, values)
    click.echo(catalogue.render(answer, form, lang), nl=False)


def _pair(param: str) -> tuple[str, str]:
    name, sign, value = param.partition("=")
    if not sign:
        raise InputError(f"--param {param}", "is not name=value")
    return name, value


TREES = ("ontology", "shapes", "data/ttl", "tests")


@main.command()
@click.option("--check", "only_check", is_flag=True, help="tell what would change, change nothing")
def fmt(only_check: bool) -> int:
    """Put every .ttl of the tree in its canonical form."""
    config = settings()
    paths = [path for tree in TREES for path in sorted((config.root / tree).rglob("*.ttl"))]
    changed = 0
    for path in paths:
        if "cases" in path.relative_to(config.root).parts:
            continue
        old = path.read_text(encoding="utf-8")
        new = turtle.format_text(old, path)
        if new != old:
            changed += 1
            click.echo(path)
            if not only_check:
                write_atomically(path, new.encode())
    return int(only_check and changed > 0)
