"""What a release fixes is answered again from memory; nothing else is."""

import asyncio
import gc
from collections.abc import Iterator
from dataclasses import dataclass, replace

import httpx
import pytest
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from api.app import create_app
from api.cache import LONGEST_KEY, SHARE, Asked, Cache
from api.limits import Rate
from api.metrics import Metrics
from maillage.settings import Settings

TAGGED = ((b"etag", b'W/"1"'), (b"vary", b"Accept, Accept-Language, Accept-Encoding"))
PLAIN = ((b"etag", b'W/"1"'),)
PAGE = "/page/commune/46042"


@dataclass
class Counting:
    """An application that counts how often it was asked."""

    headers: tuple[tuple[bytes, bytes], ...] = TAGGED
    status: int = 200
    body: bytes = b"body"
    asked: int = 0

    async def __call__(self, _: Scope, __: Receive, send: Send) -> None:
        self.asked += 1
        headers = list(self.headers)
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.body[:2], "more_body": True})
        await send({"type": "http.response.body", "body": self.body[2:]})


def scope(
    path: str = "/a", method: str = "GET", query: bytes = b"", scheme: str = "http", **headers: str
) -> Scope:
    told = [(name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()]
    return {
        "type": "http",
        "method": method,
        "scheme": scheme,
        "path": path,
        "query_string": query,
        "headers": told,
        "client": ("192.0.2.7", 1),
    }


def asked(cache: Cache, *scopes: Scope) -> list[tuple[int, bytes, dict[bytes, bytes]]]:
    """Status, body and headers of the answer to each request."""

    async def run() -> list[tuple[int, bytes, dict[bytes, bytes]]]:
        answers = []
        for one in scopes:
            sent: list[Message] = []

            async def send(message: Message, into: list[Message] = sent) -> None:
                into.append(message)

            async def receive() -> Message:
                return {"type": "http.request"}

            await cache(one, receive, send)
            body = b"".join(message.get("body", b"") for message in sent[1:])
            answers.append((sent[0]["status"], body, dict(sent[0]["headers"])))
        return answers

    return asyncio.run(run())


def cache_of(app: Counting, megabytes: int = 1, per_minute: int = 0) -> Cache:
    return Cache(app, megabytes, Rate(per_minute), Metrics())


def test_the_second_answer_is_the_first_and_costs_the_application_nothing() -> None:
    app = Counting()
    first, second = asked(cache_of(app), scope(), scope())
    assert first == second == (200, b"body", dict(TAGGED))
    assert app.asked == 1


def searched() -> int:
    """What a search for garbage looks at; a tuple of tuples is left out once its parts are."""
    for _ in range(3):
        gc.collect()
    return len(gc.get_objects())


def test_what_is_kept_adds_nothing_to_the_search_for_garbage() -> None:
    """Which stops every answer, the longer the more there is to look at."""
    cache, addresses = cache_of(Counting()), [scope(f"/{number}") for number in range(500)]
    asked(cache, scope())
    before = searched()
    asked(cache, *addresses)
    assert searched() - before < len(addresses)


def test_the_value_of_one_header_is_not_taken_for_that_of_another() -> None:
    """A place forgets what it varies by when it must make room, and learns it anew."""
    request = Asked.of(scope(accept="text/html", accept_language="", accept_encoding=""))
    assert request is not None
    keys = [request.key((b"accept", one)) for one in (b"accept-language", b"accept-encoding")]
    assert keys[0] != keys[1]


@pytest.mark.parametrize("known", ['W/"1"', '"1"', '"0", W/"1"', "*"])
def test_who_has_the_answer_is_told_so(known: str) -> None:
    app = Counting((*TAGGED, (b"content-length", b"4")))
    _, again = asked(cache_of(app), scope(), scope(if_none_match=known))
    assert again == (304, b"", dict(TAGGED))


def test_who_has_another_answer_gets_this_one() -> None:
    _, again = asked(cache_of(Counting()), scope(), scope(if_none_match='W/"2"'))
    assert again[:2] == (200, b"body")


@pytest.mark.parametrize(
    "other",
    [
        scope(path="/b"),
        scope(query=b"a=1"),
        scope(accept="text/html"),
        scope(accept_language="en"),
        scope(accept_encoding="zstd"),
        scope(host="elsewhere.example"),
        scope(origin="https://elsewhere.example"),
        scope(scheme="https"),
    ],
)
def test_what_an_answer_may_depend_on_tells_answers_apart(other: Scope) -> None:
    app = Counting()
    asked(cache_of(app), scope(), other)
    assert app.asked == 2


@pytest.mark.parametrize("other", [scope(accept="text/html"), scope(accept_language="en")])
def test_what_the_answer_does_not_vary_by_makes_no_other_answer(other: Scope) -> None:
    app = Counting(PLAIN)
    first, second = asked(cache_of(app), scope(), other)
    assert first == second
    assert app.asked == 1


@pytest.mark.parametrize(
    "other",
    [scope(host="elsewhere.example"), scope(origin="https://elsewhere.example")],
)
def test_hosts_and_sites_are_told_apart_whatever_the_answer_says(other: Scope) -> None:
    app = Counting(PLAIN)
    asked(cache_of(app), scope(), other)
    assert app.asked == 2


def test_forms_of_an_answer_that_vary_by_more_are_told_apart_from_then_on() -> None:
    app = Counting(PLAIN)
    cache = cache_of(app)
    asked(cache, scope(accept_encoding="identity"))
    app.headers = (*PLAIN, (b"vary", b"Accept-Encoding"))
    app.body = b"other"
    asked(cache, scope(query=b"2", accept_encoding="gzip"))
    cut, whole, again = asked(
        cache,
        scope(query=b"2", accept_encoding="zstd"),
        scope(query=b"2", accept_encoding="gzip"),
        scope(query=b"2", accept_encoding="zstd"),
    )
    assert cut == whole == again
    assert app.asked == 3


@pytest.mark.parametrize(
    "request_",
    [
        scope(method="POST"),
        scope(path="/validate/key"),
        scope(path="/metrics"),
        scope(authorization="Bearer x"),
        scope(cookie="a=b"),
        scope(range="bytes=0-1"),
        scope(query=b"x" * LONGEST_KEY),
    ],
)
def test_what_is_of_one_client_or_changes_is_not_kept(request_: Scope) -> None:
    app = Counting()
    asked(cache_of(app), request_, request_)
    assert app.asked == 2


@pytest.mark.parametrize(
    "app",
    [
        Counting(()),
        Counting(TAGGED, status=404),
        Counting((*TAGGED, (b"cache-control", b"no-store"))),
        Counting((*TAGGED, (b"set-cookie", b"a=b"))),
        Counting(((b"etag", b"1"), (b"vary", b"Accept, User-Agent"))),
        Counting(TAGGED, body=b"x" * (2**20 // SHARE + 1)),
    ],
    ids=["no validator", "an error", "no-store", "a cookie", "varies by more", "too long"],
)
def test_an_answer_that_may_be_another_one_next_time_is_not_kept(app: Counting) -> None:
    asked(cache_of(app), scope(), scope())
    assert app.asked == 2


def test_what_was_asked_longest_ago_goes_first() -> None:
    app = Counting(body=b"x" * (2**20 // SHARE))
    cache = cache_of(app)
    asked(cache, *(scope(path=f"/{number}") for number in range(SHARE)))
    asked(cache, scope(path="/0"), scope(path="/new"), scope(path="/0"))
    assert app.asked == SHARE + 1
    asked(cache, scope(path="/1"))
    assert app.asked == SHARE + 2


def test_no_room_keeps_nothing() -> None:
    app = Counting()
    asked(cache_of(app, megabytes=0), scope(), scope())
    assert app.asked == 2


def test_a_kept_answer_counts_against_the_rate_of_a_client() -> None:
    app = Counting()
    asked(cache_of(app, per_minute=1), scope(), scope(), scope())
    assert app.asked == 2, "the third goes to the application, which refuses it"


@pytest.fixture(scope="module")
def kept(release_settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(release_settings), follow_redirects=False) as client:
        yield client


def found(client: TestClient) -> float:
    lines = client.get("/metrics").text.splitlines()
    return next(float(x.split()[1]) for x in lines if x.startswith('maillage_cache_total{found="y'))


@pytest.mark.parametrize("path", ["/", PAGE, "/data/commune/46042.ttl", "/sparql?query=ASK+{}"])
def test_pages_data_and_answers_are_kept_with_all_their_headers(
    kept: TestClient, path: str
) -> None:
    first = kept.get(path)
    before = found(kept)
    second = kept.get(path)
    assert found(kept) == before + 1
    assert second.status_code == 200
    assert second.content == first.content
    assert second.headers == first.headers
    assert "content-security-policy" in second.headers


def test_the_head_of_a_kept_answer_has_no_body(kept: TestClient) -> None:
    whole = kept.get(PAGE)
    head = kept.head(PAGE)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == whole.headers["etag"]


def test_languages_and_codings_are_not_mixed(kept: TestClient) -> None:
    pages = [
        kept.get(PAGE, headers={"Accept-Language": language, "Accept-Encoding": coding})
        for _ in range(2)
        for language in ("fr", "en")
        for coding in ("identity", "gzip", "zstd", "br")
    ]
    assert [page.headers.get("content-encoding") for page in pages] == 2 * 2 * [
        None,
        "gzip",
        "zstd",
        "br",
    ]
    assert [page.headers["content-language"] for page in pages] == 2 * (4 * ["fr"] + 4 * ["en"])


def test_an_answer_that_changes_each_time_is_evaluated_each_time(kept: TestClient) -> None:
    query = {"query": "SELECT (STRUUID() AS ?u) {}"}
    assert kept.get("/sparql", params=query).text != kept.get("/sparql", params=query).text


def test_the_description_of_one_host_is_not_that_of_another(kept: TestClient) -> None:
    turtle = {"Accept": "text/turtle"}
    kept.get("/sparql", headers={**turtle, "Host": "evil.example"})
    assert "evil.example" not in kept.get("/sparql", headers=turtle).text


def test_a_limit_of_nothing_keeps_nothing(release_settings: Settings) -> None:
    with TestClient(create_app(replace(release_settings, cache_megabytes=0))) as client:
        assert client.get(PAGE).content == client.get(PAGE).content
        assert 'maillage_cache_total{found="yes"} 0.0' in client.get("/metrics").text


VARIANTS = {
    "accept": ["text/html", "application/json", "text/turtle"],
    "accept-language": ["fr", "en"],
    "accept-encoding": ["identity", "gzip"],
}
ADDRESSES = [
    "/",
    PAGE,
    "/page/programme/acv",
    "/document/cahors-acv-dossier-de-presse-2018",
    "/data/commune/46042.ttl",
    "/data/commune/46042.csv",
    "/data/theme/commerce.nt",
    "/id/commune/46042",
    "/sparql",
    "/sparql?query=ASK+{}",
    "/sparql?query=SELECT+*+{+?s+?p+?o+}",
    "/sparql?query=CONSTRUCT+WHERE+{+?s+?p+?o+}&format=nt",
    "/sparql/completions.json",
    "/queries",
    "/queries/conventions",
    "/queries/conventions.csv",
    "/queries/conventions.xlsx",
    "/search?q=cahors",
    "/actions",
    "/conventions",
    "/ontology",
    "/shapes",
    "/openapi.json",
    "/nowhere",
]


@pytest.fixture(scope="module")
def forgetful(release_settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(replace(release_settings, cache_megabytes=0))) as client:
        yield client


def names(answer: httpx.Response) -> set[str]:
    """The headers in its ``Vary``."""
    return {one.strip() for one in answer.headers.get("vary", "").lower().split(",")}


@pytest.mark.parametrize("header", VARIANTS)
@pytest.mark.parametrize("path", ADDRESSES)
def test_an_answer_names_what_it_varies_by(forgetful: TestClient, path: str, header: str) -> None:
    """Else this memory, and every cache between here and a client, would mix its forms up."""
    plain = {"accept": "*/*", "accept-language": "fr", "accept-encoding": "identity"}
    answers = [
        forgetful.get(path, headers={**plain, header: value}, follow_redirects=False)
        for value in VARIANTS[header]
    ]
    told = ("content-type", "content-language", "content-encoding", "location", "etag")
    forms = {
        (one.status_code, one.content, *(one.headers.get(name) for name in told)) for one in answers
    }
    silent = [one for one in answers if header not in names(one)]
    assert len(forms) == 1 or not silent, [dict(one.headers) for one in silent]
