// One question to our endpoint, and what it answered.

import { language, say, spaced } from "./words.js";

const ACCEPT = "application/sparql-results+json, text/turtle;q=0.9";

/** What cannot be answered: a sentence, and the place in the query where the server names one. */
export class Refusal extends Error {
  constructor(problem) {
    super(spaced(problem.detail));
    this.line = problem.line;
    this.column = problem.column;
  }
}

async function asked(query, signal) {
  try {
    return await fetch("/sparql", {
      method: "POST",
      headers: {
        Accept: ACCEPT,
        "Accept-Language": language,
        "Content-Type": "application/sparql-query",
      },
      body: query,
      signal,
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refusal({ detail: say("unreachable") });
  }
}

/**
 * The answer to a query: `{ text, kind, cut }`.
 * @throws {Refusal} there is none; {DOMException} the signal stopped it.
 */
export async function ask(query, signal) {
  const response = await asked(query, signal);
  const text = await response.text();
  if (!response.ok) {
    const isProblem = response.headers.get("Content-Type")?.includes("problem+json");
    throw new Refusal(isProblem ? JSON.parse(text) : { detail: say("unreachable") });
  }
  const cut = /rows=(\d+)/.exec(response.headers.get("Maillage-Truncated") ?? "");
  const isTable = response.headers.get("Content-Type").includes("json");
  return { text, kind: isTable ? "json" : "ttl", cut: cut ? Number(cut[1]) : null };
}

/** An answer read: a yes or no, columns and rows, or a graph as text. */
export function read({ text, kind, cut }) {
  if (kind !== "json" && kind !== "srj") {
    return { form: "graph", text, cut };
  }
  const tree = JSON.parse(text);
  if ("boolean" in tree) return { form: "truth", truth: tree.boolean, text, cut: null };
  return { form: "table", heads: tree.head.vars, rows: tree.results.bindings, text, cut };
}

/** Labels of these IRIs in the page's language, as far as the graph has them. */
export async function labels(iris) {
  const query = `SELECT ?s ?label WHERE {
  VALUES ?s { ${iris.map((iri) => `<${iri}>`).join(" ")} }
  ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label
}`;
  const found = new Map();
  const { rows } = read(await ask(query));
  for (const { s, label } of rows) {
    const is = label["xml:lang"] === language;
    if (is || !found.has(s.value)) found.set(s.value, label.value);
  }
  return found;
}
