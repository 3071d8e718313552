"""``/releases/<identifier>``: what a citation leads to, a release as its manifest tells of it."""

import re
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from api.errors import Problem, not_found
from api.negotiation import HTML, accept, etag, is_fresh, not_modified, quality
from api.pages.page import Page, respond
from api.problems import MEDIA_TYPE
from maillage.release import Release

JSON = "application/json"
IDENTIFIER = re.compile(r"[0-9a-f]{12}")
PROBLEM = {"content": {MEDIA_TYPE: {"schema": {"type": "object"}}, HTML: {}}}

router = APIRouter(tags=["Publication"])


def _found(page: Page, identifier: str) -> Release:
    """A release that stands on this server.

    Raises:
        Problem: 404, this is no identifier; 410, it is not, or no longer, here.
    """
    if not IDENTIFIER.fullmatch(identifier):
        raise not_found(page.path)
    used = page.service
    if identifier == used.release.identifier:
        return used.release
    kept = Release(identifier, used.settings.releases / identifier)
    if (kept.folder / "manifest.json").is_file():
        return kept
    now = used.release.identifier
    raise Problem(
        HTTPStatus.GONE,
        f"La version « {identifier} » n'est pas, ou n'est plus, sur ce serveur ; "
        f"celle qui est servie est « {now} » (/releases/{now}).",
        f"The release “{identifier}” is not, or no longer, on this server; "
        f"the one that is served is “{now}” (/releases/{now}).",
    )


def _told(page: Page, found: Release) -> dict[str, Any]:
    manifest = found.manifest()
    return {
        "identifier": found.identifier,
        "served": found.identifier == page.release,
        "version": manifest["version"],
        "fingerprint": manifest["fingerprint"],
        "triples": sum(manifest["graphs"].values()),
        "graphs": manifest["graphs"],
        "documents": manifest["documents"],
        "findings": manifest["findings"],
    }


@router.get(
    "/releases/{identifier}",
    operation_id="release",
    response_class=Response,
    responses={
        200: {
            "description": "What the release holds, with the checksums of its documents.",
            "content": {HTML: {}, JSON: {"schema": {"type": "object"}}},
        },
        304: {"description": "It is what `If-None-Match` names."},
        404: {"description": "This is no identifier of a release.", **PROBLEM},
        410: {"description": "The release is not, or no longer, on this server.", **PROBLEM},
    },
)
def release(request: Request, identifier: str) -> Response:
    """A release: its size, its graphs, its documents, and whether it is the one served."""
    page = Page(request)
    told = _told(page, _found(page, identifier))
    if quality(accept(request), JSON) <= quality(accept(request), HTML):
        return respond(request, "release.html", told=told)
    headers = {"Vary": "Accept, Accept-Language", "ETag": etag(repr(told))}
    if is_fresh(request, headers["ETag"]):
        return not_modified(headers)
    return JSONResponse(told, headers=headers)
