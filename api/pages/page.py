"""From a view-model to an HTML answer: templates, headers, language."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.pages import formatting
from api.pages.assets import fingerprint
from api.pages.graph import Graph
from api.pages.language import LANGUAGES, Texts, asked, chosen
from api.service import Service, service
from maillage.citation import Citation, cite
from maillage.iri import BASE

TEMPLATES = Path(__file__).parent / "templates"
HOST = re.compile(r"([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?")
DIGITS = 7
"""Digits of a page number that are read: no list has so many pages."""
SECURITY: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
"""Nothing inline, nothing from elsewhere, on every page."""


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates; everything that they print is escaped."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@dataclass(frozen=True)
class Page:
    """What every template knows about the request (`page` in templates)."""

    request: Request

    @cached_property
    def language(self) -> formatting.Language:
        return chosen(self.request)

    @cached_property
    def t(self) -> Texts:
        return Texts(self.language)

    @cached_property
    def service(self) -> Service:
        return service(self.request)

    @cached_property
    def graph(self) -> Graph:
        return Graph(self.service.view, self.language)

    @cached_property
    def release(self) -> str | None:
        """The release that the page comes from, None where nothing is served."""
        found = getattr(self.request.app.state, "service", None)
        return found.release.identifier if found else None

    @property
    def path(self) -> str:
        return self.request.url.path

    def link(self, address: str) -> str:
        """A link inside the site that keeps the language that the address asked for."""
        kept = asked(self.request)
        if not kept or not address.startswith("/"):
            return address
        before, mark, anchor = address.partition("#")
        return f"{before}{'&' if '?' in before else '?'}lang={kept}{mark}{anchor}"

    def asset(self, name: str) -> str:
        return f"/static/{name}?v={fingerprint(name)}"

    def here(self, **changes: str | int | None) -> str:
        """This page's address with some parameters changed, or left out by None."""
        given = [(k, v) for k, v in self.request.query_params.multi_items() if k not in changes]
        query = urlencode(given + [(k, str(v)) for k, v in changes.items() if v is not None])
        return self.path + (f"?{query}" if query else "")

    def asked(self, pages: int) -> int:
        """The page of a list that the address asks for (``?page=2``), one of 1 to `pages`.

        Past the last, it is the last; what is no number asks for the first.
        """
        text = self.request.query_params.get("page", "")
        if not text.isdecimal():
            return 1
        return min(pages, max(1, int(text[:DIGITS])))

    def absolute(self, address: str) -> str:
        """An address of the site with the scheme and host that the client asked.

        A client that names no host which could be one gets the permanent address.
        """
        host = self.request.headers.get("host", "")
        if not HOST.fullmatch(host):
            return f"{BASE.rstrip('/')}{address}"
        return f"{self.request.url.scheme}://{host}{address}"

    def cite(self, title: str, address: str | None = None) -> Citation:
        """How to cite an absolute address, or this page without its choice of language."""
        return cite(title, address or self.absolute(self.here(lang=None)), self.release or "none")

    @property
    def languages(self) -> list[tuple[str, str, bool]]:
        """The choice of languages: code, address, whether it is this one."""
        return [(code, self.here(lang=code), code == self.language) for code in LANGUAGES]

    @property
    def colon(self) -> str:
        return formatting.COLON[self.language]

    def spaced(self, text: str) -> str:
        """A text of ours as this language spaces it."""
        return formatting.spaced(text, self.language)

    def number(self, value: str | int) -> str:
        return formatting.number(value, self.language)

    def date(self, text: str) -> str:
        return formatting.date(text, self.language)

    def amount(self, value: str, nature: str = "exact") -> str:
        return formatting.amount(value, self.language, nature)


def text(request: Request, template: str, **context: object) -> str:
    """A page as HTML."""
    page = Page(request)
    return environment().get_template(template).render(page=page, t=page.t, **context)


def respond(
    request: Request,
    template: str,
    status: int = HTTPStatus.OK,
    links: Mapping[str, str] | None = None,
    **context: object,
) -> Response:
    """A page as an answer with its headers; 304 where the client already has it.

    `links` are the alternates: address → media type.
    """
    html = text(request, template, **context)
    tag = f'"{hashlib.sha256(html.encode()).hexdigest()[:24]}"'
    headers = {
        **SECURITY,
        "Content-Language": chosen(request),
        "Vary": "Accept, Accept-Language",
        "ETag": tag,
        "Cache-Control": "no-cache",
    }
    if links:
        headers["Link"] = ", ".join(
            f'<{address}>; rel="alternate"; type="{media}"' for address, media in links.items()
        )
    if status == HTTPStatus.OK and tag in request.headers.get("if-none-match", ""):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return HTMLResponse(html, status_code=status, headers=headers)
