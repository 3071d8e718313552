"""``maillage build``: a new release, unless the one of these inputs stands."""

from pathlib import Path

import click

from maillage import standing
from maillage.commands.options import FILES, STAGES
from maillage.deferred import module
from maillage.progress import Progress
from maillage.settings import settings


@click.command()
@click.option("--output", type=FILES, metavar="DIR", help="where generated files go (default: var)")
def build(output: Path | None) -> int:
    """Make a new release and switch to it; status 1 where data breaks a rule."""
    config = settings(var=output)
    with Progress("build", STAGES) as say:
        outcome = standing.switched(config) or module("maillage.build").build(config, say)
    what = "new release" if outcome.fresh else "up to date: release"
    click.echo(f"{what} {outcome.release.identifier} ({outcome.release.folder})")
    click.echo(f"{outcome.violations} violations, {outcome.warnings} warnings (maillage check)")
    return int(outcome.violations > 0)
