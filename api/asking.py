"""Saved queries asked of the workers, under the limits of any query."""

from collections.abc import Mapping

from anyio import from_thread

from api.evaluation import Query, Reply
from api.pages.questions import offered
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
from maillage.store import TRIPLE, Row


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


def answered(
    used: Service, pool: Pool, query: SavedQuery, values: Mapping[str, str], client: str
) -> Answer:
    """The answer to a saved query, asked in the name of the client that wants it.

    To be called in a thread of the server (a route that is not ``async``).

    Raises:
        ParameterError: a value cannot be used.
        Problem: 503, it took too long or too much; 429, too many of this client.
    """
    text, folder = query.bound(values), used.settings.queries
    refuse_unlisted(query, values, lambda one: offered(used.view, folder, query.name)[one.name])
    job = Query(text, "json", "nt", rows=used.settings.query_rows)
    return read(query, from_thread.run(pool.ask, job, client))
