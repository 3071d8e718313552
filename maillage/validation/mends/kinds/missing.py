"""A link that a thing lacks, where its own IRI, its code or the rest of the file tells it."""

import re
from collections.abc import Iterator

from maillage import iri
from maillage.rdf import MLG, OA, RDF, SKOS, Literal, NamedNode, typed
from maillage.validation.mends.case import Case
from maillage.validation.mends.names import nearest
from maillage.validation.repair import Repair
from maillage.validation.text import Text
from maillage.vocabulary import Scheme

CONVENTIONS = (MLG.Convention, MLG.Avenant)


def mends(case: Case) -> Iterator[Repair]:
    if case.path in (MLG.releveDe, MLG.amende) and isinstance(case.value, NamedNode):
        yield from _mistyped(case, case.value)
    if case.path is None or not case.lacks(case.path):
        return
    found = {
        MLG.releveDe: _convention,
        MLG.programme: _programme,
        MLG.territoire: _territory,
        MLG.codeInsee: _code,
        SKOS.inScheme: _scheme,
        OA.hasSource: _document,
        MLG.millesime: _vintage,
    }.get(case.path)
    if found:
        yield from found(case)


def _mistyped(case: Case, value: NamedNode) -> Iterator[Repair]:
    """The convention of the file whose IRI is nearest to one that is not known."""
    described = [node for kind in CONVENTIONS for node in case.described(kind)]
    found = nearest(_last(value), (d for d in described if d != case.focus), _last)
    if found and found != value:
        name = case.label(found) or _last(found)
        label = Text(f"Relier à « {name} »", f"Link to “{name}”")
        yield from case.replaced(found, label)


def _last(node: NamedNode) -> str:
    return node.value.rpartition("/")[2]


def _parts(case: Case) -> list[str]:
    """The parts of the thing's own path: ``adhesion``, ``ort``, ``32132``."""
    return (iri.path_of(case.violation.focus) or "").split("/")


def _convention(case: Case) -> Iterator[Repair]:
    """The only convention of the file, or the one whose name the action's IRI bears."""
    described = [node for kind in CONVENTIONS for node in case.described(kind)]
    parts = _parts(case)
    if parts[0] == "action" and len(parts) == 3:
        named = iri.convention(parts[1])
        known = case.graph.holds(named, RDF.type, MLG.Convention) or named in described
        if known:
            described = [named]
        elif described:
            return
    if len(described) == 1:
        name = case.label(described[0]) or described[0].value.rpartition("/")[2]
        label = Text(f"Relier l'action à « {name} »", f"Link the action to “{name}”")
        yield from case.added(MLG.releveDe, described[0], label)


def _programme(case: Case) -> Iterator[Repair]:
    """The programme that the IRI of a membership, or the type of a convention, names."""
    parts = _parts(case)
    said = parts[1] if parts[0] == "adhesion" and len(parts) == 3 else ""
    types = [node.value for node in case.objects(case.focus, MLG.typeConvention) if _named(node)]
    words = {said} | set(re.split(r"[/-]", types[0].rpartition("/")[2]) if len(types) == 1 else ())
    concepts = case.known.concepts(Scheme.PROGRAMME)
    found = [each for each in concepts if each.node.value.rpartition("/")[2] in words]
    if len(found) == 1:
        label = Text(
            f"Dire le programme : {found[0].name}", f"State the programme: {found[0].name}"
        )
        yield from case.added(MLG.programme, found[0].node, label)


def _named(node: object) -> bool:
    return isinstance(node, NamedNode)


def _territory(case: Case) -> Iterator[Repair]:
    """The territory of the code that the thing has, or that its IRI ends with."""
    parts = _parts(case)
    code = case.only(case.focus, MLG.codeInsee) or case.only(case.focus, MLG.siren)
    ends = parts[-1] if parts[0] == "adhesion" and len(parts) == 3 else ""
    text = code.value if code else ends
    if code and ends and ends != text:
        return
    kind = iri.intercommunalite if len(text) == 9 else iri.commune
    place = case.known.place(kind(text)) if re.fullmatch(r"[0-9AB]{5}|[0-9]{9}", text) else None
    if place:
        label = Text(
            f"Dire le territoire : {place.name} ({place.code})",
            f"State the territory: {place.name} ({place.code})",
        )
        yield from case.added(MLG.territoire, place.node, label)


def _code(case: Case) -> Iterator[Repair]:
    """The INSEE code with which the IRI of a commune ends."""
    parts = _parts(case)
    if parts[0] == "commune" and re.fullmatch(r"(?:[0-9]{2}|2[AB])[0-9]{3}", parts[-1]):
        label = Text(f"Dire le code INSEE : {parts[-1]}", f"State the INSEE code: {parts[-1]}")
        yield from case.added(MLG.codeInsee, Literal(parts[-1]), label)


def _scheme(case: Case) -> Iterator[Repair]:
    """The scheme whose name the IRI of a concept begins with."""
    parts = _parts(case)
    scheme = case.known.concept_scheme(parts[0]) if len(parts) == 2 else None
    if scheme:
        label = Text(
            f"Ranger le concept dans la liste « {parts[0]} »",
            f"Put the concept in the list “{parts[0]}”",
        )
        yield from case.added(SKOS.inScheme, scheme, label)


def _vintage(case: Case) -> Iterator[Repair]:
    """The year with which the IRI of a table ends."""
    parts = _parts(case)
    if parts[:2] == ["graph", "table"] and re.fullmatch(r"(?:19|20)[0-9]{2}", parts[-1]):
        label = Text(f"Dire le millésime : {parts[-1]}", f"State the vintage: {parts[-1]}")
        yield from case.added(MLG.millesime, typed(parts[-1], "gYear"), label)


def _document(case: Case) -> Iterator[Repair]:
    """The document whose name the IRI of a passage bears."""
    parts = _parts(case)
    if parts[0] != "passage" or len(parts) != 3:
        return
    document = iri.document(parts[1])
    if case.graph.holds(document, RDF.type, MLG.Document):
        name = case.label(document) or parts[1]
        label = Text(f"Relier le passage à « {name} »", f"Link the passage to “{name}”")
        yield from case.added(OA.hasSource, document, label)
