"""Value types of the French administration: dates (EDTF), SIREN, SIRET.

Each is one small frozen class, checked when made, with two inverse directions:
text → value → text.
"""

import re
from calendar import monthrange, weekday
from dataclasses import dataclass

MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)

_POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def luhn(digits: str) -> bool:
    """Whether the last digit is the Luhn check digit of the others (ISO/IEC 7812-1, annex B)."""
    total = 0
    for position, digit in enumerate(reversed(digits)):
        number = int(digit) * (1 + position % 2)
        total += number - 9 if number > 9 else number
    return total % 10 == 0


@dataclass(frozen=True, order=True)
class Siren:
    """The nine digits that INSEE gives a legal unit.

    Raises:
        ValueError: not nine digits, or a wrong check digit.
    """

    digits: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[0-9]{9}", self.digits) or not luhn(self.digits):
            raise ValueError(f"not a SIREN: {self.digits!r}")

    @classmethod
    def parse(cls, text: str) -> "Siren":
        """Reads « 200 023 737 », whatever the spaces."""
        return cls(re.sub(r"[\s.]", "", text))

    def __str__(self) -> str:
        return f"{self.digits[:3]} {self.digits[3:6]} {self.digits[6:]}"


LA_POSTE = "356000000"
"""Its establishments are numbered so that the fourteen digits add up to a multiple of five."""


@dataclass(frozen=True, order=True)
class Siret:
    """The fourteen digits of an establishment: its SIREN and five more.

    Raises:
        ValueError: not fourteen digits, or a wrong check digit.
    """

    digits: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[0-9]{14}", self.digits):
            raise ValueError(f"not a SIRET: {self.digits!r}")
        of_la_poste = self.digits.startswith(LA_POSTE) and sum(map(int, self.digits)) % 5 == 0
        if not luhn(self.digits) and not of_la_poste:
            raise ValueError(f"not a SIRET: {self.digits!r}")

    @classmethod
    def parse(cls, text: str) -> "Siret":
        """Reads « 200 023 737 00012 », whatever the spaces."""
        return cls(re.sub(r"[\s.]", "", text))

    @property
    def siren(self) -> Siren:
        return Siren(self.digits[:9])

    def __str__(self) -> str:
        return f"{Siren.parse(self.digits[:9])} {self.digits[9:]}"


@dataclass(frozen=True, order=True)
class Edtf:
    """A date, month, year or interval of these: EDTF level 0 (ISO 8601-2:2019).

    Raises:
        ValueError: not a date of the calendar, or an interval that ends before it begins.
    """

    value: str

    def __post_init__(self) -> None:
        points = self.value.split("/")
        if len(points) > 2 or not all(map(_in_calendar, points)):
            raise ValueError(f"not a date: {self.value!r}")
        if len(points) == 2 and points[0] >= points[1]:
            raise ValueError(f"not an interval: {self.value!r}")

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> "Edtf":
        parts = [f"{year:04}"] + [f"{part:02}" for part in (month, day) if part is not None]
        return cls("-".join(parts))

    @property
    def is_day(self) -> bool:
        return len(self.value) == 10

    @property
    def weekday(self) -> int:
        """Of a full day, 0 for Monday."""
        year, month, day = map(int, self.value.split("-"))
        return weekday(year, month, day)

    @property
    def is_year(self) -> bool:
        return len(self.value) == 4

    @property
    def is_interval(self) -> bool:
        return "/" in self.value

    @property
    def datatype(self) -> str:
        """The XSD datatype of its precision: ``date``, ``gYearMonth``, ``gYear`` or ``string``."""
        if self.is_interval:
            return "string"
        return {4: "gYear", 7: "gYearMonth", 10: "date"}[len(self.value)]

    def words(self) -> str:
        """As French writes it: « 13 juillet 2018 », « 1er mai 2021 », « 2015-2020 »."""
        if self.is_interval:
            return self.value.replace("/", "-") if len(self.value) == 9 else self._both_ends()
        year, *rest = self.value.split("-")
        month = [MONTHS[int(rest[0]) - 1]] if rest else []
        day = [_day_in_words(int(rest[1]))] if len(rest) == 2 else []
        return " ".join([*day, *month, year])

    def _both_ends(self) -> str:
        start, end = self.value.split("/")
        return f"de {Edtf(start).words()} à {Edtf(end).words()}"


def _in_calendar(point: str) -> bool:
    match = _POINT.fullmatch(point)
    if not match or match[1] == "0000":
        return False
    month, day = int(match[2] or 1), int(match[3] or 1)
    return 1 <= month <= 12 and 1 <= day <= monthrange(int(match[1]), month)[1]


def _day_in_words(day: int) -> str:
    return "1er" if day == 1 else str(day)
