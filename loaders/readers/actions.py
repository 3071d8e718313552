"""Action sheets: number, title, status, axis as printed, objectives, labelled fields.

A sheet begins at a line of one of the usual forms (« Fiche action n° 3 : … »,
« 3-ACTION MATURE : … », « ACTION 2019 : … ») or, among numbered sheets, at the
next number (« 2-ECOQUARTIER »). The depth of headings says nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.readers.layout import Block, Kind, View
from loaders.reading import ActionSheet, AxisHeading, Evidence, Objective
from loaders.values.amounts import amounts

_STATUS = (
    r"(?:mature|en (?:cours de )?maturation|20[12]\d|à engager|engagée|livrée|terminée"
    r"|abandonnée|reportée)"
)
_KNOWN = re.compile(rf"{_STATUS}$", re.IGNORECASE)
_NUMBER = r"(?:\d{1,3}(?:[.-]\d{1,2})?|[A-Z]\d{0,2}[.-]?\d{1,2})"
_NAMED = re.compile(
    rf"^(?:fiches?[ -]?)?(?:projet|action|opération)s? ?(?P<status>{_STATUS}\b)? ?"
    rf"(?:(?:n°|no|nº|numéro) ?)?(?P<number>{_NUMBER}(?![\w]))?"
    r"(?: ?[:–—.-]+ ?|\s(?=[A-ZÉÈÀÇ«]))(?P<title>\S.*)$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    rf"^(?P<number>{_NUMBER}) ?[-–—.):] ?"
    rf"(?:(?:fiche[ -]?)?action ?(?P<status>{_STATUS})? ?[:–—-]+ ?)"
    r"(?P<title>\S.*)$",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"^(?P<number>\d{1,3}) ?[-–—.):] ?(?P<status>(?!))?(?P<title>[A-ZÉÈÀÇŒ«].+)$")
_AXIS = re.compile(
    r"^axe (?:n° ?|stratégique )?(?P<notation>transversal|\d{1,2}|[IVX]{1,4})(?:e?s?)"
    r"(?: ?[:–—.-]+ ?(?P<title>.+))?$",
    re.IGNORECASE,
)
_OBJECTIVES = re.compile(
    r"^(?:les? |l')?objectifs?"
    r"(?: (?:opérationnels?|généra(?:l|ux)|de l'action|poursuivis|stratégiques?"
    r"|visés|définis|attendus|sont))*(?: définis sont)? ?:?$",
    re.IGNORECASE,
)
_FIELDS = {
    "statut": r"statut(?: de l'action)?",
    "maitre_ouvrage": r"ma[iî]tr(?:e|ise)s? d'ouvrage|porteur(?: du projet| de l'action)?",
    "partners": r"partenaires?(?: (?:financiers|techniques|associés))?|intervenants",
    "cost": r"(?:coût|budget|montant)"
    r"(?: (?:prévisionnel|global|total|estimé|estimatif))*(?: de l'action)?",
    "territory": r"(?:territoire|localisation|commune|périmètre)(?: concernée?)?",
}
_FIELD = re.compile(
    "^(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _FIELDS.items())
    + r") ?: ?(?P<value>\S.*)$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\d{1,2}[.)] (?=[A-ZÀ-Þ])")
_INFINITIVE = re.compile(r"^(?:s'|se )?[A-ZÀ-Ý]?[a-zà-ÿ]+(?:er|ir|re|oir)\b")
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7"}
_DONE = {"terminée": "livree", "livrée": "livree", "engagée": "engagee", "abandonnée": "abandonnee"}
_NOTATIONS = {**_DONE, "reportée": "reportee", "à engager": "a-engager", "mature": "mature"}


@dataclass(frozen=True)
class _Head:
    """The line at which a sheet begins."""

    block: Block
    number: str | None
    title: str
    status: str | None
    status_span: tuple[int, int] | None


@dataclass(frozen=True)
class Sheets:
    """The sheets of a document and the axis headings they stand under."""

    actions: tuple[ActionSheet, ...]
    axes: tuple[AxisHeading, ...]
    bodies: tuple[tuple[int, int], ...]
    """For each sheet, the indexes of the blocks it goes over (for what is read by content)."""
    unread: tuple[Evidence, ...] = ()
    """Labelled fields whose value was not understood."""


def read(blocks: Sequence[Block]) -> Sheets:
    """All sheets in order."""
    heads = list(_heads(blocks))
    axes = [(block, match) for block in blocks if (match := _axis(block))]
    starts = [head.block.index for head in heads]
    limits = sorted([*starts, *(block.index for block, _ in axes), len(blocks)])
    actions: list[ActionSheet] = []
    spans: list[tuple[int, int]] = []
    unread: list[Evidence] = []
    numbered = sum(head.number is not None for head in heads)
    for head in heads:
        end = next(limit for limit in limits if limit > head.block.index)
        end = _before_other_part(blocks, head.block.index, end)
        axis = _axis_of(head, axes, starts, numbered)
        body = blocks[head.block.index + 1 : end]
        actions.append(_sheet(head, body, axis))
        unread += _not_understood(body)
        spans.append((head.block.index, end))
    return Sheets(tuple(actions), tuple(_axis_headings(axes, starts)), tuple(spans), tuple(unread))


def _heads(blocks: Sequence[Block]) -> Iterator[_Head]:
    expected = 0
    certain = any(_certain(block) for block in blocks)
    for block in blocks:
        match = _certain(block)
        if not match and certain and expected and block.kind is Kind.HEADING:
            match = _PLAIN.match(block.text)
            if match and match["number"] != str(expected + 1):
                match = None
        if match and _is_line(block):
            number = match["number"]
            if number and number.isdigit():
                expected = int(number)
            span = match.span("status") if match["status"] else None
            yield _Head(block, number, match["title"].strip(), _status(match["status"]), span)


def _certain(block: Block) -> re.Match[str] | None:
    """A line whose form alone says that a sheet begins."""
    if not _is_line(block):
        return None
    match = _LEADING.match(block.text) or _NAMED.match(block.text)
    if not match or (match.re is _NAMED and not (match["number"] or match["status"])):
        return None
    return match


def _is_line(block: Block) -> bool:
    return (
        block.kind in (Kind.HEADING, Kind.PARAGRAPH)
        and len(block.text) < 220
        and not block.text.endswith((".", ";", ","))
    )


def _status(words: str | None) -> str | None:
    """The notation of a status: « mature », « 2019 », « en-maturation »."""
    if not words:
        return None
    key = words.lower()
    return _NOTATIONS.get(key, "en-maturation" if "maturation" in key else key)


def _axis(block: Block) -> re.Match[str] | None:
    short = block.kind in (Kind.HEADING, Kind.PARAGRAPH) and len(block.text) < 220
    return _AXIS.match(block.text) if short else None


def _notation(match: re.Match[str]) -> str:
    written = match["notation"]
    return _ROMAN.get(written.upper(), written.lower())


def _axis_of(
    head: _Head, axes: Sequence[tuple[Block, re.Match[str]]], starts: Sequence[int], numbered: int
) -> tuple[str, Evidence] | None:
    """The axis heading above a sheet: right above, for an unnumbered one among numbered ones."""
    above = [(block, match) for block, match in axes if block.index < head.block.index]
    if not above:
        return None
    block, match = above[-1]
    between = any(block.index < start < head.block.index for start in starts)
    if head.number is None and numbered and between:
        return None
    return _notation(match), block.evidence()


def _axis_headings(
    axes: Sequence[tuple[Block, re.Match[str]]], starts: Sequence[int]
) -> Iterator[AxisHeading]:
    """The headings over sheets, each notation once; `national` is the template's to tell."""
    seen: set[str] = set()
    for block, match in axes:
        last_before = [index for index in starts if index < block.index]
        directly = any(0 < start - block.index < 6 for start in starts)
        if (last_before or directly) and _notation(match) not in seen:
            seen.add(_notation(match))
            yield AxisHeading(_notation(match), match["title"], False, block.evidence())


def _before_other_part(blocks: Sequence[Block], start: int, end: int) -> int:
    """A sheet ends where an annex or an article of the convention begins."""
    for block in blocks[start + 1 : end]:
        if block.kind is Kind.HEADING and re.match(
            r"(?:annexe|article) ", block.text, re.IGNORECASE
        ):
            return block.index
    return end


def _sheet(head: _Head, body: Sequence[Block], axis: tuple[str, Evidence] | None) -> ActionSheet:
    fields = _labelled(body)
    said = fields.get("statut")
    status_evidence = head.block.evidence(*head.status_span) if head.status_span else ()
    status = head.status or (_status(said[0]) if said and _KNOWN.match(said[0]) else None)
    partners = fields.get("partners")
    return ActionSheet(
        number=head.number,
        title=head.title,
        axis=axis[0] if axis else None,
        status=status,
        objectives=tuple(_objectives(body)),
        evidence=head.block.evidence(),
        territory=fields["territory"][0] if "territory" in fields else None,
        maitre_ouvrage=fields["maitre_ouvrage"][0] if "maitre_ouvrage" in fields else None,
        partners=tuple(re.split(r", | ; |; ", partners[0])) if partners else (),
        cost=_cost(fields["cost"][0]) if "cost" in fields else None,
        axis_evidence=axis[1] if axis else (),
        status_evidence=status_evidence or (said[1] if said and status else ()),
    )


def _not_understood(body: Sequence[Block]) -> list[Evidence]:
    """« Statut : à voir », « Coût : à préciser »: labelled, and no value of ours."""
    fields = _labelled(body)
    status, cost = fields.get("statut"), fields.get("cost")
    found = [status[1]] if status and not _KNOWN.match(status[0]) else []
    return found + ([cost[1]] if cost and not _cost(cost[0]) else [])


def _labelled(body: Sequence[Block]) -> dict[str, tuple[str, Evidence]]:
    """« Maître d'ouvrage : Ville de X »: the fields of a sheet, the first of each."""
    fields: dict[str, tuple[str, Evidence]] = {}
    for block in body:
        match = _FIELD.match(block.text)
        if match:
            name = next(name for name in _FIELDS if match[name])
            value = match["value"].strip(" .;")
            fields.setdefault(name, (value, block.evidence()))
    return fields


def _cost(words: str) -> str | None:
    found = amounts(words)
    return found[0].value.plain if found else None


def _objectives(body: Sequence[Block]) -> list[Objective]:
    """The first list after « Objectifs »; lines that begin with infinitives are one too."""
    opened = False
    listed: list[Objective] = []
    lines: list[Objective] = []
    for block in body:
        if _OBJECTIVES.match(block.text) and block.kind is not Kind.BULLET:
            opened = True
        elif not opened:
            continue
        elif block.kind is Kind.BULLET or _ITEM.match(block.text):
            start = match.end() if (match := _ITEM.match(block.text)) else 0
            listed.append(_objective(block.view, start))
        elif listed or block.kind is Kind.HEADING:
            break
        else:
            found = [line for line in block.source_lines() if _INFINITIVE.match(line.text)]
            lines += [_objective(line) for line in found]
    return listed or (lines if len(lines) > 1 else [])


def _objective(words: View, start: int = 0) -> Objective:
    end = len(words.text)
    return Objective(words.text[start:].rstrip(" ,;."), (words.passage(start, end),))


_ANNOUNCED = re.compile(
    r"(?P<number>\d{1,3}) (?:fiches?[ -]?actions?|actions? matures?|actions\b)", re.I
)


def announced(blocks: Sequence[Block]) -> list[tuple[int, Evidence]]:
    """The numbers of sheets that a document announces, most often said first."""
    said: dict[int, Evidence] = {}
    for block in blocks:
        for match in re.finditer(_ANNOUNCED, block.text):
            number = int(match["number"])
            said[number] = said.get(number, ()) + block.evidence(*match.span())
    return sorted(said.items(), key=lambda item: (-len(item[1]), item[0]))
