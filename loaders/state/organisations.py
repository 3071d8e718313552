"""Organisations and posts that a document names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from loaders.state.facts import thing
from loaders.state.wording import capital, without_article
from maillage import iri
from maillage.model import Fact
from maillage.rdf import MLG, RDF, SKOS, Literal, NamedNode, label

ORGANISATION = iri.organisation("").value
SIREN = re.compile(r"\d{9}")
KINDS = (
    ("etat", "etat"),
    ("commune", "communes?|ville|mairie"),
    (
        "epci",
        "epci|communaute-de-communes|communaute-d-agglomeration|communaute|metropole|cc|ca|cu",
    ),
    ("region", "region|conseil-regional"),
    ("departement", "departement|conseil-departemental|conseil-general"),
    ("petr", "petr|pole-d-equilibre-territorial-et-rural"),
    ("syndicat-mixte", "syndicat-mixte"),
    ("epf", "epf|etablissement-public-foncier"),
    ("caisse-des-depots", "caisse-des-depots(?:-et-consignations)?"),
    ("marque", "banque-des-territoires"),
    ("organisme-paritaire", "action-logement"),
    ("chambre-consulaire", "chambre|cci|cma"),
    ("operateur-etat", "agence-nationale|agence-de-la-transition|anah|anct|ademe|cerema"),
    ("service-deconcentre", "udap|ddt|ddtm|dreal|drac|unite-departementale"),
    ("caue", "caue|conseil-d-architecture"),
    ("bailleur-social", "(?:operateurs?-|sag-|sa-|office-)?hlm|office-public-de-l-habitat"),
)
"""Kinds (scheme genre-organisation) by the slug that the names of such bodies begin with."""
PRIVATE = frozenset({"marque", "organisme-paritaire", "caue", "bailleur-social"})
MASCULINE = (
    (r"présidente\b", "président"),
    (r"directrice\b", "directeur"),
    (r"générale\b", "général"),
    (r"préfète\b", "préfet"),
    (r"adjointe\b", "adjoint"),
    (r"déléguée\b", "délégué"),
    (r"conseillère\b", "conseiller"),
)
"""A post is the same whoever holds it: it is named in the form of the texts of law."""
DEPARTMENT = re.compile(r"^préfet\s+(?:du|de)\s+département\s+", re.IGNORECASE)
OWN_PLACE = re.compile(r"^(?:sous-)?préfet\s|\s(?:du|de la|des|de|d['’]|de l['’])\s*[A-ZÉ]")
"""A role that names its territory itself: « préfet du Gers »."""
GENDER = {
    "la ": "commune communaute ville metropole region caisse chambre banque societe prefecture "
    "direction mairie collectivite federation fondation",
    "le ": "conseil departement syndicat petr pole parc centre ministere comite groupe grand pays",
    "l'": "etablissement epci epf etat agence anah anct ademe office union association",
}
ARTICLES = {noun: article for article, nouns in GENDER.items() for noun in nouns.split()}
CONTRACTED = {"la ": "de la ", "le ": "du ", "l'": "de l'"}
SMALL_WORDS = re.compile(r"^(?:(?:de|du|des|d|la|le|les|l)-)+")


def organisation(name: str, entity: str | None) -> NamedNode:
    """The organisation a name was linked to, or one of the document's own words."""
    return NamedNode(entity) if entity else iri.organisation(iri.slug(without_article(name)))


def is_body(node: NamedNode) -> bool:
    """Whether a funder is an organisation, not a programme or a dispositif."""
    return node.value.startswith(ORGANISATION)


def key(node: NamedNode) -> str:
    """The SIREN or slug of an organisation."""
    return node.value.removeprefix(ORGANISATION)


@lru_cache(maxsize=50_000)
def split(name: str) -> tuple[str | None, str]:
    """The kind of body that a name says, and the slug of the place after it.

    « EPCI de la Lomagne Gersoise » → ``epci``, ``lomagne-gersoise``; both « Région
    Occitanie » and « Conseil Régional d'Occitanie » → ``region``, ``occitanie``.
    """
    words = SMALL_WORDS.sub("", iri.slug(name))
    for kind, pattern in KINDS:
        found = re.match(rf"(?:{pattern})(?:-|$)", words)
        if found:
            return kind, SMALL_WORDS.sub("", words[found.end() :])
    return None, words


@lru_cache(maxsize=50_000)
def same(name: str) -> str:
    """What all names of one body have in common."""
    kind, place = split(name)
    return f"{kind} {place}" if kind and place else iri.slug(without_article(name))


@dataclass(frozen=True)
class Known:
    """What the table of organisations says of one: it goes before a document's words."""

    name: str
    english: str | None
    kind: str | None
    brand_of: NamedNode | None = None
    aliases: tuple[str, ...] = ()

    def is_brand(self, owner: NamedNode, name: str) -> bool:
        """Whether `name` is this brand, and `owner` the body behind it."""
        return self.brand_of == owner and self.is_named(name)

    def is_named(self, name: str) -> bool:
        """Whether `name` is this organisation's, or an alias of it."""
        return same(name) in {same(each) for each in (self.name, *self.aliases)}


Register = Mapping[str, Known]
"""Known organisations by IRI."""


def listed(name: str, register: Register) -> NamedNode | None:
    """The organisation of the table that bears this name."""
    found = [key for key, each in register.items() if each.is_named(name)]
    return NamedNode(found[0]) if len(found) == 1 else None


def entry(name: str, register: Register) -> Known | None:
    """What the table says of the organisation that bears this name."""
    node = listed(name, register)
    return register[node.value] if node else None


def described(node: NamedNode, name: str, register: Register) -> Iterator[Fact]:
    """Type, label, kind and SIREN of an organisation; nothing for a programme or dispositif."""
    if not is_body(node):
        return
    written = capital(without_article(name))
    known = register.get(node.value) or Known(written, None, split(name)[0])
    yield from _named(node, known)
    brands = [NamedNode(key) for key, each in register.items() if each.is_brand(node, name)]
    for brand in brands:
        yield from _named(brand, register[brand.value])
    if not brands and written != known.name:
        yield Fact(node, SKOS.altLabel, label(written))


def _named(node: NamedNode, known: Known) -> Iterator[Fact]:
    yield from thing(node, MLG.Organisation, known.name, known.english)
    if known.kind:
        yield Fact(node, MLG.genreOrganisation, iri.concept("genre-organisation", known.kind))
    if known.kind and known.kind not in PRIVATE and not known.brand_of:
        yield Fact(node, RDF.type, MLG.OrganisationPublique)
    if known.brand_of:
        yield Fact(node, MLG.marqueDe, known.brand_of)
    if SIREN.fullmatch(key(node)):
        yield Fact(node, MLG.siren, Literal(key(node)))


def role(written: str) -> str:
    """A role as the name of a post: « présidente » → « président », « préfet du Gers »."""
    words = " ".join(written.split())
    for pattern, masculine in MASCULINE:
        words = re.sub(pattern, masculine, words, flags=re.IGNORECASE)
    words = DEPARTMENT.sub("préfet ", words)
    return words[:1].lower() + words[1:]


def _belongs(name: str) -> str:
    """« du Conseil régional », « de l'EPCI… »; a comma where the noun is not known."""
    words = without_article(name)
    noun, _, rest = words.partition(" ")
    if iri.slug(noun) in ("commune", "ville") and rest:
        return " " + rest
    article = ARTICLES.get(iri.slug(noun))
    return f" {CONTRACTED[article]}{words}" if article else f", {words}"


def post_label(written: str, organisation_name: str) -> str:
    """« maire de Fleurance », « préfet du Gers »."""
    name = role(written)
    return name if OWN_PLACE.search(name) else name + _belongs(organisation_name)


def post(node: NamedNode, written: str) -> NamedNode:
    """The post of a role in an organisation: ``poste/213201320/maire``."""
    return iri.poste(key(node), role(written))


def post_key(words: str) -> str:
    """The words of a post without the nature of its body.

    « président de l'EPCI de la Lomagne Gersoise » and « Président de la Lomagne
    Gersoise » have one key.
    """
    first, _, rest = role(words).partition(" ")
    return f"{iri.slug(first)} {split(rest)[1]}"


def post_facts(node: NamedNode, written: str, organisation_name: str) -> Iterator[Fact]:
    """The post with its label and the organisation it belongs to."""
    seat = post(node, written)
    yield from thing(seat, MLG.Poste, post_label(written, organisation_name))
    yield Fact(seat, MLG.posteDe, node)
