"""A SPARQL 1.1 endpoint: its addresses, and what is sent to them through SPARQLWrapper."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib import request as urllib
from urllib.parse import urlencode, urlsplit

from SPARQLWrapper import POST, SELECT, SPARQLWrapper

from maillage.errors import InputError
from maillage.rdf import NamedNode
from maillage.settings import PREFIX, Settings
from maillage.store import trouble
from maillage.store.http import Heard, exchange, opener

ROWS = ("application/sparql-results+json",)
TRIPLES = ("application/n-triples", "text/turtle")
"""Media types that we read; N-Triples goes first, since engines write it fastest."""
LEAST_TIMEOUT = 1000
"""Milliseconds: Virtuoso takes a shorter time for none at all."""
VIRTUOSO = "Virtuoso"
INCOMPLETE = "S1TAT"
"""Virtuoso's mark on an answer that its timeout cut, which else looks like a whole one.

Its later versions answer with the status 206 too.
"""
UPDATE = "INSERT"


@dataclass(frozen=True)
class Question:
    """A query with its dataset; `rows` tells a SELECT or an ASK from a graph."""

    text: str
    default: tuple[str, ...]
    named: tuple[str, ...] = ()
    rows: bool = True


@dataclass(frozen=True)
class Endpoint:
    """Where an endpoint takes queries, updates, and graphs (empty: it does not)."""

    query: str
    update: str
    graphs: str = ""
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)

    @classmethod
    def of(cls, settings: Settings) -> "Endpoint":
        """The endpoint that the settings name.

        Raises:
            InputError: an address is none, or holds a password.
        """
        addresses = {
            name: _address(PREFIX + name.upper(), getattr(settings, name))
            for name in ("store", "store_update", "store_graphs")
        }
        return cls(
            query=addresses["store"],
            update=addresses["store_update"] or addresses["store"],
            graphs=addresses["store_graphs"],
            user=settings.store_user,
            password=settings.store_password,
        )


def _address(variable: str, text: str) -> str:
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise InputError(variable, "is not the address of an endpoint, as https://…/sparql")
    if "@" in parts.netloc:
        reason = "put the account into MAILLAGE_STORE_USER and MAILLAGE_STORE_PASSWORD, not here"
        raise InputError(variable, reason)
    if parts.query or parts.fragment:
        raise InputError(variable, "give the address without « ? » and « # »")
    return text


class Client:
    """Speaks to one endpoint; may be used by several threads."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        addresses = (endpoint.query, endpoint.update, endpoint.graphs)
        used = tuple(address for address in dict.fromkeys(addresses) if address)
        self._opener = opener(endpoint.user, endpoint.password, used)
        self._is_virtuoso = False

    def ask(self, question: Question, seconds: float) -> Heard:
        """The answer to a query, in one of our formats.

        The text goes as a form: a body of ``application/sparql-query`` got no
        answer from Virtuoso 7.2.5.

        Raises:
            EndpointError: there is none, or it is not whole.
            EvaluationError: the engine cannot evaluate it.
        """
        accepted = ROWS if question.rows else TRIPLES
        wrapper = self._wrapper(question.text, accepted)
        for name in question.default:
            wrapper.addParameter("default-graph-uri", name)
        for name in question.named:
            wrapper.addParameter("named-graph-uri", name)
        if self._is_virtuoso:
            wrapper.addParameter("timeout", str(max(int(seconds * 1000), LEAST_TIMEOUT)))
        heard = exchange(self._opener, wrapper.request(), seconds)
        self._is_virtuoso = heard.headers.get("server", "").startswith(VIRTUOSO)
        return self._usable(heard, accepted, seconds)

    def _usable(self, heard: Heard, accepted: tuple[str, ...], seconds: float) -> Heard:
        if (
            heard.headers.get("x-sql-state") == INCOMPLETE
            or heard.status == HTTPStatus.PARTIAL_CONTENT
        ):
            raise trouble.slow(self.endpoint.query, seconds)
        if heard.media_type not in accepted:
            found = f"it answers {heard.media_type or 'without a media type'}"
            raise trouble.wrong(self.endpoint.query, found)
        return heard

    def update(self, text: str, seconds: float) -> None:
        """Runs a SPARQL Update.

        Raises:
            EndpointError: it did not get there.
            EvaluationError: the endpoint did not do it.
        """
        wrapper = self._wrapper(text, ("*/*",))
        wrapper.queryType = UPDATE
        exchange(self._opener, wrapper.request(), seconds)

    def graph(self, method: str, graph: NamedNode, body: bytes | None, seconds: float) -> None:
        """One request of the Graph Store Protocol; `body` is N-Triples.

        Raises:
            EndpointError: it did not get there.
            EvaluationError: the endpoint did not do it.
        """
        address = f"{self.endpoint.graphs}?{urlencode({'graph': graph.value})}"
        headers = {"Content-Type": "text/turtle; charset=utf-8"} if body is not None else {}
        request = urllib.Request(address, data=body, method=method, headers=headers)
        exchange(self._opener, request, seconds)

    def _wrapper(self, text: str, accepted: Iterable[str]) -> "_Wrapper":
        wrapper = _Wrapper(self.endpoint.query, self.endpoint.update)
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(True)
        wrapper.addCustomHttpHeader("Accept", ", ".join(accepted))
        wrapper.queryString = text
        wrapper.queryType = SELECT
        return wrapper


class _Wrapper(SPARQLWrapper):
    """SPARQLWrapper up to the request; `http` opens the connection.

    Its own opening follows redirects to any host and changes the opener of the
    whole process for Digest. Its `setQuery` is passed by too: it looks for the
    form of a query with expressions that a hostile text can keep busy for ever,
    and would send to the update address what it takes for an update.
    """

    def request(self) -> urllib.Request:
        return self._createRequest()
