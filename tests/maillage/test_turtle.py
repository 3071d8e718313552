"""Turtle: the same triples give the same bytes, and what is wrong has a line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage import turtle
from maillage.errors import InputError
from maillage.iri import commune, region
from maillage.rdf import MLG, RDF, RDFS, Literal, NamedNode, integer, label, typed

Written = tuple[NamedNode, NamedNode, NamedNode | Literal]

TRIPLES: list[Written] = [
    (commune("46042"), RDF.type, MLG.Commune),
    (commune("46042"), RDFS.label, label("Cahors")),
    (commune("46042"), MLG.codeInsee, Literal("46042")),
    (commune("46042"), MLG.valeur, typed("450000.00", "decimal")),
    (commune("46042"), MLG.dateSignature, typed("2022-10", "gYearMonth")),
    (commune("46042"), MLG.appartientA, region("76")),
    (region("76"), MLG.valeur, integer(3)),
]

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


def test_the_order_of_the_triples_does_not_matter() -> None:
    assert turtle.render(TRIPLES) == turtle.render(reversed(TRIPLES))


def test_only_the_prefixes_in_use_are_declared_and_the_file_ends_with_one_newline() -> None:
    text = turtle.render(TRIPLES)
    assert "PREFIX mlg: <https://w3id.org/maillage/def#>" in text
    assert "skos:" not in text
    assert text.endswith(".\n")
    assert not text.endswith("\n\n")


def test_what_is_written_is_read_back_with_its_datatypes(tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    turtle.write(path, TRIPLES)
    read = {(triple.subject, triple.predicate, triple.object) for triple in turtle.read(path)}
    assert read == set(TRIPLES)
    assert "450000.00" in path.read_text()


@given(st.lists(words, min_size=1, max_size=4))
def test_any_words_survive_writing_and_reading(texts: list[str]) -> None:
    triples: list[Written] = [(commune("1"), RDFS.label, label(text)) for text in texts]
    text = turtle.render(triples)
    read = turtle.parsed(text.encode(), "x.ttl")
    assert {triple.object for triple in read} == {label(one) for one in texts}
    assert turtle.format_text(text, "x.ttl") == text


def test_formatting_is_done_once() -> None:
    rough = "@prefix m: <https://w3id.org/maillage/def#> .\nm:b m:c [ m:d 1 ] . m:a m:c 'x' ."
    once = turtle.format_text(rough, "x.ttl")
    assert once.index("mlg:a") < once.index("mlg:b")
    assert turtle.format_text(once, "x.ttl") == once


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<http://a> <http://b> 'x' .\n<http://a> <http://b> .\n", 2),
        ("<relative> <http://b> 'x' .", 1),
        ("\n\nmlg:a mlg:b 'x' .", 3),
    ],
)
def test_what_is_not_turtle_is_refused_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "bad.ttl"
    path.write_text(text)
    with pytest.raises(InputError, match=rf"bad\.ttl:{line}: is not valid Turtle"):
        turtle.read(path)
    with pytest.raises(InputError, match=rf"^bad\.ttl:{line}: is not valid Turtle: \w+"):
        turtle.format_text(text, "bad.ttl")


def test_bytes_that_are_not_utf_8_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "latin.ttl"
    path.write_bytes('<http://a> <http://b> "é" .'.encode("latin-1"))
    with pytest.raises(InputError, match=r"latin\.ttl:1: is not valid Turtle"):
        turtle.read(path)


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        turtle.read(tmp_path / "none.ttl")


def test_a_value_outside_its_datatype_is_written_as_it_stands(
    caplog: pytest.LogCaptureFixture,
) -> None:
    said = turtle.format_text(
        '[] <http://x/p> "2026-02-31"^^<http://www.w3.org/2001/XMLSchema#date> .', "x.ttl"
    )
    assert '"2026-02-31"^^xsd:date' in said
    assert not caplog.records
