"""A small country to mend files in: the real rules, the real vocabulary, a few real places."""

from dataclasses import dataclass
from functools import cache

from maillage import turtle
from maillage.rdf import RDFS, RdfFormat, Statement, Triple, compact, parse
from maillage.store import Store, View
from maillage.validation.bulk import Hierarchy, Plan
from maillage.validation.check import examine
from maillage.validation.mends import mended
from maillage.validation.neighbourhood import around
from maillage.validation.repair import Repair
from maillage.validation.report import Report
from tests.maillage.validation.graphs import HEAD, ROOT, triples
from tests.shapes.cases import shapes

PLACES = """
<commune/01004> a mlg:Commune ; rdfs:label "Ambérieu-en-Bugey"@fr ; mlg:codeInsee "01004" ;
  mlg:siren "210100046" ; mlg:appartientA <departement/01> .
<commune/32132> a mlg:Commune ; rdfs:label "Fleurance"@fr ; mlg:codeInsee "32132" ;
  mlg:siren "213201320" ; mlg:appartientA <departement/32> .
<commune/32208> a mlg:Commune ; rdfs:label "Lectoure"@fr ; mlg:codeInsee "32208" ;
  mlg:siren "213202088" ; mlg:appartientA <departement/32> .
<commune/46042> a mlg:Commune ; rdfs:label "Cahors"@fr ; mlg:codeInsee "46042" ;
  mlg:siren "214600421" ; mlg:appartientA <departement/46> .
<commune/46128> a mlg:Commune ; rdfs:label "Gramat"@fr ; mlg:codeInsee "46128" ;
  mlg:appartientA <departement/46> .
<commune/12099> a mlg:Commune ; rdfs:label "Gabriac"@fr ; mlg:codeInsee "12099" ;
  mlg:appartientA <departement/12> .
<commune/48067> a mlg:Commune ; rdfs:label "Gabriac"@fr ; mlg:codeInsee "48067" ;
  mlg:appartientA <departement/48> .
<commune/2A004> a mlg:Commune ; rdfs:label "Ajaccio"@fr ; mlg:codeInsee "2A004" ;
  mlg:appartientA <departement/2A> .
<commune/01172> a mlg:CommuneDeleguee ; rdfs:label "Germagnat"@fr ; mlg:codeInsee "01172" ;
  mlg:communeParente <commune/01095> ; mlg:appartientA <departement/01> .
<commune/01095> a mlg:Commune ; rdfs:label "Nivigne et Suran"@fr ; mlg:codeInsee "01095" ;
  mlg:appartientA <departement/01> .
<intercommunalite/200023737> a mlg:Intercommunalite ; rdfs:label "CA du Grand Cahors"@fr ;
  mlg:siren "200023737" .
<organisation/214600421> a mlg:Organisation ; rdfs:label "Commune de Cahors"@fr ;
  mlg:siren "214600421" ; mlg:administre <commune/46042> .
<organisation/213201320> a mlg:Organisation ; rdfs:label "Commune de Fleurance"@fr ;
  mlg:siren "213201320" ; mlg:administre <commune/32132> .
<organisation/etat> a mlg:Organisation ; rdfs:label "État"@fr .
"""


@dataclass(frozen=True)
class Mended:
    """A file that was checked, with its report."""

    report: Report
    text: str
    added: tuple[Triple, ...]

    def of(self, rule: str) -> list[Repair]:
        """The mends of the findings of a rule, in order."""
        return [
            repair
            for found in self.report.results
            if found.rule.endswith(f"#{rule}")
            for repair in found.repairs
        ]

    def found(self, rule: str) -> bool:
        return any(found.rule.endswith(f"#{rule}") for found in self.report.results)

    def facts(self, rule: str) -> list[list[str]]:
        """What each mend of a rule adds, as `` predicate object``, without the long addresses."""
        return [
            [f"{compact(t.predicate.value)} {_short(t.object)}" for t in repair.added]
            for repair in self.of(rule)
        ]


def _short(term: object) -> str:
    text = str(term).replace("https://w3id.org/maillage/id/", "")
    return text.replace("http://www.w3.org/2001/XMLSchema#", "xsd:")


@cache
def vocabulary() -> tuple[Triple, ...]:
    folder = ROOT / "ontology"
    return tuple(triple for path in sorted(folder.rglob("*.ttl")) for triple in turtle.read(path))


@cache
def country() -> View:
    """The vocabulary and the places."""
    store = Store()
    store.merge([*vocabulary(), *triples(PLACES)])
    return store.view()


@cache
def hierarchy() -> tuple[Triple, ...]:
    return tuple(triple for triple in vocabulary() if triple.predicate == RDFS.subClassOf)


@cache
def plan() -> Plan:
    store = Store()
    store.merge(hierarchy())
    return Plan.of(shapes(), Hierarchy(store.view()))


def checked(text: str, name: str = "essai.ttl") -> Mended:
    """A Turtle text (without its prefixes), checked as if it were added to the country."""
    whole = HEAD + text
    added = tuple(quad.triple for quad in parse(whole, format=RdfFormat.TURTLE))
    before: list[Statement] = [*hierarchy(), *around(added, country())]
    given = (name, whole)
    report = examine(plan(), before, added, ROOT, given)
    return Mended(mended(report, plan(), before, added, country(), given), whole, added)
