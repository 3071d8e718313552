"""``/sparql``: queries, the editor for people, and the description of the service."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from api import description
from api.body import IN_MEMORY, Body
from api.coding import wanted
from api.errors import Problem, unacceptable
from api.evaluation import Query, Reply
from api.formats import GRAPHS, SOLUTIONS, Format
from api.guard import update
from api.limits import client_of
from api.negotiation import accept, best, etag, is_fresh, not_modified, wants_page
from api.openapi import refusals, unless_changed
from api.pages import sparql as page
from api.pool import pool
from api.presence import while_there
from api.protocol import DIRECT, FORM, Asked, of_get, of_post
from api.respond import html
from api.service import service
from api.updates import Update, Writable, with_dataset

VARY = "Accept, Accept-Encoding"
MACHINES = (*SOLUTIONS, *GRAPHS)
EXTENSIONS = frozenset(one.extension for one in MACHINES)
PAGE = "html"
"""The value of ``format`` for the editor with the answer in it."""
PAGE_ROWS = 1000
"""Rows of an answer that the editor gets."""
RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The answer, or the description of the service, or the editor.",
        "content": {media: {} for one in MACHINES for media in one.media_types} | {"text/html": {}},
        "headers": {
            "Maillage-Truncated": {
                "description": "`rows=N` where the answer was cut after N rows.",
                "schema": {"type": "string"},
            }
        },
    },
    **unless_changed("answer"),
    **refusals(
        {
            400: "Not one query of SPARQL 1.1 (`line`, `column`: where), or not UTF-8.",
            403: "SERVICE, an update, or a graph of elsewhere.",
            406: "No accepted format fits this form of query.",
            502: "An allowed SERVICE did not answer.",
            503: "Stopped by time or memory, or too many at once.",
        }
    ),
}
OF_A_BODY = refusals({415: "Neither a form nor a query."})
TEXT = {"type": "string", "format": "sparql", "minLength": 1}
EXAMPLES = [
    "SELECT ?programme ?nom { ?programme a <https://w3id.org/maillage/def#Programme> ; "
    "<http://www.w3.org/2000/01/rdf-schema#label> ?nom } ORDER BY ?nom",
    "DESCRIBE <https://w3id.org/maillage/id/commune/46042>",
]
IRI = {"type": "string", "format": "iri"}
QUERY = {
    "name": "query",
    "in": "query",
    "description": "SPARQL 1.1; without it, the description of the service.",
    "schema": {**TEXT, "examples": EXAMPLES},
}
GRAPH_PARAMETERS = [
    {"name": name, "in": "query", "schema": {"type": "array", "items": IRI}}
    for name in ("default-graph-uri", "named-graph-uri")
]
AS_FORMAT = {
    "name": "format",
    "in": "query",
    "description": "Goes before `Accept`, for links and forms: "
    f"{', '.join(f'`{one}`' for one in (PAGE, *(one.extension for one in MACHINES)))}. "
    "What else it may hold is left to `Accept`, as clients write it for other services.",
    "schema": {"type": "string"},
}
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            FORM: {
                "schema": {"type": "object", "required": ["query"], "properties": {"query": TEXT}}
            },
            DIRECT: {"schema": TEXT},
        },
    }
}

router = APIRouter(tags=["SPARQL"])


@router.get(
    "/sparql",
    operation_id="query",
    responses=RESPONSES,
    response_class=Response,
    openapi_extra={"parameters": [QUERY, *GRAPH_PARAMETERS, AS_FORMAT]},
)
@router.get("/sparql/", include_in_schema=False)
async def query(request: Request) -> Response:
    """A query, or without one the description of the service (RDF) or the editor (HTML)."""
    asked = of_get(request)
    if _for_person(request, asked):
        return await _editor(request, asked)
    if asked.query is None:
        return await run_in_threadpool(_described, request, asked)
    return await _answered(request, asked)


@router.post(
    "/sparql",
    operation_id="query_by_post",
    responses=RESPONSES | OF_A_BODY,
    response_class=Response,
    openapi_extra={"parameters": GRAPH_PARAMETERS, **BODY},
)
@router.post("/sparql/", include_in_schema=False)
async def query_by_post(request: Request) -> Response:
    """A query in a form or as the body itself."""
    asked = await of_post(request)
    if isinstance(asked, Update):
        return await _updated(request, asked)
    if _for_person(request, asked):
        return await _editor(request, asked)
    return await _answered(request, asked)


async def _updated(request: Request, asked: Update) -> Response:
    """Refused (403), but where this application was given what may be changed."""
    writable: Writable | None = request.app.state.writable
    if writable is None:
        raise update("update")
    await writable.update(with_dataset(asked))
    return Response(status_code=HTTPStatus.NO_CONTENT)


def _for_person(request: Request, asked: Asked) -> bool:
    if asked.format in EXTENSIONS:
        return False
    return asked.format == PAGE or wants_page(request, MACHINES)


async def _editor(request: Request, asked: Asked) -> Response:
    """The editor; where there is a query, its answer (or why there is none) is in the state."""
    used = service(request)
    request.state.answer = request.state.problem = None
    if asked.query and asked.query.strip():
        rows = min(PAGE_ROWS, used.settings.query_rows)
        job = Query(asked.query, "json", "ttl", asked.default, asked.named, rows)
        try:
            request.state.answer = await _asked(request, job)
        except Problem as problem:
            request.state.problem = problem
    text = await run_in_threadpool(page.render, request, asked.query)
    response = html(request, used, text)
    if request.state.problem and response.status_code == HTTPStatus.OK:
        response.status_code = request.state.problem.http_status
        response.headers.update(request.state.problem.headers)
    return response


def _chosen(request: Request, asked: Asked, formats: Sequence[Format]) -> tuple[str, str] | None:
    """The extension and the media type of the best of these formats, None for none.

    ``format`` goes first where it fits; clients send it with values of others' endpoints.
    """
    for one in formats:
        if one.extension == asked.format:
            return one.extension, one.media_type
    found = best(accept(request), formats)
    return (found[0].extension, found[1]) if found else None


def _described(request: Request, asked: Asked) -> Response:
    chosen = _chosen(request, asked, GRAPHS)
    if chosen is None:
        raise unacceptable(one.media_type for one in GRAPHS)
    used = service(request)
    endpoint = str(request.url.replace(query="", fragment=""))
    tag = etag(used.release.identifier, "description", endpoint, chosen[0])
    headers = {"ETag": tag, "Vary": VARY}
    if is_fresh(request, tag):
        return not_modified(headers)
    triples = description.triples(endpoint, used)
    graph = next(one for one in GRAPHS if one.extension == chosen[0])
    return Response(graph.render(triples), media_type=chosen[1], headers=headers)


async def _answered(request: Request, asked: Asked) -> Response:
    solutions, graph = _chosen(request, asked, SOLUTIONS), _chosen(request, asked, GRAPHS)
    if solutions is None and graph is None:
        raise unacceptable(one.media_type for one in MACHINES)
    used = service(request)
    job = Query(
        query=str(asked.query),
        solutions=solutions[0] if solutions else None,
        graph=graph[0] if graph else None,
        default=asked.default,
        named=asked.named,
        rows=used.settings.query_rows,
        coding=wanted(request.headers.get("accept-encoding", "")),
    )
    tag = etag(used.release.identifier, repr((job.query, solutions, graph, job.default, job.named)))
    headers = {"ETag": tag, "Vary": VARY}
    if request.method == "GET" and is_fresh(request, tag):
        return not_modified(headers)
    reply = await _asked(request, job)
    types = {pair[0]: pair[1] for pair in (solutions, graph) if pair}
    headers |= _told(reply)
    if reply.volatile:
        del headers["ETag"]
    return _sent(reply.body, types[reply.extension], headers)


def _sent(body: Body, media_type: str, headers: dict[str, str]) -> Response:
    if body.length <= IN_MEMORY:
        return Response(bytes(body), media_type=media_type, headers=headers)
    headers["Content-Length"] = str(body.length)
    return StreamingResponse(body, media_type=media_type, headers=headers)


async def _asked(request: Request, job: Query) -> Reply:
    """The reply to a job, unless its client leaves first."""
    asking = pool(request).ask(job, client_of(request.scope))
    return await while_there(request, asking)


def _told(reply: Reply) -> dict[str, str]:
    headers: dict[str, str] = {}
    if reply.coding:
        headers["Content-Encoding"] = reply.coding
    if reply.rows is not None:
        headers["Maillage-Truncated"] = f"rows={reply.rows}"
    if reply.volatile:
        headers["Cache-Control"] = "no-store"
    return headers
