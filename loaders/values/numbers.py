"""Numbers in digits and in words: « 2 005 385 », « 85.000 », « 1,2 », « dix-huit ».

Words follow the rules of 1990 as well as the older ones (hyphens or spaces,
« quatre-vingts » or « quatre-vingt »).
"""

import re
from decimal import Decimal

DIGITS = r"\d{1,3}(?:[ .'\u00a0\u202f]\d{3}){1,6}(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)?"
"""Pattern of a number in digits; three digits after a point are thousands, as in French."""

_UNITS = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
_TENS = ["vingt", "trente", "quarante", "cinquante", "soixante"]
_VALUES = {word: value for value, word in enumerate(_UNITS) if "-" not in word}
_VALUES |= {word: 10 * value for value, word in enumerate(_TENS, start=2)}
_VALUES |= {"une": 1, "vingts": 20, "septante": 70, "huitante": 80, "octante": 80, "nonante": 90}
_SCALES = {"mille": 1_000, "million": 1_000_000, "milliard": 1_000_000_000}
_SCALES |= {"millions": 1_000_000, "milliards": 1_000_000_000}
_WORD = "|".join(sorted([*_VALUES, "cents?", *_SCALES], key=len, reverse=True))

WORDS = rf"(?<![\w-])(?:{_WORD})(?:(?:[ -]et[ -]|[ -])(?:{_WORD})){{0,15}}(?![\w-])"
"""Pattern of a whole number in words, up to the thousands; bounded, so that time is linear."""


def in_digits(text: str) -> Decimal:
    """The value of a number written in digits.

    Raises:
        ValueError: `text` is not one.
    """
    if not re.fullmatch(DIGITS, text):
        raise ValueError(f"not a number: {text!r}")
    if re.fullmatch(r"\d{1,3}(?:\D\d{3})+(?:,\d+)?", text) and not re.fullmatch(r"\d+,\d+", text):
        whole, _, part = text.partition(",")
        return Decimal(re.sub(r"\D", "", whole) + ("." + part if part else ""))
    return Decimal(text.replace(",", "."))


def from_words(text: str) -> int:
    """The value of a whole number in words: « deux cent mille » → 200 000.

    Raises:
        ValueError: a word is not one of a number.
    """
    total = group = 0
    for word in re.split(r"[ -]+", text.lower().strip()):
        if word == "et":
            continue
        if word in ("cent", "cents"):
            group = (group or 1) * 100 if group < 100 else group + 100
        elif word in _SCALES:
            total, group = total + (group or 1) * _SCALES[word], 0
        elif word in _VALUES:
            group = _with_unit(group, word)
        else:
            raise ValueError(f"not a number: {text!r}")
    return total + group


def _with_unit(group: int, word: str) -> int:
    """« quatre-vingt » multiplies; everything else adds."""
    if word in ("vingt", "vingts") and group % 100 == 4:
        return group - 4 + 80
    return group + _VALUES[word]


def in_words(number: int) -> str:
    """A whole number below one million in words, with the rules of 1990 (hyphens everywhere).

    Raises:
        ValueError: it is negative or too large.
    """
    if not 0 <= number < 1_000_000:
        raise ValueError(f"not below one million: {number}")
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return _below_thousand(rest)
    head = "mille" if thousands == 1 else f"{_below_thousand(thousands, final=False)}-mille"
    return f"{head}-{_below_thousand(rest)}" if rest else head


def _below_thousand(number: int, final: bool = True) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest, final)
    plural = "s" if hundreds > 1 and not rest and final else ""
    head = "cent" if hundreds == 1 else f"{_UNITS[hundreds]}-cent{plural}"
    return f"{head}-{_below_hundred(rest, final)}" if rest else head


def _below_hundred(number: int, final: bool) -> str:
    if number < 20:
        return _UNITS[number]
    tens, unit = divmod(number, 10)
    if number >= 80:
        if number == 80:
            return "quatre-vingts" if final else "quatre-vingt"
        return f"quatre-vingt-{_UNITS[number - 80]}"
    if tens == 7:
        tens, unit = 6, unit + 10
    if not unit:
        return _TENS[tens - 2]
    link = "-et-" if unit in (1, 11) else "-"
    return f"{_TENS[tens - 2]}{link}{_UNITS[unit]}"
