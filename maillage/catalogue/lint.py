"""What a file of `queries/` must keep to: the style's rules, each with its remedy."""

import re
from collections.abc import Iterator

from maillage import sparql
from maillage.catalogue.header import MARK
from maillage.catalogue.parameters import Parameter, ParameterError
from maillage.catalogue.questions import CHARTS, KINDS, THEMES, SavedQuery
from maillage.errors import InputError
from maillage.store import projected

FORMS = ("SELECT", "ASK", "CONSTRUCT")
REFUSED = ("SERVICE", "FROM", "LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE")
_PLACE = re.compile(r"error at (?P<line>[0-9]+):[0-9]+: (?P<reason>.*)", re.DOTALL)
_LONGEST = 120
"""Characters of the engine's reason: it may list a hundred tokens that it expected."""


def _text(query: SavedQuery) -> Iterator[str]:
    if query.form not in FORMS:
        yield f"write a query of one of the forms {', '.join(FORMS)}"
    for word in sorted(sparql.keywords(query.text) & set(REFUSED)):
        yield f"take {word} out: a query only reads the release that is served"


def usable(query: SavedQuery) -> SavedQuery:
    """The query, if it may be run at all.

    Raises:
        InputError: it is not SPARQL 1.1, not a question, or reaches outside.
    """
    for finding in _text(query):
        raise InputError(query.path, finding)
    try:
        projected(query.text)
    except SyntaxError as error:
        found = _PLACE.match(str(error.msg))
        place = f"{query.path}:{found['line']}" if found else query.path
        reason = found["reason"] if found else str(error.msg)
        raise InputError(place, f"is not SPARQL 1.1: {reason[:_LONGEST]}") from error
    return query


def _header(query: SavedQuery) -> Iterator[str]:
    if not query.text.startswith(MARK):
        yield "open the file with its header, in lines that begin with #+"
    elif query.theme not in THEMES:
        yield f"theme is {query.theme!r}; choose one of {', '.join(THEMES)}"


def _answer(query: SavedQuery) -> Iterator[str]:
    if query.form != "SELECT":
        return
    if sparql.selects_everything(query.text):
        yield "name the variables of the answer instead of SELECT *"
    if not sparql.is_ordered(query.text):
        yield "give the answer an order (ORDER BY): the same question gives the same bytes"
    names = projected(query.text)
    labelled = [column.name for column in query.columns]
    for name in names:
        if name not in labelled:
            yield f"give column ?{name} its labels in the header (columns)"
    for name in labelled:
        if name not in names:
            yield f"column {name} is not in the SELECT: project ?{name} or drop it"


def _columns(query: SavedQuery) -> Iterator[str]:
    names = {column.name for column in query.columns}
    for column in query.columns:
        if column.kind not in KINDS:
            yield f"column {column.name} is of kind {column.kind!r}; use {', '.join(sorted(KINDS))}"
        if column.of is not None and column.of not in names:
            yield f"column {column.name} names ?{column.of}, which is no column"
    if query.chart and query.chart.kind not in CHARTS:
        yield f"chart is of kind {query.chart.kind!r}; use {', '.join(CHARTS)}"
    if query.chart:
        for name in (query.chart.x, query.chart.y, query.chart.series, query.chart.end):
            if name is not None and name not in names:
                yield f"chart shows ?{name}, which is no column"


def _ill_typed(parameter: Parameter) -> str | None:
    texts = {"example": parameter.example, "default": parameter.default}
    for field, text in texts.items():
        if text is not None and parameter.kind.term(text) is None:
            return field
    return None


def _parameters(query: SavedQuery) -> Iterator[str]:
    found = list(sparql.blocks(query.text))
    declared = {parameter.name for parameter in query.parameters}
    for parameter in query.parameters:
        if wrong := _ill_typed(parameter):
            yield f"the {wrong} of {parameter.name} is not {parameter.kind.expected}"
            continue
        held = [block for block in found if block.variable == parameter.name]
        stated = sparql.written(parameter.stated())
        if not held:
            yield f"parameter {parameter.name} is not in the text: VALUES ?{parameter.name} {{ … }}"
        for block in held:
            if block.content.strip() != stated:
                yield f"VALUES ?{parameter.name} must hold {stated}, as the header says"
    for block in found:
        if block.variable not in declared and sparql.UNBOUND in block.content.split():
            yield f"?{block.variable} is left open, yet is no parameter of the header"


def _competencies(query: SavedQuery) -> Iterator[str]:
    needed = {parameter.name for parameter in query.parameters if parameter.required}
    numbers = [asked.number for asked in query.answers]
    if numbers != sorted(set(numbers)):
        yield "give the questions of answers in the order of their numbers"
    for asked in query.answers:
        if missing := sorted(needed - set(asked.values)):
            yield f"answer {asked.number} gives no value for {missing[0]}"
        try:
            query.terms(asked.values)
        except ParameterError as error:
            yield f"answer {asked.number}: {error}"


RULES = (_header, _answer, _columns, _parameters, _competencies)


def checked(query: SavedQuery) -> SavedQuery:
    """The query, if it may stand in `queries/`.

    Raises:
        InputError: it breaks a rule (the first that it breaks, and the remedy).
    """
    usable(query)
    for rule in RULES:
        for finding in rule(query):
            raise InputError(query.path, finding)
    return query
