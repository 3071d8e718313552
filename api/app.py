"""The application: one release, its routes, and what every answer has in common."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from api import operation, pages, problems, sparql, things, validate, vocabulary
from api import uploads as uploading
from api.desk import Desk
from api.headers import EXPOSED, Headers
from api.limits import BodyLimit, RateLimit
from api.outside import Outside
from api.pages import home
from api.pool import Pool
from api.service import Service
from maillage import __version__
from maillage.deferred import module
from maillage.release import Release, current
from maillage.settings import Settings

DESCRIPTION = (
    "The knowledge graph of French territorial conventions: each fact with the words it was read "
    "from. Errors are application/problem+json with a sentence; limits are in the description of "
    "the SPARQL service."
)
GZIP_FROM, GZIP_LEVEL = 1000, 5


def create_app(settings: Settings) -> FastAPI:
    """The application on the current release.

    Raises:
        UnavailableError: nothing was built yet, or the store cannot be opened.
    """
    release = current(settings)
    app = FastAPI(
        title="Maillage",
        version=__version__,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
        redirect_slashes=False,
    )
    app.state.service = Service(settings, release, release.asked(settings))
    app.state.pool = Pool(settings, release.store, _outside(settings, release))
    app.state.desk = Desk(settings, release.store)
    for router in (
        sparql.router,
        things.router,
        vocabulary.router,
        validate.router,
        operation.router,
        pages.router,
    ):
        app.include_router(router)
    problems.install(app)
    _wrap(app, settings)
    return app


def _outside(settings: Settings, release: Release) -> Outside | None:
    """The way from the workers to the endpoint, where the settings name one."""
    if not settings.store:
        return None
    return Outside(module("maillage.store.served").served(settings, release.identifier), settings)


def _wrap(app: FastAPI, settings: Settings) -> None:
    app.add_middleware(GZipMiddleware, minimum_size=GZIP_FROM, compresslevel=GZIP_LEVEL)
    uploads = dict.fromkeys(uploading.PATHS, settings.upload_bytes + uploading.AROUND)
    app.add_middleware(BodyLimit, most=settings.body_bytes, larger=uploads)
    app.add_middleware(RateLimit, per_minute=settings.rate_per_minute)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["Accept", "Authorization", "Content-Type", "If-None-Match"],
        expose_headers=EXPOSED,
    )
    app.add_middleware(Headers)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    workers: Pool = app.state.pool
    desk: Desk = app.state.desk
    try:
        await workers.start()
        desk.warm()
        app.state.warming = asyncio.get_running_loop().run_in_executor(
            None, home.warm, app.state.service
        )
        yield
    finally:
        await workers.close()
        await desk.close()
