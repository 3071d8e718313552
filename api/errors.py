"""A refusal as an answer: its status and its reason in both languages."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import TypeAlias

from maillage.errors import MaillageError

Place: TypeAlias = tuple[int, int]
"""A line and a column of a query, both from 1."""


class Problem(MaillageError):
    """What a request cannot have, and why; `api.problems` makes the answer of it.

    Args:
        status: the HTTP status of the answer.
        fr: one sentence, with what to do; `en` says the same.
        headers: more headers of the answer, such as ``Retry-After``.
        place: where in the query, for an editor to mark; None where no place is to blame.
    """

    def __init__(
        self,
        status: int,
        fr: str,
        en: str,
        headers: Mapping[str, str] | None = None,
        place: Place | None = None,
    ) -> None:
        super().__init__(fr)
        self.http_status = HTTPStatus(status)
        self.reasons = {"fr": fr, "en": en}
        self.headers = dict(headers or {})
        self.place = place

    @property
    def members(self) -> dict[str, int]:
        """What ``problem+json`` says of the place: ``line`` and ``column``."""
        return dict(zip(("line", "column"), self.place or (), strict=False))


def not_found(what: str) -> Problem:
    """`what` is a path or an IRI that names nothing here."""
    return Problem(
        HTTPStatus.NOT_FOUND,
        f"Rien ici ne porte l'adresse « {what} » ; vérifiez-la, ou partez de l'accueil.",
        f"Nothing here has the address “{what}”; check it, or start from the home page.",
    )


def unacceptable(media_types: Iterable[str]) -> Problem:
    """406, with the media types that there are."""
    types = ", ".join(media_types)
    return Problem(
        HTTPStatus.NOT_ACCEPTABLE,
        f"Cette réponse n'existe que dans ces formats : {types} ; nommez-en un dans « Accept ».",
        f"This answer only comes in these formats: {types}; name one of them in “Accept”.",
    )
