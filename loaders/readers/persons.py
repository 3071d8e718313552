"""Persons: how a name is written, and every place of a document that names one.

Nothing here goes further than `Reading.personal`. A name is looked for where
documents put names (after a civility, beside a post, in a directory, among
press contacts, under signatures), then at every other place in any case and order.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from loaders.readers.layout import Block, Kind
from loaders.readers.organisations import folded
from loaders.reading import Personal
from loaders.values.identifiers import emails, phones
from maillage.model import Passage

POSTS = (
    r"(?:premi(?:er|ère) |\d+(?:er|e|ère|ème) )?(?:vice-|sous-|co-)?"
    r"(?:maires?|présidente?[- ]direct(?:eur|rice)|présidente?s?|préfète?s?|préfets?"
    r"|direct(?:eur|rice)s?|secrétaires?|ministres?"
    r"|adjointe?s?|conseill(?:er|ère)s?|déléguée?s?|administrat(?:eur|rice)s?|gérante?s?"
    r"|cheff?e?s?|responsables?|représentante?s?|rect(?:eur|rice)s?"
    r"|commissaires?|sénat(?:eur|rice)s?"
    r"|députée?s?|trésori(?:er|ère)s?|gouverneure?s?|p\.?d\.?g\b\.?|dg[as]?\b)"
)
CIVILITY = r"(?:Messieurs|Monsieur|Mesdames|Madame|Mademoiselle|MM\.|M\.|Mmes?\.?|Mlle|Mr\.?|Dr\.?)"
PUBLIC_POSTS = re.compile(
    r"\b(?:maire|pr[ée]sident|pr[ée]f[eè]t|ministre|adjoint|conseill|s[ée]nat|d[ée]put|recteur)",
    re.IGNORECASE,
)
_STEMS = (
    r"maire|mairie|pr[ée]siden|pr[ée]f[eè]|direct|secr[ée]t|minist|adjoint|conseil|d[ée]l[ée]gu"
    r"|responsable|repr[ée]sent|service|commun|agglo|r[ée]gion|d[ée]parte|banque|caisse|agence"
    r"|chambre|office|syndic|[ée]tabliss|convention|programme|article|annexe|contact|presse|avenue"
    r"|action|petite|ville|demain|centre|h[oô]tel|t[ée]l[ée]|pr[ée]nom|comit[ée]|projet|collectiv"
    r"|partenaire|monsieur|madame|janvier|f[ée]vrier|juillet|septembre|octobre|novembre|d[ée]cembre"
    r"|g[ée]n[ée]ral|ex[ée]cuti|dossier|r[ée]publi|signat|foncier|public"
    r"|vice|m[ée]tropol|territ|fran[cç]ais"
)
_WORDS = (
    r"chef|cheffe|grand|grande|pays|[ée]tat|place|rue|action|salle|mail|nom|le|la|les|l|un|une|des"
    r"|du|de|en|et|ce|cette|pdg|dg|mme|mr|lundi|mardi|mercredi|jeudi"
    r"|vendredi|samedi|dimanche|mars|avril"
    r"|juin|ao[uû]t|fait|pour|objet|dgs|dga|dst|dgst|ddt|epci|petr|cc|ca|epf|anct|anah|cdc|siret"
    r"|siren|son|sa|par|sur|dans|acv|pvd|ort|axe|lot"
)
_SMALL = r"[a-zà-öø-ÿ]"
_LARGE = r"[A-ZÀ-ÖØ-Þ]"
_WORD = (
    rf"(?!(?i:(?:sous-|co-|ex-)?(?:{_STEMS}))|(?i:{_WORDS})\b)"
    rf"(?:{_LARGE}(?:{_LARGE}+|{_SMALL}+)(?:['-]{_LARGE}?(?:{_LARGE}+"
    rf"|{_SMALL}+))*|{_LARGE}'{_LARGE}\w+"
    rf"|(?!M\.){_LARGE}\.(?: ?-?{_LARGE}\.)?)"
)
_PARTICLE = (
    r"(?:(?:de la|de|du|des|le|la|van|von|el|ben|da|dos|di|De La|De|Du|Des"
    r"|Le|La|Van|El|Ben) |[dD]')"
)
NAME = rf"{_WORD}(?: (?:{_PARTICLE})?{_WORD}){{1,4}}"
"""A given name and a surname at least, each in capitals; never a post or an institution."""

_AFTER_CIVILITY = re.compile(rf"\b{CIVILITY} ?(?P<name>{NAME}|{_WORD})")
_BESIDE = re.compile(rf"(?P<name>{NAME})(?:, ?| ?\()(?:le |la |l')?(?P<post>(?i:{POSTS}))\b")
_BEFORE_POST = re.compile(rf"(?:,| \() ?(?:le |la |l')?(?i:{POSTS})\b")
"""What every name beside a post has, looked for first: names take long to look for."""
_AFTER_POST = re.compile(
    rf"\b(?:(?:(?i:{POSTS})(?<!s)|(?i:dgs))\b(?! et )"
    rf"(?: (?:(?i:adjointe?|générale?|déléguée?|régionale?|départementale?|territoriale?)))*"
    rf"(?: (?:du |de |des |d')[^,;:|¶()]{{1,70}}?)?,? )(?:(?<=, ){CIVILITY} )?"
    rf"(?:(?<=[,.] )(?P<name>{NAME})|(?P<beside>{_WORD} {_LARGE}{{3,}}(?:['-]{_LARGE}+)*)\b)"
)
"""« le préfet du Gers, Jean ESSAI », « le maire Jean ESSAI »."""
_SIGNER = re.compile(
    rf"(?:(?:{CIVILITY}|M) )?(?:(?:le |la |l')?(?i:{POSTS})\b[^|¶]{{0,120}}?[,: ] ?)?"
    rf"(?:{CIVILITY} ?)?(?P<name>{NAME})(?:,? (?:le |la |l')?(?i:{POSTS})\b[^|¶]*)?[ .]*"
)
"""All of a line or a cell under which one signs, where it names who signs."""
_REACH = 200
"""Characters around a word of a name in which all of the name stands."""
_SIGNATURES = 40
"""Blocks after « Fait à » in which a cell, or a post, tells who signs."""
_CONTACT = re.compile(r"\bcontacts? presse\b|\bcontacts?\b ?:", re.IGNORECASE)
_SEGMENT = re.compile(r"[^-–—:,;|/()]+(?:-[^\s-][^-–—:,;|/()]*)*")
_SIGNING = re.compile(
    r"^(?:fait|signé)\b.* le\b|^[àa] [^,]{2,40}, ?le\b|^en \w+ exemplaires"
    r"|^(?:[\dIVX]+[ .)–-]*)?(?:les )?signatures?(?: des (?:parties|signataires))? ?:?$",
    re.IGNORECASE,
)
_DIRECTORY = re.compile(r"\b(?:nom|prénom|mail|courriel|e-mail|téléphone|tél)\b", re.IGNORECASE)

IsPlace = Callable[[str], bool]


@dataclass(frozen=True)
class Person:
    """A name as first written; `office` = an elected or State post, held in public."""

    name: str
    office: bool


def _whole(text: str) -> str | None:
    """`text` where it is a name and nothing else."""
    stripped = text.strip(" .:,;*")
    return stripped if re.fullmatch(NAME, stripped) else None


def _in_sentences(block: Block) -> Iterator[Person]:
    """Names after a civility or before a post."""
    for match in _AFTER_CIVILITY.finditer(block.text):
        if " " in match["name"]:
            yield Person(match["name"], True)
    for match in _AFTER_POST.finditer(block.text):
        name = match["name"] or match["beside"]
        yield Person(name, bool(PUBLIC_POSTS.search(match[0])))
    if not _BEFORE_POST.search(block.text):
        return
    for match in _BESIDE.finditer(block.text):
        yield Person(match["name"], bool(PUBLIC_POSTS.search(match["post"])))


def _beside_contact(block: Block) -> Iterator[Person]:
    """Names that stand with an e-mail, a telephone number or « Contact presse »."""
    if not (emails(block.text) or phones(block.text) or _CONTACT.search(block.text)):
        return
    for match in _SEGMENT.finditer(block.text):
        name = _whole(match[0])
        if name:
            yield Person(name, False)


def _in_row(block: Block, head: list[str]) -> Iterator[Person]:
    """The name column of a directory, else the cells that are a name beside a contact."""
    source = block.view.source[block.start : block.end]
    cells = [" ".join(cell.split()) for cell in re.split(r"\t|\|", source)]
    contact = bool(emails(source) or phones(source))
    for position, cell in enumerate(cells):
        named = position < len(head) and re.match(r"(?:pré)?nom\b", head[position], re.I)
        if (named or contact) and (name := _whole(cell)):
            yield Person(name, False)


def _in_directories(found: tuple[Block, ...]) -> Iterator[Person]:
    head: list[str] = []
    for block in found:
        if block.kind is not Kind.ROW:
            head = []
            continue
        source = block.view.source[block.start : block.end]
        cells = [" ".join(cell.split()) for cell in re.split(r"\t|\|", source)]
        if sum(bool(_DIRECTORY.search(cell)) for cell in cells) >= 2 and not emails(source):
            head = cells
        else:
            yield from _in_row(block, head)


def _under_signatures(found: tuple[Block, ...]) -> Iterator[Person]:
    """Lines and cells that are a name, or a post with one, after « Fait à …, le … »."""
    signing, last = False, 0
    for block in found:
        if _SIGNING.match(block.text):
            signing, last = True, block.index + _SIGNATURES
        elif block.kind is Kind.ROW:
            if signing and block.index <= last:
                yield from _signers(block)
        elif re.match(r"annexes?\b", block.text, re.IGNORECASE) or len(block.text) > 200:
            signing = False
        elif signing:
            names = [_whole(block.text)]
            if not names[0]:
                names = [_whole(line.text) for line in block.source_lines()]
            if all(names):
                yield from (Person(name, True) for name in names if name)
            elif block.index <= last:
                yield from _signers(block)


def _signers(block: Block) -> Iterator[Person]:
    """Who signs in each cell of a row, or each line of a paragraph."""
    views = block.cells if block.kind is Kind.ROW else block.source_lines()
    for text in (part for each in views for part in each.text.split(" ¶ ")):
        if match := _SIGNER.fullmatch(re.sub(r"^pour [^|¶]{2,90}?, ", "", text, flags=re.I)):
            yield Person(match["name"], True)


def persons(found: tuple[Block, ...], is_place: IsPlace) -> tuple[Person, ...]:
    """The persons a document names, each once; a place is not a person."""
    people: dict[str, Person] = {}
    readers: list[Iterable[Person]] = [_in_directories(found), _under_signatures(found)]
    for block in found:
        readers.append(_in_sentences(block))
        if block.kind is not Kind.ROW:
            readers.append(_beside_contact(block))
    for reader in readers:
        for person in reader:
            if not is_place(person.name):
                _add(people, person)
    return tuple(people.values())


def key(name: str) -> str:
    """What all spellings of a name share, in whatever order its words stand."""
    return " ".join(sorted(re.split(r"[\s-]+", folded(name).lower())))


def _add(people: dict[str, Person], person: Person) -> None:
    known = people.get(key(person.name))
    people[key(person.name)] = Person(person.name, person.office or bool(known and known.office))


def _loose(word: str) -> str:
    """A word of a name in any case, with or without accents."""
    classes = {"a": "aàâä", "e": "eéèêë", "i": "iîï", "o": "oôö", "u": "uùûü", "c": "cç", "'": "'’"}
    return "".join(
        f"[{classes[letter]}]" if letter in classes else re.escape(letter)
        for letter in folded(word).lower().replace("-", "\x00")
    ).replace(re.escape("\x00"), r"[\s-]+")


def _forms(name: str) -> list[list[str]]:
    """The orders in which a name may stand, and its form with an initial."""
    words = name.split()
    orders = [words[turn:] + words[:turn] for turn in range(len(words))]
    initials = [[f"{words[0][0]}.", *words[1:]]] if len(words[0]) > 2 else []
    return orders + initials


def occurrences(text: str, person: Person) -> Iterator[tuple[int, int]]:
    """Every place of the normalised text that names a person, whatever marks stand between."""
    longest = max(re.split(r"[\s'’-]+", folded(person.name)), key=len).lower()
    places = _places(longest, text)
    if not places:
        return
    gap = r"[\s*_.,]*(?:\s|\*)[\s*_]*"
    forms = "|".join(gap.join(map(_loose, form)) for form in _forms(person.name))
    pattern = re.compile(rf"(?<!\w)(?:{forms})(?!\w)", re.IGNORECASE)
    done = 0
    for place in places:
        for match in pattern.finditer(text, max(done, place - _REACH), place + _REACH):
            done = match.end()
            yield match.span()


@lru_cache(maxsize=4)
def _plain(text: str) -> str:
    return folded(text).lower()


def _places(word: str, text: str) -> list[int]:
    """Where a word without accents stands in a text."""
    plain = _plain(text)
    if len(plain) != len(text):
        return list(range(0, len(text), _REACH)) if word in plain else []
    return [match.start() for match in re.finditer(re.escape(word), plain)]


def personal(text: str, found: tuple[Block, ...], people: Iterable[Person]) -> tuple[Personal, ...]:
    """Every span of the text that identifies a person, in order, none inside another."""
    spans: dict[tuple[int, int], Personal] = {}
    for kind, values in (("email", emails(text)), ("phone", phones(text))):
        for item in values:
            passage = Passage(item.start, item.end, text[item.start : item.end])
            spans[item.start, item.end] = Personal(kind, item.value, passage)
    for person in people:
        for start, end in occurrences(text, person):
            passage = Passage(start, end, text[start:end])
            spans[start, end] = Personal("name", person.name, passage, person.office)
    for start, end in _surnames(found):
        passage = Passage(start, end, text[start:end])
        spans.setdefault((start, end), Personal("name", passage.quote, passage, True))
    return tuple(spans[span] for span in _widest(spans))


def _surnames(found: tuple[Block, ...]) -> Iterator[tuple[int, int]]:
    """« M. DUPONT »: a surname alone after a civility."""
    for block in found:
        for match in _AFTER_CIVILITY.finditer(block.text):
            passage = block.passage(match.start("name"), match.end("name"))
            yield passage.start, passage.end


def _widest(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
