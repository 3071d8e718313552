"""The restricted side: what identifies a person goes to a file of its own, and nowhere else.

``var/restricted/<slug>.json`` holds the persons' names, e-mails and phones of a
document; no public route opens that folder. `withheld` is the gate before
publication: a fact whose words name a person does not pass it.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from loaders import masking
from loaders.readers.organisations import folded
from loaders.reading import Personal, Reading, as_json
from maillage import iri
from maillage.files import write_atomically
from maillage.model import Draft, Fact, Issue, Level
from maillage.rdf import DCTERMS, MLG, OA, RDFS, Literal, NamedNode

CIVILITIES = "m|mr|mme|mlle|monsieur|madame|mademoiselle|docteur|dr|maitre|me"
DETAILS = {
    "name": "Un nom de personne",
    "email": "Une adresse électronique",
    "phone": "Un numéro de téléphone",
}
WORDS = {
    RDFS.label: "un nom affiché",
    DCTERMS.title: "un titre",
    MLG.objet: "un objet",
    MLG.texteMontant: "les mots d'un montant",
}
REMEDY = "Vérifier ce passage du document, et y masquer ce qui désigne la personne"


def content(slug: str, reading: Reading) -> str:
    """The restricted file of a document: each person's detail with its place, sorted."""
    details = [{**as_json(each), **as_json(each.passage)} for each in reading.personal]
    for detail in details:
        del detail["passage"]
    held = [
        {
            "partie": iri.part("partie", slug, str(position)).value,
            "role": party.role,
            "person": party.person,
        }
        for position, party in enumerate(reading.parties, 1)
        if party.person
    ]
    document = {
        "document": slug,
        "sha256": reading.document.sha256,
        "parties": held,
        "personal": sorted(details, key=lambda each: (each["start"], each["end"], each["kind"])),
    }
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def write_restricted(folder: Path, slug: str, reading: Reading) -> Path:
    """Writes the restricted file; only its owner may read it (0600, in a folder 0700)."""
    folder.mkdir(parents=True, exist_ok=True)
    os.chmod(folder, 0o700)
    path = folder / f"{slug}.json"
    write_atomically(path, content(slug, reading).encode(), mode=0o600)
    return path


def _spellings(name: str) -> Iterator[Sequence[str]]:
    """A full name's words in every order that keeps them beside each other."""
    words = name.split()
    for turn in range(len(words)):
        yield words[turn:] + words[:turn]


def public_text(text: str, personal: Sequence[Personal]) -> str:
    """`text`, of the same length, with every person's detail masked wherever it stands again."""
    public = masking.mask(text, personal)
    watch = Watch.over(personal)
    if not watch.may_find(public):
        return public
    for each in {(each.kind, each.value): each for each in personal}.values():
        if each.kind == "name" and len(each.value.split()) > 1:
            forms = [r"[\s,]+".join(map(re.escape, words)) for words in _spellings(each.value)]
        elif each.kind == "email":
            forms = [re.escape(each.value)]
        else:
            continue
        pattern = rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)"
        public = re.sub(pattern, lambda found: masking.MASK * len(found[0]), public, flags=re.I)
    return public


@dataclass(frozen=True)
class Watch:
    """What must not be published of one document."""

    names: tuple[re.Pattern[str], ...]
    """Against the slug of a text between hyphens."""
    surnames: tuple[re.Pattern[str], ...]
    """As printed in capitals, against a text that is not in capitals itself."""
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    hint: re.Pattern[str]
    """A word of some name: a text without one names nobody, and is not looked at further."""

    @classmethod
    def over(cls, personal: Iterable[Personal]) -> "Watch":
        values: dict[str, set[str]] = {"name": set(), "email": set(), "phone": set()}
        for each in personal:
            if any(character.isalnum() for character in each.value):
                values[each.kind].add(each.value)
        names = sorted(values["name"])
        capitals = [_surname(name) for name in names]
        return cls(
            tuple(re.compile(pattern) for name in names for pattern in _patterns(name)),
            tuple(re.compile(rf"(?<!\w){pattern}(?!\w)") for pattern in capitals if pattern),
            tuple(sorted(value.casefold() for value in values["email"])),
            tuple(sorted(re.sub(r"\D", "", value) for value in values["phone"])),
            _hint(names),
        )

    def finds(self, text: str) -> str | None:
        """The kind of personal detail that `text` holds, if any."""
        if self.hint.search(folded(text)) and self._names(text):
            return "name"
        if self.emails and "@" in text and any(value in text.casefold() for value in self.emails):
            return "email"
        if self.phones and _PHONE.search(text):
            digits = re.sub(r"(?<=\d)[\s.\-/]+(?=\d)", "", text)
            if any(re.search(rf"(?<!\d){value}(?!\d)", digits) for value in self.phones if value):
                return "phone"
        return None

    def may_find(self, text: str) -> bool:
        """Whether some part of a text may hold a detail; False is certain."""
        return bool(
            self.hint.search(folded(text))
            or (self.emails and "@" in text)
            or (self.phones and _PHONE.search(text))
        )

    def _names(self, text: str) -> bool:
        slug = f"-{iri.slug(text)}-"
        if any(pattern.search(slug) for pattern in self.names):
            return True
        return not _in_capitals(text) and any(pattern.search(text) for pattern in self.surnames)


def _hint(names: Iterable[str]) -> re.Pattern[str]:
    """The longest word of each name, as accents and case leave it."""
    words = {max(re.split(r"\W+", folded(name)), key=len) for name in names}
    found = "|".join(sorted(re.escape(word) for word in words if word))
    return re.compile(found or "(?!)", re.IGNORECASE)


def _surname(name: str) -> str:
    """The words of a name that are printed in capitals, as a pattern."""
    words = [word for word in name.split() if word.isupper() and len(word) > 2]
    return r"\s+".join(map(re.escape, words))


def _patterns(name: str) -> Iterator[str]:
    """A full name in any order; a family name after a civility, or alone."""
    words = name.split()
    if len(words) > 1:
        for form in _spellings(name):
            yield f"-{re.escape(iri.slug(' '.join(form)))}-"
    capitals = [word for word in words if word.isupper() and len(word) > 2]
    family = iri.slug(" ".join(capitals or words[-1:]))
    if family:
        yield f"-(?:{CIVILITIES})-{re.escape(family)}-"
        yield f"^-{re.escape(family)}-$"


def _in_capitals(text: str) -> bool:
    return not any(character.islower() for character in text)


Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]
_PHONE = re.compile(r"\d(?:[\s.\-/]*\d){8}")


def leaks(triples: Iterable[Triple], personal: Iterable[Personal]) -> list[tuple[Triple, str]]:
    """The triples whose IRIs or literals hold a person's detail, with its kind."""
    watch = _Remembering(Watch.over(personal))
    every = list(triples)
    terms = {term for triple in every for term in triple}
    if not any(_said(watch, term) for term in terms):
        return []
    return [(triple, kind) for triple in every if (kind := _leak(watch, triple))]


@dataclass
class _Remembering:
    """A watch that looks at each text once: the same terms come again and again."""

    watch: Watch
    _found: dict[str, str | None] = field(default_factory=dict)

    def finds(self, text: str) -> str | None:
        if text not in self._found:
            self._found[text] = self.watch.finds(text)
        return self._found[text]


def _leak(watch: "Watch | _Remembering", triple: Triple) -> str | None:
    return next((kind for term in triple if (kind := _said(watch, term))), None)


def _said(watch: "Watch | _Remembering", term: NamedNode | Literal) -> str | None:
    text = term.value if isinstance(term, Literal) else iri.path_of(term.value)
    return watch.finds(text) if text else None


def surroundings_masked(
    triples: Iterable[Triple], personal: Iterable[Personal], public: str
) -> Iterator[Triple]:
    """The triples, with every word before or after a quote masked where one names a person.

    The words around stand in `public`: where nothing there may name anybody, none is looked at.
    """
    watch, around = Watch.over(personal), {OA.prefix.value, OA.suffix.value}
    if not watch.may_find(public):
        yield from triples
        return
    for subject, predicate, value in triples:
        if predicate.value in around and watch.finds(value.value):
            value = Literal(re.sub(r"\w", masking.MASK, value.value))
        yield subject, predicate, value


def masked(text: str, watch: Watch) -> str:
    """`text`, with every word masked where it names a person."""
    return re.sub(r"\w", masking.MASK, text) if text and watch.finds(text) else text


def public_reading(reading: Reading, public: str) -> dict[str, Any]:
    """The JSON form of a reading for the public: persons left out, their words masked.

    Positions stay those of the document; a quote is what `public`, the masked text, has there.
    """
    watch = Watch.over(reading.personal)
    told: dict[str, Any] = _public(as_json(reading), public, watch)
    for party in told["parties"]:
        party["person"] = None
    return told


def _public(value: Any, public: str, watch: Watch) -> Any:
    if isinstance(value, dict):
        found = {key: _public(each, public, watch) for key, each in value.items()}
        if {"start", "end", "quote"} <= found.keys():
            found["quote"] = public[found["start"] : found["end"]]
        return found
    if isinstance(value, list):
        return [_public(each, public, watch) for each in value]
    return masked(value, watch) if isinstance(value, str) else value


def withheld(draft: Draft, personal: Iterable[Personal]) -> Draft:
    """The draft without the facts that name a person, each told as an error."""
    watch = _Remembering(Watch.over(personal))
    kept: list[Fact] = []
    issues: list[Issue] = []
    for fact in draft:
        kind = _leak(watch, (fact.subject, fact.predicate, fact.object)) or next(
            filter(None, (watch.finds(passage.quote) for passage in fact.evidence)), None
        )
        if kind:
            issues.append(_withheld(fact, kind))
        else:
            kept.append(fact)
    return Draft(draft.slug, tuple(kept), (*draft.issues, *issues))


def _withheld(fact: Fact, kind: str) -> Issue:
    """Says which fact and where; never the person's words."""
    place = ", ".join(f"{passage.start}-{passage.end}" for passage in fact.evidence)
    where = f" (caractères {place})" if place else ""
    words = WORDS.get(fact.predicate, "les mots d'une information")
    message = f"{DETAILS[kind]} figure dans {words}{where} : cette information n'est pas publiée."
    return Issue(Level.ERROR, message, REMEDY)
