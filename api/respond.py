"""Answers that carry their validators: a page, or the bytes of a format."""

from urllib.parse import quote

from fastapi import Request
from starlette.responses import HTMLResponse, Response

from api.formats import Format
from api.negotiation import etag, is_fresh, not_modified
from api.pages.language import chosen
from api.service import Service


def address(path: str) -> str:
    """A path as it stands in a header: nothing in it can end the line or the link."""
    return quote(path, safe="/-._~:@")


def html(request: Request, used: Service, text: str) -> Response:
    """A page that stands beside data at the same address."""
    tag = etag(used.release.identifier, text)
    headers = {
        "ETag": tag,
        "Vary": "Accept, Accept-Language",
        "Content-Language": chosen(request),
    }
    return not_modified(headers) if is_fresh(request, tag) else HTMLResponse(text, headers=headers)


def alternates(links: dict[str, str], describes: str | None = None) -> str:
    """The ``Link`` header of other forms of an answer: address → media type."""
    found = [f'<{one}>; rel="alternate"; type="{media}"' for one, media in links.items()]
    if describes:
        found.append(f'<{describes}>; rel="describes"')
    return ", ".join(found)


def data(
    request: Request,
    used: Service,
    body: bytes,
    chosen_format: Format,
    headers: dict[str, str],
    media_type: str | None = None,
) -> Response:
    """The bytes of a format, or 304 where the client has them."""
    tag = etag(used.release.identifier, chosen_format.extension, body)
    told = {"ETag": tag, **headers}
    if is_fresh(request, tag):
        return not_modified(told)
    return Response(body, media_type=media_type or chosen_format.media_type, headers=told)
