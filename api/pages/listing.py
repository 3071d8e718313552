"""The page of a list with facets: what is chosen, what may be, and the things that are left."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import Response

from api.pages import page as pages_
from api.pages.links import href, sparql
from api.pages.page import Page
from api.pages.values import Row, Value
from maillage import iri
from maillage.rdf import NamedNode
from maillage.search import MISSING, Chosen, Facet, Item, Listed, Listing

SIZE = 20
MOST_PAGES = 100_000
SORTS = ("ordre", "titre", "annee")
FIRST, MOST = 8, 60
"""Values of a facet that are shown, and that can be unfolded; the rest is in the export."""
ROWS = ("convention", "programme", "type", "statut", "axe", "departement", "annee", "financeur")
"""The facets whose values are shown beside each thing."""
EXPORTS = {"csv": "text/csv", "json": "application/json"}


@dataclass(frozen=True)
class Choice:
    """A value of a facet: choosing it, or leaving it if it is chosen, leads to `href`."""

    label: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True)
class Filter:
    name: str
    label: str
    first: tuple[Choice, ...]
    others: tuple[Choice, ...]
    more: int
    """Values that are not even unfolded."""


@dataclass(frozen=True)
class Left:
    """A thing of the list."""

    name: Value
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Shown:
    name: str
    total: int
    number: int
    pages: int
    chosen: tuple[tuple[str, Choice], ...]
    """The chosen values with the names of their facets."""
    filters: tuple[Filter, ...]
    things: tuple[Left, ...]
    sorts: tuple[tuple[str, str, bool], ...]
    exports: tuple[tuple[str, str], ...]
    sparql: str


def pages(total: int) -> int:
    """Pages of a list, one for an empty one."""
    return max(1, ceil(total / SIZE))


def sort(request: Request) -> str:
    """The order that the address asks for, the first where it asks for none that there is."""
    asked = request.query_params.get("sort", "")
    return asked if asked in SORTS else SORTS[0]


def label(page: Page, value: str) -> str:
    """A value of a facet in words: a year, the name of a thing, or that it is not stated."""
    if value == MISSING:
        return page.t("lists.missing")
    if value.isdecimal():
        return value
    try:
        return page.graph.name(NamedNode(iri.THING + value))
    except ValueError:
        return value


def _address(page: Page, name: str, value: str, chosen: Chosen) -> str:
    """The address of the list with this value chosen, or left if it is; from its first page."""
    kept = [
        (key, one)
        for key, one in page.request.query_params.multi_items()
        if key != "page" and one and (key, one) != (name, value)
    ]
    if value not in chosen.get(name, ()):
        kept.append((name, value))
    return page.path + (f"?{urlencode(kept)}" if kept else "")


def _choices(
    page: Page, facet: Facet, counts: Mapping[str, int], chosen: Chosen
) -> tuple[Choice, ...]:
    """The values, the chosen ones first, then by their count; years the latest first."""
    mine = chosen.get(facet.name, ())
    known = {**dict.fromkeys(mine, 0), **counts}
    values = sorted(known, reverse=facet.is_year)
    values.sort(key=lambda one: (one not in mine, 0 if facet.is_year else -known[one]))
    return tuple(
        Choice(label(page, one), known[one], _address(page, facet.name, one, chosen), one in mine)
        for one in values[:MOST]
    )


def _filters(page: Page, listing: Listing, chosen: Chosen, found: Listed) -> tuple[Filter, ...]:
    filters = []
    for facet in listing.facets:
        counts = found.counts[facet.name]
        if set(counts) <= {MISSING} and not chosen.get(facet.name):
            continue
        choices = _choices(page, facet, counts, chosen)
        first = max(FIRST, len(chosen.get(facet.name, ())))
        filters.append(
            Filter(
                facet.name,
                _facet_label(page, facet.name),
                choices[:first],
                choices[first:],
                max(0, len(counts) - MOST),
            )
        )
    return tuple(filters)


def _facet_label(page: Page, name: str) -> str:
    return page.t(f"lists.facet_{name.replace('-', '_')}")


def _values(page: Page, facet: Facet, item: Item) -> tuple[Value, ...]:
    return tuple(
        Value(one if facet.is_year else label(page, one), None if facet.is_year else _link(one))
        for one in item.facets[facet.name]
        if one != MISSING
    )


def _link(value: str) -> str | None:
    return href(iri.THING + value)


def _left(page: Page, listing: Listing, item: Item) -> Left:
    is_english = page.language == "en" and bool(item.english)
    name = Value(
        item.english if is_english else item.french,
        href(item.iri),
        "fr" if page.language == "en" and not is_english else None,
    )
    said = ((one, _values(page, one, item)) for one in listing.facets if one.name in ROWS)
    return Left(
        name, tuple(Row(_facet_label(page, one.name), values) for one, values in said if values)
    )


def build(page: Page, listing: Listing, chosen: Chosen, found: Listed, number: int) -> Shown:
    """All that the page shows."""
    filters = _filters(page, listing, chosen, found)
    query = page.request.url.query
    given = sort(page.request)
    return Shown(
        name=listing.name,
        total=found.total,
        number=number,
        pages=pages(found.total),
        chosen=tuple(
            (one.label, choice)
            for one in filters
            for choice in (*one.first, *one.others)
            if choice.chosen
        ),
        filters=filters,
        things=tuple(_left(page, listing, item) for item in found.items),
        sorts=tuple(
            (page.t(f"lists.sort_{one}"), page.here(sort=one, page=None), one == given)
            for one in SORTS
        ),
        exports=tuple(
            (form, f"{page.path}.{form}" + (f"?{query}" if query else "")) for form in EXPORTS
        ),
        sparql=sparql(listing.query(chosen)),
    )


def respond(page: Page, listing: Listing, chosen: Chosen, found: Listed, number: int) -> Response:
    """The page as an answer."""
    shown = build(page, listing, chosen, found, number)
    links = {address: EXPORTS[form] for form, address in shown.exports}
    return pages_.respond(page.request, "listing.html", links=links, list=shown)
