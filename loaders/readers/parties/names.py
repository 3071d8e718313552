"""One party in its words: the organisation, the post that represents it, the person apart."""

import re
from collections.abc import Iterator, Sequence

from loaders.readers import linking
from loaders.readers.knowledge import Knowledge
from loaders.readers.parties.units import Candidate, Unit, is_negated, starts_party
from loaders.readers.persons import CIVILITY, NAME, POSTS

DESIGNATION = re.compile(
    r"\(?\b(?:ci-après|ci après|dénommée?s?|désignée?s?|désormais)\b.*$", re.IGNORECASE
)
REPRESENTED = re.compile(
    r",? ?\b(?:dûment |légalement )?(?:représentée?s?|agissant)(?! (?:en"
    r" vertu|tant|au nom|sur|dans))(?: aux présentes| en application"
    r" [^,]{3,80}?|, (?:aux fins|à l'effet|pour) [^,]{3,40},)?"
    r"(?: par| en la personne d[e'])"
    r"|,? ?\ben la personne d[e']",
    re.IGNORECASE,
)
MANDATE = re.compile(
    r",? ?\(?(?:dûment )?(?:habilitée?|autorisée?|agissant|en vertu|suivant"
    r"|ayant tous pouvoirs|ayant reçu"
    r"|pris en application|délégation|mandatée?|délibération)\b.*$",
    re.IGNORECASE,
)
_SEAT = re.compile(
    r"(?:,(?! d['e]| et (?:de|d')| du développement)| \((?=[^)]*$)|;|:|"
    r" dont le siège| sise?\b| située?\b| domiciliée?\b| établissement"
    r" public (?!foncier|territorial|de coop|de santé)"
    r"| identifiée? | immatriculée? | ayant (?:son )?siège| maître d'ouvrage).*$",
    re.IGNORECASE,
)
_INITIALS = re.compile(r" ?\(([A-Z][A-Z0-9]{2,9})\)")
_ACRONYM = re.compile(r" ?\([^()]{1,25}\)$")
_TWO_BODIES = re.compile(
    r"(?:au nom|pour le compte|au titre) de (?P<first>l'état)(?: que|"
    r" et)(?: (?:pour le compte|au nom))? (?:de )?(?P<second>l'(?:anah"
    r"|agence nationale de l'habitat))",
    re.IGNORECASE,
)
_ANAH = re.compile(
    r"\bdéléguée? (?:locale? |adjointe? |territoriale? |départementale?"
    r" )*(?:de )?(?P<body>l'(?:anah|agence nationale de l'habitat))",
    re.IGNORECASE,
)
_FOR = re.compile(
    r",? (?:pour|au nom d[eu]) (?:l'|la |le |les )?(?P<body>[^,;()]{3,90})$", re.IGNORECASE
)
_ORGAN = re.compile(
    r"^(?:comité|direction|délégation|antenne|commission|conseil d'administration)"
    r"(?: (?:régionale?|territoriale?|départementale?|nationale?"
    r"|permanente?))* (?:de la |de l'|du |des |de |d')",
    re.IGNORECASE,
)
"""A part of a body, for which its head speaks."""
_PARLIAMENT = re.compile(r"(?:députée?|sénat(?:eur|rice))s?\b", re.IGNORECASE)
"""Who speaks for no body of the place that elects them."""
_VERB = re.compile(
    r"\b(?:est|sont|a|ont|s'engagent?|peut|peuvent|pourr\w+|apport\w+|sera"
    r"|seront|assist\w+|participent?|fait|font|doit|doivent|vise|permet)\b"
)
_ROLE = re.compile(
    rf"(?P<lead>(?i:(?:(?:{CIVILITY}|M) )?(?:le|la|l')|son|sa|leurs?)? ?)"
    rf"(?P<role>(?i:{POSTS})(?: (?i:adjointe?|générale?|déléguée?|régionale?|départementale?"
    rf"|territoriale?|locale?|exécuti(?:f|ve)|au maire))*"
    rf"(?: (?:du|de la|de l'|des|de|d'|en charge)"
    rf"(?:(?![,;(|¶]| {CIVILITY} | [A-ZÀ-Þ][\w-]+ [A-ZÀ-Þ]{{3,}}"
    rf"| représent| en exercice| habilit| autoris| agissant).)*)?)",
)
_NAMED = re.compile(rf"(?:{CIVILITY} ?)?(?P<name>{NAME})")
_NOT_A_NAME = re.compile(rf"(?i:et|en|par|il|elle)\b|{CIVILITY}(?!\w)")
_NUMBERED_PEOPLE = re.compile(r"^les? (?:communes|villes) (?:de |d')(?P<names>.+)$", re.IGNORECASE)


def represent(parties: Sequence[Candidate], unit: Unit, start: int) -> None:
    """Reads « son maire Jean DUPONT » or « Jean DUPONT, maire » after « représentée par »."""
    text = unit.text[:start] + MANDATE.sub("", DESIGNATION.sub("", unit.text[start:]))
    first = _ROLE.match(text, _skip(text, start))
    person = _person(text, start, first)
    role = first or (person and _later_role(text, person.end()))
    for party in parties:
        if role:
            party.role = _post(role, person)
            begin = role.start("role") if person and person.end() <= role.start() else 0
            end = role.start("role") + len(party.role)
            lead = REPRESENTED.search(text)
            begin = begin or (lead.start() if lead else role.start("role"))
            while text[begin] in " ,":
                begin += 1
            party.role_evidence = unit.evidence(begin, end)
        if person:
            party.person = person["name"]


def _person(text: str, start: int, role: re.Match[str] | None) -> re.Match[str] | None:
    """The person's name, after the post that stands first, else in its last words.

    « le préfet du Gers Jean Essai »: the place of the post is no part of the name.
    """
    if not role:
        return _NAMED.search(text, start)
    if after := _NAMED.search(text, role.end()):
        return after
    inside = _NAMED.search(text, role.start("role"), role.end())
    if inside and re.search(r"\b(?:d[eu]|des|de la) $|\b[dl]'$", text[: inside.start()]):
        place = inside["name"].split(" ")[0]
        return _NAMED.match(text, inside.start() + len(place) + 1, role.end())
    return inside


def _post(role: re.Match[str], person: re.Match[str] | None) -> str:
    """The words of a post, without the name that may stand at their end."""
    end = role.end("role")
    if person and role.start("role") < person.start() < end:
        end = person.start()
    words = role.string[role.start("role") : end].rstrip(" ,:")
    return words if re.search(r"\b(?:\w\.){2,}$", words) else words.rstrip(" ,.:")


def _later_role(text: str, end: int) -> re.Match[str] | None:
    """The post after the person's name."""
    position = _skip(text, end)
    match = re.compile(r"(?:agissant )?en (?:sa )?qualité d[e'] ?", re.I).match(text, position)
    return _ROLE.match(text, match.end() if match else position)


def tells_representative(text: str) -> bool:
    """Whether a line begins with a post, or is a person's name and nothing else."""
    return bool(_ROLE.match(text) or _NAMED.fullmatch(text.strip(" .,")))


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position] in " ,|¶":
        position += 1
    return position


def parties(unit: Unit, knowledge: Knowledge, listed: bool = False) -> list[Candidate]:
    """The party or parties that a unit names, with their representative.

    `listed` tells that the unit stands where nothing but parties stands: a list of
    them, or a line that the words of a representative follow.
    """
    text = unit.text
    if is_negated(text):
        return []
    represented = REPRESENTED.search(text)
    head = text[: represented.start()] if represented else text
    head = MANDATE.sub("", DESIGNATION.sub("", head))
    if several := _NUMBERED_PEOPLE.match(head):
        found = list(_several(unit, several))
    elif office := by_office(unit, head):
        return [office, *_second_body(unit, office)]
    else:
        found = one(unit, head, knowledge, bool(represented), listed)
    if represented and found:
        represent(found, unit, represented.end())
    return found


def _second_body(unit: Unit, office: Candidate) -> Iterator[Candidate]:
    """« agissant tant au nom de l'État que de l'Anah »: one office stands for two bodies."""
    match = _TWO_BODIES.search(unit.text)
    if match and office.organisation == "État":
        said = _ANAH.search(unit.text)
        start, end = match.span("second")
        start += 2
        role = unit.text[said.start() : said.end()] if said else office.role
        proof = unit.evidence(said.start(), said.end()) if said else office.role_evidence
        name = unit.text[start:end]
        yield Candidate(name, unit.evidence(start, end), role, proof, office.person)


def _several(unit: Unit, match: re.Match[str]) -> Iterator[Candidate]:
    """« les communes de A, B et C »: a party each."""
    for name in re.finditer(r"[^,]+?(?=,| et (?:de |d')?(?=[A-ZÉÈÎ])|$)", match["names"]):
        words = re.sub(r"^(?:et )?(?:de |d')?", "", name[0].strip())
        if words:
            start = match.start("names") + name.start() + name[0].index(words)
            evidence = unit.evidence(start, start + len(words))
            yield Candidate(f"commune de {words}", evidence)


def by_office(unit: Unit, head: str) -> Candidate | None:
    """« le préfet du Gers, X » and « X, maire de Cahors »: the office stands for its body."""
    lead = re.match(r"(?:et )?(?:monsieur |madame |m\. |mme )?(?:le |la |l')?", head, re.IGNORECASE)
    start = lead.end() if lead else 0
    person = re.match(rf"(?:{CIVILITY} ?)?(?P<name>{NAME})(?:,| \()? ?", head)
    first = _ROLE.match(head, start)
    role = first or (person and _ROLE.match(head, _skip(head, person.end())))
    if not role:
        return None
    person = _person(head, start, first) if first else _NAMED.search(head, role.end()) or person
    words = _post(role, person).rstrip(")")
    speaks = _FOR.search(head, role.end())
    body = speaks["body"].strip() if speaks else _body_of(words)
    if not body:
        return None
    evidence = unit.evidence(role.start("role"), role.start("role") + len(words))
    return Candidate(body, evidence, words, evidence, person["name"] if person else None)


def _body_of(role: str) -> str | None:
    """The organisation that an office speaks for: « maire de Cahors » → « commune de Cahors »."""
    post, *rest = re.split(r"(?<=\w) (?=du |de |d'|des )", role, maxsplit=1)
    if re.match(r"(?:sous-)?préf", post, re.IGNORECASE):
        return "État"
    if not rest or _PARLIAMENT.match(post):
        return None
    if re.match(r"maire", post, re.IGNORECASE):
        return f"commune {rest[0]}"
    return _ORGAN.sub("", linking.bare(rest[0]))


def one(
    unit: Unit, head: str, knowledge: Knowledge, represented: bool, listed: bool = False
) -> list[Candidate]:
    """The organisation that begins a unit; two, where « et » joins two known ones."""
    lead = re.match(
        r"(?:[-–•] )?(?:entre |ainsi que |et |d'une part,? )?(?:pour )?(?:l'|la |le |les )?",
        head,
        re.IGNORECASE,
    )
    start = lead.end() if lead else 0
    name = _ACRONYM.sub("", _SEAT.sub("", head[start:]).rstrip(" ,;:.»"))
    if not name or len(name) > 160 or _NOT_A_NAME.match(name):
        return []
    if both := _both(unit, start, name, knowledge):
        return both
    link = linking.candidates(name, knowledge)
    institutional = starts_party(head[: start + len(name)]) and not re.match(r"et\b", head[start:])
    bare = listed and len(name.split()) <= 16 and not _VERB.search(name) and _is_proper(name)
    known = link.entity or link.places or (institutional and link.kind)
    if not (represented or bare or (known and not _VERB.search(head[start + len(name) :]))):
        return []
    acronym = _INITIALS.match(unit.text, start + len(name))
    short = acronym[1] if acronym else None
    return [Candidate(name, unit.evidence(start, start + len(name)), short=short)]


def says(text: str) -> bool:
    """Whether a text is a sentence, and no name."""
    return bool(_VERB.search(text))


def _is_proper(name: str) -> bool:
    """Whether words may name a body: one has a capital, or they begin as bodies' names do."""
    return name[:1].isalpha() and (
        any(word[:1].isupper() for word in name.split()) or starts_party(name)
    )


def _both(unit: Unit, start: int, name: str, knowledge: Knowledge) -> list[Candidate]:
    """« l'État et l'Agence nationale de l'habitat », each of which is known."""
    parts = list(
        re.finditer(r"(?:^|(?<= et ))(?:l'|la |le )?(?P<name>.+?)(?= et (?:l'|la |le )|$)", name)
    )
    if len(parts) != 2:
        return []
    found = []
    for part in parts:
        link = linking.candidates(part["name"], knowledge)
        if not (link.entity or link.places):
            return []
        span = (start + part.start("name"), start + part.end("name"))
        found.append(Candidate(part["name"], unit.evidence(*span)))
    return found
