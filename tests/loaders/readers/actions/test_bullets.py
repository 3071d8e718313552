"""Actions as items of a list under an axis."""

from tests.loaders.readers.actions.cases import sheets

LIST = """# Axe 1 : Habiter

- Résidence du Parc (OPH du Gers) : 12 logements
- Îlot Gambetta (Commune de Samatan, avec l'EPF) : démolition
- Un point que personne ne porte

# Contexte

- La halle (Paris) : un exemple
"""


def test_items_with_an_owner_under_an_axis_are_actions() -> None:
    assert [(each.title, each.axis, each.maitre_ouvrage) for each in sheets(LIST)] == [
        ("Résidence du Parc", "1", "OPH du Gers"),
        ("Îlot Gambetta", "1", "Commune de Samatan"),
    ]


def test_items_beside_sheets_are_not() -> None:
    assert [each.title for each in sheets(f"{LIST}\n## Action 1 : Halle\n")] == ["Halle"]


def test_items_under_no_axis_are_not() -> None:
    assert sheets(LIST.replace("Axe 1 : Habiter", "Habiter")) == ()
