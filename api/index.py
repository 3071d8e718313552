"""The index of the release that is served, opened once."""

from functools import lru_cache
from pathlib import Path

from api.service import Service
from maillage.search import SearchIndex


@lru_cache(maxsize=2)
def opened(folder: Path) -> SearchIndex:
    """The index in this folder; a failure is not kept, so that a mended release is found.

    Raises:
        UnavailableError: 503, the release has no index; it says what to do.
    """
    return SearchIndex.open(folder)


def index(used: Service) -> SearchIndex:
    """The index of the service."""
    return opened(used.release.index)
