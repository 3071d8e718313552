"""Numbers, amounts, dates and durations of RDF literals, as a French (or English) reader expects.

On top of `maillage.figures`: values come as text, dates in EDTF (levels 0 and 1),
amounts with their nature; what is not of its form comes back as it was written.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Literal

from maillage import figures
from maillage.figures import FIXED

Language = Literal["fr", "en"]

NATURES: Mapping[Language, Mapping[str, str]] = {
    "fr": {"minimum": "plus de ", "approche": "environ ", "plafond": "jusqu’à "},
    "en": {"minimum": "more than ", "approche": "about ", "plafond": "up to "},
}
CIRCA: Mapping[Language, str] = {"fr": "vers ", "en": "about "}
UNSURE: Mapping[Language, str] = {"fr": " (incertain)", "en": " (uncertain)"}
SPAN: Mapping[Language, tuple[str, str, str]] = {
    "fr": ("de {0} à {1}", "à partir de {0}", "jusqu’à {0}"),
    "en": ("from {0} to {1}", "from {0}", "until {0}"),
}
INSTANT = re.compile(r"(\d{4}(?:-\d{2}){0,2})(?:Z|[+-]\d{2}:\d{2})?([~?%]?)")
COLON: Mapping[Language, str] = {"fr": f"{FIXED}: ", "en": ": "}
"""A colon between two parts of a line, as each language spaces it."""
OPEN = ("", "..")
BEFORE_MARK = re.compile(r" (?=[?!;:»%€])|(?<=«) ")


def spaced(text: str, language: Language) -> str:
    """French text with spaces that do not break before ? ! ; : » and after «."""
    return BEFORE_MARK.sub(FIXED, text) if language == "fr" else text


def _figure(
    value: Decimal | int | str, language: Language, shown: Callable[[Decimal, str], str]
) -> str:
    try:
        exact = Decimal(value)
    except InvalidOperation:
        return str(value)
    return shown(exact, language).replace("-", "−") if exact.is_finite() else str(value)


def number(value: Decimal | int | str, language: Language) -> str:
    """A number with its thousands apart."""
    return _figure(value, language, figures.number)


def amount(value: Decimal | int | str, language: Language, nature: str = "exact") -> str:
    """Euros, with words for what is a minimum, an approximation or a ceiling."""
    return NATURES[language].get(nature, "") + _figure(value, language, figures.euros)


def percent(share: Decimal | int | str, language: Language) -> str:
    """A share between 0 and 1, as per cent."""
    return _figure(share, language, lambda exact, said: figures.percent(exact * 100, said))


def _instant(text: str, language: Language) -> str | None:
    match = INSTANT.fullmatch(text)
    if not match:
        return None
    words = figures.date(match[1], language)
    if "-" in words:
        return None
    before = CIRCA[language] if match[2] in ("~", "%") else ""
    after = UNSURE[language] if match[2] in ("?", "%") else ""
    return before + words + after


def date(text: str, language: Language) -> str:
    """An EDTF date in words: an instant, an interval, either « about » (~) or « uncertain » (?)."""
    if "/" not in text:
        return _instant(text, language) or text
    start, _, end = text.partition("/")
    words = [None if part in OPEN else _instant(part, language) for part in (start, end)]
    both, since, until = SPAN[language]
    match words:
        case [str(first), str(last)]:
            return both.format(first, last)
        case [str(first), None] if end in OPEN:
            return since.format(first)
        case [None, str(last)] if start in OPEN:
            return until.format(last)
    return text


def duration(months: int, language: Language) -> str:
    """Months, as years where they are whole years of at least two: 18 mois, 5 ans."""
    years, rest = divmod(months, 12)
    if years > 1 and not rest:
        return f"{years}{FIXED}{'ans' if language == 'fr' else 'years'}"
    if language == "fr":
        return f"{months}{FIXED}mois"
    return f"{months}{FIXED}month{'' if months == 1 else 's'}"
