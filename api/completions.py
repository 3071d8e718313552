"""What the editor of ``/sparql`` completes with, and the ground that it draws maps on."""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.negotiation import etag, is_fresh, not_modified
from api.pages.geography import drawn
from api.service import service
from maillage import iri
from maillage.rdf import (
    DCTERMS,
    OA,
    OWL,
    PREFIXES,
    PROV,
    RDF,
    RDFS,
    SKOS,
    Literal,
    NamedNode,
    Quad,
    compact,
)
from maillage.store import View

JSON = "application/json"
KINDS = {
    OWL.Class: "class",
    OWL.ObjectProperty: "object",
    OWL.DatatypeProperty: "data",
    OWL.AnnotationProperty: "annotation",
}
DOMAINS = (RDFS.domain, NamedNode(PREFIXES["schema"] + "domainIncludes"))
RANGES = (RDFS.range, NamedNode(PREFIXES["schema"] + "rangeIncludes"))
EVERYWHERE = (
    RDF.type,
    RDF.subject,
    RDF.predicate,
    RDF.object,
    RDFS.label,
    RDFS.comment,
    SKOS.prefLabel,
    SKOS.altLabel,
    SKOS.notation,
    DCTERMS.issued,
    OA.hasSource,
    OA.hasSelector,
    OA.exact,
    OA.start,
    OA.end,
    PROV.wasDerivedFrom,
)
"""Properties of others that things of ours have, whatever the ontology says of them."""
CONTENT: dict[int | str, dict[str, Any]] = {
    200: {"description": "JSON, kept under its `ETag` for as long as the release."},
    304: {"description": "The answer is the one that `If-None-Match` names."},
}

router = APIRouter(tags=["SPARQL"])
Statements = dict[NamedNode, list[Quad]]


def _statements(view: View) -> Statements:
    """What the graph of the ontology says, by the thing it says it of."""
    found: Statements = {}
    for quad in view.quads(None, None, None, iri.ONTOLOGY_GRAPH):
        if isinstance(quad.subject, NamedNode):
            found.setdefault(quad.subject, []).append(quad)
    return dict(sorted(found.items(), key=lambda pair: pair[0].value))


def _nodes(said: Iterable[Quad], *predicates: NamedNode) -> list[NamedNode]:
    found = (q.object for q in said if q.predicate in predicates)
    return sorted({one for one in found if isinstance(one, NamedNode)}, key=str)


def _texts(said: Iterable[Quad], predicate: NamedNode) -> dict[str, str]:
    """A label or a definition by language."""
    found = (q.object for q in said if q.predicate == predicate)
    texts = [one for one in found if isinstance(one, Literal)]
    return {one.language or "": one.value for one in sorted(texts, key=str)}


def _said(said: list[Quad]) -> dict[str, Any]:
    return {"label": _texts(said, RDFS.label), "definition": _texts(said, SKOS.definition)}


def _names(nodes: Iterable[NamedNode]) -> list[str]:
    return [compact(one.value) for one in nodes]


def _terms(statements: Statements) -> Iterator[dict[str, Any]]:
    for node, said in statements.items():
        kind = next((KINDS[one] for one in _nodes(said, RDF.type) if one in KINDS), None)
        if kind and node.value.startswith(iri.DEFINITION):
            yield {
                "name": compact(node.value),
                "kind": kind,
                **_said(said),
                "from": _names(_nodes(said, *DOMAINS)),
                "to": _names(_nodes(said, *RANGES)),
            }


def _borrowed(statements: Statements) -> Iterator[dict[str, Any]]:
    """Terms of other vocabularies: those the ontology speaks of, and a few that are everywhere."""
    used = {q.predicate for said in statements.values() for q in said}
    named = {node for node in used | set(EVERYWHERE) if ":" in compact(node.value)}
    for node in sorted(named, key=str):
        if not node.value.startswith(iri.DEFINITION):
            yield {
                "name": compact(node.value),
                "kind": "annotation",
                **_said(statements.get(node, [])),
                "from": [],
                "to": [],
            }


def _concepts(statements: Statements) -> Iterator[dict[str, Any]]:
    for node, said in statements.items():
        schemes = _nodes(said, SKOS.inScheme)
        if schemes:
            notation = _texts(said, SKOS.notation).get("")
            also = _texts(said, SKOS.altLabel)
            yield {
                "iri": node.value,
                **_said(said),
                "also": [one for one in (notation, *also.values()) if one],
                "types": _names(one for one in _nodes(said, RDF.type) if one != SKOS.Concept),
                "scheme": _texts(statements.get(schemes[0], []), RDFS.label),
            }


@lru_cache(maxsize=2)
def made(view: View) -> bytes:
    """The document, made once a release."""
    statements = _statements(view)
    tree = {
        "prefixes": dict(PREFIXES),
        "terms": [*_terms(statements), *_borrowed(statements)],
        "concepts": [*_concepts(statements)],
    }
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode()


def _kept(request: Request, body: bytes) -> Response:
    headers = {"ETag": etag(body), "Cache-Control": "no-cache"}
    if is_fresh(request, headers["ETag"]):
        return not_modified(headers)
    return Response(body, media_type=JSON, headers=headers)


@router.get(
    "/sparql/completions.json",
    operation_id="completions",
    responses=CONTENT,
    response_class=Response,
)
def completions(request: Request) -> Response:
    """Prefixes, classes, properties and concepts with their labels and definitions: for editors."""
    return _kept(request, made(service(request).view))


@router.get("/sparql/map.json", operation_id="map", responses=CONTENT, response_class=Response)
def ground(request: Request) -> Response:
    """The outlines of the départements, where communes stand on them, and the projection."""
    return _kept(request, drawn(service(request).settings.data / "geo"))
