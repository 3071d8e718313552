"""Where an IRI leads inside the site, and what may be a link at all."""

from urllib.parse import quote, urlencode

from maillage import iri

SAFE = "/-._~"
SHAPES = iri.BASE + "shapes#"


def local(path: str) -> str:
    """The local address of the thing at this path under ``…/id/``."""
    kind, _, rest = path.partition("/")
    if kind == "document":
        return "/document/" + quote(rest, safe=SAFE)
    if kind == "scheme":
        return "/schemes/" + quote(rest, safe=SAFE)
    if kind == "passage":
        slug, _, span = rest.rpartition("/")
        return passage(slug, span)
    return "/page/" + quote(path, safe=SAFE)


def passage(slug: str, span: str) -> str:
    """The mark of a passage in its document; `span` is ``<start>-<end>``."""
    return f"/document/{quote(slug, safe=SAFE)}#p-{quote(span, safe=SAFE)}"


def href(address: str) -> str | None:
    """Where a link to this IRI leads: our pages for ours, the web for http(s), else nowhere."""
    path = iri.path_of(address)
    if path:
        return local(path)
    if address.startswith(iri.DEFINITION):
        return "/ontology#" + quote(address.removeprefix(iri.DEFINITION), safe=SAFE)
    if address.startswith(SHAPES):
        return "/shapes/" + quote(address.removeprefix(SHAPES), safe=SAFE)
    if address.startswith(("https://", "http://")):
        return address
    return None


def is_external(link: str | None) -> bool:
    return bool(link) and not str(link).startswith("/")


def data(path: str, extension: str) -> str:
    return f"/data/{quote(path, safe=SAFE)}.{extension}"


def sparql(query: str) -> str:
    """The editor with this query in it."""
    return "/sparql?" + urlencode({"query": query})
