"""``maillage load``: documents into ``data/ttl``."""

from pathlib import Path

import click

from loaders import load as loading
from maillage.commands.options import FILES, say_issues, status
from maillage.settings import settings


@click.command()
@click.argument("files", nargs=-1, type=FILES, metavar="[FILE…]")
@click.option("--draft", is_flag=True, help="show the difference and write nothing")
def load(files: tuple[Path, ...], draft: bool) -> int:
    """Turn documents into data/ttl; without FILE, all of data/documents."""
    result = loading.load(files, settings(), draft=draft)
    for document in result.documents:
        say_issues(document.slug, document.issues)
        if draft:
            click.echo(document.difference, nl=False)
    click.echo(result.summary(), err=draft)
    return max((status(document.issues) for document in result.documents), default=0)
