"""The SIREN that was meant: spaces taken out, or one digit mistyped, or two swapped.

Nine digits that fail their key have a handful of right neighbours; one is
offered only where it is known to be of somebody of the same name.
"""

import re
from collections.abc import Iterator

from maillage.rdf import MLG, Literal
from maillage.validation.mends.case import Case
from maillage.validation.mends.knowledge import Thing
from maillage.validation.mends.names import agree
from maillage.validation.repair import Repair
from maillage.validation.text import Text
from maillage.values import Siret, luhn

DIGITS = "0123456789"
SIREN = re.compile(r"[0-9]{9}")
SIRET = re.compile(r"([0-9]{9})[0-9]{5}")


def mends(case: Case) -> Iterator[Repair]:
    found = case.literal
    if found is None or case.path not in (MLG.siren, MLG.siret):
        return
    bare = re.sub(r"[\s\u00a0\u202f.-]", "", found.value)
    if case.path == MLG.siret:
        yield from _siret(case, bare)
        return
    if SIRET.fullmatch(bare) and luhn(bare):
        yield from _written(
            case, bare[:9], "le SIRET en porte cinq de trop", "a SIRET has five more"
        )
    elif SIREN.fullmatch(bare) and luhn(bare):
        yield from _written(case, bare, "neuf chiffres, sans espace", "nine digits without spaces")
    elif SIREN.fullmatch(bare):
        holder = known(case, bare)
        if holder:
            french = f"c'est celui de « {holder.name} », à une frappe près"
            yield from _written(
                case, holder.code, french, f"it is that of “{holder.name}”, one keystroke away"
            )


def _siret(case: Case, bare: str) -> Iterator[Repair]:
    """The fourteen digits without their spaces, where their key is right."""
    try:
        digits = Siret(bare).digits
    except ValueError:
        return
    label = Text(f"Écrire le SIRET {digits}, sans espace", f"Write the SIRET {digits}, no spaces")
    yield from case.replaced(Literal(digits), label)


def _written(case: Case, siren: str, french: str, english: str) -> Iterator[Repair]:
    label = Text(f"Écrire le SIREN {siren} : {french}", f"Write the SIREN {siren}: {english}")
    yield from case.replaced(Literal(siren), label)


def known(case: Case, wrong: str) -> Thing | None:
    """The one holder of a right neighbour of a wrong SIREN, by name where the file gives one."""
    name = case.label(case.focus)
    holders = {
        thing.node: thing
        for siren in neighbours(wrong)
        for thing in case.known.holders(siren)
        if thing.node != case.focus
    }
    if name is not None:
        same = [thing for thing in holders.values() if _same(name, thing.name)]
        holders = {thing.node: thing for thing in same}
    sirens = {thing.code for thing in holders.values()}
    return next(iter(holders.values())) if len(sirens) == 1 else None


def _same(one: str, other: str) -> bool:
    """Whether two names agree, « Commune de » apart."""
    names = [
        re.sub(r"^(?:commune|ville) (?:de |d'|du |des )", "", each, flags=re.I)
        for each in (one, other)
    ]
    return agree(*names)


def neighbours(wrong: str) -> Iterator[str]:
    """The numbers with a right key that differ by one digit, or by two swapped."""
    found = [
        wrong[:place] + digit + wrong[place + 1 :]
        for place in range(len(wrong))
        for digit in DIGITS
    ]
    found += [
        wrong[:place] + wrong[place + 1] + wrong[place] + wrong[place + 2 :]
        for place in range(len(wrong) - 1)
    ]
    yield from sorted({each for each in found if each != wrong and luhn(each)})
