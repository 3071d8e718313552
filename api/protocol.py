"""SPARQL 1.1 Protocol: from a request to the one query, or the one update, that it holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl

from fastapi import Request

from api.errors import Problem
from api.guard import update
from api.updates import Update

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
BODIES = {DIRECT: "query", UPDATE: "update"}
"""What a body is that is no form, by its media type."""
MOST_PARAMETERS = 200


@dataclass(frozen=True)
class Asked:
    """What a request asks; `query` None where it asks for the description of the service.

    `format` is an extension that goes before ``Accept``, for links and forms; None where it is
    given twice, as a client does that speaks to every endpoint.
    """

    query: str | None
    default: tuple[str, ...] | None
    named: tuple[str, ...] | None
    format: str | None = None


def _wrong(fr: str, en: str, status: int = HTTPStatus.BAD_REQUEST) -> Problem:
    return Problem(status, fr, en)


def _parameters(text: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            text.decode("utf-8"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_PARAMETERS,
        )
    except UnicodeDecodeError:
        raise _not_utf8() from None
    except ValueError:
        raise _wrong(
            f"Plus de {MOST_PARAMETERS} paramètres ; envoyez-en moins.",
            f"More than {MOST_PARAMETERS} parameters; send fewer.",
        ) from None


def _not_utf8() -> Problem:
    return _wrong("La demande n'est pas en UTF-8.", "The request is not in UTF-8.")


def _given(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(name, []).append(value)
    for name in ("query", "update"):
        times = len(given.get(name, ()))
        if times > 1:
            raise _wrong(
                f"Le paramètre « {name} » est donné {times} fois ; donnez-le une fois.",
                f"The parameter “{name}” is given {times} times; give it once.",
            )
    return given


def _asked(given: dict[str, list[str]]) -> Asked:
    formats = given.get("format", [])
    default, named = given.get("default-graph-uri"), given.get("named-graph-uri")
    return Asked(
        query=given.get("query", [None])[0],
        default=tuple(default) if default else None,
        named=tuple(named) if named else None,
        format=formats[0] if len(formats) == 1 else None,
    )


def _update(given: dict[str, list[str]]) -> Update:
    if "query" in given:
        raise _wrong(
            "La demande porte « query » et « update » ; envoyez l'un ou l'autre.",
            "The request holds “query” and “update”; send one of them.",
        )
    return Update(
        given["update"][0],
        tuple(given.get("using-graph-uri", ())),
        tuple(given.get("using-named-graph-uri", ())),
    )


def of_get(request: Request) -> Asked:
    """The query of a GET, None in it where there is none.

    Raises:
        Problem: 400 (twice, not UTF-8), 403 (an update).
    """
    given = _given(_parameters(request.scope["query_string"]))
    if "update" in given:
        raise update("update")
    return _asked(given)


async def of_post(request: Request) -> Asked | Update:
    """The query or the update of a POST, in a form or as the body itself.

    Raises:
        Problem: 400, 415 (any other media type), 413.
    """
    media = _media(request)
    body = await request.body()
    url = _parameters(request.scope["query_string"])
    sent = _parameters(body) if media == FORM else [(BODIES[media], _text(body))]
    given = _given([*url, *sent])
    if "update" in given:
        return _update(given)
    if "query" not in given:
        raise _wrong("Il manque le paramètre « query ».", "The parameter “query” is missing.")
    return _asked(given)


def _media(request: Request) -> str:
    media, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    charset = parameters.partition("charset=")[2].strip(' "')
    if media.strip() not in (FORM, *BODIES) or charset not in ("", "utf-8", "utf8"):
        raise _wrong(
            f"Une requête s'envoie en {FORM} ou en {DIRECT}, en UTF-8.",
            f"A query is sent as {FORM} or as {DIRECT}, in UTF-8.",
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        )
    return media.strip()


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise _not_utf8() from None
