"""The one table from errors to answers: ``application/problem+json``, or a page in a browser."""

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response
from starlette.routing import Match

from api.errors import Problem
from api.negotiation import HTML, accept, quality
from api.pages import errors
from api.pages.language import chosen
from api.pages.page import SECURITY
from maillage.catalogue import ParameterError
from maillage.errors import MaillageError, UnavailableError

MEDIA_TYPE = "application/problem+json"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
"""What a route may take, but HEAD, which goes with GET (`api.headers`)."""
TITLES: Mapping[int, tuple[str, str]] = {
    400: ("Demande mal formée", "Malformed request"),
    403: ("Refusé", "Refused"),
    404: ("Introuvable", "Not found"),
    405: ("Méthode non permise", "Method not allowed"),
    406: ("Format indisponible", "Format not available"),
    401: ("Jeton demandé", "Token needed"),
    410: ("N'est plus là", "Gone"),
    413: ("Trop long", "Too long"),
    415: ("Type de contenu non pris en charge", "Unsupported media type"),
    422: ("Paramètre invalide", "Invalid parameter"),
    429: ("Trop de demandes", "Too many requests"),
    408: ("Client parti", "Client gone"),
    500: ("Erreur interne", "Internal error"),
    502: ("Service extérieur en défaut", "Other service failing"),
    503: ("Indisponible", "Unavailable"),
}
SENTENCES: Mapping[int, tuple[str, str]] = {
    404: (
        "Rien ici ne porte cette adresse ; vérifiez-la ou repartez de l'accueil.",
        "Nothing here has this address; check it, or start again from the home page.",
    ),
    405: (
        "Cette adresse ne connaît pas cette méthode ; voyez l'en-tête « Allow ».",
        "This address does not know this method; see the header “Allow”.",
    ),
    500: (
        "Quelque chose a échoué ici ; réessayez, et signalez-le si cela dure.",
        "Something failed here; try again, and report it if it lasts.",
    ),
}
RETRY = "30"
"""Seconds after which what was unavailable may be there again."""

log = logging.getLogger(__name__)


def _title(status: int, language: str) -> str:
    pair = TITLES.get(status)
    return pair[language == "en"] if pair else HTTPStatus(status).phrase


def wants_html(request: Request) -> bool:
    """Whether an error is shown as a page: HTML is named, before any other type."""
    header = accept(request)
    json_weight = max(quality(header, MEDIA_TYPE), quality(header, "application/json"))
    return HTML in header and quality(header, HTML) > json_weight


def answer(
    request: Request,
    status: int,
    detail: str,
    headers: Mapping[str, str] | None = None,
    **members: object,
) -> Response:
    """An error as the client reads it; `members` are added to the JSON."""
    language = chosen(request)
    title = _title(status, language)
    told = {"Vary": "Accept, Accept-Language", "Content-Language": language, **(headers or {})}
    told.setdefault("Cache-Control", "no-store")
    if wants_html(request):
        html = errors.render(request, status, title, detail)
        return HTMLResponse(html, status_code=status, headers=told)
    told["Content-Type"] = MEDIA_TYPE
    problem = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    body = json.dumps(problem | members, ensure_ascii=False)
    return Response(body, status_code=status, headers=told)


def of_problem(request: Request, error: Exception) -> Response:
    """A `Problem`, in the language of the request."""
    assert isinstance(error, Problem)
    detail = error.reasons[chosen(request)]
    return answer(request, error.http_status, detail, error.headers, **error.members)


def of_maillage(request: Request, error: Exception) -> Response:
    """An error of the core: its sentence as it is, in French where it has one."""
    assert isinstance(error, MaillageError)
    if error.http_status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("%s %s: %s", request.method, request.url.path, error)
    headers = {"Retry-After": RETRY} if isinstance(error, UnavailableError) else None
    detail = error.told(chosen(request))
    if isinstance(error, ParameterError):
        near = list(error.near)
        return answer(request, error.http_status, detail, parameters=[error.parameter], near=near)
    return answer(request, error.http_status, detail, headers)


def allowed(request: Request) -> str:
    """The methods of an address: the framework only tells those of its first route."""
    found = [
        method
        for method in METHODS
        for scope in ({**request.scope, "method": method},)
        if any(route.matches(scope)[0] == Match.FULL for route in request.app.routes)
    ]
    return ", ".join(found + ["HEAD"] * ("GET" in found))


def of_http(request: Request, error: Exception) -> Response:
    """An error of the framework or of a page (404, 405…)."""
    assert isinstance(error, HTTPException)
    headers = error.headers
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers = {**(headers or {}), "Allow": allowed(request)}
    pair = SENTENCES.get(error.status_code)
    plain = error.detail == HTTPStatus(error.status_code).phrase
    detail = pair[chosen(request) == "en"] if pair and plain else str(error.detail)
    return answer(request, error.status_code, detail, headers)


def of_validation(request: Request, error: Exception) -> Response:
    """A parameter that is missing or of the wrong kind: named in the answer."""
    assert isinstance(error, RequestValidationError)
    wrong = [(str(one["loc"][-1]), str(one["msg"])) for one in error.errors()]
    detail = " ; ".join(f"{name} : {reason}" for name, reason in wrong)
    return answer(request, 422, detail, parameters=[name for name, _ in wrong])


def of_failure(request: Request, error: Exception) -> Response:
    """Anything else: told in the log, never in the answer."""
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    language = chosen(request)
    problem = {
        "type": "about:blank",
        "title": _title(500, language),
        "status": 500,
        "detail": SENTENCES[500][language == "en"],
    }
    body = json.dumps(problem, ensure_ascii=False)
    headers = {**SECURITY, "Content-Type": MEDIA_TYPE, "Cache-Control": "no-store"}
    return Response(body, status_code=500, headers=headers)


def install(app: FastAPI) -> None:
    """Gives `app` the table."""
    app.add_exception_handler(Problem, of_problem)
    app.add_exception_handler(MaillageError, of_maillage)
    app.add_exception_handler(HTTPException, of_http)
    app.add_exception_handler(RequestValidationError, of_validation)
    app.add_exception_handler(Exception, of_failure)
