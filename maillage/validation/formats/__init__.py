"""The forms of a report: one small class a form."""

from collections.abc import Mapping
from typing import Protocol

from maillage.validation.comparison import Comparison
from maillage.validation.formats.csv import Csv
from maillage.validation.formats.github import Github
from maillage.validation.formats.gitlab import Gitlab
from maillage.validation.formats.html import Html
from maillage.validation.formats.json import Json
from maillage.validation.formats.junit import Junit
from maillage.validation.formats.sarif import Sarif
from maillage.validation.formats.text import PlainText
from maillage.validation.formats.turtle import Turtle
from maillage.validation.report import Report


class Format(Protocol):
    """A form: its name on the command line, its media type, and how to write it."""

    name: str
    media_type: str

    def render(
        self, report: Report, language: str, whole: bool, since: Comparison | None = None
    ) -> str: ...


FORMS: tuple[Format, ...] = (
    PlainText(),
    Json(),
    Turtle(),
    Html(),
    Sarif(),
    Csv(),
    Junit(),
    Gitlab(),
    Github(),
)
FORMATS: Mapping[str, Format] = {form.name: form for form in FORMS}
"""Every form by its name; a test holds this to the folder."""


def render(
    report: Report,
    form: str,
    language: str = "fr",
    whole: bool = False,
    since: Comparison | None = None,
) -> str:
    """The report in a form; with `whole`, every result of each rule and not the first ones.

    `since` compares it with an earlier report.
    """
    return FORMATS[form].render(report, language, whole, since)
