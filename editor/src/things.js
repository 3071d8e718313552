// The names of the things in an answer, asked for once each.

import { labels } from "./ask.js";
import { compact, href } from "./names.js";
import { state } from "./words.js";

const MOST = 400;
const named = new Map();

/** Asks for the names of the things of ours in these rows; whether any came. */
export async function name(rows) {
  const terms = rows.flatMap((row) => Object.values(row));
  const ours = terms.filter((one) => one.type === "uri" && href(one.value)?.startsWith("/"));
  const missing = [...new Set(ours.map((one) => one.value))].filter((iri) => !named.has(iri));
  const asked = missing.slice(0, MOST);
  if (!asked.length) return false;
  for (const iri of asked) named.set(iri, null);
  try {
    const found = await labels(asked);
    found.forEach((label, iri) => named.set(iri, label));
    return found.size > 0;
  } catch {
    return false;
  }
}

/** The name of a thing, null where none is known. */
export function nameOf(term) {
  return named.get(term.value) ?? null;
}

/** A term in one line: a name, a short address, or the words of a literal. */
export function shown(term) {
  if (term.type !== "uri") return term.value;
  return nameOf(term) ?? compact(term.value, state.prefixes ?? {});
}
