"""The lines at which sheets begin, and what a title says beside the title.

« Fiche action n° 3 : … », « 3-ACTION MATURE : … », « ACTION 2019 : … »; among
numbered sheets, the next number (« 2-ECOQUARTIER »). The depth of headings says
nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.readers.actions.fields import has_fields
from loaders.readers.actions.status import STATUS, status
from loaders.readers.layout import Block, Kind
from loaders.values.amounts import amounts

_NUMBER = r"(?:\d{1,3}(?:[.-]\d{1,2}){0,2}|[A-Z]\d{0,2}[.-]?\d{1,2})"
_NAMED = re.compile(
    rf"^(?P<word>(?:fiches?[ -]?)?(?:projet|action|opération)s?|fiches?) ?(?P<status>{STATUS}\b)? ?"
    rf"(?:(?:n°|no|nº|numéro) ?)?(?P<number>{_NUMBER}(?![\w]))?"
    r"(?: ?[:–—.-]+ ?|\s(?=[A-ZÉÈÀÇ«])|$)(?P<title>\S.*)?$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    rf"^(?P<number>{_NUMBER}) ?[-–—.):] ?"
    rf"(?:(?:fiche[ -]?)?action ?(?P<status>{STATUS})? ?[:–—-]+ ?)"
    r"(?P<title>\S.*)$",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"^(?P<number>\d{1,3}) ?[-–—.):] ?(?P<status>(?!))?(?P<title>[A-ZÉÈÀÇŒ«].+)$")
_DOTTED = re.compile(r"^(?P<number>\d{1,2}\.\d{1,2})\.? ?[-–—:]? ?(?P<title>[A-ZÉÈÀÇŒ«].+)$")
_ASIDE = re.compile(
    r" ?\((?P<in>[^()]*)\)\s*$| ?[-–—,;:] ?(?P<out>sans coût[^-–—]*|coût[^-–—]*)$", re.IGNORECASE
)
_OWNER = re.compile(
    r"^(?:ma[iî]tr(?:e|ise) d'ouvrage|MOA|porteur) ?:? ?(?P<owner>.+)$", re.IGNORECASE
)
_LONGEST = 220


@dataclass(frozen=True)
class Head:
    """A line at which a sheet begins; `title` is its span in the block's text, None without one."""

    block: Block
    number: str | None
    title: tuple[int, int] | None
    status: str | None = None
    status_span: tuple[int, int] | None = None
    owner_span: tuple[int, int] | None = None
    cost_span: tuple[int, int] | None = None

    @property
    def words(self) -> str:
        return self.block.text[slice(*self.title)] if self.title else ""


def heads(blocks: Sequence[Block]) -> Iterator[Head]:
    """All lines at which a sheet begins."""
    expected = 0
    certain = {block.index: match for block in blocks if (match := _certain(block))}
    for block in blocks:
        match = certain.get(block.index)
        if not match and certain and expected and block.kind is Kind.HEADING:
            match = _PLAIN.match(block.text)
            if match and match["number"] != str(expected + 1):
                match = None
        if match:
            number = match["number"]
            if number and number.isdigit():
                expected = int(number)
            yield _head(block, match)


def _certain(block: Block) -> re.Match[str] | None:
    """A line whose form alone says that a sheet begins."""
    text = block.text
    if not _is_line(block):
        stop = re.search(r"[.;] (?=[A-ZÀ-Þ])", text) if block.kind is not Kind.ROW else None
        if not stop or not has_fields(block.view):
            return None
        text = text[: stop.start()]
    match = _LEADING.match(text) or _NAMED.match(text)
    if not match:
        return None
    if match.re is _NAMED:
        if not (match["number"] or match["status"]):
            return None
        sheet = "fiche" in match["word"].lower() or "°" in text[:12]
        if not match["title"] and not (sheet and match["number"]):
            return None
        if match["word"].lower().startswith("opération") and "°" not in text[:16]:
            return None
    return match


def _is_line(block: Block) -> bool:
    if block.kind is Kind.ROW and len(block.cells) > 1:
        return False
    return len(block.text) < _LONGEST and not block.text.endswith(
        (".",) if block.kind is Kind.BULLET else (".", ";", ",")
    )


def _head(block: Block, match: re.Match[str]) -> Head:
    span = match.span("status") if match["status"] else None
    head = Head(block, match["number"], None, status(match["status"]), span)
    if not match["title"]:
        return head
    return _stripped(head, *match.span("title"))


def _stripped(head: Head, start: int, end: int) -> Head:
    """The title without what stands after it: « (mature) », « (maître d'ouvrage : X) », a cost."""
    block, text = head.block, head.block.text
    found = head.status, head.status_span
    owner, cost = head.owner_span, head.cost_span
    while end > start:
        end = start + len(text[start:end].rstrip(" ;,"))
        sums = [each for each in amounts(text[start:end]) if start + each.end >= end - 6]
        if sums and (
            lead := re.search(
                r"[ ]?[-–—:,(] ?(?:coût ?:? ?)?$", text[start : start + sums[-1].start]
            )
        ):
            cost = (start + sums[-1].start, end)
            end = start + lead.start()
            continue
        aside = _ASIDE.search(text, start, end)
        if not aside:
            break
        name = "in" if aside["in"] is not None else "out"
        if said := _OWNER.match(aside[name]):
            owner = (aside.start(name) + said.start("owner"), aside.end(name))
        elif (known := status(aside[name])) and name == "in":
            found = known, aside.span(name)
        elif name == "in" and not amounts(aside[name]):
            break
        end = aside.start()
    return Head(block, head.number, (start, end), *found, owner, cost)


def of_title(block: Block, start: int, end: int, number: str | None = None) -> Head:
    """A head made of a title that stands in a field or a cell."""
    text = block.text[start:end]
    match = _LEADING.match(text) or _DOTTED.match(text)
    named = _NAMED.match(text) if not match else None
    match = match or (named if named and named["number"] and named["title"] else None)
    if match:
        start, number = start + match.start("title"), number or match["number"]
    return _stripped(Head(block, number, None), start, end)
