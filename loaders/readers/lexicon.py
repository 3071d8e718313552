"""The dispositifs by their labels: ``ontology/schemes/dispositif.ttl`` is the lexicon.

The longest label wins (« OPAH-RU » before « OPAH »). A label in capitals is
found in capitals only, one of a single small word never. A notation is an
identifier, not a label: « MAL », « CR » or « SC » may be words in capitals, and
are found only where the scheme has them as labels. Spellings that differ
by case, accent, hyphen, apostrophe, plural or œ are the same label.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
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
    _phrases: re.Pattern[str]
    _acronyms: re.Pattern[str]

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
        phrases, acronyms = set(), set()
        for notation, spellings in known.items():
            for label in spellings:
                if is_acronym(label):
                    acronyms.add(_acronym(label))
                    by_key.setdefault(_key(label), notation)
                elif len(label.split()) > 1 or label[:1].isupper():
                    phrases.add(_phrase(label))
                    by_key.setdefault(_key(label), notation)
        return cls(names, by_key, _either(phrases, re.IGNORECASE), _either(acronyms))

    def find(self, text: str) -> list[Found[str]]:
        """The notations that a clean text names, in order, the longest label first."""
        plain = folded(text)
        matches = [*self._acronyms.finditer(plain), *self._phrases.finditer(plain)]
        found: list[Found[str]] = []
        for match in sorted(
            matches, key=lambda match: (match.start() - match.end(), match.start())
        ):
            notation = self._by_key.get(_key(match[0]))
            free = all(match.end() <= item.start or item.end <= match.start() for item in found)
            if notation and free:
                found.append(Found(notation, match.start(), match.end()))
        return sorted(found, key=lambda item: item.start)


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
