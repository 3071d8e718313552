"""National and regional bodies by name: ``data/organisations.csv``.

A brand (« Banque des Territoires ») is known apart from the body that owns it,
and leads to it: it signs and pays nothing of its own.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from loaders.gazetteer import normalise
from loaders.values import Found
from maillage import iri
from maillage.errors import InputError

COLUMNS = ("cle", "nom", "nom_en", "genre", "siren", "verifie", "marque_de", "alias")
ARTICLE = re.compile(r"^(?:l'|la |le |les |du |de la |de l'|des |d')", re.IGNORECASE)


@dataclass(frozen=True)
class Organisation:
    """A row of the table; `key` is the SIREN or a slug, `brand_of` the key of the owner."""

    key: str
    name: str
    kind: str
    brand_of: str | None
    aliases: tuple[str, ...]

    @property
    def entity(self) -> str:
        """The IRI of the legal body: of a brand, its owner's."""
        return iri.organisation(self.brand_of or self.key).value


@dataclass(frozen=True)
class Registry:
    """Organisations by normalised name, and the pattern that finds them in a text."""

    by_name: Mapping[str, Organisation]
    pattern: re.Pattern[str]
    _found: dict[str, tuple[Found[Organisation], ...]] = field(default_factory=dict, repr=False)
    """What was found in the last texts: several readers ask the same."""

    @classmethod
    def load(cls, path: Path) -> "Registry":
        """Reads the table.

        Raises:
            InputError: it is missing, or its columns are not those expected.
        """
        try:
            with path.open(encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
        except OSError as error:
            raise InputError(path, f"cannot be read ({error.strerror}); put it back") from error
        if not rows or tuple(rows[0]) != COLUMNS:
            raise InputError(path, f"its columns must be {','.join(COLUMNS)}")
        return cls.of(_organisation(row) for row in rows)

    @classmethod
    def of(cls, organisations: Iterable[Organisation]) -> "Registry":
        by_name = {
            normalise(name): organisation
            for organisation in organisations
            for name in (organisation.name, *organisation.aliases)
        }
        words = sorted(by_name, key=len, reverse=True)
        return cls(by_name, re.compile(rf"(?<!\w)(?:{'|'.join(map(_spelled, words))})(?!\w)", re.I))

    def named(self, name: str) -> Organisation | None:
        """The organisation that bears exactly this name, its article apart."""
        bare = ARTICLE.sub("", name.strip())
        return self.by_name.get(normalise(bare))

    def find(self, text: str) -> list[Found[Organisation]]:
        """The organisations that a clean text names, in order."""
        if text not in self._found:
            if len(self._found) > _REMEMBERED:
                self._found.clear()
            self._found[text] = tuple(self._look(text))
        return list(self._found[text])

    def _look(self, text: str) -> list[Found[Organisation]]:
        found = []
        for match in self.pattern.finditer(folded(text)):
            organisation = self.by_name[normalise(match[0])]
            if _is_meant(text[match.start() : match.end()]):
                found.append(Found(organisation, match.start(), match.end()))
        return found


def _organisation(row: Mapping[str, str]) -> Organisation:
    aliases = tuple(filter(None, row["alias"].split(";")))
    return Organisation(row["cle"], row["nom"], row["genre"], row["marque_de"] or None, aliases)


def _is_meant(words: str) -> bool:
    """« État » is the State, « état » is not; so is any name of one word."""
    return " " in words or words[0].isupper() or normalise(words) not in ("etat", "europe")


_REMEMBERED = 5_000
_FOLDING = str.maketrans(
    "àâäáãåçéèêëíìîïñóòôöõúùûüýÿÀÂÄÁÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕÚÙÛÜÝ’",
    "aaaaaaceeeeiiiinooooouuuuyyAAAAAACEEEEIIIINOOOOOUUUUY'",
)
_WESTERN = "cp1252"
"""One byte a character: most French texts fit, and their bytes are folded at once."""
_FOLDING_BYTES = bytes.maketrans(
    *("".join(map(chr, each)).encode(_WESTERN) for each in (_FOLDING.keys(), _FOLDING.values()))
)


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """`text` without accents, character for character: positions stay the same."""
    try:
        return text.encode(_WESTERN).translate(_FOLDING_BYTES).decode(_WESTERN)
    except UnicodeError:
        return text.translate(_FOLDING)


def _spelled(key: str) -> str:
    """The pattern of a normalised name: any hyphen, apostrophe or space between its words."""
    return r"[\s'-]+".join(re.escape(word) for word in key.split()).replace("oe", "(?:oe|œ)")
