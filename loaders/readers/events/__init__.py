"""Dated events: what each date of a document dates, and the convention's own duration.

A `signature`, an `echeance` or a `debut` is the convention's own; that of
another thing is `autre`, and its words say which.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.readers.actions.fields import label
from loaders.readers.events import cues, wording
from loaders.readers.events.cues import Cue
from loaders.readers.events.duration import duration
from loaders.readers.events.subject import is_own, is_present
from loaders.readers.layout import Block, Kind
from loaders.reading import DatedEvent, Evidence
from loaders.values import Found
from loaders.values.dates import dates, years
from maillage.values import Edtf

__all__ = ["blank_signature", "duration", "events"]

_PLACE_AND_DATE = re.compile(
    r"^(?:fait|signé|établi|conclu)e?s?\b.{0,80}?\ble\b|^[àa] [A-ZÉ][^,]{1,40}, ?le\b|^fait le\b"
    r"|^(?:date de (?:la )?signature|signée? le|(?:convention|contrat"
    r"|avenant|acte) (?:signée?|faite?|établie?)\b.{0,70}\ble)\b",
    re.IGNORECASE,
)
_BLANK = re.compile(
    r"(?:\ble|: ?|\bdu) ?(?:[._…\s]|/|x{2,}|\[.{0,20}\])*(?:20\d\d|202[._…]*)?[\s,]*$",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"\b(?:lois?|décrets?|ordonnances?|circulaires?|instructions?|arrêtés?"
    r"|directives?|règlements?|décisions? n"
    r"|code)\b(?:(?! (?:et|ou) l| approuv| adopt|[;.] )[^\d]|n° ?[\w/.-]+"
    r"|(?<=n° )[\w/.-]+|\d[\w/.-]*(?= du)){0,110}?"
    r"(?:du|en date du|modifiée?s? (?:le|par .{0,60} du)|,) (?:le )?$",
    re.IGNORECASE,
)
_SIGNING = re.compile(r"\bsignature\b.{0,40}\bconvention\b", re.IGNORECASE)
_AUTHORISING = re.compile(r"^(?:vu|considérant|objet)\b|\bautoris", re.IGNORECASE)
_TELLING = ("signature", "echeance", "deliberation", "labellisation", "candidature")
_UNTIL = re.compile(
    r"\b(?:durée|court|conclue?|valable|période)\b.{0,80}\b(?:au|jusqu'au"
    r"|jusqu'en|à) (?:la date du )?$",
    re.IGNORECASE,
)
_REACH = 1_000
"""Characters before a date in which the words of its sentence are looked for."""
_OWN_ONLY = {"signature": "signature", "echeance": "échéance", "debut": "début"}
_EFFECT = re.compile(
    r"\b(?:conclue?|établie?|valable|effets?|durée|période|prend effet"
    r"|s'appliqu\w+|couvre|porte sur)\b",
    re.IGNORECASE,
)
_CONTINUED = re.compile(
    r"(?:, | et )(?:celui|celle|ceux|celles|le conseil|la commune|l'autre)\b[^.;]*$", re.I
)


Meaning = tuple[str, str, str | None]
"""The value of a date, its event, and what it is about."""


@dataclass(frozen=True)
class _Dated:
    """A date in its block, with the event the nearest words give it."""

    block: Block
    found: Found[Edtf]
    event: str
    cue: Cue | None
    previous: int | None
    """Where the date before it in the block ends."""


def events(blocks: Sequence[Block], announces: bool = False) -> tuple[DatedEvent, ...]:
    """Every date and period of a document, in order, with what it dates.

    The same date of the same event is one, with all its places. `announces`
    tells a press kit: the signature that it speaks of is the convention's.
    """
    merged: dict[Meaning, Evidence] = {}
    columns: dict[int, list[str | None]] = {}
    for block in blocks:
        if block.kind is Kind.ROW and block.table is not None:
            head = columns.setdefault(block.table, [label(cell.text) for cell in block.cells])
            found = _of_row(block, head)
        else:
            found = list(_dated(block))
        for dated in found:
            for value, event, about in _meanings(dated, blocks, announces):
                evidence = block.evidence(dated.found.start, dated.found.end)
                key = (value, event, about)
                merged[key] = merged.get(key, ()) + evidence
    return tuple(DatedEvent(*key, evidence) for key, evidence in _told(merged).items())


def _told(merged: dict[Meaning, Evidence]) -> dict[Meaning, Evidence]:
    """The events, a day that is said once more without its event added to the event."""
    telling = {
        value: (value, event, about)
        for value, event, about in reversed(merged)
        if event in _TELLING and len(value) == 10
    }
    found: dict[Meaning, Evidence] = {}
    for key, evidence in merged.items():
        whole = telling.get(key[0], key) if key[1] == "autre" else key
        found[whole] = found.get(whole, ()) + evidence
    return found


def _dated(block: Block) -> Iterator[_Dated]:
    found = sorted(dates(block.text) + years(block.text), key=lambda item: item.start)
    previous: int | None = None
    last_event: tuple[str, Cue | None] = ("autre", None)
    for item in found:
        if _LAW.search(block.text, max(0, item.start - 170), item.start):
            continue
        start, end = block.sentence(item.start)
        nearest = max(start, item.start - (60 if item.value.is_year else _REACH))
        own = cues.inside(block.text, item.start, item.end)
        own = own or cues.before(block.text, nearest, item.start)
        said = own or cues.after(block.text, item.end, end)
        event = said[0] if said else "autre"
        if event == "autre" and previous and _CONTINUED.search(block.text, previous, item.start):
            event, said = last_event
        yield _Dated(block, item, event, said, previous)
        last_event = (event, said)
        if not item.value.is_interval and not item.value.is_year:
            previous = item.end


def _of_row(row: Block, columns: Sequence[str | None]) -> list[_Dated]:
    """The dates of a row; in a calendar, years alone are dates too."""
    found = list(_dated(row))
    for index, (cell, (first, _)) in enumerate(zip(row.cells, row.spans, strict=True)):
        before = row.cells[index - 1].text if index else ""
        head = columns[index] if index < len(columns) else None
        if label(before) == "calendar" or head == "calendar":
            for match in re.finditer(r"(?<![\w/.-])20[1-4]\d(?![\w/€-]| ?[-–] ?\d)", cell.text):
                start = first + match.start()
                if not any(each.found.start <= start < each.found.end for each in found):
                    item = Found(Edtf(match[0]), start, first + match.end())
                    found.append(_Dated(row, item, "autre", None, None))
    return found


def _meanings(dated: _Dated, blocks: Sequence[Block], announces: bool) -> Iterator[Meaning]:
    """The value, event and what it is about; None where that is the convention itself."""
    block, found = dated.block, dated.found
    value = found.value.value
    signs = found.value.is_day and block.kind is not Kind.ROW
    cover = dated.event in ("autre", "signature") and _on_cover(block, blocks)
    if signs and (_is_place_and_date(block, found.start) or cover):
        yield value, "signature", None
        return
    if dated.event in ("candidature", "labellisation"):
        yield value, dated.event, _of_another(dated)
        return
    start = block.sentence(found.start)[0]
    own = block.kind is not Kind.ROW and is_own(block, start, found.start)
    if found.value.is_interval:
        yield from _of_period(dated, start, own)
    elif own and not found.value.is_year and _UNTIL.search(block.text, start, found.start):
        yield value, "echeance", None
    elif dated.event not in _OWN_ONLY:
        yield value, dated.event, _about(dated)
    elif _is_of_convention(dated, start, own, announces):
        yield value, dated.event, None
    else:
        yield value, "autre", _of_another_act(dated)


def _of_period(dated: _Dated, start: int, own: bool) -> Iterator[Meaning]:
    """A period between two days is the convention's start and end, where it is its own."""
    block, found = dated.block, dated.found
    first, _, last = found.value.value.partition("/")
    days = min(first.count("-"), last.count("-")) == 2
    if own and days and _EFFECT.search(block.text, start, found.start):
        yield first, "debut", None
        yield last, "echeance", None
    else:
        yield found.value.value, "autre", _about(dated)


def _is_of_convention(dated: _Dated, start: int, own: bool, announces: bool) -> bool:
    """Whether a signature, a start or an end is the convention's."""
    block, found = dated.block, dated.found
    if dated.event != "signature":
        return own
    if own and is_present(block, start, found.start):
        return True
    return announces and found.value.is_day and _announced(block, start, found)


def _of_another_act(dated: _Dated) -> str | None:
    """What is signed, starts or ends on the date; a start needs no word more."""
    about = _about(dated)
    return about if dated.event == "debut" else f"{about or 'autre'} ({_OWN_ONLY[dated.event]})"


def _announced(block: Block, start: int, found: Found[Edtf]) -> bool:
    """Whether a press kit says here that the convention is signed."""
    sentence = block.text[start : block.sentence(found.start)[1]]
    return bool(
        re.search(r"\bconvention(?:[- ]cadre)?\b(?! d'|.{0,30}OPAH)", sentence, re.I)
    ) and bool(
        re.search(
            r"\b(?:sera|seront|est|ont|a été|a|vient|viennent) (?:d'être )?(?:ce"
            r" jour )?(?:co)?sign|signature|signent\b",
            sentence,
            re.I,
        )
    )


def _about(dated: _Dated) -> str | None:
    found = dated.found
    return wording.about(dated.block, found.start, found.end, dated.cue, dated.previous)


def _of_another(dated: _Dated) -> str | None:
    """What the territory applied for, where that is not the programme."""
    between = dated.block.text[dated.cue[1][1] : dated.found.start] if dated.cue else ""
    return None if not between or "programme" in between.lower() else wording.clean(between) or None


def _is_place_and_date(block: Block, position: int) -> bool:
    """« Fait à Cahors, le 13 juillet 2018, en six exemplaires »: a sentence of its own."""
    start, end = block.sentence(position)
    return end - start < 160 and bool(_PLACE_AND_DATE.match(block.text[start:position]))


def _on_cover(block: Block, blocks: Sequence[Block]) -> bool:
    """A date on the cover of a document whose title announces a signature."""
    before = [other for other in blocks[: block.index + 1] if other.kind is not Kind.ROW]
    return (
        block.index < 8
        and len(block.text) < 120
        and any(
            _SIGNING.search(other.text) and not _AUTHORISING.search(other.text) for other in before
        )
    )


def blank_signature(blocks: Sequence[Block]) -> Evidence:
    """« A Fleurance, le » with nothing after: the place of a date that was not filled in."""
    for block in blocks:
        if len(block.text) < 120 and _PLACE_AND_DATE.match(block.text):
            head = re.sub(r",? en .{1,30} exemplaires?.*$", "", block.text)
            if _BLANK.search(head) and not dates(block.text):
                return block.evidence()
    return ()
