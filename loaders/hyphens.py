"""Lines joined: a hyphen at the end of one may cut a word, or belong to it."""

import re

_PAIRS = (
    (r"ci", r"(?:après|dessus|dessous|joint|contre|avant|annex)"),
    (r"(?:vice|sous|co|non|ex|éco|auto|mi|demi|semi|pré)", r"(?:prés|préf|secr|direct|quart|cyc)"),
    (r"(?:celui|celle|ceux|celles)", r"(?:ci|là)\b"),
    (r"peut", r"être"),
    (r"au", r"(?:delà|dessus|dessous|devant)"),
    (r"par", r"(?:dessus|delà)"),
    (r"(?:elle|lui|eux|soi|moi|elles|nous|vous)", r"mêmes?"),
    (r"(?:après|avant)", r"(?:midi|vente|demain|projet|dern)"),
    (r"(?:dix|vingt|trente|quarante|cinquante|soixante|quatre|cent)", r"[a-z]"),
    (r"(?:chef|chefs)", r"lieux?"),
    (r"centres?", r"(?:ville|bourg)"),
    (r"rez", r"de"),
    (r"rez-de", r"ch"),
    (
        r"(?:maître|plan|point|hôtel|fiche|compte|contre|haut|bas|libre|long|court|moyen)",
        r"(?:rendu|action|cadre|service|parleur)",
    ),
    (r"(?:convention|accord|contrat|avenant|loi|arrêté|projet)", r"cadre"),
    (r"(?:petite|grande|moyenne)s?", r"ville"),
    (r"bien", r"(?:être|fonds)"),
    (r"savoir", r"faire"),
    (r"(?:arrière|avant|contre|sous)", r"(?:pays|plan|poste|garde|sol|bois|traitan)"),
)
_KEPT = re.compile("|".join(rf"(?:^{left}-{right})" for left, right in _PAIRS), re.IGNORECASE)
_NAMES = re.compile(
    r"(?:^|-)(?:SAINTE?|STE?|VAL|MONT|PONT|VILLE|BOURG|BELLE|NEUF|GRAND|SUR"
    r"|SOUS|LE|LA|LES|DE|DU|EN|RU|RR)$"
)
_NAME_GOES_ON = re.compile(
    r"(?:de|du|des|la|le|les|en|sur|sous|lès|lez|d|l|aux?)[-'’]|(?:sur|sous|lès|lez)\b"
)
_SMALL_WORDS = re.compile(r"(?:de|du|des|la|le|les|en|sur|sous|lès|lez|et|au|aux|d|l|à|ès)\b")


def is_kept(before: str, after: str) -> bool:
    """Whether the hyphen between `before` and `after`, cut there by a line, belongs to the word.

    `before` ends with the letters before the hyphen, `after` begins with those after it.
    """
    word = before.rsplit(" ", 1)[-1].split("'")[-1].split("’")[-1].lstrip('«("')
    if word.isupper() and len(word) > 1 and after[:2].isupper():
        return bool(_NAMES.search(word)) or bool(_SMALL_WORDS.match(after.lower()))
    if re.match(r"[A-Z]\w*[a-zé][A-Z]", after):
        return False
    if not after[:1].islower() or _KEPT.match(f"{word}-{after}"):
        return True
    first, _, last = word.rpartition("-")
    if not first:
        return bool(word[:1].isupper() and _NAME_GOES_ON.match(after))
    return bool(_SMALL_WORDS.match(after)) or not last[:1].isupper()


def joined(before: str, after: str) -> str:
    """Two lines as one: « conven- » and « tion » make « convention », « Saint- » keeps its mark."""
    head = re.sub(r"(?<=[^\W\d_])[\u2010\u00ad]$", "-", before)
    head = re.sub(r"(?<=[^\W\d_]) -$", "-", head) if after[:1].islower() else head
    if re.search(r"\d-$", head) and after[:1].isdigit():
        return head + after
    if not re.search(r"[^\W\d_]-$", head):
        return f"{before} {after}"
    return head + after if is_kept(head[:-1], after) else head[:-1] + after
