"""Names of places, linked to their codes: what the readers of documents look names up in.

A name may belong to several places (Valence, Saint-Denis): all of them are
given, and the caller narrows them by département or EPCI, or leaves the name
unlinked. Nothing is guessed.
"""

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from loaders.tables import communes, departements, groupements, intercommunalites, regions
from loaders.tabular.rows import Layout, Row, read
from maillage.errors import InputError

KINDS = ("commune", "epci", "departement", "region", "groupement")

ARTICLES = r"(?:le|la|les|l|du|des|de la|de l|de|d)"
_ARTICLE = re.compile(rf"^{ARTICLES} (?=\S)")
_NATURES = "|".join(
    (
        "communaute de communes",
        "etablissement public territorial",
        "ept",
        "communaute d agglomeration",
        "communaute d agglo",
        "communaute urbaine",
        "communaute",
        "agglomeration",
        "intercommunalite",
        "metropole",
        "epci",
        "agglo",
        "cc",
        "ca",
        "cu",
    )
)
_PREFIXES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "commune": re.compile(r"^(?:la )?(?:commune|ville|mairie|municipalite)(?: |$)"),
        "epci": re.compile(rf"^(?:l |la )?(?:{_NATURES})(?: |$)"),
        "departement": re.compile(
            r"^(?:le |l )?(?:departement|conseil departemental|conseil general)(?: |$)"
        ),
        "region": re.compile(r"^(?:la |le )?(?:region|conseil regional)(?: |$)"),
        "groupement": re.compile(
            r"^(?:le )?(?:petr|pole d equilibre territorial et rural|syndicat mixte|sm)(?: |$)"
        ),
    }
)
"""What a name may begin with to say of which kind its place is."""

USUAL_NAMES: Mapping[str, str] = MappingProxyType({"occitanie pyrenees mediterranee": "occitanie"})
"""Names in use that differ from the official ones, both normalised."""

_LIGATURES: Mapping[str, str] = MappingProxyType({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"})
_SAINTS: Mapping[str, str] = MappingProxyType({"st": "saint", "ste": "sainte"})
_ARTICLE_BEHIND = re.compile(r"(.*\S)\s*\((l['’ʼ]|le|l[aà]|les)\)", re.IGNORECASE)


class _Compared(dict[int, str]):
    """Each sign as it is compared, found out once: letters and digits bare, all else a space."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        letters = unicodedata.normalize("NFKD", _LIGATURES.get(sign, sign)).lower()
        self[code] = "".join(
            letter if letter.isascii() and letter.isalnum() else " "
            for letter in letters
            if not unicodedata.combining(letter)
        )
        return self[code]


_COMPARED = _Compared()


def normalise(name: str) -> str:
    """A name as it is compared: no accents, case, hyphens or apostrophes; St is Saint.

    « L'Isle-Jourdain » → ``l isle jourdain``, « St-Clar » → ``saint clar``,
    « Cœur de Gascogne » → ``coeur de gascogne``, « Isle-Jourdain (L') » → ``l isle jourdain``.
    """
    if ")" in name and (behind := _ARTICLE_BEHIND.fullmatch(name.strip())):
        name = f"{behind[2]} {behind[1]}"
    words = name.translate(_COMPARED).split()
    return " ".join([_SAINTS.get(word, word) for word in words])


def _bare(key: str, kind: str) -> str:
    """A normalised name without what says its kind and without the article before it."""
    if " " not in key:
        return key
    rest = _PREFIXES[kind].sub("", key, count=1)
    while (shorter := _ARTICLE.sub("", rest, count=1)) != rest:
        rest = shorter
    if kind == "groupement":
        rest = re.sub(r"^pays (?:du |des |de la |de l |de |d )?(?=\S)", "", rest)
    return rest or key


@dataclass(frozen=True, slots=True)
class Place:
    """A territory or a grouping; `code` is the INSEE code, or the SIREN of an EPCI or grouping.

    `departement` is that of the seat for an EPCI; `epci` is the commune's EPCI,
    and an EPCI's own SIREN.
    """

    name: str
    kind: str
    code: str
    departement: str | None = None
    epci: str | None = None
    siren: str | None = None
    past: bool = False
    """No more in the latest tables: it is found only where no present place has the name."""


Index = Mapping[tuple[str, str], tuple[Place, ...]]
_TRADE = re.compile(r"\s*\((?P<inside>[^()]+)\)\s*")
_ENDING = re.compile(r"(?<=\S) (?:agglomeration|agglo|communaute|metropole|intercommunalite)$")


def other_names(place: Place) -> tuple[str, ...]:
    """The names inside an official one: « CA Loire Forez Agglomération (LFA) »."""
    match = _TRADE.search(place.name) if place.kind in ("epci", "groupement") else None
    if not match:
        return ()
    outside = f"{place.name[: match.start()]} {place.name[match.end() :]}".strip()
    return tuple(name for name in (outside, match["inside"].strip()) if len(name) > 2)


def _loose(key: str) -> str:
    """The name of an EPCI without the nature before or behind it."""
    bare = _bare(key, "epci")
    return _ENDING.sub("", bare) or bare


@dataclass(frozen=True)
class Gazetteer:
    """All places, by kind and code, by full name and by name without article or nature."""

    places: Mapping[tuple[str, str], Place]
    _full: Index = field(repr=False)
    _short: Index = field(repr=False)
    """Only the names that have something to leave out."""
    _trade: Mapping[str, tuple[Place, ...]] = field(repr=False)
    """EPCI by their names without any nature, for « Nevers Agglomération »."""

    @classmethod
    def load(cls, folder: Path) -> "Gazetteer":
        """The places of the latest tables in `folder` (``data/reference``).

        Raises:
            InputError: a table is missing or cannot be read.
        """
        places = list(_places(folder))
        return cls.of([*places, *_past(folder, places)])

    @classmethod
    def of(cls, places: Iterable[Place]) -> "Gazetteer":
        """A gazetteer of these places; a second name of a place is one more way to find it."""
        by_code: dict[tuple[str, str], Place] = {}
        seconds: list[tuple[Place, str]] = []
        for place in places:
            known = by_code.setdefault((place.kind, place.code), place)
            if known is not place and normalise(known.name) != normalise(place.name):
                seconds.append((known, place.name))
        full: dict[tuple[str, str], tuple[Place, ...]] = {}
        short: dict[tuple[str, str], tuple[Place, ...]] = {}
        ranks = {kind: rank for rank, kind in enumerate(KINDS)}
        for place in sorted(by_code.values(), key=lambda place: (ranks[place.kind], place.code)):
            name = normalise(place.name)
            key, bare = (place.kind, name), _bare(name, place.kind)
            full[key] = (*full.get(key, ()), place)
            if bare != name:
                short[place.kind, bare] = (*short.get((place.kind, bare), ()), place)
        trade: dict[str, tuple[Place, ...]] = {}
        seconds += [(place, name) for place in by_code.values() for name in other_names(place)]
        for place, name in seconds:
            _also(full, (place.kind, normalise(name)), place)
            bare = _bare(normalise(name), place.kind)
            if bare != normalise(name):
                _also(short, (place.kind, bare), place)
        for place, name in [*((p, p.name) for p in by_code.values()), *seconds]:
            if place.kind == "epci" and place not in trade.get(_loose(normalise(name)), ()):
                loose = _loose(normalise(name))
                trade[loose] = (*trade.get(loose, ()), place)
        return cls(
            by_code, MappingProxyType(full), MappingProxyType(short), MappingProxyType(trade)
        )

    def place(self, kind: str, code: str) -> Place | None:
        """The place of this kind with this code."""
        return self.places.get((kind, code))

    def find(
        self,
        name: str,
        kind: str | None = None,
        departement: str | None = None,
        epci: str | None = None,
    ) -> tuple[Place, ...]:
        """All places that bear `name`, by kind then code; none where the name is unknown.

        A name that says its kind (« commune de… », « Région… ») is looked up in
        that kind only. Names as they stand win over names without their article
        or nature: « Le Port » is not « Port ».
        """
        key = normalise(name)
        for usual, official in USUAL_NAMES.items():
            key = key.replace(usual, official)
        kinds = (kind,) if kind else self._kinds(key)
        for borne in (self._in_full, self._in_short):
            found = tuple(
                place
                for each in kinds
                for place in borne(each, key)
                if (departement is None or place.departement == departement)
                and (epci is None or place.epci == epci)
            )
            if found:
                return tuple(place for place in found if not place.past) or found
        if "epci" in kinds and _ENDING.search(key):
            return self._trade.get(_loose(key), ())
        return ()

    def _in_full(self, kind: str, key: str) -> tuple[Place, ...]:
        return self._full.get((kind, key), ())

    def _in_short(self, kind: str, key: str) -> Sequence[Place]:
        """Places whose bare name is that of `key`, by code; it may be their full name."""
        bare = _bare(key, kind)
        whole = self._full.get((kind, bare), ()) if _bare(bare, kind) == bare else ()
        return sorted((*whole, *self._short.get((kind, bare), ())), key=lambda place: place.code)

    def _kinds(self, key: str) -> tuple[str, ...]:
        """The kinds a name can be of: the one it says, unless a place bears it as it stands."""
        said = tuple(kind for kind in KINDS if _PREFIXES[kind].match(key))
        if not said or any((kind, key) in self._full for kind in KINDS):
            return KINDS
        return said


def _also(
    index: dict[tuple[str, str], tuple[Place, ...]], key: tuple[str, str], place: Place
) -> None:
    """One more place under a name, but where a place has it as its own."""
    if place not in index.get(key, ()):
        index[key] = (*index.get(key, ()), place)


def _past(folder: Path, present: Iterable[Place]) -> Iterator[Place]:
    """Communes and EPCI of older vintages that are no more, or had another name."""
    known = {(place.kind, place.code): place.name for place in present}
    for kind, name, code in (
        ("commune", communes.NAME, "code"),
        ("epci", intercommunalites.NAME, "siren"),
    ):
        for table in sorted(folder.glob(f"{name}-????.csv"))[-2::-1]:
            with table.open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    wanted = kind == "epci" or row["type"] == "commune"
                    if wanted and known.get((kind, row[code])) != row["nom"]:
                        yield _of_the_past(kind, row[code], row)


def _of_the_past(kind: str, code: str, row: Mapping[str, str]) -> Place:
    if kind == "epci":
        return Place(row["nom"], kind, code, None, code, code, past=True)
    return Place(
        row["nom"],
        kind,
        code,
        row["departement"] or None,
        row["intercommunalite"] or None,
        row["siren"] or None,
        past=True,
    )


def _latest(folder: Path, name: str, layout: Layout) -> Iterator[Row]:
    tables = sorted(folder.glob(f"{name}-????.csv"))
    if not tables:
        raise InputError(folder, f"holds no table {name}-<year>.csv; put it back")
    return read(tables[-1], layout)


def _places(folder: Path) -> Iterator[Place]:
    members: dict[str, Counter[str]] = defaultdict(Counter)
    for row in _latest(folder, communes.NAME, communes.LAYOUT):
        epci = row["intercommunalite"] or None
        if row["type"] != "commune":
            continue
        if epci:
            members[epci][row["departement"]] += 1
        yield Place(
            row["nom"],
            "commune",
            row["code"],
            row["departement"] or None,
            epci,
            row["siren"] or None,
        )
    seats: dict[str, str] = {}
    for row in _latest(folder, groupements.NAME, groupements.LAYOUT):
        siren = row["siren"]
        seats[siren] = row["departement"]
        if row["nature"] not in groupements.EPCI_NATURES:
            yield Place(row["nom"], "groupement", siren, row["departement"] or None, None, siren)
    for row in _latest(folder, intercommunalites.NAME, intercommunalites.LAYOUT):
        siren = row["siren"]
        most = max(sorted(members[siren]), key=members[siren].__getitem__, default=None)
        yield Place(row["nom"], "epci", siren, seats.get(siren, most), siren, siren)
    for row in _latest(folder, departements.NAME, departements.LAYOUT):
        code = row["code"]
        yield Place(row["nom"], "departement", code, code, None, row["siren"] or None)
    for row in _latest(folder, regions.NAME, regions.LAYOUT):
        yield Place(row["nom"], "region", row["code"], None, None, row["siren"] or None)
