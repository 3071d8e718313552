"""A graph in memory that takes updates: what the product has nowhere, for its protocol cases."""

import pyoxigraph
from starlette.concurrency import run_in_threadpool

from api.evaluation import Reply, unreadable
from api.jobs import Job, done
from api.updates import Writable
from maillage.iri import BASE
from maillage.settings import Settings
from maillage.store import Embedded


class InMemory(Writable):
    """Evaluates in this process, by the same function as the workers; begins empty."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings, settings.releases)
        self._graph = pyoxigraph.Store()

    async def start(self) -> None:
        """There is no process to start."""

    async def close(self) -> None:
        """There is no process to end."""

    async def ask(self, job: Job, _: str = "") -> Reply:
        view = Embedded(self._graph)
        return await run_in_threadpool(done, view, view.graphs(), job)

    async def update(self, text: str) -> None:
        try:
            self._graph.update(text, base_iri=BASE)
        except SyntaxError as error:
            raise unreadable(str(error.msg)) from error

    def __len__(self) -> int:
        """The quads that it holds."""
        return len(self._graph)
