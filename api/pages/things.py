"""``/page/…``: the page of a thing, by its kind."""

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.errors import not_found
from api.pages.graph import MERGE
from api.pages.kinds import kind_of
from api.pages.links import local
from api.pages.page import Page, respond
from api.pages.thing import frame
from maillage import iri
from maillage.rdf import NamedNode

router = APIRouter(include_in_schema=False)

ELSEWHERE = ("document/", "scheme/", "passage/")
"""Things whose page stands under an address of its own."""


def named(path: str) -> NamedNode | None:
    """The thing at this path, None for a path that no IRI has."""
    try:
        return NamedNode(iri.THING + path)
    except ValueError:
        return None


def is_known(page: Page, node: NamedNode) -> bool:
    """Whether the graph says anything about a thing, or names it."""
    named = page.graph.view.quads(None, None, node, MERGE)
    return page.graph.exists(node) or next(named, None) is not None


@router.get("/page/{path:path}")
def thing(request: Request, path: str) -> Response:
    page = Page(request)
    node = named(path)
    if node is None or not is_known(page, node):
        raise not_found(request.url.path)
    if path.startswith(ELSEWHERE):
        return RedirectResponse(page.link(local(path)), HTTPStatus.SEE_OTHER)
    kind = kind_of(page.graph.types(node))
    shown = frame(page.graph, page.t, node)
    return respond(
        request,
        kind.template if kind else "thing.html",
        links={one.href: one.media for one in shown.formats},
        thing=shown,
        view=kind.build(page, node) if kind else None,
    )
