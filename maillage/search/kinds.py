"""The kinds of things that are found, and where the graph says their words."""

from dataclasses import dataclass

from maillage.iri import DEFINITION
from maillage.rdf import MLG, OWL, SH, SKOS, NamedNode

NAMES = ("rdfs:label",)
OTHERS = ("skos:altLabel", "skos:hiddenLabel", "skos:notation")
OF = "(mlg:territoire|mlg:releveDe/mlg:territoire)"


@dataclass(frozen=True)
class Kind:
    """A class of things with pages: property paths to the words of each, and what it weighs.

    Among things that a query names equally well, the heavier come first; people
    add the logarithm of their number (0 to 6.3).
    """

    name: str
    of: NamedNode
    weight: float
    names: tuple[str, ...] = NAMES
    aliases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    """Besides its SIREN and the end of its address, which every thing is found by."""
    texts: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    """Paths to things whose names find it too."""
    around: tuple[str, ...] = ()
    """Paths to things whose names only help to tell it from others."""
    place: str = ""
    """The path to its territories, where it is none itself."""
    inside: str = ""
    """What its IRI begins with, where the class has others too."""


KINDS = (
    Kind("commune", MLG.Commune, 0),
    Kind(
        "commune-deleguee",
        MLG.CommuneDeleguee,
        -0.5,
        around=("mlg:communeParente",),
    ),
    Kind(
        "intercommunalite",
        MLG.Intercommunalite,
        -0.5,
        around=("mlg:villePrincipale",),
    ),
    Kind(
        "departement",
        MLG.Departement,
        6,
        around=("mlg:appartientA",),
    ),
    Kind("region", MLG.Region, 5.9),
    Kind("programme", MLG.Programme, 7, aliases=OTHERS, texts=("skos:definition",)),
    Kind("dispositif", MLG.Dispositif, 6.2, aliases=OTHERS, texts=("skos:definition",)),
    Kind(
        "convention",
        MLG.Convention,
        5.8,
        texts=("dcterms:title",),
        about=("mlg:programme", "mlg:territoire", "mlg:typeConvention", "mlg:reunit"),
        place="mlg:territoire",
    ),
    Kind(
        "document",
        MLG.Document,
        5.2,
        texts=("dcterms:title",),
        about=("mlg:programme", "mlg:decrit/mlg:territoire"),
        place="mlg:decrit/mlg:territoire",
    ),
    Kind(
        "action",
        MLG.Action,
        4.8,
        texts=("dcterms:title", "mlg:poursuit/rdfs:label"),
        about=("mlg:concourtA", "mlg:releveDe", OF, "mlg:axe", "mlg:statut", "mlg:theme"),
        place=OF,
    ),
    Kind("axe", MLG.Axe, 4.5, texts=("skos:definition",), around=("skos:inScheme",)),
    Kind("instance", MLG.Instance, 4.4, about=("^mlg:aInstance",)),
    Kind(
        "organisation",
        MLG.Organisation,
        2,
        aliases=("skos:altLabel",),
        around=("mlg:genreOrganisation",),
        place="mlg:administre",
    ),
    Kind("concept", SKOS.Concept, 2.9, aliases=OTHERS, texts=("skos:definition",)),
    Kind("schema", SKOS.ConceptScheme, 2.8, texts=("skos:definition", "dcterms:description")),
    Kind("classe", OWL.Class, 2.9, texts=("skos:definition",), inside=DEFINITION),
    Kind("propriete", OWL.ObjectProperty, 2.8, texts=("skos:definition",), inside=DEFINITION),
    Kind("propriete", OWL.DatatypeProperty, 2.8, texts=("skos:definition",), inside=DEFINITION),
    Kind(
        "regle",
        SH.PropertyShape,
        2.5,
        names=("sh:name",),
        codes=("dcterms:identifier",),
        texts=("sh:description",),
    ),
    Kind(
        "subvention",
        MLG.Subvention,
        1,
        place="mlg:territoire",
    ),
)
"""Every kind of the graph; a thing of two kinds is of the first."""
QUESTION, QUESTION_WEIGHT = "question", 5.0
"""The saved queries, which no graph holds."""
NAMES_OF_KINDS = (*dict.fromkeys(kind.name for kind in KINDS), QUESTION)
