"""What several verbs share: types of arguments, and issues on standard error."""

from collections.abc import Sequence
from pathlib import Path

import click

from maillage.model import Issue, Level

STAGES = 7
"""Stages of a build, for its progress."""
FILES = click.Path(path_type=Path)
LANGUAGES = click.Choice(["fr", "en"])


def say_issues(name: str, issues: Sequence[Issue]) -> None:
    """One line an issue, with its remedy."""
    for issue in issues:
        remedy = f" → {issue.remedy}" if issue.remedy else ""
        click.echo(f"{name}: {issue.level}: {issue.message}{remedy}", err=True)


def status(issues: Sequence[Issue]) -> int:
    """1 where one of the issues is an error."""
    return int(any(issue.level == Level.ERROR for issue in issues))
