"""The formats of answers: a new one is a module of this folder and its name in a tuple.

The first of a tuple is what a client gets that accepts anything.
"""

from api.formats.base import Format, GraphFormat, SolutionsFormat
from api.formats.csv import Csv
from api.formats.json import Json
from api.formats.jsonld import JsonLd
from api.formats.ntriples import NTriples
from api.formats.rdfxml import RdfXml
from api.formats.triples_csv import TriplesCsv
from api.formats.tsv import Tsv
from api.formats.turtle import Turtle
from api.formats.xml import Xml

__all__ = ["FORMATS", "GRAPHS", "SOLUTIONS", "TRIPLES", "Format", "GraphFormat", "SolutionsFormat"]

SOLUTIONS: tuple[SolutionsFormat, ...] = (Json(), Xml(), Csv(), Tsv())
GRAPHS: tuple[GraphFormat, ...] = (Turtle(), NTriples(), JsonLd(), RdfXml())
TRIPLES: tuple[GraphFormat | TriplesCsv, ...] = (*GRAPHS, TriplesCsv())
"""What the data of a thing comes in."""
FORMATS: tuple[Format, ...] = (*SOLUTIONS, *TRIPLES)
