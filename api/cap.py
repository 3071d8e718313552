"""The limit of rows written into a query, so that the engine stops where the answer is cut."""

import re

from maillage.sparql import FORMS, Token

_NUMBER = re.compile(r"\s*([0-9]+)")


def capped(query: str, read: list[Token], rows: int) -> str:
    """The query with a LIMIT of at most `rows` + 1: one more than is answered tells of a cut.

    `read` are its tokens. Only a SELECT is changed. An invalid query may stay
    invalid in another place, so errors are told from the query as received.
    """
    outer = [token for token in read if token.depth == 0 and token.word]
    if next((token.word for token in outer if token.word in FORMS), "") != "SELECT":
        return query
    most = rows + 1
    for token in outer:
        if token.word == "LIMIT":
            number = _NUMBER.match(query, token.end)
            if number is None or _at_most(number[1], most):
                return query
            return f"{query[: number.start(1)]}{most}{query[number.end(1) :]}"
    values = next((t.start for t in reversed(outer) if t.word == "VALUES"), len(query))
    return f"{query[:values]}\nLIMIT {most}\n{query[values:]}"


def _at_most(digits: str, most: int) -> bool:
    """Whether a number is at most `most`; one of thousands of digits is not even read."""
    plain = digits.lstrip("0")
    return len(plain) <= len(str(most)) and int(plain or "0") <= most
