"""One query, from its text to the bytes of its answer; runs inside a worker process."""

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from itertools import islice
from typing import ClassVar, TypeVar

from api.body import Body
from api.cap import capped
from api.coding import CODED_FROM, coded
from api.errors import Place, Problem, unacceptable
from api.formats import GRAPHS, SOLUTIONS, Format, SolutionsFormat
from api.guard import mentions_service, refuse, refuse_graph
from maillage.rdf import (
    PREFIXES,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    parse_query_results,
)
from maillage.sparql import VOLATILE, Token, prologue, tokens
from maillage.store import Answer, View

ANSWER_BYTES = 64 * 2**20
"""Bytes of an answer; a longer one is refused."""
NO_PREFIX = frozenset({"_", "http", "https"})
"""What stands before a colon and is no prefix: a blank node, an address without its brackets."""
LONGEST_REASON, MOST_EXPECTED = 200, 12
_VOLATILE = re.compile("|".join(sorted(VOLATILE)), re.IGNORECASE)
_EXPECTED = re.compile(r'\b[A-Z]{2,}\b|"(?:[^"\\]|\\.)+"')
_ROW = re.compile(rb'\},\{"[^"\\]+":\{')
_FUNCTION = re.compile(r"custom (?:aggregate )?function (<[^<>]*>) is not supported")
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)

F = TypeVar("F", bound=Format)


@dataclass(frozen=True)
class Query:
    """A query and what its client accepts.

    `solutions` and `graph` name formats by extension, None where the client
    accepts none of that sort. `default` and `named` are the graphs that the
    protocol's parameters name; None for both means the release as it is.
    `coding` is one of `api.coding.CODINGS`, empty for none; `services` are the
    addresses that SERVICE may name.
    """

    KIND: ClassVar[str] = "query"

    query: str
    solutions: str | None
    graph: str | None
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    rows: int = 100_000
    coding: str = ""
    services: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What is remembered of it, when it was found to be long."""
        return self.query

    @property
    def is_volatile(self) -> bool:
        """Whether it may be answered otherwise each time."""
        return bool(_VOLATILE.search(self.query))

    @property
    def calls_out(self) -> bool:
        """Whether it may ask another endpoint."""
        return mentions_service(self.query)


@dataclass(frozen=True)
class Reply:
    """An answer: its bytes in the format of this extension.

    `rows` is the number of rows where the answer was cut, None where it is whole.
    """

    extension: str
    body: Body
    rows: int | None = None
    coding: str = ""
    volatile: bool = False


def evaluate(view: View, graphs: Collection[str], job: Query) -> Reply:
    """The answer to a query on the merge of the release.

    Raises:
        Problem: the query is refused, wrong, or answered in no accepted format.
    """
    for name in (*(job.default or ()), *(job.named or ())):
        refuse_graph(name, graphs)
    read = list(tokens(job.query))
    refuse(job.query, read, graphs, job.services)
    try:
        answer = _asked(view, job, capped(job.query, read, job.rows))
        extension, body, rows = _written(answer, job)
    except SyntaxError as error:
        raise unreadable(str(error.msg), job.query, read) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise (
            _unknown(str(error)) or (_failed_elsewhere() if job.services else _failed())
        ) from error
    if len(body) > ANSWER_BYTES:
        raise _too_long()
    coding = job.coding if len(body) >= CODED_FROM else ""
    volatile = any(token.word in VOLATILE for token in read)
    return Reply(extension, Body(coded(body, coding)), rows, coding, volatile)


def _asked(view: View, job: Query, text: str) -> Answer:
    kept = view.kept(job.query) if job.default is None and job.named is None else None
    if kept is not None:
        return kept
    try:
        return view.answer(text, job.default, job.named)
    except SyntaxError:
        if text == job.query:
            raise
        return view.answer(job.query, job.default, job.named)


def _written(answer: Answer, job: Query) -> tuple[str, bytes, int | None]:
    if isinstance(answer, QueryTriples):
        graph = _chosen(GRAPHS, job.graph)
        triples = list(islice(answer, job.rows + 1))
        cut = job.rows if len(triples) > job.rows else None
        return graph.extension, graph.render(triples[: job.rows]), cut
    solutions = _chosen(SOLUTIONS, job.solutions)
    if isinstance(answer, QueryBoolean):
        return solutions.extension, solutions.render(answer), None
    return solutions.extension, *_cut(answer, solutions, job.rows)


def _cut(answer: QuerySolutions, chosen: SolutionsFormat, rows: int) -> tuple[bytes, int | None]:
    body, is_cut = first_rows(answer.serialize(format=QueryResultsFormat.JSON) or b"", rows)
    if chosen.encoding != QueryResultsFormat.JSON:
        body = chosen.render(parse_query_results(body, format=QueryResultsFormat.JSON))
    return body, rows if is_cut else None


def first_rows(body: bytes, rows: int) -> tuple[bytes, bool]:
    """The first rows of an answer in the engine's compact JSON, and whether there were more.

    No string can hold what begins a row: its second quote would be escaped.
    """
    if body.count(b"},{") < rows:
        return body, False
    beyond = next(islice(_ROW.finditer(body), rows - 1, None), None)
    if beyond:
        return body[: beyond.start() + 1] + b"]}}", True
    tree = json.loads(body)
    bindings = tree["results"]["bindings"]
    if len(bindings) <= rows:
        return body, False
    del bindings[rows:]
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode(), True


def _chosen(formats: tuple[F, ...], extension: str | None) -> F:
    for one in formats:
        if one.extension == extension:
            return one
    raise unacceptable(one.media_type for one in formats)


def unreadable(message: str, query: str = "", read: Sequence[Token] = ()) -> Problem:
    """400, with the line and column where the engine stopped reading, and its words.

    The engine says little of a prefix that nothing declares: it is named here.
    """
    place = _PLACE.match(message)
    if place is None:
        return Problem(
            HTTPStatus.BAD_REQUEST,
            f"Requête illisible (le moteur dit : « {message} »).",
            f"Unreadable query (the engine says: “{message}”).",
        )
    stop = int(place[1]), int(place[2])
    unknown = _undeclared(query, read, stop)
    if unknown:
        return unknown
    reason = _shortened(place[3])
    return Problem(
        HTTPStatus.BAD_REQUEST,
        f"Requête illisible, ligne {place[1]}, colonne {place[2]} (le moteur dit : « {reason} »).",
        f"Unreadable query, line {place[1]}, column {place[2]} (the engine says: “{reason}”).",
        place=stop,
    )


def _undeclared(query: str, read: Sequence[Token], stop: Place) -> Problem | None:
    """The first name whose prefix nothing declares, where the engine stopped after its start."""
    declared, _ = prologue(list(read))
    for position, token in enumerate(read):
        prefix = token.text.partition(":")[0]
        known = prefix in declared or prefix in NO_PREFIX or token.kind != "name"
        if known or (position and read[position - 1].word == "PREFIX"):
            continue
        line, column = _position(query, token.start)
        if (line, column) > stop:
            return None
        remedy = f"PREFIX {prefix}: <{PREFIXES.get(prefix, '…')}>"
        return Problem(
            HTTPStatus.BAD_REQUEST,
            f"Requête illisible, ligne {line}, colonne {column} : le préfixe « {prefix}: » n'est "
            f"pas déclaré ; ajoutez au début « {remedy} ».",
            f"Unreadable query, line {line}, column {column}: the prefix “{prefix}:” is not "
            f"declared; add “{remedy}” at the start.",
            place=(line, column),
        )
    return None


def _position(query: str, offset: int) -> Place:
    before = query[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")


def _shortened(reason: str) -> str:
    """The engine's reason without its classes of characters: what a person could write there."""
    reason = reason.replace("[_]", "more text")
    before, several, listed = reason.partition("expected one of ")
    words = [one for one in _EXPECTED.findall(listed) if one != "SERVICE"]
    if not several or not words:
        return reason if len(reason) <= LONGEST_REASON else reason[:LONGEST_REASON] + "…"
    more = "…" if len(words) > MOST_EXPECTED else ""
    return f"{before}expected one of {', '.join(words[:MOST_EXPECTED])}{more}"


def _unknown(message: str) -> Problem | None:
    """400, where the engine stopped at a function that it does not have; None elsewhere."""
    function = _FUNCTION.search(message)
    if function is None:
        return None
    return Problem(
        HTTPStatus.BAD_REQUEST,
        f"La fonction {function[1]} n'existe pas ici ; prenez une fonction de SPARQL 1.1.",
        f"There is no function {function[1]} here; take one of SPARQL 1.1.",
    )


def _failed() -> Problem:
    return Problem(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "L'évaluation de la requête a échoué ; simplifiez-la, ou signalez-la.",
        "The evaluation of the query failed; make it simpler, or report it.",
    )


def _failed_elsewhere() -> Problem:
    return Problem(
        HTTPStatus.BAD_GATEWAY,
        "Un service interrogé par SERVICE n'a pas répondu comme il faut ; réessayez, ou écrivez "
        "SERVICE SILENT pour vous en passer.",
        "A service asked by SERVICE did not answer as it should; try again, or write SERVICE "
        "SILENT to do without it.",
    )


def _too_long() -> Problem:
    size = ANSWER_BYTES // 2**20
    return Problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        f"La réponse dépasse {size} Mio ; demandez moins de colonnes ou de lignes (LIMIT).",
        f"The answer is over {size} MiB; ask for fewer columns or rows (LIMIT).",
    )
