"""Actions: in sheets (labelled lines, tables of fields, prose) and in tables with one on each row.

An action with a sheet and a row is one. Nothing is made of a sheet without a title.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.gazetteer import normalise
from loaders.readers.actions import axes, bullets, costs, fields, listed, prose
from loaders.readers.actions.fields import Said
from loaders.readers.actions.heads import Head, heads, of_title
from loaders.readers.actions.objectives import objectives
from loaders.readers.actions.status import status
from loaders.readers.layout import Block, Kind
from loaders.reading import ActionSheet, AxisHeading, Evidence

__all__ = ["Sheets", "announced", "read"]

_END = re.compile(
    r"(?:annexe|article|chapitre|titre) |(?:fait|signé) (?:à|en|le)\b"
    r"|contacts? presse\b|pour l(?:a|e|')\b"
    r"|signatures?\b|et ensuite\b|sommaire\b",
    re.IGNORECASE,
)
_BLANK = re.compile(r"[\s.…_/–—-]*")
_LISTED = re.compile(r" ¶ |, (?!\d)| ; |; | et (?=l[ae' ]|[A-ZÀ-Þ])")


@dataclass(frozen=True)
class Sheets:
    """The actions of a document and the axis headings they stand under."""

    actions: tuple[ActionSheet, ...]
    axes: tuple[AxisHeading, ...]
    bodies: tuple[tuple[int, int], ...]
    """For each action, the indexes of the blocks it goes over (for what is read by content)."""
    unread: tuple[Evidence, ...] = ()
    """Labelled fields whose value was not understood."""


@dataclass(frozen=True)
class _Draft:
    """An action as it is being read: its head, its blocks, its fields, the axis over it."""

    head: Head
    body: tuple[Block, ...]
    fields: tuple[Said, ...]
    axis: tuple[str, Evidence] | None
    span: tuple[int, int]

    def field(self, name: str) -> Said | None:
        return next((each for each in self.fields if each.name == name and each.text), None)


def read(blocks: Sequence[Block]) -> Sheets:
    """All actions in order."""
    over = [(block, found) for block in blocks if (found := axes.of(block))]
    sheets = list(_sheets(blocks, over))
    inside = {index for draft in sheets for index in range(*draft.span)}
    rows = list(_rows(blocks, over, inside))
    drafts = sorted(_merged(sheets, rows), key=lambda draft: draft.span)
    starts = [draft.span[0] for draft in drafts]
    return Sheets(
        tuple(map(_action, drafts)),
        tuple(axes.headings(over, starts)),
        tuple(draft.span for draft in drafts),
        tuple(evidence for draft in drafts for evidence in _not_understood(draft)),
    )


def _sheets(
    blocks: Sequence[Block], over: Sequence[tuple[Block, re.Match[str]]]
) -> Iterator[_Draft]:
    """The sheets: each from its head to the next one, an axis, or another part of the document."""
    starts = list(_starts(blocks))
    limits = sorted({head.block.index for head in starts} | {block.index for block, _ in over})
    numbered = sum(head.number is not None for head in starts)
    for head in starts:
        first = head.block.index
        end = next((limit for limit in limits if limit > first), len(blocks))
        end = _before_other_part(blocks, first, end)
        body = tuple(blocks[first + 1 : end]) if head.block.kind is not Kind.BULLET else ()
        said = tuple(fields.of_blocks([head.block, *body] if _has_more(head) else body))
        whole = _titled(head, body, said)
        if whole:
            axis = _axis_field(said) or _axis_over(whole, over, starts, numbered)
            own = (head.block,) if head.block.kind is Kind.BULLET else body
            told = (*said, *_beside(whole), *prose.said(own))
            yield _Draft(whole, body, told, axis, (first, max(first + 1, end if body else 0)))


def _has_more(head: Head) -> bool:
    """Whether the block of a head says more than its title."""
    if head.title is None:
        return head.block.kind is Kind.ROW
    return len(head.block.text) - head.title[1] > 20


def _beside(head: Head) -> Iterator[Said]:
    """What stands after the title."""
    for name, span in (("owner", head.owner_span), ("cost", head.cost_span)):
        if span:
            yield Said(name, head.block.view, *span)


def _starts(blocks: Sequence[Block]) -> Iterator[Head]:
    """The heads of sheets, and the tables of fields that have no head of their own."""
    named = {head.block.index: head for head in heads(blocks)}
    if not named:
        named = {head.block.index: head for head in bullets.heads(blocks)}
    opened = -1
    table: int | None = None
    first: str | None = None
    for block in blocks:
        if block.index in named:
            opened = block.index
            yield named[block.index]
        elif block.kind is Kind.ROW and block.table == table and first and _label(block) == first:
            yield Head(block, None, None)
        elif block.kind is Kind.ROW and block.table != table and _is_sheet(block, blocks):
            table = block.table
            headed = (
                opened >= 0
                and block.index - opened <= 3
                and not any(other.kind is Kind.ROW for other in blocks[opened + 1 : block.index])
            )
            first = _first_label(block, blocks)
            if not headed:
                yield Head(block, None, None)


def _label(row: Block) -> str | None:
    return fields.label(row.cells[0].text) if len(row.cells) > 1 else None


def _first_label(row: Block, blocks: Sequence[Block]) -> str | None:
    """The label that begins each sheet of a table of several: its first, where it comes again."""
    first = _label(row)
    again = [
        other
        for other in blocks[row.index + 1 :]
        if other.table == row.table and _label(other) == first
    ]
    titles = [
        other
        for other in blocks[row.index :]
        if other.table == row.table and _label(other) == "title"
    ]
    return first if first and again and len(titles) > 1 else None


def _is_sheet(row: Block, blocks: Sequence[Block]) -> bool:
    """Whether a table from this row on has labels in its first column, a title among them."""
    rows = [
        other
        for other in blocks[row.index : row.index + 20]
        if other.table == row.table and other.cells
    ]
    labels = [fields.label(other.cells[0].text) for other in rows if len(other.cells) > 1]
    return "title" in labels and len([name for name in labels if name]) >= 3


def _titled(head: Head, body: Sequence[Block], said: Sequence[Said]) -> Head | None:
    """The head with its title: its own, that of a field, else the line below it."""
    if head.title:
        return head
    number = next((each for each in said if each.name == "number" and each.text), None)
    given = head.number or (number.text.strip() if number else None)
    title = next((each for each in said if each.name == "title" and each.text), None)
    if title:
        holder = _holder(title, [head.block, *body])
        found = of_title(holder, title.start, title.end, given)
        return replace(found, status=found.status or head.status)
    below = next(iter(body), None)
    return of_title(below, 0, len(below.text), given) if below and _is_title(below) else None


def _is_title(block: Block) -> bool:
    """Whether the line under « Fiche action n° 3 » may be its title."""
    if block.kind not in (Kind.HEADING, Kind.PARAGRAPH) or len(block.text) >= 160:
        return False
    return not block.text.endswith(".") and ":" not in block.text and not fields.label(block.text)


def _holder(said: Said, blocks: Sequence[Block]) -> Block:
    """The block whose clean text is that of the field, for its spans."""
    block = next(each for each in blocks if said.view in (each.view, *each.cells))
    return replace(block, view=said.view)


def _before_other_part(blocks: Sequence[Block], start: int, end: int) -> int:
    """A sheet ends where an annex or an article of the convention begins."""
    for block in blocks[start + 1 : end]:
        said = block.kind in (Kind.HEADING, Kind.PARAGRAPH) and _END.match(block.text)
        if said and (block.kind is Kind.HEADING or said[0].lower().startswith(("fait", "signé"))):
            return block.index
    return end


def _axis_field(said: Sequence[Said]) -> tuple[str, Evidence] | None:
    """« Axe de rattachement : Axe 1 – … », « Orientation : 2 »."""
    for each in said:
        if each.name == "axis":
            found = axes.match(each.text) or re.match(
                r"(?P<notation>\d{1,2}|[IVX]{1,4})\b", each.text
            )
            if found:
                return axes.notation(found), each.evidence
    return None


def _axis_over(
    head: Head,
    over: Sequence[tuple[Block, re.Match[str]]],
    starts: Sequence[Head],
    numbered: int,
) -> tuple[str, Evidence] | None:
    """The axis heading above a sheet: right above, for an unnumbered one among numbered ones."""
    place = head.block.index
    above = [(block, found) for block, found in over if block.index < place]
    if not above:
        return None
    block, found = above[-1]
    between = any(block.index < start.block.index < place for start in starts)
    if head.number is None and numbered and between:
        return None
    return axes.notation(found), block.evidence()


def _rows(
    blocks: Sequence[Block], over: Sequence[tuple[Block, re.Match[str]]], inside: set[int]
) -> Iterator[_Draft]:
    """The rows of tables of actions, those inside a sheet left out."""
    for row in listed.rows(blocks):
        if row.block.index in inside:
            continue
        title = next(each for each in row.fields if each.name == "title")
        number = next((each.text.strip(" .") for each in row.fields if each.name == "number"), None)
        head = of_title(replace(row.block, view=title.view), title.start, title.end, number)
        axis = _axis_field(row.fields)
        if row.axis and not axis and (found := axes.of(row.axis)):
            axis = axes.notation(found), row.axis.evidence()
        axis = axis or _axis_over(head, over, (), 0)
        place = row.block.index
        yield _Draft(head, (), row.fields, axis, (place, place + 1))


def _merged(sheets: Sequence[_Draft], rows: Sequence[_Draft]) -> Iterator[_Draft]:
    """Sheets and rows, a row of an action with a sheet (or an earlier row) added to it."""
    found: list[_Draft] = []
    for draft in [*sheets, *rows]:
        same = next((at for at, other in enumerate(found) if _is_same(other, draft)), None)
        if same is None:
            found.append(draft)
        elif draft.span[1] - draft.span[0] > 1 and not found[same].body:
            found[same] = replace(draft, fields=(*draft.fields, *found[same].fields))
        else:
            known = {each.name for each in found[same].fields if each.text}
            more = tuple(each for each in draft.fields if each.name not in known)
            found[same] = replace(found[same], fields=(*found[same].fields, *more))
    return (draft for draft in found if not _is_number(draft.head))


def _is_number(head: Head) -> bool:
    """« 1.1 » as a title only points at an action; « Total » is none."""
    words = head.words.strip(" .")
    return not re.search(r"[^\W\d_]", words) or bool(
        re.match(r"(?:sous-)?tota(?:l|ux)\b", words, re.I)
    )


def _is_same(first: _Draft, second: _Draft) -> bool:
    """One number, or one title: a row that only points has its number as title."""
    if second.head.words.strip(" .") == (first.head.number or "-"):
        return True
    if normalise(first.head.words) != normalise(second.head.words):
        return False
    return first.head.number == second.head.number or None in (
        first.head.number,
        second.head.number,
    )


def _action(draft: _Draft) -> ActionSheet:
    head, block = draft.head, draft.head.block
    said, owner, paid = draft.field("status"), draft.field("owner"), costs.field(draft.fields)
    partners, calendar, place = (
        draft.field("partners"),
        draft.field("calendar"),
        draft.field("territory"),
    )
    state = head.status or (status(said.text) if said else None)
    proof = block.evidence(*head.status_span) if head.status_span and head.status else ()
    named, named_evidence = _owner(owner, partners)
    together = _together(partners, draft.fields)
    cost = costs.cost(paid) if paid else None
    return ActionSheet(
        number=head.number,
        title=_plain(head.words),
        axis=draft.axis[0] if draft.axis else None,
        status=state,
        objectives=tuple(objectives(draft.body)),
        evidence=block.evidence(),
        territory=_plain(place.text) if place else None,
        maitre_ouvrage=named,
        partners=tuple(name for each in together for name in _partners(each, named)),
        cost=cost,
        axis_evidence=draft.axis[1] if draft.axis else (),
        status_evidence=proof or (said.evidence if said and state else ()),
        owner_evidence=named_evidence,
        partners_evidence=tuple(passage for each in together for passage in each.evidence),
        cost_evidence=paid.evidence if paid and cost else (),
        calendar=_written(calendar),
        calendar_evidence=calendar.evidence if calendar else (),
        financing=tuple(costs.financing(draft.fields)),
    )


def _owner(owner: Said | None, partners: Said | None) -> tuple[str | None, Evidence]:
    """Who carries the action: a field, or « X (maître d'ouvrage) » among its partners."""
    if owner and not _BLANK.fullmatch(owner.text):
        return _plain(owner.text).strip(" .;"), owner.evidence
    if partners:
        match = re.search(r"(?P<name>[^,;¶]+?) ?\(ma[iî]tr(?:e|ise) d'ouvrage\)", partners.text)
        if match:
            span = (partners.start + match.start("name"), partners.start + match.end("name"))
            return match["name"].strip(), (partners.view.passage(*span),)
    return None, ()


def _together(first: Said | None, said: Sequence[Said]) -> tuple[Said, ...]:
    """A field with the others under the same label: the items of a list."""
    if not first or not first.label:
        return (first,) if first else ()
    return tuple(each for each in said if each.name == first.name and each.label == first.label)


def _partners(partners: Said, owner: str | None) -> tuple[str, ...]:
    if _BLANK.fullmatch(partners.text):
        return ()
    names = []
    for words in _LISTED.split(partners.text):
        name = re.sub(r"^[-–•▪] ?|^et |^(?:la |le |les |l')", "", words.strip(" .;,"))
        if len(name) > 1 and "maître d'ouvrage" not in name and name != owner:
            names.append(name)
    return tuple(names)


def _written(said: Said | None) -> str | None:
    """A field as written, on one line."""
    return _plain(said.text) if said and not _BLANK.fullmatch(said.text) else None


def _plain(words: str) -> str:
    return re.sub(r"\s*¶\s*", " ", words).strip()


def _not_understood(draft: _Draft) -> list[Evidence]:
    """« Statut : à voir », « Coût : à préciser »: labelled, and no value of ours."""
    found: list[Evidence] = []
    state, cost = draft.field("status"), costs.field(draft.fields)
    if state and not status(state.text) and not _BLANK.fullmatch(state.text):
        found.append(fields.whole(state))
    if cost and not costs.cost(cost) and not _BLANK.fullmatch(cost.text):
        found.append(fields.whole(cost))
    return found


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
