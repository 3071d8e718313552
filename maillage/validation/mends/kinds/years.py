"""A year with two digits swapped: « 2202 » for 2022; no other year is guessed."""

import re
from collections.abc import Iterator

from maillage.rdf import Literal
from maillage.validation.mends.case import Case
from maillage.validation.repair import Repair
from maillage.validation.text import Text
from maillage.values import Edtf

BELIEVED = range(1990, 2061)
"""The years that the rules take a convention to be of."""
DATE = re.compile(r"(?P<year>[0-9]{4})(?P<rest>(?:-[0-9]{2}){0,2})")


def mends(case: Case) -> Iterator[Repair]:
    found = case.literal
    match = DATE.fullmatch(found.value) if found else None
    if found is None or match is None or int(match["year"]) in BELIEVED:
        return
    years = {year for year in swapped(match["year"]) if int(year) in BELIEVED}
    if len(years) != 1:
        return
    text = years.pop() + match["rest"]
    try:
        date = Edtf(text)
    except ValueError:
        return
    label = Text(
        f"Écrire la date {date.words()} : deux chiffres de l'année étaient échangés",
        f"Write the date {date.value}: two digits of the year were swapped",
    )
    yield from case.replaced(Literal(text, datatype=found.datatype), label)


def swapped(digits: str) -> Iterator[str]:
    """The digits with two neighbours swapped."""
    for place in range(len(digits) - 1):
        yield digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
