"""``/actions`` and ``/conventions``: lists with facets, as pages, CSV and JSON."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.errors import Problem
from api.formats.triples_csv import harmless
from api.index import index
from api.negotiation import HTML, etag, is_fresh, not_modified, page_or_data
from api.openapi import refusals
from api.pages import listing as shown
from api.pages.graph import Graph
from api.pages.page import Page
from api.service import service
from maillage import iri
from maillage.rdf import NamedNode
from maillage.search import LISTINGS, MISSING, Chosen, Facet, Item, Listed, Listing, listed

ANY = frozenset({"lang", "page", "sort"})
"""Parameters that are no filter."""
SEPARATOR = " | "
"""Between the values of a cell."""


@dataclass(frozen=True)
class Form:
    """A file of the list; `render` writes the whole list, as far as the limit of rows goes."""

    extension: str
    media_type: str
    render: Callable[[Graph, Listing, Chosen, Listed], bytes]

    @property
    def media_types(self) -> tuple[str, ...]:
        return (self.media_type,)


def chosen(request: Request, listing: Listing) -> Chosen:
    """The values that the address chooses, by facet.

    Raises:
        Problem: 422, a parameter is no filter of this list, or its value none of this filter.
    """
    found: dict[str, tuple[str, ...]] = {}
    for name, value in request.query_params.multi_items():
        facet = listing.facet(name)
        if facet is None and name not in ANY:
            raise _unknown(listing, name)
        if facet and value:
            _check(facet, value)
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), value)))
    return found


def _check(facet: Facet, value: str) -> None:
    if value != MISSING:
        facet.written(value)


def _unknown(listing: Listing, name: str) -> Problem:
    known = ", ".join(one.name for one in listing.facets)
    return Problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        f"« {name[:60]} » n'est pas un filtre de cette liste ; il y a : {known}.",
        f"“{name[:60]}” is not a filter of this list; there is: {known}.",
    )


def _names(graph: Graph, values: Iterable[str]) -> str:
    """The names of values; years are their own, and nothing stands for none."""
    said = (
        one if one.isdecimal() else graph.name(NamedNode(iri.THING + one))
        for one in values
        if one != MISSING
    )
    return SEPARATOR.join(said)


def _csv(graph: Graph, listing: Listing, _: Chosen, found: Listed) -> bytes:
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(("iri", "nom", *(one.name for one in listing.facets)))
    for item in found.items:
        cells = (item.french, *(_names(graph, item.facets[one.name]) for one in listing.facets))
        rows.writerow((item.iri, *map(harmless, cells)))
    return text.getvalue().encode()


def _object(listing: Listing, item: Item) -> dict[str, Any]:
    values: Mapping[str, Any] = {
        one.name: [
            value if one.is_year else iri.THING + value
            for value in item.facets[one.name]
            if value != MISSING
        ]
        for one in listing.facets
    }
    return {"iri": item.iri, "label": item.french, "label_en": item.english or None, **values}


def _json(_: Graph, listing: Listing, filters: Chosen, found: Listed) -> bytes:
    answer = {
        "list": listing.name,
        "filters": {name: list(values) for name, values in filters.items()},
        "total": found.total,
        "facets": {
            name: dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
            for name, counts in found.counts.items()
        },
        "items": [_object(listing, item) for item in found.items],
    }
    return json.dumps(answer, ensure_ascii=False).encode()


FORMS = (Form("csv", "text/csv", _csv), Form("json", "application/json", _json))
RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The list, or what the filters leave of it, with the count of each value.",
        "content": {HTML: {}, "text/csv": {}, "application/json": {"schema": {"type": "object"}}},
    },
    304: {"description": "The list is what `If-None-Match` names."},
    **refusals(
        {
            406: "No accepted format.",
            422: "A filter or its value is unknown; it is named.",
            503: "The release has no index.",
        }
    ),
}


def _file(request: Request, listing: Listing, form: Form) -> Response:
    """The whole list as a file; a header says where it was cut."""
    used, filters = service(request), chosen(request, listing)
    most = used.settings.query_rows
    found = listed(index(used), listing, filters, shown.sort(request), limit=most)
    body = form.render(Page(request).graph, listing, filters, found)
    headers = {
        "ETag": etag(used.release.identifier, form.extension, body),
        "Vary": "Accept, Accept-Language",
        "Content-Disposition": f'inline; filename="{listing.name}.{form.extension}"',
    }
    if found.total > most:
        headers["Maillage-Truncated"] = f"rows={most}"
    if is_fresh(request, headers["ETag"]):
        return not_modified(headers)
    return Response(body, media_type=form.media_type, headers=headers)


def _page(request: Request, listing: Listing) -> Response:
    form = page_or_data(request, FORMS)
    if form:
        return _file(request, listing, form[0])
    filters = chosen(request, listing)
    page = Page(request)
    searched, order, number = index(page.service), shown.sort(request), page.asked(shown.MOST_PAGES)

    def at(place: int) -> Listed:
        offset = (place - 1) * shown.SIZE
        return listed(searched, listing, filters, order, shown.SIZE, offset)

    found = at(number)
    pages = shown.pages(found.total)
    if number > pages:
        found, number = at(pages), pages
    return shown.respond(page, listing, filters, found, number)


def _parameters(listing: Listing) -> list[dict[str, Any]]:
    filters = [
        {
            "name": one.name,
            "in": "query",
            "description": f"Any of these values of `{one.name}`; `{MISSING}` for none.",
            "schema": {"type": "array", "items": {"type": "string"}},
        }
        for one in listing.facets
    ]
    sorting = {
        "name": "sort",
        "in": "query",
        "description": f"One of {', '.join(shown.SORTS)}; any other counts as the first.",
        "schema": {"type": "string"},
    }
    return [*filters, sorting]


def _routes(listing: Listing) -> APIRouter:
    """The routes of a list; they differ only by their address and their filters."""
    router = APIRouter(tags=["Lists"])
    extra = {"parameters": _parameters(listing)}
    name = listing.name

    @router.get(
        f"/{name}",
        operation_id=name,
        response_class=Response,
        responses=RESPONSES,
        openapi_extra=extra,
        description=f"The {name}, narrowed by filters, each with the count of its values.",
    )
    def page(request: Request) -> Response:
        return _page(request, listing)

    def file(form: Form) -> Callable[[Request], Response]:
        def written(request: Request) -> Response:
            return _file(request, listing, form)

        return written

    for form in FORMS:
        router.get(
            f"/{name}.{form.extension}",
            operation_id=f"{name}_{form.extension}",
            response_class=Response,
            responses=RESPONSES,
            openapi_extra=extra,
            description=f"The whole list of the {name} that the filters leave, as a file.",
        )(file(form))
    return router


router = APIRouter()
for one in LISTINGS:
    router.include_router(_routes(one))
