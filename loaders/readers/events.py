"""Dated events: what each date of a document dates, and the convention's own duration."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.readers.layout import Block, Kind
from loaders.reading import DatedEvent, Duration, Evidence
from loaders.values import Found
from loaders.values.dates import dates, years
from loaders.values.durations import durations
from maillage.values import Edtf

_CUES = (
    ("candidature", r"\bcandidat(?:ure|s|é)\b"),
    ("labellisation", r"\blabellis\w+|\blauréat\w*|\bretenue?s? au titre"),
    (
        "echeance",
        r"\bjusqu'(?:en|au|à)(?= (?:la |le |fin |d[ue'] ?)*$)|\béchéance|\bprend(?:ra)? fin\b"
        r"|\bson terme\b|\bexpir\w+",
    ),
    ("approbation", r"\bapprouv\w+|\bapprobation\b|\badopt(?:é|ée|és|ées|ion)\b"),
    ("deliberation", r"\bdélibér\w+"),
    ("signature", r"\bsign(?:é|ée|és|ées|ature|atures)\b"),
    (
        "debut",
        r"\b(?:depuis|dès|à compter d[ue']|à partir d[ue'])(?= ?(?:le |la |l'|mois d[e'] ?)*$)"
        r"|\bentr\w+ en vigueur|\bprend(?:ra)? effet",
    ),
)
_PATTERNS = tuple((event, re.compile(words, re.IGNORECASE)) for event, words in _CUES)
_OWN = re.compile(r"\b(?:la |cette |présente )(?:présente )?convention\b", re.IGNORECASE)
_PLACE_AND_DATE = re.compile(
    r"^(?:fait|signé)e?s?\b.{0,60}?\ble\b|^[àa] [A-ZÉ][^,]{1,40}, ?le\b|^fait le\b", re.IGNORECASE
)
_BLANK = re.compile(r"\ble ?(?:[._…\s]|/|x{2,})*$", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?:[ ,(]|\b(?:le|la|les|en|en date du?|du|de|au|à|pour|par|dès|depuis|d'|jusqu'|a|ont|ainsi"
    r"|été|nouvellement|récemment|est|sont|arrivant|qui)(?!\w))+$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:[ ,()]|(?:l|d)'|\b(?:le|la|les|un|une|et|du|de|des|au|aux|dans le prolongement d[ue]"
    r"|dans ce cadre|enfin|en effet)(?![\w-]))+",
    re.IGNORECASE,
)
_TELLING, _LONG = 30, 110
_REACH = 1_000
"""Characters before a date in which the words of its sentence are looked for."""
_NAMES = {"signature": "signature", "echeance": "échéance"}


@dataclass(frozen=True)
class _Dated:
    """A date in its block, with the event the nearest words give it."""

    block: Block
    found: Found[Edtf]
    event: str
    cue: tuple[int, int] | None
    previous: int | None
    """Where the date before it in the block ends."""


def events(blocks: Sequence[Block]) -> tuple[DatedEvent, ...]:
    """Every date and period of a document, in order, with what it dates.

    The same date of the same event is one, with all its places.
    """
    merged: dict[tuple[str, str, str | None], Evidence] = {}
    for block in blocks:
        if block.kind is Kind.ROW:
            continue
        for dated in _dated(block):
            event, about = _meaning(dated, blocks)
            key = (dated.found.value.value, event, about)
            evidence = block.evidence(dated.found.start, dated.found.end)
            merged[key] = merged.get(key, ()) + evidence
    return tuple(DatedEvent(*key, evidence) for key, evidence in merged.items())


def _dated(block: Block) -> Iterator[_Dated]:
    found = sorted(dates(block.text) + years(block.text), key=lambda item: item.start)
    previous: int | None = None
    for item in found:
        start, end = block.sentence(item.start)
        nearest = max(start, item.start - (60 if item.value.is_year else _REACH))
        own = _cue_inside(item, block.text) or _cue_before(block.text, nearest, item.start)
        event, cue = own or _cue_after(block.text, item.end, end) or ("autre", None)
        yield _Dated(block, item, event, cue, previous)
        if not item.value.is_interval and not item.value.is_year:
            previous = item.end


def _cue_inside(item: Found[Edtf], text: str) -> tuple[str, tuple[int, int]] | None:
    """« depuis 2016 » holds its cue."""
    if re.match(r"(?:depuis|dès|à partir)", text[item.start : item.end], re.IGNORECASE):
        return "debut", (item.start, item.start)
    return None


def _cue_before(text: str, start: int, end: int) -> tuple[str, tuple[int, int]] | None:
    cues = [
        (match.end(), event, match.span())
        for event, pattern in _PATTERNS
        for match in pattern.finditer(text, start, end)
    ]
    if not cues:
        return None
    _, event, span = max(cues)
    return event, span


def _cue_after(text: str, start: int, end: int) -> tuple[str, tuple[int, int]] | None:
    """« 13 juillet 2018 : signature »; the words must follow at once."""
    for event, pattern in _PATTERNS:
        match = pattern.search(text, start, min(end, start + 25))
        if match and not re.search(r"[.;,]", text[start : match.start()]):
            return event, match.span()
    return None


def _meaning(dated: _Dated, blocks: Sequence[Block]) -> tuple[str, str | None]:
    """The event and what it is about; None where that is the convention itself."""
    block, found = dated.block, dated.found
    if found.value.is_day and (_is_place_and_date(block) or _on_cover(block, blocks)):
        return "signature", None
    if dated.event in ("candidature", "labellisation"):
        return dated.event, _of_another(dated)
    if found.value.is_interval:
        return "autre", _about(dated)
    start = block.sentence(found.start)[0]
    own = _OWN.search(block.text, start, found.start)
    if dated.event in _NAMES:
        if own and not _other_subject(dated, own):
            return dated.event, None
        return "autre", f"{_about(dated) or 'autre'} ({_NAMES[dated.event]})"
    return dated.event, _about(dated)


def _of_another(dated: _Dated) -> str | None:
    """What the territory applied for, where that is not the programme."""
    between = dated.block.text[dated.cue[1] : dated.found.start] if dated.cue else ""
    return None if not between or "programme" in between.lower() else _clean(between) or None


def _other_subject(dated: _Dated, own: re.Match[str]) -> bool:
    """Whether the event happens to something that is named after the convention."""
    between = dated.block.text[own.end() : dated.cue[0] if dated.cue else own.end()]
    return bool(
        re.search(r"\b(?:par|avec|de|et) l[ae'] ?(?:protocole|contrat|opah)", between, re.I)
    )


def _is_place_and_date(block: Block) -> bool:
    return bool(_PLACE_AND_DATE.match(block.text)) and len(block.text) < 120


def _on_cover(block: Block, blocks: Sequence[Block]) -> bool:
    """A date on the cover of a document whose title announces a signature."""
    before = [other for other in blocks[: block.index + 1] if other.kind is not Kind.ROW]
    return (
        block.index < 8
        and len(block.text) < 120
        and any(
            re.search(r"\bsignature\b.{0,40}\bconvention\b", other.text, re.I) for other in before
        )
    )


def _about(dated: _Dated) -> str | None:
    """The words that the date is said of: between its cue and itself, else before the cue."""
    text, start = dated.block.text, dated.block.sentence(dated.found.start)[0]
    previous = dated.previous if dated.previous and dated.previous > start else None
    cue = dated.cue or (dated.found.start, dated.found.start)
    if previous and cue[1] <= previous:
        own = _clean(text[previous : dated.found.start])
        head = _clean(re.split(r" des | de | en date", text[cue[1] : previous])[0])
        return f"{own} ({head})" if own and head else own or None
    between = _clean(text[cue[1] : dated.found.start])
    if between and not re.match(r"par |prochainement", between):
        return _short(between)
    before = _short(_clean(text[max(start, previous or 0) : cue[0]]))
    if " " in before:
        return before
    after = _clean(re.split(r"[.;,(]", text[dated.found.end :].lstrip(" ,"))[0])
    after = after if len(after) <= _LONG else after[:_LONG].rpartition(" ")[0] + " …"
    return ", ".join(filter(None, (before, after))) or None


def _clean(words: str) -> str:
    return _TRAILING.sub("", _LEADING.sub("", words)).strip(" ,;:()[]")


def _short(words: str) -> str:
    """The last clauses that say enough, at most about a hundred characters."""
    clauses = re.split(r"(?<=[,(:;]) ?", re.split(r", (?=relative|portée?|dans|et )", words)[0])
    kept = clauses.pop()
    while clauses and len(kept) < _TELLING and len(clauses[-1]) + len(kept) < _LONG:
        clause = clauses.pop()
        kept = f"{clause}{kept}" if clause.endswith("(") else f"{clause} {kept}"
    if len(kept) > _LONG:
        kept = "… " + kept[-_LONG:].partition(" ")[2]
    return kept if kept.startswith("…") else _clean(kept)


_DURATION = re.compile(r"\bdurée\b|\bvalable\b|\bconclue?s? pour\b|\bpour une période de\b", re.I)


def duration(blocks: Sequence[Block]) -> Duration | None:
    """How long the convention binds, in months: a « durée » said of it, never a « délai »."""
    for block in blocks:
        for start, end in block.sentences:
            sentence = block.text[start:end]
            said = _DURATION.search(sentence)
            if not said or not re.search(r"\bconvention\b", sentence, re.IGNORECASE):
                continue
            for item in durations(sentence):
                if item.start >= said.end() and item.start - said.end() < 60:
                    return Duration(
                        item.value, block.evidence(start + said.start(), start + item.end)
                    )
    return None


def blank_signature(blocks: Sequence[Block]) -> Evidence:
    """« A Fleurance, le » with nothing after: the place of a date that was not filled in."""
    for block in blocks:
        if _is_place_and_date(block) and _BLANK.search(block.text) and not dates(block.text):
            return block.evidence()
    return ()
