"""The dispositifs by their labels: ``ontology/schemes/dispositif.ttl`` is the lexicon.

The longest label wins (« OPAH-RU » before « OPAH »). A label in capitals is
found in capitals only, one of a single small word never. A notation is an
identifier, not a label: « MAL », « CR » or « SC » may be words in capitals, and
are found only where the scheme has them as labels. Spellings that differ
by case, accent, hyphen, apostrophe, plural or œ are the same label.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from loaders.readers.organisations import folded
from loaders.values import Found
from maillage import turtle
from maillage.rdf import SKOS, Literal, NamedNode, Triple

_NAMES = (SKOS.prefLabel, SKOS.altLabel)
_PLURAL = r"(?:s|x)?"
_AND = r"\s*&(?:amp;)?\s*"
_GAP = r"(?:\s*[-–—]\s*|\s+|'|,\s)"


@dataclass(frozen=True)
class Lexicon:
    """The concepts of a scheme by notation, with their labels, and what finds these in a text.

    `names` are the right names, without the hidden labels (wrong spellings that are met).
    """

    names: Mapping[str, tuple[str, ...]]
    _by_key: Mapping[str, str]
    _starts: Mapping[str, tuple[re.Pattern[str], ...]]
    """By the first word of a label, the patterns of the labels that begin with it."""
    _found: dict[str, tuple[Found[str], ...]] = field(default_factory=dict, repr=False)
    """What was found in the last texts: several readers ask the same."""

    @classmethod
    def load(cls, path: Path) -> "Lexicon":
        """The lexicon of a scheme's Turtle file.

        Raises:
            InputError: the file is missing or is not Turtle.
        """
        triples = turtle.read(path)
        return cls.of(labels(triples, (*_NAMES, SKOS.hiddenLabel)), labels(triples, _NAMES))

    @classmethod
    def of(
        cls, known: Mapping[str, Iterable[str]], right: Mapping[str, Iterable[str]] | None = None
    ) -> "Lexicon":
        """The lexicon of notations and their labels.

        `right` are the labels that are right names, all of them by default.
        """
        by_key: dict[str, str] = {}
        names = {
            notation: tuple(label for label in spellings if not is_acronym(label))
            for notation, spellings in (right or known).items()
        }
        starts: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for notation, spellings in known.items():
            for label in spellings:
                if is_acronym(label):
                    starts[_first(label)].append((_acronym(label), 0))
                elif len(label.split()) > 1 or label[:1].isupper():
                    starts[_first(label)].append((_phrase(label), re.IGNORECASE))
                else:
                    continue
                by_key.setdefault(_key(label), notation)
        patterns = {word: tuple(_patterns(found)) for word, found in starts.items()}
        return cls(names, by_key, patterns)

    def find(self, text: str) -> list[Found[str]]:
        """The notations that a clean text names, in order, the longest label first."""
        if text not in self._found:
            if len(self._found) > _REMEMBERED:
                self._found.clear()
            self._found[text] = tuple(self._look(text))
        return list(self._found[text])

    def _look(self, text: str) -> list[Found[str]]:
        plain = folded(text)
        matches = [
            match
            for word in _WORD.finditer(plain)
            for pattern in self._starts.get(_stem(word[0]), ())
            if (match := pattern.match(plain, word.start()))
        ]
        found: list[Found[str]] = []
        for match in sorted(
            matches, key=lambda match: (match.start() - match.end(), match.start())
        ):
            notation = self._by_key.get(_key(match[0]))
            free = all(match.end() <= item.start or item.end <= match.start() for item in found)
            if notation and free:
                found.append(Found(notation, match.start(), match.end()))
        return sorted(found, key=lambda item: item.start)


_REMEMBERED = 5_000
_WORD = re.compile(r"(?<![\w-])[A-Za-z0-9œŒ]+")


def _stem(word: str) -> str:
    """A word as the index has it: no case, no plural, « œ » in two letters."""
    plain = word.lower().replace("œ", "oe")
    return plain[:-1] if len(plain) > 3 and plain[-1] in "sx" else plain


def _first(label: str) -> str:
    match = re.search(r"[A-Za-z0-9œŒ]+", folded(label))
    return _stem(match[0]) if match else ""


def _patterns(found: Iterable[tuple[str, int]]) -> Iterator[re.Pattern[str]]:
    """One pattern for the labels in capitals, one for the others, the longest first."""
    for flags in (0, re.IGNORECASE):
        parts = {part for part, its in found if its == flags}
        if parts:
            yield _either(parts, flags)


def labels(triples: Iterable[Triple], kinds: Collection[NamedNode]) -> dict[str, list[str]]:
    """The French labels of these kinds of every concept by its notation, in a stable order."""
    notations: dict[NamedNode, str] = {}
    spelled: dict[NamedNode, list[str]] = defaultdict(list)
    for triple in triples:
        subject, value = triple.subject, triple.object
        if not isinstance(subject, NamedNode) or not isinstance(value, Literal):
            continue
        if triple.predicate == SKOS.notation:
            notations[subject] = value.value
        elif triple.predicate in kinds and value.language in ("fr", None):
            spelled[subject].append(value.value)
    return {
        notation: sorted(spelled[subject], key=lambda label: (-len(label), label))
        for subject, notation in sorted(notations.items(), key=lambda item: item[1])
    }


def is_acronym(label: str) -> bool:
    """Mostly capitals, few letters: « OPAH-RU », « PLUi », « SCoT » — not « Malraux »."""
    letters = [character for character in label if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    return bool(letters) and len(label) <= 10 and capitals >= 2 and 2 * capitals > len(letters)


def _key(label: str) -> str:
    """What all spellings of a label share."""
    plain = _spelled_out(folded(label).lower().replace("œ", "oe"))
    words = re.split(r"[^a-z0-9]+", plain)
    return " ".join(re.sub(r"(?<=\w{3})[sx]$", "", word) for word in words if word)


def _spelled_out(text: str) -> str:
    """`text` with « et » for every « & », which Markdown may write ``&amp;``."""
    return re.sub(_AND, " et ", text)


def _acronym(label: str) -> str:
    return _GAP.join(re.escape(part) for part in re.split(r"[\s-]+", folded(label)) if part)


def _phrase(label: str) -> str:
    words = re.split(r"[^A-Za-z0-9œŒ]+", _spelled_out(folded(label)))
    spelled = [
        re.sub("oe|œ", "(?:oe|œ)", re.escape(re.sub(r"(?<=\w{3})[sx]$", "", word)), flags=re.I)
        + (_PLURAL if len(word) > 3 else "")
        for word in words
        if word
    ]
    return _GAP.join(spelled).replace(f"{_GAP}et{_GAP}", rf"(?:{_GAP}et{_GAP}|{_AND})")


def _either(patterns: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    longest = sorted(patterns, key=lambda pattern: (-len(pattern), pattern))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(longest) or '(?!)'})(?!\w|-\w)", flags)
