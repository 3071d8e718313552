"""``maillage load``: documents into ``data/ttl``."""

import os
import sys
from functools import partial
from pathlib import Path

import click

from loaders import load as loading
from loaders.formats import Options
from loaders.scale import Scale, local
from maillage.commands.options import FILES, say_issues, status
from maillage.deferred import module
from maillage.errors import UnavailableError
from maillage.settings import settings

FEW = 4
"""Documents up to which other processes would take longer to start than to help."""
EVERY = 50
"""Documents between two lines of progress, where there is no terminal."""


def _scale(jobs: int | None, scheduler: str | None, number: int) -> Scale:
    """Who makes the documents."""
    if scheduler:
        try:
            cluster = module("loaders.scale.cluster")
        except ModuleNotFoundError as error:
            remedy = "install the extra: pip install '.[cluster]' in the checkout"
            raise UnavailableError(f"--scheduler needs dask.distributed; {remedy}") from error
        return Scale(partial(cluster.made, scheduler))
    wanted = jobs or (1 if number <= FEW else os.cpu_count() or 1)
    return Scale(local.one_by_one if wanted == 1 else partial(local.several, wanted))


class _Progress:
    """A counter on a terminal, a line now and then elsewhere; on standard error."""

    def __call__(self, made: int, of: int) -> None:
        if of <= FEW:
            return
        if sys.stderr.isatty():
            click.echo(f"\r{made}/{of} documents", nl=made == of, err=True)
        elif made % EVERY == 0 or made == of:
            click.echo(f"· {made}/{of} documents", err=True)


@click.command()
@click.argument("files", nargs=-1, type=FILES, metavar="[FILE…]")
@click.option("--draft", is_flag=True, help="show the difference and write nothing")
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    metavar="N",
    help="processes that read; by default one a core for more than a few documents",
)
@click.option("--scheduler", metavar="ADDRESS", help="hand the documents to this Dask scheduler")
@click.option("--ocr", is_flag=True, help="recognise the text of scanned PDF with Tesseract")
def load(
    files: tuple[Path, ...], draft: bool, jobs: int | None, scheduler: str | None, ocr: bool
) -> int:
    """Turn documents into data/ttl; without FILE, all of data/documents.

    The decisions of data/corrections/<document>.yml are applied and counted.
    """
    config = settings()
    number = len(files) or len(loading.documents(config))
    scale = _scale(jobs, scheduler, number)
    options = Options(ocr=ocr)
    result = loading.load(files, config, draft, scale, options, _Progress())
    for document in result.documents:
        say_issues(document.slug, document.issues)
        if draft:
            click.echo(document.difference, nl=False)
    click.echo(result.summary(), err=draft)
    return max((status(document.issues) for document in result.documents), default=0)
