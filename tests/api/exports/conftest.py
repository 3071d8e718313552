"""Answers of every type of value, to be taken away in each form."""

from collections.abc import Callable

import pytest

from api.exports import Subject
from api.painting import Painter
from maillage import iri
from maillage.catalogue import Answer, Chart
from maillage.citation import cite
from maillage.rdf import typed
from tests.api.pages.pictures.sheets import GEO, answer, sheet

COLUMNS = (
    ("commune", "thing"),
    ("nom", "text"),
    ("code", "code"),
    ("habitants", "integer"),
    ("montant", "euros"),
    ("taux", "percent"),
    ("date", "date"),
    ("annee", "year"),
    ("oui", "boolean"),
)
ROWS = (
    (
        iri.commune("01004"),
        "Ambérieu, « la »",
        "01004",
        typed("14035", "integer"),
        typed("1200.5", "decimal"),
        typed("12.5", "decimal"),
        typed("2018-07-13", "date"),
        "2018",
        typed("true", "boolean"),
    ),
    (
        iri.commune("46042"),
        '=HYPERLINK("http://x")',
        "46042",
        typed("20050", "integer"),
        None,
        typed("0", "decimal"),
        typed("2020-02-29", "date"),
        "2020",
        typed("false", "boolean"),
    ),
    (iri.commune("99999"), "@SUM(A1)\n+1", "99999", None, None, None, None, None, None),
)
PAGE = "https://maillage.example/queries/combien?a=b"


@pytest.fixture
def subject(painter: Painter) -> Callable[[Answer], Subject]:
    """What an export is made from, for an answer."""

    def made(found: Answer) -> Subject:
        return Subject(
            answer=found,
            language="fr",
            citation=cite(found.query.title["fr"], PAGE, "abc123abc123"),
            given={"a": "b"},
            text="SELECT ?commune {}",
            geo=GEO,
            sheet=sheet(found) if found.query.chart else None,
            painter=painter,
            source="Source : Maillage, version abc123abc123",
        )

    return made


@pytest.fixture
def rich() -> Answer:
    """Three rows with a column of each kind."""
    return answer(COLUMNS, ROWS, Chart("bar", "nom", "habitants"))
