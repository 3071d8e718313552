"""Reports that the tests of the forms are written with."""

from dataclasses import replace

from maillage.rdf import SH, Literal
from maillage.validation import load
from maillage.validation.comparison import Comparison
from maillage.validation.report import Repair, Report, Severity, Source, Text, Violation
from tests.maillage.validation.graphs import ROOT

RULES = "https://w3id.org/maillage/shapes#"
THINGS = "https://w3id.org/maillage/id/"
TABLE = "data/reference/ort-2024.csv"
EDITED = """--- a/a.ttl
+++ b/a.ttl
@@ -11,3 +11,3 @@
     a mlg:Texte ;
-    rdfs:label "<script>" ;
+    rdfs:label "[masqué]" ;
 .
"""
RECORDED = """--- /dev/null
+++ b/data/corrections/avis.yml
@@ -0,0 +1,3 @@
+decisions:
+  - field: dates
+    value: 2018-07-13
"""


def ort(number: int, line: int | None = None) -> Violation:
    return Violation(
        Severity.WARNING,
        RULES + "AdhesionShape-dureeMois",
        "C14",
        f"{THINGS}adhesion/ort/{number}",
        "https://w3id.org/maillage/def#dureeMois",
        "36",
        Text(f"L'ORT de Ville {number} dure 36 mois.", f"The ORT of Ville {number}: 36 months."),
        Source(TABLE, line or number),
        component=SH.SPARQLConstraintComponent.value,
        term=Literal(36),
    )


LEAK = Violation(
    Severity.VIOLATION,
    RULES + "TexteShape-coordonnees",
    "C39",
    f"{THINGS}action/a/1",
    None,
    "<script>alert(1)</script>",
    Text("Le texte « <script> » & la suite : à masquer.", "The text “<script>” & more: mask it."),
    Source("data/ttl/a.ttl", 12, f"{THINGS}document/a", 40, 46, "<b>MOTS</b>\ncités"),
    repairs=(Repair(Text("Masquer l'adresse", "Mask the address"), difference=EDITED),),
    component=SH.NotConstraintComponent.value,
    term=Literal("<script>alert(1)</script>"),
)
READ = Violation(
    Severity.VIOLATION,
    RULES + "ConventionShape-dateSignature-absente",
    None,
    f"{THINGS}convention/avis",
    "https://w3id.org/maillage/def#dateSignature",
    None,
    Text("La date : =1+1, 100 % illisible.", "The date: =1+1, 100% unreadable."),
    Source("avis, n°1.pdf", None, f"{THINGS}document/avis", 1203, 1260, "le 13 juillet", page=4),
    repairs=(
        Repair(Text("Noter la date", "Note the date"), difference=RECORDED),
        Repair(Text("Demander aux auteurs", "Ask the authors")),
    ),
)
PLAIN = Violation(
    Severity.INFO,
    "https://example.org/rule",
    None,
    "javascript:alert(1)",
    None,
    "=HYPERLINK(1)",
    Text("Sans\x1b[31m numéro.", "Without\x1b[31m a number."),
    Source(),
)
KNOWN = load(ROOT / "shapes").rules
TWICE = replace(ort(9), message=Text("Et sa durée est à revoir.", "And its duration is wrong."))
RESULTS = [
    *(ort(number) for number in range(2, 10)),
    ort(2, line=30),
    ort(2, line=31),
    TWICE,
    LEAK,
    READ,
    PLAIN,
]
REPORT = Report.of(RESULTS, KNOWN)
EMPTY = Report.of([], {})
GONE = replace(ort(46), severity=Severity.VIOLATION)
BEFORE = Report.of([*(each for each in RESULTS if each not in (LEAK, ort(3))), GONE], KNOWN)
SINCE = Comparison.of(REPORT, BEFORE)
