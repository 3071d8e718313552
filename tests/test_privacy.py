"""No file of the tree holds the contact details that its documents were masked of.

What to look for is read from the original documents, which stand beside the
checkout and never in it; nothing of it is written here, nor in a failure.
"""

import re
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

import pytest

from loaders import masking, read
from loaders.reading import Personal
from maillage.model import Passage
from maillage.settings import settings
from tests.checkout import ROOT

ORIGINALS = ROOT.parent / "shared" / "documents"
MASKED = "data/documents/"
"""The documents themselves, masked; their own tests compare them with the originals."""


def plain(text: str) -> str:
    """`text` in small letters without accents, so that spellings do not hide a name."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    if apart.isascii():
        return apart
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def patterns(detail: Personal) -> Iterator[str]:
    """What a person's detail looks like in plain text; a name only where it is two words."""
    if detail.kind == "phone":
        digits = r"[\s./-]?".join(detail.value[1:])
        yield rf"(?<![\d.])(?:(?:\+|00)33[\s./-]?)?\(?0\)?[\s./-]?{digits}(?!\d)"
        yield rf"(?:\+|00)33[\s./-]?{digits}(?!\d)"
    elif detail.kind == "email":
        yield rf"(?<![\w.+-]){re.escape(plain(detail.value))}(?!\w)"
    else:
        words = [re.escape(word) for word in plain(detail.value).split()]
        for position in range(1, len(words)):
            for order in (words, [*words[position:], *words[:position]]):
                yield r"(?<!\w)" + r"[\W_]{1,3}".join(order) + r"(?!\w)"


def bare(text: str) -> str:
    """`text` without what may part the words of a detail or the digits of a phone."""
    return re.sub("[./-]", "", "".join(text.split()))


@dataclass(frozen=True)
class Sought:
    """A detail: `words` stand in every bare text in which `pattern` finds it."""

    words: tuple[str, ...]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, detail: Personal) -> Self | None:
        """None for a name of one word, which is not looked for."""
        spellings = "|".join(patterns(detail))
        phone = detail.kind == "phone"
        words = [detail.value[1:]] if phone else plain(detail.value).split()
        return cls(tuple(map(bare, words)), re.compile(spellings)) if spellings else None


def found(details: Iterable[Personal], texts: Iterable[str]) -> Iterator[list[re.Match[str]]]:
    """Where each text holds a detail; most texts lack a word of each, which is seen at once."""
    sought = {one for one in map(Sought.of, details) if one}
    for text in map(plain, texts):
        without = bare(text)
        near = (one for one in sought if all(word in without for word in one.words))
        yield [match for one in near for match in one.pattern.finditer(text)]


@pytest.fixture(scope="module")
def contacts() -> list[Personal]:
    """E-mails and phones of anyone, and the names of those without public office."""
    if not ORIGINALS.is_dir():
        pytest.skip("the original documents do not stand beside this checkout")
    details = [
        detail
        for path in sorted(ORIGINALS.glob("*.md"))
        for detail in read.read(path, settings(root=ROOT))[1].personal
    ]
    without_office = set(masking.contacts(details))
    return [each for each in details if each.kind != "name" or each in without_office]


@pytest.fixture(scope="module")
def tracked() -> list[str]:
    """The paths of all files that git tracks."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("git cannot tell which files are tracked here")
    return [path for path in listed.stdout.split("\0") if path]


def written(path: str) -> str | None:
    """What a tracked file holds, unless it is gone, no text, or one of the documents."""
    if path.startswith(MASKED) or not (ROOT / path).is_file():
        return None
    content = (ROOT / path).read_bytes()
    return None if b"\0" in content else content.decode("utf-8", "replace")


def test_no_tracked_file_holds_a_contact_of_the_documents(
    contacts: list[Personal], tracked: list[str]
) -> None:
    assert {each.kind for each in contacts} == {"name", "email", "phone"}
    read_in = {path: text for path in tracked if (text := written(path)) is not None}
    holding = [
        f"{path}:{match.string.count(chr(10), 0, match.start()) + 1}"
        for path, matches in zip(read_in, found(contacts, read_in.values()), strict=True)
        for match in matches
    ]
    assert not holding, "a contact of the original documents stands there; invent another"


@pytest.mark.parametrize(
    ("detail", "text"),
    [
        (("name", "ESSAI Paul"), "par Paul Essai,"),
        (("name", "ESSAI Paul"), "essai-paul"),
        (("name", "Anne Laure ESSAI"), "ESSAI Anne\nLaure"),
        (("name", "Élodie ESSAI"), "Elodie Essai"),
        (("email", "p.essai@ville.fr"), "<P.Essai@ville.fr>"),
        (("phone", "0500000001"), "05 00 00 00 01"),
        (("phone", "0500000001"), "+33 (0)5.00.00.00.01"),
        (("phone", "0500000001"), "+33500000001"),
    ],
)
def test_a_contact_is_found_in_every_spelling(detail: tuple[str, str], text: str) -> None:
    assert any(found([_personal(*detail)], [text]))


@pytest.mark.parametrize(
    ("detail", "text"),
    [
        (("name", "Paul"), "Paul"),
        (("name", "ESSAI Paul"), "un essai de Paul"),
        (("email", "p.essai@ville.fr"), "jp.essai@ville.fr"),
        (("phone", "0500000001"), "105000000010"),
        (("phone", "0500000001"), "1.0500000001"),
    ],
)
def test_what_is_no_contact_is_not_found(detail: tuple[str, str], text: str) -> None:
    assert not any(found([_personal(*detail)], [text]))


def _personal(kind: str, value: str) -> Personal:
    return Personal(kind, value, Passage(0, len(value), value))
