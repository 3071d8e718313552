"""What is served over HTTP, beside the native Oxigraph server and rdflib-endpoint.

All on the national graph, on the same cores, in one run; the peers get the
very queries that ours answers, and the answers are compared first.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote

from bench import servers, wrk
from maillage import catalogue, iri
from maillage.catalogue import SavedQuery
from maillage.rdf import DefaultGraph, RdfFormat, Triple, parse, serialize
from maillage.release import Release
from maillage.settings import Settings
from maillage.sparql import keywords
from maillage.store import View

JSON, NTRIPLES = "application/sparql-results+json", "application/n-triples"
AGGREGATES = frozenset({"COUNT", "SUM", "AVG", "MIN", "MAX", "GROUP"})
SEED = 2026
RESOURCES = 200
COMPARED = 20
SUSTAINED, CONNECTIONS = 60, 32
FIRST = 30
"""Seconds in which every question is answered once, before it is asked again and again."""
HEAVY = 50.0
"""Milliseconds at the peer from which a question is a heavy one."""
LIMIT, ALL = 20.0, 240.0
"""Seconds that a peer gets for one query, and for all of them."""

PREFIXES = """PREFIX mlg: <https://w3id.org/maillage/def#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dct: <http://purl.org/dc/terms/>
"""
LABELLED = """
  UNION {{ BIND(<{0}> AS ?s) ?s %(label)s ?o BIND(%(label)s AS ?p) }}
  UNION {{ <{0}> ?any ?s . ?s %(label)s ?o BIND(%(label)s AS ?p) }}
  UNION {{ ?s ?any <{0}> FILTER(?any NOT IN (rdf:subject, rdf:object))
    ?s %(label)s ?o BIND(%(label)s AS ?p) }}"""
WHOLE = (
    PREFIXES
    + """CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  {{ BIND(<{0}> AS ?s) <{0}> ?p ?o }}
  UNION {{ BIND(<{0}> AS ?o) ?s ?p <{0}> FILTER(?p NOT IN (rdf:subject, rdf:object)) }}"""
    + "".join(LABELLED % {"label": label} for label in ("rdfs:label", "dct:title"))
    + """
  UNION {{ ?s rdf:subject <{0}> . ?s ?p ?o }}
  UNION {{ ?e rdf:subject <{0}> . ?e mlg:fondeSur ?s . ?s ?p ?o }}
  UNION {{ ?e rdf:subject <{0}> . ?e mlg:fondeSur ?m . ?m oa:hasSelector ?s . ?s ?p ?o }}
}}"""
)
"""What `/data/…` says of a thing, as one query: the shape that the peer answers quickest."""
OWN = "CONSTRUCT {{ <{0}> ?p ?o }} WHERE {{ <{0}> ?p ?o }}"
"""The least that a peer can be asked: the thing's own triples, without links, labels, evidence."""


@dataclass(frozen=True)
class Row:
    """One line of a table: what was measured, ours, the peer's, and how many times ours is it."""

    name: str
    ours: float
    theirs: float
    ratio: float

    def __str__(self) -> str:
        return f"| {self.name} | {self.ours:,.1f} | {self.theirs:,.1f} | {self.ratio:,.2f}× |"


def asking(text: str) -> str:
    """The parameter that asks a query."""
    return f"?query={quote(text, safe='')}"


def aggregates(queries: Sequence[SavedQuery]) -> list[SavedQuery]:
    """The saved questions that count or sum."""
    return [one for one in queries if one.form == "SELECT" and AGGREGATES & set(keywords(one.text))]


def examples(query: SavedQuery) -> dict[str, str]:
    return {one.name: one.example for one in query.parameters if one.required}


def things(view: View) -> list[str]:
    """The paths of all communes, in an order drawn once, and of every action and convention."""
    rows = view.select(
        "PREFIX mlg: <https://w3id.org/maillage/def#>"
        "SELECT DISTINCT ?x { VALUES ?c { mlg:Commune mlg:Action mlg:Convention } ?x a ?c }"
        "ORDER BY ?x"
    )
    found = [row["x"].value.removeprefix(iri.THING) for row in rows]
    random.Random(SEED).shuffle(found)
    return found


def _triples(data: bytes) -> set[Triple]:
    return {quad.triple for quad in parse(data, format=RdfFormat.N_TRIPLES)}


def agree(ours: str, native: str, paths: Sequence[str]) -> None:
    """The data of things is what the native server gives for the same query."""
    for path in paths:
        mine = _triples(servers.fetched(f"{ours}/data/{path}.nt"))
        asked = asking(WHOLE.format(iri.THING + path))
        theirs = _triples(servers.fetched(native + asked, NTRIPLES))
        assert mine == theirs, f"{path}: {len(mine)} triples, {len(theirs)} at the peer"


def resources(ours: str, native: str, paths: Sequence[str]) -> list[Row]:
    """Requests a second: the data of things, asked for the first time and again."""
    place = native.rpartition("/")[2]
    rows = []
    for name, some in (("first time", paths[RESOURCES:]), ("again", paths[:RESOURCES])):
        mine = wrk.run(ours, [f"/data/{path}.nt" for path in some], NTRIPLES).rate
        for what, query in (("the same triples", WHOLE), ("its own triples only", OWN)):
            asked = [f"/{place}{asking(query.format(iri.THING + path))}" for path in some]
            theirs = wrk.run(native, asked, NTRIPLES).rate
            rows.append(Row(f"data of things, {name} (peer: {what})", mine, theirs, mine / theirs))
    return rows


def never_asked(text: str) -> str:
    """The parameter that asks a query as nobody has; `{}` in it is to be another number each time.

    A prefix that it does not use makes it another question, to which no answer was kept.
    """
    return asking(f"PREFIX bench: <http://bench/NUMBER>\n{text}").replace("NUMBER", "{}", 1)


def spent(address: str, times: int, accept: str = JSON) -> float:
    """Median milliseconds of an answer; `{}` in the address is another number each time."""
    found = []
    for number in range(times):
        began = time.perf_counter()
        servers.fetched(address.replace("{}", str(number)), accept, LIMIT)
        found.append((time.perf_counter() - began) * 1000)
    return statistics.median(found)


def first_time(
    ours: str, native: str, queries: Mapping[str, str], values: Mapping[str, str]
) -> list[Row]:
    """Milliseconds of each aggregate at its own address, asked once of a server that just began."""
    rows = []
    for name, text in queries.items():
        mine = spent(f"{ours}/queries/{name}.json{values[name]}", 1)
        theirs = spent(native + never_asked(text), 3)
        rows.append(Row(name, mine, theirs, theirs / mine))
    return rows


def counted_anew(ours: str, native: str, queries: Mapping[str, str]) -> list[Row]:
    """Milliseconds of each aggregate as a query of one's own, which the engine evaluates."""
    rows = []
    for name, text in queries.items():
        asked = never_asked(text)
        mine, theirs = spent(f"{ours}/sparql{asked}", 3), spent(native + asked, 3)
        rows.append(Row(name, mine, theirs, theirs / mine))
    return rows


def repeated(ours: str, native: str, queries: Mapping[str, str], values: Mapping[str, str]) -> Row:
    """Requests a second over all aggregates, asked again and again at their own addresses."""
    paths = [f"/queries/{name}.json{values[name]}" for name in queries]
    wrk.run(ours, paths, JSON, connections=1, seconds=FIRST)
    mine = wrk.run(ours, paths, JSON)
    place = native.rpartition("/")[2]
    theirs = wrk.run(native, [f"/{place}{asking(text)}" for text in queries.values()], JSON)
    return Row("aggregates, again", mine.rate, theirs.rate, mine.rate / theirs.rate)


def sustained(ours: str, paths: Sequence[str]) -> wrk.Load:
    """Pages, data and queries for a minute over 32 connections."""
    return wrk.run(ours, paths, "*/*", CONNECTIONS, SUSTAINED)


def mixed(paths: Sequence[str], values: Mapping[str, str]) -> list[str]:
    """Addresses of all sorts, some light and some heavy, in one order."""
    text = "SELECT ?p ?o WHERE {{ <{}> ?p ?o }} ORDER BY ?p ?o LIMIT 50"
    found = ["/", "/queries", "/sparql", "/ontology", "/shapes", "/health"]
    found += [f"/queries/{name}{asked}" for name, asked in values.items()]
    found += [f"/queries/{name}.csv{asked}" for name, asked in values.items()]
    for path in paths:
        found += [f"/page/{path}", f"/data/{path}.ttl"]
        found.append(f"/sparql{asking(text.format(iri.THING + path))}")
    random.Random(SEED).shuffle(found)
    return found


def _table(title: str, unit: str, peer: str, rows: Sequence[Row]) -> None:
    print(f"\n| {title} | ours ({unit}) | {peer} ({unit}) | ours is |\n|---|---|---|---|")
    print(*rows, sep="\n")
    print(
        f"\nmedian: {statistics.median(row.ratio for row in rows):.1f}×, "
        f"least: {min(row.ratio for row in rows):.2f}×"
    )
    heavy = [row.ratio for row in rows if row.theirs >= HEAVY and unit == "ms"]
    if heavy:
        print(
            f"median of the {len(heavy)} over {HEAVY:g} ms there: {statistics.median(heavy):.2f}×"
        )


def _asked(settings: Settings) -> tuple[dict[str, str], dict[str, str]]:
    """The SPARQL of every aggregate, and the parameters of every saved question's address."""
    queries = catalogue.load(settings.queries)
    values = {
        one.name: "?" + "&".join(f"{k}={quote(v)}" for k, v in examples(one).items())
        for one in queries
    }
    return {one.name: _plain(one.bound(examples(one))) for one in aggregates(queries)}, values


def _plain(text: str) -> str:
    """A query without its header: the native server takes 8 kB of address."""
    return "\n".join(line for line in text.splitlines() if not line.startswith("#+"))


def beside_oxigraph(settings: Settings, release: Release) -> None:
    """Ours and the native server, on the store of this release."""
    paths = things(release.view())
    asked, values = _asked(settings)
    with servers.oxigraph(release.store) as native, servers.maillage(settings) as ours:
        agree(ours, native, paths[:COMPARED])
        first = first_time(ours, native, asked, values)
        _table("saved questions, first time", "ms", "oxigraph", first)
        anew = counted_anew(ours, native, asked)
        _table("the same, counted anew", "ms", "oxigraph", anew)
        again = repeated(ours, native, asked, values)
        _table("rate", "a second", "oxigraph", [*resources(ours, native, paths), again])
        load = sustained(ours, mixed(paths[:RESOURCES], values))
    print(
        f"\n{CONNECTIONS} connections for {SUSTAINED} s: {load.requests} answers, "
        f"{load.rate:,.0f} a second, median {load.median:.1f} ms, p99 {load.p99:.0f} ms, "
        f"{load.refused} refused, {load.broken} connections broken"
    )


def beside_rdflib(settings: Settings, release: Release) -> None:
    """Ours and rdflib-endpoint, which holds the merge in memory and knows no named graph."""
    if not servers.RDFLIB_ENDPOINT.exists():
        print("\nrdflib-endpoint is not here (make bench installs it): not measured")
        return
    view = release.view()
    asked = {name: text for name, text in _asked(settings)[0].items() if "GRAPH" not in text}
    with tempfile.TemporaryDirectory() as folder:
        merge = Path(folder) / "merge.nt"
        serialize(
            (quad.triple for quad in view.quads(graph=DefaultGraph())),
            str(merge),
            format=RdfFormat.N_TRIPLES,
        )
        with servers.rdflib_endpoint(merge) as peer, servers.maillage(settings) as ours:
            paths = things(view)[:RESOURCES]
            mine = wrk.run(ours, [f"/data/{path}.nt" for path in paths], NTRIPLES, 1)
            theirs = wrk.run(
                peer, [f"/{asking(WHOLE.format(iri.THING + path))}" for path in paths], NTRIPLES, 1
            )
            rows = _first_beside_rdflib(ours, peer, asked)
    data = Row("data of things, one connection", mine.rate, theirs.rate, mine.rate / theirs.rate)
    _table("rate", "a second", "rdflib-endpoint", [data])
    _table("aggregates as queries of one's own", "ms", "rdflib-endpoint", rows)
    print(f"{len(asked) - len(rows)} more were not asked")


def _first_beside_rdflib(ours: str, peer: str, asked: Mapping[str, str]) -> list[Row]:
    """From our quickest on, until the peer does not end one: it would go on beside the next."""
    spent_here = {
        name: spent(f"{ours}/sparql{never_asked(text)}", 3) for name, text in asked.items()
    }
    rows, began = [], time.monotonic()
    for name in sorted(spent_here, key=lambda one: spent_here[one]):
        if time.monotonic() - began > ALL:
            break
        mine, address = spent_here[name], peer + never_asked(asked[name])
        try:
            theirs = spent(address, 1)
        except HTTPError as error:
            print(f"\n{name}: rdflib-endpoint answers {error.code}")
            continue
        except TimeoutError:
            at_least = LIMIT * 1000
            rows.append(Row(f"{name} (peer: over {LIMIT:.0f} s)", mine, at_least, at_least / mine))
            break
        rows.append(Row(name, mine, theirs, theirs / mine))
    return rows
