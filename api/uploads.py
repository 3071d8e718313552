"""A file in a ``multipart/form-data`` body: its bytes and its name, and nothing kept on disk."""

from http import HTTPStatus

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from api.deposits import Deposit
from api.errors import Problem
from maillage.settings import Settings

PATHS = ("/validate", "/read")
"""Where files are handed over."""
AROUND = 100_000
"""Bytes of a body beside its file: names, and a file of corrections."""
MULTIPART = "multipart/form-data"
FIELD, CORRECTIONS = "file", "corrections"
LONGEST_NAME = 120
HIDDEN = frozenset('<>"')


def allowed(settings: Settings) -> dict[str, str]:
    """What may be handed over, a sentence a language."""
    size, seconds = settings.upload_bytes, f"{settings.document_seconds:g}"
    memory, minutes = settings.document_megabytes, f"{settings.deposit_minutes:g}"
    return {
        "fr": (
            f"Un fichier déposé sur /validate ou /read a au plus {size} octets (413) ; sa lecture "
            f"s'arrête après {seconds} s ou {memory} Mio de mémoire (422) ; il reste au plus "
            f"{minutes} minutes en mémoire, et n'est écrit nulle part."
        ),
        "en": (
            f"A file handed over on /validate or /read has at most {size} bytes (413); reading it "
            f"stops after {seconds} s or {memory} MiB of memory (422); it stays at most {minutes} "
            "minutes in memory, and is written nowhere."
        ),
    }


async def received(request: Request) -> Deposit:
    """The file of a request, and the corrections that were given with it.

    Raises:
        Problem: 415 (no multipart body), 422 (no file in it, or an empty one).
    """
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != MULTIPART:
        raise Problem(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            f"Un fichier s'envoie en {MULTIPART}, dans le champ « {FIELD} » ; avec curl : "
            f"curl -F {FIELD}=@convention.pdf",
            f"A file is sent as {MULTIPART}, in the field “{FIELD}”; with curl: "
            f"curl -F {FIELD}=@convention.pdf",
        )
    try:
        form = await request.form(max_files=2, max_fields=10)
    except HTTPException as error:
        raise _unreadable() from error
    async with _Closing(form):
        file = form.get(FIELD)
        if not isinstance(file, UploadFile) or not file.filename:
            raise _missing()
        data = await file.read()
        if not data:
            raise _empty()
        return Deposit(bare_name(file.filename), data, await _corrections(form))


class _Closing:
    """Closes a form's files, which are held in memory or have no name on disk."""

    def __init__(self, form: FormData) -> None:
        self._form = form

    async def __aenter__(self) -> FormData:
        return self._form

    async def __aexit__(self, *_: object) -> None:
        await self._form.close()


async def _corrections(form: FormData) -> str | None:
    given = form.get(CORRECTIONS)
    if isinstance(given, UploadFile):
        try:
            return (await given.read()).decode("utf-8")
        except UnicodeDecodeError:
            raise Problem(
                HTTPStatus.UNPROCESSABLE_ENTITY,
                "Le fichier de corrections n'est pas en UTF-8 ; enregistrez-le ainsi.",
                "The file of corrections is not in UTF-8; save it so.",
            ) from None
    return given or None


def bare_name(given: str) -> str:
    """The last part of a name as a browser sends it, without signs that a page or a terminal obeys.

    A name of signs alone becomes ``fichier``.
    """
    name = given.replace("\\", "/").rpartition("/")[2]
    kept = "".join(sign for sign in name if sign.isprintable() and sign not in HIDDEN).strip()
    stem, dot, suffix = kept.rpartition(".")
    if not dot:
        stem, suffix = kept, ""
    return f"{stem[:LONGEST_NAME] or 'fichier'}{dot}{suffix[:LONGEST_NAME]}"


def _unreadable() -> Problem:
    return Problem(
        HTTPStatus.BAD_REQUEST,
        f"Le corps de la demande n'est pas du {MULTIPART} bien formé ; envoyez-le de nouveau.",
        f"The body of the request is no well-formed {MULTIPART}; send it again.",
    )


def _missing() -> Problem:
    return Problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        f"Aucun fichier n'a été déposé : il manque le champ « {FIELD} ». Choisissez un fichier.",
        f"No file was handed over: the field “{FIELD}” is missing. Choose a file.",
    )


def _empty() -> Problem:
    return Problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "Ce fichier est vide ; choisissez-en un autre.",
        "This file is empty; choose another one.",
    )
