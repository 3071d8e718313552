"""``maillage check``: the rules."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import click

from loaders import mending
from loaders.mending import Checked
from maillage import validation
from maillage.build import ensure
from maillage.commands.options import FILES, LANGUAGES, STAGES, say_issues, status
from maillage.errors import InputError, MaillageError, NotReadyError
from maillage.installed import with_rules
from maillage.model import Issue
from maillage.progress import Progress
from maillage.release import current
from maillage.settings import Settings, settings
from maillage.store import View
from maillage.validation.alone import alone
from maillage.validation.check import Checker
from maillage.validation.comparison import Comparison, earlier
from maillage.validation.repair import Repair

WITHOUT_GRAPH = {
    "fr": "sans le graphe national : les liens ne sont pas vérifiés (pour les vérifier, "
    "dans le dépôt de Maillage : maillage build)",
    "en": "without the national graph: links are not checked (to check them, "
    "in the checkout of Maillage: maillage build)",
}


@dataclass
class Told:
    """What was told beside the report: by reading each document, and by files of no use."""

    issues: dict[Path, Sequence[Issue]] = field(default_factory=dict)
    refused: list[MaillageError] = field(default_factory=list)
    decisions: list[tuple[int, Repair]] = field(default_factory=list)
    """What may be decided about the issues of the one document, by number."""

    def say(self, language: str = "fr") -> None:
        for path, issues in self.issues.items():
            say_issues(str(path), issues)
        for number, repair in self.decisions:
            click.echo(f"[{number}] {repair.label.of(language)}", err=True)
        for error in self.refused:
            click.echo(f"maillage: {' '.join(str(error).split())}", err=True)

    @property
    def status(self) -> int:
        """The worst of what was told, as a status of the command."""
        read = (status(issues) for issues in self.issues.values())
        return max([0, *read, *(error.exit_status for error in self.refused)])


def _view(config: Settings, language: str) -> View | None:
    """The national graph; where none was built that is said, and a file is checked alone."""
    try:
        return current(config).view()
    except NotReadyError:
        click.echo(f"maillage: {WITHOUT_GRAPH[language]}", err=True)
        return None


def _one(path: Path, checker: Checker, told: Told) -> Checked:
    """One file with its mends; what reading it told is kept."""
    found = mending.checked(path, checker)
    if found.stated is not None:
        told.issues[path] = found.stated.issues
    if checker.view is not None:
        return found
    return replace(found, report=alone(found.report, (*checker.schema, *found.facts)))


def _files(files: Sequence[Path], checker: Checker, told: Told) -> validation.Report:
    """The report on all files that can be used; of the others, why not.

    Raises:
        MaillageError: none can be used.
    """
    reports = []
    for path in files:
        try:
            found = _one(path, checker, told)
            reports.append(found.report)
            told.decisions = found.of_issues if len(files) == 1 else []
        except MaillageError as error:
            told.refused.append(error)
    if not reports:
        last = told.refused.pop()
        told.say()
        raise last
    return validation.Report.joined(reports)


def _mended(
    files: Sequence[Path], checker: Checker | None, numbers: str, decided: tuple[str, str]
) -> str:
    """Applies mends by number to the one file, and shows what changed.

    Raises:
        InputError: not one file, not numbers of its mends, or who and why are missing.
    """
    if checker is None or len(files) != 1 or not re.fullmatch(r"\d+(,\d+)*", numbers):
        raise InputError("--mend", "give one FILE, and numbers of its mends, as 1 or 1,3")
    found = _one(files[0], checker, Told())
    chosen = [int(number) for number in numbers.split(",")]
    who, why = decided
    today = datetime.now(UTC).astimezone().date()
    return mending.applied(found, chosen, checker.settings, who, today, why)


def _whole(config: Settings) -> validation.Report:
    with Progress("check", STAGES) as say:
        release = ensure(config, say)
    return validation.Report.from_json(release.report(), validation.load(config.shapes).rules)


def _earlier(path: Path) -> validation.Report:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(path, "is not text in UTF-8; give a report as JSON") from error
    return earlier(str(path), text)


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
@click.option(
    "--since",
    type=FILES,
    metavar="REPORT.json",
    help="an earlier report (--format json): tell what is new; only that makes the status 1",
)
@click.option(
    "--mend",
    metavar="N[,N…]",
    help="apply the mends of these numbers to FILE, then check again: an RDF file is rewritten, "
    "on a document a decision is recorded in data/corrections",
)
@click.option("--who", default="", metavar="POST", help="who decides on a document: a post")
@click.option("--why", default="", metavar="REASON", help="the reason of a decision")
def check(
    files: tuple[Path, ...],
    form: str,
    lang: str,
    whole: bool,
    since: Path | None,
    mend: str | None,
    who: str,
    why: str,
) -> int:
    """Check against the rules: the whole graph, or FILE as if it were added to it.

    Status 0: no violation (with --since: no new one); 1: there is one, or a
    document was read with an error; 2: a file cannot be used.
    """
    before = _earlier(since) if since else None
    config, told = with_rules(settings()), Told()
    checker = Checker.ready(config, _view(config, lang)) if files else None
    if mend is not None:
        click.echo(_mended(files, checker, mend, (who, why)), err=form != "text")
    report = _files(files, checker, told) if checker else _whole(config)
    compared = Comparison.of(report, before) if before else None
    click.echo(validation.render(report, form, lang, whole, compared), nl=False)
    told.say(lang)
    conforms = compared.conforms(report) if compared else report.conforms
    return max(int(not conforms), told.status)
