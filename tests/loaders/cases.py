"""Documents as cases: a folder with a document and what a reader must find in it.

``expected.json`` is a digest of the reading: every value, the words it was read
from, and never the name of a person. ``pytest --approve`` writes it anew, to be
read in the diff.
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from loaders import read
from loaders.reading import Evidence, Reading
from maillage.settings import Settings
from tests.checkout import ROOT

SETTINGS = Settings(root=ROOT)
SHARED = ROOT.parent / "shared"
CORPUS = ROOT / "bench" / "reading" / "corpus"
SAMPLES = ("cahors-acv-dossier-de-presse-2018", "fleurance-lectoure-pvd-convention-adhesion")


@lru_cache(maxsize=32)
def reading_of(path: Path) -> tuple[str, Reading]:
    """Text and reading of a document, read once for all tests."""
    return read.read(path, SETTINGS)


def sample(name: str) -> Path:
    """A document of the tree (with contacts masked)."""
    return ROOT / "data" / "documents" / f"{name}.md"


def folders(of: Path) -> list[Path]:
    """The case folders beside a test module."""
    hidden = ("_", ".")
    return sorted(
        path for path in of.parent.iterdir() if path.is_dir() and not path.name.startswith(hidden)
    )


def document_in(folder: Path) -> Path:
    """The document of a case; ``sample`` names one of ``data/documents``, ``corpus`` of bench."""
    name = folder / "sample"
    if name.is_file():
        return sample(name.read_text(encoding="utf-8").strip())
    corpus = folder / "corpus"
    if corpus.is_file():
        folder = CORPUS / corpus.read_text(encoding="utf-8").strip()
    (path,) = folder.glob("document.*")
    return path


def _quotes(evidence: Evidence) -> list[str]:
    return [passage.quote for passage in evidence]


def digest(reading: Reading) -> dict[str, Any]:
    """A reading in short, without persons."""
    return {
        "template": reading.template,
        "kind": [reading.kind, _quotes(reading.kind_evidence)],
        "programme": [reading.programme, _quotes(reading.programme_evidence)],
        "convention_type": [reading.convention_type, _quotes(reading.convention_type_evidence)],
        "title": reading.document.title,
        "characters": reading.document.characters,
        "duration_months": reading.duration_months and reading.duration_months.value,
        "announced_actions": reading.announced_actions and reading.announced_actions[0],
        "parties": [
            {
                "organisation": party.organisation,
                "quality": [party.quality, _quotes(party.quality_evidence)],
                "role": [party.role, _quotes(party.role_evidence)],
                "has_person": party.person is not None,
                "entity": party.entity,
                "evidence": _quotes(party.evidence),
            }
            for party in reading.parties
        ],
        "territories": [[each.name, each.kind, each.code] for each in reading.territories],
        "dates": [
            [each.value, each.event, each.about, _quotes(each.evidence)] for each in reading.dates
        ],
        "amounts": [
            [
                each.value,
                each.nature,
                each.tax,
                [each.funder, each.funder_entity],
                each.purpose,
                {"instrument": each.instrument, "whole": each.whole, "part_of": each.part_of},
            ]
            for each in reading.amounts
        ],
        "dispositifs": [
            [each.notation, each.state, sorted(set(_quotes(each.evidence)))]
            for each in reading.dispositifs
        ],
        "actions": [
            {
                "number": each.number,
                "title": each.title,
                "axis": [each.axis, each.proposed_axis],
                "status": [each.status, _quotes(each.status_evidence)],
                "objectives": [objective.text for objective in each.objectives],
                "fields": [each.territory, each.maitre_ouvrage, list(each.partners), each.cost],
            }
            for each in reading.actions
        ],
        "axes": [[each.notation, each.title, each.national] for each in reading.axes],
        "legal_references": [each.notation for each in reading.legal_references],
        "indicators": [
            [each.label, each.value, each.unit, each.territory, each.period, each.nature]
            for each in reading.indicators
        ],
        "bodies": [
            {
                "name": each.name,
                "members": [list(member[:2]) for member in each.members],
                "presidents": [name for name, _ in each.presidents],
            }
            for each in reading.bodies
        ],
        "issues": [[each.level, each.message, _quotes(each.evidence)] for each in reading.issues],
        "personal": [
            [each.kind, each.office, each.passage.start, each.passage.end]
            for each in reading.personal
        ],
    }


def check(folder: Path, approve: bool) -> None:
    """Compares the reading of a case with what is expected, or writes it."""
    _, reading = reading_of(document_in(folder))
    found = json.loads(json.dumps(digest(reading), ensure_ascii=False))
    path = folder / "expected.json"
    if approve:
        text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
        path.write_text(text, encoding="utf-8")
    expected = json.loads(path.read_text(encoding="utf-8"))
    for part in expected:
        assert found[part] == expected[part], part
    assert found == expected
