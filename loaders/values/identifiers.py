"""SIREN and SIRET numbers, e-mail addresses and telephone numbers in a text."""

import re

from loaders.values import Found, remembered
from maillage.values import Siren, Siret

_SIREN = re.compile(
    r"\b(?:SIREN|RCS)\b[^\d\n]{0,30}(\d{3}[ .]?\d{3}[ .]?\d{3})(?![ .]?\d)", re.IGNORECASE
)
_SIRET = re.compile(r"(?<!\d)(\d{3}[ .]?\d{3}[ .]?\d{3}[ .]?\d{5})(?!\d)")
_EMAIL = re.compile(r"[A-Za-z0-9][\w.+-]*@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}")
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:(?:\+|00)33[  .-]?(?:\(0\)[  .-]?)?|0)[1-9](?:[  .\-/]?\d\d){4}"
    r"(?![\w€]|[.,]\d| ?(?:€|euros))"
)


@remembered
def sirens(text: str) -> list[Found[Siren]]:
    """SIREN numbers that the text calls so, with a right check digit."""
    found = []
    for match in _SIREN.finditer(text):
        try:
            found.append(Found(Siren.parse(match[1]), match.start(1), match.end(1)))
        except ValueError:
            continue
    return found


@remembered
def sirets(text: str) -> list[Found[Siret]]:
    """SIRET numbers, by their check digit."""
    found = []
    for match in _SIRET.finditer(text):
        try:
            found.append(Found(Siret.parse(match[1]), match.start(1), match.end(1)))
        except ValueError:
            continue
    return found


@remembered
def emails(text: str) -> list[Found[str]]:
    return [Found(match[0], match.start(), match.end()) for match in _EMAIL.finditer(text)]


@remembered
def phones(text: str) -> list[Found[str]]:
    """French telephone numbers, with their ten digits as value: « 05 00 00 00 01 » → 0500000001."""
    found = []
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", re.sub(r"^(?:\+|00)33|\(0\)", "", match[0]))
        found.append(Found("0" + digits.lstrip("0"), match.start(), match.end()))
    return found
