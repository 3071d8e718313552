"""What a query may not ask, told before anything evaluates it.

The engine cannot switch `SERVICE` off, and it reads SPARQL without word
boundaries and with fallbacks: ``SERVICEex:a {…}``, ``ex:SERVICE <…> {…}`` (where
``ex:`` and the word make no valid IRI) and ``1<'x>'`` are all read otherwise
than the grammar's longest tokens say. So every reading that it may take is
walked, and a doubt is a refusal.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urljoin

from api.errors import Problem
from maillage.sparql import FORMS, TOKEN, Token, prologue

SERVICE = "SERVICE"
UPDATES = frozenset(
    {"LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"}
)
ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
PASSES = 4
"""Times that escapes are expanded: one may hide another (``\\u005Cu0053``)."""
_GAP = r"(?:\s|\#[^\r\n]*)*"
_REST_OF_SERVICE = re.compile(
    rf"""{_GAP} (?:SILENT {_GAP})?
         (?: (?: [?$]\w+ | <[^<>\s]*> | [\w.-]*:(?:[\w:.%-]|\\.)* ) {_GAP} )?
         \{{""",
    re.VERBOSE | re.IGNORECASE,
)
_ALLOWED = re.compile(
    rf"{_GAP} (?:SILENT {_GAP})? <(?P<iri>[^<>\s\\]*)> {_GAP} \{{", re.VERBOSE | re.IGNORECASE
)
_DOUBTFUL = frozenset(")#'")
"""In what looks like an IRI, what would end an expression, or open a comment or a string."""


@dataclass(frozen=True)
class _Read:
    """A token in one of the readings, and what stands before it there."""

    kind: str
    text: str
    end: int
    before: str


def refuse(
    query: str, read: list[Token], graphs: Collection[str], services: Collection[str] = ()
) -> None:
    """Lets a query pass that only reads this release, and the services that are allowed.

    Args:
        query: the text as received; it need not be valid SPARQL.
        read: its tokens.
        graphs: the IRIs of the release's named graphs.
        services: the addresses that SERVICE may name, in full and as they are written here.

    Raises:
        Problem: 403, with the word and what to do.
    """
    if calls_out(query, services) or ("\\" in query and calls_out(expanded(query), services)):
        raise _service(services)
    for token in read:
        if token.word in UPDATES:
            raise update(token.word)
    for name in dataset(read):
        refuse_graph(name, graphs)


def refuse_graph(name: str, graphs: Collection[str]) -> None:
    """Lets the name of a graph pass that the release holds.

    Raises:
        Problem: 403 for any other.
    """
    if name not in graphs:
        raise Problem(
            HTTPStatus.FORBIDDEN,
            f"Le graphe <{name}> n'est pas de cette version : FROM et FROM NAMED ne nomment que "
            "les graphes de la description du service (/sparql sans requête).",
            f"The graph <{name}> is not of this release: FROM and FROM NAMED only name the graphs "
            "of the service description (/sparql without a query).",
        )


def _service(services: Collection[str]) -> Problem:
    listed = ", ".join(f"<{one}>" for one in sorted(services))
    if services:
        return Problem(
            HTTPStatus.FORBIDDEN,
            f"SERVICE n'interroge que {listed} ; écrivez cette adresse en entier, entre « < » "
            "et « > », juste après le mot.",
            f"SERVICE only queries {listed}; write this address in full, between “<” and “>”, "
            "right after the word.",
        )
    return Problem(
        HTTPStatus.FORBIDDEN,
        "SERVICE est refusé : ce point d'accès n'interroge que son propre graphe ; retirez-le, et "
        "mettez des espaces autour des mots et du signe « < ».",
        "SERVICE is refused: this endpoint only queries its own graph; take it out, and put "
        "spaces around words and the sign “<”.",
    )


def update(word: str) -> Problem:
    """The refusal of an update that begins with `word`."""
    return Problem(
        HTTPStatus.FORBIDDEN,
        f"{word} est refusé : le graphe publié ne se modifie pas ici ; posez une question "
        f"({', '.join(sorted(FORMS))}).",
        f"{word} is refused: the published graph is not changed here; ask a question "
        f"({', '.join(sorted(FORMS))}).",
    )


def expanded(query: str) -> str:
    """The query with its codepoint escapes replaced, as SPARQL says before any parsing."""
    for _ in range(PASSES):
        before, query = query, ESCAPE.sub(_character, query)
        if query == before:
            break
    return query


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else match[0]


def mentions_service(query: str) -> bool:
    """Whether the word may be in the query, however it is written."""
    return SERVICE in query.upper() or ("\\" in query and SERVICE in expanded(query).upper())


def calls_out(query: str, services: Collection[str] = ()) -> bool:
    """Whether some reading of the query holds a SERVICE of any other address than these."""
    if SERVICE not in query.upper():
        return False
    found = (read for read in _readings(query) if _is_service(read, query))
    return any(not _is_allowed(read, query, services) for read in found)


def _is_allowed(read: _Read, query: str, services: Collection[str]) -> bool:
    """Whether this is the plain word, and what follows it one of these addresses in full."""
    named = _ALLOWED.match(query, read.end)
    return named is not None and read.text.upper() == SERVICE and named["iri"] in services


def _is_service(read: _Read, query: str) -> bool:
    if SERVICE not in read.text.upper():
        return False
    if read.kind == "word":
        return not read.text.startswith("@")
    if read.kind != "name" or read.text.startswith("_:"):
        return False
    rest = _REST_OF_SERVICE.match(query, read.end)
    if rest is None:
        return False
    names_a_graph = read.before == "GRAPH" and _is_gap(query[read.end : rest.end() - 1])
    return not names_a_graph


def _is_gap(text: str) -> bool:
    return re.fullmatch(_GAP, text) is not None


def _readings(query: str) -> Iterator[_Read]:
    pending = [(0, "")]
    seen: set[tuple[int, str]] = set()
    while pending:
        position, before = pending.pop()
        while position < len(query) and (position, before) not in seen:
            seen.add((position, before))
            match = TOKEN.match(query, position)
            assert match, "the grammar ends with any character"
            kind, text = str(match.lastgroup), match.group()
            if kind == "iri" and before == "operand" and _DOUBTFUL & set(text):
                pending.append((position + 1, ""))
            if kind not in ("space", "comment"):
                yield _Read(kind, text, match.end(), before)
                before = _place(kind, text)
            position = match.end()


def _place(kind: str, text: str) -> str:
    """What a token is to the next one: ``operand`` where « < » may then mean less-than."""
    if kind == "word" and text.upper() == "GRAPH":
        return "GRAPH"
    if kind == "mark" and not (text.isdigit() or text in ")>"):
        return ""
    return "operand"


def dataset(found: list[Token]) -> Iterator[str]:
    """The IRIs that FROM and FROM NAMED name, as the query's own prefixes and base say."""
    prefixes, base = prologue(found)
    for position, token in enumerate(found):
        if token.depth == 0 and token.word.endswith(("FROM", "FROMNAMED")):
            named = [one for one in found[position + 1 : position + 3] if one.word != "NAMED"]
            if named and named[0].kind == "iri":
                yield urljoin(base, named[0].text[1:-1])
            elif named and named[0].kind == "name":
                prefix, _, local = named[0].text.partition(":")
                yield prefixes.get(prefix, f"{prefix}:") + local.replace("\\", "")
