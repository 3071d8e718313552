"""What Schemathesis cannot make up: SPARQL, documents, known names, what clients accept."""

import io
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from maillage.iri import BASE

ROOT = Path(__file__).parents[3]
QUERIES = (
    *(path.read_text(encoding="utf-8") for path in sorted((ROOT / "queries").glob("*.rq"))),
    "ASK {}",
    f"DESCRIBE <{BASE}id/commune/46042>",
    f"CONSTRUCT WHERE {{ ?s <{BASE}def#programme> ?o }}",
    "SELECT * { GRAPH ?g { ?s ?p ?o } } LIMIT 3",
)
GRAPHS = (
    *(f"{BASE}id/graph/{name}" for name in ("ontology", "inference", "table/communes/2026")),
    "urn:elsewhere",
)
KNOWN: Mapping[str, tuple[str, ...]] = {
    "path": ("commune/46042", "programme/acv", "region/76"),
    "name": (
        *("statut", "dispositif", "C16", "ConventionShape"),
        *("conventions", "ort-signees-par-annee", "profil-d-un-territoire"),
    ),
    "extension": ("ttl", "nt", "jsonld", "rdf", "csv"),
    "form": ("json", "csv", "tsv", "xml", "xlsx", "parquet", "geojson", "svg"),
}
"""Parameters of paths, and values that some operation knows."""
SENTENCES = (
    "Convention d'adhésion Petites villes de demain",
    "Entre la commune de Lectoure et l'État. Signée le 10 mai 2021.",
)
ACCEPTED = (
    *("*/*", "text/html", "text/turtle", "application/json", "application/ld+json", "text/csv"),
    *("application/sparql-results+xml, text/turtle", "application/rdf+xml;q=0.5, text/html;q=0.1"),
    *("application/sarif+json, */*;q=0.1", "text/tab-separated-values", "image/png", ";q=,"),
)


def _pdf(sentences: Iterable[str]) -> bytes:
    """A page with these lines; its kind is the only one that the tool names by its content."""
    written = io.BytesIO()
    page = Canvas(written, invariant=1)
    for line, sentence in enumerate(sentences):
        page.drawString(72, 760 - 30 * line, sentence)
    page.save()
    return written.getvalue()


DOCUMENTS = (_pdf(SENTENCES), b"%PDF-1.7 broken")

schemathesis.openapi.format("sparql", st.sampled_from(QUERIES))
schemathesis.openapi.format("iri", st.sampled_from(GRAPHS))
schemathesis.openapi.media_type(
    "application/sparql-query", st.sampled_from(QUERIES).map(lambda text: text.encode())
)


@schemathesis.hook
def flatmap_headers(_context: Any, headers: Mapping[str, str] | None) -> st.SearchStrategy[Any]:
    """Draws what a request accepts."""
    return st.sampled_from(ACCEPTED).map(lambda accepted: {**(headers or {}), "Accept": accepted})


@schemathesis.hook
def flatmap_path_parameters(
    _context: Any, parameters: Mapping[str, str] | None
) -> st.SearchStrategy[Any]:
    """Has one in two addresses be that of something known."""
    given = dict(parameters or {})
    known = {name: st.sampled_from(KNOWN[name]) for name in given if name in KNOWN}
    return st.just(given) | st.fixed_dictionaries(
        {name: known.get(name, st.just(value)) for name, value in given.items()}
    )


@schemathesis.hook
def map_body(_context: Any, body: Any) -> Any:
    """Has one in two files that come alone be a document."""
    if not isinstance(body, dict) or not isinstance(body.get("file"), str) or "corrections" in body:
        return body
    drawn = zlib.crc32(repr(body).encode())
    return {"file": DOCUMENTS[drawn // 2 % len(DOCUMENTS)]} if drawn % 2 else body
