"""docs/notebook.ipynb runs from the first cell to the last against a server."""

import os
from pathlib import Path
from unittest import mock

import nbformat
from nbclient import NotebookClient

from tests.checkout import ROOT

NOTEBOOK = ROOT / "docs" / "notebook.ipynb"


def read() -> nbformat.NotebookNode:
    found: nbformat.NotebookNode = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    return found


def printed(cell: nbformat.NotebookNode) -> str:
    """What a cell shows, as text."""
    return "\n".join(output["data"]["text/plain"] for output in cell.outputs if "data" in output)


def test_the_notebook_runs_and_cites_the_release(address: str, tmp_path: Path) -> None:
    notebook = read()
    resources = {"metadata": {"path": str(tmp_path)}}
    client = NotebookClient(notebook, timeout=60, kernel_name="python3", resources=resources)
    with mock.patch.dict(os.environ, {"SERVER_URL": address, "IPYTHONDIR": str(tmp_path)}):
        client.execute()
    *_, members, found, departments, chart, cited = (
        cell for cell in notebook.cells if cell.cell_type == "code"
    )
    assert "https://w3id.org/maillage/id/commune/32" in printed(members)
    assert "both" in printed(found)
    assert "Gers" in printed(departments)
    assert any("image/png" in output.get("data", {}) for output in chart.outputs)
    assert "release" in printed(cited)
    assert address in printed(cited)


def test_the_notebook_is_kept_without_its_outputs() -> None:
    for cell in read().cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None
