"""Names of organisations and territories → the things they are, or none.

What a document says elsewhere narrows a name that several places bear: the
département its prefect names, the EPCI that is a party beside the commune.
Nothing is chosen between two candidates that remain.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.gazetteer import Place, normalise
from loaders.readers.knowledge import Knowledge
from maillage import iri

KIND_WORDS = (
    (
        "epci",
        r"[ée]tablissement public territorial\b|ept\b|communaut[ée]s?\b|epci\b"
        r"|agglom[ée]ration\b|m[ée]tropole\b|cc\b|ca\b|cu\b|agglo\b",
    ),
    ("commune", r"communes?\b|villes?\b|mairie\b"),
    ("departement", r"d[ée]partement\b|conseil d[ée]partemental\b"),
    ("region", r"r[ée]gion\b|conseil r[ée]gional\b"),
    ("groupement", r"petr\b|p[ôo]le d'[ée]quilibre|syndicat\b|sm\b"),
    ("etat", r"[ée]tat\b|pr[ée]fecture\b|pr[ée]f[eè]te?\b|sous-pr[ée]f|minist[eè]re\b"),
)
_PARENTHESES = re.compile(r" ?\([^()]*\)")
_SHORT = re.compile(r"\(([A-Z][A-Z0-9]{2,9})\)")
_ARTICLE = re.compile(r"^(?:l'|la |le |les |du |de la |de l'|des |de |d')+", re.IGNORECASE)


@dataclass(frozen=True)
class Link:
    """What a name may be: the organisation's IRI if one is left, and the places it may mean."""

    name: str
    kind: str | None
    entity: str | None
    places: tuple[Place, ...]

    @property
    def place(self) -> Place | None:
        return self.places[0] if len(self.places) == 1 else None


def bare(name: str) -> str:
    """A name without its article: « l'État » → « État »."""
    return _ARTICLE.sub("", name.strip())


_KIND_NAME = re.compile(
    r"^(?:communes?|villes?|mairie|epci|communaut[ée] (?:de communes|d'agglom[ée]ration|urbaine)"
    r"|m[ée]tropole|cc|ca|cu|conseil (?:r[ée]gional|d[ée]partemental)|r[ée]gion|d[ée]partement)"
    r" (?-i:du |de la |de l'|des |de |d'|DU |DE LA |DE L'|DES |DE |D')?",
    re.IGNORECASE,
)
_OF = re.compile(r"(?<=\w) (?:du |de la |de l'|des |de |d')(?P<name>[A-ZÀ-Þ].*)$")


def without_kind(name: str) -> str:
    """« EPCI de la Lomagne Gersoise » → « Lomagne Gersoise »."""
    return _KIND_NAME.sub("", bare(name)) or name


def territory_of(role: str) -> str | None:
    """« préfet du département du Gers » → « Gers »."""
    match = _OF.search(role)
    return match["name"] if match else None


def said_kind(name: str) -> str | None:
    """The kind that a name begins with: « Commune de Fleurance » → ``commune``."""
    start = bare(name)
    return next((kind for kind, words in KIND_WORDS if re.match(words, start, re.I)), None)


def candidates(name: str, knowledge: Knowledge) -> Link:
    """All that a name may mean, before anything narrows it."""
    kind = said_kind(name)
    if kind == "etat" or normalise(bare(name)) == "etat":
        return Link(name, "etat", iri.organisation("etat").value, ())
    organisation = knowledge.registry.named(name)
    places = knowledge.gazetteer.find(_PARENTHESES.sub("", bare(name)))
    if kind:
        places = tuple(place for place in places if place.kind == kind)
    if not places and kind in (None, "epci") and (short := _SHORT.search(name)):
        places = knowledge.gazetteer.find(short[1], "epci")
    if organisation and not any(place.siren for place in places):
        return Link(name, kind, organisation.entity, places)
    return Link(name, kind or _only_kind(places), _entity(places), places)


def _only_kind(places: Sequence[Place]) -> str | None:
    kinds = {place.kind for place in places}
    return kinds.pop() if len(kinds) == 1 else None


def _entity(places: Sequence[Place]) -> str | None:
    if len(places) == 1 and places[0].siren:
        return iri.organisation(places[0].siren).value
    return None


def _narrowed(link: Link, fits: Sequence[Place]) -> Link:
    if not fits or len(fits) == len(link.places):
        return link
    places = tuple(fits)
    return Link(link.name, link.kind or _only_kind(places), _entity(places), places)


def resolved(links: Sequence[Link], departement: str | None = None) -> tuple[Link, ...]:
    """The same links, each narrowed by what the others are."""
    found = list(links)
    for _ in range(2):
        sure = [link.place for link in found if link.place]
        epcis = {place.epci for place in sure if place.kind == "epci"}
        parents: set[str | None] = {place.epci for place in sure if place.kind == "commune"}
        departements: set[str | None] = {place.departement for place in sure}
        departements = {departement} if departement else departements
        for position, link in enumerate(found):
            if len(link.places) > 1:
                found[position] = _narrow(link, epcis | parents, departements)
            elif departement and _is_elsewhere(link.place, departement, epcis):
                found[position] = Link(link.name, link.kind, None, ())
    return tuple(found)


def _is_elsewhere(place: Place | None, departement: str, epcis: set[str | None]) -> bool:
    """Whether a commune lies in another département than the document's, and in no EPCI of it.

    The name is then that of another commune, which the tables know by its new name.
    """
    if place is None or place.kind != "commune" or place.departement is None:
        return False
    return place.departement != departement and place.epci not in epcis - {None}


def _narrow(link: Link, epcis: set[str | None], departements: set[str | None]) -> Link:
    fits = [place for place in link.places if place.epci and place.epci in epcis]
    if not fits:
        fits = [place for place in link.places if place.departement in departements - {None}]
    return _narrowed(link, fits)
