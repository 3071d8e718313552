"""What one client may send: bytes of a body, requests a minute."""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from math import ceil

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import Problem
from api.problems import of_problem

CLIENTS = 10_000
"""Clients that are remembered; the one that was silent longest is forgotten first."""
FREE = ("/static/", "/favicon.ico", "/health")
"""What is not counted: parts of pages, and the question whether we are alive."""
IPV6_HOST_BITS = 64


def client_of(scope: Scope) -> str:
    """Who asks: an IPv4 address, or the /64 network of an IPv6 one (a client has all of it)."""
    return _client(str((scope.get("client") or ("unknown", 0))[0]))


@lru_cache(maxsize=CLIENTS)
def _client(host: str) -> str:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.version == 4:
        return host
    return str(ipaddress.ip_network((int(address), IPV6_HOST_BITS), strict=False))


@dataclass
class _Bucket:
    left: float
    seen: float


class Rate:
    """How many requests a minute a client may send; what it has left grows back steadily."""

    def __init__(self, per_minute: int) -> None:
        self.most = float(per_minute)
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def wait(self, client: str, now: float) -> float:
        """Counts a request: 0 where it passes, else the seconds until one would."""
        if not self.most:
            return 0.0
        bucket = self._buckets.pop(client, None) or _Bucket(self.most, now)
        self._buckets[client] = bucket
        while len(self._buckets) > CLIENTS:
            self._buckets.popitem(last=False)
        per_second = self.most / 60
        bucket.left = min(self.most, bucket.left + (now - bucket.seen) * per_second)
        bucket.seen = now
        if bucket.left < 1:
            return (1 - bucket.left) / per_second
        bucket.left -= 1
        return 0.0


class RateLimit:
    """429 for a client past its rate."""

    def __init__(self, app: ASGIApp, rate: Rate) -> None:
        self._app = app
        self._rate = rate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not scope["path"].startswith(FREE):
            wait = self._rate.wait(client_of(scope), time.monotonic())
            if wait:
                await _refuse(scope, receive, send, self._too_many(wait))
                return
        await self._app(scope, receive, send)

    def _too_many(self, wait: float) -> Problem:
        most = int(self._rate.most)
        return Problem(
            HTTPStatus.TOO_MANY_REQUESTS,
            f"Plus de {most} demandes en une minute ; reprenez dans {ceil(wait)} s, ou téléchargez "
            "les données.",
            f"More than {most} requests in a minute; go on in {ceil(wait)} s, or download the "
            "data.",
            {"Retry-After": str(ceil(wait))},
        )


class BodyLimit:
    """413 for a body over `most` bytes, told by its length or found while reading.

    `larger` are the bytes that some paths allow, for files.
    """

    def __init__(self, app: ASGIApp, most: int, larger: Mapping[str, int] | None = None) -> None:
        self._app = app
        self._most = most
        self._larger = larger or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._larger.get(scope["path"], self._most)
        told = Request(scope).headers.get("content-length", "0")
        if not told.isdecimal() or int(told) > most:
            await _refuse(scope, receive, send, _too_long(most))
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise _too_long(most)
            return message

        await self._app(scope, counted, send)


def _too_long(most: int) -> Problem:
    return Problem(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        f"Le corps de la demande dépasse {most} octets ; envoyez-en moins.",
        f"The body of the request is over {most} bytes; send less.",
        {"Connection": "close"},
    )


async def _refuse(scope: Scope, receive: Receive, send: Send, problem: Problem) -> None:
    response = await run_in_threadpool(of_problem, Request(scope), problem)
    await response(scope, receive, send)
