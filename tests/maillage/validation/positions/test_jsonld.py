"""JSON-LD: a place where it is sure without the context, else none."""

import json

import pytest

from maillage.rdf import Literal, NamedNode, Quad, RdfFormat, parse
from maillage.validation import positions
from maillage.validation.positions import Positions, jsontext
from maillage.validation.positions.scan import UnlocatedError

S, P, Q = (NamedNode(f"http://e/{name}") for name in "spq")


def read(text: str) -> list[Quad]:
    return list(parse(text, format=RdfFormat.JSON_LD))


def located(text: str) -> Positions:
    return positions.of(text, RdfFormat.JSON_LD, read(text))


EXPANDED = """[
  {
    "@id": "http://e/s",
    "@type": ["http://e/C"],
    "http://e/p": [
      {"@value": "un", "@language": "fr"},
      {"@value": "5", "@type": "http://e/d"}
    ],
    "http://e/q": [{
      "@id": "http://e/o", "http://e/p": 7
    }]
  }
]"""


def test_expanded_form_is_located() -> None:
    found = located(EXPANDED)
    assert found.line(S) == 3
    assert found.line(S, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type") == 4
    assert found.line(S, P) == 5
    assert found.line(S, P, Literal("un", language="fr")) == 6
    assert found.line(S, P, Literal("5", datatype=NamedNode("http://e/d"))) == 7
    assert found.line(S, Q, NamedNode("http://e/o")) == 9
    assert found.line("http://e/o") == 10
    assert found.line("http://e/o", P) == 10


def test_compact_keys_have_no_line() -> None:
    text = """{"@context": {"p": "http://e/p", "@vocab": "http://v/"},
    "@id": "http://e/s",
    "p": "un",
    "http://e/q": {"@value": "deux"}
    }"""
    found = located(text)
    assert found.line(S, P) is None
    assert found.line(S, P, Literal("un")) is None
    assert found.line(S, Q) == 4


def test_property_written_in_two_ways_has_no_line() -> None:
    text = """{"@context": {"p": "http://e/p"}, "@id": "http://e/s",
    "http://e/p": {"@value": "deux"},
    "p": "un"}"""
    assert located(text).line(S, P) is None


def test_value_that_makes_no_fact_does_not_stand_for_another() -> None:
    text = """{"@context": {"p": "http://e/p"}, "@id": "http://e/s",
    "http://e/p": null,
    "p": "un"}"""
    assert located(text).line(S, P) is None


def test_json_as_a_value_is_not_looked_into() -> None:
    inner = {"@id": "http://e/s", "http://e/p": "x"}
    text = json.dumps({"@id": "http://e/t", P.value: {"@value": inner, "@type": "@json"}})
    assert located(text).line(S) is None


def test_context_is_not_a_thing() -> None:
    text = """{"@context": {"t": {"@id": "http://e/s", "@type": "http://e/p"}},
    "@id": "http://e/s", "http://e/q": {"@value": "x"}}"""
    assert located(text).line(S) == 2


def test_lists_have_no_places() -> None:
    text = '{"@id": "http://e/s", "http://e/p": {"@list": ["x"]}}'
    assert located(text).line(S, P) is None


@pytest.mark.parametrize(
    "text", ["", "{", '{"a":1,"a":2}', "[1,]", "{1:2}", "[1] 2", '{"a" 1}', "tru", "[" * 200]
)
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(UnlocatedError):
        jsontext.value(text)


@pytest.mark.parametrize(
    "data", [{}, [], {"a": [1, -2.5e3, None, True, 'é"\\\n']}, [[{}], {"": ""}]]
)
def test_json_is_read_as_it_is(data: object) -> None:
    assert plain(jsontext.value(json.dumps(data, indent=1))) == data


def plain(value: jsontext.Value) -> object:
    if isinstance(value.data, dict):
        return {key: plain(below) for key, below in value.data.items()}
    return [plain(below) for below in value.data] if isinstance(value.data, list) else value.data
