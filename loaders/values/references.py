"""Legal references in French text, in one notation: « CCH L303-2 », « loi 2018-1021 »."""

import re
from collections.abc import Mapping
from functools import lru_cache

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

_SUFFIX = (
    r"(?: (?:bis|ter|quater|quinquies|sexies|septies|octies|novies|decies|\w+icies)(?: [A-Z]\b)?)?"
)
_PREFIXED = rf"(?:[LRDA]\.? ?\*? ?\d{{3,4}}(?:-\d+)*|[LRDA]\*?\d{{1,2}}(?:-\d+)+){_SUFFIX}"
_BARE = rf"\d+(?:-\d+)*{_SUFFIX}"
_NAMES = "|".join(re.escape(name) for name in sorted({*CODES, *CODES.values()}, key=len)[::-1])
_PARTS = re.compile(
    rf"(?P<article>(?<![\w-]){_PREFIXED}(?![\w-]))"
    rf"|(?P<listed>\b(?:articles?|art\.) {_BARE}(?:(?:, | et | à | ou ){_BARE})*)(?![\w-])"
    rf"|(?P<code>\b(?:(?P<same>(?:du|le|ce) même code|(?:dudit|ledit|au dit)"
    rf" code)|(?:{_NAMES})(?!\w)))"
    r"|(?P<other>\b(?:présente?|convention|loi|décret|annexe|règlement|traité|arrêté)\b)"
    r"|(?P<stop>[;]|\.(?= [A-ZÀ-Þ][a-zà-ÿ]))",
    re.IGNORECASE,
)
_WORDS: tuple[str, ...] = (
    "code",
    "article",
    "art.",
    "loi",
    "décret",
    "ordonnance",
    "circulaire",
    "instruction",
)
_WORDS += ("arrêté", "directive", "règlement")
_NUMBER = re.compile(r"[LRDAlrda]\.? ?\*?\d")
_AHEAD = re.compile(
    rf"(?:(?:, | et | à | ou |, et )(?:de l'article |l'article )?{_PREFIXED})*(?: et suivants?)?"
    rf" (?:du|dudit|de la) (?:{_NAMES})(?!\w)",
    re.IGNORECASE,
)
_FORWARD = re.compile(
    r"(?:[ ,()»]|\([^()]{0,80}\)|\bet(?: suivants?| ss\.?| s\.)?"
    r"|\bsuivants?|\bss?\.|\bou\b|\bà\b|\bainsi que\b|\bl'|\bde l'|\bde\b"
    r"|\bles\b|\bdes\b|\barticles?\b|\bmodifiée?s?\b|\bI+\b|\b\d°)*"
    r"(?:\b(?:du|dudit|de la|de ce|au sens du|le|issu du) ?|\()$",
    re.IGNORECASE,
)
_BACKWARD = re.compile(
    r"[ ,:(«»A-Z)-]*(?:\(.{1,15}\),? ?)?(?:(?:et )?notamment|en particulier"
    r"|, et|et|pris en|dont|, (?:en )?ses|, articles?|:|\()\b"
    r"|,? (?:\(\w+\)|ses|en ses|aux?|articles?|art\.|en son|en l')",
    re.IGNORECASE,
)
_TEXT = re.compile(
    r"\b(?P<kind>loi|décret|ordonnance|décret-loi)(?: organique| constitutionnelle)?"
    r" (?:[A-ZÉ][\w-]*\.? ){0,3}(?:n° ?|no\.? ?|n\. ?|nº ?)?(?P<number>\d{2,4}-\d{1,4})\b",
    re.IGNORECASE,
)
_OF_CABINET = re.compile(
    r"\bcirculaire\b[^.;\d]{0,60}n° ?(?P<number>\d{3,5}/S\.?G\.?)", re.IGNORECASE
)
"""Circulars of the Prime Minister: « n° 6231/SG »."""
_NUMBERED = re.compile(
    r"\b(?P<kind>circulaire|instruction)(?: [a-zà-ÿ]+){0,3} (?:n° ?|no\.? ?"
    r"|nº ?)(?P<number>\d{2,4}-\d{1,4})(?:/[\w/-]+)?",
    re.IGNORECASE,
)
_BEFORE_DAY = re.compile(
    r"\b(?P<kind>circulaire|instruction|arrêté)\b(?: n°"
    r" ?[\w/.-]+)?[^.;\d]{0,80}?(?: en date)? du $",
    re.IGNORECASE,
)
_EUROPEAN = re.compile(
    r"\b(?P<kind>règlement|directive) \((?:UE|CE|CEE)\) (?:n° ?)?(?P<number>\d{2,4}/\d{1,4})\b",
    re.IGNORECASE,
)


def _may_cite(text: str) -> bool:
    """Whether a text may name a law: one that does not is not looked at further."""
    lower = text.lower()
    return any(word in lower for word in _WORDS) or bool(_NUMBER.search(text))


def _notation(number: str) -> str:
    """« L. 303-2 » and « l303-2 » → « L303-2 »."""
    match = re.match(r"([LRDA])\.? ?(\*?) ?(\d.*)", number, re.IGNORECASE)
    return f"{match[1].upper()}{match[2]}{match[3]}" if match else number


def _code(match: re.Match[str], last: str | None) -> str | None:
    """The abbreviation of a code; « le même code » is the last one named."""
    if match["same"]:
        return last
    abbreviations = {code.lower(): code for code in CODES.values()} | dict(CODES)
    return abbreviations[match["code"].lower()]


@lru_cache(maxsize=4_096)
def _articles(text: str, last: str | None) -> tuple[list[Found[str]], str | None]:
    """The articles of codes: the code stands after them, or before (« notamment ses articles »)."""
    found: list[Found[str]] = []
    waiting: list[re.Match[str]] = []
    before: re.Match[str] | None = None
    current: str | None = None
    for match in _PARTS.finditer(text):
        if match["article"] or match["listed"]:
            known = before is not None and not waiting and _BACKWARD.match(text, before.end())
            known = None if _AHEAD.match(text, match.end()) else known
            if (
                known
                and before
                and current
                and not re.search(r"\.(?= [A-ZÀ-Þ])", text[before.end() : match.start()])
            ):
                found += _each(match, current, before.start(), match.end())
            else:
                waiting.append(match)
        elif match["code"]:
            last = _code(match, last)
            lead = text[waiting[-1].end() : match.start()] if waiting else ""
            if (
                waiting
                and last
                and re.search(r"(?:\b(?:du|dudit|de la|de ce|le)|\() ?$|^[ ,(]*$", f" {lead}")
            ) or match["same"]:
                for each in waiting:
                    between = _without(text, each.end(), match.start(), waiting)
                    if last and (_FORWARD.fullmatch(between) or match["same"]):
                        found += _each(each, last, each.start(), match.end())
            waiting, before, current = [], match, last
        elif match["other"]:
            waiting = []
        else:
            waiting, before = [], None
    return found, last


def _without(text: str, start: int, end: int, articles: list[re.Match[str]]) -> str:
    """The text between, the other articles of the list left out."""
    words = text[start:end]
    for each in articles:
        if start <= each.start() < end:
            words = words.replace(each[0], "", 1)
    return words


def _each(match: re.Match[str], code: str, start: int, end: int) -> list[Found[str]]:
    """One value for each number of a list of articles."""
    if match["article"]:
        return [Found(f"{code} {_notation(match['article'])}", start, end)]
    numbers = re.findall(_BARE, match["listed"], re.IGNORECASE)
    return [Found(f"{code} {number}", start, end) for number in numbers]


def _dated(text: str) -> list[Found[str]]:
    """Circulars, instructions and orders by their day, where they have no number of their own."""
    found = []
    for day in dates(text):
        match = _BEFORE_DAY.search(text, max(0, day.start - 120), day.start)
        numbered = match and (
            _NUMBERED.match(text, match.start()) or _OF_CABINET.match(text, match.start())
        )
        if match and day.value.is_day and not numbered:
            value = f"{match['kind'].lower()} {day.value.value}"
            found.append(Found(value, match.start(), day.end))
    return found


def references(text: str, code: str | None = None) -> list[Found[str]]:
    """Every article of a code, law, decree, dated circular and European act that is named.

    `code` is the abbreviation of the last code named before, for « le même code ».
    """
    if not _may_cite(text):
        return []
    found = [*_articles(text, code)[0], *_dated(text)]
    for pattern in (_TEXT, _NUMBERED, _EUROPEAN):
        found += [
            Found(f"{match['kind'].lower()} {match['number']}", match.start(), match.end())
            for match in pattern.finditer(text)
        ]
    found += [
        Found(f"circulaire {match['number']}", match.start(), match.end())
        for match in _OF_CABINET.finditer(text)
    ]
    return sorted(set(found), key=lambda item: (item.start, item.value))


def last_code(text: str, code: str | None = None) -> str | None:
    """The abbreviation of the last code that a text names, else `code`."""
    if not _may_cite(text):
        return code
    return _articles(text, code)[1]


def in_words(notation: str) -> str:
    """A notation as a text cites it: « CCH L303-2 » → « article L303-2 du code de … »."""
    kind, _, number = notation.rpartition(" ")
    names = {code: name for name, code in CODES.items()}
    return f"article {number} du {names[kind]}" if kind in names else f"{kind} n° {number}"
