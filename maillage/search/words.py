"""Words of a text and of a query, as the index knows them, and the passages that hold them."""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

MOST_WORDS = 16
"""Words of a query that are looked for; the rest is left out."""
FUZZY_FROM, TWICE_FROM, FUZZY_TO = 4, 8, 40
"""Letters from which one slip of the pen, and two, are forgiven; past the last, none: it is no
word, and looking for all that is near it takes long."""
PREFIX_FROM = 3
"""Letters from which a last word may be the beginning of one."""
LITTLE = """a à an and au aux avec ce ces d dans de des du en et for in l la le les of on ou par
pour qu que s sa ses son sur the to un une"""
STOP = frozenset(LITTLE.split())
"""Words that a query may hold without meaning them."""
SHORT = {"st": "saint", "ste": "sainte"}
"""What people write for a word of many names."""

WIDTH = 220
"""Signs of the part of a text that is shown."""
PART = re.compile(r"[^\n]{1,1200}(?=\s|\Z)|[^\n]{1,1200}")
"""Lines of a text; a long one is cut between words."""
ALIKE, LOOKED_AT = 3, 12
"""Letters that a word shares with its other forms; parts of a text that are read for them."""

Piece = tuple[str, bool]
"""Some letters, and whether they were looked for."""


@lru_cache(maxsize=1)
def analyzers() -> dict[str, TextAnalyzer]:
    """How texts become words: as they are, or stemmed as French or English; no accents."""

    def made(*stemmers: str) -> TextAnalyzer:
        builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase())
        for language in stemmers:
            builder = builder.filter(Filter.stemmer(language))
        return builder.filter(Filter.ascii_fold()).build()

    return {"plain": made(), "fr": made("french"), "en": made("english")}


def composed(text: str) -> str:
    """`text` with its accents and letters in one sign each, as the index holds them."""
    return unicodedata.normalize("NFC", text)


def whole(text: str) -> str:
    """A name or a code as one: its words in small letters without accents, joined by hyphens."""
    return "-".join(analyzers()["plain"].analyze(composed(text)))


def slips(word: str) -> int:
    """Slips of the pen that are forgiven in a word: none in a number or a short word."""
    if not word.isalpha() or not FUZZY_FROM <= len(word) <= FUZZY_TO:
        return 0
    return 2 if len(word) >= TWICE_FROM else 1


def distance(one: str, other: str, most: int = 2) -> int:
    """Letters to add, drop, change or swap between two words; more than `most` counts as more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        following = [i]
        for j, right in enumerate(other, 1):
            cost = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, before[j - 2] + 1)
            following.append(cost)
        before, row = row, following
    return min(row[-1], most + 1)


@dataclass(frozen=True)
class Word:
    """A word of a query: as typed, without accents, and its stems in French and English."""

    typed: str

    @cached_property
    def plain(self) -> str:
        return whole(self.typed)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Of the word as typed and without its accents: « rénovée » and « renovee ».

        The stemmer parts « requalifier » (requalifi) from « requalification » (requalif):
        either finds both.
        """
        found = {
            stem
            for spelling in (composed(self.typed), self.plain)
            for stem in analyzers()["fr"].analyze(spelling)
        }
        pairs = {f"{one}i" for one in found if one.endswith("if")}
        pairs |= {one[:-1] for one in found if one.endswith("ifi")}
        return frozenset(found | pairs)

    @cached_property
    def english(self) -> frozenset[str]:
        return frozenset(analyzers()["en"].analyze(self.plain))

    def is_near(self, plain: str) -> bool:
        """Whether a word of a text, without accents, is this one with a slip or two forgiven."""
        allowed = slips(self.plain)
        return allowed > 0 and distance(self.plain, plain, allowed) <= allowed


@dataclass(frozen=True)
class Words:
    """The words of a query, in its order.

    `text` is what a person typed: it is cut into words and never read as a syntax.
    """

    text: str
    language: str = "fr"

    @cached_property
    def all(self) -> tuple[Word, ...]:
        typed = tokens(self.text)[:MOST_WORDS]
        return tuple(Word(SHORT.get(one.casefold(), one)) for one in typed)

    @cached_property
    def whole(self) -> str:
        """All of it as one name or code."""
        return "-".join(one.plain for one in self.all)

    @cached_property
    def wanted(self) -> tuple[Word, ...]:
        """Without the little words, unless there are no others."""
        return tuple(one for one in self.all if one.typed.casefold() not in STOP) or self.all

    @cached_property
    def beginning(self) -> Word | None:
        """The last word, where it may be the beginning of one."""
        last = self.wanted[-1] if self.wanted else None
        return last if last and len(last.plain) >= PREFIX_FROM else None

    def found(self, text: str, fuzzy: bool = False) -> list[tuple[int, int]]:
        """Where words of a text stand that this query looks for: starts and ends."""
        read = (analyzers()[name].pre_tokenize(text).tokens for name in ("plain", "fr", "en"))
        return [
            (plain.char_offset_from, plain.char_offset_to)
            for plain, french, english in zip(*read, strict=True)
            if self._has(plain.text, french.text, english.text, fuzzy)
        ]

    def _has(self, plain: str, french: str, english: str, fuzzy: bool) -> bool:
        return any(
            plain == one.plain
            or french in one.stems
            or english in one.english
            or (one is self.beginning and plain.startswith(one.plain))
            or (fuzzy and one.is_near(plain))
            for one in self.wanted
        )


def tokens(text: str) -> list[str]:
    """The words of a text as they stand."""
    whole = composed(text)
    found = analyzers()["plain"].pre_tokenize(whole).tokens
    return [whole[one.char_offset_from : one.char_offset_to] for one in found]


def marked(text: str, words: Words, fuzzy: bool = False) -> tuple[Piece, ...]:
    """The text in pieces, those that were looked for apart."""
    whole, pieces, position = composed(text), list[Piece](), 0
    for start, end in words.found(whole, fuzzy):
        pieces += [(whole[position:start], False), (whole[start:end], True)]
        position = end
    pieces.append((whole[position:], False))
    return tuple(piece for piece in pieces if piece[0])


def excerpt(text: str, words: Words, fuzzy: bool = False, width: int = WIDTH) -> tuple[Piece, ...]:
    """The part of a text, about `width` signs, where the most words that were looked for stand.

    Nothing where none stands in it.
    """
    found = [
        (part, starts) for part in _likely(text, words) if (starts := _starts(part, words, fuzzy))
    ]
    if not found:
        return ()
    part, starts = max(found, key=lambda one: len(one[1]))
    begin, end = _window(part, starts, width)
    before, after = ("… " if begin else ""), (" …" if end < len(part) else "")
    pieces = marked(part[begin:end], words, fuzzy)
    return tuple(p for p in ((before, False), *pieces, (after, False)) if p[0])


def _likely(text: str, words: Words) -> list[str]:
    """The few parts of a text that seem to hold the most words: a quick look, letters only.

    Reading the words of a whole document would take longer than finding it.
    """
    parts = [" ".join(one.split()) for one in PART.findall(composed(text))]
    beginnings = {word.plain[:ALIKE] for word in words.wanted}
    seen = [sum(one in folded for one in beginnings) for folded in map(whole, parts)]
    ranked = sorted(range(len(parts)), key=lambda place: (-seen[place], place))
    return [parts[place] for place in ranked[:LOOKED_AT] if seen[place]]


def _starts(text: str, words: Words, fuzzy: bool) -> list[int]:
    return [start for start, _ in words.found(text, fuzzy)]


def _window(text: str, starts: list[int], width: int) -> tuple[int, int]:
    """Where to cut, between words: around the start that most others follow closely."""
    if len(text) <= width:
        return 0, len(text)
    near = [bisect_left(starts, start + width * 3 // 4) - i for i, start in enumerate(starts)]
    first = starts[near.index(max(near))]
    begin = text.rfind(" ", 0, max(0, first - width // 4)) + 1
    end = text.rfind(" ", begin + 1, begin + width + 1) if begin + width < len(text) else len(text)
    return begin, end if end > first else min(len(text), begin + width)
