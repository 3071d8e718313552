"""``maillage read``: what documents say."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from loaders import load as loading
from loaders import read as reading
from loaders.formats import Options
from loaders.reading import as_json
from loaders.scale import seconds
from loaders.scale.bounds import bounded
from maillage.commands.options import FILES, say_issues, status
from maillage.errors import InputError
from maillage.files import write_atomically
from maillage.model import Issue
from maillage.settings import Settings, settings


def _printed(
    path: Path, form: str, config: Settings, options: Options
) -> tuple[str, Sequence[Issue]]:
    with bounded(path, seconds(config, options), config.document_megabytes):
        return _made(path, form, config, options)


def _made(path: Path, form: str, config: Settings, options: Options) -> tuple[str, Sequence[Issue]]:
    if form == "ttl":
        stated = loading.draft_of(path, config, options)
        return loading.render(stated), stated.issues
    text, found = reading.read(path, config, options)
    if form == "text":
        return text, found.issues
    return json.dumps(as_json(found), ensure_ascii=False, indent=2) + "\n", found.issues


@click.command()
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
@click.option("--ocr", is_flag=True, help="recognise the text of scanned PDF with Tesseract")
def read(files: tuple[Path, ...], form: str, output: Path | None, ocr: bool) -> int:
    """Read documents and print what they say, each fact with its words."""
    config = settings()
    suffix = {"json": ".json", "text": ".txt", "ttl": ".ttl"}[form]
    names = [f"{path.name}{suffix}" for path in files]
    if output and len(set(names)) < len(names):
        raise InputError(output, "two of the files have the same name; read them one by one")
    options = Options(ocr=ocr)
    printed = [_printed(path, form, config, options) for path in files]
    for name, path, (text, issues) in zip(names, files, printed, strict=True):
        if output:
            write_atomically(output / name, text.encode())
        else:
            click.echo(text, nl=False)
        if form != "json":
            say_issues(str(path), issues)
    return max(status(issues) for _, issues in printed)
