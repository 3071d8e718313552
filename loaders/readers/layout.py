"""The blocks of a document (headings, bullets, rows, paragraphs) and their clean text.

A clean text has single spaces, straight apostrophes and no marks (Markdown,
HTML tags, TeX); each of its characters knows where it stands in the normalised
text, so that words found in it become passages of the document. Sentences that
a page break cuts are joined. The depth of a heading is never used: extraction
sets it at random.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from loaders.reading import Evidence
from maillage.model import Passage


class Kind(StrEnum):
    HEADING = "heading"
    BULLET = "bullet"
    ROW = "row"
    PARAGRAPH = "paragraph"


_FOLDED = {"’": "'", "ʼ": "'", "‘": "'", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}
_SPECIAL = re.compile(
    r"!?\[(?P<link>[^\]\n]*)\]\([^)\n]*\)"
    r"|\^\{(?P<tex>[^}\n]{0,20})\}"
    r"|(?P<break><br ?/?>)|</?[A-Za-z][\w-]*(?: [^<>\n]{0,200})?/?>"
    r"|\\(?P<escaped>[*_#\[\]()`.!-])|\*+|`+|[\u00ad\u200b\u2060\ufeff]"
    rf"|(?P<space>[\s\u00a0\u202f]+)|(?P<folded>[{''.join(_FOLDED)}])"
)


@dataclass(frozen=True)
class View:
    """The clean text of a stretch of the document; ``origins[i]`` is where ``text[i]`` stands."""

    source: str
    text: str
    origins: tuple[int, ...]

    def passage(self, start: int, end: int) -> Passage:
        """The passage of the document behind ``text[start:end]``."""
        first, last = self.origins[start], self.origins[end - 1] + 1
        return Passage(first, last, self.source[first:last])

    def at(self, offset: int) -> int:
        """The position in the clean text of an offset of the document."""
        return max(0, bisect_right(self.origins, offset) - 1)


def view(source: str, start: int, end: int) -> View:
    """The clean text of ``source[start:end]``."""
    characters: list[str] = []
    origins: list[int] = []
    for text, origin, width in _pieces(source, start, end):
        if text == " " and (not characters or characters[-1] == " "):
            continue
        characters += text
        origins += range(origin, origin + len(text)) if width else [origin] * len(text)
    while characters and characters[-1] == " ":
        characters.pop()
        origins.pop()
    return View(source, "".join(characters), tuple(origins))


def _pieces(source: str, start: int, end: int) -> Iterator[tuple[str, int, bool]]:
    """Clean pieces with their origins, marks left out; True where each character has its own."""
    position = start
    for match in _SPECIAL.finditer(source, start, end):
        if position < match.start():
            yield source[position : match.start()], position, True
        if match.lastgroup in ("link", "tex"):
            yield from _pieces(source, *match.span(match.lastgroup))
        elif match.lastgroup in ("space", "break"):
            yield " ", match.start(), False
        elif match.lastgroup == "escaped":
            yield match["escaped"], match.start("escaped"), True
        elif match.lastgroup == "folded":
            yield _FOLDED[match[0]], match.start(), False
        position = match.end()
    if position < end:
        yield source[position:end], position, True


@dataclass(frozen=True)
class Block:
    """A stretch of the document of one kind; `lines` are the offsets at which its lines begin."""

    index: int
    kind: Kind
    view: View
    start: int
    end: int
    lines: tuple[int, ...]

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


_END = re.compile(r"[.!?…]+[»\")]*(?= +[«\"(]? ?[A-ZÀ-ÖØ-Þ0-9])")
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
    if "\t" in raw.strip() or re.match(r"\s*\|.*\|", raw):
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
    run: list[tuple[int, int]] = []
    alone = False
    for match in _LINE.finditer(source):
        line = match[0]
        gap = not run or source.count("\n", run[-1][1], match.start()) > 1
        gap = gap or match.end() - run[0][0] > _LONGEST
        starts = bool(_HASHES.match(line) or _BULLET.match(line) or "\t" in line.strip())
        if not line.strip():
            gap, starts = True, False
        if run and (
            gap or starts or alone or _NUMBERED.match(line) or _is_apart(source, run, line)
        ):
            yield run
            run = []
        if line.strip():
            run.append((match.start(), match.end()))
            alone = bool(_HASHES.match(line)) or "\t" in line.strip()
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
    whole = view(source, start, end)
    kind = _kind(raw, whole.text)
    inner = start
    if kind is Kind.HEADING and (match := _HASHES.match(raw)):
        inner += match.end()
    if kind is not Kind.ROW and (match := _BULLET.match(source, inner, end)):
        inner = match.end()
    clean = view(source, inner, end) if inner > start else whole
    lines = tuple([inner] + [line for line, _ in run[1:]])
    return Block(0, kind, clean, inner, end, lines) if clean.text else None


def _continues(previous: Block, block: Block) -> bool:
    """Whether a page break cuts `previous` from `block` in mid-sentence."""
    if previous.kind not in (Kind.PARAGRAPH, Kind.BULLET) or block.kind is not Kind.PARAGRAPH:
        return False
    if not block.text[:1].islower() or _CONNECTED.match(block.text):
        return False
    if block.end - previous.start > _LONGEST:
        return False
    ended = ".!?:;" if previous.kind is Kind.PARAGRAPH else ".!?:;,"
    return not previous.text.rstrip('»") ').endswith(tuple(ended))


def blocks(source: str) -> tuple[Block, ...]:
    """The blocks of a normalised text, in order, sentences joined across page breaks."""
    found: list[Block] = []
    for run in _spans(source):
        block = _block(source, run)
        if not block:
            continue
        if found and _continues(found[-1], block):
            previous = found.pop()
            clean = view(source, previous.start, block.end)
            lines = previous.lines + block.lines
            block = Block(0, previous.kind, clean, previous.start, block.end, lines)
        found.append(block)
    return tuple(
        Block(index, block.kind, block.view, block.start, block.end, block.lines)
        for index, block in enumerate(found)
    )
