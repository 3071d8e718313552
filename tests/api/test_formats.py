"""Result formats: each a module, each readable by others' parsers."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from rdflib.compare import isomorphic

import api.formats
from api.formats import FORMATS, GRAPHS, SOLUTIONS, TRIPLES, GraphFormat
from api.formats.base import Format
from api.formats.triples_csv import COLUMNS, TriplesCsv
from api.formats.turtle import Turtle
from maillage.rdf import MLG, RDFS, Literal, NamedNode, Triple, integer, label

THING = NamedNode("https://w3id.org/maillage/id/commune/46042")
SAID = (
    Triple(THING, RDFS.label, label("Cahors « la belle »\n@prefix x: <y> .")),
    Triple(THING, MLG.population, integer(20097)),
    Triple(THING, RDFS.seeAlso, NamedNode("https://example.org/?a=1&b=%22%3E")),
)


def test_the_tuple_holds_the_modules_of_the_folder() -> None:
    folder = Path(api.formats.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__", "base"}
    assert {type(one).__module__.rsplit(".", 1)[-1] for one in FORMATS} == modules


def test_extensions_are_one_each_among_what_an_answer_may_come_in() -> None:
    for formats in ((*SOLUTIONS, *GRAPHS), TRIPLES):
        extensions = [one.extension for one in formats]
        assert len(extensions) == len(set(extensions))


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: type(one).__name__)
def test_a_format_says_what_it_is(one: Format) -> None:
    assert one.title
    assert one.media_types[0] == one.media_type
    assert one.iri.startswith("http://www.w3.org/ns/formats/")
    assert (type(one).__module__ and sys.modules[type(one).__module__].__doc__) is not None


@pytest.mark.parametrize("one", GRAPHS, ids=lambda one: one.title)
def test_another_library_reads_the_same_triples(one: GraphFormat) -> None:
    names = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}
    read = rdflib.Graph().parse(data=one.render(SAID), format=names[one.extension])
    plain = rdflib.Graph().parse(data=b"".join(f"{t} .\n".encode() for t in SAID), format="nt")
    assert isomorphic(read, plain)


def test_json_ld_needs_nothing_from_elsewhere() -> None:
    text = next(one for one in GRAPHS if one.extension == "jsonld").render(SAID)
    assert "@context" not in json.dumps(json.loads(text))


def test_turtle_declares_the_prefixes_it_uses_in_order() -> None:
    lines = Turtle().render(SAID).decode().splitlines()
    prefixes = [line.split()[1] for line in lines if line.startswith("@prefix")]
    assert prefixes == ["mlg:", "rdfs:"]


def test_bytes_do_not_depend_on_the_process() -> None:
    code = (
        "from api.formats import GRAPHS; from maillage.rdf import *;"
        "t = [Triple(MLG.a, RDFS.label, label('x')), Triple(MLG.a, RDF.type, SKOS.Concept)];"
        "print([one.render(t) for one in GRAPHS])"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(runs) == 1


def test_a_spreadsheet_finds_no_formula_in_triples() -> None:
    texts = ("=1+1", "+1", "-1", "@x", "\t=1", "plain")
    triples = [Triple(THING, RDFS.label, Literal(text)) for text in texts]
    table = list(csv.reader(io.StringIO(TriplesCsv().render(triples).decode())))
    assert tuple(table[0]) == COLUMNS
    assert [row[2] for row in table[1:]] == ["'=1+1", "'+1", "'-1", "'@x", "'\t=1", "plain"]


def test_a_negative_number_stays_a_number() -> None:
    table = TriplesCsv().render([Triple(THING, MLG.valeur, integer(-5))]).decode().splitlines()
    assert table[1].split(",")[2:4] == ["-5", "integer"]
