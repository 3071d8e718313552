"""The words that a date is said of, cut to what a person reads in a list."""

import re

from loaders.readers.events.cues import Cue
from loaders.readers.layout import Block

_TRAILING = re.compile(
    r"(?:[ ,(]|\b(?:le|la|les|en|en date du?|du|de|au|à|pour|par|dès|depuis|d'|jusqu'|a|ont|ainsi"
    r"|été|nouvellement|récemment|est|sont|arrivant|qui)(?!\w))+$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:[ ,()|¶]|(?:l|d)'|\b(?:vu|le|la|les|un|une|et|du|de|des|au|aux|dans le prolongement d[ue]"
    r"|dans ce cadre|enfin|en effet)(?![\w-]))+",
    re.IGNORECASE,
)
_TELLING, _LONG = 30, 110


def about(block: Block, start: int, end: int, said: Cue | None, previous: int | None) -> str | None:
    """The words around the date at ``start:end``: between its cue and itself, else before it."""
    text, first = block.text, block.sentence(start)[0]
    earlier = previous if previous and previous > first else None
    cue = said[1] if said else (start, start)
    if earlier and cue[1] <= earlier:
        own = clean(text[earlier:start])
        head = clean(re.split(r" des | de | en date", text[cue[1] : earlier])[0])
        return f"{own} ({head})" if own and head else own or None
    between = clean(text[cue[1] : start])
    if between and not re.match(r"par |prochainement", between):
        return _short(between)
    before = _short(clean(text[max(first, earlier or 0) : cue[0]]))
    if " " in before:
        return before
    after = clean(re.split(r"[.;,(|¶]", text[end:].lstrip(" ,"))[0])
    after = after if len(after) <= _LONG else after[:_LONG].rpartition(" ")[0] + " …"
    return ", ".join(filter(None, (before, after))) or None


def clean(words: str) -> str:
    """Words without the articles, prepositions and marks at their ends."""
    return _TRAILING.sub("", _LEADING.sub("", words)).strip(" ,;:()[]|¶")


def _short(words: str) -> str:
    """The last clauses that say enough, at most about a hundred characters."""
    words = re.split(r" [|¶] ", words)[-1]
    clauses = re.split(r"(?<=[,(:;]) ?", re.split(r", (?=relative|portée?|dans|et )", words)[0])
    kept = clauses.pop()
    while clauses and len(kept) < _TELLING and len(clauses[-1]) + len(kept) < _LONG:
        clause = clauses.pop()
        kept = f"{clause}{kept}" if clause.endswith("(") else f"{clause} {kept}"
    if len(kept) > _LONG:
        kept = "… " + kept[-_LONG:].partition(" ")[2]
    return kept if kept.startswith("…") else clean(kept)
