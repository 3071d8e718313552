"""Checking one new convention as if it were added: by itself, and end to end in the service.

The same files are checked against the graph of two départements and against
the country's, about twelve times larger: the time should not follow.
"""

import io
import statistics
import time
from collections.abc import Mapping
from html import escape

import httpx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

from maillage.settings import Settings
from maillage.steward.desk import Desk
from maillage.steward.upload import Upload
from maillage.store import View
from tests.server import running

DOCUMENT = "fleurance-lectoure-pvd-convention-adhesion"
PAGES = 12
MARGIN = 60
"""In points; with it the document takes that many pages."""
TIMES = 9


def files(settings: Settings) -> Mapping[str, Upload]:
    """A Turtle file and a PDF of twelve pages, of names that the graph does not know."""
    turtle = (settings.data / "ttl" / f"{DOCUMENT}.ttl").read_text(encoding="utf-8")
    renamed = turtle.replace(DOCUMENT, "convention-neuve").encode()
    return {
        "Turtle": Upload("convention-neuve.ttl", renamed),
        f"PDF, {PAGES} pages": Upload("convention-neuve.pdf", _pdf(settings)),
    }


def _pdf(settings: Settings) -> bytes:
    """The real document, typeset on as many pages."""
    text = (settings.data / "documents" / f"{DOCUMENT}.md").read_text(encoding="utf-8")
    style = getSampleStyleSheet()["Normal"]
    paragraphs = [part.strip("# ") for part in text.split("\n\n") if part.strip()]
    buffer = io.BytesIO()
    flow = [Paragraph(escape(part), style) for part in paragraphs]
    template = SimpleDocTemplate(buffer, pagesize=A4, topMargin=MARGIN, bottomMargin=MARGIN)
    template.build(flow)
    return buffer.getvalue()


def _milliseconds(spent: list[float]) -> str:
    return f"{statistics.median(spent) * 1000:.0f} ({max(spent) * 1000:.0f})"


def _alone(desk: Desk, upload: Upload) -> list[float]:
    spent = []
    for _ in range(TIMES):
        start = time.perf_counter()
        desk.report(upload, "json", "fr")
        spent.append(time.perf_counter() - start)
    return spent


def _served(address: str, upload: Upload) -> list[float]:
    spent = []
    with httpx.Client(base_url=address, timeout=60) as client:
        for _ in range(TIMES + 1):
            start = time.perf_counter()
            answer = client.post("/validate", files={"file": (upload.name, upload.data)})
            spent.append(time.perf_counter() - start)
            answer.raise_for_status()
    return spent[1:]


def side_by_side(graphs: Mapping[str, tuple[Settings, View]]) -> None:
    """Prints, a file a row, the median and the worst milliseconds against each graph."""
    print(f"| file | graph | triples | checked, ms | by HTTP, ms |\n|{'---|' * 5}")
    for name, (settings, view) in graphs.items():
        desk = Desk.ready(settings, view)
        with running(settings) as address:
            for kind, upload in files(settings).items():
                desk.report(upload, "json", "fr")
                alone, served = _alone(desk, upload), _served(address, upload)
                row = (kind, name, len(view), _milliseconds(alone), _milliseconds(served))
                print("| " + " | ".join(map(str, row)) + " |", flush=True)
