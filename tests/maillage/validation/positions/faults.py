"""Faults put into a graph that has few, each remembered with where it is."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from random import Random

from maillage.rdf import MLG, RDF, XSD, Literal, NamedNode, typed
from tests.maillage.validation.positions.writings import Fact

NUMBERS = {XSD.integer, XSD.decimal, XSD.nonNegativeInteger}
DATES = {XSD.date, XSD.gYearMonth, XSD.gYear}
DATED = {MLG.dateSignature, MLG.dateEcheance, MLG.date}


@dataclass(frozen=True)
class Fault:
    """`value` is what is wrong; None where something lacks or is too much."""

    kind: str
    subject: NamedNode
    predicate: NamedNode
    value: NamedNode | Literal | None = None


Change = tuple[Fault, Sequence[Fact]]
Kind = Callable[[Fact, Random], Change | None]
"""A fact made wrong: what stands in its place. None where it cannot be made so."""


def dropped(fact: Fact, _: Random) -> Change | None:
    return Fault("dropped", fact[0], fact[1]), []


def ill_typed(fact: Fact, random: Random) -> Change | None:
    if not isinstance(fact[2], Literal) or fact[2].datatype not in NUMBERS | DATES:
        return None
    word = random.choice(["quatorze", "2021-13-45", "n.c.", ""])
    return replaced("wrong datatype", fact, Literal(word))


def doubled(fact: Fact, random: Random) -> Change | None:
    if isinstance(fact[2], NamedNode):
        other: NamedNode | Literal = NamedNode(fact[2].value + "-bis")
    else:
        other = Literal(f"{fact[2].value}{random.randint(1, 9)}", datatype=fact[2].datatype)
        if fact[2].language:
            other = Literal(fact[2].value + " bis", language=fact[2].language)
    return Fault("doubled", fact[0], fact[1]), [fact, (fact[0], fact[1], other)]


def unknown(fact: Fact, random: Random) -> Change | None:
    if not isinstance(fact[2], NamedNode) or fact[1] == RDF.type:
        return None
    return replaced("unknown thing", fact, NamedNode(f"{fact[2].value}-{random.randint(1, 99)}x"))


def early(fact: Fact, random: Random) -> Change | None:
    if fact[1] not in DATED:
        return None
    day = random.choice(["1815-06-18", "1989-12-31", "2016-01-01", "2999-01-01"])
    return replaced("impossible date", fact, typed(day, "date"))


def bad_siren(fact: Fact, random: Random) -> Change | None:
    if fact[1] != MLG.siren:
        return None
    return replaced("bad SIREN", fact, Literal(random.choice(["123456789", "12", "21460042X"])))


def bad_code(fact: Fact, random: Random) -> Change | None:
    if fact[1] != MLG.codeInsee:
        return None
    return replaced("bad code", fact, Literal(random.choice(["460", "", "46042 ", "460420"])))


def negative(fact: Fact, random: Random) -> Change | None:
    if not isinstance(fact[2], Literal) or fact[2].datatype not in NUMBERS:
        return None
    value = random.choice(["-5", "0", "99999999999"])
    return replaced("bad number", fact, Literal(value, datatype=fact[2].datatype))


def contact(fact: Fact, random: Random) -> Change | None:
    words = random.choice(["écrire à mairie@exemple.fr", "appeler le 05 62 00 00 00"])
    told = (fact[0], MLG.objet, Literal(words))
    return Fault("contact", fact[0], MLG.objet, told[2]), [fact, told]


def replaced(kind: str, fact: Fact, value: NamedNode | Literal) -> Change:
    return Fault(kind, fact[0], fact[1], value), [(fact[0], fact[1], value)]


KINDS: tuple[Kind, ...] = (
    *(dropped, doubled, contact),
    *(ill_typed, unknown, early, bad_siren, bad_code, negative),
)


def injected(
    facts: Sequence[Fact], random: Random, count: int, judged: Collection[NamedNode]
) -> tuple[list[Fact], list[Fault]]:
    """The facts with so many faults of all kinds, at most one in a thing.

    `judged` are the properties that rules look at.
    """
    order = random.sample(range(len(facts)), len(facts))
    places = [number for number in order if facts[number][1] in judged]
    touched: set[NamedNode] = set()
    changes: dict[int, Change] = {}
    for kind in islice(cycle(KINDS), count):
        for number in places:
            fact = facts[number]
            change = kind(fact, random) if fact[0] not in touched else None
            if change is not None:
                touched.add(fact[0])
                changes[number] = change
                break
    return _with(facts, changes), [fault for fault, _ in changes.values()]


def _with(facts: Sequence[Fact], changes: Mapping[int, Change]) -> list[Fact]:
    faults = [fault for fault, _ in changes.values()]
    gone = {(fault.subject, fault.predicate) for fault in faults if fault.kind == "dropped"}
    told = (
        told
        for number, fact in enumerate(facts)
        for told in (changes[number][1] if number in changes else [fact])
    )
    return list(dict.fromkeys(fact for fact in told if fact[:2] not in gone))
