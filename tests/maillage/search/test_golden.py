"""Queries of people and what they must find first in the whole country: ``golden.csv``."""

import csv
from pathlib import Path

import pytest

from maillage import iri
from maillage.release import Release
from maillage.search import SearchIndex

with (Path(__file__).parent / "golden.csv").open(encoding="utf-8", newline="") as file:
    GOLDEN = [(row["query"], row["language"], row["first"].split()) for row in csv.DictReader(file)]


@pytest.fixture(scope="module")
def national(national_release: Release) -> SearchIndex:
    return SearchIndex.open(national_release.index)


def test_the_table_is_long_enough_and_has_no_query_twice() -> None:
    assert len(GOLDEN) >= 40
    assert len({(query, language) for query, language, _ in GOLDEN}) == len(GOLDEN)


def _path(address: str) -> str:
    return iri.path_of(address) or address.removeprefix(iri.BASE)


@pytest.mark.parametrize(("query", "language", "first"), GOLDEN, ids=[one[0] for one in GOLDEN])
def test_a_query_finds_what_people_mean(
    national: SearchIndex, query: str, language: str, first: list[str]
) -> None:
    found = national.search(query, language)
    assert [_path(hit.iri) for hit in found.hits][: len(first)] == first


def test_the_national_index_is_of_one_piece(national: SearchIndex) -> None:
    assert national.searcher.num_segments == 1
    assert len(national) > 70_000
