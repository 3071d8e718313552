"""The answer as a table for a terminal."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

from maillage import figures
from maillage.catalogue.answers import Answer
from maillage.catalogue.questions import Column
from maillage.iri import path_of
from maillage.rdf import Literal, NamedNode, Term, compact

WIDEST = 60
"""Characters of a column; a longer text is cut with « … »."""
GAP = "  "
EMPTY = {"fr": "Aucune ligne.", "en": "No row."}
TRUTH = {"fr": {"true": "oui", "false": "non"}, "en": {"true": "yes", "false": "no"}}

_FIGURES: Mapping[str, Callable[[Decimal, str], str]] = {
    "integer": figures.number,
    "decimal": figures.number,
    "euros": figures.euros,
    "percent": figures.percent,
}


def _figure(text: str, kind: str, language: str) -> str:
    try:
        return _FIGURES[kind](Decimal(text), language)
    except InvalidOperation:
        return text


def shown(term: Term | None, kind: str, language: str = "fr") -> str:
    """A term as a person reads it in a column of this kind; nothing where it is unbound."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return path_of(term.value) or compact(term.value)
    if kind in _FIGURES:
        return _figure(term.value, kind, language)
    if kind == "date":
        return figures.date(term.value, language)
    if kind == "boolean" and isinstance(term, Literal):
        return TRUTH[language].get(term.value, term.value)
    return " ".join(term.value.split())


def _cut(text: str) -> str:
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


def visible(answer: Answer) -> list[Column]:
    """The columns a person sees: a thing is not shown beside the text that names it."""
    columns = [answer.query.column(name) for name in answer.variables]
    named = {column.of for column in columns}
    return [column for column in columns if column.name not in named]


def table(answer: Answer, language: str = "fr") -> str:
    """The rows under their labels, figures to the right; how many rows at the end."""
    if not answer.rows:
        return EMPTY[language] + "\n"
    columns = visible(answer)
    lines = [[column.label[language] for column in columns]]
    for row in answer:
        lines.append(
            [_cut(shown(row.get(column.name), column.kind, language)) for column in columns]
        )
    widths = [max(map(len, cells)) for cells in zip(*lines, strict=True)]
    lines.insert(1, ["─" * width for width in widths])
    right = [column.kind in _FIGURES for column in columns]
    text = "\n".join(
        GAP.join(
            cell.rjust(width) if is_right else cell.ljust(width)
            for cell, width, is_right in zip(cells, widths, right, strict=True)
        ).rstrip()
        for cells in lines
    )
    count = figures.number(len(answer), language)
    unit = {"fr": "ligne", "en": "row"}[language] + ("s" if len(answer) > 1 else "")
    return f"{text}\n\n{count} {unit}\n"
