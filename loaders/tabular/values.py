"""What a cell of an official table means: text in, canonical text out.

Each function takes a cell without outer spaces and never empty, and raises
ValueError with the reason and the remedy where the cell means nothing.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache

ABSENT = frozenset({"", "NA", "N/A", "NULL", "null", "nan", "NaN", "None"})
"""Cells by which official tables say that nothing is known."""

MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            ("janvier",),
            ("février", "fevrier"),
            ("mars",),
            ("avril",),
            ("mai",),
            ("juin",),
            ("juillet",),
            ("août", "aout"),
            ("septembre",),
            ("octobre",),
            ("novembre",),
            ("décembre", "decembre"),
        ),
        start=1,
    )
    for name in names
}

_NUMBER_AS_CODE = re.compile(r"([0-9]+)\.0+")
_COMMUNE = re.compile(r"[0-9]{4,6}|[0-9][AB][0-9]{3}")
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_SPACES = re.compile(r"[\s\u00a0\u202f]")


def text(cell: str) -> str:
    """The words, with runs of spaces and line ends made one space."""
    return " ".join(cell.split())


def _digits(cell: str) -> str:
    """A code that a spreadsheet took for a number, without its spaces and its ``.0``."""
    if cell.isascii() and cell.isdecimal():
        return cell
    bare = _SPACES.sub("", cell)
    number = _NUMBER_AS_CODE.fullmatch(bare)
    return number[1] if number else bare


def commune(cell: str) -> str:
    """An INSEE code of commune; lost leading zeros come back (``1004`` → ``01004``).

    A code of six digits is kept: official tables hold one (999999), and the
    shapes must be able to say so.
    """
    if len(cell) == 5 and cell.isascii() and cell.isdecimal():
        return cell
    code = _digits(cell).upper()
    if _COMMUNE.fullmatch(code):
        return code.zfill(5)
    raise ValueError(f"{cell!r} is not an INSEE code of commune; write it like 01004 or 2A004")


@lru_cache(maxsize=1024)
def departement(cell: str) -> str:
    """A code of département: ``1`` → ``01``, ``2a`` → ``2A``."""
    code = _digits(cell).upper()
    if re.fullmatch(r"[0-9]{1,3}|2[AB]", code):
        return code.zfill(2)
    raise ValueError(f"{cell!r} is not a code of département; write it like 01, 2A or 971")


def region(cell: str) -> str:
    """A code of région: ``1`` → ``01``."""
    code = _digits(cell)
    if re.fullmatch(r"[0-9]{1,3}", code):
        return code.zfill(2)
    raise ValueError(f"{cell!r} is not a code of région; write it like 01 or 76")


def siren(cell: str) -> str:
    """Nine digits; the Luhn key is the shapes' business, so that a wrong one is seen."""
    code = cell if cell.isascii() and cell.isdecimal() else _digits(cell)
    if len(code) == 9 and code.isdecimal():
        return code
    raise ValueError(f"{cell!r} is not a SIREN; write its nine digits")


def territory(cell: str) -> str:
    """The code of a commune (5), of an EPCI (9) or of a département (2 or 3).

    The grants of 2019 write ``20A`` and ``20B`` for the départements of Corsica.
    """
    code = _digits(cell).upper()
    if re.fullmatch(r"20[AB]", code):
        return "2" + code[-1]
    if re.fullmatch(r"[0-9]{9}|[0-9]{5}|2[AB][0-9]{3}|[0-9]{2,3}|2[AB]", code):
        return code
    if re.fullmatch(r"[0-9]{4}", code):
        return code.zfill(5)
    raise ValueError(f"{cell!r} is not the code of a territory; write an INSEE code or a SIREN")


def identifier(cell: str) -> str:
    """An identifier within a programme: ``ACV042`` → ``acv-042``; others as written."""
    found = re.fullmatch(r"([A-Za-z]{2,})-?([0-9].*)", cell)
    return f"{found[1].lower()}-{found[2]}" if found else text(cell)


def identifiers(cell: str) -> str:
    """One identifier or several, joined by `` ; ``."""
    return " ; ".join(identifier(part.strip()) for part in cell.split(";") if part.strip())


def integer(cell: str) -> str:
    """A whole number, with or without spaces between thousands."""
    number = cell if cell.isascii() and cell.isdecimal() else _digits(cell)
    if number.removeprefix("-").isdecimal():
        return str(int(number))
    raise ValueError(f"{cell!r} is not a whole number; write it in digits")


def decimal(cell: str) -> str:
    """A decimal with all its digits; a French comma becomes a point."""
    number = _SPACES.sub("", cell).replace(",", ".")
    if _DECIMAL.fullmatch(number):
        return number
    raise ValueError(f"{cell!r} is not a decimal number; write it like 1234.50")


def _day(year: str, month: int, day: str) -> str:
    return date(int(year), month, int(day)).isoformat()


def words_to_date(cell: str) -> str:
    """The ISO date of French words, or an empty text where they give no full date.

    « 13 juillet 2018 » → ``2018-07-13``; « indefini » and « 5 juillet » → ````.
    """
    found = re.fullmatch(r"([0-9]{1,2})(?:er)? ([a-zéû]+) ([0-9]{4})", text(cell).lower())
    if not found or found[2] not in MONTHS:
        return ""
    return _day(found[3], MONTHS[found[2]], found[1])


def day(cell: str) -> str:
    """An ISO date, from ``2018-07-13``, ``13/07/2018``, ``13-07-2018`` or French words."""
    bare = re.sub(r"[T ][0-9][0-9]:[0-9][0-9](:[0-9][0-9])?.*$", "", cell)
    try:
        if found := re.fullmatch(r"([0-9]{4})-([0-9][0-9])-([0-9][0-9])", bare):
            return _day(found[1], int(found[2]), found[3])
        if found := re.fullmatch(r"([0-9][0-9]?)[/-]([0-9][0-9]?)[/-]([0-9]{4})", bare):
            return _day(found[3], int(found[2]), found[1])
        if words := words_to_date(cell):
            return words
    except ValueError:
        pass
    raise ValueError(f"{cell!r} is not a date; write it like 2018-07-13")


def uri(cell: str) -> str:
    """An absolute http(s) IRI."""
    if re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", cell):
        return cell
    raise ValueError(f"{cell!r} is not a web address; write it from http on")


def one_of(meanings: Mapping[str, str]) -> Callable[[str], str]:
    """A reader of cells that may say only these words (any case), each with its meaning."""
    folded = {word.casefold(): meaning for word, meaning in meanings.items()}

    @lru_cache(maxsize=1024)
    def read(cell: str) -> str:
        try:
            return folded[text(cell).casefold()]
        except KeyError:
            known = ", ".join(sorted(meanings))
            raise ValueError(f"{cell!r} is not known here; write one of: {known}") from None

    return read
