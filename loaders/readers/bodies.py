"""The bodies that steer a convention (comité de projet…): who sits in them, who presides."""

import re
from collections.abc import Iterator, Sequence

from loaders.readers import linking
from loaders.readers.layout import Block, Kind
from loaders.readers.persons import CIVILITY, NAME, POSTS
from loaders.reading import Body, Evidence

_BODY = re.compile(
    r"\b(?P<name>comité (?:de projet|de pilotage|stratégique|technique|local|de suivi)"
    r"|instance de pilotage|équipe[ -]projet)\b",
    re.IGNORECASE,
)
_MEMBERS = (
    ("invite", re.compile(r"\by sont invité|\bsont invité|\bsont également invité", re.IGNORECASE)),
    ("associe", re.compile(r"\bpourr\w+ (?:également )?(?:être )?associ|\bassocié", re.IGNORECASE)),
    (
        "membre",
        re.compile(r"\bcomposé|\bcomprend\b|\bréunit\b|\bmembres? (?:sont|du)", re.IGNORECASE),
    ),
)
_PRESIDED = re.compile(r"\b(?:co-?)?présidée?\b(?: conjointement)? par\b", re.IGNORECASE)
_POST = re.compile(
    rf"(?:(?:{CIVILITY} ?)?{NAME},? ?)?(?:le |la |l')?(?P<post>(?i:{POSTS})"
    rf"(?:(?! et (?:(?i:{CIVILITY}|{POSTS})\b|{NAME}))"
    rf"[^,;.(])*)"
)


def read(blocks: Sequence[Block]) -> tuple[Body, ...]:
    """The bodies with their members, in order; a body without listed members is not one."""
    found: list[Body] = []
    names: set[str] = set()
    for block in blocks:
        heading = _BODY.search(block.text) if block.kind is Kind.HEADING else None
        if heading and heading["name"].lower() not in names:
            body = _body(block, heading, blocks)
            if body:
                names.add(heading["name"].lower())
                found.append(body)
    return tuple(found)


def _of_section(heading: Block, blocks: Sequence[Block]) -> list[Block]:
    section: list[Block] = []
    for block in blocks[heading.index + 1 :]:
        if block.kind is Kind.HEADING:
            break
        section.append(block)
    return section


def _body(heading: Block, match: re.Match[str], blocks: Sequence[Block]) -> Body | None:
    section = _of_section(heading, blocks)
    members = tuple(_members(section))
    if not members:
        return None
    name = heading.text[match.start("name") : match.end("name")]
    evidence = heading.evidence(*match.span("name"))
    return Body(name[:1].upper() + name[1:], members, evidence, tuple(_presidents(section)))


def _members(section: Sequence[Block]) -> Iterator[tuple[str, str, Evidence]]:
    status: str | None = None
    for block in section:
        if block.kind is Kind.BULLET and status:
            for name, evidence in _names(block):
                yield name, status, evidence
        elif block.kind is Kind.PARAGRAPH:
            status = None
            if block.text.rstrip().endswith(":"):
                said = (name for name, words in _MEMBERS if words.search(block.text))
                status = next(said, None)


def _names(block: Block) -> Iterator[tuple[str, Evidence]]:
    """« des communes de A et B » is two members; what represents one is left out."""
    text = re.split(r",? représentée?s?\b|[;(]|, (?=y |qui |ou )", block.text)[0].rstrip(" ,.;")
    several = re.match(r"(?:des |les )?(?P<kind>communes|villes|départements) (?:de |d'|du )", text)
    if several:
        kind = several["kind"].removesuffix("s")
        start = several.end()
        for words in re.split(r"(, | et )", text[start:]):
            name = re.sub(r"^(?:de |d')", "", words)
            if name.strip(" ,") not in ("", "et"):
                yield (
                    f"{kind} de {name}",
                    block.evidence(start + len(words) - len(name), start + len(words)),
                )
            start += len(words)
        return
    name = linking.bare(text)
    if name:
        start = len(text) - len(name)
        yield name, block.evidence(start, len(text))


def _presidents(section: Sequence[Block]) -> Iterator[tuple[str, Evidence]]:
    """The posts, never the persons, of « co-présidé par M. X, Maire de A, et Y, Maire de B »."""
    for block in section:
        said = _PRESIDED.search(block.text)
        if not said:
            continue
        end = block.sentence(said.start())[1]
        for match in _POST.finditer(block.text, said.end(), end):
            post = re.sub(r"(?:,| et)? ?$", "", match["post"])
            start = match.start("post")
            yield post, block.evidence(start, start + len(post))
        return
