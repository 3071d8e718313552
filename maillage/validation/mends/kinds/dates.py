"""A date as a person writes it → the typed date: « 13 juillet 2018 », ``13/07/2018``.

A day and a month that could be either way round are read the French way; two
digits of a year, or a month past twelve, tell nothing.
"""

import re
from collections.abc import Iterator

from maillage.iri import slug
from maillage.rdf import XSD, Literal, typed
from maillage.validation.mends.case import Case
from maillage.validation.repair import Repair
from maillage.validation.text import Text
from maillage.values import MONTHS, Edtf

TYPES = frozenset({XSD.date, XSD.gYearMonth, XSD.gYear})
DATES = frozenset({"dateSignature", "dateEcheance", "dateDebut", "dateFin", "date", "issued"})
"""The local names of the properties that hold a date."""
MONTH = {slug(name): number for number, name in enumerate(MONTHS, 1)}
NUMBERS = re.compile(
    r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?"
    r"(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(?:Z|[+-]\d\d:\d\d)?"
)
FRENCH = re.compile(r"(?:(?P<day>\d{1,2})[-/. ])?(?P<month>\d{1,2})[-/. ](?P<year>\d{4})")
BARE = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)")
WORDS = re.compile(
    r"(?:le )?(?:(?:lun|mar|mercre|jeu|vendre|same)di |dimanche )?"
    r"(?:(?P<day>\d{1,2})(?:er)? )?(?P<month>[a-zéû]+)\.? (?P<year>\d{4})",
    re.IGNORECASE,
)


def mends(case: Case) -> Iterator[Repair]:
    found = case.literal
    local = re.split(r"[/#]", case.path.value)[-1] if case.path else ""
    if found is None or not (local in DATES or local.startswith("date")):
        return
    if _is_typed(found):
        return
    meant = told(found.value)
    if meant is None:
        return
    new = typed(meant.value, meant.datatype)
    label = Text(
        f"Écrire la date {meant.words()} : {meant.value} ({meant.datatype})",
        f"Write the date {meant.value} ({meant.datatype})",
    )
    yield from case.replaced(new, label)


def _is_typed(literal: Literal) -> bool:
    """Whether it is already what it should be."""
    if literal.datatype not in TYPES:
        return False
    try:
        return literal.datatype == XSD[Edtf(literal.value).datatype]
    except ValueError:
        return False


def told(text: str) -> Edtf | None:
    """The day, month or year that a text tells, None where it is none or not sure."""
    words = " ".join(text.replace("\u00a0", " ").split())
    for form in (NUMBERS, FRENCH, BARE, WORDS):
        match = form.fullmatch(words)
        if match and (date := _date(match)):
            return date
    return None


def _date(match: re.Match[str]) -> Edtf | None:
    year, month, day = (match[part] for part in ("year", "month", "day"))
    number = MONTH.get(slug(month)) if month and not month.isdigit() else month and int(month)
    if month and not number:
        return None
    try:
        return Edtf.of(int(year), number or None, int(day) if day else None)
    except ValueError:
        return None
