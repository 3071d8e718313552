"""Exact positions of facts in the text of an RDF file.

A scanner for each format walks the text and says where each fact stands; the
parser's triples, which are what the rules judge, say whether to believe it.
Where the two do not agree there is no position, never a wrong one.
"""

from collections.abc import Sequence

from maillage.rdf import RdfFormat, Statement
from maillage.validation.positions import jsonld, rdfxml, turtle
from maillage.validation.positions.agreement import agreed
from maillage.validation.positions.index import Positions, Span
from maillage.validation.positions.scan import Scan, UnlocatedError

__all__ = ["Positions", "Span", "of"]

TURTLES = (RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.TRIG, RdfFormat.N_QUADS)
NOTHING = Scan((), lambda _: ((0, 0), (0, 0), (0, 0)))


def of(text: str, form: RdfFormat, triples: Sequence[Statement]) -> Positions:
    """Where the facts of a text stand.

    `triples` are what the parser read in it, in its order: only in that order
    can blank nodes be told apart.
    """
    try:
        if form == RdfFormat.JSON_LD:
            return jsonld.positions(text, triples)
        scan = _scan(text, form)
    except UnlocatedError:
        return Positions(text, NOTHING, ())
    return Positions(text, scan, agreed(scan.facts, triples))


def _scan(text: str, form: RdfFormat) -> Scan:
    if form in TURTLES:
        return turtle.scan(text, form)
    if form == RdfFormat.RDF_XML:
        return rdfxml.scan(text)
    raise UnlocatedError(f"{form.name} is not scanned")
