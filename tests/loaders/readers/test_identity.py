"""Title, kind, programme and type of a document."""

import pytest

from loaders.readers import identity
from loaders.readers.layout import blocks


def said(text: str) -> tuple[str | None, str | None, str | None, str | None]:
    found = blocks(text)
    title = identity.title(found)
    kind = identity.kind(found, title)
    programme = identity.programme(found, title, kind.value if kind else "autre")
    of = programme.value if programme else None
    kept = identity.convention_type(found, title, kind.value if kind else "autre", of)
    return (
        title.text if title else None,
        kind.value if kind else None,
        of,
        kept.value if kept else None,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# Convention d'adhésion « Petites villes de demain »\n\n## Gimont\n\nTexte.",
            (
                "Convention d'adhésion « Petites villes de demain »",
                "convention",
                "PVD",
                "convention-adhesion-pvd",
            ),
        ),
        (
            "CONVENTION-CADRE\n\nPETITES VILLES DE DEMAIN\n\nENTRE LES SOUSSIGNÉS\n\nTexte.",
            (
                "CONVENTION-CADRE PETITES VILLES DE DEMAIN",
                "convention",
                "PVD",
                "convention-cadre-pvd",
            ),
        ),
        (
            "Dossier de presse\n\n**Signature de la convention-cadre Action Cœur de Ville**",
            (
                "Signature de la convention-cadre Action Cœur de Ville",
                "dossier-de-presse",
                "ACV",
                "convention-cadre-acv",
            ),
        ),
        (
            "AVENANT N° 2 A LA CONVENTION-CADRE ACTION COEUR DE VILLE\n\nTexte.",
            (
                "AVENANT N° 2 A LA CONVENTION-CADRE ACTION COEUR DE VILLE",
                "avenant",
                "ACV",
                "avenant",
            ),
        ),
        (
            "Convention d'Opération de Revitalisation de Territoire\n\nTexte.",
            (
                "Convention d'Opération de Revitalisation de Territoire",
                "convention",
                "ORT",
                "convention-ort",
            ),
        ),
        (
            "CONVENTION D'OPAH-RU DE MOISSAC\n\nTexte.",
            ("CONVENTION D'OPAH-RU DE MOISSAC", "convention", None, "convention-opah-ru"),
        ),
        (
            "Délibération n° 12 du conseil municipal\n\nTexte.",
            ("Délibération n° 12 du conseil municipal", "deliberation", None, None),
        ),
        (
            "# Tarte aux pommes\n\nLa convention veut du sucre.",
            ("Tarte aux pommes", None, None, None),
        ),
        (
            "Un long texte qui parle de la convention Action cœur de ville, et finit.",
            (
                "Un long texte qui parle de la convention Action cœur de ville, et finit.",
                "convention",
                "ACV",
                "convention-cadre-acv",
            ),
        ),
    ],
)
def test_document_is_what_its_cover_says(
    text: str, expected: tuple[str | None, str | None, str | None, str | None]
) -> None:
    assert said(text) == expected


def test_nothing_has_no_title() -> None:
    assert identity.title(()) is None
