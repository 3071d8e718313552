"""Legal references in French text, in one notation: « CCH L303-2 », « loi 2018-1021 »."""

import re
from collections.abc import Mapping

from loaders.values import Found
from loaders.values.dates import dates

CODES: Mapping[str, str] = {
    "code de la construction et de l'habitation": "CCH",
    "code général des collectivités territoriales": "CGCT",
    "code général des impôts": "CGI",
    "code de l'urbanisme": "CU",
    "code de l'environnement": "C. env.",
    "code du patrimoine": "C. patr.",
    "code de commerce": "C. com.",
    "code monétaire et financier": "CMF",
    "code général de la propriété des personnes publiques": "CG3P",
    "code de la santé publique": "CSP",
    "code de la commande publique": "CCP",
    "code rural et de la pêche maritime": "CRPM",
    "code de l'action sociale et des familles": "CASF",
    "code de l'éducation": "C. éduc.",
    "code de l'énergie": "C. énergie",
    "code forestier": "C. for.",
    "code civil": "C. civ.",
    "code du travail": "C. trav.",
    "code de la sécurité sociale": "CSS",
    "code de la route": "C. route",
    "code du tourisme": "C. tour.",
    "code des relations entre le public et l'administration": "CRPA",
}
"""The codes by name; the abbreviation is read too (« L303-2 du CCH »)."""

_SUFFIX = r"(?: (?:bis|ter|quater|quinquies|sexies|septies|octies|novies|decies|\w+icies))?"
_NUMBER = rf"(?:[LRDA]\.? ?\*?)?\d+(?:-\d+)*{_SUFFIX}"
_NAMES = "|".join(re.escape(name) for name in sorted({*CODES, *CODES.values()}, key=len)[::-1])
_ARTICLE = re.compile(
    rf"(?:\b(?:articles?|art\.) |\b(?=[LRDA]\.? ?\*?\d))(?P<numbers>{_NUMBER}"
    rf"(?:(?:, | et | à | ou |, et )(?:de l'article |l'article )?{_NUMBER})*)"
    r"(?: et suivants|, modifié,)?"
    rf" (?:du |dudit |de la )(?P<code>{_NAMES})",
    re.IGNORECASE,
)
_TEXT = re.compile(
    r"\b(?P<kind>loi|décret|ordonnance|décret-loi)(?: organique| constitutionnelle)?"
    r" (?:[A-Z]+ )?(?:n° ?|no\.? ?|n\. ?)?(?P<number>\d{2,4}-\d{1,4})\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b(?P<kind>circulaire|instruction|arrêté)\b[^.;,\d]{0,60}? du ", re.IGNORECASE
)
_EUROPEAN = re.compile(
    r"\b(?P<kind>règlement|directive) \((?:UE|CE|CEE)\) (?:n° ?)?(?P<number>\d{2,4}/\d{1,4})\b",
    re.IGNORECASE,
)


def _notation(number: str) -> str:
    """« L. 303-2 » and « l303-2 » → « L303-2 »."""
    match = re.match(r"([LRDA])\.? ?(\*?)(\d.*)", number, re.IGNORECASE)
    return f"{match[1].upper()}{match[2]}{match[3]}" if match else number


def _articles(text: str) -> list[Found[str]]:
    abbreviations = {code.lower(): code for code in CODES.values()} | dict(CODES)
    found = []
    for match in _ARTICLE.finditer(text):
        code = abbreviations[match["code"].lower()]
        for number in re.findall(_NUMBER, match["numbers"], re.IGNORECASE):
            found.append(Found(f"{code} {_notation(number)}", match.start(), match.end()))
    return found


def _dated(text: str) -> list[Found[str]]:
    days = {item.start: item for item in dates(text) if item.value.is_day}
    return [
        Found(f"{match['kind'].lower()} {day.value.value}", match.start(), day.end)
        for match in _DATED.finditer(text)
        if (day := days.get(match.end()))
    ]


def references(text: str) -> list[Found[str]]:
    """Every article of a code, law, decree, dated circular and European act that is named."""
    found = _articles(text) + _dated(text)
    for pattern in (_TEXT, _EUROPEAN):
        found += [
            Found(f"{match['kind'].lower()} {match['number']}", match.start(), match.end())
            for match in pattern.finditer(text)
        ]
    return sorted(found, key=lambda item: (item.start, item.value))


def in_words(notation: str) -> str:
    """A notation as a text cites it: « CCH L303-2 » → « article L303-2 du code de … »."""
    kind, _, number = notation.rpartition(" ")
    names = {code: name for name, code in CODES.items()}
    return f"article {number} du {names[kind]}" if kind in names else f"{kind} n° {number}"
