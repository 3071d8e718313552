"""The grammar of the parties: sections, lists of signatories, communiqués."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from loaders import read
from loaders.reading import Party
from loaders.source import Source
from tests.loaders.cases import SETTINGS

CASES: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_name("parties.yml").read_text(encoding="utf-8")
)


def parties(text: str) -> tuple[Party, ...]:
    source = Source(text, "0" * 64, "text/markdown")
    return read.read_source(source, read.knowledge(SETTINGS)).parties


def short(party: Party) -> list[object]:
    entity = party.entity.rpartition("/")[2] if party.entity else None
    return [party.organisation, party.quality, party.role, party.person is not None, entity]


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_parties_section_is_read(case: dict[str, Any]) -> None:
    text = f"CONVENTION DE PROJET\n\nENTRE\n\n{case['text']}\nIl est convenu ce qui suit.\n"
    assert [short(party) for party in parties(text)] == case["parties"]


@pytest.mark.parametrize(
    "opening",
    ["Entre :", "ENTRE LES SOUSSIGNÉS", "**ENTRE**", "La présente convention est conclue entre :"],
)
def test_section_opens_in_several_ways(opening: str) -> None:
    text = f"{opening}\n\n- l'État, représenté par le préfet\n\nPréambule\n\n- la commune d'Auch\n"
    assert [party.organisation for party in parties(text)] == ["État"]


def test_words_of_a_party_never_cover_the_person() -> None:
    text = "ENTRE\n\n- La commune de Gimont, représentée par M. Paul ESSAI, Maire\n\nContexte\n"
    (party,) = parties(text)
    words = [each.quote for each in (*party.evidence, *party.role_evidence)]
    assert words == ["commune de Gimont", "Maire"]
    assert party.person == "Paul ESSAI"


def test_quality_has_the_words_that_give_it() -> None:
    text = (
        "ENTRE\n\n- La commune de Gimont, représentée par son maire\n\n"
        "ci-après, les « Collectivités bénéficiaires » ;\n\nContexte\n"
    )
    (party,) = parties(text)
    assert [each.quote for each in party.quality_evidence] == [
        "ci-après, les « Collectivités bénéficiaires » ;"
    ]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("La ville de Gimont, le Grand Cahors et l'État ont signé la convention.", 3),
        (
            "Les collectivités (la ville de Cahors et le Grand Cahors), l'Etat et les partenaires"
            " financeurs ont signé une convention-cadre.",
            3,
        ),
        ("La convention a été signée entre l'État, la ville de Gimont et d'autres acteurs.", 2),
        ("La convention a été signée par le maire de Gimont et le préfet du Gers.", 2),
        ("Les habitants, les commerçants et les associations ont signé une pétition.", 0),
        ("La ville de Gimont a signé.", 0),
        ("Ce texte parle de la ville de Gimont et de l'État.", 0),
    ],
)
def test_sentence_of_a_communique_names_the_parties(sentence: str, names: int) -> None:
    assert len(parties(f"Communiqué\n\n{sentence}\n")) == names
