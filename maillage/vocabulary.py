"""The concept schemes of `ontology/schemes/` that code names.

Terms of the ontology need nothing here: code writes ``MLG.<name>``, and a test
proves that the ontology defines each of them.
"""

from enum import StrEnum

from maillage import iri
from maillage.rdf import NamedNode


class Scheme(StrEnum):
    """A concept scheme by its name, which is its file's and the last part of its IRI."""

    AXE_ACV = "axe-acv"
    AXE_ACV2 = "axe-acv2"
    CATEGORIE_SUBVENTION = "categorie-subvention"
    DISPOSITIF = "dispositif"
    EFFET_ORT = "effet-ort"
    ETAT = "etat"
    EVENEMENT = "evenement"
    GENRE_DISPOSITIF = "genre-dispositif"
    GENRE_DOCUMENT = "genre-document"
    GENRE_ORGANISATION = "genre-organisation"
    HORS_INTERCOMMUNALITE = "hors-intercommunalite"
    NATURE = "nature"
    PROGRAMME = "programme"
    QUALITE = "qualite"
    STATUT = "statut"
    STATUT_ADHESION = "statut-adhesion"
    THEME = "theme"
    TYPE_CONVENTION = "type-convention"

    @property
    def node(self) -> NamedNode:
        """The IRI of the scheme itself."""
        return iri.scheme(self.value)

    def concept(self, notation: str) -> NamedNode:
        """The IRI of a concept by its notation; the axes have a path of their own."""
        programme = self.value.removeprefix("axe-")
        return (
            iri.concept(self.value, notation)
            if programme == self.value
            else iri.axe(programme, notation)
        )
