"""SIREN and SIRET numbers, e-mail addresses and telephone numbers in a text."""

import re

from loaders.values import Found, remembered
from maillage.values import Siren, Siret

_SIREN = re.compile(
    r"\b(?:SIREN|RCS)\b[^\d\n]{0,30}(\d{3}[ .]?\d{3}[ .]?\d{3})(?![ .]?\d)", re.IGNORECASE
)
_SIRET = re.compile(r"(?<!\d)(\d{3}[ .]?\d{3}[ .]?\d{3}[ .]?\d{5})(?!\d)")
_IN_LOCAL = re.compile(r"[\w.+-]").match
"""Whether a character may stand before the « @ » of an address."""
_DOMAIN = re.compile(r"@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}")
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
    """E-mail addresses, each looked for around its « @ »: the time stays linear in the text."""
    found: list[Found[str]] = []
    end = 0
    for domain in _DOMAIN.finditer(text):
        start = _local(text, end, domain.start())
        if start < domain.start():
            end = domain.end()
            found.append(Found(text[start:end], start, end))
    return found


def _local(text: str, first: int, at: int) -> int:
    """Where the local part begins that ends at `at`; `at` where there is none."""
    start = at
    while start > first and _IN_LOCAL(text[start - 1]):
        start -= 1
    while start < at and not (text[start].isascii() and text[start].isalnum()):
        start += 1
    return start


@remembered
def phones(text: str) -> list[Found[str]]:
    """French telephone numbers, with their ten digits as value: « 05 00 00 00 01 » → 0500000001."""
    found = []
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", re.sub(r"^(?:\+|00)33|\(0\)", "", match[0]))
        found.append(Found("0" + digits.lstrip("0"), match.start(), match.end()))
    return found
