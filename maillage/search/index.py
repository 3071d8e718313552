"""The index of a release, opened to be searched: what a query finds, in which order, and counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory

from tantivy import DocAddress, Index, Occur, Query, Schema, Searcher, SearchResult

from maillage.errors import UnavailableError
from maillage.search.fields import WORDS, register
from maillage.search.words import (
    Piece,
    Word,
    Words,
    distance,
    excerpt,
    marked,
    slips,
    tokens,
    whole,
)

NAMED, CALLED, BEGUN, NEARLY = 4000.0, 3000.0, 2000.0, 500.0
"""The whole query is a name; another name or a code; how a name begins; a name but for a slip."""
SAME, STEM, ALIAS, FOREIGN, STARTS, TEXT, ABOUT, AROUND = 60.0, 54, 50, 18, 45, 16, 30, 12
"""A word stands in a name as it is, in another form, in one of the other language…; texts add
how often and how rare it is."""
SLIP = (0.0, 8.0, 4.0)
"""A word but for one slip, or two; in a text a quarter of it."""
MOST = 0.6
"""The part of the words that must be found where nothing has them all."""
FEW = 5
"""Results below which another spelling is tried too."""
VALUES = 100_000
"""Values of a facet that are counted: more than there are."""


class How(IntEnum):
    """How much was forgiven to find something."""

    ALL = 0
    SPELLING = 1
    SOME = 2


@dataclass(frozen=True)
class Hit:
    """A thing that was found."""

    iri: str
    kind: str
    french: tuple[Piece, ...]
    """Its name, in pieces: those that were looked for are told apart."""
    english: tuple[Piece, ...]
    places: tuple[str, ...]
    excerpt: tuple[Piece, ...]
    score: float


@dataclass(frozen=True)
class Found:
    """A page of what was found, with the counts of all of it."""

    hits: tuple[Hit, ...]
    total: int
    how: How
    suggestion: str | None
    """The query as it was perhaps meant, where it seems to have a slip of the pen."""
    kinds: Mapping[str, int]
    """How many of each kind, whatever kind is asked for."""
    places: Mapping[str, int]
    """How many in each département, whatever département is asked for."""


class SearchIndex:
    """A read-only index; many threads and processes may search it at once."""

    def __init__(self, index: Index, beside: TemporaryDirectory[str] | None = None) -> None:
        self._index = index
        self._beside = beside
        self._schema = index.schema
        self.searcher: Searcher = index.searcher()

    @classmethod
    def open(cls, folder: Path) -> "SearchIndex":
        """Opens the index of a release, and writes nothing into it.

        The engine wants to write a lock beside the files that it reads: it gets a
        folder of links, so that a release may belong to another user.

        Raises:
            UnavailableError: there is none, or it cannot be read.
        """
        beside = TemporaryDirectory(prefix="maillage-index-")
        try:
            _link(folder, Path(beside.name))
            return cls(register(Index.open(beside.name)), beside)
        except (OSError, ValueError) as error:
            beside.cleanup()
            remedy = "delete this release and run: maillage build"
            raise UnavailableError(f"{folder}: no search index here ({remedy})") from error

    def __len__(self) -> int:
        return int(self.searcher.num_docs)

    @property
    def schema(self) -> Schema:
        return self._schema

    def search(
        self,
        text: str,
        language: str = "fr",
        kind: str = "",
        place: str = "",
        limit: int = 20,
        offset: int = 0,
    ) -> Found:
        """What the words of `text` find, of this kind and in this département where one is asked.

        `text` is what a person typed in `language`; nothing in it is an instruction.
        """
        words = Words(text, language)
        if not words.wanted:
            return Found((), 0, How.ALL, None, {}, {})
        query, how, counts = self._best(words)
        narrowed = self._narrowed(query, kind=kind, place=place)
        found = self.searcher.search(narrowed, limit=limit, offset=offset)
        fuzzy = how > How.ALL
        return Found(
            hits=tuple(self._hit(address, score, words, fuzzy) for score, address in found.hits),
            total=total(found),
            how=how,
            suggestion=self._suggestion(words, sum(counts["kind"].values()), how),
            kinds=self._counts(query, "kind", place=place) if place else counts["kind"],
            places=self._counts(query, "place", kind=kind) if kind else counts["place"],
        )

    def _best(self, words: Words) -> tuple[Query, How, dict[str, dict[str, int]]]:
        """The strictest query that finds something, else the loosest; and what it counts."""
        for how in How:
            query = self._query(words, how)
            counts = self.tables(query, ("kind", "place"))
            if counts["kind"]:
                break
        return query, how, counts

    def _counts(self, query: Query, field: str, **narrowed: str) -> dict[str, int]:
        return self.tables(self._narrowed(query, **narrowed), (field,))[field]

    def _query(self, words: Words, how: How) -> Query:
        fuzzy = how > How.ALL
        own = [self._word(words, one, fuzzy and not self.knows(one)) for one in words.wanted]
        each = [
            Query.disjunction_max_query([query, *self._around(word)])
            for word, query in zip(words.wanted, own, strict=True)
        ]
        least = len(each) if how < How.SOME else max(1, ceil(len(each) * MOST))
        some = Query.boolean_query(
            [(Occur.Should, one) for one in each], minimum_number_should_match=least
        )
        is_own = self._constant(_any(own), 0.0)
        both = Query.boolean_query([(Occur.Must, some), (Occur.Must, is_own)])
        return Query.disjunction_max_query([*self._wholes(words, fuzzy), _scaled(both, len(each))])

    def _around(self, word: Word) -> list[Query]:
        return [self._constant(self._term("around", stem), AROUND) for stem in sorted(word.stems)]

    def knows(self, word: Word) -> bool:
        """Whether some thing has this word, in whatever form."""
        spellings = {"plain": {word.plain}, "fr": word.stems, "en": word.english}
        return any(
            self.searcher.doc_freq(name, spelling) > 0
            for name, (analyzer, _) in WORDS.items()
            for spelling in spellings[analyzer]
        )

    def _wholes(self, words: Words, fuzzy: bool) -> Iterable[Query]:
        text = words.whole
        yield self._constant(self._term("whole", text), NAMED)
        yield self._constant(self._term("other", text), CALLED)
        yield self._constant(self._prefix("whole", text), BEGUN)
        if fuzzy and slips(text.replace("-", "")):
            for field in ("whole", "other"):
                yield self._constant(self._fuzzy(field, text, 1), NEARLY)

    def _word(self, words: Words, word: Word, fuzzy: bool) -> Query:
        french, english = (STEM, FOREIGN) if words.language == "fr" else (FOREIGN, STEM)
        ways = [
            self._constant(self._term("words", word.plain), SAME),
            self._constant(self._term("other", word.plain), SAME),
            *(self._constant(self._term("name", stem), french) for stem in sorted(word.stems)),
            *(self._constant(self._term("alias", stem), ALIAS) for stem in sorted(word.stems)),
            *(
                self._constant(self._term("english", stem), english)
                for stem in sorted(word.english)
            ),
            *(self._counted("text", stem) for stem in sorted(word.stems)),
            *(self._counted("explained", stem) for stem in sorted(word.english)),
            *(self._constant(self._term("about", stem), ABOUT) for stem in sorted(word.stems)),
        ]
        if word is words.beginning:
            ways.append(self._constant(self._prefix("words", word.plain), STARTS))
        for allowed in range(1, (slips(word.plain) if fuzzy else 0) + 1):
            near = (("words", SLIP[allowed]), ("said", SLIP[allowed] / 4))
            ways += [self._constant(self._fuzzy(f, word.plain, allowed), s) for f, s in near]
        return Query.disjunction_max_query(ways)

    def _counted(self, field: str, stem: str) -> Query:
        """A word of a text: worth more where it is rare, often said, and the text short."""
        term = self._term(field, stem)
        return Query.boolean_query([(Occur.Must, term), (Occur.Should, self._constant(term, TEXT))])

    def _term(self, field: str, value: str) -> Query:
        option = WORDS[field][1] if field in WORDS else "basic"
        return Query.term_query(self._schema, field, value, option)

    def _prefix(self, field: str, value: str) -> Query:
        return Query.fuzzy_term_query(self._schema, field, value, distance=0, prefix=True)

    def _fuzzy(self, field: str, value: str, allowed: int) -> Query:
        return Query.fuzzy_term_query(self._schema, field, value, distance=allowed)

    def _constant(self, query: Query, score: float) -> Query:
        return Query.const_score_query(query, score)

    def _narrowed(self, query: Query, **values: str) -> Query:
        filters = [
            (Occur.Must, self._constant(self._term(field, value), 0.0))
            for field, value in values.items()
            if value
        ]
        return Query.boolean_query([(Occur.Must, query), *filters]) if filters else query

    def tables(self, query: Query, fields: Iterable[str]) -> dict[str, dict[str, int]]:
        """The counts of several fields at once."""
        asked = {name: {"terms": {"field": name, "size": VALUES}} for name in fields}
        if not asked:
            return {}
        answer = self.searcher.aggregate(query, asked)
        return {
            name: {str(one["key"]): int(one["doc_count"]) for one in answer[name]["buckets"]}
            for name in asked
        }

    def _hit(self, address: DocAddress, score: float, words: Words, fuzzy: bool) -> Hit:
        document = self.searcher.doc(address)
        return Hit(
            iri=str(document.get_first("iri")),
            kind=str(document.get_first("kind")),
            french=marked(str(document.get_first("french")), words, fuzzy),
            english=marked(str(document.get_first("translated") or ""), words, fuzzy),
            places=tuple(map(str, document.get_all("place"))),
            excerpt=excerpt(str(document.get_first("body") or ""), words, fuzzy),
            score=float(score),
        )

    def _suggestion(self, words: Words, count: int, how: How) -> str | None:
        """What was perhaps meant: known words in place of those that seem to have slipped."""
        if how == How.ALL and count >= FEW:
            return None
        meant = [one.typed if self.knows(one) else self._meant(one) for one in words.all]
        return " ".join(meant) if meant != [one.typed for one in words.all] else None

    def _meant(self, word: Word) -> str:
        """The word nearest to one that is unknown, in what is the first to have one like it."""
        query = self._query(Words(word.typed), How.SPELLING)
        best = self.searcher.search(query, limit=1).hits
        if not best or not slips(word.plain):
            return word.typed
        document = self.searcher.doc(best[0][1])
        shown = [str(document.get_first(name) or "") for name in ("french", "body", "translated")]
        return _nearest(word, (token for text in shown for token in tokens(text)))


def _link(folder: Path, beside: Path) -> None:
    for path in folder.iterdir():
        if path.suffix != ".lock":
            (beside / path.name).symlink_to(path.absolute())


def total(found: SearchResult) -> int:
    """How many things a query finds; the stubs of the library do not know it."""
    return int(found.count or 0)  # type: ignore[attr-defined]


def _nearest(word: Word, said: Iterable[str]) -> str:
    allowed = slips(word.plain)
    near = [
        (distance(word.plain, plain, allowed), token)
        for token in said
        if (plain := whole(token)) and allowed
    ]
    best = min(near, default=(allowed + 1, ""), key=lambda one: one[0])
    return best[1] if 0 < best[0] <= allowed else word.typed


def _any(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, one) for one in queries])


def _scaled(query: Query, words: int) -> Query:
    """The mean over the words, so that long queries do not outweigh whole names."""
    return Query.boost_query(query, 1 / words)
