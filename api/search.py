"""``/search``: full text over all that has a page, for people and for machines."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.errors import Problem
from api.index import index
from api.negotiation import HTML, etag, is_fresh, not_modified, page_or_data
from api.openapi import refusals
from api.pages import search as page
from api.pages.page import Page
from api.service import service
from maillage import iri
from maillage.rdf import NamedNode
from maillage.search import NAMES_OF_KINDS, Found, How, Piece

JSON = "application/json"
LONGEST = 300
"""Signs of a query; nobody types more, and a text is not a query."""
SIZE, MOST_SIZE, MOST_PAGES = 20, 100, 500
RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The results, the best first; the same release answers in the same order.",
        "content": {HTML: {}, JSON: {"schema": {"type": "object"}}},
    },
    304: {"description": "The results are what `If-None-Match` names."},
    **refusals(
        {
            406: "No accepted format.",
            422: "The query is too long, or a parameter has no such value.",
            503: "The release has no index.",
        }
    ),
}

router = APIRouter(tags=["Search"])


@dataclass(frozen=True)
class Form:
    """A form of an answer that is no RDF."""

    media_type: str

    @property
    def media_types(self) -> tuple[str, ...]:
        return (self.media_type,)


@dataclass(frozen=True)
class Asked:
    """What is searched for, as the address says it."""

    text: str
    kind: str
    departement: str
    size: int

    @property
    def place(self) -> str:
        """The IRI of the département.

        Raises:
            Problem: 422, no code of a département looks like this.
        """
        try:
            return iri.departement(self.departement).value if self.departement else ""
        except ValueError:
            raise _wrong("departement", self.departement, "46", "46") from None


def _wrong(name: str, value: str, fr: str, en: str) -> Problem:
    return Problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        f"« {name} » n'a pas de valeur « {value[:60]} » ; par exemple : {fr}.",
        f"“{name}” has no value “{value[:60]}”; for example: {en}.",
    )


def _too_long(text: str) -> Problem:
    return Problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        f"Votre recherche a {len(text)} signes, {LONGEST} suffisent : gardez quelques mots.",
        f"Your search has {len(text)} characters, {LONGEST} are enough: keep a few words.",
    )


def _is_json(request: Request, form: str | None) -> bool:
    if form is None:
        return page_or_data(request, (Form(JSON),)) is not None
    if form not in ("json", "html"):
        raise _wrong("format", form, "json", "json")
    return form == "json"


def _found(asked: Asked, shown: Page) -> tuple[Found, int]:
    """The page of results that the address asks for, or the last one; and its number."""
    searched, number = index(shown.service), shown.asked(MOST_PAGES)

    def at(place: int) -> Found:
        return searched.search(
            asked.text,
            shown.language,
            asked.kind,
            asked.place,
            limit=asked.size,
            offset=(place - 1) * asked.size,
        )

    found = at(number)
    pages = page.pages(found.total, asked.size)
    return (found, number) if number <= pages else (at(pages), pages)


@router.get("/search", operation_id="search", response_class=Response, responses=RESPONSES)
def search(
    request: Request,
    q: Annotated[
        str,
        Query(
            description="Words, a name, a code or an acronym; plain text, without a syntax.",
            json_schema_extra={"maxLength": LONGEST},
        ),
    ] = "",
    kind: Annotated[
        str, Query(description="Only this kind.", json_schema_extra={"enum": ["", *NAMES_OF_KINDS]})
    ] = "",
    departement: Annotated[str, Query(description="Only this département, by its code.")] = "",
    page_number: Annotated[
        str, Query(alias="page", description="The page of the results, from 1.")
    ] = "1",
    size: Annotated[int, Query(ge=1, le=MOST_SIZE, description="Results a page.")] = SIZE,
    form: Annotated[
        str | None, Query(alias="format", description="`json` or `html`; else by `Accept`.")
    ] = None,
) -> Response:
    """Full text over labels, titles, objectives and documents: French stems, typos forgiven."""
    del page_number
    if len(q) > LONGEST:
        raise _too_long(q)
    if kind and kind not in NAMES_OF_KINDS:
        raise _wrong("kind", kind, ", ".join(NAMES_OF_KINDS[:3]), ", ".join(NAMES_OF_KINDS[:3]))
    asked, shown = Asked(q, kind, departement, size), Page(request)
    is_json = _is_json(request, form)
    found, number = _found(asked, shown)
    if not is_json:
        return page.respond(request, asked, found, number)
    body = json.dumps(_answer(shown, asked, found, number), ensure_ascii=False).encode()
    headers = {
        "ETag": etag(service(request).release.identifier, body),
        "Vary": "Accept, Accept-Language",
    }
    if is_fresh(request, headers["ETag"]):
        return not_modified(headers)
    return Response(body, media_type=JSON, headers=headers)


def _answer(shown: Page, asked: Asked, found: Found, number: int) -> dict[str, Any]:
    return {
        "query": asked.text,
        "total": found.total,
        "page": number,
        "pages": page.pages(found.total, asked.size),
        "match": {How.ALL: "all", How.SPELLING: "spelling", How.SOME: "some"}[found.how],
        "suggestion": found.suggestion,
        "results": [
            {
                "iri": iri.BASE.rstrip("/") + hit.iri if hit.iri.startswith("/") else hit.iri,
                "page": page.address(hit.iri),
                "kind": hit.kind,
                "kind_label": page.kind(shown, hit.kind),
                "label": _plain(hit.french),
                "label_en": _plain(hit.english) or None,
                "departements": [_code(place) for place in hit.places],
                "excerpt": _plain(hit.excerpt) or None,
                "marks": _marks(hit.excerpt),
            }
            for hit in found.hits
        ],
        "facets": {
            "kind": dict(found.kinds),
            "departement": {_code(place): count for place, count in found.places.items()},
        },
    }


def _plain(pieces: Iterable[Piece]) -> str:
    return "".join(text for text, _ in pieces)


def _marks(pieces: Iterable[Piece]) -> list[tuple[int, int]]:
    """Where the words that were found stand in the excerpt: starts and ends."""
    found, position = [], 0
    for text, is_found in pieces:
        if is_found:
            found.append((position, position + len(text)))
        position += len(text)
    return found


def _code(place: str) -> str:
    return NamedNode(place).value.rpartition("/")[2]
