"""What the README shows is true."""

import re

from maillage.store import View
from tests.checkout import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_query_of_the_readme_gives_each_amount_with_its_words(national_view: View) -> None:
    (query,) = re.findall(r"```sparql\n(.+?)```", README, re.DOTALL)
    rows = list(national_view.select(query))
    text = (ROOT / "data" / "documents" / "cahors-acv-dossier-de-presse-2018.md").read_text("utf-8")
    assert len(rows) >= 22
    for row in rows:
        start, words = int(row["debut"].value), row["mots"].value
        assert text[start : start + len(words)] == words


def test_the_figures_of_the_readme_are_those_of_the_graph(national_view: View) -> None:
    (triples,) = re.findall(r"([\d.]+) million triples", README)
    merged = next(national_view.select("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"))["n"].value
    assert round(int(merged) / 1e6, 1) == float(triples)
    (dispositifs,) = re.findall(r"(\d+) dispositifs", README)
    query = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    SELECT (COUNT(?d) AS ?n) WHERE {
      ?d skos:inScheme <https://w3id.org/maillage/id/scheme/dispositif> }"""
    assert next(national_view.select(query))["n"].value == dispositifs
