"""``/id/…`` leads to the page or the data of a thing; ``/data/…`` is the data."""

from collections.abc import Iterator
from http import HTTPStatus
from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import RedirectResponse, Response

from api.errors import not_found
from api.formats import TRIPLES
from api.negotiation import HTML, page_or_data
from api.openapi import refusals, unless_changed
from api.respond import address, alternates, data
from api.service import service
from maillage import iri
from maillage.rdf import DCTERMS, MLG, OA, RDF, RDFS, DefaultGraph, NamedNode, Quad, Triple
from maillage.store import View

MERGE = DefaultGraph()
INCOMING = 500
"""Links to a thing that its data holds; the rest is in SPARQL, and a header says so."""
LABELS = (RDFS.label, DCTERMS.title)
UNKNOWN = refusals({404: "Nothing has this address."})
PATH = Path(examples=["commune/46042", "programme/acv"])

router = APIRouter(tags=["Data"])


def known(view: View, path: str) -> NamedNode:
    """The thing at this path under ``…/id/``.

    Raises:
        Problem: 404, the graph says nothing of it.
    """
    try:
        node = NamedNode(iri.THING + path)
    except ValueError:
        raise not_found(path) from None
    for pattern in (view.quads(node, None, None, MERGE), view.quads(None, None, node, MERGE)):
        if next(pattern, None) is not None:
            return node
    raise not_found(path)


def _own(view: View, node: NamedNode) -> Iterator[Triple]:
    return (quad.triple for quad in view.quads(node, None, None, MERGE))


def _incoming(view: View, node: NamedNode) -> Iterator[Triple]:
    stated = (RDF.subject, RDF.object)
    found = view.quads(None, None, node, MERGE)
    return (quad.triple for quad in found if quad.predicate not in stated)


def _evidence(view: View, node: NamedNode) -> Iterator[Triple]:
    for stated in view.quads(None, RDF.subject, node, MERGE):
        for quad in _of(view, stated):
            yield quad.triple
            if quad.predicate != MLG.fondeSur or not isinstance(quad.object, NamedNode):
                continue
            for passage in view.quads(quad.object, None, None, MERGE):
                yield passage.triple
                if passage.predicate == OA.hasSelector and isinstance(passage.object, NamedNode):
                    yield from _own(view, passage.object)


def _of(view: View, stated: Quad) -> Iterator[Quad]:
    assert isinstance(stated.subject, NamedNode), "statements have IRIs"
    return view.quads(stated.subject, None, None, MERGE)


def _labels(view: View, triples: list[Triple]) -> Iterator[Triple]:
    ends = {end for one in triples for end in (one.subject, one.object)}
    for node in sorted(ends, key=str):
        if isinstance(node, NamedNode):
            for predicate in LABELS:
                found = (quad.triple for quad in view.quads(node, predicate, None, MERGE))
                yield from found


def described(view: View, node: NamedNode) -> tuple[list[Triple], bool]:
    """What the graph says of a thing, and whether links to it were left out.

    Its own triples, those that point to it, the labels of both ends, and the
    statements of its facts with their passages.
    """
    own = sorted(_own(view, node), key=str)
    incoming = list(islice(_incoming(view, node), INCOMING + 1))
    linked = sorted(incoming[:INCOMING], key=str)
    labels = _labels(view, own + linked)
    evidence = sorted(_evidence(view, node), key=str)
    whole = dict.fromkeys((*own, *linked, *labels, *evidence))
    return list(whole), len(incoming) > INCOMING


def _links(path: str, but: str = "") -> dict[str, str]:
    place = address(path)
    links = {f"/page/{place}": HTML}
    return links | {
        f"/data/{place}.{one.extension}": one.media_type for one in TRIPLES if one.extension != but
    }


@router.get(
    "/id/{path:path}",
    operation_id="thing",
    status_code=HTTPStatus.SEE_OTHER,
    response_class=RedirectResponse,
    responses={
        303: {"description": "To the page or the data, by `Accept`."},
        **UNKNOWN,
        **refusals({406: "No accepted format."}),
    },
)
def thing(request: Request, path: Annotated[str, PATH]) -> Response:
    """A thing: redirects to its page, or to its data in the format that `Accept` wants."""
    known(service(request).view, path)
    found = page_or_data(request, TRIPLES)
    place = f"/data/{address(path)}.{found[0].extension}" if found else f"/page/{address(path)}"
    headers = {"Location": place, "Vary": "Accept", "Link": alternates(_links(path))}
    return Response(status_code=HTTPStatus.SEE_OTHER, headers=headers)


@router.get(
    "/data/{path:path}.{extension}",
    operation_id="data",
    response_class=Response,
    responses={
        200: {
            "description": "The triples of the thing.",
            "content": {one.media_type: {} for one in TRIPLES},
        },
        **unless_changed("data"),
        **UNKNOWN,
        **refusals({406: "RDF/XML cannot write one of the properties."}),
    },
)
def thing_data(
    request: Request,
    path: Annotated[str, PATH],
    extension: Annotated[str, Path(examples=[one.extension for one in TRIPLES])],
) -> Response:
    """What the graph says of a thing: its facts, links to it, labels, evidence."""
    chosen = next((one for one in TRIPLES if one.extension == extension), None)
    if chosen is None:
        raise not_found(f"{path}.{extension}")
    used = service(request)
    node = known(used.view, path)
    triples, cut = described(used.view, node)
    headers = {
        "Content-Location": f"/data/{address(path)}.{extension}",
        "Link": alternates(_links(path, extension), node.value),
    }
    if cut:
        headers["Maillage-Truncated"] = f"incoming={INCOMING}"
    return data(request, used, chosen.render(triples), chosen, headers)
