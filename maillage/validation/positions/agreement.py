"""Where the scanner and the parser agree: only there is a position trusted.

The scanner may be wrong about a text, the parser's triples are what is checked.
Fact by fact in the same order, with each blank node of one always the same of
the other, they are the same graph read at the same places. Out of order, only
things with a name can be told apart.
"""

from collections.abc import Mapping, Sequence

from maillage.rdf import Statement
from maillage.validation.positions.scan import ANY, Fact, blank

XML = "^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral>"
NODE = "_:"


def agreed(facts: Sequence[Fact], triples: Sequence[Statement]) -> Sequence[Fact | None]:
    """Each fact with the parser's names for blank nodes; None for one that is not trusted."""
    if len(facts) == len(triples):
        if [f"{s} {p} {o}" for s, p, o in facts] == [str(triple) for triple in triples]:
            return facts
        told = [spelled(triple) for triple in triples]
        if _same_in_order(facts, told):
            return told
    return _named(facts, [spelled(triple) for triple in triples])


def spelled(triple: Statement) -> Fact:
    return str(triple.subject), str(triple.predicate), str(triple.object)


def _same_in_order(facts: Sequence[Fact], told: Sequence[Fact]) -> bool:
    ours: dict[str, str] = {}
    theirs: dict[str, str] = {}
    for fact, other in zip(facts, told, strict=True):
        if fact == other and not (blank(fact[0]) or blank(fact[2])):
            continue
        if fact[1] != other[1] or not all(
            _may_be(fact[place], other[place], ours, theirs) for place in (0, 2)
        ):
            return False
    return True


def _may_be(one: str, other: str, ours: dict[str, str], theirs: dict[str, str]) -> bool:
    """Whether two terms are the same, blank nodes by what they were before."""
    if blank(one) and blank(other):
        return ours.setdefault(one, other) == other and theirs.setdefault(other, one) == one
    return one == other or (one == ANY and other.endswith(XML))


def _named(facts: Sequence[Fact], told: Sequence[Fact]) -> Sequence[Fact | None]:
    """The facts of things with a name, where both have the same ones."""
    ours = [_masked(fact) for fact in facts]
    if set(ours) != {_masked(fact) for fact in told}:
        return [None] * len(facts)
    return [None if fact[0] == NODE else fact for fact in ours]


def _masked(fact: Fact) -> Fact:
    subject, predicate, value = fact
    return (
        NODE if blank(subject) else subject,
        predicate,
        NODE if blank(value) else value,
    )


def counted(facts: Sequence[Fact]) -> Mapping[tuple[str, str], int]:
    """How many facts each property of each thing has."""
    counts: dict[tuple[str, str], int] = {}
    for subject, predicate, _ in facts:
        counts[subject, predicate] = counts.get((subject, predicate), 0) + 1
    return counts
