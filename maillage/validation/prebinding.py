"""Pre-binding in bulk: a constraint's query asked once for all its focus nodes.

SHACL evaluates ``sh:select`` with ``$this`` bound to one focus node, wherever
it stands (https://www.w3.org/TR/shacl/#pre-binding). Here the pattern of the
target is put into each group that speaks of ``$this`` instead, which joins to
the same solutions. ``EXISTS`` groups are left: they see the solution around
them. What does not come to the same is left to the reference engine.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from maillage.sparql import Token, tokens
from maillage.validation.paths import UnsupportedError

REFUSED = frozenset({"GRAPH", "LIMIT", "MINUS", "OFFSET", "SERVICE", "VALUES"})
"""Forbidden in constraints by SHACL, or not the same for one node and for all."""
RESERVED = frozenset({"shapesGraph", "currentShape"})
THIS = "this"


def focused(select: str, target: str) -> str:
    """`select` with the target's pattern in each group that speaks of ``$this``.

    Raises:
        UnsupportedError: the query would not mean the same for all nodes at once.
    """
    found = list(tokens(select))
    for token in found:
        if token.word in REFUSED or _variable(token) in RESERVED:
            raise UnsupportedError(token.text)
    for word, variable in pairwise(found):
        if word.word == "AS" and _variable(variable) == THIS:
            raise UnsupportedError("$this given another value")
    for start in (index for index, token in enumerate(found) if token.word == "SELECT"):
        _check_select(found, start)
    places = sorted((token.end for token in _groups(found)), reverse=True)
    for place in places:
        select = f"{select[:place]} {target} {select[place:]}"
    return select


def _variable(token: Token) -> str:
    return token.text[1:] if token.kind == "variable" else ""


def _close(found: Sequence[Token], start: int) -> int:
    """The index of the brace that closes the group opened at `start`."""
    depth = found[start].depth
    for index in range(start + 1, len(found)):
        if found[index].text == "}" and found[index].depth == depth:
            return index
    raise UnsupportedError("braces that do not match")


def _speaks(found: Sequence[Token], start: int, end: int) -> bool:
    return any(_variable(token) == THIS for token in found[start:end])


def _groups(found: Sequence[Token]) -> Iterator[Token]:
    """The opening braces of the groups that need the target."""
    hidden = -1
    for index, token in enumerate(found):
        if token.text != "{" or index <= hidden:
            continue
        end = _close(found, index)
        if index and found[index - 1].word == "EXISTS":
            hidden = end
        elif found[index + 1].word != "SELECT" and _speaks(found, index, end):
            yield token


def _check_select(found: Sequence[Token], start: int) -> None:
    """A query, and a subquery, must answer and group by ``$this``."""
    body = next((i for i in range(start, len(found)) if found[i].text == "{"), None)
    if body is None or found[body - 1].word == "EXISTS":
        raise UnsupportedError("no body, or EXISTS in the projection")
    end = _close(found, body)
    depth = found[body].depth
    after = []
    for token in found[end + 1 :]:
        if token.depth < depth or token.text == "}":
            break
        after.append(token)
    grouped = any(token.word == "GROUP" for token in after)
    if not _speaks(found, start, body):
        raise UnsupportedError("a SELECT without $this")
    if grouped and not _speaks(after, 0, len(after)):
        raise UnsupportedError("a GROUP BY without $this")
