import pytest

from tests.ontology.graph import ONTOLOGY, SCHEMES, Graph


@pytest.fixture(scope="session")
def ontology() -> Graph:
    return Graph.read(ONTOLOGY)


@pytest.fixture(scope="session")
def concepts() -> Graph:
    """All the schemes together."""
    return Graph.read(*SCHEMES)
