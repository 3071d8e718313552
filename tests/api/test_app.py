"""What a new process does first: the pages that people open, then the desk of the stewards."""

import asyncio
from threading import Event

import pytest

from api.app import create_app
from api.pages import home
from maillage.settings import Settings


@pytest.fixture
def prepared(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Home is prepared once this is set."""
    event = Event()
    monkeypatch.setattr(home, "warm", lambda _: event.wait(10))
    return event


def test_the_desk_starts_once_home_is_prepared(release_settings: Settings, prepared: Event) -> None:
    async def whole() -> None:
        app = create_app(release_settings)
        async with app.router.lifespan_context(app):
            await asyncio.sleep(0.05)
            assert not app.state.desk._started
            prepared.set()
            await app.state.warming
            assert app.state.desk._started

    asyncio.run(whole())


def test_a_service_that_ends_first_starts_no_desk(
    release_settings: Settings, prepared: Event
) -> None:
    async def whole() -> None:
        app = create_app(release_settings)
        async with app.router.lifespan_context(app):
            await asyncio.sleep(0.05)
        prepared.set()
        await asyncio.wait([app.state.warming])
        assert app.state.warming.cancelled()
        assert not app.state.desk._started

    asyncio.run(whole())
