"""Durations in French text, in months: « dix-huit (18) mois », « 5 ans », « cinq années »."""

import re

from loaders.values import Found, remembered
from loaders.values.numbers import WORDS, from_words

_DURATION = re.compile(
    rf"(?<![\w,.-])(?:(?P<words>{WORDS})(?: \((?P<again>\d{{1,3}})\))?|(?P<digits>\d{{1,3}}))"
    r" (?P<unit>mois|ans?|années?|trimestres?|semestres?)\b",
    re.IGNORECASE,
)
_MONTHS = {"m": 1, "a": 12, "t": 3, "s": 6}


@remembered
def durations(text: str) -> list[Found[int]]:
    """Every duration of whole months; days and weeks are not durations of a convention."""
    found = []
    for match in _DURATION.finditer(text):
        digits = match["again"] or match["digits"]
        number = int(digits) if digits else from_words(match["words"])
        months = number * _MONTHS[match["unit"][0].lower()]
        found.append(Found(months, match.start(), match.end()))
    return found


def in_words(months: int) -> str:
    """« 5 ans » for whole years, else « 18 mois »."""
    years, rest = divmod(months, 12)
    return f"{months} mois" if rest or not years else f"{years} an{'s' if years > 1 else ''}"
