"""The document, and the convention that it is or announces."""

import re
from collections.abc import Iterator

from loaders.reading import Reading
from loaders.state.anchors import Anchors, territory
from loaders.state.facts import stated, thing
from loaders.state.wording import series
from maillage import iri
from maillage.model import Fact
from maillage.rdf import DCTERMS, MLG, RDF, Literal, NamedNode, integer, label

TYPES = {
    "convention-adhesion-pvd": (
        "Convention d'adhésion Petites villes de demain",
        "Petites villes de demain membership convention",
    ),
    "convention-cadre-pvd": (
        "Convention-cadre Petites villes de demain",
        "Petites villes de demain framework convention",
    ),
    "convention-cadre-acv": (
        "Convention-cadre Action cœur de ville",
        "Action cœur de ville framework convention",
    ),
    "convention-ort": ("Convention ORT", "ORT convention"),
    "convention-opah": ("Convention OPAH", "OPAH convention"),
    "convention-opah-ru": ("Convention OPAH-RU", "OPAH-RU convention"),
    "convention-opah-rr": ("Convention OPAH-RR", "OPAH-RR convention"),
    "avenant": ("Avenant", "Amendment"),
    "crte": ("CRTE", "CRTE"),
    "contrat-bourg-centre": ("Contrat bourg-centre", "Bourg-centre contract"),
    "convention-fonciere": ("Convention foncière", "Land convention"),
}
"""Words of a convention's label by its type's notation."""
IMPLEMENTED = {
    "convention-ort": "ORT",
    "convention-opah": "OPAH",
    "convention-opah-ru": "OPAH-RU",
    "convention-opah-rr": "OPAH-RR",
    "crte": "CRTE",
    "contrat-bourg-centre": "BCO",
}
"""The dispositif that a type of convention sets up by its very name."""
WORTH_ORT = re.compile(
    r"valant\b.{0,60}?(?:\bORT\b|opération\s+de\s+revitalisation\s+de(?:s)?\s+territoire)",
    re.IGNORECASE | re.DOTALL,
)


def facts(reading: Reading, at: Anchors) -> Iterator[Fact]:
    """All facts of the document and of its convention but for their parts."""
    yield from _document(reading, at)
    if at.convention:
        yield from _convention(reading, at, at.convention)


def _document(reading: Reading, at: Anchors) -> Iterator[Fact]:
    info = reading.document
    yield from thing(at.document, MLG.Document, info.title or f"Document {at.slug}")
    values: dict[NamedNode, NamedNode | Literal | None] = {
        MLG.sha256: Literal(info.sha256),
        DCTERMS.format: Literal(info.media_type),
        MLG.nombreCaracteres: integer(info.characters),
        MLG.modele: Literal(reading.template) if reading.template else None,
        MLG.decrit: at.convention,
    }
    yield from stated(at.document, (), values)
    title = label(info.title) if info.title else None
    yield from stated(at.document, info.title_evidence, {DCTERMS.title: title})
    kind = iri.concept("genre-document", reading.kind)
    yield from stated(at.document, reading.kind_evidence, {MLG.genreDocument: kind})
    yield from stated(at.document, reading.programme_evidence, {MLG.programme: _programme(reading)})


def _programme(reading: Reading) -> NamedNode | None:
    return iri.programme(reading.programme) if reading.programme else None


def convention_label(reading: Reading) -> tuple[str, str]:
    """« Convention d'adhésion… : Fleurance et Lectoure », and the same in English."""
    bare = f"Convention {reading.programme}" if reading.programme else "Convention"
    french, english = TYPES.get(reading.convention_type or "", (bare, bare))
    names = [found.name for found in reading.territories]
    if not names:
        return french, english
    return f"{french} : {series(names, 'et')}", f"{english}: {series(names, 'and')}"


def _convention(reading: Reading, at: Anchors, convention: NamedNode) -> Iterator[Fact]:
    yield from thing(convention, MLG.Convention, *convention_label(reading))
    if reading.kind == "avenant":
        yield Fact(convention, RDF.type, MLG.Avenant)
    yield Fact(convention, DCTERMS.source, at.document)
    if reading.document.title and reading.kind in ("convention", "avenant"):
        title = {DCTERMS.title: label(reading.document.title)}
        yield from stated(convention, reading.document.title_evidence, title)
    yield from stated(convention, reading.programme_evidence, {MLG.programme: _programme(reading)})
    if reading.convention_type:
        kind = iri.concept("type-convention", reading.convention_type)
        yield from stated(convention, reading.convention_type_evidence, {MLG.typeConvention: kind})
    yield from _implemented(reading, convention)
    for found in reading.territories:
        yield from stated(convention, found.evidence, {MLG.territoire: territory(found)})
    yield from _counts(reading, convention)


def _implemented(reading: Reading, convention: NamedNode) -> Iterator[Fact]:
    notation = IMPLEMENTED.get(reading.convention_type or "")
    if notation:
        value = {MLG.metEnOeuvre: iri.dispositif(notation)}
        yield from stated(convention, reading.convention_type_evidence, value)
        return
    words = (*reading.convention_type_evidence, *reading.document.title_evidence)
    worth = tuple(passage for passage in words if WORTH_ORT.search(passage.quote))
    if worth:
        yield from stated(convention, worth, {MLG.metEnOeuvre: iri.dispositif("ORT")})


def _counts(reading: Reading, convention: NamedNode) -> Iterator[Fact]:
    if reading.duration_months:
        months = {MLG.dureeMois: integer(reading.duration_months.value)}
        yield from stated(convention, reading.duration_months.evidence, months)
    if reading.announced_actions:
        number, evidence = reading.announced_actions
        yield from stated(convention, evidence, {MLG.nombreFichesAnnonce: integer(number)})
