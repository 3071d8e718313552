"""A number as a person writes it → the typed number: « 1 200 000 € », « 1,2 M€ », « 18 mois ».

One separator before three digits (``1.200``, ``1,200``) may mean either thing: nothing is offered.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from maillage.rdf import MLG, SH, XSD, DefaultGraph, Literal, NamedNode, Triple
from maillage.validation.mends.case import Case
from maillage.validation.repair import Repair
from maillage.validation.text import Text

NUMBERS = (XSD.decimal, XSD.integer)
SPACES = re.compile(r"[\s\u00a0\u2009\u202f]")
UNITS: Mapping[str, int] = {
    **dict.fromkeys(("", "€", "eur", "euro", "euros", "habitants", "hab", "hab.", "mois"), 1),
    **dict.fromkeys(("k€", "keur", "milliers d'euros"), 1_000),
    **dict.fromkeys(("m€", "meur", "million d'euros", "millions d'euros"), 1_000_000),
    **dict.fromkeys(("md€", "mds€", "milliard d'euros", "milliards d'euros"), 1_000_000_000),
    **dict.fromkeys(("ans", "an", "années"), 12),
}
YEARS = ("ans", "an", "années")
FORM = re.compile(r"(?P<digits>[0-9][0-9.,\s\u00a0\u2009\u202f]*?)\s*(?P<unit>[^0-9.,\s].*)?")


def mends(case: Case) -> Iterator[Repair]:
    wanted = [kind for kind in case.wanted(SH.datatype) if kind in NUMBERS]
    found = case.literal
    if not wanted or found is None:
        return
    months = case.path == MLG.dureeMois
    value = told(found.value, months)
    kind = wanted[0]
    if value is None or (kind == XSD.integer and value != value.to_integral()):
        return
    text = f"{value.to_integral() if value == value.to_integral() else value.normalize():f}"
    kind_name = ("nombre décimal", "decimal") if kind == XSD.decimal else ("entier", "integer")
    label = Text(f"Écrire le {kind_name[0]} {text}", f"Write the {kind_name[1]} {text}")
    if isinstance(kind, NamedNode):
        yield from case.replaced(Literal(text, datatype=kind), label, _holder(case, found))


def told(text: str, months: bool = False) -> Decimal | None:
    """The number that a text tells, in units or in months; None where it is none or not sure."""
    match = FORM.fullmatch(text.strip())
    unit = " ".join((match["unit"] or "").lower().replace("’", "'").split()) if match else ""
    if match is None or unit not in UNITS or (unit in YEARS and not months):
        return None
    digits = SPACES.sub("", match["digits"])
    if re.fullmatch(r"[0-9]+", digits):
        plain = digits
    elif re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]{1,2})?", digits):
        plain = digits.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3}){2,}(?:\.[0-9]{1,2})?", digits):
        plain = digits.replace(",", "")
    elif re.fullmatch(r"[0-9]+[.,](?:[0-9]{1,2}|[0-9]{4,})", digits):
        plain = digits.replace(",", ".")
    else:
        return None
    return Decimal(plain) * UNITS[unit]


def _holder(case: Case, value: Literal) -> Triple | None:
    """The fact that holds the value: the thing's own, or that of a thing it points to."""
    if case.path is not None:
        return case.fact()
    near = {quad.object for quad in case.graph.quads(case.focus, None, None, DefaultGraph())}
    found = [each for each in case.given if each.object == value and each.subject in near]
    return found[0] if len(found) == 1 else None
