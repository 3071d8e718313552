"""The tables of the repository, read once a run."""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest

from loaders import tables
from loaders.tabular.context import Context
from loaders.tabular.rows import Row, read
from loaders.tabular.source import describe
from maillage.rdf import Quad

REFERENCE = Path(__file__).parents[3] / "data" / "reference"

Graph = Callable[[str, int], Iterable[Quad]]
Rows = Callable[[str, int], list[Row]]


@pytest.fixture(scope="session")
def context() -> Context:
    return tables.context(tables.discover(REFERENCE))


@pytest.fixture(scope="session")
def graph(context: Context) -> Graph:
    """The quads of one graph of the repository's tables."""

    @cache
    def quads(table: str, vintage: int) -> tuple[Quad, ...]:
        for module, source in tables.discover(REFERENCE):
            if (source.table, source.vintage) == (table, vintage):
                return (*describe(source), *module.quads(source, context))
        raise AssertionError(f"no table {table}-{vintage}")

    return quads


@pytest.fixture(scope="session")
def rows() -> Rows:
    """The rows of one table of the repository."""

    def of(table: str, vintage: int) -> list[Row]:
        for module, source in tables.discover(REFERENCE):
            if (source.table, source.vintage) == (table, vintage):
                return list(read(source.path, module.LAYOUT))
        raise AssertionError(f"no table {table}-{vintage}")

    return of
