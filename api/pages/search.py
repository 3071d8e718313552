"""The page of ``/search``: results, what narrows them, what to do where there are none."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Protocol

from fastapi import Request
from fastapi.responses import Response

from api.pages import page as pages_
from api.pages.links import href
from api.pages.page import Page
from maillage import iri
from maillage.rdf import NamedNode
from maillage.search import Found, Hit, How, Piece

EXAMPLES = ("Cahors", "46042", "OPAH-RU", "médiathèques", "revitalisation du centre")
PLACES = 12
"""Départements that are offered as filters."""


class Asked(Protocol):
    """What the address asks for."""

    @property
    def text(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def departement(self) -> str: ...
    @property
    def size(self) -> int: ...


@dataclass(frozen=True)
class Result:
    name: tuple[Piece, ...]
    lang: str | None
    href: str
    kind: str
    places: str
    excerpt: tuple[Piece, ...]


@dataclass(frozen=True)
class Choice:
    """A value that narrows the results, how many it leaves, and where it leads."""

    label: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True)
class Results:
    text: str
    results: tuple[Result, ...]
    total: int
    number: int
    pages: int
    first: int
    how: str
    suggestion: str | None
    suggestion_href: str
    kinds: tuple[Choice, ...]
    places: tuple[Choice, ...]
    kept: Mapping[str, str]
    """The other parameters, which a new search in the form keeps."""
    is_narrowed: bool
    examples: tuple[tuple[str, str], ...]


def pages(total: int, size: int) -> int:
    """Pages of a list, one for an empty one."""
    return max(1, ceil(total / size))


def address(found: str) -> str:
    """Where a result leads inside the site."""
    return found if found.startswith("/") else href(found) or found


def kind(page: Page, name: str, count: int = 1) -> str:
    """A kind of things in words, in the number that goes with a count."""
    return page.t.noun(f"search.kind_{name.replace('-', '_')}", count)


def _result(page: Page, hit: Hit) -> Result:
    is_english = page.language == "en" and bool(hit.english)
    names = [page.graph.name(NamedNode(place)) for place in hit.places]
    return Result(
        name=hit.english if is_english else hit.french,
        lang="fr" if page.language == "en" and not is_english else None,
        href=page.link(address(hit.iri)),
        kind=kind(page, hit.kind),
        places=", ".join(names),
        excerpt=hit.excerpt,
    )


def _kinds(page: Page, asked: Asked, found: Found) -> tuple[Choice, ...]:
    ordered = sorted(found.kinds.items(), key=lambda one: (-one[1], one[0]))
    return tuple(
        Choice(
            kind(page, one, count),
            count,
            page.here(kind=None if one == asked.kind else one, page=None),
            one == asked.kind,
        )
        for one, count in ordered
    )


def _places(page: Page, asked: Asked, found: Found) -> tuple[Choice, ...]:
    here = iri.departement(asked.departement).value if asked.departement else ""
    ordered = sorted(found.places.items(), key=lambda one: (one[0] != here, -one[1], one[0]))
    return tuple(
        Choice(
            page.graph.name(NamedNode(place)),
            count,
            page.here(departement=None if place == here else place.rpartition("/")[2], page=None),
            place == here,
        )
        for place, count in ordered[:PLACES]
    )


def build(page: Page, asked: Asked, found: Found, number: int) -> Results:
    """All that the page shows."""
    kept = {"kind": asked.kind, "departement": asked.departement}
    kept["lang"] = page.request.query_params.get("lang", "")
    return Results(
        text=asked.text,
        results=tuple(_result(page, hit) for hit in found.hits),
        total=found.total,
        number=number,
        pages=pages(found.total, asked.size),
        first=(number - 1) * asked.size + 1,
        how="" if found.how == How.ALL or not found.total else found.how.name.lower(),
        suggestion=found.suggestion,
        suggestion_href=page.here(q=found.suggestion, page=None),
        kinds=_kinds(page, asked, found),
        places=_places(page, asked, found),
        kept={name: value for name, value in kept.items() if value},
        is_narrowed=bool(asked.kind or asked.departement),
        examples=tuple((one, page.here(q=one, kind=None, departement=None)) for one in EXAMPLES),
    )


def respond(request: Request, asked: Asked, found: Found, number: int) -> Response:
    """The page as an answer."""
    page = Page(request)
    json = {page.here(format="json"): "application/json"} if asked.text else None
    built = build(page, asked, found, number)
    return pages_.respond(request, "search.html", links=json, search=built)
