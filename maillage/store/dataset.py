"""The dataset of a query: taken out of its text, to be told by the protocol's parameters.

Engines differ where both are there: Oxigraph takes the parameters for the
text's FROM, as the protocol says, Virtuoso adds one to the other. Without any
dataset Virtuoso reads all that it holds. So every query is sent with the one
and without the other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin

from maillage.iri import BASE, MERGE_GRAPH, NO_GRAPH
from maillage.sparql import TOKEN, Token, prologue, tokens


@dataclass(frozen=True)
class Placed:
    """A text without comments and dataset clauses, and the graphs that it is asked of.

    None for both is the release as it is.
    """

    text: str
    default: tuple[str, ...] | None
    named: tuple[str, ...] | None


def placed(query: str) -> Placed:
    """Takes FROM, FROM NAMED and comments out of a query; its lines stay where they are.

    Raises:
        SyntaxError: a FROM is not followed by the name of a graph.
    """
    read = list(tokens(query))
    prefixes, base = prologue(read)
    graphs: tuple[list[str], list[str]] = ([], [])
    gone = [(m.start(), m.end()) for m in TOKEN.finditer(query) if m.lastgroup == "comment"]
    for position, token in enumerate(read):
        if token.depth or not token.word.endswith(("FROM", "FROMNAMED")):
            continue
        is_named = read[position + 1].word == "NAMED" if position + 1 < len(read) else False
        name = read[position + 1 + is_named] if position + 1 + is_named < len(read) else token
        if token.word != "FROM" or name.kind not in ("iri", "name"):
            raise SyntaxError("put spaces around FROM, NAMED and the name of a graph")
        graphs[is_named].append(resolved(name, prefixes, base))
        gone.append((token.start, name.end))
    clauses = any(graphs)
    text = _without(query, sorted(gone))
    if not any(token.word == "BASE" for token in read):
        text = f"BASE <{BASE}> {text}"
    default, named = (tuple(part) for part in graphs)
    return Placed(text, default if clauses else None, named if clauses else None)


def resolved(token: Token, prefixes: dict[str, str], base: str) -> str:
    """The IRI that an IRI or a prefixed name stands for."""
    if token.kind == "iri":
        return urljoin(base, token.text[1:-1])
    prefix, _, local = token.text.partition(":")
    return prefixes.get(prefix, f"{prefix}:") + local.replace("\\", "")


def _without(text: str, gone: Iterable[tuple[int, int]]) -> str:
    pieces, position = [], 0
    for start, end in gone:
        pieces += [text[position:start], " " + "\n" * text.count("\n", start, end)]
        position = end
    return "".join(pieces) + text[position:]


def sent(
    default: Iterable[str] | None, named: Iterable[str] | None, graphs: Iterable[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The two lists of the protocol's parameters, neither of them ever empty.

    Args:
        graphs: the release's named graphs, which GRAPH sees where neither list is given.
    """
    if default is None and named is None:
        return (MERGE_GRAPH.value,), tuple(sorted(graphs)) or (NO_GRAPH.value,)
    return tuple(default or ()) or (NO_GRAPH.value,), tuple(named or ()) or (NO_GRAPH.value,)
