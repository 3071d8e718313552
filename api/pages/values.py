"""RDF terms as a page shows them: words, a link where there is one, the passages behind."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from api.pages.formatting import Language, amount, date, duration, number, percent
from api.pages.graph import Graph, Mark, Marks
from api.pages.links import href, is_external
from maillage.iri import path_of, slug
from maillage.rdf import MLG, XSD, BlankNode, Literal, NamedNode, Term

DATES = frozenset(XSD[name] for name in ("date", "gYear", "gYearMonth", "dateTime"))
NUMBERS = frozenset(XSD[name] for name in ("integer", "decimal", "double", "float", "int", "long"))
BOOLEANS: Mapping[Language, Mapping[str, str]] = {
    "fr": {"true": "oui", "1": "oui", "false": "non", "0": "non"},
    "en": {"true": "yes", "1": "yes", "false": "no", "0": "no"},
}


def _months(text: str, language: Language) -> str:
    return duration(int(text), language) if text.isdecimal() else text


def _as_written(text: str, _language: Language) -> str:
    return text


SHOWN: Mapping[NamedNode, Callable[[str, Language], str]] = {
    MLG.dureeMois: _months,
    MLG.tauxAnnonce: percent,
    MLG.coutTotal: amount,
    MLG.periode: date,
    MLG.siren: _as_written,
    MLG.codeInsee: _as_written,
}
"""Properties whose values have a form of their own, whatever their datatype."""


@dataclass(frozen=True)
class Value:
    """One value: its words, where it leads, and the passages that say it."""

    text: str
    href: str | None = None
    lang: str | None = None
    """The language of the words, where it is not that of the page."""
    marks: tuple[Mark, ...] = ()

    @property
    def external(self) -> bool:
        return is_external(self.href)


@dataclass(frozen=True)
class Row:
    """A property and its values; without values, the page says what is missing."""

    label: str
    values: tuple[Value, ...]
    missing: str = "state.not_stated"
    """The key of the sentence that stands in for no value."""
    more: int = 0
    """Values that are not among them."""


def literal(term: Literal, language: Language, predicate: NamedNode | None = None) -> str:
    """The words of a literal, by its property and its datatype."""
    shown = SHOWN.get(predicate) if predicate else None
    if shown:
        return shown(term.value, language)
    if term.datatype in DATES:
        return date(term.value.partition("T")[0], language)
    if term.datatype in NUMBERS:
        return number(term.value, language)
    if term.datatype == XSD.boolean:
        return BOOLEANS[language].get(term.value, term.value)
    return term.value


def foreign(language: str | None, page: Language) -> str | None:
    return language if language and language != page else None


def value(
    graph: Graph, term: Term, predicate: NamedNode | None = None, marks: tuple[Mark, ...] = ()
) -> Value:
    """A term as a page shows it; things by their name, never by their IRI."""
    if isinstance(term, Literal):
        lang = foreign(term.language, graph.language)
        return Value(literal(term, graph.language, predicate), None, lang, marks)
    if isinstance(term, BlankNode):
        return Value("…", marks=marks)
    return thing(graph, term, marks)


def stated(
    graph: Graph,
    subject: NamedNode,
    predicate: NamedNode,
    term: Term,
    marks: tuple[Mark, ...] = (),
) -> Value:
    """A value of a property of `subject`: that of an amount is money."""
    is_money = predicate == MLG.valeur and (path_of(subject.value) or "").startswith("montant/")
    if is_money and isinstance(term, Literal):
        return Value(amount(term.value, graph.language), marks=marks)
    return value(graph, term, predicate, marks)


def thing(graph: Graph, node: NamedNode, marks: tuple[Mark, ...] = ()) -> Value:
    """A link to a thing."""
    label = graph.label(node)
    lang = foreign(label.language, graph.language) if label else None
    return Value(graph.name(node), href(node.value), lang, marks)


def values(
    graph: Graph, subject: NamedNode, predicate: NamedNode, marks: Marks | None = None
) -> tuple[Value, ...]:
    """All values of a property, in order of their words."""
    found = (
        value(graph, term, predicate, (marks or {}).get((predicate, term), ()))
        for term in ordered(graph, graph.objects(subject, predicate))
    )
    return in_language(found)


def ordered(graph: Graph, terms: Iterable[Term]) -> list[Term]:
    """Terms as a person lists them: figures by size, dates by time, names with 9 before 10."""

    def place(term: Term) -> tuple[bool, Decimal, tuple[tuple[int, str], ...], str]:
        size = _size(term)
        name = graph.name(term) if isinstance(term, NamedNode) else term.value
        words = slug(name).split("-")
        natural = tuple((int(w), "") if w.isdecimal() else (10**12, w) for w in words)
        return size is None, size or Decimal(), natural, str(term)

    return sorted(terms, key=place)


def _size(term: Term) -> Decimal | None:
    if not isinstance(term, Literal) or term.datatype not in NUMBERS:
        return None
    try:
        size = Decimal(term.value)
    except InvalidOperation:
        return None
    return size if size.is_finite() else None


def in_language(found: Iterable[Value]) -> tuple[Value, ...]:
    """Without the translations of what is already said in the page's language."""
    kept = sorted(found, key=lambda one: one.lang or "")
    here = any(one.lang is None and not one.href for one in kept)
    return tuple(one for one in kept if one.href or one.lang is None or not here)


def filled(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows that have a value, for what need not be stated."""
    return tuple(one for one in rows if one.values)


def row(
    graph: Graph,
    label: str,
    subject: NamedNode,
    predicate: NamedNode,
    marks: Marks | None = None,
    missing: str = "state.not_stated",
) -> Row:
    return Row(label, values(graph, subject, predicate, marks), missing=missing)
