"""Sums of money in French text: value in euros, nature, tax."""

import re
from dataclasses import dataclass
from decimal import Decimal

from loaders.values import Found, remembered
from loaders.values.numbers import DIGITS, WORDS, from_words, in_digits

_SCALES = {"": 1, "k": 10**3, "mille": 10**3, "m": 10**6, "million": 10**6, "md": 10**9}
_SCALES |= {"mds": 10**9, "mrd": 10**9, "mrds": 10**9, "milliard": 10**9}

_AMOUNT = re.compile(
    rf"(?<![\w,.-])(?P<number>{DIGITS}|{WORDS})"
    r"(?: ?(?P<scale>milliards?|millions?|mille|Mrds?|Mds?|M|k)(?![a-z]))?"
    r" ?(?:d'|de )?(?P<currency>€|euros?\b|EUR\b)(?! ?/| par (?:m²|m2"
    r"|mètres?|mois|jours?|heures?|nuits?|m\b))"
    r"(?: (?P<words_tax>hors taxes?|toutes taxes comprises))?"
    rf"(?: \((?P<again>{DIGITS}) ?(?:€|euros?|EUR)(?: (?P<again_tax>HT|TTC))?\))?",
    re.IGNORECASE,
)
_BEFORE = (
    (
        "minimum",
        r"plus de|au moins|supérieure?s? à|au minimum|a minima|minimum de|\+ de|un minimum de",
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
    ("plafond", re.compile(r"(?: (?:HT|TTC))? ?\(?(?:au )?maximum\b| au plus\b", re.IGNORECASE)),
    ("minimum", re.compile(r"(?: (?:HT|TTC))? ?\(?(?:au |a )?minim(?:um|a)\b", re.IGNORECASE)),
    ("approche", re.compile(r"(?: (?:HT|TTC))? ?\(?environ\b", re.IGNORECASE)),
)
_NAMED_TAX = re.compile(r"\b(HT|TTC|hors taxes?|toutes taxes comprises)\b", re.IGNORECASE)
_TAX = re.compile(r" ?\(?(HT|TTC|hors taxes?|toutes taxes comprises)\b", re.IGNORECASE)


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
        if match and not text[match.start() - 1 : match.start()].isalpha():
            return nature, match.start()
    for nature, pattern in _AFTERWARDS:
        if pattern.match(text, end):
            return nature, start
    return "exact", start


def _value(match: re.Match[str]) -> Decimal:
    if match["again"]:
        return in_digits(match["again"])
    scale = (match["scale"] or "").lower()
    factor = _SCALES[scale if scale in _SCALES else scale.rstrip("s")]
    number = match["number"]
    return (in_digits(number) if number[0].isdigit() else Decimal(from_words(number))) * factor


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

    « deux cent mille euros (200 000 €) » is one sum. A price for a unit (« 12 €/m² ») is not read.
    """
    found = []
    for match in _AMOUNT.finditer(text):
        nature, start = qualified(text, match.start(), match.end())
        euros = Euros(_value(match), nature, _tax(text, match))
        found.append(Found(euros, start, match.end()))
    return found
