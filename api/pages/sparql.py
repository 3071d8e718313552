"""The editor of ``/sparql``: a form, examples, and the answer as a table, without any script."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request

from api.errors import Problem
from api.evaluation import Reply
from api.pages.formatting import number
from api.pages.links import href, sparql
from api.pages.page import Page, text
from api.pages.questions import saved
from api.pages.values import Value
from maillage.rdf import PREFIXES, NamedNode, compact

SHOWN = 500
EXAMPLES = 12
FORMATS = (("html", ""), ("json", "JSON"), ("csv", "CSV"), ("tsv", "TSV"), ("xml", "XML"))
START = """PREFIX mlg: <https://w3id.org/maillage/def#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?convention ?nom
WHERE { ?convention a mlg:Convention ; rdfs:label ?nom }
ORDER BY ?nom
LIMIT 20"""


@dataclass(frozen=True)
class Answer:
    """What a query answered: a table, a yes or no, or a graph as text."""

    heads: tuple[str, ...] = ()
    rows: tuple[tuple[Value, ...], ...] = ()
    total: int = 0
    truth: bool | None = None
    text: str | None = None
    cut: int | None = None


@dataclass(frozen=True)
class Editor:
    query: str
    formats: tuple[tuple[str, str], ...]
    chosen: str
    examples: tuple[Value, ...]
    prefixes: tuple[tuple[str, str], ...]
    seconds: str
    rows: str
    answer: Answer | None
    problem: str | None


def _cell(page: Page, term: Mapping[str, str] | None) -> Value:
    if term is None:
        return Value("")
    if term["type"] != "uri":
        lang = term.get("xml:lang")
        return Value(term["value"], lang=lang if lang != page.language else None)
    node = NamedNode(term["value"])
    named = page.graph.label(node)
    return Value(named.value if named else compact(node.value), href(node.value))


def read(page: Page, reply: Reply) -> Answer:
    """The reply of the workers as a page shows it."""
    if reply.extension not in ("json", "srj"):
        return Answer(text=bytes(reply.body).decode("utf-8", "replace"), cut=reply.rows)
    tree: dict[str, Any] = json.loads(bytes(reply.body))
    if "boolean" in tree:
        return Answer(truth=bool(tree["boolean"]))
    heads = tuple(str(name) for name in tree["head"]["vars"])
    bindings = tree["results"]["bindings"]
    rows = tuple(tuple(_cell(page, row.get(name)) for name in heads) for row in bindings[:SHOWN])
    return Answer(heads, rows, len(bindings), cut=reply.rows)


def _editor(page: Page, query: str, answer: Answer | None, problem: str | None) -> Editor:
    settings = page.service.settings
    examples = []
    for question in list(saved(settings.queries).values())[:EXAMPLES]:
        lines = question.text.splitlines()
        body = "\n".join(line for line in lines if not line.startswith("#+")).strip()
        examples.append(Value(page.spaced(question.title[page.language]), sparql(body)))
    return Editor(
        query=query or START,
        formats=tuple((value, label or page.t("sparql.page")) for value, label in FORMATS),
        chosen="html",
        examples=tuple(examples),
        prefixes=tuple(PREFIXES.items()),
        seconds=number(str(settings.query_seconds), page.language),
        rows=number(settings.query_rows, page.language),
        answer=answer,
        problem=problem,
    )


def render(request: Request, query: str | None) -> str:
    """The editor with this query, and its answer where the endpoint has asked for one.

    The endpoint leaves the reply of its workers in ``request.state.answer``, or
    in ``request.state.problem`` why there is none.
    """
    page = Page(request)
    reply: Reply | None = getattr(request.state, "answer", None)
    problem: Problem | None = getattr(request.state, "problem", None)
    answer = read(page, reply) if reply else None
    reason = problem.reasons[page.language] if problem else None
    return text(request, "sparql.html", sparql=_editor(page, query or "", answer, reason))
