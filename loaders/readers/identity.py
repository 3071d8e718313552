"""What a document is: its title, its kind, its programme, its type of convention.

The cover tells: the lines before the parties or the first running text. A word
in running text tells nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.readers.layout import Block, Kind
from loaders.reading import Evidence

_CAPTIONS = (
    (
        "deliberation",
        r"^(?:extrait d[ue]s? )?(?:registre des )?d[ée]lib[ée]rations?\b(?! du comité)"
        r"|^(?:conseil (?:municipal|communautaire)|comité syndical)["
        r" ,:–-]+s[ée]ance\b|^projet de d[ée]lib[ée]ration",
    ),
    (
        "autre",
        r"^(?:compte[- ]rendu|procès[- ]verbal|relevé de (?:décisions"
        r"|conclusions)|guide\b|fiches? pratiques?)",
    ),
    (
        "dossier-de-presse",
        r"^(?:dossier|communiqué) de presse\b|^d ?o ?s ?s ?i ?e ?r ?d ?e ?p ?r ?e ?s ?s ?e$",
    ),
)
_KINDS = (
    (
        "dossier-de-presse",
        r"\b(?:dossier|communiqué) de presse\b|^signature (?:de la|d'une|officielle)",
    ),
    ("autre", r"^recueil\b|^guide\b|^compte[- ]rendu"),
    ("avenant", r"^(?:projet d')?avenant\b|\bavenant n°"),
    (
        "convention",
        r"\b(?:convention|protocole d'(?:accord|engagement)|contrat[- ]cadre|pacte)\b"
        r"|^(?:projet de )?contrat (?:territorial|de|pour|local|bourg|cadre|d')"
        r"|\bcontrat territorial\b|^CRTE\b",
    ),
)
_PROGRAMMES = (
    ("PVD", r"\bpetites? villes? de demain\b|\bPVD\b"),
    ("ACV", r"\baction,? c(?:œ|oe)ur de villes?\b|\bACV ?2?\b"),
    ("ORT", r"\bop[ée]rations? de revitalisation d[eu]s? territoires?\b|\bORT\b"),
    ("VA", r"\bvillages? d'avenir\b"),
    ("TI", r"\bterritoires? d'industrie\b"),
    (
        "CRTE",
        r"\bCRR?TE\b|\bcontrat (?:territorial )?(?:de|pour la r[ée]ussite de la|pour la réussite)"
        r" (?:relance|ruralité|(?:la )?transition)",
    ),
)
_OPAH = r"(?:op[ée]rations? programm[ée]es? d'am[ée]lioration|\bOPAH)"
_TYPES = (
    (
        "convention-fonciere",
        r"\bconvention (?:d[e'] ?)?(?:\w+ ){0,2}(?:foncière|d'anticipation"
        r" foncière|de portage)|\bconvention op[ée]rationnelle\b",
        None,
    ),
    ("contrat-bourg-centre", r"\bcontrats?[- ](?:cadre )?\W?bourgs?[- ]centres?", None),
    ("convention-adhesion-pvd", r"convention d'adh[ée]sion", "PVD"),
    ("convention-cadre-pvd", r"convention[- ]cadre", "PVD"),
    ("convention-cadre-acv", r"convention[- ]cadre", "ACV"),
    ("convention-opah-ru", rf"{_OPAH}.*?(?:renouvellement urbain|[ -–]RU\b)", None),
    ("convention-opah-rr", rf"{_OPAH}.*?(?:revitalisation rurale|[ -–]RR\b)", None),
    ("convention-opah", _OPAH, None),
    (
        "crte",
        r"\bCRR?TE\b|contrat (?:territorial )?(?:de|pour la r[ée]ussite de la"
        r"|pour la réussite) (?:relance|ruralité|(?:la )?transition)",
        None,
    ),
    ("convention-ort", r"(?:\bORT\b|op[ée]rations? de revitalisation d[eu])", None),
    ("convention-cadre-acv", r"convention\b", "ACV"),
    ("convention-cadre-pvd", r"valant", "PVD"),
)
_ANNOUNCED = re.compile(
    r"\bconventions?[- ]cadre\b|\bconvention d'adh[ée]sion\b|\bconvention\b", re.IGNORECASE
)
_CAPTION = re.compile(
    r"^(?:dossier de presse|communiqu[ée](?: de presse)?|sommaire|république française"
    r"|libert[ée] ?[-–—.]? ?[ée]galit[ée] ?[-–—.]? ?fraternit[ée]"
    r"|d[ée]partement .{1,40}|arrondissement .{1,40})$",
    re.IGNORECASE,
)
_PARTIES = re.compile(
    r"(?:entre|contexte|pr[ée]ambule|article|sommaire|communiqué)\b", re.IGNORECASE
)
_NAMED = re.compile(
    r"^(?:signature (?:de la |d'une )?)?(?:projet d[e'] ?)?"
    r"(?:convention|avenant|protocole|contrat|extrait|d[ée]lib[ée]ration"
    r"|pacte|recueil|compte[- ]rendu)\b",
    re.IGNORECASE,
)
_COVER = 15
"""Blocks that a cover and its title may take."""
_LINE = 220
"""Characters of a line of a cover at most."""


@dataclass(frozen=True)
class Said:
    """A notation and the words that give it."""

    value: str
    evidence: Evidence


@dataclass(frozen=True)
class Title:
    text: str
    evidence: Evidence
    blocks: tuple[Block, ...]


def title(blocks: Sequence[Block]) -> Title | None:
    """The first line that says what the document is, with those that go on in capitals."""
    cover = [block for block in blocks[:_COVER] if not _CAPTION.match(block.text)]
    named = [block for block in cover if _NAMED.search(block.text) and _is_line(block)][:1]
    headings = [block for block in cover if block.kind is Kind.HEADING]
    for block in sorted([*named, *headings[:1]], key=lambda block: block.index):
        if block not in named or not headings or block.index <= headings[0].index:
            parts = _whole_title(blocks, block)
            text = " ".join(part.text for part in parts)
            return Title(text, tuple(part.passage() for part in parts), tuple(parts))
    first = cover[0] if cover else None
    return (
        Title(first.text, first.evidence(), (first,)) if first and len(first.text) < 200 else None
    )


def _whole_title(blocks: Sequence[Block], first: Block) -> list[Block]:
    """The lines of a title: in capitals after one in capitals, or begun with a small letter."""
    parts = [first]
    for following in blocks[first.index + 1 : first.index + 4]:
        shouted = following.text.isupper() and parts[-1].text.isupper()
        shouted = shouted and following.kind is Kind.HEADING and not _PARTIES.match(following.text)
        goes_on = following.text[:1].islower() and _is_line(following) and len(following.text) < 160
        if not shouted and not (goes_on and not _PARTIES.match(following.text)):
            break
        parts.append(following)
    return parts


def cover(blocks: Sequence[Block]) -> list[Block]:
    """The lines before the parties or the first running text."""
    found: list[Block] = []
    for block in blocks[:_COVER]:
        if _PARTIES.match(block.text) and found:
            break
        if len(block.text) > _LINE:
            break
        if block.kind is not Kind.BULLET:
            found.append(block)
    return found


def _is_line(block: Block) -> bool:
    return (
        block.kind in (Kind.HEADING, Kind.PARAGRAPH)
        and len(block.text) < _LINE
        and not (block.text.endswith((".", ",", ";", ":")))
    )


def _first(blocks: Sequence[Block], table: Sequence[tuple[str, str]]) -> Said | None:
    """The first entry that any of the blocks says, entries in order of preference."""
    for value, words in table:
        for block in blocks:
            match = re.search(words, block.text, re.IGNORECASE)
            if match:
                return Said(value, block.evidence(*match.span()))
    return None


def kind(blocks: Sequence[Block], name: Title | None) -> Said | None:
    """From a caption on the cover, else from the title."""
    short = [
        block
        for block in blocks[:_COVER]
        if len(block.text) < 120 and block.kind is not Kind.BULLET
    ]
    captions = _first(short, _CAPTIONS)
    if captions:
        return captions
    avenant = next((block for block in short if re.match(r"avenant\b", block.text, re.I)), None)
    if avenant:
        return Said("avenant", avenant.evidence(0, 7))
    titled = _first(name.blocks, _KINDS) if name else None
    lines = [
        block for block in cover(blocks) if block.kind is Kind.HEADING or _NAMED.match(block.text)
    ]
    return titled or _first(lines, _KINDS[2:])


def objects(blocks: Sequence[Block]) -> Iterator[Block]:
    """The line that says what a deliberation is about, with the one below its heading."""
    for block in blocks[:60]:
        match = re.match(r"objet\b ?(?:de la délibération)? ?:?", block.text, re.IGNORECASE)
        if match:
            yield block
            if len(block.text) - match.end() < 10 and block.index + 1 < len(blocks):
                yield blocks[block.index + 1]
            return


def programme(blocks: Sequence[Block], name: Title | None, of_kind: str) -> Said | None:
    """From the title, else the object of a deliberation, else the rest of the cover."""
    titled = _first(name.blocks, _PROGRAMMES) if name else None
    if titled:
        return titled
    said = _first(list(objects(blocks)), _PROGRAMMES) if of_kind == "deliberation" else None
    return said or _first(cover(blocks), _PROGRAMMES)


def convention_type(
    blocks: Sequence[Block], name: Title | None, of_kind: str, of_programme: str | None
) -> Said | None:
    """The type that the title or the cover names; of a press kit, the one that it announces."""
    if of_kind == "avenant":
        return _first(blocks[:_COVER], (("avenant", r"\bavenant\b"),))
    if of_kind not in ("convention", "dossier-de-presse"):
        return None
    table = [(value, words) for value, words, only in _TYPES if only in (None, of_programme)]
    if of_programme in ("VA", "TI"):
        return None
    if of_kind == "dossier-de-presse":
        wanted = [entry for entry in table if "convention-" in entry[0] and "opah" not in entry[0]]
        titled = _whole(name, wanted)
        return titled or next(
            filter(None, (_first([block], wanted) for block in _announcing(blocks))), None
        )
    places = [*(name.blocks if name else ()), *cover(blocks)]
    return _whole(name, table) or _first(places, table)


def _announcing(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a press kit that speak of the signature of a convention."""
    return [
        block
        for block in blocks[:80]
        if _ANNOUNCED.search(block.text) and re.search(r"\bsign", block.text, re.IGNORECASE)
    ]


def _whole(name: Title | None, table: Sequence[tuple[str, str]]) -> Said | None:
    """What a title says over its lines."""
    if name is None:
        return None
    for value, words in table:
        if re.search(words, name.text, re.IGNORECASE):
            return Said(value, name.evidence)
    return None
