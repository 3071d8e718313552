"""What a name that was not linked may be: the bodies and places that bear it, or nearly do.

Several are offered only where the document itself leaves few: those of its own
département. A name that is only borne elsewhere is that of another place, which
the tables know by its new name. Names are compared without what says their kind.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loaders.gazetteer import Place
from loaders.readers.knowledge import Knowledge
from loaders.readers.linking import said_kind, without_kind
from loaders.reading import Reading
from maillage import iri
from maillage.validation.mends.names import nearest

MOST = 3
KINDS = ("commune", "epci", "departement", "region", "groupement")


@dataclass(frozen=True)
class Body:
    """A place or an organisation as a decision names it: its code or SIREN, and a name to show."""

    key: str
    name: str


def departements(reading: Reading, knowledge: Knowledge) -> frozenset[str]:
    """The départements of the territories and parties that were linked."""
    gazetteer = knowledge.gazetteer
    sirens = {(party.entity or "").rpartition("/")[2] for party in reading.parties} - {""}
    codes = {each.code for each in reading.territories if each.code}
    found = {
        place.departement
        for place in gazetteer.places.values()
        if place.code in codes or (place.siren in sirens and place.siren)
    }
    return frozenset(each for each in found if each)


def organisations(name: str, reading: Reading, knowledge: Knowledge) -> list[Body]:
    """The bodies that a party's name may be, few and sure; a brand leads to its owner."""
    places = [each for each in _places(name, reading, knowledge) if each.siren]
    if places:
        return [Body(each.siren or "", _shown(each)) for each in places]
    found = nearest(name, sorted(knowledge.registry.by_name.items()), lambda item: item[0])
    return [Body(found[1].entity, found[1].name)] if found else []


def territories(name: str, kind: str, reading: Reading, knowledge: Knowledge) -> list[Body]:
    """The places of a kind that a name may be."""
    found = _places(name, reading, knowledge, kind)
    return [Body(each.code, _shown(each)) for each in found]


def _places(
    name: str, reading: Reading, knowledge: Knowledge, kind: str | None = None
) -> Sequence[Place]:
    wanted = kind or said_kind(name)
    kinds = (wanted,) if wanted in KINDS else KINDS if wanted is None else ()
    near = departements(reading, knowledge)
    borne = [p for p in knowledge.gazetteer.find(name) if p.kind in kinds and not p.past]
    here = [place for place in borne if not near or place.departement in {*near, None}]
    if borne:
        return here if len(here) <= MOST else ()
    if not near:
        return ()
    all_near = _near(knowledge.gazetteer.places.values(), near, kinds)
    close = nearest(without_kind(name), all_near, lambda place: without_kind(place.name))
    return (close,) if close else ()


def _near(
    places: Iterable[Place], departements: frozenset[str], kinds: Sequence[str]
) -> Iterator[Place]:
    for place in places:
        if place.departement in departements and place.kind in kinds and not place.past:
            yield place


def _shown(place: Place) -> str:
    """« Saint-Denis (commune, 93066) »."""
    kind = {"epci": "intercommunalité", "departement": "département", "region": "région"}
    return f"{place.name} ({kind.get(place.kind, place.kind)}, {place.code})"


def entity(key: str) -> str:
    """The key of an organisation as a decision gives it: its SIREN, or its IRI."""
    return key.removeprefix(iri.organisation("").value) if key[-9:].isdigit() else key
