"""A real server on the release of the small checkout, for what the documentation runs."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from maillage.build import Outcome
from maillage.settings import Settings
from tests.server import running


@pytest.fixture(scope="session")
def address(small: tuple[Settings, Outcome]) -> Iterator[str]:
    """The address of the server, without a limit of requests a minute."""
    settings, _ = small
    with running(replace(settings, rate_per_minute=0)) as url:
        yield url
