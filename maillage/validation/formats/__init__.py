"""The forms of a report: one small class a form."""

from collections.abc import Mapping
from typing import Protocol

from maillage.validation.formats.html import Html
from maillage.validation.formats.json import Json
from maillage.validation.formats.sarif import Sarif
from maillage.validation.formats.text import PlainText
from maillage.validation.formats.turtle import Turtle
from maillage.validation.report import Report


class Format(Protocol):
    """A form: its name on the command line, its media type, and how to write it."""

    name: str
    media_type: str

    def render(self, report: Report, language: str, whole: bool) -> str: ...


FORMATS: Mapping[str, Format] = {
    form.name: form for form in (PlainText(), Json(), Turtle(), Html(), Sarif())
}
"""Every form by its name; a test holds this to the folder."""


def render(report: Report, form: str, language: str = "fr", whole: bool = False) -> str:
    """The report in a form; with `whole`, every result of each rule and not the first ones."""
    return FORMATS[form].render(report, language, whole)
