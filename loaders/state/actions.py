"""The actions of a convention, their objectives, and the axes that only this document has."""

import re
from collections.abc import Iterator

from loaders.reading import ActionSheet, AxisHeading, Reading
from loaders.state.anchors import Anchors
from loaders.state.casing import sentence
from loaders.state.facts import stated, thing
from loaders.state.wording import capital, decimal, euros
from maillage import iri
from maillage.model import Fact, Issue, Level
from maillage.rdf import DCTERMS, MLG, RDF, SKOS, Literal, NamedNode, label, typed

NUMBER = re.compile(r"\d+(?:\.\d+)?")


def keys(reading: Reading) -> list[str]:
    """The last segment of each action's IRI.

    Its number, or its position in letters where it has none or repeats one.
    """
    found: list[str] = []
    for position, action in enumerate(reading.actions, 1):
        number = iri.slug(action.number or "")
        found.append(number if number and number not in found else iri.letters(position))
    return found


def issues(reading: Reading) -> Iterator[Issue]:
    """Numbers that stand twice: the second action has its position in letters instead."""
    for action, key in zip(reading.actions, keys(reading), strict=True):
        if action.number and key != iri.slug(action.number):
            number = action.number
            message = f"Deux actions portent le numéro {number} : la seconde est nommée « {key} »."
            remedy = "Vérifier ce numéro dans le document, ou le corriger dans data/corrections"
            yield Issue(Level.WARNING, message, remedy, action.evidence)


def facts(reading: Reading, at: Anchors) -> Iterator[Fact]:
    if not at.convention:
        return
    local = {heading.notation for heading in reading.axes if not heading.national}
    for heading in reading.axes:
        if not heading.national:
            yield from _local_axis(heading, at)
    if local:
        yield from _local_scheme(reading, at)
    for action, key in zip(reading.actions, keys(reading), strict=True):
        node = iri.action(at.slug, key)
        yield from _action(action, at, node)
        yield from _axes(action, reading.programme, local, at, node)
        yield from _objectives(action, key, at, node)
        yield from _actors(action, at, node)
        yield from _cost(action, key, at, node)
        yield from _shares(action, key, at, node)


def action_label(action: ActionSheet, at: Anchors) -> str:
    """« Action 6 : Requalification de la Halle de Cahors »."""
    title = sentence(action.title, at.words)
    return f"Action {action.number} : {title}" if action.number else f"Action : {title}"


def _action(action: ActionSheet, at: Anchors, node: NamedNode) -> Iterator[Fact]:
    yield from thing(node, MLG.Action, action_label(action, at))
    values: dict[NamedNode, NamedNode | Literal | None] = {
        DCTERMS.title: label(action.title),
        MLG.numero: Literal(action.number) if action.number else None,
        MLG.releveDe: at.convention,
        MLG.territoire: at.territory(action.territory),
    }
    yield from stated(node, action.evidence, values)
    status = iri.concept("statut", action.status) if action.status else None
    yield from stated(node, action.status_evidence or action.evidence, {MLG.statut: status})


def _axes(
    action: ActionSheet, programme: str | None, local: set[str], at: Anchors, node: NamedNode
) -> Iterator[Fact]:
    national = (programme or at.slug).lower()
    if action.axis:
        scheme = at.slug if action.axis in local else national
        value = {MLG.axe: iri.axe(scheme, action.axis)}
        yield from stated(node, action.axis_evidence or action.evidence, value)
    if action.proposed_axis:
        yield Fact(node, MLG.axePropose, iri.axe(national, action.proposed_axis))


def _objectives(action: ActionSheet, key: str, at: Anchors, node: NamedNode) -> Iterator[Fact]:
    for position, objective in enumerate(action.objectives, 1):
        aim = at.part("objectif", f"{key}-{position}")
        yield from thing(aim, MLG.Objectif, capital(" ".join(objective.text.split())))
        yield from stated(node, objective.evidence, {MLG.poursuit: aim})


def _actors(action: ActionSheet, at: Anchors, node: NamedNode) -> Iterator[Fact]:
    roles = [(MLG.partenaire, name) for name in action.partners]
    if action.maitre_ouvrage:
        roles.append((MLG.maitreOuvrage, action.maitre_ouvrage))
    for predicate, name in roles:
        body = at.organisation(name)
        yield from at.described(body, name)
        yield from stated(node, action.evidence, {predicate: body})


def _cost(action: ActionSheet, key: str, at: Anchors, node: NamedNode) -> Iterator[Fact]:
    """The cost that a sheet states, as an amount of the action itself."""
    if not action.cost:
        return
    cost = at.part("montant", f"action-{key}")
    number = NUMBER.fullmatch(action.cost)
    french, english = euros(action.cost) if number else (action.cost, action.cost)
    yield from thing(cost, MLG.Montant, f"{french} (coût)", f"{english} (cost)")
    values = {
        MLG.valeur: typed(decimal(action.cost), "decimal") if number else None,
        MLG.devise: Literal("EUR"),
        MLG.nature: iri.concept("nature", "exact"),
        MLG.objet: Literal("coût de l'action"),
        MLG.texteMontant: Literal(action.cost),
    }
    yield from stated(cost, action.evidence, values)
    yield from stated(node, action.evidence, {MLG.aMontant: cost})


def _shares(action: ActionSheet, key: str, at: Anchors, node: NamedNode) -> Iterator[Fact]:
    """The financing plan of a sheet: an amount of the action for each payer."""
    for position, share in enumerate(action.financing, 1):
        if not NUMBER.fullmatch(share.value):
            continue
        part = at.part("montant", f"action-{key}-{position}")
        payer = at.organisation(share.funder)
        french, english = euros(share.value)
        name = at.short(share.funder)
        yield from thing(part, MLG.Montant, f"{french} ({name})", f"{english} ({name})")
        values: dict[NamedNode, NamedNode | Literal | None] = {
            MLG.valeur: typed(decimal(share.value), "decimal"),
            MLG.devise: Literal("EUR"),
            MLG.nature: iri.concept("nature", "exact"),
            MLG.objet: Literal("part du financement de l'action"),
            MLG.financeur: payer,
        }
        yield from stated(part, share.evidence, values)
        yield from stated(node, share.evidence, {MLG.aMontant: part})
        yield from at.described(payer, share.funder)


def _local_axis(heading: AxisHeading, at: Anchors) -> Iterator[Fact]:
    node = iri.axe(at.slug, heading.notation)
    title = heading.title or ""
    french = f"Axe {heading.notation} – {title}" if title else f"Axe {heading.notation}"
    english = french.replace("Axe", "Axis", 1)
    yield from thing(node, MLG.Axe, french, english)
    yield Fact(node, SKOS.prefLabel, label(english, "en"))
    yield Fact(node, RDF.type, SKOS.Concept)
    yield Fact(node, SKOS.inScheme, iri.scheme(f"axe-{at.slug}"))
    yield from stated(
        node,
        heading.evidence,
        {SKOS.notation: Literal(heading.notation), SKOS.prefLabel: label(french)},
    )


def _local_scheme(reading: Reading, at: Anchors) -> Iterator[Fact]:
    scheme = iri.scheme(f"axe-{at.slug}")
    name = reading.document.title or at.slug
    french, english = f"Axes locaux : {name}", f"Local axes: {name}"
    yield from thing(scheme, SKOS.ConceptScheme, french, english)
    yield Fact(scheme, SKOS.prefLabel, label(french))
    yield Fact(scheme, SKOS.prefLabel, label(english, "en"))
    yield Fact(scheme, DCTERMS.source, at.document)
