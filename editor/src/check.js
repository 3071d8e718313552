// What is wrong in a query, told while it is written, each with what mends it.

import { declaration, prologue, tokens } from "./text.js";
import { say } from "./words.js";
import { vocabulary } from "./complete.js";

const OWN = "mlg:";
const NEAR = 3;

/** Letters to change, add or take away between two names (Levenshtein). */
function distance(one, other) {
  let row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i += 1) {
    const above = row;
    row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const swap = above[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      row.push(Math.min(swap, above[j] + 1, row[j - 1] + 1));
    }
  }
  return row[other.length];
}

function undeclared(text, token, prefix, base) {
  const declare = {
    name: say("declare", { prefix }),
    apply: (view) => {
      const written = view.state.doc.toString();
      view.dispatch({ changes: declaration(written, prefix, base), userEvent: "input.mend" });
    },
  };
  return {
    from: token.from,
    to: token.to,
    severity: "error",
    message: say("undeclared", { prefix }),
    actions: base ? [declare] : [],
  };
}

function unknown(token, names) {
  const nearest = names
    .map((name) => [distance(token.text, name), name])
    .filter(([far]) => far <= NEAR)
    .sort(([one], [other]) => one - other)
    .slice(0, 2);
  return {
    from: token.from,
    to: token.to,
    severity: "warning",
    message: say("unknown", { name: token.text }),
    actions: nearest.map(([, name]) => ({
      name: say("instead", { name }),
      apply: (view, from, to) =>
        view.dispatch({ changes: { from, to, insert: name }, userEvent: "input.mend" }),
    })),
  };
}

/** Prefixes that nothing declares, and names of ours that the vocabulary does not have. */
export async function findings(text, address) {
  const known = await vocabulary(address);
  const names = known.terms.map((one) => one.name).filter((name) => name.startsWith(OWN));
  const every = new Set(names);
  const read = tokens(text);
  const { declared } = prologue(read);
  const isOurs = declared.get(OWN.slice(0, -1))?.iri === known.prefixes[OWN.slice(0, -1)];
  const declaring = new Set([...declared.values()].map((one) => one.name));
  const found = [];
  for (const token of read) {
    if (token.kind !== "name" || declaring.has(token)) continue;
    const prefix = token.text.slice(0, token.text.indexOf(":"));
    if (!declared.has(prefix)) {
      if (prefix !== "_") found.push(undeclared(text, token, prefix, known.prefixes[prefix]));
    } else if (isOurs && token.text.startsWith(OWN) && token.text !== OWN && !every.has(token.text)) {
      if (every.size) found.push(unknown(token, names));
    }
  }
  return found;
}
