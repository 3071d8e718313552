"""The INSEE code of a commune, put in its form: its lost zero, its letter, its type."""

import re
from collections.abc import Iterator

from maillage import iri
from maillage.rdf import MLG, Literal
from maillage.validation.mends.case import Case
from maillage.validation.mends.names import agree
from maillage.validation.repair import Repair
from maillage.validation.text import Text


def mends(case: Case) -> Iterator[Repair]:
    found = case.literal
    if case.path != MLG.codeInsee or found is None:
        return
    bare = re.sub(r"[\s\u00a0\u202f.-]", "", found.value).upper()
    if not re.fullmatch(r"(?:[0-9]{1,2}|2[AB])[0-9]{3}", bare):
        return
    code = bare.zfill(5)
    place, name = case.known.place(iri.commune(code)), case.label(case.focus)
    if place is None or (name is not None and not agree(name, place.name)):
        return
    label = Text(
        f"Écrire le code INSEE {code}, celui de {place.name}",
        f"Write the INSEE code {code}, that of {place.name}",
    )
    yield from case.replaced(Literal(code), label)
