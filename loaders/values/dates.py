"""Dates, periods and times in French text."""

import re
from collections.abc import Iterator

from loaders.values import Found, outside, remembered
from maillage.values import MONTHS, Edtf

_ABBREVIATED = (
    r"janv(?:ier|\.)?|f[ée]v(?:rier|r?\.)?|mars|avr(?:il|\.)?|mai|juin|juil(?:let|\.)?|ao[ûu]t"
    r"|sept(?:embre|\.)?|oct(?:obre|\.)?|nov(?:embre|\.)?|d[ée]c(?:embre|\.)?"
)
_YEAR = r"(?:19|20)\d\d"
_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?"
_BEFORE = r"(?<![\w/.-])"
_AFTER = r"(?![\w/]|[.-]\d)"

_IN_WORDS = re.compile(
    rf"{_BEFORE}{_WEEKDAY}(?P<day>1 ?er|\d{{1,2}}) (?P<month>{_ABBREVIATED}) (?P<year>{_YEAR})"
    rf"{_AFTER}",
    re.IGNORECASE,
)
_IN_FIGURES = re.compile(
    rf"{_BEFORE}(?P<day>\d{{1,2}})(?P<mark>[/.-])(?P<month>\d{{1,2}})(?P=mark)"
    rf"(?P<year>{_YEAR}|(?<=/)\d\d){_AFTER}"
)
_ISO = re.compile(rf"{_BEFORE}(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d){_AFTER}")
_MONTH = re.compile(
    rf"(?<![\w/-])(?<!\d )(?<!\der )(?P<month>{_ABBREVIATED}) (?P<year>{_YEAR}){_AFTER}",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    rf"(?<![\w/.-])(?<!n° )(?<!n°)(?P<start>{_YEAR}) ?[-–—/] ?(?P<end>{_YEAR})(?![\w/-])"
    rf"|\b(?:de|entre) (?P<start2>{_YEAR}) (?:à|et) (?P<end2>{_YEAR})\b",
    re.IGNORECASE,
)
_FROM = r"(?:du|de|d'|entre|à compter du|à partir du)"
_ALONE = re.compile(r"(?:^|[|¶:;(]) ?$")
_TO = r"(?:au|à(?: la fin)?|jusqu'(?:au|en|à)|et|-|–|—)"
_YEAR_ALONE = re.compile(
    r"\b(?P<cue>depuis|dès|en|courant|d'ici(?: à)?|à partir de|fin|début|pour|avant|après"
    r"|(?:au |du |le )printemps|(?:à |de |en )?l'été|(?:à |de )?l'automne"
    r"|(?:à |de )?l'hiver|(?:le )?millésime)"
    r" (?:de |l'année |fin |début |le printemps |l'été |l'automne )?"
    rf"(?P<year>{_YEAR})(?![\w/]|[-–] ?\d)",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?<![\w,.])(?P<hour>[01]?\d|2[0-3]) ?h(?: ?(?P<minute>[0-5]\d))?(?!\w)")


def _month_number(word: str) -> int:
    """The number of a month from its name or abbreviation, accents or not."""
    key = word.lower().rstrip(".").translate(str.maketrans("éû", "eu"))
    plain = [month.translate(str.maketrans("éû", "eu")) for month in MONTHS]
    return next(n for n, month in enumerate(plain, start=1) if month.startswith(key))


def _read(match: re.Match[str]) -> Edtf | None:
    groups = match.groupdict()
    month = groups["month"]
    day = re.sub(r"\D", "", groups.get("day") or "")
    year = int(groups["year"]) + (2000 if len(groups["year"]) == 2 else 0)
    number = int(month) if month.isdigit() else _month_number(month)
    try:
        return Edtf.of(year, number, int(day) if day else None)
    except ValueError:
        return None


def _found(pattern: re.Pattern[str], text: str) -> list[Found[Edtf]]:
    matches = ((match, _read(match)) for match in pattern.finditer(text))
    return [Found(value, match.start(), match.end()) for match, value in matches if value]


def _periods(text: str) -> list[Found[Edtf]]:
    found = []
    for match in _PERIOD.finditer(text):
        start, end = match["start"] or match["start2"], match["end"] or match["end2"]
        if start < end:
            found.append(Found(Edtf(f"{start}/{end}"), match.start(), match.end()))
    return found


@remembered
def dates(text: str) -> list[Found[Edtf]]:
    """Days, months and periods of years, in their order: « 03 novembre 2020 » → 2020-11-03.

    A day without a year, a date that no calendar has and a blank are not dates.
    """
    found: list[Found[Edtf]] = []
    for pattern in (_IN_WORDS, _IN_FIGURES, _ISO, _MONTH):
        found += outside(_found(pattern, text), [(item.start, item.end) for item in found])
    found += outside(_periods(text), [(item.start, item.end) for item in found])
    return list(_spanned(text, sorted(found, key=lambda item: item.start)))


def _spanned(text: str, found: list[Found[Edtf]]) -> Iterator[Found[Edtf]]:
    """« du 15 mars 2021 au 16 avril 2021 » and « mars 2020 - juin 2021 » as one interval."""
    position = 0
    while position < len(found):
        first = found[position]
        second = found[position + 1] if position + 1 < len(found) else None
        period = _interval(text, first, second) if second else None
        if period:
            yield period
            position += 2
        else:
            yield first
            position += 1


def _interval(text: str, first: Found[Edtf], second: Found[Edtf]) -> Found[Edtf] | None:
    between = re.fullmatch(rf" ?({_TO}) ?", text[first.end : second.start])
    same = len(first.value.value) == len(second.value.value) in (7, 10)
    if not between or not same or first.value.value >= second.value.value:
        return None
    opened = re.search(rf"\b{_FROM} ?$", text[: first.start], re.IGNORECASE)
    dash = between[1] in ("-", "–", "—")
    if not dash and not opened and not _ALONE.search(text[: first.start]):
        return None
    if between[1].startswith("et") and opened and not opened[0].lower().startswith("entre"):
        return None
    return Found(Edtf(f"{first.value.value}/{second.value.value}"), first.start, second.end)


@remembered
def years(text: str) -> list[Found[Edtf]]:
    """Years that a preposition makes a date: « depuis 2014 », « en 2015 », « courant 2018 »."""
    taken = [(item.start, item.end) for item in dates(text)]
    matches = _YEAR_ALONE.finditer(text)
    found = [Found(Edtf(match["year"]), match.start(), match.end()) for match in matches]
    return outside(found, taken)


@remembered
def times(text: str) -> list[Found[str]]:
    """Times of the day as ``16:30``: « 16 h 30 », « 9h »."""
    return [
        Found(f"{int(match['hour']):02}:{match['minute'] or '00'}", match.start(), match.end())
        for match in _TIME.finditer(text)
    ]
