"""What an export is: a media type, an extension, the bytes; and what it is made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import ClassVar

from api.errors import Problem
from api.pages.formatting import Language, number, spaced
from api.pages.pictures.model import Sheet
from api.painting import Painter
from maillage.catalogue import Answer
from maillage.citation import Citation

LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
LICENCE_NAME = "Licence Ouverte 2.0"
CUT: Mapping[Language, str] = {
    "fr": "La réponse est coupée : elle a plus que ces {rows} lignes.",
    "en": "The answer is cut: it has more than these {rows} rows.",
}


@dataclass(frozen=True)
class Subject:
    """An answer, and what a file that leaves the site says of it."""

    answer: Answer
    language: Language
    citation: Citation
    """The title of the question, the address of its page with its parameters, the release."""
    given: Mapping[str, str]
    """The values that were asked, by the name of the parameter."""
    text: str
    """The SPARQL that was run."""
    geo: Path
    sheet: Sheet | None
    """What the picture is drawn from, None for a question without one."""
    painter: Painter
    source: str
    """A line for below a picture: where it comes from, the release, the licence."""

    @property
    def cut(self) -> str | None:
        """What tells that rows are missing, None where they are all there."""
        if not self.answer.is_cut:
            return None
        rows = number(len(self.answer), self.language)
        return spaced(CUT[self.language].format(rows=rows), self.language)

    @property
    def told(self) -> dict[str, str]:
        """Title, provenance and licence, for the metadata of a file."""
        query = self.answer.query
        return {
            "title": self.citation.title,
            "description": query.description[self.language],
            "address": self.citation.address,
            "release": self.citation.release,
            "release_address": self.citation.permalink,
            "license": LICENCE,
            "citation": self.citation.sentence(self.language),
            **({"cut": self.cut} if self.cut else {}),
            "query": self.text,
            **{f"parameter {name}": value for name, value in self.given.items()},
        }


class Export:
    """A way to take an answer away; subclasses are one module each."""

    title: ClassVar[str]
    media_type: ClassVar[str]
    aliases: ClassVar[tuple[str, ...]] = ()
    extension: ClassVar[str]
    charset: ClassVar[str] = ""

    @property
    def media_types(self) -> tuple[str, ...]:
        return (self.media_type, *self.aliases)

    @property
    def content_type(self) -> str:
        return f"{self.media_type}{self.charset}"

    def offered(self, answer: Answer) -> bool:
        """Whether this answer has the form, so that a page links to it."""
        return answer.query.form != "CONSTRUCT"

    def render(self, subject: Subject) -> bytes:
        """The file.

        Raises:
            Problem: 404, this answer has no such form, and why.
        """
        raise NotImplementedError


def without(form: str, fr: str, en: str) -> Problem:
    """404: the answer has no such form, and what there is instead."""
    return Problem(
        HTTPStatus.NOT_FOUND,
        f"Cette réponse n'existe pas en {form} : {fr}.",
        f"This answer has no {form} form: {en}.",
    )
