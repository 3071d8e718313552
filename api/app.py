"""The application: one release, its routes, and what every answer has in common."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette_compress import CompressMiddleware

from api import (
    completions,
    lists,
    memory,
    operation,
    pages,
    problems,
    queries,
    releases,
    search,
    sparql,
    things,
    validate,
    vocabulary,
)
from api import uploads as uploading
from api.cache import Cache
from api.coding import CODED_FROM
from api.desk import Desk
from api.front import Front
from api.headers import EXPOSED, Headers
from api.limits import BodyLimit, Rate, RateLimit
from api.metrics import Measured, Metrics
from api.openapi import ALWAYS
from api.outside import Outside
from api.pages import home
from api.painting import Painter
from api.pool import Pool
from api.service import Service
from api.updates import Writable
from maillage import __version__
from maillage.deferred import module
from maillage.release import Release, current
from maillage.settings import Settings

DESCRIPTION = (
    "The knowledge graph of French territorial conventions: each fact with the words it was read "
    "from. Errors are application/problem+json with a sentence; limits are in the description of "
    "the SPARQL service."
)


def create_app(settings: Settings, writable: Writable | None = None) -> FastAPI:
    """The application on the current release.

    `writable` answers SPARQL in the place of the release and takes updates;
    without one, as `maillage serve` starts it, every update is refused.

    Raises:
        UnavailableError: nothing was built yet, or the store cannot be opened.
    """
    release = current(settings)
    app = Front(
        title="Maillage",
        version=__version__,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
        redirect_slashes=False,
        responses=ALWAYS,
    )
    app.state.service = Service(settings, release, release.asked(settings))
    app.state.writable = writable
    app.state.pool = _pool(settings, release) if writable is None else writable
    app.state.desk = Desk(settings, release.store)
    app.state.painter = Painter()
    for router in (  # those that are asked most stand first: each is tried in turn
        things.router,
        sparql.router,
        completions.router,
        queries.router,
        releases.router,
        vocabulary.router,
        validate.router,
        search.router,
        lists.router,
        operation.router,
        pages.router,
    ):
        app.include_router(router)
    problems.install(app)
    app.state.metrics = Metrics()
    rate = Rate(settings.rate_per_minute)
    _wrap(app, settings, rate, app.state.metrics)
    room = settings.cache_megabytes if writable is None else 0
    app.front = Cache(app.inner, room, rate, app.state.metrics)
    return app


def _pool(settings: Settings, release: Release) -> Pool:
    in_memory = memory.wanted(settings, release)
    return Pool(settings, release.store, _outside(settings, release), in_memory=in_memory)


def _outside(settings: Settings, release: Release) -> Outside | None:
    """The way from the workers to the endpoint, where the settings name one."""
    if not settings.store:
        return None
    return Outside(module("maillage.store.served").served(settings, release.identifier), settings)


def _wrap(app: FastAPI, settings: Settings, rate: Rate, metrics: Metrics) -> None:
    app.add_middleware(CompressMiddleware, minimum_size=CODED_FROM)
    uploads = dict.fromkeys(uploading.PATHS, settings.upload_bytes + uploading.AROUND)
    app.add_middleware(BodyLimit, most=settings.body_bytes, larger=uploads)
    app.add_middleware(RateLimit, rate=rate)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["Accept", "Authorization", "Content-Type", "If-None-Match"],
        expose_headers=EXPOSED,
    )
    app.add_middleware(Headers)
    app.add_middleware(Measured, metrics=metrics)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    workers: Pool = app.state.pool
    desk: Desk = app.state.desk
    try:
        await workers.start()
        app.state.warming = asyncio.create_task(_warm(app.state.service, desk))
        try:
            yield
        finally:
            app.state.warming.cancel()
    finally:
        await workers.close()
        await desk.close()
        app.state.painter.close()


async def _warm(service: Service, desk: Desk) -> None:
    """Home first: the processes that look at files take seconds of every processor to start.

    What stands then stays: searching it for garbage would stop every answer for 0.1 s.
    """
    await asyncio.get_running_loop().run_in_executor(None, home.warm, service)
    desk.warm()
    gc.collect()
    gc.freeze()
