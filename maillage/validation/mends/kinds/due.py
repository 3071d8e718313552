"""The end date that a signature and a duration give, where the one that is told does not fit.

Which of the three is wrong a person decides: each is offered with its reason.
"""

from calendar import monthrange
from collections.abc import Iterator

from maillage.rdf import MLG, Literal, integer, typed
from maillage.validation.mends.case import Case
from maillage.validation.mends.kinds.dates import told
from maillage.validation.repair import Repair
from maillage.validation.text import Text
from maillage.values import Edtf

YEAR = 12
LONGEST = 30 * YEAR
"""Months of the longest duration that is believed."""
HALF = 6
"""A duration that is offered is one of whole half-years, as they are agreed."""


def mends(case: Case) -> Iterator[Repair]:
    ends = case.literal
    if case.path != MLG.dateEcheance or ends is None:
        return
    signed = case.only(case.focus, MLG.dateSignature)
    start, end = told(signed.value) if signed else None, told(ends.value)
    if signed is None or start is None or end is None:
        return
    lasts = case.only(case.focus, MLG.dureeMois)
    months = int(lasts.value) if lasts and lasts.value.isdigit() else 0
    if months and (due := after(start, months)) and due.value[:7] != end.value[:7]:
        yield from _later(case, start, months, due)
        yield from _longer(case, start, end, lasts)


def after(start: Edtf, months: int) -> Edtf | None:
    """The date so many months later, at the same precision; None for a year or an interval."""
    if start.is_year or start.is_interval or not 0 < months <= LONGEST:
        return None
    year, month, *day = map(int, start.value.split("-"))
    year, month = year + (month - 1 + months) // YEAR, (month - 1 + months) % YEAR + 1
    return Edtf.of(year, month, min(day[0], monthrange(year, month)[1]) if day else None)


def between(start: Edtf, end: Edtf) -> int | None:
    """The months from one date to the other; None for a year or an interval."""
    if {4} & {len(start.value), len(end.value)} or start.is_interval or end.is_interval:
        return None
    (year, month), (later, last) = (
        tuple(map(int, each.value.split("-")[:2])) for each in (start, end)
    )
    return (later - year) * YEAR + last - month


def _later(case: Case, start: Edtf, months: int, due: Edtf) -> Iterator[Repair]:
    label = Text(
        f"Échéance : {due.words()}, soit la signature ({start.words()}) plus {months} mois, "
        "si ce sont elles qui font foi",
        f"End date: {due.value}, the signature ({start.value}) plus {months} months, "
        "if they are the right ones",
    )
    yield from case.replaced(typed(due.value, due.datatype), label)


def _longer(case: Case, start: Edtf, end: Edtf, lasts: Literal | None) -> Iterator[Repair]:
    months = between(start, end)
    if lasts is None or not months or not 0 < months <= LONGEST or months % HALF:
        return
    label = Text(
        f"Durée : {months} mois, de la signature ({start.words()}) à l'échéance ({end.words()}), "
        "si ce sont elles qui font foi",
        f"Duration: {months} months, from the signature ({start.value}) to the end date "
        f"({end.value}), if they are the right ones",
    )
    for triple in case.given:
        if (triple.subject, triple.predicate, triple.object) == (case.focus, MLG.dureeMois, lasts):
            yield from case.replaced(integer(months), label, triple)
