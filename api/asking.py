"""Saved queries asked of the workers: stopped at the limits of any query, their answers kept."""

from functools import lru_cache
from pathlib import Path

from anyio import from_thread

from api.evaluation import Job, Reply
from api.pages.questions import offered, saved
from api.pool import Pool
from api.service import Service
from maillage.catalogue import Answer, SavedQuery, refuse_unlisted
from maillage.rdf import (
    Literal,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    parse,
    parse_query_results,
)
from maillage.store import TRIPLE, Row, View

Asked = tuple[tuple[str, str], ...]
"""The values that were asked, by the name of their parameter and in its order."""


def read(query: SavedQuery, reply: Reply) -> Answer:
    """The reply of a worker as terms: rows, a yes or no, triples."""
    is_cut = reply.rows is not None
    if reply.extension == "nt":
        triples = (quad.triple for quad in parse(bytes(reply.body), format=RdfFormat.N_TRIPLES))
        rows: list[Row] = [dict(zip(TRIPLE, triple, strict=True)) for triple in triples]
        return Answer(query, TRIPLE, tuple(rows), is_cut)
    found = parse_query_results(bytes(reply.body), format=QueryResultsFormat.JSON)
    if isinstance(found, QueryBoolean):
        return Answer(query, ("answer",), ({"answer": Literal(bool(found))},))
    names = tuple(variable.value for variable in found.variables)
    rows = [
        {name: term for name in names if (term := solution[name]) is not None} for solution in found
    ]
    return Answer(query, names, tuple(rows), is_cut)


@lru_cache(maxsize=64)
def _answered(pool: Pool, view: View, folder: Path, name: str, asked: Asked, rows: int) -> Answer:
    query, values = saved(folder)[name], dict(asked)
    text = query.bound(values)
    refuse_unlisted(query, values, lambda one: offered(view, folder, name)[one.name])
    job = Job(text, "json", "nt", rows=rows)
    return read(query, from_thread.run(pool.ask, job))


def answered(used: Service, pool: Pool, name: str, asked: Asked) -> Answer:
    """The answer to a saved query; kept, since a release never changes it.

    To be called in a thread of the server (a route that is not ``async``).

    Raises:
        ParameterError: a value cannot be used.
        Problem: 503, it took too long or too much.
    """
    settings = used.settings
    return _answered(pool, used.view, settings.queries, name, asked, settings.query_rows)
