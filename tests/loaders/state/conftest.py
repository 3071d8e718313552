"""Two small documents of an invented town, and their readings made by hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest

from loaders.reading import (
    ActionSheet,
    Amount,
    AxisHeading,
    Body,
    DatedEvent,
    DocumentInfo,
    Duration,
    Evidence,
    Indicator,
    LegalReference,
    Mention,
    Objective,
    Party,
    Personal,
    Reading,
    Territory,
)
from loaders.state import state
from loaders.state.evidence import TripleOf, triples
from maillage.model import Passage
from maillage.rdf import DefaultGraph, Quad
from maillage.store import Store, View

CONVENTION = """CONVENTION D'ADHÉSION PETITES VILLES DE DEMAIN DE VALMONT

ENTRE
- la Commune de Valmont représentée par son maire Jeanne DUVAL,
- l'EPCI du Haut Valmont représenté par sa présidente Odile DUVAL-BRUN,
ci-après, les « Collectivités bénéficiaires » ;
- l'État représenté par le préfet du département de l'Aure, Marc PETIT
ci-après, l'« État » ;
- le Conseil Régional d'Occitanie, représenté par sa présidente Anne LEROY.

Candidature du 3 novembre 2020. Le PLU est approuvé depuis 2016, le contrat court de 2015 à 2020.
Valable dix-huit (18) mois, jusqu'en octobre 2022. Une OPAH-RU est envisagée, le FISAC est cité.
Article L303-2 du code de la construction. Vacance de 14,8 % à Valmont entre 2007 et 2017.
Le comité de projet, présidé par Jeanne Duval, Maire de Valmont, réunit la Région Occitanie
et le CAUE. Contact : jeanne.duval@valmont.fr, 05 61 00 00 00
"""

PRESS_KIT = """SIGNATURE DE LA CONVENTION ACTION CŒUR DE VILLE DE VALMONT

Vendredi 13 juillet 2018, les 3 fiches actions.
5 milliards d'euros, dont 1 Md€ de l'Anah ; l'Anah engage 1,2 milliard d'euros sur 5 ans :
- 700 millions d'euros pour les travaux
- 500 millions d'euros pour les études
La Banque des Territoires : 700 M€ de prêts. Environ 20 000 € HT pour les façades.

Axe 2 – Commerce
1-ACTION MATURE : REQUALIFICATION DE LA HALLE
- Fidéliser la clientèle par la requalification de la halle
Axe 6 – La gouvernance
2-ECOQUARTIER
ACTION 2019 : AMENAGEMENT DU XYZTZ
"""

Find = Callable[..., Evidence]


def finder(text: str) -> Find:
    """Gives the passage of `text` that holds the words, the `nth` time they occur."""

    def find(words: str, nth: int = 1) -> Evidence:
        start = -1
        for _ in range(nth):
            start = text.index(words, start + 1)
        return (Passage(start, start + len(words), words),)

    return find


@dataclass(frozen=True)
class Case:
    """A document with its reading, facts and graph."""

    slug: str
    text: str
    reading: Reading

    @property
    def public(self) -> str:
        """The text with persons masked, as the reader's mask does it."""
        masked = self.text
        for each in self.reading.personal:
            start, end = each.passage.start, each.passage.end
            masked = masked[:start] + "█" * (end - start) + masked[end:]
        return masked

    def triples(self) -> Sequence[TripleOf]:
        return list(triples(state(self.reading, self.slug, self.text), self.public))

    def view(self) -> View:
        """The document's graph alone, to be asked in SPARQL."""
        return graph(self.triples())

    def with_reading(self, **changes: Any) -> "Case":
        return replace(self, reading=replace(self.reading, **changes))


def graph(found: Sequence[TripleOf]) -> View:
    store = Store()
    store.add(Quad(s, p, o, DefaultGraph()) for s, p, o in found)
    return store.view()


def _info(text: str, title: str) -> DocumentInfo:
    return DocumentInfo(
        "0" * 64, "text/markdown", title, len(text), title_evidence=finder(text)(title)
    )


def _personal(text: str, kind: str, *values: str) -> tuple[Personal, ...]:
    find = finder(text)
    return tuple(Personal(kind, value, find(value)[0]) for value in values)


@pytest.fixture(scope="session")
def convention() -> Case:
    find = finder(CONVENTION)
    epci = "https://w3id.org/maillage/id/organisation/200023737"
    mairie = "https://w3id.org/maillage/id/organisation/213201320"
    parties = (
        Party(
            "la Commune de Valmont",
            "beneficiaire",
            "maire",
            "Jeanne DUVAL",
            mairie,
            find("la Commune de Valmont"),
            find("maire"),
            find("« Collectivités bénéficiaires »"),
        ),
        Party(
            "l'EPCI du Haut Valmont",
            "beneficiaire",
            "présidente",
            "Odile DUVAL-BRUN",
            epci,
            find("l'EPCI du Haut Valmont"),
            find("présidente"),
        ),
        Party(
            "l'État",
            "etat",
            "préfet du département de l'Aure",
            "Marc PETIT",
            "https://w3id.org/maillage/id/organisation/etat",
            find("l'État"),
            find("préfet du département de l'Aure"),
        ),
        Party(
            "le Conseil Régional d'Occitanie",
            "partenaire",
            "présidente",
            "Anne LEROY",
            None,
            find("le Conseil Régional d'Occitanie"),
            find("présidente", 2),
        ),
    )
    reading = Reading(
        document=_info(CONVENTION, "CONVENTION D'ADHÉSION PETITES VILLES DE DEMAIN DE VALMONT"),
        template="convention-adhesion-pvd",
        kind="convention",
        programme="PVD",
        convention_type="convention-adhesion-pvd",
        programme_evidence=find("PETITES VILLES DE DEMAIN"),
        kind_evidence=find("CONVENTION D'ADHÉSION"),
        convention_type_evidence=find("CONVENTION D'ADHÉSION"),
        parties=parties,
        territories=(
            Territory("Valmont", "commune", "32132", find("Commune de Valmont")),
            Territory("Haut Valmont", "epci", "200023737", find("EPCI du Haut Valmont")),
        ),
        dates=(
            DatedEvent("2020-11-03", "candidature", None, find("3 novembre 2020")),
            DatedEvent("2016", "approbation", "PLU", find("depuis 2016")),
            DatedEvent("2015/2020", "autre", "contrat", find("de 2015 à 2020")),
            DatedEvent("2022-10", "echeance", None, find("jusqu'en octobre 2022")),
        ),
        duration_months=Duration(18, find("dix-huit (18) mois")),
        dispositifs=(
            Mention("OPAH-RU", "envisage", find("OPAH-RU"), find("est envisagée")),
            Mention("FISAC", "non-precise", find("FISAC")),
        ),
        legal_references=(
            LegalReference(
                "CCH L303-2",
                "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000045211874",
                find("Article L303-2 du code de la construction"),
            ),
        ),
        indicators=(
            Indicator(
                "vacance des logements",
                "14.8",
                "%",
                "Valmont",
                "2007/2017",
                find("Vacance de 14,8 % à Valmont entre 2007 et 2017"),
            ),
        ),
        bodies=(
            Body(
                "le comité de projet",
                (
                    ("la Région Occitanie", "membre", find("la Région Occitanie")),
                    ("le CAUE", "associe", find("le CAUE")),
                ),
                find("comité de projet"),
                (("Maire de Valmont", find("Maire de Valmont")),),
            ),
        ),
        personal=(
            *_personal(
                CONVENTION,
                "name",
                "Jeanne DUVAL",
                "Odile DUVAL-BRUN",
                "Marc PETIT",
                "Anne LEROY",
                "Jeanne Duval",
            ),
            *_personal(CONVENTION, "email", "jeanne.duval@valmont.fr"),
            *_personal(CONVENTION, "phone", "05 61 00 00 00"),
        ),
    )
    return Case("valmont-pvd", CONVENTION, reading)


@pytest.fixture(scope="session")
def press_kit() -> Case:
    find = finder(PRESS_KIT)
    anah = "https://w3id.org/maillage/id/organisation/180067027"
    caisse = "https://w3id.org/maillage/id/organisation/180020026"
    acv = "https://w3id.org/maillage/id/programme/acv"
    amounts = (
        Amount(
            "5000000000",
            "exact",
            "programme ACV",
            None,
            find("5 milliards d'euros"),
            funder_entity=acv,
            whole=True,
        ),
        Amount(
            "1000000000",
            "exact",
            "Anah",
            None,
            find("1 Md€ de l'Anah"),
            funder_entity=anah,
            whole=True,
        ),
        Amount(
            "1200000000",
            "exact",
            "Anah",
            None,
            find("1,2 milliard d'euros sur 5 ans"),
            funder_entity=anah,
            whole=True,
        ),
        Amount(
            "700000000",
            "exact",
            "Anah",
            "travaux",
            find("700 millions d'euros pour les travaux"),
            funder_entity=anah,
            part_of=2,
        ),
        Amount(
            "500000000",
            "exact",
            "Anah",
            "études",
            find("500 millions d'euros pour les études"),
            funder_entity=anah,
            part_of=2,
        ),
        Amount(
            "700000000",
            "exact",
            "Banque des Territoires",
            "prêts",
            find("700 M€ de prêts"),
            funder_entity=caisse,
            instrument="prets",
            whole=True,
        ),
        Amount(
            "20000",
            "approche",
            None,
            "façades",
            find("Environ 20 000 € HT pour les façades"),
            tax="HT",
        ),
    )
    title = "REQUALIFICATION DE LA HALLE"
    actions = (
        ActionSheet(
            "1",
            title,
            "2",
            "mature",
            (
                Objective(
                    "Fidéliser la clientèle par la requalification de la halle",
                    find("Fidéliser la clientèle par la requalification de la halle"),
                ),
            ),
            find(title),
            axis_evidence=find("Axe 2 – Commerce"),
            status_evidence=find("ACTION MATURE"),
        ),
        ActionSheet("2", "ECOQUARTIER", "6", None, (), find("ECOQUARTIER")),
        ActionSheet(
            None,
            "AMENAGEMENT DU XYZTZ",
            None,
            "2019",
            (),
            find("AMENAGEMENT DU XYZTZ"),
            status_evidence=find("ACTION 2019"),
        ),
    )
    title = "SIGNATURE DE LA CONVENTION ACTION CŒUR DE VILLE DE VALMONT"
    reading = Reading(
        document=_info(PRESS_KIT, title),
        template="dossier-de-presse-acv",
        kind="dossier-de-presse",
        programme="ACV",
        convention_type="convention-cadre-acv",
        programme_evidence=find("ACTION CŒUR DE VILLE"),
        convention_type_evidence=find("CONVENTION ACTION CŒUR DE VILLE"),
        kind_evidence=find("SIGNATURE DE LA CONVENTION"),
        territories=(Territory("Valmont", "commune", "46042", find("VALMONT")),),
        dates=(DatedEvent("2018-07-13", "signature", None, find("13 juillet 2018")),),
        amounts=amounts,
        actions=actions,
        axes=(
            AxisHeading("2", "Commerce", True, find("Axe 2 – Commerce")),
            AxisHeading("6", "La gouvernance", False, find("Axe 6 – La gouvernance")),
        ),
        announced_actions=(3, find("3 fiches actions")),
    )
    return Case("valmont-acv", PRESS_KIT, reading)
