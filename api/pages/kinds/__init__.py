"""One module a kind of thing; what is of none of them has the frame's generic page."""

from collections.abc import Callable
from dataclasses import dataclass

from api.pages.kinds import (
    action,
    adhesion,
    axe,
    concept,
    convention,
    dispositif,
    enonce,
    instance,
    montant,
    organisation,
    poste,
    programme,
    subvention,
    territory,
)
from api.pages.page import Page
from maillage.rdf import MLG, SKOS, NamedNode


@dataclass(frozen=True)
class Kind:
    """The page of a class: its template, and what makes its view-model."""

    of: NamedNode
    template: str
    build: Callable[[Page, NamedNode], object]


KINDS = (
    Kind(MLG.Convention, "convention.html", convention.build),
    Kind(MLG.Action, "action.html", action.build),
    Kind(MLG.Territoire, "territory.html", territory.build),
    Kind(MLG.Commune, "territory.html", territory.build),
    Kind(MLG.CommuneDeleguee, "territory.html", territory.build),
    Kind(MLG.Intercommunalite, "territory.html", territory.build),
    Kind(MLG.Departement, "territory.html", territory.build),
    Kind(MLG.Region, "territory.html", territory.build),
    Kind(MLG.Programme, "programme.html", programme.build),
    Kind(MLG.Dispositif, "dispositif.html", dispositif.build),
    Kind(MLG.Organisation, "organisation.html", organisation.build),
    Kind(MLG.OrganisationPublique, "organisation.html", organisation.build),
    Kind(MLG.Groupement, "organisation.html", organisation.build),
    Kind(MLG.Enonce, "enonce.html", enonce.build),
    Kind(MLG.Axe, "axe.html", axe.build),
    Kind(MLG.Instance, "instance.html", instance.build),
    Kind(MLG.Poste, "poste.html", poste.build),
    Kind(MLG.Montant, "montant.html", montant.build),
    Kind(MLG.Subvention, "subvention.html", subvention.build),
    Kind(MLG.Adhesion, "adhesion.html", adhesion.build),
    Kind(MLG.AdhesionEnvisagee, "adhesion.html", adhesion.build),
    Kind(SKOS.Concept, "concept.html", concept.build),
)
"""In the order in which they are tried: a programme is a concept too."""


def kind_of(types: frozenset[NamedNode]) -> Kind | None:
    return next((kind for kind in KINDS if kind.of in types), None)
