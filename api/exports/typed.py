"""Values of an answer as a program types them: by the kind of the column, and what is written."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from api.pages.pictures.model import decimal
from maillage.catalogue.questions import Column
from maillage.rdf import NamedNode, Term

Value = str | int | float | bool | date | None

WHOLE = frozenset({"integer", "year"})
FRACTIONS = frozenset({"decimal", "percent", "euros"})
EXACT_DIGITS = 15
"""Digits that a double holds, and a spreadsheet shows."""
LARGEST = 2**63 - 1
TRUTH = {"true": True, "1": True, "false": False, "0": False}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _number(term: Term, kind: str) -> int | float | None:
    exact = decimal(term)
    if exact is None:
        return None
    if kind in WHOLE:
        whole = exact == exact.to_integral_value() and abs(exact) <= LARGEST
        return int(exact) if whole else None
    return float(exact) if _digits(exact) <= EXACT_DIGITS else None


def value(term: Term | None, kind: str) -> Value:
    """The value of a term in a column of this kind.

    What is not of the kind (a year in a column of dates, a figure of more digits
    than a double holds) stays the text that it is.
    """
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return term.value
    found: Value = None
    if kind in WHOLE or kind in FRACTIONS:
        found = _number(term, kind)
    elif kind == "date":
        found = _day(term.value)
    elif kind == "boolean":
        found = TRUTH.get(term.value)
    return term.value if found is None else found


def column(terms: Iterable[Term | None], of: Column) -> tuple[type, Sequence[Value]]:
    """A column of one type: that of its kind if every value has it, else text."""
    written = list(terms)
    values = [value(term, of.kind) for term in written]
    kinds = {type(one) for one in values if one is not None}
    if len(kinds) == 1 and str not in kinds:
        return kinds.pop(), values
    return str, [None if term is None else term.value for term in written]
