"""The concept of the right scheme that was meant by a word, a wrong IRI or another spelling."""

import re
from collections.abc import Iterator, Mapping

from maillage.iri import slug
from maillage.rdf import MLG, SKOS, Literal, NamedNode
from maillage.validation.mends.case import Case
from maillage.validation.mends.knowledge import Concept
from maillage.validation.mends.names import nearest
from maillage.validation.repair import Repair
from maillage.validation.text import Text
from maillage.vocabulary import Scheme

SCHEMES: Mapping[NamedNode, tuple[Scheme, ...]] = {
    MLG.axe: (Scheme.AXE_ACV, Scheme.AXE_ACV2),
    MLG.dispositif: (Scheme.DISPOSITIF,),
    MLG.etat: (Scheme.ETAT,),
    MLG.genreDispositif: (Scheme.GENRE_DISPOSITIF,),
    MLG.genreDocument: (Scheme.GENRE_DOCUMENT,),
    MLG.genreOrganisation: (Scheme.GENRE_ORGANISATION,),
    MLG.nature: (Scheme.NATURE,),
    MLG.programme: (Scheme.PROGRAMME,),
    MLG.qualite: (Scheme.QUALITE,),
    MLG.statut: (Scheme.STATUT, Scheme.STATUT_ADHESION),
    MLG.theme: (Scheme.THEME,),
    MLG.typeConvention: (Scheme.TYPE_CONVENTION,),
    MLG.typeEvenement: (Scheme.EVENEMENT,),
}
"""The schemes from which the values of a property come."""


def mends(case: Case) -> Iterator[Repair]:
    schemes = SCHEMES.get(case.path) if case.path else None
    if schemes is None or case.value is None:
        return
    found = meant(case, schemes)
    if found:
        label = Text(
            f"Choisir « {found.name} » ({found.notation}) dans la liste",
            f"Choose “{found.name}” ({found.notation}) from the list",
        )
        yield from case.replaced(found.node, label)


def meant(case: Case, schemes: tuple[Scheme, ...]) -> Concept | None:
    """The one concept whose notation or label the value is, else the one nearest to it."""
    concepts = [concept for scheme in schemes for concept in case.known.concepts(scheme)]
    written = _written(case)
    exact = [concept for concept in concepts if slug(written) in _spellings(concept)]
    if exact:
        return exact[0] if len(exact) == 1 else _same_path(case, exact)
    every = [(concept, label) for concept in concepts for label in _spellings(concept)]
    best = nearest(written, every, lambda pair: pair[1])
    return best[0] if best else None


def _written(case: Case) -> str:
    """The word of a literal, or the last part of an IRI; the name of a local concept."""
    if isinstance(case.value, Literal):
        return case.value.value
    if not isinstance(case.value, NamedNode):
        return ""
    for name in (SKOS.notation, SKOS.prefLabel):
        said = [each for each in case.objects(case.value, name) if isinstance(each, Literal)]
        if said:
            return said[0].value
    return re.split(r"[/#]", case.value.value.rstrip("/"))[-1]


def _spellings(concept: Concept) -> set[str]:
    """All that the concept is called, as it is compared."""
    last = concept.node.value.rpartition("/")[2]
    return {slug(each) for each in (concept.notation, last, *concept.labels)} - {""}


def _same_path(case: Case, concepts: list[Concept]) -> Concept | None:
    """The one of several whose IRI is the value's, letter case apart."""
    value = case.value.value.lower() if isinstance(case.value, NamedNode) else ""
    same = [concept for concept in concepts if concept.node.value.lower() == value]
    return same[0] if len(same) == 1 else None
