"""``/queries``: the saved questions for people and for machines, in every form they come in."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from starlette.responses import JSONResponse, Response

from api.asking import answered
from api.errors import Problem
from api.exports import EXPORTS, LICENCE, Export, Subject
from api.limits import client_of
from api.negotiation import (
    HTML,
    accept,
    etag,
    is_fresh,
    not_modified,
    page_or_data,
    quality,
)
from api.pages import questions
from api.pages.page import Page
from api.pages.pictures.vega import MEDIA_TYPE as VEGA_LITE
from api.pages.questions import Link, cited, find, given, painter, saved, sheet
from api.pool import pool
from api.problems import MEDIA_TYPE
from maillage.catalogue import Answer, ParameterError, SavedQuery

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
"""What makes Excel read a CSV as UTF-8 that is opened by a double click."""
JSON = "application/json"
VARY = "Accept, Accept-Language"
LANGUAGE = {
    "name": "lang",
    "in": "query",
    "description": "The language of titles and sentences; `Accept-Language` decides without it.",
    "schema": {"type": "string"},
    "example": "en",
}
WITH_BOM = {
    "name": "bom",
    "in": "query",
    "description": "`1`: a CSV begins with a byte order mark, for a double click in Excel.",
    "schema": {"type": "string", "enum": ["0", "1"]},
}


def _problem(description: str) -> dict[str, Any]:
    return {
        "description": description,
        "content": {MEDIA_TYPE: {"schema": {"type": "object"}}, HTML: {}},
    }


RESPONSES: dict[int | str, dict[str, Any]] = {
    304: {"description": "The answer is what `If-None-Match` names."},
    404: _problem("No question has this name, or its answer has no such form."),
    422: _problem(
        "A parameter is unknown, missing, given twice, of another type or none of its choices: "
        "`parameters` names it, `near` are values that there are."
    ),
    503: _problem("The query was stopped at a limit, or too many run; see `Retry-After`."),
}

Name = Annotated[
    str, Path(description="The name of a question (`GET /queries`).", examples=["conventions"])
]
Form = Annotated[str, Path(description="The extension of a form.", examples=["csv", "xlsx"])]

router = APIRouter(tags=["Questions"])


def _links(name: str, values: Mapping[str, str], answer: Answer) -> tuple[Link, ...]:
    """The exports that an answer has."""
    return tuple(
        Link(
            one.title,
            one.extension,
            one.media_type,
            questions.address(name, values, one.extension),
        )
        for one in EXPORTS
        if one.offered(answer)
    )


def _asked(page: Page, query: SavedQuery, values: Mapping[str, str]) -> Answer:
    client = client_of(page.request.scope)
    return answered(page.service, pool(page.request), query, values, client)


def _described(query: SavedQuery) -> dict[str, Any]:
    """A question for a program: what to give, what comes back."""
    return {
        "name": query.name,
        "title": query.title,
        "description": query.description,
        "theme": query.theme,
        "href": f"/queries/{query.name}",
        "picture": query.chart.kind if query.chart else None,
        "parameters": [
            {
                "name": one.name,
                "type": one.type,
                "label": one.label,
                "required": one.required,
                "default": one.default,
                "example": one.example,
            }
            for one in query.parameters
        ],
        "columns": [
            {"name": one.name, "label": one.label, "kind": one.kind} for one in query.columns
        ],
    }


@router.get(
    "/queries",
    operation_id="questions",
    response_class=Response,
    openapi_extra={"parameters": [LANGUAGE]},
    responses={
        200: {
            "description": "The saved questions: a page, or their parameters and columns in JSON.",
            "content": {HTML: {}, JSON: {"schema": {"type": "object"}}},
        },
        304: RESPONSES[304],
    },
)
def index(request: Request, q: str = "") -> Response:
    """The saved questions; `q` keeps those of the page that hold these words."""
    del q
    if quality(accept(request), JSON) <= quality(accept(request), HTML):
        return questions.index(request)
    page = Page(request)
    found = [_described(query) for query in saved(page.service.settings.queries).values()]
    headers = {"Vary": VARY, "ETag": etag(page.release or "", "questions", repr(found))}
    if is_fresh(request, headers["ETag"]):
        return not_modified(headers)
    return JSONResponse({"questions": found, "formats": _formats()}, headers=headers)


def _formats() -> dict[str, str]:
    return {one.extension: one.media_type for one in EXPORTS}


@router.get(
    "/queries/{name}.vl.json",
    operation_id="answer_vega_lite",
    response_class=Response,
    openapi_extra={"parameters": [LANGUAGE]},
    responses={
        200: {
            "description": "The Vega-Lite of the picture.",
            "content": {VEGA_LITE: {}},
        },
        **RESPONSES,
    },
)
def vega_lite(request: Request, name: Name) -> Response:
    """The Vega-Lite of a bar or a line, with its data.

    The question's parameters are values of the query string; `GET /queries` in JSON lists them.
    """
    return export(request, name, "vl.json")


@router.get(
    "/queries/{name}.{form}",
    operation_id="answer_as",
    response_class=Response,
    openapi_extra={"parameters": [LANGUAGE, WITH_BOM]},
    responses={
        200: {
            "description": "The answer in the form of this extension.",
            "content": {one.media_type: {} for one in EXPORTS},
        },
        **RESPONSES,
    },
)
def export(request: Request, name: Name, form: Form) -> Response:
    """The answer of a saved question as a file.

    The question's parameters are values of the query string; `GET /queries` in JSON lists them.
    """
    page = Page(request)
    query = find(page, name)
    chosen = next((one for one in EXPORTS if one.extension == form), None)
    if chosen is None:
        raise _unknown(form)
    return _exported(page, query, chosen, given(request))


@router.get(
    "/queries/{name}",
    operation_id="answer",
    response_class=Response,
    openapi_extra={"parameters": [LANGUAGE]},
    responses={
        200: {
            "description": "The page of the question, or its answer in the form that is accepted.",
            "content": {
                HTML: {},
                "application/json": {},
                **{one.media_type: {} for one in EXPORTS},
            },
        },
        406: _problem("No accepted form."),
        **RESPONSES,
    },
)
def question(request: Request, name: Name) -> Response:
    """A saved question: its page, or its answer by `Accept`.

    The question's parameters are values of the query string; `GET /queries` in JSON lists them.
    """
    page = Page(request)
    query = find(page, name)
    wanted = page_or_data(request, EXPORTS) if accept(request) else None
    if wanted:
        return _exported(page, query, wanted[0], given(request), wanted[1])
    reading = questions.read(page, query, lambda values: _asked(page, query, values))
    found = reading.answer
    links = _links(query.name, reading.values, found) if found is not None else ()
    return questions.show(page, reading, links)


def _exported(
    page: Page,
    query: SavedQuery,
    chosen: Export,
    values: Mapping[str, str],
    media_type: str | None = None,
) -> Response:
    """The file of an answer, or 304 where the client has it."""
    told = {key: text for key, text in values.items() if text.strip()}
    mark = _mark(page.request, chosen)
    answer = _asked(page, query, told)
    subject = _subject(page, query, told, answer)
    written = mark + chosen.render(subject)
    headers = _headers(subject, query.name, chosen)
    if answer.is_cut:
        headers["Maillage-Truncated"] = f"rows={len(answer)}"
    headers["ETag"] = etag(page.release or "", chosen.extension, written)
    if is_fresh(page.request, headers["ETag"]):
        return not_modified(headers)
    content = chosen.content_type
    if media_type and media_type != chosen.media_type:
        content = media_type
    return Response(written, headers={**headers, "Content-Type": content})


def _subject(page: Page, query: SavedQuery, values: Mapping[str, str], answer: Answer) -> Subject:
    citation = cited(page, query, values)
    return Subject(
        answer=answer,
        language=page.language,
        citation=citation,
        given=values,
        text=questions.body(query.bound(values)),
        geo=page.service.settings.data / "geo",
        sheet=sheet(page, answer),
        painter=painter(page),
        source=page.t("picture.source", release=citation.release, address=citation.address),
    )


def _headers(subject: Subject, name: str, chosen: Export) -> dict[str, str]:
    citation = subject.citation
    links = (
        f'<{citation.address}>; rel="alternate"; type="{HTML}"',
        f'<{citation.permalink}>; rel="describedby"',
        f'<{LICENCE}>; rel="license"',
    )
    return {
        "Content-Disposition": f'inline; filename="{name}.{chosen.extension}"',
        "Content-Language": subject.language,
        "Link": ", ".join(links),
        "Vary": VARY,
    }


def _mark(request: Request, chosen: Export) -> bytes:
    """The byte order mark that a CSV is asked to begin with.

    Raises:
        ParameterError: it is asked of another form, or not by 1.
    """
    asked = request.query_params.get("bom")
    if asked is None or (asked == "0"):
        return b""
    if asked != "1" or chosen.extension != "csv":
        raise ParameterError(
            "bom",
            "is 1, and only a CSV has one; take it out",
            "vaut 1, et seul un CSV en a un ; retirez-le",
            ("1",) if chosen.extension == "csv" else (),
        )
    return BOM


def _unknown(form: str) -> Problem:
    forms = ", ".join(one.extension for one in EXPORTS)
    return Problem(
        HTTPStatus.NOT_FOUND,
        f"Une réponse n'existe pas en « {form[:20]} » ; prenez {forms}.",
        f"An answer has no form “{form[:20]}”; take {forms}.",
    )
