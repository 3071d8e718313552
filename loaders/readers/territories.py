"""The territories that a document without parties is about: a deliberation, sheets, a kit.

A commune or an EPCI that the cover, the object or a heading names, or that the
text names as one again and again; of several places of one name, the one in the
département or EPCI that the document names. What nothing tells apart has no code.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.gazetteer import Place
from loaders.readers import identity, linking
from loaders.readers.knowledge import Knowledge
from loaders.readers.layout import Block
from loaders.reading import Evidence, Territory

_WORD = r"[A-ZÀ-ÞŒ][\wÀ-ÿœ'-]*"
_NAME = (
    rf"{_WORD}(?:[ -](?:(?:de|du|des|la|le|les|l'|d'|en|et|sur|sous|lès|lez"
    rf"|-)[ -]?){{0,3}}{_WORD}){{0,6}}"
)
_COMMUNES = re.compile(
    rf"\b(?:[Cc]ommunes?|[Vv]illes?|VILLES?|COMMUNES?) (?:de |d'|du |des"
    rf" |DE |D'|DU |DES )(?P<names>{_NAME}(?:(?:, (?:et )?| et )(?:de |d'|du )?{_NAME})*)"
)
_EPCI = re.compile(
    rf"\b(?:[Cc]ommunauté (?:de communes|d'agglomération|urbaine)|CC|CA|CU|[Mm]étropole"
    rf"|COMMUNAUTÉ (?:DE COMMUNES|D'AGGLOMÉRATION|URBAINE)|MÉTROPOLE)"
    rf" (?:du |de la |de l'|des |de |d'|DU |DE LA |DE L'|DES |DE |D')?(?P<name>{_NAME})"
)
_AGREED = re.compile(
    r"\b(?:convention|avenant|contrat)\b[^.;]{0,80}\b(?:conclure|conclue?"
    r"|signée?|passée?)\b[^.;]{0,20}\b(?:entre|par|avec)\b"
)
_BETWEEN = re.compile(r", (?:et )?(?:de |d'|du |des )?| et (?:de |d'|du |des )", re.I)
_ALSO = re.compile(r" et ", re.I)
_ENOUGH = 3
"""Times that running text must name a territory."""


@dataclass(frozen=True)
class _Named:
    name: str
    kind: str
    evidence: Evidence
    sure: bool


def named(blocks: Sequence[Block], knowledge: Knowledge, of_kind: str) -> tuple[Territory, ...]:
    """The territories in the order of their first place."""
    if of_kind == "autre" and identity.programme(blocks, identity.title(blocks), of_kind) is None:
        return ()
    found: dict[tuple[str, str], list[_Named]] = {}
    for each in _all(blocks, knowledge):
        found.setdefault((each.kind, each.name), []).append(each)
    kept = [
        places
        for places in found.values()
        if any(each.sure for each in places) or len(places) >= _ENOUGH
    ]
    links = linking.resolved(
        [linking.candidates(_full(places[0]), knowledge) for places in kept],
        _departement(blocks, knowledge),
    )
    return tuple(_territories(kept, links))


def _territories(
    kept: Sequence[list[_Named]], links: Sequence[linking.Link]
) -> Iterator[Territory]:
    given: set[tuple[str, str]] = set()
    for places, link in zip(kept, links, strict=True):
        first = places[0]
        if not link.places or (first.kind, link.places[0].code) in given:
            continue
        place = link.place
        given.add((first.kind, link.places[0].code))
        evidence = tuple(passage for each in places for passage in each.evidence)
        yield Territory(first.name, first.kind, place.code if place else None, evidence)


def _full(each: _Named) -> str:
    return f"{'commune' if each.kind == 'commune' else 'communauté'} de {each.name}"


def _all(blocks: Sequence[Block], knowledge: Knowledge) -> Iterator[_Named]:
    """Every commune and EPCI that the words call so."""
    front = {block.index for block in (*identity.cover(blocks), *identity.objects(blocks))}
    for block in blocks:
        sure = block.index in front or bool(_AGREED.search(block.text))
        for match in _COMMUNES.finditer(block.text):
            for name, start in _names(match, knowledge):
                evidence = block.evidence(start, start + len(name))
                yield _Named(name, "commune", evidence, sure)
        for match in _EPCI.finditer(block.text):
            yield _Named(match["name"], "epci", block.evidence(*match.span("name")), sure)


def _names(match: re.Match[str], knowledge: Knowledge) -> Iterator[tuple[str, int]]:
    """« Clamecy et de Varzy » → Clamecy, Varzy; « Val et Monts » may be one name."""
    start, end = match.span("names")
    for first, last in _parts(match.string, start, end, _BETWEEN):
        whole = knowledge.gazetteer.find(match.string[first:last], "commune")
        for begin, stop in (
            _parts(match.string, first, last, _ALSO) if not whole else [(first, last)]
        ):
            yield match.string[begin:stop], begin


def _parts(text: str, start: int, end: int, between: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The spans that `between` separates in ``text[start:end]``."""
    for mark in between.finditer(text, start, end):
        yield start, mark.start()
        start = mark.end()
    yield start, end


def _departement(blocks: Sequence[Block], knowledge: Knowledge) -> str | None:
    """The département that the first blocks name most."""
    counts: dict[str, int] = {}
    for block in blocks:
        for match in re.finditer(
            rf"\b(?:[Dd]épartement|DÉPARTEMENT|[Pp]réf(?:et|ète|ecture)|PRÉF(?:ET"
            rf"|ÈTE|ECTURE)|[Cc]onseil"
            rf" départemental)(?: du département)? "
            rf"(?P<of>de la |de l'|du |des |d'|de |DE LA |DE L'|DU |DES |D'|DE"
            rf" )(?P<name>{_NAME})|\((?P<alone>{_NAME})\)",
            block.text,
        ):
            places: tuple[Place, ...] = knowledge.gazetteer.find(
                match["name"] or match["alone"], "departement"
            )
            if len(places) == 1:
                counts[places[0].code] = counts.get(places[0].code, 0) + 1
    return max(counts, key=lambda code: counts[code]) if counts else None
