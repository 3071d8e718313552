"""``/ontology``, ``/schemes``, ``/shapes``: the documentation, and the RDF it is made from."""

from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import RedirectResponse, Response

from api.errors import not_found
from api.formats import GRAPHS
from api.negotiation import HTML, page_or_data
from api.openapi import Answers, refusals, unless_changed
from api.pages import rules
from api.pages import vocabulary as page
from api.respond import address, alternates, data, html
from api.service import service
from maillage import iri
from maillage.rdf import (
    DCTERMS,
    OWL,
    PREFIXES,
    RDF,
    SKOS,
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    Triple,
)
from maillage.store import View

GRAPH = iri.ONTOLOGY_GRAPH
CONTENT: Answers = {
    200: {
        "description": "The page, or its RDF by `Accept`.",
        "content": {HTML: {}} | {media: {} for one in GRAPHS for media in one.media_types},
    },
    **unless_changed("answer"),
    **refusals({406: "No accepted format."}),
}
NAMED = CONTENT | refusals({404: "Nothing has this name."})
SCHEME = Path(examples=["statut", "dispositif"])
SHAPE = Path(examples=["C16", "ConventionShape"])

router = APIRouter(tags=["Vocabulary"])
Root = NamedNode | BlankNode


def closure(view: View, roots: Iterable[Root]) -> list[Triple]:
    """The triples of these nodes and, without end, of the blank nodes that they hold."""
    found: dict[Triple, None] = {}
    pending, seen = list(roots), set[Root]()
    while pending:
        node = pending.pop(0)
        if node in seen:
            continue
        seen.add(node)
        for triple in sorted((q.triple for q in _quads(view, node)), key=str):
            found[triple] = None
            if isinstance(triple.object, BlankNode):
                pending.append(triple.object)
    return list(found)


def _quads(view: View, subject: Root) -> Iterator[Quad]:
    return view.quads(subject, None, None, GRAPH)


def _named(quads: Iterable[Quad], is_root: Callable[[Quad], bool]) -> list[Root]:
    found = {q.subject for q in quads if isinstance(q.subject, NamedNode) and is_root(q)}
    return [*sorted(found, key=str)]


def ontology(view: View) -> list[Triple]:
    """The vocabulary: the ontology itself and its terms."""
    every = view.quads(None, None, None, GRAPH)
    return closure(view, _named(every, lambda q: _is_term(q.subject)))


def _is_term(node: object) -> bool:
    return isinstance(node, NamedNode) and (
        node == iri.ONTOLOGY or node.value.startswith(iri.DEFINITION)
    )


def scheme(view: View, name: str) -> list[Triple]:
    """A concept scheme and its concepts; nothing where there is none of this name."""
    try:
        node = iri.scheme(name)
    except ValueError:
        return []
    inside = _named(view.quads(None, SKOS.inScheme, node, GRAPH), lambda _: True)
    return closure(view, [node, *inside])


def schemes(view: View) -> list[Triple]:
    """All concept schemes, without their concepts."""
    return closure(view, _named(view.quads(None, RDF.type, SKOS.ConceptScheme), lambda _: True))


def shapes(view: View, name: str | None = None) -> list[Triple]:
    """The rules: what says something in SHACL; or those of this name or number, and their parts."""
    numbered = _numbered(view, name) if name else frozenset()

    def is_shape(quad: Quad) -> bool:
        local = _local(quad.subject)
        wanted = name is None or local == name or local.startswith(f"{name}-")
        wanted = wanted or quad.subject in numbered
        return wanted and quad.predicate.value.startswith(PREFIXES["sh"])

    return closure(view, _named(view.quads(None, None, None, GRAPH), is_shape))


def _numbered(view: View, number: str) -> frozenset[object]:
    """The rules of this number (C16)."""
    held = view.quads(None, DCTERMS.identifier, Literal(number), GRAPH)
    return frozenset(quad.subject for quad in held)


def _local(node: object) -> str:
    value = node.value if isinstance(node, NamedNode) else ""
    return value.replace("#", "/").rsplit("/", 1)[-1]


def _answer(
    request: Request,
    shown: Callable[[], str | None],
    said: Callable[[View], list[Triple]],
) -> Response:
    path, used = request.url.path, service(request)
    chosen = page_or_data(request, GRAPHS)
    if chosen is None:
        text = shown()
        if text is None:
            raise not_found(path)
        return html(request, used, text)
    triples = said(used.view)
    if not triples:
        raise not_found(path)
    headers = {
        "Vary": "Accept",
        "Content-Location": address(path),
        "Link": alternates({address(path): HTML}),
    }
    return data(request, used, chosen[0].render(triples), chosen[0], headers, chosen[1])


def _file(request: Request, extension: str, said: Callable[[View], list[Triple]]) -> Response:
    """The RDF of a page under an address of its own, in the format of this extension."""
    path, used = request.url.path, service(request)
    chosen = next((one for one in GRAPHS if one.extension == extension), None)
    triples = said(used.view) if chosen else []
    if chosen is None or not triples:
        raise not_found(path)
    page_path = path.removesuffix(f".{extension}")
    headers = {"Link": alternates({address(page_path): HTML})}
    return data(request, used, chosen.render(triples), chosen, headers)


def _version(request: Request, of: str, version: str) -> Response:
    """A version of the vocabulary or of the rules leads to what is served of it."""
    try:
        node = NamedNode(f"{iri.BASE}{of}/{version}")
    except ValueError:
        raise not_found(request.url.path) from None
    held = service(request).view.quads(None, OWL.versionIRI, node, GRAPH)
    if next(held, None) is None:
        raise not_found(request.url.path)
    return RedirectResponse("/ontology" if of == "def" else "/shapes", HTTPStatus.SEE_OTHER)


@router.get("/def", include_in_schema=False)
def definitions() -> Response:
    """Where the terms of the vocabulary lead: its documentation."""
    return RedirectResponse("/ontology", HTTPStatus.SEE_OTHER)


@router.get("/def/{version}", include_in_schema=False)
def definitions_of_version(request: Request, version: str) -> Response:
    """The version IRI of the vocabulary."""
    return _version(request, "def", version)


@router.get("/ontology.{extension}", include_in_schema=False)
def ontology_file(request: Request, extension: str) -> Response:
    """The vocabulary as a file."""
    return _file(request, extension, ontology)


@router.get("/ontology", operation_id="ontology", response_class=Response, responses=CONTENT)
def read_ontology(request: Request) -> Response:
    """The vocabulary: every class and property."""
    return _answer(request, lambda: page.render_ontology(request), ontology)


@router.get("/schemes", operation_id="schemes", response_class=Response, responses=CONTENT)
def read_schemes(request: Request) -> Response:
    """The list of the concept schemes."""
    return _answer(request, lambda: page.render_schemes(request), schemes)


@router.get("/schemes.{extension}", include_in_schema=False)
def schemes_file(request: Request, extension: str) -> Response:
    """The list of the concept schemes as a file."""
    return _file(request, extension, schemes)


@router.get("/schemes/{name}.{extension}", include_in_schema=False)
def scheme_file(request: Request, name: str, extension: str) -> Response:
    """A concept scheme as a file."""
    return _file(request, extension, lambda view: scheme(view, name))


@router.get("/schemes/{name}", operation_id="scheme", response_class=Response, responses=NAMED)
def read_scheme(
    request: Request, name: Annotated[str, Path(examples=["statut", "dispositif"])]
) -> Response:
    """A concept scheme with its concepts."""
    return _answer(
        request, lambda: page.render_scheme(request, name), lambda view: scheme(view, name)
    )


@router.get("/shapes", operation_id="shapes", response_class=Response, responses=CONTENT)
def read_shapes(request: Request) -> Response:
    """The rules that the data is checked against."""
    return _answer(request, lambda: rules.render_shapes(request), shapes)


@router.get("/shapes.{extension}", include_in_schema=False)
def shapes_file(request: Request, extension: str) -> Response:
    """The rules as a file."""
    return _file(request, extension, shapes)


@router.get("/shapes/{name}.{extension}", include_in_schema=False)
def shape_file(request: Request, name: str, extension: str) -> Response:
    """A rule or the rules about a class as a file; or, where it is one, a version of them all."""
    if any(one.extension == extension for one in GRAPHS):
        return _file(request, extension, lambda view: shapes(view, name))
    return _version(request, "shapes", f"{name}.{extension}")


@router.get("/shapes/{name}", operation_id="shape", response_class=Response, responses=NAMED)
def read_shape(
    request: Request, name: Annotated[str, Path(examples=["C16", "ConventionShape"])]
) -> Response:
    """A rule, or the rules about a class."""
    return _answer(
        request, lambda: rules.render_shape(request, name), lambda view: shapes(view, name)
    )
