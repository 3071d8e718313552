"""The mark in an endpoint that tells which release stands there, and whether the whole of it."""

import logging
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass

from maillage.errors import MaillageError
from maillage.iri import MARK_GRAPH, MERGE_GRAPH
from maillage.rdf import DCTERMS, QueryResultsFormat, QuerySolutions, parse_query_results
from maillage.store import trouble
from maillage.store.endpoint import Client, Question
from maillage.store.http import Heard

FRESH = 2.0
"""Seconds for which a service trusts a mark that it saw; a load waits longer (`loading`)."""
PATIENCE = 60.0
"""Seconds that the one long question at the start may take."""
WHOLE, PART = "whole", "part"
PROPERTY, HAS_PART = DCTERMS.identifier.value, DCTERMS.hasPart.value

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Mark:
    """A release, and whether all of it stands there."""

    release: str
    is_whole: bool

    def __str__(self) -> str:
        return f"{WHOLE if self.is_whole else PART} {self.release}"

    @classmethod
    def read(cls, text: str) -> "Mark":
        """The mark that a text is; any other text is a part of something."""
        state, _, release = text.partition(" ")
        return cls(release, state == WHOLE)

    def triples(self, graphs: Iterable[str]) -> str:
        """It as N-Triples, with the graphs that stand there or did."""
        parts = (f"{MARK_GRAPH} <{HAS_PART}> <{name}> .\n" for name in sorted(graphs))
        return f'{MARK_GRAPH} <{PROPERTY}> "{self}" .\n' + "".join(parts)


def seen(client: Client, seconds: float) -> Mark | None:
    """The mark that stands in the endpoint.

    Raises:
        EndpointError: the endpoint does not answer, or not as one does.
    """
    text = f"SELECT ?x WHERE {{ {MARK_GRAPH} <{PROPERTY}> ?x }}"
    heard = client.ask(Question(text, (MARK_GRAPH.value,)), seconds)
    found = [row["x"].value for row in rows_of(heard, client.endpoint.query)]
    if not found:
        return None
    return Mark.read(found[0]) if len(found) == 1 else Mark("", is_whole=False)


def held(client: Client, seconds: float) -> frozenset[str]:
    """The named graphs that the mark tells of, those of a load that stopped too."""
    text = f"SELECT ?x WHERE {{ {MARK_GRAPH} <{HAS_PART}> ?x }}"
    heard = client.ask(Question(text, (MARK_GRAPH.value,)), seconds)
    return frozenset(row["x"].value for row in rows_of(heard, client.endpoint.query))


def uncut(client: Client, seconds: float, rows: int) -> None:
    """Makes sure that the endpoint sorts and answers as many rows, where there are as many.

    Virtuoso as Debian configures it cuts an answer at 10,000 rows, a CONSTRUCT
    in silence, and refuses to sort the first 10,001.

    Raises:
        EndpointError: it does not.
    """
    merge, place = (MERGE_GRAPH.value,), client.endpoint.query
    sorting = f"SELECT ?x WHERE {{ ?x ?p ?o }} ORDER BY ?x LIMIT {rows}"
    try:
        client.ask(Question(sorting, (MARK_GRAPH.value,)), seconds)
    except trouble.EvaluationError as error:
        raise trouble.unsorted(place, rows, str(error)) from error
    asked = Question(f"SELECT (1 AS ?x) WHERE {{ ?s ?p ?o }} LIMIT {rows}", merge)
    found = sum(1 for _ in rows_of(client.ask(asked, seconds), place))
    if found == rows:
        return
    all_of_them = Question("SELECT (COUNT(*) AS ?x) WHERE { ?s ?p ?o }", merge)
    there = int(next(rows_of(client.ask(all_of_them, seconds), place))["x"].value)
    if found < there:
        raise trouble.cut(place, found)


def rows_of(heard: Heard, place: str) -> QuerySolutions:
    """The rows of an answer to a SELECT.

    Raises:
        EndpointError: it is something else.
    """
    try:
        answer = parse_query_results(heard.body, format=QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise trouble.wrong(place, "its JSON is not that of SPARQL results") from error
    if not isinstance(answer, QuerySolutions):
        raise trouble.wrong(place, "it answers yes or no to a SELECT")
    return answer


class Served:
    """Asks an endpoint about one release, and nothing about any other.

    Its mark is looked at again every `FRESH` seconds, before a question is sent.
    """

    def __init__(self, client: Client, release: str, seconds: float) -> None:
        self._client = client
        self._release = release
        self._seconds = seconds
        self._looked = 0.0
        self._lock = threading.Lock()

    def __call__(self, question: Question) -> Heard:
        """What the endpoint answers.

        Raises:
            EndpointError: it has no answer about this release.
            EvaluationError: its engine cannot evaluate the question.
        """
        if time.monotonic() - self._looked > FRESH:
            with self._lock:
                if time.monotonic() - self._looked > FRESH:
                    self.stands()
        try:
            return self._client.ask(question, self._seconds)
        except MaillageError as error:
            log.warning("%s", error)
            raise

    def stands(self) -> None:
        """Makes sure that the whole of this release stands there, now.

        Raises:
            EndpointError: it does not.
        """
        began = time.monotonic()
        try:
            fits(self._client, seen(self._client, self._seconds), self._release)
        except MaillageError as error:
            log.error("%s", error)
            raise
        self._looked = began

    def uncut(self, rows: int) -> None:
        """See `uncut`; a service asks it once, and may take its time."""
        uncut(self._client, max(self._seconds, PATIENCE), rows)


def fits(client: Client, mark: Mark | None, release: str) -> None:
    """Lets the mark of the whole of this release pass.

    Raises:
        EndpointError: nothing, a part or another release stands there.
    """
    place = client.endpoint.query
    if mark is None:
        raise trouble.empty(place)
    if not mark.is_whole:
        raise trouble.loading(place, mark.release)
    if mark.release != release:
        raise trouble.other(place, mark.release, release)
