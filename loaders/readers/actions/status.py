"""The states of an action, as documents write them."""

import re

STATUS = (
    r"(?:mature|en (?:cours de )?maturation|20[12]\d|à engager|engagée?|livrée?|terminée?|achevée?"
    r"|réalisée?|finalisée?|abandonnée?|annulée?|reportée?|suspendue?|en cours(?: de réalisation|"
    r" d'exécution| de travaux)?|lancée?"
    r"|démarrée?|à l'étude|en projet|projet|idée|étude|en réflexion|en"
    r" émergence|à lancer|à démarrer"
    r"|à venir|programmée?|prête?(?: à démarrer)?|validée?|non engagée?|non démarrée?"
    r"|à maturer|intention"
    r"|études? en cours|travaux en cours)"
)
_NOTATIONS = (
    ("abandonnee", r"abandonn|annul"),
    ("reportee", r"report|suspend"),
    ("livree", r"livr|termin|achev|réalis|finalis"),
    ("en-maturation", r"en (?:cours de )?maturation|à maturer"),
    ("mature", r"mature|prête?\b"),
    ("a-engager", r"à engager|à lancer|à démarrer|à venir|programm|non engag|non démarr|valid"),
    ("idee", r"à l'étude|en projet|projet|idée|étude|(?:en )?(?:réflexion|émergence)|intention"),
    ("engagee", r"engag|en cours|lanc|démarr|travaux"),
)
_WHOLE = re.compile(rf"{STATUS}(?: en \d{{4}}| \(?\d{{4}}\)?)?", re.IGNORECASE)


def status(words: str | None) -> str | None:
    """The notation of a state (scheme `statut`), None where the words are none."""
    text = (words or "").strip(" .;:").lower()
    if not _WHOLE.fullmatch(text):
        return None
    if re.fullmatch(r"\d{4}", text):
        return text
    return next((name for name, pattern in _NOTATIONS if re.match(pattern, text)), None)
