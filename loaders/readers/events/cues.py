"""The words that tell what happened on a date, and how far they reach."""

import re

_WORDS = (
    (
        "candidature",
        r"\bcandidat(?:ure|e|é)?s?\b|\bacte de candidature|\ble dossier (?:a|avait) été déposé",
    ),
    (
        "labellisation",
        r"\blabellis\w+|\blauréate?s?\b|\bretenue?s?\b(?! par un)"
        r"|\bsélectionnée?s?\b|\bobtenu le label",
    ),
    (
        "echeance",
        r"\bjusqu'(?:en|au|à)(?= (?:la |le |fin |d[ue'] ?)*$)|\béchéance"
        r"|\b(?:prend(?:ra)?|prenant) (?:donc )?fin\b"
        r"|\bson terme\b|\bexpir\w+|\bs'achèv(?:e|era)\b|\bau plus tard\b"
        r"|\barriv\w+ à terme|\bse termine(?:ra)?\b",
    ),
    ("approbation", r"\bapprouv\w+|\bapprobation\b|\badopt(?:é|ée|és|ées|ion)\b"),
    (
        "deliberation",
        r"\bdélibér\w+|\bs'est prononcée?\b|\bséance (?:publique |ordinaire "
        r"|extraordinaire )?(?:du|en date)"
        r"|\b(?:réuni|assemblé)e?\b.{0,30}\ble\b",
    ),
    ("signature", r"\b(?:co)?sign(?:é|ée|és|ées|ature|atures|ent|era|eront|er)\b"),
    (
        "debut",
        r"\b(?:depuis|dès|à compter d[ue']|à partir d[ue'])(?= ?(?:le |la |l'|mois d[e'] ?)*$)"
        r"|\bentr\w+ en vigueur|\b(?:prend(?:ra)?|prenant) effet\b|\bdébut(?:e|era)\b",
    ),
)
CUES = tuple((event, re.compile(words, re.IGNORECASE)) for event, words in _WORDS)

_SINCE = 14
"""Reach of « lauréate depuis le »: the event, not the « depuis », tells."""

Cue = tuple[str, tuple[int, int]]


def inside(text: str, start: int, end: int) -> Cue | None:
    """« depuis 2016 » holds its cue."""
    if re.match(r"(?:depuis|dès|à partir)", text[start:end], re.IGNORECASE):
        return "debut", (start, start)
    return None


def before(text: str, start: int, end: int) -> Cue | None:
    """The nearest cue in ``text[start:end]``."""
    found = [
        (match.end(), event, match.span())
        for event, pattern in CUES
        for match in pattern.finditer(text, start, end)
    ]
    if not found:
        return None
    end_of_last, event, span = max(found)
    if event == "debut":
        told = [each for each in found if each[1] in ("labellisation", "candidature")]
        near = [each for each in told if end_of_last - each[0] < _SINCE]
        _, event, span = max(near, default=(end_of_last, event, span))
    return event, span


def after(text: str, start: int, end: int) -> Cue | None:
    """« 13 juillet 2018 : signature »; the words must follow at once."""
    for event, pattern in CUES:
        match = pattern.search(text, start, min(end, start + 25))
        if match and not re.search(r"[.;,]", text[start : match.start()]):
            return event, match.span()
    return None
