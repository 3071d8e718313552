"""Which grants of the State pay for which action: proposed with a score and reasons, for a person.

A grant may pay for an action of a document where both are of one territory and
their words are rare and the same. Nothing is merged: a proposal is a thing of
its own, which a person accepts or refuses.
"""

import csv
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from loaders.gazetteer import normalise
from loaders.readers.layout import Block, Kind
from loaders.reading import Evidence, ProposedLink, Reading
from loaders.tables import subventions
from maillage.errors import InputError

LEAST = 0.34
"""Score under which nothing is proposed."""
MOST = 4
"""Proposals for one action."""
_SHORTEST = 4
_COMMON = frozenset(
    " ".join(
        (
            "action amenagement avec cadre centre commune complement construction creation dans",
            "developpement entre etude local mise nouvelle nouveaux operation oeuvre phase place",
            "plan pour programme projet reamenagement realisation refection rehabilitation",
            "renovation requalification restauration restructuration reseau secteur service",
            "services tranche travaux ville valorisation valeur acquisition extension",
            "modernisation equipement installation ensemble sein ainsi toute tout",
        )
    ).split()
)
_UNDER = re.compile(
    r"\((?:en cours|à venir)\)|\b(?:opérations?|projets?|travaux)\b.*:$", re.IGNORECASE
)
_ELSEWHERE = 0.5
"""What is left of a score where grant and project are of different places."""
_TITLE, _BODY = 1.0, 0.55
"""How much a word counts that the title says, and that only the sheet says."""


@dataclass(frozen=True)
class Grant:
    """A row of the table of grants, with its telling words."""

    key: str
    code: str
    subject: str
    cost: str
    words: frozenset[str]


@dataclass(frozen=True)
class Grants:
    """All grants by the code of their beneficiary, and how rare each word is among them."""

    by_code: Mapping[str, tuple[Grant, ...]]
    rarity: Mapping[str, float]

    @classmethod
    def load(cls, folder: Path) -> "Grants":
        """From the tables of `folder` (``data/reference``); none where there is no table.

        Raises:
            InputError: a table cannot be read.
        """
        found: dict[str, list[Grant]] = {}
        for path in sorted(folder.glob(f"{subventions.NAME}-????.csv")):
            for grant in _grants(path):
                found.setdefault(grant.code, []).append(grant)
        every = [grant for grants in found.values() for grant in grants]
        counts = Counter(word for grant in every for word in grant.words)
        rarity = {word: math.log(1 + len(every) / number) for word, number in counts.items()}
        return cls({code: tuple(grants) for code, grants in found.items()}, rarity)

    def weight(self, words: Iterable[str]) -> float:
        """A word that no grant has is as rare as can be."""
        rarest = max(self.rarity.values(), default=1.0)
        return sum(self.rarity.get(word, rarest) for word in words)


@lru_cache(maxsize=2)
def of(folder: Path) -> Grants:
    """The grants of a folder, loaded once."""
    return Grants.load(folder)


def _grants(path: Path) -> Iterator[Grant]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                main = re.split(r" [–-] | ?[(:;]", row["objet"])[0]
                words = telling(main) - telling(row["nom"]) or telling(row["objet"])
                yield Grant(
                    row["identifiant"], row["beneficiaire"], row["objet"], row["cout_total"], words
                )
    except (OSError, KeyError) as error:
        raise InputError(path, f"is not the table of grants ({error}); put it back") from error


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    """A word without the endings of number and gender."""
    return re.sub(r"(?:es|s|x|e)$", "", word) if len(word) > _SHORTEST else word


@lru_cache(maxsize=50_000)
def telling(text: str) -> frozenset[str]:
    """The words of a text that tell one project from another, stemmed."""
    return frozenset(
        _stem(word)
        for word in normalise(text).split()
        if len(word) >= _SHORTEST and word not in _COMMON and _stem(word) not in _COMMON
    )


@dataclass(frozen=True)
class Project:
    """What a grant may pay for: an action, or an item of a list of works."""

    title: str
    text: str
    evidence: Evidence
    action: int | None
    """Its place among the actions of the reading."""
    cost: str | None = None
    heading: str = ""
    """The line over the list that it stands in."""


def projects(
    reading: Reading, blocks: Sequence[Block], bodies: Sequence[tuple[int, int]]
) -> list[Project]:
    """The actions of a document, and the items of its lists of works."""
    found = []
    for place, (action, (start, end)) in enumerate(zip(reading.actions, bodies, strict=True)):
        text = " ".join(block.text for block in blocks[start:end])
        found.append(Project(action.title, text, action.evidence, place, action.cost))
    if not reading.actions:
        found += _items(blocks)
    return found


def _items(blocks: Sequence[Block]) -> Iterator[Project]:
    heading: str | None = None
    for block in blocks:
        if block.kind is Kind.BULLET:
            if heading and len(block.text) < 220:
                yield Project(block.text, block.text, block.evidence(), None, heading=heading)
        elif block.kind is not Kind.ROW:
            opens = _UNDER.search(block.text) and len(block.text) < 160
            heading = block.text if opens else None


def propose(
    found: Sequence[Project], places: Mapping[str, str], grants: Grants
) -> tuple[ProposedLink, ...]:
    """The proposals for all projects, the best first for each.

    `places` are the territories of the document, names by code: a grant that names
    another of them than the project's own is less likely.
    """
    codes = set(places)
    names = [normalise(name) for name in places.values()]
    near = [grant for code in sorted(codes) for grant in grants.by_code.get(code, ())]
    links: list[ProposedLink] = []
    for project in found:
        scored = [(*_score(project, grant, grants, names), grant) for grant in near]
        scored = [item for item in scored if item[0] >= LEAST]
        scored.sort(key=lambda item: (-item[0], item[2].key))
        links += [_link(project, *item) for item in scored[:MOST]]
    return tuple(links)


def _score(
    project: Project, grant: Grant, grants: Grants, names: Sequence[str]
) -> tuple[float, frozenset[str]]:
    """How alike the words are, from 0 to 1; a cost that is the same counts too."""
    title, text = telling(project.title), telling(project.text)
    in_title, in_text = grant.words & title, (grant.words & text) - title
    if not grant.words or not (in_title or in_text):
        return 0.0, frozenset()
    said = _TITLE * grants.weight(in_title) + _BODY * grants.weight(in_text)
    covered = said / grants.weight(grant.words)
    told = grants.weight(in_title) / grants.weight(title) if title else 0.0
    same_cost = project.cost is not None and _is_same(project.cost, grant.cost)
    score = min(1.0, 0.6 * covered + 0.4 * told + (0.3 if same_cost else 0.0))
    score *= _ELSEWHERE if _is_elsewhere(project, grant, names) else 1.0
    return round(score, 2), in_title | in_text


def _is_elsewhere(project: Project, grant: Grant, names: Sequence[str]) -> bool:
    """Whether the grant names one territory of the document, and the project only others."""
    subject, said = normalise(grant.subject), normalise(f"{project.heading} {project.title}")
    paid = {name for name in names if name and name in subject}
    told = {name for name in names if name and name in said}
    return bool(paid and told and not paid & told)


def _is_same(first: str, second: str) -> bool:
    try:
        one, other = float(first), float(second)
    except ValueError:
        return False
    return bool(other) and abs(one - other) <= 0.02 * other


def _link(project: Project, score: float, words: frozenset[str], grant: Grant) -> ProposedLink:
    shared = ", ".join(sorted(words))
    reasons = [f"même territoire ({grant.code})", f"mots communs : {shared}"]
    if project.cost and _is_same(project.cost, grant.cost):
        reasons.append(f"même coût ({grant.cost} €)")
    return ProposedLink(
        project.action,
        project.title,
        grant.key,
        grant.subject,
        score,
        "; ".join(reasons),
        project.evidence,
    )
