"""A painter for the pictures that Vega-Lite draws."""

from collections.abc import Iterator

import pytest

from api.painting import Painter


@pytest.fixture(scope="session")
def painter() -> Iterator[Painter]:
    """A real painter: its process begins with the first picture."""
    found = Painter()
    yield found
    found.close()
