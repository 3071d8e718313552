"""``maillage check``: the rules."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from loaders import load as loading
from maillage import validation
from maillage.build import ensure
from maillage.commands.options import FILES, LANGUAGES, STAGES, say_issues, status
from maillage.model import Issue
from maillage.progress import Progress
from maillage.rdf import Triple
from maillage.release import current
from maillage.settings import Settings, settings

Issues = dict[Path, Sequence[Issue]]
"""What reading each document told."""


def _facts(config: Settings, issues: Issues) -> Callable[[Path], list[Triple]]:
    """The facts of a document; what reading it told is kept in `issues`."""

    def facts(path: Path) -> list[Triple]:
        stated = loading.draft_of(path, config)
        issues[path] = stated.issues
        return [Triple(*parts) for parts in stated.triples]

    return facts


def _report(files: Sequence[Path], config: Settings, issues: Issues) -> validation.Report:
    if files:
        view, facts = current(config).view(), _facts(config, issues)
        return validation.Report.joined(
            validation.check_file(path, config, view, facts) for path in files
        )
    with Progress("check", STAGES) as say:
        release = ensure(config, say)
    return validation.Report.from_json(release.report(), validation.load(config.shapes).rules)


@click.command()
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
    "--lang", type=LANGUAGES, default="fr", show_default=True, help="language of the text"
)
@click.option("--all", "whole", is_flag=True, help="every result, not the first ones of each rule")
def check(files: tuple[Path, ...], form: str, lang: str, whole: bool) -> int:
    """Check against the rules: the whole graph, or FILE as if it were added to it."""
    issues: Issues = {}
    report = _report(files, settings(), issues)
    click.echo(validation.render(report, form, lang, whole), nl=False)
    for path, told in issues.items():
        say_issues(str(path), told)
    return max(int(not report.conforms), *map(status, issues.values()), 0)
