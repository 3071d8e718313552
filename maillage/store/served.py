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
    client, rows = Client(Endpoint.of(settings)), settings.query_rows + 1
    return Served(client, release, settings.query_seconds, rows)


def view(settings: Settings, release: str, graphs: Iterable[str]) -> Remote:
    """The view of a release that stands in the endpoint.

    Raises:
        EndpointError: it does not stand there, or nothing answers.
    """
    asks = served(settings, release)
    asks.stands()
    return Remote(asks, graphs, asks.stands)
