"""Sums of money in French text: value in euros, nature, tax."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from loaders.values import Found, remembered
from loaders.values.numbers import DIGITS, WORDS, from_words, in_digits

_SCALES = {"": 1, "k": 10**3, "mille": 10**3, "m": 10**6, "million": 10**6, "md": 10**9}
_SCALES |= {"mds": 10**9, "mrd": 10**9, "mrds": 10**9, "milliard": 10**9}

_POINTED = r"\d{1,3}(?:[ '\u00a0\u202f]\d{3}){1,6}\.\d{1,2}(?!\d)"
"""Thousands apart and a decimal point: « 12 500.00 »."""
_NUMBER = (
    rf"(?<![\w,.-])(?P<number>{_POINTED}|{DIGITS}|(?<!virgule )(?!mill(?:ion|iard)){WORDS})"
    r"(?: ?(?P<scale>milliards?|millions?|mille|Mrds?|Mds?|M|k)(?![a-z]))?"
)
"""A number with its scale; « millions » alone is a unit and no number."""
_TAXES = r"(?:HT|TTC|H\.T\.?|T\.T\.C\.?|hors taxes?|toutes taxes comprises)(?!\w)"
_RATE = (
    r"(?! ?/| par (?:m²|m2|mètres?|mois|jours?|heures?|nuits?|personnes?|habitants?|m)(?!\w)"
    rf"| (?:de )?l'heure\b| {_TAXES} ?(?:/|par )(?:m²|m2|m)(?!\w))"
)
"""What follows the price of a unit does not follow a sum."""
_AMOUNT = re.compile(
    rf"{_NUMBER}"
    rf" ?(?:d'|de )?(?P<currency>€|euros?\b|EUR\b){_RATE}"
    r"(?: (?P<words_tax>hors taxes?|toutes taxes comprises))?"
    rf"(?: \((?P<again>{_POINTED}|{DIGITS}) ?(?:€|euros?|EUR)(?: (?P<again_tax>HT|TTC))?\))?",
    re.IGNORECASE,
)
_LOWER = re.compile(
    rf"(?<!\w)(?P<word>de|entre) {_NUMBER}(?: ?(?:d'|de )?(?P<currency>€|euros?|EUR))?"
    rf"(?: {_TAXES})? (?P<to>à|et) $",
    re.IGNORECASE,
)
"""What stands before the second sum of a range: « entre 20 000 et », « de 20 000 € à »."""
_CHANGED = re.compile(
    r"\b(?:pass|port|augment|relev|réhauss|rehauss|rédui|abaiss|baiss|évolu)\w*(?: \w+)? $"
)
"""« passe de 20 000 à 30 000 € » tells a change and no range."""
_BEFORE = (
    (
        "minimum",
        r"plus de|au moins|supérieure?s? à|au minimum|a minima|minimum(?: de)?|\+ de|un minimum de"
        r"|minimale?s? de",
    ),
    (
        "plafond",
        r"jusqu'à|au plus|plafonn[ée]+s? à|dans la limite(?: d'(?:un plafond"
        r"|une enveloppe))? (?:de|d')|moins de|maximum de",
    ),
    (
        "plafond",
        r"au maximum|maxim(?:ale?|um)s? (?:de|d')|maximum|plafond(?: (?:global"
        r"|annuel|total))? (?:de|d'|fixé à)|excéder|dépasser|inférieure?s? à",
    ),
    ("plafond", r"enveloppe maxim\w+ (?:de|d')"),
    ("approche", r"environ|près de|de l'ordre de|autour de|approximativement|quelque|env\."),
    ("approche", r"estimée?s? à|presque"),
)
_QUALIFIERS = tuple(
    (
        nature,
        re.compile(
            rf"(?:{words}) (?:l'|les? |la |des |un montant de |une enveloppe de |de |d'|« ?)?$",
            re.IGNORECASE,
        ),
    )
    for nature, words in _BEFORE
)
_AFTERWARDS = (
    ("plafond", re.compile(rf"(?: {_TAXES})? ?\(?(?:au )?maximum\b| au plus\b", re.IGNORECASE)),
    ("minimum", re.compile(rf"(?: {_TAXES})? ?\(?(?:au |a )?minim(?:um|a)\b", re.IGNORECASE)),
    ("approche", re.compile(rf"(?: {_TAXES})? ?\(?environ\b", re.IGNORECASE)),
)
_CLOSED = re.compile(rf"(?:€|euros?|EUR)(?: {_TAXES})? ?\(?(?:au |a )?$", re.IGNORECASE)
"""After a sum, « minimum » is said of it and not of the next one."""
_NAMED_TAX = re.compile(rf"\b({_TAXES})", re.IGNORECASE)
_TAX = re.compile(rf" ?\(?({_TAXES})", re.IGNORECASE)


@dataclass(frozen=True)
class Euros:
    """A sum in euros: how it is meant (« plus de » = ``minimum``) and whether tax is in it."""

    value: Decimal
    nature: str = "exact"
    tax: str | None = None

    @property
    def plain(self) -> str:
        """The value as the contract prints it: ``1200000000``, ``2005.5``."""
        text = f"{self.value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    def words(self) -> str:
        """As French writes it in full: « plus de 1 200 000 € HT »."""
        head = {"minimum": "plus de ", "approche": "environ ", "plafond": "jusqu'à "}
        whole, _, part = self.plain.partition(".")
        grouped = f"{int(whole):,}".replace(",", " ") + (f",{part}" if part else "")
        return f"{head.get(self.nature, '')}{grouped} €{' ' + self.tax if self.tax else ''}"


def qualified(text: str, start: int, end: int) -> tuple[str, int]:
    """The nature that the words around ``text[start:end]`` give it, and where these begin."""
    for nature, pattern in _QUALIFIERS:
        match = pattern.search(text, max(0, start - 60), start)
        if match and not (
            text[match.start() - 1 : match.start()].isalpha()
            or _CLOSED.search(text, max(0, match.start() - 20), match.start())
        ):
            return nature, match.start()
    for nature, pattern in _AFTERWARDS:
        if pattern.match(text, end):
            return nature, start
    return "exact", start


def _value(match: re.Match[str]) -> Decimal:
    if match["again"]:
        return _number(match["again"])
    return _number(match["number"]) * _factor(match["scale"])


def _number(written: str) -> Decimal:
    if not written[0].isdigit():
        return Decimal(from_words(written))
    if re.fullmatch(_POINTED, written):
        return in_digits(written.replace(".", ","))
    return in_digits(written)


def _factor(scale: str | None) -> int:
    name = (scale or "").lower()
    return _SCALES[name if name in _SCALES else name.rstrip("s")]


def tax(text: str) -> str | None:
    """The tax that a head or a label names: « Coût HT » → ``HT``; None for both or none."""
    said = {
        "HT" if match[1].lower().startswith("h") else "TTC" for match in _NAMED_TAX.finditer(text)
    }
    return said.pop() if len(said) == 1 else None


def _tax(text: str, match: re.Match[str]) -> str | None:
    """« 85 000 € HT », « cent mille euros hors taxes (100 000 € HT) », « (100 000 €) HT »."""
    said = match["words_tax"] or match["again_tax"]
    following = _TAX.match(text, match.end())
    words = said or (following[1] if following else "")
    if not words:
        return None
    return "HT" if words.lower().startswith("h") else "TTC"


@remembered
def amounts(text: str) -> list[Found[Euros]]:
    """Every sum in euros; the span begins at the words that qualify it.

    « deux cent mille euros (200 000 €) » is one sum; a range is two, its least and its
    most. A price for a unit (« 12 €/m² ») is not read.
    """
    found: list[Found[Euros]] = []
    for match in _AMOUNT.finditer(text):
        nature, start = qualified(text, match.start(), match.end())
        euros = Euros(_value(match), nature, _tax(text, match))
        if nature == "exact" and (lower := _lower(text, match, euros)):
            if found and found[-1].end > lower[0].start:
                found.pop()
            found += lower
        else:
            found.append(Found(euros, start, match.end()))
    return found


def is_range(first: Found[Euros], second: Found[Euros]) -> bool:
    """Whether two sums in a row are the least and the most of one range."""
    natures = (first.value.nature, second.value.nature)
    return natures == ("minimum", "plafond") and second.start - first.end == 1


def _lower(text: str, match: re.Match[str], upper: Euros) -> list[Found[Euros]]:
    """Both ends of a range, « entre 20 000 » and « et 30 000 € », where this is its second."""
    first = max(0, match.start() - 60)
    before = _LOWER.search(text, first, match.start())
    if not before or (before["word"].lower() == "de") != (before["to"].lower() == "à"):
        return []
    if _CHANGED.search(text, max(0, before.start() - 40), before.start()):
        return []
    alone = not before["scale"] and not before["currency"]
    if alone and re.fullmatch(r"(?:19|20)\d\d", before["number"]):
        return []
    value = _number(before["number"]) * _factor(match["scale"] if alone else before["scale"])
    if not upper.value / 100 <= value < upper.value:
        return []
    return [
        Found(Euros(value, "minimum", upper.tax), before.start(), before.start("to") - 1),
        Found(replace(upper, nature="plafond"), before.start("to"), match.end()),
    ]
