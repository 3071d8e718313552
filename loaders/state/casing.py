"""Titles printed in capitals, written as the same document writes their words elsewhere.

The document's own spelling goes first, then that of `mots.yml` for words that
the document only writes with a capital, or not at all.

A title is only changed when each of its words is known; otherwise it stays as
printed: a wrong name is worse than a shouted one.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NewType

from maillage import iri
from maillage.plain import from_yaml

Lexicon = NewType("Lexicon", Mapping[str, str])
"""Folded word → the word as the document writes it in running text."""

COMMON = Path(__file__).with_name("mots.yml")
WORD = re.compile(r"[^\W\d_]+")


def _key(word: str) -> str:
    return iri.slug(word)


@lru_cache(maxsize=1)
def _common() -> tuple[str, ...]:
    return tuple(from_yaml(COMMON.read_text(encoding="utf-8")))


def _shouted(text: str) -> bool:
    """Whether the letters of a line are (nearly) all capitals."""
    capitals = sum(map(str.isupper, text))
    return capitals > 0.7 * max(1, sum(map(str.isalpha, text)))


def lexicon(text: str, names: tuple[str, ...] = ()) -> Lexicon:
    """The words of the running text in their usual spelling; `names` keep theirs.

    A word that occurs in lower case anywhere is a common word; one that is
    always capitalised is a name.
    """
    forms: dict[str, Counter[str]] = {}
    for line in text.splitlines():
        if not _shouted(line):
            for word in WORD.findall(unicodedata.normalize("NFC", line)):
                forms.setdefault(_key(word), Counter())[word] += 1
    usual = {key: min(seen, key=lambda form: _rank(form, seen)) for key, seen in forms.items()}
    kept = {_key(word): word for name in names for word in WORD.findall(name) if word[0].isupper()}
    common = {
        key: word
        for entry in _common()
        for word in WORD.findall(entry)
        if not usual.get(key := _key(word), "").islower()
    }
    return Lexicon({**usual, **common, **kept})


def _rank(form: str, seen: Counter[str]) -> tuple[bool, int, str]:
    return (not form.islower(), -seen[form], form)


def sentence(title: str, words: Lexicon) -> str:
    """`title` in sentence case if it is in capitals and all its words are known."""
    if not _shouted(title):
        return title
    found = WORD.findall(title)
    if any(_key(word) not in words for word in found):
        return title
    written = WORD.sub(lambda match: words[_key(match[0])], title)
    return written[:1].upper() + written[1:]
