"""The organisation that was meant by a name or a SIREN that is no known organisation's."""

import re
from collections.abc import Iterator, Sequence

from maillage import iri
from maillage.rdf import MLG, Literal, NamedNode
from maillage.validation.mends.case import Case
from maillage.validation.mends.kinds.sirens import SIREN, neighbours
from maillage.validation.mends.knowledge import Thing
from maillage.validation.repair import Repair
from maillage.validation.text import Text
from maillage.values import luhn

LINKS = frozenset({MLG.organisation, MLG.maitreOuvrage, MLG.partenaire, MLG.financeur})
COMMUNE = re.compile(r"(?:commune|ville|mairie) (?:de |d'|du |des )(?P<name>.+)", re.IGNORECASE)


def mends(case: Case) -> Iterator[Repair]:
    if case.path not in LINKS:
        return
    found = _meant(case)
    if found is None:
        return
    if case.value is None:
        label = Text(
            f"Désigner l'organisation {found.name}, dont la partie porte le nom",
            f"Name the organisation {found.name}, whose name the party bears",
        )
        if case.lacks(MLG.organisation) and case.path == MLG.organisation:
            yield from case.added(MLG.organisation, found.node, label)
        return
    label = Text(f"Désigner l'organisation {found.name}", f"Name the organisation {found.name}")
    yield from case.replaced(found.node, label)


def _meant(case: Case) -> Thing | None:
    if isinstance(case.value, Literal):
        return by_name(case, case.value.value)
    if isinstance(case.value, NamedNode):
        return _by_siren(case, case.value)
    said = (case.label(case.focus) or "").partition(",")[0].strip()
    return by_name(case, said) if said else None


def by_name(case: Case, name: str) -> Thing | None:
    """The only organisation of this name, or of the only commune of it; or of this SIREN."""
    bare = re.sub(r"\s", "", name)
    if SIREN.fullmatch(bare) and luhn(bare):
        return _one([each for each in case.known.holders(bare) if _is_organisation(each.node)])
    found = _one(case.known.organisations(name.strip()))
    commune = COMMUNE.fullmatch(name.strip())
    if found or not commune:
        return found
    return _one(case.known.organisations(f"Commune de {commune['name']}"))


def _by_siren(case: Case, node: NamedNode) -> Thing | None:
    """The organisation whose IRI was mistyped, where one and only one is a keystroke away.

    Of a territory that stands in its place, the body that has its SIREN.
    """
    said = [each.object for each in case.known.about(node) if each.predicate == MLG.siren]
    codes = [term.value for term in said if isinstance(term, Literal)]
    if codes and not _is_organisation(node):
        return _one([each for each in case.known.holders(codes[0]) if _is_organisation(each.node)])
    code = node.value.rstrip("/").rpartition("/")[2]
    name = case.label(node)
    if not SIREN.fullmatch(code) or (luhn(code) and case.known.about(iri.organisation(code))):
        return None
    right = [code] if luhn(code) else list(neighbours(code))
    found = [each for siren in right for each in case.known.holders(siren)]
    bodies = [each for each in found if _is_organisation(each.node)]
    return _one([each for each in bodies if name is None or name == each.name])


def _is_organisation(node: NamedNode) -> bool:
    return node.value.startswith(f"{iri.THING}organisation/")


def _one(found: Sequence[Thing]) -> Thing | None:
    return found[0] if len(found) == 1 else None
