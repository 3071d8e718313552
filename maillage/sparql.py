"""What a SPARQL text says before anything runs it, and how values enter it.

A parameter of a saved query is a variable with a data block of its own,
``VALUES ?commune { <…/commune/46042> }``: the file runs in any endpoint with
the example it holds. Binding replaces what stands between the braces, by a
serialised RDF term and nothing else; comments, strings and IRIs that merely
look like a block are left alone. The engine's own substitutions would not do:
they only reach variables that the outermost SELECT projects.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise
from urllib.parse import urljoin

from maillage.iri import BASE
from maillage.rdf import Literal, NamedNode

UNBOUND = "UNDEF"
VOLATILE = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE"})
"""Functions that answer otherwise each time: such an answer is not kept."""
FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})

TOKEN = re.compile(
    r"""
      (?P<comment> \#[^\r\n]* )
    | (?P<iri> <(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*> )
    | (?P<string> \"{3}(?:[^\\]|\\.)*?\"{3} | '{3}(?:[^\\]|\\.)*?'{3}
                | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*' )
    | (?P<variable> [?$]\w+ )
    | (?P<name> (?:[^\W\d_][\w.-]*)?:(?:[\w:.%-]|\\.)* | _:[\w.-]+ )
    | (?P<word> @?[^\W\d_][\w-]* )
    | (?P<space> \s+ )
    | (?P<mark> . )
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Token:
    """A piece of a query: `kind` is a group of the grammar above, `start` its offset."""

    kind: str
    text: str
    start: int
    depth: int
    """Braces that are open around it; a brace itself counts as outside."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def word(self) -> str:
        """A keyword in capitals, empty for every other kind of token."""
        return self.text.upper() if self.kind == "word" else ""


@dataclass(frozen=True)
class Block:
    """The data block of one variable; `start` and `end` are those of what is in its braces."""

    variable: str
    start: int
    end: int
    content: str


def tokens(query: str) -> Iterator[Token]:
    """The tokens that mean something: neither spaces nor comments."""
    depth = 0
    for match in TOKEN.finditer(query):
        kind, text = str(match.lastgroup), match.group()
        if kind in ("space", "comment"):
            continue
        if text == "}":
            depth -= 1
        yield Token(kind, text, match.start(), depth)
        if text == "{":
            depth += 1


def form(query: str) -> str | None:
    """``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``; None for an update or no query."""
    for token in tokens(query):
        if token.word and token.word not in ("PREFIX", "BASE"):
            return token.word if token.word in FORMS else None
    return None


def keywords(query: str) -> set[str]:
    """The bare words of the query, in capitals (prefixed names and variables are not words)."""
    return {token.word for token in tokens(query) if token.word}


def variables(query: str) -> set[str]:
    return {token.text[1:] for token in tokens(query) if token.kind == "variable"}


def prologue(found: list[Token]) -> tuple[dict[str, str], str]:
    """The prefixes that a query declares (without their colon), and its base."""
    prefixes, base = {}, BASE
    for position, token in enumerate(found):
        following = found[position + 1 : position + 3]
        if token.word == "BASE" and following and following[0].kind == "iri":
            base = urljoin(base, following[0].text[1:-1])
        elif token.word == "PREFIX" and [one.kind for one in following] == ["name", "iri"]:
            prefixes[following[0].text[:-1]] = urljoin(base, following[1].text[1:-1])
    return prefixes, base


def selects_everything(query: str) -> bool:
    """Whether a SELECT of it, at any depth, is ``SELECT *``."""
    words = [token for token in tokens(query) if token.word not in ("DISTINCT", "REDUCED")]
    return any(a.word == "SELECT" and b.text == "*" for a, b in pairwise(words))


def is_ordered(query: str) -> bool:
    """Whether the outermost SELECT, not one of its subqueries, has an ORDER BY."""
    return any(token.word == "ORDER" and token.depth == 0 for token in tokens(query))


def blocks(query: str) -> Iterator[Block]:
    """The data blocks of single variables: ``VALUES ?name { … }``."""
    found = list(tokens(query))
    for position, token in enumerate(found):
        if token.word != "VALUES":
            continue
        following = list(islice(found, position + 1, position + 3))
        if [one.kind for one in following] != ["variable", "mark"] or following[1].text != "{":
            continue
        start = following[1].end
        close = next((t for t in found[position + 3 :] if t.text == "}"), None)
        if close:
            yield Block(following[0].text[1:], start, close.start, query[start : close.start])


def bound(query: str, values: Mapping[str, NamedNode | Literal | None]) -> str:
    """The query with these terms in the data blocks of their variables; None is ``UNDEF``.

    Every block of a variable is filled, those of subqueries too. The terms are
    written by the RDF library, escapes included: no text of a user is pasted.

    Raises:
        KeyError: a variable has no data block.
    """
    found = list(blocks(query))
    missing = set(values) - {block.variable for block in found}
    if missing:
        raise KeyError(min(missing))
    pieces, position = [], 0
    for block in found:
        if block.variable in values:
            pieces += [query[position : block.start], f" {written(values[block.variable])} "]
            position = block.end
    return "".join(pieces) + query[position:]


def written(term: NamedNode | Literal | None) -> str:
    """A term as a data block holds it."""
    return UNBOUND if term is None else str(term)
