"""The way from a confined worker to the endpoint, in the service's process.

A worker may open no socket. It hands its question over as a frame, and this
sends it: to the address of the settings, by one connection a worker, within
the time of a query. What the worker read never chooses where a byte goes.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from math import ceil
from typing import Any

from api.errors import Problem
from maillage.settings import Settings
from maillage.store.endpoint import Question
from maillage.store.http import Heard
from maillage.store.trouble import EndpointError, EvaluationError

QUESTION = "question"
"""The key of a frame that is a question of a worker and no reply."""
PLACES = 2
"""Connections for each worker of the settings: a quick and a long query have one each."""


class Outside:
    """Sends what workers ask; closed with the pool."""

    def __init__(self, asks: Callable[[Question], Heard], settings: Settings) -> None:
        self._asks = asks
        self._again = {"Retry-After": str(ceil(settings.query_seconds))}
        self._threads = ThreadPoolExecutor(PLACES * settings.workers, "endpoint")

    async def heard(self, told: dict[str, Any]) -> Heard:
        """What the endpoint answers to a worker's question.

        Raises:
            Problem: it has no answer (503), or cannot evaluate this query (500).
        """
        question = Question(
            str(told["text"]), tuple(told["default"]), tuple(told["named"]), bool(told["rows"])
        )
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._threads, self._asks, question)
        except (EndpointError, EvaluationError) as error:
            unavailable = error.http_status == HTTPStatus.SERVICE_UNAVAILABLE
            headers = self._again if unavailable else None
            raise Problem(error.http_status, error.told("fr"), error.told("en"), headers) from error

    def close(self) -> None:
        """Waits for no answer: each connection ends by itself within the time of a query."""
        self._threads.shutdown(wait=False, cancel_futures=True)
