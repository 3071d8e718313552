"""A release asked in the endpoint of the settings."""

from collections.abc import Iterable

from maillage.settings import Settings
from maillage.store.endpoint import Client, Endpoint
from maillage.store.mark import Served
from maillage.store.remote import Remote


def served(settings: Settings, release: str) -> Served:
    """What asks the endpoint about this release alone.

    Raises:
        InputError: a setting is no address of an endpoint.
    """
    return Served(Client(Endpoint.of(settings)), release, settings.query_seconds)


def view(settings: Settings, release: str, graphs: Iterable[str]) -> Remote:
    """The view of a release that stands in the endpoint.

    Raises:
        EndpointError: it does not stand there, nothing answers, or answers are cut.
    """
    asks = served(settings, release)
    asks.stands()
    asks.uncut(settings.query_rows + 1)
    return Remote(asks, graphs, asks.stands)
