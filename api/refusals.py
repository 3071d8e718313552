"""Why a query has no answer though nothing is wrong with its text: limits of the service."""

from http import HTTPStatus
from math import ceil

from api.errors import Problem
from maillage.settings import Settings


def _again(settings: Settings) -> dict[str, str]:
    return {"Retry-After": str(ceil(settings.query_seconds))}


def busy(settings: Settings) -> Problem:
    """503: all places are taken."""
    return Problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "Trop de requêtes longues sont en cours ; réessayez dans un instant.",
        "Too many long queries are running; try again in a moment.",
        _again(settings),
    )


def too_many_of_one(most: int) -> Problem:
    """429: this client has all the places that one may have."""
    return Problem(
        HTTPStatus.TOO_MANY_REQUESTS,
        f"Vous avez déjà {most} requêtes en cours ; attendez qu'une se termine.",
        f"You already have {most} queries running; wait until one ends.",
        {"Retry-After": "1"},
    )


def too_long(settings: Settings) -> Problem:
    """503: stopped by time."""
    seconds = f"{settings.query_seconds:g}"
    return Problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        f"La requête a été arrêtée après {seconds} s ; rendez-la plus précise ou ajoutez une "
        "limite (LIMIT).",
        f"The query was stopped after {seconds} s; make it more precise or add a LIMIT.",
        _again(settings),
    )


def out_of_memory(settings: Settings) -> Problem:
    """503: stopped by memory."""
    size = settings.query_megabytes
    return Problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        f"La requête a été arrêtée : elle demandait plus de {size} Mio de mémoire ; "
        "rendez-la plus précise.",
        f"The query was stopped: it needed more than {size} MiB of memory; make it more precise.",
        _again(settings),
    )
