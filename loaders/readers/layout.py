"""The blocks of a document: headings, bullets, rows of tables, paragraphs.

Sentences and rows that a page break cuts are joined, and what runs along the
pages is left out. The depth of a heading is never used: extraction sets it at
random.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from loaders.hyphens import is_kept
from loaders.readers import rows, running
from loaders.readers.views import View, joined, view
from loaders.reading import Evidence
from maillage.model import Passage


class Kind(StrEnum):
    HEADING = "heading"
    BULLET = "bullet"
    ROW = "row"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True)
class Block:
    """A stretch of the document of one kind; `lines` are the offsets at which its lines begin."""

    index: int
    kind: Kind
    view: View
    start: int
    end: int
    lines: tuple[int, ...]
    cells: tuple[View, ...] = ()
    """Of a row."""
    table: int | None = None
    """Of a row, the number of its table in the document."""

    @property
    def text(self) -> str:
        return self.view.text

    def passage(self, start: int = 0, end: int | None = None) -> Passage:
        """The passage behind a span of the block's clean text, all of it by default."""
        return self.view.passage(start, len(self.text) if end is None else end)

    def evidence(self, start: int = 0, end: int | None = None) -> Evidence:
        return (self.passage(start, end),)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """The spans of its sentences in its clean text."""
        return tuple(sentences(self.text))

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Of a row, where each cell stands in its clean text; an empty cell has no width."""
        found, position = [], 0
        for cell in self.cells:
            found.append((position, position + len(cell.text)))
            position += len(cell.text) + len(rows.BETWEEN) if cell.text else 0
        return tuple(found)

    def sentence(self, position: int) -> tuple[int, int]:
        """The sentence around a position."""
        spans = self.sentences
        return next((span for span in spans if span[0] <= position < span[1]), spans[-1])

    def source_lines(self) -> list[View]:
        """Its lines one by one, for the forms where each line says something of its own."""
        ends = [*self.lines[1:], self.end]
        views = (
            view(self.view.source, start, end) for start, end in zip(self.lines, ends, strict=True)
        )
        return [line for line in views if line.text]


_END = re.compile(r"(?<![.!?…])[.!?…]+[»\")]*(?= +[«\"(]? ?[A-ZÀ-ÖØ-Þ0-9])| [|¶](?= )")
_ABBREVIATION = re.compile(
    r"(?:\b(?:MM?|Mr|Mme|Mmes|Mlle|Dr|Me|St|Ste|art|al|cf|p|n|no|etc|env|tél|ex|[A-Z])|\bL|\bR)$"
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of a clean text; abbreviations and initials do not end one."""
    start = 0
    for match in _END.finditer(text):
        if (
            _ABBREVIATION.search(text, max(start, match.start() - 6), match.start())
            and match[0] == "."
        ):
            continue
        if text[start : match.end()].strip():
            yield start, match.end()
        start = match.end() + 1
    if text[start:].strip():
        yield start, len(text)


_HASHES = re.compile(r"\s{0,3}#{1,6}\s+")
_BULLET = re.compile(r"\s*(?:[-–—•▪◦·►➢✓❖]|[*>o](?=\s)|\uf0b7|[a-z]\)(?=\s))\s*(?=\S)")
_NUMBERED = re.compile(
    r"\s*(?:\d+(?:\.\d+)+\.?\s+\S|(?:article|chapitre|titre|section|annexe|partie)\s+"
    r"(?:\d+|premier|1er|[IVX]+)\b)",
    re.IGNORECASE,
)
_CONNECTED = re.compile(
    r"(?:ci-après|ci après|d'une part|d'autre part|et\b|ainsi que\b|représenté|dénommé|désigné)",
    re.IGNORECASE,
)


def _is_bold(raw: str) -> bool:
    return bool(re.fullmatch(r"(\*\*|__)(?!\s)(?:(?!\1).)+\1[*_]?\s*:?", raw.strip(), re.DOTALL))


def _is_shouted(text: str) -> bool:
    """Two words or more in capitals, none in small letters."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) >= 8 and " " in text and all(not letter.islower() for letter in letters)


def _kind(raw: str, clean: str) -> Kind:
    short = len(clean) <= 180
    if _HASHES.match(raw):
        return Kind.HEADING
    if rows.is_row(raw):
        return Kind.ROW
    if _BULLET.match(raw) and not re.match(r"\s*(?:---+|\*\*\*+|___+)\s*$", raw):
        return Kind.BULLET
    closed = not clean.endswith((".", ";", ","))
    if short and closed and (_is_bold(raw) or _is_shouted(clean) or _NUMBERED.match(clean)):
        return Kind.HEADING
    return Kind.PARAGRAPH


_LONGEST = 8_000
"""Characters of a block: longer ones are cut, so that time grows with the text, not its square."""
_LINE = re.compile(rf"[^\n\f]{{1,{_LONGEST}}}(?![^\s])|[^\n\f]{{1,{_LONGEST}}}")


def _spans(source: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines that belong together; a bullet, a row or a heading starts its own."""
    lines = [match.span() for match in _LINE.finditer(source) if match[0].strip()]
    left_out = running.lines(source, lines)
    run: list[tuple[int, int]] = []
    alone = False
    for start, end in lines:
        if start in left_out:
            if run:
                yield run
                run = []
            continue
        line = source[start:end]
        gap = bool(run) and source.count("\n", run[-1][1], start) > 1
        row = rows.is_row(line)
        starts = row or bool(_HASHES.match(line) or _BULLET.match(line) or _NUMBERED.match(line))
        if run and (
            gap or starts or alone or end - run[0][0] > _LONGEST or _is_apart(source, run, line)
        ):
            yield run
            run = []
        run.append((start, end))
        alone = row or bool(_HASHES.match(line))
    if run:
        yield run


_SHORT = 55
"""Characters under which a line was not cut by a margin: what follows is another one."""
_LABELLED = re.compile(
    r"\s*(?:[A-ZÀ-Þ][\w'’-]*(?: [\w'’-]+){0,4} ?: \S|(?:axe|fiche)s? )", re.IGNORECASE
)


def _is_apart(source: str, run: list[tuple[int, int]], line: str) -> bool:
    """Whether a line that follows another without a blank begins something of its own."""
    previous = source[run[-1][0] : run[-1][1]]
    if source[run[0][0] : run[-1][1]].count("**") % 2:
        return False
    if len(previous.strip()) >= _SHORT or previous.rstrip().endswith((",", " et")):
        return bool(_LABELLED.match(line)) and line.strip()[0].isupper()
    return bool(re.match(r"\s*[*_«\"]*[A-ZÀ-Þ0-9]", line))


def _block(source: str, run: list[tuple[int, int]]) -> Block | None:
    start, end = run[0][0], run[-1][1]
    raw = source[start:end]
    if rows.is_row(raw):
        return _row(source, [(start, end)])
    whole = view(source, start, end)
    kind = _kind(raw, whole.text)
    inner = start
    if kind is Kind.HEADING and (match := _HASHES.match(raw)):
        inner += match.end()
    if match := _BULLET.match(source, inner, end):
        inner = match.end()
    clean = view(source, inner, end) if inner > start else whole
    lines = tuple([inner] + [line for line, _ in run[1:]])
    return Block(0, kind, clean, inner, end, lines) if clean.text else None


def _row(source: str, spans: list[tuple[int, int]]) -> Block | None:
    """A row; it has several spans where a page cuts it."""
    cells = rows.cells(source, spans)
    if not any(cell.text for cell in cells):
        return None
    start, end = spans[0][0], spans[-1][1]
    return Block(0, Kind.ROW, rows.whole(cells), start, end, (start,), cells)


_SHORTEST = 40
"""Characters of a paragraph that a page break may have cut."""
_CUT = re.compile(
    r"(?:\b(?:de|du|des|la|le|les|et|à|au|aux|pour|par|sur|dans|avec|que"
    r"|article|articles|n°|L\.|R\.)|\b[ld]')$"
)
"""Words that no sentence ends with."""
_UNIT = re.compile(r"(?:€|%|[kM]€|m²)(?: |$)")


def _continues(previous: Block, block: Block) -> bool:
    """Whether a page break cuts `previous` from `block` in mid-sentence."""
    if previous.kind not in (Kind.PARAGRAPH, Kind.BULLET) or block.kind is not Kind.PARAGRAPH:
        return False
    if _CONNECTED.match(block.text):
        return False
    cut = len(previous.text) > _SHORTEST and _CUT.search(previous.text) and block.text[:1].isalnum()
    if not (block.text[:1].islower() or _UNIT.match(block.text) or cut):
        return False
    if block.end - previous.start > _LONGEST:
        return False
    ended = ".!?:;" if previous.kind is Kind.PARAGRAPH else ".!?:;,"
    return not previous.text.rstrip('»") ').endswith(tuple(ended))


def blocks(source: str) -> tuple[Block, ...]:
    """The blocks of a normalised text, in order, sentences and rows joined across page breaks."""
    found: list[Block] = []
    for run in _spans(source):
        block = _block(source, run)
        if not block:
            continue
        before = found[-1] if found else None
        if before and _continues(before, block):
            lines = before.lines + block.lines
            clean = _rejoined(before.view, block.view)
            found[-1] = Block(0, before.kind, clean, before.start, block.end, lines)
        elif before and (cut := _cut_row(source, before, block)):
            found[-1] = cut
        else:
            found.append(block)
    return tuple(_numbered(source, found))


def _rejoined(before: View, after: View) -> View:
    """Two halves of a sentence; a word that the page break cuts is made whole."""
    text = before.text
    if not re.search(r"[^\W\d_]-$", text):
        return joined((before, after), " ")
    if not is_kept(text[-30:-1], after.text[:12]):
        before = View(before.source, text[:-1], before.origins[:-1])
    return joined((before, after), "")


def _cut_row(source: str, before: Block, block: Block) -> Block | None:
    """The row that a page cuts in two: its second half begins with an empty cell."""
    if before.kind is not Kind.ROW or block.kind is not Kind.ROW:
        return None
    if "\f" not in source[before.end : block.start] or len(before.cells) != len(block.cells):
        return None
    if block.cells[0].text or not before.cells[0].text:
        return None
    return _row(source, [(before.start, before.end), (block.start, block.end)])


def _numbered(source: str, found: list[Block]) -> Iterator[Block]:
    """The blocks with their place, and rows with the table they are of."""
    table = -1
    before: Block | None = None
    for index, block in enumerate(found):
        if block.kind is Kind.ROW:
            table += not (before and _same_table(source, before, block))
            yield replace(block, index=index, table=table)
        else:
            yield replace(block, index=index)
        before = block


def _same_table(source: str, before: Block, block: Block) -> bool:
    between = source[before.end : block.start]
    if before.kind is not Kind.ROW or ("\f" not in between and between.count("\n\n")):
        return False
    return not between.strip() or rows.is_rule(between.strip())
