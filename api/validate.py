"""``/validate`` and ``/read``: a file is handed over, and told what it says and what is wrong."""

import json
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from api import stewards
from api.deposits import Deposit
from api.desk import desk, shown
from api.errors import Problem, not_found, unacceptable
from api.negotiation import HTML, accept, best, wants_page
from api.openapi import refusals, unless_changed
from api.pages import validate as page
from api.pages.language import chosen
from api.service import service
from api.uploads import CORRECTIONS, FIELD, MULTIPART, received
from maillage.validation import FORMATS


@dataclass(frozen=True)
class ReportForm:
    """A form of the report as negotiation sees it."""

    name: str
    media_type: str
    extension: str

    @property
    def media_types(self) -> tuple[str, ...]:
        return (self.media_type,)


FIRST = "json"
FORMS = tuple(
    ReportForm(name, form.media_type, "txt" if name == "text" else name)
    for name, form in sorted(FORMATS.items(), key=lambda each: each[0] != FIRST)
    if form.media_type != HTML
)
"""The forms that ``Accept`` may ask for; the first one answers who asks for none."""
NAMES = tuple(FORMATS)
PAGE = page.ADDRESS
REFUSALS = refusals(
    {
        400: "The body is not well-formed.",
        413: "The file is too large.",
        415: f"The body is not {MULTIPART}.",
        422: "The file cannot be used: where, why, what to do.",
        503: "Too many files are being read.",
    }
)
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            MULTIPART: {
                "schema": {
                    "type": "object",
                    "required": [FIELD],
                    "properties": {
                        FIELD: {"type": "string", "format": "binary"},
                        CORRECTIONS: {
                            "type": "string",
                            "format": "binary",
                            "description": "Decisions on the document, as in data/corrections.",
                        },
                    },
                }
            }
        },
    }
}
AS_FORMAT = {
    "name": "format",
    "in": "query",
    "description": "Goes before `Accept`: a form of the report.",
    "schema": {"type": "string", "enum": list(NAMES)},
}

router = APIRouter(tags=["Stewardship"])


@router.get(
    PAGE,
    operation_id="validate_page",
    responses={200: {"description": "The page.", "content": {HTML: {}}}, **unless_changed("page")},
    response_class=Response,
)
def form(request: Request) -> Response:
    """The page where a file is handed over."""
    return page.form(request)


@router.post(
    PAGE,
    operation_id="validate",
    responses={
        200: {
            "description": "The report.",
            "content": {one.media_type: {} for one in FORMS} | {HTML: {}},
        },
        **refusals({406: "The report has none of the accepted forms."}),
        **REFUSALS,
    },
    response_class=Response,
    openapi_extra={"parameters": [AS_FORMAT], **BODY},
)
async def validate(request: Request) -> Response:
    """A document or RDF file → what the rules find, as if it were added to the graph."""
    form = _form(request)
    deposit = await received(request)
    if form is None:
        return await _opened(request, deposit)
    return await _report(request, deposit, form)


@router.post(
    "/read",
    operation_id="read",
    responses={
        200: {"description": "The Reading.", "content": {"application/json": {}}},
        **REFUSALS,
    },
    response_class=Response,
    openapi_extra=BODY,
)
async def read(request: Request) -> Response:
    """A document → what it says, each fact with its words; names of persons are left out."""
    deposit = await received(request)
    return Response(await desk(request).ask("reading", deposit), media_type="application/json")


def _form(request: Request) -> str | None:
    """The form of the report that is wanted; None for the page.

    Raises:
        Problem: 406 or 422, there is none such.
    """
    named = request.query_params.get("format")
    if named is not None:
        if named not in FORMATS:
            raise _no_form(named)
        return named
    if wants_page(request, FORMS):
        return None
    found = best(accept(request), FORMS)
    if found is None:
        raise unacceptable([*(one.media_type for one in FORMS), HTML])
    return found[0].name


def _no_form(named: str) -> Problem:
    known = ", ".join(NAMES)
    return Problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        f"paramètre format : « {named[:40]} » n'est pas une forme du rapport ; il y a {known}",
        f"parameter format: “{named[:40]}” is no form of the report; there are {known}",
    )


async def _report(request: Request, deposit: Deposit, form: str) -> Response:
    language = chosen(request)
    body = await desk(request).ask("report", deposit, form=form, language=language)
    headers = {"Content-Language": language, "Vary": "Accept, Accept-Language"}
    return Response(body, media_type=FORMATS[form].media_type, headers=headers)


async def _opened(request: Request, deposit: Deposit) -> Response:
    """The page of a file that was just handed over; a file that cannot be used: the form again."""
    used = desk(request)
    try:
        held = (await used.ask("held", deposit)).decode()
        decided = held if deposit.corrections is None else deposit.corrections
        deposit = Deposit(deposit.name, deposit.data, decided, base=held)
        told = await shown(used, deposit)
    except Problem as problem:
        return page.form(request, problem)
    key = used.deposits.put(deposit)
    response = page.opened(request, key, deposit, told)
    response.headers["Content-Location"] = f"{PAGE}/{key}"
    return response


@router.get(PAGE + "/{key}", include_in_schema=False)
async def opened(request: Request, key: str) -> Response:
    """The page of a file that is in hand."""
    used = desk(request)
    deposit = used.deposits.get(key)
    return page.opened(request, key, deposit, await shown(used, deposit))


@router.get(PAGE + "/{key}/{name}", include_in_schema=False)
async def download(request: Request, key: str, name: str) -> Response:
    """The report in a form, the Turtle, the reading or the corrections of a file in hand."""
    used = desk(request)
    deposit = used.deposits.get(key)
    stem = deposit.name.rpartition(".")[0] or deposit.name
    asked, dot, extension = name.rpartition(".")
    if asked == "rapport" and extension in FORMATS:
        found = await _report(request, deposit, extension)
    elif name == "faits.ttl":
        found = Response(await used.ask("turtle", deposit), media_type="text/turtle")
    elif name == "lecture.json":
        found = Response(await used.ask("reading", deposit), media_type="application/json")
    elif name == "corrections.yml":
        found = Response(deposit.corrections or "", media_type="application/yaml")
    else:
        raise not_found(request.url.path)
    suggested = f"{stem}.yml" if extension == "yml" else f"{stem}.{asked}{dot}{extension}"
    found.headers["Content-Disposition"] = stewards.attachment(suggested)
    found.headers["Cache-Control"] = "no-store"
    return found


@router.post(PAGE + "/{key}", include_in_schema=False)
async def decide(request: Request, key: str) -> Response:
    """One decision of a person, tried at once: the page with what it changed."""
    used = desk(request)
    deposit = used.deposits.get(key)
    form = await request.form(max_files=0, max_fields=60)
    try:
        changed = await _changed(request, deposit, form)
        told = await shown(used, changed)
    except Problem as problem:
        told = await shown(used, deposit)
        return page.opened(request, key, deposit, told, problem=problem)
    used.deposits.replace(key, changed)
    return RedirectResponse(page.link(request, key), HTTPStatus.SEE_OTHER)


async def _changed(request: Request, deposit: Deposit, form: FormData) -> Deposit:
    used, who = desk(request), _text(form, "who")
    action = _text(form, "action")
    if action == "undo":
        return await stewards.undone(used, deposit, _text(form, "line"))
    if action == "mend":
        return await stewards.mended(used, deposit, _text(form, "mend"), who, _text(form, "why"))
    told = await shown(used, deposit)
    decision = stewards.decision(told, {key: str(value) for key, value in form.multi_items()})
    return await stewards.decided(used, deposit, decision, who, _text(form, "why"))


def _text(form: FormData, name: str) -> str:
    return str(form.get(name) or "")


@router.post(PAGE + "/{key}/record", include_in_schema=False)
async def record(request: Request, key: str) -> Response:
    """Writes the document and the decisions into the checkout, for a steward."""
    used = desk(request)
    deposit = used.deposits.get(key)
    form = await request.form(max_files=0, max_fields=10)
    try:
        stewards.admit(request, service(request).settings, _text(form, "token"))
        body = await used.ask("recorded", deposit, base=deposit.base)
    except Problem as problem:
        return page.opened(request, key, deposit, await shown(used, deposit), problem=problem)
    paths = json.loads(body)
    deposit = used.deposits.replace(key, deposit.rebased())
    return page.opened(request, key, deposit, await shown(used, deposit), written=tuple(paths))
