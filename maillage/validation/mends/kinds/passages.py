"""The positions of a passage, where its IRI and its words agree on them."""

import re
from collections.abc import Iterator, Sequence

from maillage import iri
from maillage.rdf import OA, RDF, BlankNode, Literal, NamedNode, Triple, integer
from maillage.validation.mends.case import Case, Node
from maillage.validation.repair import Repair
from maillage.validation.text import Text

ENDS = {OA.start: 0, OA.end: 1}
PASSAGE = re.compile(r"passage/[^/]+/(\d+)-(\d+)")


def mends(case: Case) -> Iterator[Repair]:
    place = PASSAGE.fullmatch(iri.path_of(case.violation.focus) or "")
    if place is None:
        return
    selectors = [
        term
        for term in case.objects(case.focus, OA.hasSelector)
        if isinstance(term, NamedNode | BlankNode)
    ]
    start, end = int(place[1]), int(place[2])
    if _length(case, selectors) != end - start:
        return
    removed, added = _changes(case, selectors, (start, end))
    if added and all(each in case.given for each in removed):
        label = Text(
            f"Mettre les positions {start} et {end}, que donnent l'adresse du passage et ses mots",
            f"Put the positions {start} and {end}, which the passage's address and words give",
        )
        yield Repair(label, tuple(removed), tuple(added))


def _length(case: Case, selectors: Sequence[Node]) -> int | None:
    """The length of the passage's words, where they are given once."""
    quotes = [
        term.value
        for selector in selectors
        for term in case.objects(selector, OA.exact)
        if isinstance(term, Literal)
    ]
    return len(quotes[0]) if len(quotes) == 1 else None


def _changes(
    case: Case, selectors: Sequence[Node], right: tuple[int, int]
) -> tuple[list[Triple], list[Triple]]:
    """What the selector of positions loses and gains to say `right`."""
    removed: list[Triple] = []
    added: list[Triple] = []
    for selector in selectors:
        if not case.graph.holds(selector, RDF.type, OA.TextPositionSelector):
            continue
        for predicate, place in ENDS.items():
            new, old = integer(right[place]), case.objects(selector, predicate)
            if old != [new]:
                removed += [Triple(selector, predicate, each) for each in old]
                added.append(Triple(selector, predicate, new))
    return removed, added
