"""What the service has done since it began, for ``/metrics`` (the text format of Prometheus).

Nothing in it tells who asked or what: a route is named by its first word.
"""

import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.pool import Pool

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
ROUTES = (
    "actions",
    "catalog",
    "conventions",
    "data",
    "document",
    "docs",
    "dumps",
    "health",
    "id",
    "metrics",
    "ontology",
    "page",
    "queries",
    "read",
    "releases",
    "schemes",
    "search",
    "shapes",
    "sparql",
    "static",
    "validate",
)
"""The first words of our addresses; any other is counted as ``other``."""
FOUND = {True: "yes", False: "no"}
SECONDS = (0.001, 0.005, 0.02, 0.1, 0.5, 1, 2, 5, 10, 30)


def route_of(path: str) -> str:
    """The name of a route: no address of a client's making becomes one."""
    first = path[1:].partition("/")[0].partition(".")[0]
    return first if first in ROUTES else "home" if path == "/" else "other"


class Metrics:
    """The counts of one application."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "maillage_requests", "Answers sent", ("route", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "maillage_request_seconds",
            "Seconds until an answer was sent whole",
            ("route",),
            buckets=SECONDS,
            registry=self._registry,
        )
        self._kept = Counter(
            "maillage_cache", "Answers looked up in memory", ("found",), registry=self._registry
        )
        self._queries = Gauge(
            "maillage_queries_in_hand", "Queries evaluated or waiting", registry=self._registry
        )
        self._memory = Gauge(
            "maillage_release_in_memory", "1 where SPARQL has it", registry=self._registry
        )

        self._found = {found: self._kept.labels(name) for found, name in FOUND.items()}
        self._by_route: dict[tuple[str, int], tuple[Counter, Histogram]] = {}

    def answered(self, path: str, status: int, seconds: float) -> None:
        route = route_of(path)
        known = self._by_route.get((route, status))
        if known is None:
            counter = self._requests.labels(route, str(status))
            known = self._by_route[route, status] = counter, self._seconds.labels(route)
        known[0].inc()
        known[1].observe(seconds)

    def cached(self, found: bool) -> None:
        self._found[found].inc()

    def text(self, pool: Pool) -> bytes:
        """All of it, with the state of the pool as it is now."""
        self._queries.set(pool.in_hand)
        self._memory.set(pool.in_memory)
        return generate_latest(self._registry)


class Measured:
    """Counts each answer with its status and time."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500

        async def seen(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self._app(scope, receive, seen)
        finally:
            self._metrics.answered(scope["path"], status, time.perf_counter() - began)
