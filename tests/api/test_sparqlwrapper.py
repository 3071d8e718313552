"""A client that others use, against the real server."""

from typing import Any

import pytest
import SPARQLWrapper as wrapper

COMMUNES = """
PREFIX mlg: <https://w3id.org/maillage/def#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?nom { ?c a mlg:Commune ; rdfs:label ?nom } ORDER BY ?nom
"""


@pytest.fixture
def endpoint(server_url: str) -> Any:
    return wrapper.SPARQLWrapper(f"{server_url}/sparql")


@pytest.mark.parametrize("method", [wrapper.GET, wrapper.POST])
@pytest.mark.parametrize("sending", [wrapper.URLENCODED, wrapper.POSTDIRECTLY])
def test_rows_arrive_by_every_way(endpoint: Any, method: str, sending: str) -> None:
    endpoint.setMethod(method)
    endpoint.setRequestMethod(sending)
    endpoint.setReturnFormat(wrapper.JSON)
    endpoint.setQuery(COMMUNES)
    bindings = endpoint.query().convert()["results"]["bindings"]
    assert [row["nom"]["value"] for row in bindings] == ["Cahors", "Fleurance", "Lectoure"]


@pytest.mark.parametrize("form", [wrapper.XML, wrapper.CSV, wrapper.TSV])
def test_rows_arrive_in_other_formats(endpoint: Any, form: str) -> None:
    endpoint.setReturnFormat(form)
    endpoint.setQuery(COMMUNES)
    answer = endpoint.query().convert()
    text = answer.toxml() if form == wrapper.XML else answer.decode()
    assert "Lectoure" in text


@pytest.mark.parametrize("form", [wrapper.TURTLE, wrapper.RDFXML, wrapper.JSONLD, wrapper.N3])
def test_a_graph_arrives(endpoint: Any, form: str) -> None:
    endpoint.setReturnFormat(form)
    endpoint.setQuery("DESCRIBE <https://w3id.org/maillage/id/commune/46042>")
    answer = endpoint.query().convert()
    assert "Cahors" in (answer.decode() if isinstance(answer, bytes) else answer.serialize())


def test_a_wrong_query_is_told_as_one(endpoint: Any) -> None:
    endpoint.setQuery("SELECT * {")
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed, match="ligne 1"):
        endpoint.query()
