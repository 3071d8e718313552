"""The territory that was meant by a code or a name that is no territory's.

A name that the file gives beside the code must agree with it; a wrong code
alone tells nothing, since every code has neighbours that exist.
"""

import re
from collections.abc import Iterator
from itertools import islice

from maillage import iri
from maillage.rdf import MLG, RDF, Literal, NamedNode
from maillage.validation.mends.case import Case
from maillage.validation.mends.knowledge import Thing
from maillage.validation.mends.names import agree, nearest
from maillage.validation.repair import Repair
from maillage.validation.text import Text

LINKS = frozenset({MLG.territoire, MLG.administre, MLG.appartientA, MLG.communeParente})
MEMBERSHIPS = (MLG.Adhesion, MLG.AdhesionEnvisagee)
MOST = 3
CODE = re.compile(r"(?:[0-9]{1,2}|2[ABab])[ .]?[0-9]{3}|[0-9]{3}[ .]?[0-9]{3}[ .]?[0-9]{3}")
LABEL = re.compile(r"(?P<name>[^,:(]+?)(?:,.*)?")
"""« Fleurance, programme ORT »: the name of a membership begins with its territory's."""


def mends(case: Case) -> Iterator[Repair]:
    if case.path not in LINKS or case.value is None:
        return
    if isinstance(case.value, NamedNode) and case.known.place(case.value):
        return
    written = case.value.value if isinstance(case.value, Literal) else _last(case.value)
    code = written if CODE.fullmatch(written) else ""
    name = _name(case, "" if code else written)
    for place, reason in islice(_places(case, code, name), MOST):
        label = Text(
            f"Écrire le territoire {place.name} ({place.code}) au lieu de {written} : {reason.fr}",
            f"Write the territory {place.name} ({place.code}) instead of {written}: {reason.en}",
        )
        yield from case.replaced(place.node, label)


def _last(node: object) -> str:
    """What the IRI of a thing ends with, whatever site it is of."""
    value = node.value if isinstance(node, NamedNode) else ""
    return re.split(r"[/#]", value.rstrip("/"))[-1]


def _name(case: Case, written: str) -> str | None:
    """The name that the file gives the territory: its own, the value, or its membership's."""
    if isinstance(case.value, NamedNode):
        own = case.label(case.value)
        if own:
            return own
        if any(case.graph.holds(case.focus, RDF.type, kind) for kind in MEMBERSHIPS):
            said = LABEL.fullmatch(case.label(case.focus) or "")
            return said["name"] if said and not said["name"].isdigit() else None
        return None
    return written or None


def _places(case: Case, code: str, name: str | None) -> Iterator[tuple[Thing, Text]]:
    """The territories that may be meant: by the code put right, else by the name."""
    found = {place.node: place for place in _of_code(case, code)}
    right = [place for place in found.values() if name is None or agree(name, place.name)]
    if len(right) == 1:
        yield (
            right[0],
            Text("le code, mis en forme, est le sien", "the code, put right, is its own"),
        )
        return
    if name and not right:
        yield from _of_name(case, code, name)


def _of_code(case: Case, code: str) -> Iterator[Thing]:
    """The territory of the code, its lost zero, its spaces and its case put right."""
    bare = re.sub(r"[ .]", "", code).upper()
    whole = bare.zfill(5) if len(bare) == 4 else bare
    place = case.known.place((iri.commune if len(whole) == 5 else iri.intercommunalite)(whole))
    if bare and place:
        yield place


def _of_name(case: Case, code: str, name: str) -> Iterator[tuple[Thing, Text]]:
    """The commune of this name in the département of the code, or the only one of it anywhere."""
    departement = _departement(code)
    every = case.known.named(name.strip())
    near = [place for place in every if departement and place.code.startswith(departement)]
    exact = near if near else every
    if len(exact) == 1:
        yield from _now(
            case, exact[0], Text(f"c'est son nom (« {name} »)", f"its name is “{name}”")
        )
    elif not exact and departement:
        close = nearest(name, case.known.communes(departement), lambda place: place.name)
        if close:
            reason = Text(f"son nom est proche de « {name} »", f"its name is close to “{name}”")
            yield close, reason


def _departement(code: str) -> str:
    """The département that the code begins with, where its length lets it be told."""
    bare = re.sub(r"[ .]", "", code).upper()
    if len(bare) not in (4, 5):
        return ""
    bare = bare.zfill(5)
    return bare[:3] if bare.startswith(("97", "98")) else bare[:2]


def _now(case: Case, place: Thing, reason: Text) -> Iterator[tuple[Thing, Text]]:
    """The place, and the commune that it is now a part of, which goes first."""
    later = case.known.successor(place.node)
    if later:
        yield (
            later,
            Text(f"{place.name} en fait maintenant partie", f"{place.name} is now a part of it"),
        )
    yield place, reason
