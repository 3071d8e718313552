"""What a client accepts, and which of our formats answers it best (RFC 9110 §12)."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Protocol, TypeVar

from fastapi import Request
from starlette.responses import Response

from api.errors import unacceptable

HTML = "text/html"


class Offered(Protocol):
    """A form that an answer may have: all that a client may call it, its usual name first."""

    @property
    def media_types(self) -> tuple[str, ...]: ...

    @property
    def media_type(self) -> str: ...


F = TypeVar("F", bound=Offered)


@lru_cache(maxsize=256)
def _weights(header: str) -> Mapping[str, float]:
    found = {}
    for part in header.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((p.removeprefix("q=") for p in parameters if p.startswith("q=")), "1")
        try:
            found[media] = min(max(float(weight), 0.0), 1.0)
        except ValueError:
            continue
    return found


def quality(header: str, media: str) -> float:
    """How much a client wants this media type: 0 (not at all) to 1; the closest range decides."""
    weights = _weights(header or "*/*")
    major = media.split("/")[0]
    for asked in (media, f"{major}/*", "*/*"):
        if asked in weights:
            return weights[asked]
    return 0.0


def best(header: str, formats: Sequence[F]) -> tuple[F, str] | None:
    """The format that a client wants most and the media type it asked it by; None for none.

    Between equals, the first of ours.
    """
    offered = [(one, media) for one in formats for media in one.media_types]
    ranked = max(offered, key=lambda pair: quality(header, pair[1]), default=None)
    return ranked if ranked and quality(header, ranked[1]) > 0 else None


def accept(request: Request) -> str:
    return ", ".join(request.headers.getlist("accept"))


def wants_page(request: Request, formats: Iterable[Offered]) -> bool:
    """Whether HTML is wanted more than any of these formats: the answer is for a person."""
    header = accept(request)
    html = quality(header, HTML) if header else 0.0
    media = (media for one in formats for media in one.media_types)
    return html > max((quality(header, one) for one in media), default=0.0)


def page_or_data(request: Request, formats: Sequence[F]) -> tuple[F, str] | None:
    """The format and media type of the data that is wanted; None for the page, also between equals.

    Raises:
        Problem: 406, neither is accepted.
    """
    header = accept(request)
    found, html = best(header, formats), quality(header, HTML)
    if not html and not found:
        raise unacceptable((HTML, *(one.media_type for one in formats)))
    return found if found and quality(header, found[1]) > html else None


def etag(*parts: str | bytes) -> str:
    """A weak tag of all that an answer is made from (weak: gzip and plain share it)."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode() if isinstance(part, str) else part)
        digest.update(b"\0")
    return f'W/"{digest.hexdigest()[:24]}"'


def is_fresh(request: Request, tag: str) -> bool:
    """Whether the client already has what this tag stands for."""
    known = {one.strip().removeprefix("W/") for one in _if_none_match(request)}
    return "*" in known or tag.removeprefix("W/") in known


def _if_none_match(request: Request) -> list[str]:
    return ",".join(request.headers.getlist("if-none-match")).split(",")


def not_modified(headers: dict[str, str]) -> Response:
    return Response(status_code=304, headers=headers)
