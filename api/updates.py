"""SPARQL 1.1 Protocol, the update operation, for an application that was given what takes one.

The product never is: `api.app.create_app` is told by its caller, no setting,
flag or variable says so, and the workers open the release read-only. The W3C's
protocol cases are what it stands for: they update, then ask what came of it.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from http import HTTPStatus
from itertools import pairwise

from api.errors import Problem
from api.pool import Pool
from maillage.rdf import NamedNode
from maillage.sparql import Token, tokens


@dataclass(frozen=True)
class Update:
    """What a request asks to change; `using` and `named` are the graphs that its patterns read.

    Both are as in ``USING`` and ``USING NAMED``: empty for what the text itself says.
    """

    text: str
    using: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class Writable(Pool, ABC):
    """Answers queries like the workers of a release, on a graph that may be changed."""

    @abstractmethod
    async def update(self, text: str) -> None:
        """Changes the graph; relative IRIs are taken from our base.

        Raises:
            Problem: 400, it is not an update of SPARQL 1.1.
        """


def with_dataset(update: Update) -> str:
    """The text with the graphs of the request as clauses of each of its patterns.

    Raises:
        Problem: 400, the text names graphs of its own, or a graph has no IRI.
    """
    clauses = _clauses(update)
    if not clauses:
        return update.text
    outer = [token for token in tokens(update.text) if token.depth == 0]
    own = next((token.word for token in outer if token.word in ("USING", "WITH")), None)
    if own:
        raise _both(own)
    pieces, position = [], 0
    for before, token in pairwise(outer):
        if token.word == "WHERE":
            pieces += [update.text[position : token.start], _template(update.text, before, token)]
            pieces.append(clauses)
            position = token.start
    return "".join(pieces) + update.text[position:]


def _clauses(update: Update) -> str:
    try:
        return "".join(
            f" {word} {NamedNode(name)} "
            for word, names in (("USING", update.using), ("USING NAMED", update.named))
            for name in names
        )
    except ValueError as error:
        raise Problem(
            HTTPStatus.BAD_REQUEST,
            f"Un graphe de la demande n'a pas une IRI absolue ({error}).",
            f"A graph of the request has no absolute IRI ({error}).",
        ) from None


def _template(text: str, before: Token, where: Token) -> str:
    """The pattern of ``DELETE WHERE { … }`` once more, as that short form takes no clauses."""
    if before.word != "DELETE":
        return ""
    rest = (token for token in tokens(text) if token.start > where.start)
    end = next((token.end for token in rest if _closes(token)), len(text))
    return text[where.end : end]


def _closes(token: Token) -> bool:
    return token.text == "}" and token.depth == 0


def _both(word: str) -> Problem:
    return Problem(
        HTTPStatus.BAD_REQUEST,
        f"La demande nomme des graphes, et son texte aussi ({word}) ; dites-le une seule fois.",
        f"The request names graphs, and so does its text ({word}); say it once.",
    )
