"""``/health``, ``/robots.txt`` and ``/docs``: what an operator and a developer ask."""

from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse
from starlette.responses import Response

from api.description import limits
from api.metrics import CONTENT_TYPE, Metrics
from api.pages.page import Page, environment
from api.pool import pool
from api.respond import html
from api.service import service
from api.uploads import allowed

ROBOTS = "User-agent: *\nDisallow: /sparql\nDisallow: /data/\nDisallow: /id/\nDisallow: /search\n"
TEMPLATE = Path(__file__).parent / "docs.html"
METHODS = ("get", "post")

router = APIRouter(tags=["Operation"])


@router.get(
    "/health",
    operation_id="health",
    responses={200: {"description": "The service answers; which release, and how much it holds."}},
)
def health(request: Request) -> dict[str, Any]:
    """Whether the service answers, and what it serves."""
    used = service(request)
    used.view.stands()
    manifest = used.release.manifest()
    graphs = manifest["graphs"]
    return {
        "status": "ok",
        "version": manifest["version"],
        "release": used.release.identifier,
        "triples": sum(graphs.values()),
        "graphs": len(graphs),
        "documents": len(manifest["documents"]),
        "findings": manifest["findings"],
    }


@router.get(
    "/metrics",
    operation_id="metrics",
    response_class=PlainTextResponse,
    responses={200: {"description": "Counts and times, in the text format of Prometheus."}},
)
def metrics(request: Request) -> Response:
    """What the service has done since it began: requests, times, queries, kept answers."""
    kept: Metrics = request.app.state.metrics
    return Response(kept.text(pool(request)), media_type=CONTENT_TYPE)


@router.get("/robots.txt", operation_id="robots", response_class=PlainTextResponse)
def robots() -> str:
    """What crawlers leave alone: the data has its own downloads."""
    return ROBOTS


def _routes(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"path": path, "method": method.upper(), **operations[method]}
        for path, operations in schema["paths"].items()
        for method in METHODS
        if method in operations
    ]


@router.get("/docs", include_in_schema=False)
def docs(request: Request) -> Response:
    """The routes for machines, readable; made from ``/openapi.json``, nothing from elsewhere."""
    shown, used = Page(request), service(request)
    source = TEMPLATE.read_text(encoding="utf-8")
    text = (
        environment()
        .from_string(source)
        .render(
            page=shown,
            t=shown.t,
            routes=_routes(request.app.openapi()),
            limits=limits(used.settings)[shown.language],
            uploads=allowed(used.settings)[shown.language],
        )
    )
    return html(request, used, text)
