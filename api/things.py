"""``/id/…`` leads to the page or the data of a thing; ``/data/…`` is the data."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from api.coding import wanted
from api.describing import Description, describe, known
from api.errors import not_found
from api.evaluation import Reply
from api.formats import TRIPLES
from api.limits import client_of
from api.negotiation import HTML, page_or_data
from api.openapi import refusals, unless_changed
from api.pool import pool
from api.presence import while_there
from api.respond import address, alternates, data
from api.service import service
from maillage import iri

UNKNOWN = refusals({404: "Nothing has this address."})
PATH = Path(examples=["commune/46042", "programme/acv"])

router = APIRouter(tags=["Data"])


def _links(path: str, but: str = "") -> dict[str, str]:
    place = address(path)
    links = {f"/page/{place}": HTML}
    return links | {
        f"/data/{place}.{one.extension}": one.media_type for one in TRIPLES if one.extension != but
    }


@router.get(
    "/id/{path:path}",
    operation_id="thing",
    status_code=HTTPStatus.SEE_OTHER,
    response_class=RedirectResponse,
    responses={
        303: {"description": "To the page or the data, by `Accept`."},
        **UNKNOWN,
        **refusals({406: "No accepted format."}),
    },
)
def thing(request: Request, path: Annotated[str, PATH]) -> Response:
    """A thing: redirects to its page, or to its data in the format that `Accept` wants."""
    known(service(request).view, path)
    found = page_or_data(request, TRIPLES)
    place = f"/data/{address(path)}.{found[0].extension}" if found else f"/page/{address(path)}"
    headers = {"Location": place, "Vary": "Accept", "Link": alternates(_links(path))}
    return Response(status_code=HTTPStatus.SEE_OTHER, headers=headers)


@router.get(
    "/data/{path:path}.{extension}",
    operation_id="data",
    response_class=Response,
    responses={
        200: {
            "description": "The triples of the thing.",
            "content": {one.media_type: {} for one in TRIPLES},
        },
        **unless_changed("data"),
        **UNKNOWN,
        **refusals({406: "RDF/XML cannot write one of the properties."}),
    },
)
async def thing_data(
    request: Request,
    path: Annotated[str, PATH],
    extension: Annotated[str, Path(examples=[one.extension for one in TRIPLES])],
) -> Response:
    """What the graph says of a thing: its facts, links to it, labels, evidence."""
    chosen = next((one for one in TRIPLES if one.extension == extension), None)
    if chosen is None:
        raise not_found(f"{path}.{extension}")
    coding = wanted(request.headers.get("accept-encoding", ""))
    reply = await _asked(request, Description(path, extension, coding))
    headers = {
        "Content-Location": f"/data/{address(path)}.{extension}",
        "Link": alternates(_links(path, extension), iri.THING + path),
        "Vary": "Accept-Encoding",
    }
    if reply.coding:
        headers["Content-Encoding"] = reply.coding
    if reply.rows is not None:
        headers["Maillage-Truncated"] = f"incoming={reply.rows}"
    return data(request, service(request), bytes(reply.body), chosen, headers)


async def _asked(request: Request, job: Description) -> Reply:
    """The reply to a job, unless its client leaves first.

    An endpoint elsewhere is asked from here: a worker would have one question to it, no more.
    """
    used = service(request)
    if used.settings.store:
        return await run_in_threadpool(describe, used.view, job)
    return await while_there(request, pool(request).ask(job, client_of(request.scope)))
