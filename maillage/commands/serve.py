"""``maillage serve``: the current release on the web."""

import socket

import click
import uvicorn

from api.app import create_app
from maillage.errors import InputError
from maillage.release import current
from maillage.settings import Settings, described, settings


def _meanings() -> str:
    lines = [f"  {name} ({default}): {meaning}" for name, default, meaning in described()]
    return "\b\nSettings (flags first, then these variables):\n" + "\n".join(lines)


@click.command(epilog=_meanings())
@click.option("--host", help="the address to listen on  [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(1, 65535), help="the port  [default: 8000]")
@click.option("--workers", type=click.IntRange(1, 64), help="processes that evaluate SPARQL")
def serve(host: str | None, port: int | None, workers: int | None) -> None:
    """Serve the current release: pages, data and SPARQL."""
    config = settings(host=host, port=port, workers=workers)
    release = current(config)
    _free(config)
    click.echo(f"release {release.identifier} on http://{config.host}:{config.port}/", err=True)
    uvicorn.run(create_app(config), host=config.host, port=config.port, log_level="warning")


def _free(config: Settings) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((config.host, config.port))
        except OSError as error:
            place = f"{config.host}:{config.port}"
            reason = f"cannot listen there ({error.strerror}); choose another with --port"
            raise InputError(place, reason) from error
