// IRIs as a person reads them, and where they lead inside the site.

const OURS = "https://w3id.org/maillage/";
const ID = `${OURS}id/`;
const DEFINITION = `${OURS}def#`;
const SHAPES = `${OURS}shapes#`;

function ours(path) {
  const cut = path.indexOf("/");
  const kind = path.slice(0, cut);
  const rest = path.slice(cut + 1);
  if (kind === "document") return `/document/${rest}`;
  if (kind === "scheme") return `/schemes/${rest}`;
  if (kind === "passage") {
    const span = rest.lastIndexOf("/");
    return `/document/${rest.slice(0, span)}#p-${rest.slice(span + 1)}`;
  }
  return `/page/${path}`;
}

/** The address that a link to this IRI has; null where it is no link (`javascript:`, `urn:`). */
export function href(iri) {
  if (iri.startsWith(ID) && iri.slice(ID.length).includes("/")) return ours(iri.slice(ID.length));
  if (iri.startsWith(DEFINITION)) return `/ontology#${iri.slice(DEFINITION.length)}`;
  if (iri.startsWith(SHAPES)) return `/shapes/${iri.slice(SHAPES.length)}`;
  return /^https?:\/\//.test(iri) ? iri : null;
}

/** `prefix:local` where a prefix fits, the path of what is ours, else the IRI itself. */
export function compact(iri, prefixes) {
  if (iri.startsWith(ID)) return iri.slice(ID.length);
  for (const [prefix, base] of Object.entries(prefixes)) {
    const local = iri.slice(base.length);
    if (iri.startsWith(base) && /^[\p{L}\p{N}_][\p{L}\p{N}_-]*$/u.test(local)) {
      return `${prefix}:${local}`;
    }
  }
  return iri;
}

/** What stands behind `id/` in an IRI of ours of this kind: the code of a commune; else null. */
export function codeOf(iri, kind) {
  const start = `${ID}${kind}/`;
  return iri.startsWith(start) ? iri.slice(start.length) : null;
}
