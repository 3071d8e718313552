"""Figures and dates as people read them, in French and in English."""

from decimal import ROUND_HALF_UP, Decimal

THIN, FIXED = "\u202f", "\u00a0"
"""The narrow space between thousands, the space before a unit: neither breaks a line."""

MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}


def number(value: Decimal | int, language: str = "fr") -> str:
    """1707978946.5 → « 1 707 978 946,5 » (fr), “1,707,978,946.5” (en)."""
    plain = f"{value:,f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain if language == "en" else plain.replace(",", THIN).replace(".", ",")


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def euros(value: Decimal | int, language: str = "fr") -> str:
    """An amount in euros, to the cent only where it has cents."""
    cents = _rounded(Decimal(value), 2)
    whole = cents == cents.to_integral_value()
    figure = number(cents.to_integral_value(), language)
    if not whole:
        figure = f"{cents:,.2f}"
        figure = figure if language == "en" else figure.replace(",", THIN).replace(".", ",")
    return f"€{figure}" if language == "en" else f"{figure}{FIXED}€"


def percent(value: Decimal | int, language: str = "fr") -> str:
    """A percentage (78.947 means 78.9 %), to one decimal."""
    figure = number(_rounded(Decimal(value), 1), language)
    return f"{figure}%" if language == "en" else f"{figure}{FIXED}%"


def date(text: str, language: str = "fr") -> str:
    """``2018-07-13``, ``2022-10`` or ``2016`` in words; any other text as it is."""
    parts = text.split("-")
    if not all(part.isdecimal() for part in parts) or not 2 <= len(parts) <= 3:
        return text
    months = MONTHS[language].split()
    month = int(parts[1])
    if not 1 <= month <= len(months):
        return text
    words = [months[month - 1], parts[0]]
    if len(parts) == 3:
        day = int(parts[2])
        words.insert(0, "1er" if day == 1 and language == "fr" else str(day))
    return FIXED.join(words)
