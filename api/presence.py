"""Work that is only worth doing while the client that asked for it is there."""

import asyncio
from collections.abc import Coroutine
from http import HTTPStatus
from typing import Any, TypeVar

from fastapi import Request

from api.errors import Problem

CLIENT_LEFT = HTTPStatus.REQUEST_TIMEOUT
"""The status that is counted for a client that left; nobody gets it."""

SOON = 0.05
"""Seconds of work after which it is worth asking whether the client is still there."""

T = TypeVar("T")


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def while_there(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """What `work` gives; it is cancelled where the client leaves first.

    Raises:
        Problem: the client has left.
    """
    working = asyncio.ensure_future(work)
    try:
        await asyncio.wait({working}, timeout=SOON)
        if not working.done():
            await _until_gone(request, working)
        if working.done():
            return working.result()
        raise Problem(CLIENT_LEFT, "Le client est parti.", "The client has left.")
    finally:
        working.cancel()


async def _until_gone(request: Request, working: asyncio.Future[Any]) -> None:
    """Waits for the work, but no longer than the client does."""
    leaving: asyncio.Future[Any] = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        leaving.cancel()
