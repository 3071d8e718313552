"""``maillage build``: a new release, unless the one of these inputs stands."""

from pathlib import Path

import click

from maillage import standing
from maillage.commands.options import FILES, STAGES
from maillage.deferred import module
from maillage.progress import Progress
from maillage.release import Release
from maillage.settings import Settings, settings


@click.command()
@click.option("--output", type=FILES, metavar="DIR", help="where generated files go (default: var)")
def build(output: Path | None) -> int:
    """Make a new release and switch to it; status 1 where data breaks a rule.

    With MAILLAGE_STORE, the release is copied into that endpoint too.
    """
    config = settings(var=output)
    with Progress("build", STAGES) as say:
        outcome = standing.switched(config) or module("maillage.build").build(config, say)
    what = "new release" if outcome.fresh else "up to date: release"
    click.echo(f"{what} {outcome.release.identifier} ({outcome.release.folder})")
    if config.store:
        _load(config, outcome.release)
    click.echo(f"{outcome.violations} violations, {outcome.warnings} warnings (maillage check)")
    return int(outcome.violations > 0)


def _load(config: Settings, release: Release) -> None:
    """Copies the release into the endpoint of the settings, unless it stands there."""
    loading, endpoint = module("maillage.store.loading"), module("maillage.store.endpoint")
    client = endpoint.Client(endpoint.Endpoint.of(config))
    counts = release.manifest()["graphs"].values()
    with Progress("load", loading.stages(counts)) as say:
        fresh = loading.load(
            *(client, release.view(), release.identifier, say),
            query_seconds=config.query_seconds,
            rows=config.query_rows + 1,
        )
    click.echo(f"{'loaded into' if fresh else 'stands in'} {config.store}")
