"""What a client accepts, against what there is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from api.errors import Problem
from api.formats import GRAPHS, SOLUTIONS
from api.negotiation import best, etag, is_fresh, page_or_data, quality, wants_page

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def request(**headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "GET", "headers": raw, "query_string": b""})


@pytest.mark.parametrize(
    ("header", "media", "weight"),
    [
        ("", "text/csv", 1.0),
        ("*/*", "text/csv", 1.0),
        ("text/*;q=0.5, text/csv;q=0.2", "text/csv", 0.2),
        ("text/*;q=0.5", "text/csv", 0.5),
        ("TEXT/CSV", "text/csv", 1.0),
        ("text/csv;q=0", "text/csv", 0.0),
        ("*/*, text/csv;q=0", "text/csv", 0.0),
        ("application/json", "text/csv", 0.0),
        ("text/csv;charset=utf-8;q=0.3", "text/csv", 0.3),
        ("text/csv;q=abc", "text/csv", 0.0),
        ("text/csv;q=7", "text/csv", 1.0),
    ],
)
def test_the_closest_range_decides(header: str, media: str, weight: float) -> None:
    assert quality(header, media) == weight


@pytest.mark.parametrize(
    ("header", "extension"),
    [
        ("*/*", "json"),
        ("", "json"),
        ("application/sparql-results+xml", "xml"),
        ("text/csv;q=0.5, text/tab-separated-values", "tsv"),
        ("application/json", "json"),
        ("text/turtle, */*;q=0.1", "json"),
        ("text/*", "xml"),
    ],
)
def test_the_best_of_rows_is_chosen(header: str, extension: str) -> None:
    found = best(header, SOLUTIONS)
    assert found
    assert found[0].extension == extension


def test_the_type_that_was_asked_is_the_type_that_is_told() -> None:
    found = best("application/json", SOLUTIONS)
    assert found
    assert found[1] == "application/json"


def test_what_nobody_has_is_none() -> None:
    assert best("image/png", SOLUTIONS) is None
    assert best("text/turtle;q=0", GRAPHS[:1]) is None


@pytest.mark.parametrize(
    ("header", "page"),
    [
        (BROWSER, True),
        ("text/html", True),
        ("*/*", False),
        ("", False),
        ("text/html, text/turtle", False),
        ("text/html;q=0.5, text/turtle", False),
        ("text/turtle", False),
    ],
)
def test_the_endpoint_shows_its_page_to_browsers_only(header: str, page: bool) -> None:
    assert wants_page(request(accept=header), GRAPHS) is page


@pytest.mark.parametrize(
    ("header", "extension"),
    [
        (BROWSER, None),
        ("*/*", None),
        ("", None),
        ("text/html, text/turtle", None),
        ("text/turtle", "ttl"),
        ("application/ld+json, text/html;q=0.9", "jsonld"),
        ("application/rdf+xml;q=0.9, text/turtle;q=0.8, */*;q=0.1", "rdf"),
    ],
)
def test_a_thing_shows_its_page_unless_data_is_wanted_more(
    header: str, extension: str | None
) -> None:
    found = page_or_data(request(accept=header), GRAPHS)
    assert (found and found[0].extension) == extension


def test_neither_page_nor_data_is_not_acceptable() -> None:
    with pytest.raises(Problem, match="text/turtle") as refusal:
        page_or_data(request(accept="image/png"), GRAPHS)
    assert refusal.value.http_status == 406


def test_tags_change_with_any_part_and_with_the_place_of_parts() -> None:
    tags = {etag("a", "bc"), etag("ab", "c"), etag("a", "b", "c"), etag("a", b"bd")}
    assert len(tags) == 4


def test_a_tag_is_known_weak_or_strong_alone_or_in_a_list() -> None:
    tag = etag("a")
    for header in (tag, tag.removeprefix("W/"), f'"x", {tag}', "*"):
        assert is_fresh(request(if_none_match=header), tag)
    assert not is_fresh(request(if_none_match='"x"'), tag)
    assert not is_fresh(request(), tag)


@given(st.text(max_size=80))
def test_any_header_is_read_without_failing(header: str) -> None:
    assert 0.0 <= quality(header, "text/csv") <= 1.0
