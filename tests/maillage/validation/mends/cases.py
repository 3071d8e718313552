"""Files with a fault of each rule that has a mend, and the facts that mend it, best first."""

from dataclasses import dataclass

ACTION = """<action/neuve/1> a mlg:Action ; rdfs:label "Action 1"@fr ; dcterms:title "Halle"@fr ;
  mlg:numero "1" ; mlg:poursuit <objectif/neuve/1-1> ; """
CONVENTION = '<convention/neuve> a mlg:Convention ; rdfs:label "Convention neuve"@fr ; '
MEMBER = '<adhesion/pvd/{code}> a mlg:Adhesion ; rdfs:label "{name}, programme PVD"@fr ; '
PVD = "mlg:programme <programme/pvd> ; "
MONEY = '<montant/neuve/1> a mlg:Montant ; rdfs:label "{name}"@fr ; '
PARTY = '<partie/neuve/1> a mlg:Partie ; rdfs:label "{name}"@fr ; '
MENTION = '<mobilisation/neuve/ort> a mlg:Mobilisation ; rdfs:label "ORT"@fr ; '
BODY = '<organisation/neuve> a mlg:Organisation ; rdfs:label "{name}"@fr ; '
PASSAGE = """<passage/neuve/0-5> a mlg:Passage ; rdfs:label "Passage"@fr ;
  oa:hasSource <document/neuve> ; oa:hasSelector <#mots> , <#place> .
<document/neuve> a mlg:Document ; rdfs:label "Convention"@fr .
<#mots> a oa:TextQuoteSelector ; oa:exact "Halle" .
"""
EURO = 'mlg:devise "EUR" ; '
EXACT = "mlg:nature <nature/exact> ; "
FULL = f'{EURO} {EXACT} mlg:valeur "5"^^xsd:decimal ; '
STATUS = "mlg:statut <statut/mature> ; "
SIGNED = 'mlg:dateSignature "2021-05-06"^^xsd:date ; '


@dataclass(frozen=True)
class Case:
    """`text` breaks `rule`; each of `mends` lists the facts of one mend."""

    rule: str
    text: str
    mends: tuple[tuple[str, ...], ...]


def _member(code: str, name: str, value: str) -> str:
    return MEMBER.format(code=code, name=name) + PVD + f"mlg:territoire {value} ."


def _one(rule: str, text: str, *facts: str) -> Case:
    return Case(rule, text, (facts,))


CASES = (
    _one(
        "ActionShape-axe",
        ACTION
        + STATUS
        + f"mlg:releveDe <convention/neuve> ; mlg:axe <axe/ACV/2> .{CONVENTION[:0]}",
        "mlg:axe <axe/acv/2>",
    ),
    _one(
        "ActionShape-maitreOuvrage-connu",
        ACTION
        + STATUS
        + "mlg:releveDe <convention/neuve> ; mlg:maitreOuvrage <organisation/214600412> ."
        "<organisation/214600412> a mlg:Organisation .",
        "mlg:maitreOuvrage <organisation/214600421>",
    ),
    _one(
        "ActionShape-releveDe",
        f"{ACTION} {STATUS} .\n{CONVENTION} .",
        "mlg:releveDe <convention/neuve>",
    ),
    _one(
        "ActionShape-releveDe-connue",
        f"{ACTION} {STATUS} mlg:releveDe <convention/nueve> .\n{CONVENTION} .",
        "mlg:releveDe <convention/neuve>",
    ),
    _one(
        "ActionShape-statut-connu",
        f'{ACTION} mlg:releveDe <convention/neuve> ; mlg:statut "mature" .\n{CONVENTION} .',
        "mlg:statut <statut/mature>",
    ),
    _one(
        "ActionShape-territoire-connu",
        f'{ACTION} {STATUS} mlg:releveDe <convention/neuve> ; mlg:territoire "46042" .',
        "mlg:territoire <commune/46042>",
    ),
    _one(
        "ActionShape-title",
        """<action/neuve/1> a mlg:Action ; rdfs:label "Rénover la halle"@fr ; mlg:numero "1" ;
        mlg:statut <statut/mature> ; mlg:poursuit <objectif/neuve/1-1> ;
        mlg:releveDe <convention/neuve> .""",
        'dcterms:title "Rénover la halle"@fr',
    ),
    _one(
        "AdhesionEnvisageeShape-programme-connu",
        """<adhesion/ort/46042> a mlg:AdhesionEnvisagee ; rdfs:label "Cahors, programme ORT"@fr ;
        mlg:programme <programme/ORT> ; mlg:territoire <commune/46042> .""",
        "mlg:programme <programme/ort>",
    ),
    _one(
        "AdhesionEnvisageeShape-territoire-connu",
        """<adhesion/ort/2a004> a mlg:AdhesionEnvisagee ; rdfs:label "Ajaccio, programme ORT"@fr ;
        mlg:programme <programme/ort> ; mlg:territoire <commune/2a004> .""",
        "mlg:territoire <commune/2A004>",
    ),
    _one(
        "AdhesionShape-dateEcheance-annee",
        _member("46042", "Cahors", "<commune/46042>")[:-1]
        + '; mlg:dateEcheance "2202-10-31"^^xsd:date .',
        'mlg:dateEcheance "2022-10-31"^^<xsd:date>',
    ),
    Case(
        "AdhesionShape-dateEcheance-duree",
        _member("46042", "Cahors", "<commune/46042>")[:-1]
        + f'; {SIGNED} mlg:dureeMois 18 ; mlg:dateEcheance "2023-05-06"^^xsd:date .',
        (('mlg:dateEcheance "2022-11-06"^^<xsd:date>',), ('mlg:dureeMois "24"^^<xsd:integer>',)),
    ),
    Case(
        "AdhesionShape-dateEcheance-ordre",
        _member("46042", "Cahors", "<commune/46042>")[:-1]
        + f'; {SIGNED} mlg:dureeMois 18 ; mlg:dateEcheance "2020-11-06"^^xsd:date .',
        (('mlg:dateEcheance "2022-11-06"^^<xsd:date>',),),
    ),
    _one(
        "AdhesionShape-dateEcheance-precision",
        _member("46042", "Cahors", "<commune/46042>")[:-1] + '; mlg:dateEcheance "1er mai 2022" .',
        'mlg:dateEcheance "2022-05-01"^^<xsd:date>',
    ),
    _one(
        "AdhesionShape-dateSignature-annee",
        _member("46042", "Cahors", "<commune/46042>")[:-1]
        + '; mlg:dateSignature "0219-06-04"^^xsd:date .',
        'mlg:dateSignature "2019-06-04"^^<xsd:date>',
    ),
    _one(
        "AdhesionShape-dateSignature-precision",
        _member("46042", "Cahors", "<commune/46042>")[:-1] + '; mlg:dateSignature "2018-7-13" .',
        'mlg:dateSignature "2018-07-13"^^<xsd:date>',
    ),
    _one(
        "AdhesionShape-populationSelection-vraisemblable",
        _member("46042", "Cahors", "<commune/46042>")[:-1]
        + '; mlg:populationSelection "19 405 habitants" .',
        'mlg:populationSelection "19405"^^<xsd:integer>',
    ),
    _one(
        "AdhesionShape-programme",
        MEMBER.format(code="46042", name="Cahors") + "mlg:territoire <commune/46042> .",
        "mlg:programme <programme/pvd>",
    ),
    _one(
        "AdhesionShape-programme-connu",
        MEMBER.format(code="46042", name="Cahors")
        + "mlg:territoire <commune/46042> ; mlg:programme <programme/petites-villes-de-demain> .",
        "mlg:programme <programme/pvd>",
    ),
    _one(
        "AdhesionShape-territoire",
        MEMBER.format(code="46042", name="Cahors") + PVD + ".",
        "mlg:territoire <commune/46042>",
    ),
    _one(
        "AdhesionShape-territoire-connu",
        _member("1004", "Ambérieu-en-Bugey", "<commune/1004>"),
        "mlg:territoire <commune/01004>",
    ),
    _one(
        "CommuneShape-aPopulation",
        """<commune/46042> mlg:aPopulation <population/46042/2030> ; a mlg:Commune .
        <population/46042/2030> a mlg:Population ; mlg:valeur "19 405" .""",
        'mlg:valeur "19405"^^<xsd:integer>',
    ),
    _one(
        "CommuneShape-codeInsee",
        '<commune/1004> a mlg:Commune ; rdfs:label "Ambérieu-en-Bugey"@fr ; mlg:codeInsee "1004" .',
        'mlg:codeInsee "01004"',
    ),
    _one(
        "CommuneShape-label-unique",
        '<commune/46042> a mlg:Commune ; rdfs:label "Caors"@fr .',
        'rdfs:label "Cahors"@fr',
    ),
    _one(
        "ConceptShape-inScheme",
        """<theme/velo> a skos:Concept ; rdfs:label "Vélo"@fr ;
        skos:prefLabel "Vélo"@fr , "Cycling"@en .""",
        "skos:inScheme <scheme/theme>",
    ),
    _one(
        "ConceptShape-prefLabel-en",
        """<theme/velo> a skos:Concept ; rdfs:label "Vélo"@fr , "Cycling"@en ;
        skos:inScheme <scheme/theme> ; skos:prefLabel "Vélo"@fr .""",
        'skos:prefLabel "Cycling"@en',
    ),
    _one(
        "ConceptShape-prefLabel-fr",
        """<theme/velo> a skos:Concept ; rdfs:label "Vélo"@fr ;
        skos:inScheme <scheme/theme> ; skos:prefLabel "Vélo" , "Cycling"@en .""",
        'skos:prefLabel "Vélo"@fr',
    ),
    _one(
        "ConventionShape-amende-connue",
        f"""{CONVENTION} {SIGNED} . <convention/avenant-1> a mlg:Avenant , mlg:Convention ;
        rdfs:label "Avenant 1"@fr ; mlg:dateSignature "2022-05-06"^^xsd:date ;
        mlg:amende <convention/nueve> .""",
        "mlg:amende <convention/neuve>",
    ),
    _one(
        "ConventionShape-dateEcheance-annee",
        f'{CONVENTION} mlg:dateEcheance "2202-10"^^xsd:gYearMonth .',
        'mlg:dateEcheance "2022-10"^^<xsd:gYearMonth>',
    ),
    Case(
        "ConventionShape-dateEcheance-duree",
        f'{CONVENTION} {SIGNED} mlg:dureeMois 18 ; mlg:dateEcheance "2022-01"^^xsd:gYearMonth .',
        (('mlg:dateEcheance "2022-11-06"^^<xsd:date>',),),
    ),
    Case(
        "ConventionShape-dateEcheance-ordre",
        f'{CONVENTION} {SIGNED} mlg:dureeMois 18 ; mlg:dateEcheance "2020-11"^^xsd:gYearMonth .',
        (('mlg:dateEcheance "2022-11-06"^^<xsd:date>',),),
    ),
    _one(
        "ConventionShape-dateEcheance-precision",
        f'{CONVENTION} mlg:dateEcheance "octobre 2022" .',
        'mlg:dateEcheance "2022-10"^^<xsd:gYearMonth>',
    ),
    _one(
        "ConventionShape-dateSignature-annee",
        f'{CONVENTION} mlg:dateSignature "0219"^^xsd:gYear .',
        'mlg:dateSignature "2019"^^<xsd:gYear>',
    ),
    _one(
        "ConventionShape-dateSignature-precision",
        f'{CONVENTION} mlg:dateSignature "vendredi 13 juillet 2018" .',
        'mlg:dateSignature "2018-07-13"^^<xsd:date>',
    ),
    _one(
        "ConventionShape-programme-connu",
        f"{CONVENTION} {SIGNED} mlg:programme <programme/action-coeur-de-ville> .",
        "mlg:programme <programme/acv>",
    ),
    _one(
        "ConventionShape-territoire-connu",
        f"{CONVENTION} {SIGNED} mlg:territoire <http://id.insee.fr/geo/commune/46042> .",
        "mlg:territoire <commune/46042>",
    ),
    _one(
        "ConventionShape-typeConvention-connu",
        f"{CONVENTION} {SIGNED} mlg:typeConvention <type-convention/convention-cadre-pdv> .",
        "mlg:typeConvention <type-convention/convention-cadre-pvd>",
    ),
    Case(
        "CoordonneesShape-propriete",
        BODY.format(name="Mairie") + "foaf:mbox <mailto:mairie@exemple.fr> .",
        ((),),
    ),
    _one(
        "DatasetShape-millesime",
        """<graph/table/ort/2030> a void:Dataset ; rdfs:label "ORT, 2030"@fr ;
        dcterms:license <https://spdx.org/licenses/etalab-2.0> ; dcterms:title "ORT, 2030"@fr ;
        dcterms:issued "2030-01-01"^^xsd:date ; dcterms:source <https://exemple.fr/ort> .""",
        'mlg:millesime "2030"^^<xsd:gYear>',
    ),
    _one(
        "DatasetShape-title",
        """<graph/table/ort/2030> a void:Dataset ; rdfs:label "ORT, 2030"@fr ;
        dcterms:license <https://spdx.org/licenses/etalab-2.0> ; mlg:millesime "2030"^^xsd:gYear ;
        dcterms:issued "2030-01-01"^^xsd:date ; dcterms:source <https://exemple.fr/ort> .""",
        'dcterms:title "ORT, 2030"@fr',
    ),
    _one(
        "DecisionShape-date",
        """<decision/neuve/1> a mlg:Decision ; rdfs:label "Décision"@fr ; mlg:motif "Relu" ;
        mlg:decideePar "chargée de mission" ; dcterms:date "25/11/2026" .""",
        'dcterms:date "2026-11-25"^^<xsd:date>',
    ),
    _one(
        "EvenementShape-date-precision",
        """<evenement/neuve/1> a mlg:Evenement ; rdfs:label "Labellisation"@fr ;
        mlg:typeEvenement <evenement/labellisation> ; mlg:date "21/12/2020" .""",
        'mlg:date "2020-12-21"^^<xsd:date>',
    ),
    _one(
        "MobilisationShape-dispositif",
        MENTION + 'mlg:etat <etat/en-cours> ; mlg:dispositif "OPAH-RU" .',
        "mlg:dispositif <dispositif/opah-ru>",
    ),
    _one(
        "MobilisationShape-dispositif-connu",
        MENTION + "mlg:etat <etat/en-cours> ; mlg:dispositif <dispositif/OPAH_RU> ."
        "<dispositif/OPAH_RU> a mlg:Dispositif .",
        "mlg:dispositif <dispositif/opah-ru>",
    ),
    _one(
        "MobilisationShape-etat",
        MENTION + "mlg:dispositif <dispositif/ort> .",
        "mlg:etat <etat/non-precise>",
    ),
    _one(
        "MontantShape-devise",
        MONEY.format(name="5 €") + f"{EXACT} mlg:valeur 5.0 .",
        'mlg:devise "EUR"',
    ),
    _one(
        "MontantShape-financeur-connu",
        MONEY.format(name="5 €") + FULL + "mlg:financeur <organisation/214600412> .",
        "mlg:financeur <organisation/214600421>",
    ),
    _one(
        "MontantShape-nature",
        MONEY.format(name="au moins 5 €") + f"{EURO} mlg:valeur 5.0 .",
        "mlg:nature <nature/minimum>",
    ),
    _one(
        "MontantShape-taxe", MONEY.format(name="5 €") + FULL + 'mlg:taxe "H.T." .', 'mlg:taxe "HT"'
    ),
    _one(
        "MontantShape-valeur",
        MONEY.format(name="1,2 M€") + f'{EURO} {EXACT} mlg:valeur "1 200 000 €" .',
        'mlg:valeur "1200000"^^<xsd:decimal>',
    ),
    _one(
        "OrganisationShape-siren",
        BODY.format(name="Mairie") + 'mlg:siren "130 005 481" .',
        'mlg:siren "130005481"',
    ),
    _one(
        "OrganisationShape-siren-cle",
        BODY.format(name="Commune de Cahors") + 'mlg:siren "214600412" .',
        'mlg:siren "214600421"',
    ),
    _one(
        "OrganisationShape-siret",
        BODY.format(name="Mairie") + 'mlg:siret "214 600 421 00017" .',
        'mlg:siret "21460042100017"',
    ),
    _one(
        "PartieShape-organisation",
        PARTY.format(name="État") + "mlg:qualite <qualite/etat> .",
        "mlg:organisation <organisation/etat>",
    ),
    _one(
        "PartieShape-organisation-connue",
        PARTY.format(name="Ville de Cahors, bénéficiaire")
        + "mlg:qualite <qualite/beneficiaire> ; mlg:organisation <organisation/214600412> ."
        "<organisation/214600412> a mlg:Organisation .",
        "mlg:organisation <organisation/214600421>",
    ),
    _one(
        "PartieShape-qualite",
        PARTY.format(name="État") + 'mlg:organisation <organisation/etat> ; mlg:qualite "État" .',
        "mlg:qualite <qualite/etat>",
    ),
    _one(
        "PassageShape-debut",
        PASSAGE + "<#place> a oa:TextPositionSelector ; oa:end 5 .",
        'oa:start "0"^^<xsd:integer>',
    ),
    _one(
        "PassageShape-fin",
        PASSAGE + '<#place> a oa:TextPositionSelector ; oa:start 0 ; oa:end "5" .',
        'oa:end "5"^^<xsd:integer>',
    ),
    _one(
        "PassageShape-hasSource",
        (PASSAGE + "<#place> a oa:TextPositionSelector ; oa:start 0 ; oa:end 5 .").replace(
            "oa:hasSource <document/neuve> ;", ""
        ),
        "oa:hasSource <document/neuve>",
    ),
    _one(
        "PassageShape-longueur",
        PASSAGE + "<#place> a oa:TextPositionSelector ; oa:start 0 ; oa:end 6 .",
        'oa:end "5"^^<xsd:integer>',
    ),
    _one(
        "SubventionShape-dispositif-connu",
        """<subvention/neuve> a mlg:Subvention ; rdfs:label "Halle"@fr ; mlg:dispositif "DETR" ;
        mlg:territoire <commune/46042> ; mlg:aMontant <montant/neuve/1> .
        """
        + MONEY.format(name="5 €")
        + FULL
        + ".",
        "mlg:dispositif <dispositif/detr>",
    ),
    _one(
        "SubventionShape-territoire-connu",
        """<subvention/neuve> a mlg:Subvention ; rdfs:label "Halle"@fr ;
        mlg:territoire "Cahors" ; mlg:aMontant <montant/neuve/1> .
        """
        + MONEY.format(name="5 €")
        + FULL
        + ".",
        "mlg:territoire <commune/46042>",
    ),
    _one(
        "TerritoireShape-siren",
        """<intercommunalite/200023737> a mlg:Intercommunalite , mlg:Territoire ;
        rdfs:label "CA du Grand Cahors"@fr . <intercommunalite/neuve> a mlg:Intercommunalite ;
        rdfs:label "CC du Vélo"@fr ; mlg:siren "200 069 193" .""",
        'mlg:siren "200069193"',
    ),
    _one(
        "TerritoireShape-siren-cle",
        """<intercommunalite/neuve> a mlg:Intercommunalite ; rdfs:label "CA du Grand Cahors"@fr ;
        mlg:siren "200023773" .""",
        'mlg:siren "200023737"',
    ),
    _one(
        "TexteShape-coordonnees",
        '<document/neuve> a mlg:Document ; rdfs:label "Écrire à mairie@exemple.fr"@fr .',
        'rdfs:label "Écrire à ██████@███████.██"@fr',
    ),
)
