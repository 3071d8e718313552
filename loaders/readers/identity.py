"""What a document is: its title, its kind, its programme, its type of convention."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.readers.layout import Block, Kind
from loaders.reading import Evidence

_KINDS = (
    ("dossier-de-presse", r"\bdossier de presse\b"),
    (
        "deliberation",
        r"^(?:extrait d[ue] )?(?:registre des )?délibérations?\b|\bd[ée]lib[ée]ration n°",
    ),
    ("avenant", r"\bavenant (?:n° ?\d+|à la convention|de projet)\b|^avenant\b"),
    ("convention", r"\b(?:convention|protocole d'(?:accord|engagement)|contrat[- ]cadre)\b"),
)
_PROGRAMMES = (
    ("PVD", r"\bpetites? villes? de demain\b|\bPVD\b"),
    ("ACV", r"\baction,? c(?:œ|oe)ur de villes?\b|\bACV\b"),
    ("ORT", r"\bop[ée]rations? de revitalisation d[eu] territoires?\b|\bORT\b"),
    ("VA", r"\bvillages? d'avenir\b"),
    ("TI", r"\bterritoires? d'industrie\b"),
    (
        "CRTE",
        r"\bCRTE\b|\bcontrat (?:territorial )?(?:de|pour la r[ée]ussite de la)"
        r" (?:relance|transition)",
    ),
)
_TYPES = (
    ("avenant", r"^avenant\b|\bavenant n°", None),
    ("convention-adhesion-pvd", r"convention d'adh[ée]sion", "PVD"),
    ("convention-cadre-pvd", r"convention[- ]cadre", "PVD"),
    ("convention-cadre-acv", r"convention[- ]cadre", "ACV"),
    (
        "convention-opah-ru",
        r"convention\b.*\bOPAH[ -–]*RU\b|op[ée]ration programm[ée]e.*renouvellement",
        None,
    ),
    ("convention-opah-rr", r"convention\b.*\bOPAH[ -–]*RR\b", None),
    ("convention-opah", r"convention\b.*(?:\bOPAH\b|op[ée]ration programm[ée]e)", None),
    ("convention-ort", r"convention\b.*(?:\bORT\b|op[ée]ration de revitalisation)", None),
    ("crte", r"\bCRTE\b|contrat (?:territorial )?de relance", None),
)
_CAPTION = re.compile(
    r"^(?:dossier de presse|communiqu[ée](?: de presse)?|sommaire)$", re.IGNORECASE
)
_PARTIES = re.compile(r"(?:entre|contexte|pr[ée]ambule|article)\b", re.IGNORECASE)
_NAMED = re.compile(
    r"^(?:signature (?:de la |d'une )?)?(?:projet d[e'] ?)?"
    r"(?:convention|avenant|protocole|contrat|extrait|d[ée]lib[ée]ration)\b",
    re.IGNORECASE,
)
_COVER = 15
"""Blocks that a cover and its title may take."""


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
            parts = [block]
            for following in blocks[block.index + 1 : block.index + 4]:
                shouted = following.text.isupper() and parts[-1].text.isupper()
                shouted = shouted and not _PARTIES.match(following.text)
                if not (following.kind is Kind.HEADING and shouted):
                    break
                parts.append(following)
            text = " ".join(part.text for part in parts)
            return Title(text, tuple(part.passage() for part in parts), tuple(parts))
    first = cover[0] if cover else None
    return (
        Title(first.text, first.evidence(), (first,)) if first and len(first.text) < 200 else None
    )


def _is_line(block: Block) -> bool:
    return (
        block.kind in (Kind.HEADING, Kind.PARAGRAPH)
        and len(block.text) < 220
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
    """From the title, or a caption on the cover; a word in running text tells nothing."""
    cover = [block for block in blocks[:_COVER] if len(block.text) < 60]
    captions = [
        block
        for block in cover
        if re.match(r"dossier de presse$|avenant\b|d[ée]lib", block.text, re.I)
    ]
    return _first([*captions, *(name.blocks if name else ())], _KINDS)


def programme(name: Title | None) -> Said | None:
    return _first(name.blocks, _PROGRAMMES) if name else None


def convention_type(blocks: Sequence[Block], of_programme: str | None) -> Said | None:
    """The type that these blocks name, for this programme."""
    table = [(value, words) for value, words, only in _TYPES if only in (None, of_programme)]
    return _first(blocks, table)
