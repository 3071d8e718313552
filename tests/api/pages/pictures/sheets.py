"""Answers of any shape, to be drawn: what no saved query of the checkout asks for yet."""

from collections.abc import Sequence
from pathlib import Path

from api.pages.formatting import Language
from api.pages.language import Texts
from api.pages.pictures.model import Sheet
from maillage.catalogue import Answer, Chart, Column, SavedQuery
from maillage.rdf import Literal, NamedNode, Term
from maillage.store import Row

ROOT = Path(__file__).parents[4]
GEO = ROOT / "data" / "geo"
HOSTILE = '</text><script>alert(1)</script> & "x" ]]> \x01 file:///etc/passwd'


def term(value: object) -> Term:
    return value if isinstance(value, NamedNode | Literal) else Literal(str(value))


def answer(
    columns: Sequence[tuple[str, str]],
    rows: Sequence[Sequence[object]],
    chart: Chart | None,
    title: str = "Combien ?",
    form: str = "SELECT",
) -> Answer:
    """`columns` are names and kinds; a None in a row is unbound."""
    names = tuple(name for name, _ in columns)
    found = tuple(Column(name, {"fr": name.title(), "en": name}, kind) for name, kind in columns)
    texts = {"fr": title, "en": title}
    text = {"SELECT": "SELECT ?x {}", "CONSTRUCT": "CONSTRUCT {} WHERE {}"}[form]
    query = SavedQuery("combien", Path("combien.rq"), texts, texts, "ort", (), found, text, chart)
    terms: tuple[Row, ...] = tuple(
        {name: term(value) for name, value in zip(names, row, strict=True) if value is not None}
        for row in rows
    )
    return Answer(query, names, terms)


def sheet(found: Answer, language: Language = "fr", geo: Path = GEO) -> Sheet:
    assert found.query.chart is not None

    def name(node: NamedNode) -> str:
        return node.value.rpartition("/")[2]

    return Sheet(found, found.query.chart, language, name, Texts(language), geo)
