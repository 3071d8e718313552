"""Labels in words: amounts, dates and titles as a French or English reader writes them.

Spaces are plain ones, so that a label can be searched as it is typed.
"""

import re
from decimal import Decimal

MONTHS = (
    ("janvier", "January"),
    ("février", "February"),
    ("mars", "March"),
    ("avril", "April"),
    ("mai", "May"),
    ("juin", "June"),
    ("juillet", "July"),
    ("août", "August"),
    ("septembre", "September"),
    ("octobre", "October"),
    ("novembre", "November"),
    ("décembre", "December"),
)
SCALES = (
    (Decimal(10**9), "Md€", " billion"),
    (Decimal(10**6), "M€", " million"),
)
"""Unit, its French sign, its English word; smaller sums are written out."""
ARTICLE = re.compile(
    r"(?:les|des|la|le|du|de la)\s+|(?:l|d|de l)['’]\s*"
    r"|(?:Les|La|Le)\s+(?=[a-zà-ÿ])|L['’]\s*(?=[a-zà-ÿ])"
)
"""An article that is no part of a name: « Le Mans » and « La Rochelle » keep theirs."""
OPEN = ".."
"""The end of an interval that has none, in EDTF."""
QUOTE_LENGTH = 80
"""Characters of a passage's words that its label shows."""
_PARTICIPLE = r"\w+(?:ée?s?|ue?s?|ie?s?) (?:dans|par|à|au|aux|avec|en)\b"
_NO_BEGINNING = re.compile(
    r"(?:mais|aussi|depuis|et|ou|ni|or|car|donc|puis|ainsi|alors|enfin|si|comme|quand|lorsque?"
    r"|tandis|cependant|toutefois|néanmoins|pourtant|déjà|encore|toujours|très|plus|moins|afin"
    r"|actuellement|également|notamment|récemment|initialement|finalement|prochainement"
    r"|dans|pour|par|sur|avec|sans|sous|vers|selon|lors|entre|à|au|aux|de|du|en|dès|jusqu"
    r"|ils?|elles?|on|nous|vous|ceci|cela|celle|celui|ceux|se|ne|y|qui|que|dont|où"
    rf"|disponible|été)\b|[sncj]['’]|{_PARTICIPLE}",
    re.IGNORECASE,
)
_NO_END = re.compile(
    r"(?<!\w)(?:comme|et|ou|ni|à|au|aux|de|du|des|en|dès|dans|pour|par|sur|avec|sans|sous|vers"
    r"|pouvant|aller|l['’]|d['’]|les?|la|une?)$"
)
_CLAUSE = re.compile(
    r"(?<![\w-])(?:est|sont|était|a|ont|eu|eut|fut|ayant|étant|été|qui|que|dont|où"
    r"|constituent?|vient|viennent|permet|permettent|devient|deviennent|restent|tend|tendent"
    r"|souhaité?e?s?|souhaitent|peut|peuvent|doit|doivent|prend|prennent|met|mettent|va|vont|font"
    r"|disposent|comptent?|sera|\w+(?:aient|eront|iront))(?![\w-])|[,;:…]"
)
"""A finite verb, a relative clause or a break: the words of a sentence, not the name of a thing."""


def plain(value: Decimal) -> str:
    """`value` without exponent, nor zeros after the last figure: ``1.20`` → ``1.2``."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def decimal(text: str) -> str:
    """The lexical form of a decimal that Turtle keeps as it is: ``50`` → ``50.0``."""
    short = plain(Decimal(text))
    return short if "." in short else short + ".0"


def euros(text: str) -> tuple[str, str]:
    """A sum in euros, French and English: « 1,2 Md€ », ``€1.2 billion``."""
    value = Decimal(text)
    for unit, sign, word in SCALES:
        scaled = value / unit
        if scaled >= 1 and scaled == round(scaled, 2):
            short = plain(scaled)
            return f"{short.replace('.', ',')} {sign}", f"€{short}{word}"
    grouped = f"{Decimal(plain(value)):,}"
    return grouped.replace(",", " ").replace(".", ",") + " €", "€" + grouped


def _day(text: str) -> tuple[str, str]:
    """One EDTF date in words; what is not a date is returned as it is."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", text)
    if not found or (found[2] and not 1 <= int(found[2]) <= 12):
        return text, text
    year, month, day = found.groups()
    if not month:
        return year, year
    french, english = MONTHS[int(month) - 1]
    if not day:
        return f"{french} {year}", f"{english} {year}"
    number = int(day)
    return f"{'1er' if number == 1 else number} {french} {year}", f"{number} {english} {year}"


def date(text: str) -> tuple[str, str]:
    """An EDTF date or interval in words: ``2022-10`` → « octobre 2022 », ``October 2022``."""
    first, _, last = text.partition("/")
    if last == OPEN:
        return f"depuis {_day(first)[0]}", f"since {_day(first)[1]}"
    if first == OPEN:
        return f"jusqu'à {_day(last)[0]}", f"until {_day(last)[1]}"
    pairs = [_day(part) for part in text.split("/")]
    return "–".join(fr for fr, _ in pairs), "–".join(en for _, en in pairs)


def capital(text: str) -> str:
    """`text` with a first capital."""
    return text[:1].upper() + text[1:]


def without_article(text: str) -> str:
    """« la Commune de Fleurance » → « Commune de Fleurance »; blanks become one space."""
    words = " ".join(text.split())
    found = ARTICLE.match(words)
    return words[found.end() :] if found and found.end() < len(words) else words


def is_noun_phrase(text: str) -> bool:
    """Whether words cut out of a sentence name a thing, so that a label can show them.

    In doubt they do not: « OPAH-RU » does, « est de réhabiliter » and « vacance,
    est en hausse » do not. The event that a reader adds in parentheses is not counted.
    """
    words = re.sub(r" \((?:signature|échéance)\)$", "", text)
    return (
        bool(words)
        and not _NO_BEGINNING.match(words)
        and not _CLAUSE.search(words)
        and not _NO_END.search(words)
        and _is_balanced(words)
    )


def _is_balanced(text: str) -> bool:
    """Whether every parenthesis and guillemet that opens closes, in order."""
    rest = re.sub(r"[^()«»]", "", text)
    while "()" in rest or "«»" in rest:
        rest = rest.replace("()", "").replace("«»", "")
    return not rest


def series(names: list[str], conjunction: str) -> str:
    """« a, b et c »."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {conjunction} {names[-1]}"


def shortened(text: str) -> str:
    """The first words of a quote, on one line."""
    words = " ".join(text.split())
    return words if len(words) <= QUOTE_LENGTH else words[: QUOTE_LENGTH - 1].rstrip() + "…"
