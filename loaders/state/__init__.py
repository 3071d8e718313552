"""A Reading becomes facts: what each document says, as the ontology's terms.

`state` decides, and neither reads nor writes; `evidence.triples` adds to the
facts the statements and passages that prove them.
"""

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from loaders.reading import Reading
from loaders.state import (
    actions,
    amounts,
    bodies,
    contradictions,
    dates,
    document,
    indicators,
    links,
    mentions,
    parties,
)
from loaders.state.anchors import anchors
from loaders.state.organisations import Register
from maillage.model import Draft, Fact, Issue, Level
from maillage.rdf import RDFS, SKOS, Literal

PARTS = (
    document,
    parties,
    actions,
    amounts,
    mentions,
    dates,
    indicators,
    bodies,
    links,
    contradictions,
)

EMPTY: Register = MappingProxyType({})


def state(reading: Reading, slug: str, text: str = "", register: Register = EMPTY) -> Draft:
    """All facts of one document.

    `slug` names the document; `text`, its normalised text, only teaches how the
    words of titles in capitals are written; `register` are the organisations that
    have a name of their own. The same input always gives the same facts in the
    same order.
    """
    at = anchors(reading, slug, text, register)
    facts = (fact for part in PARTS for fact in part.facts(reading, at))
    return Draft(
        slug,
        tuple(_one_label(dict.fromkeys(facts))),
        (
            *reading.issues,
            *actions.issues(reading),
            *indicators.issues(reading),
            *_unlinked(reading),
        ),
    )


def _one_label(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Each thing keeps its first label in a language; other names become alternative ones."""
    named: dict[tuple[str, str | None], Literal] = {}
    for fact in facts:
        value = fact.object
        if fact.predicate == RDFS.label and isinstance(value, Literal):
            first = named.setdefault((fact.subject.value, value.language), value)
            if first != value:
                yield Fact(fact.subject, SKOS.altLabel, value, fact.evidence)
                continue
        yield fact


def _unlinked(reading: Reading) -> Iterator[Issue]:
    """Territories that the graph cannot name, since their code is not known."""
    for found in reading.territories:
        if not found.code:
            message = f"Le code du territoire « {found.name} » n'a pas été trouvé."
            remedy = "Indiquer son code INSEE ou son numéro SIREN dans data/corrections"
            yield Issue(Level.WARNING, message, remedy, found.evidence)
