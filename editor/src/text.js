// What a query says before it is whole: its tokens, its prologue, and the place a cursor is in.

const TOKEN =
  /(?<comment>#[^\r\n]*)|(?<iri><[^<>"{}|^`\\\s]*>)|(?<string>"{3}(?:[^\\]|\\.)*?"{3}|'{3}(?:[^\\]|\\.)*?'{3}|"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')|(?<variable>[?$][\p{L}\p{N}_]+)|(?<name>(?:\p{L}[\p{L}\p{N}_.-]*)?:(?:[\p{L}\p{N}_:.%-]*[\p{L}\p{N}_:%-])?)|(?<number>[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<word>@?\p{L}[\p{L}\p{N}_-]*)|(?<space>\s+)|(?<mark>.)/gsu;
const PATH = new Set(["/", "|", "^", "*", "+", "?", "!", "(", ")"]);
const ALONE = new Set(["a", "true", "false"]);
const LISTING =
  /^(?:select|distinct|reduced|order|group|by|having|values|asc|desc|limit|offset|from|named|graph|describe|ask)$/i;

/** The pieces of a query without its spaces and, unless asked, its comments: `{ kind, text, from, to }`. */
export function tokens(text, isWhole = false) {
  const found = [];
  for (const match of text.matchAll(TOKEN)) {
    const [kind] = Object.entries(match.groups).find(([, value]) => value !== undefined);
    if (kind !== "space" && (isWhole || kind !== "comment")) {
      found.push({ kind, text: match[0], from: match.index, to: match.index + match[0].length });
    }
  }
  return found;
}

/** The prefixes that a query declares, by name without colon, and where the next one would go. */
export function prologue(read) {
  const declared = new Map();
  let end = 0;
  read.forEach((token, at) => {
    const [name, iri] = [read[at + 1], read[at + 2]];
    if (token.kind !== "word" || !/^(prefix|base)$/i.test(token.text)) return;
    if (name?.kind === "name" && iri?.kind === "iri") {
      declared.set(name.text.slice(0, -1), { iri: iri.text.slice(1, -1), name });
      end = iri.to;
    } else if (name?.kind === "iri") end = name.to;
  });
  return { declared, end };
}

/** Where to write the declaration of a prefix, as a change of the text. */
export function declaration(text, prefix, iri) {
  const { end } = prologue(tokens(text));
  const line = `PREFIX ${prefix}: <${iri}>`;
  return end ? { from: end, insert: `\n${line}` } : { from: 0, insert: `${line}\n` };
}

const slots = (slot = "subject") => ({ slot, subject: null, predicate: null });

/** What a word is to a triple: the slot that the text leaves open, its subject and its predicate. */
export function place(text) {
  let now = slots();
  const held = [];
  let isFilter = 0;
  for (const token of tokens(text)) {
    const { kind } = token;
    if (token.text === "(" && (isFilter || now.slot !== "predicate")) isFilter += 1;
    else if (token.text === ")" && isFilter) isFilter -= 1;
    else if (isFilter) continue;
    else if (token.text === "{" || token.text === "}" || token.text === ".") now = slots();
    else if (token.text === ";") now = { ...now, slot: "predicate", predicate: null };
    else if (token.text === ",") now = { ...now, slot: "object" };
    else if (token.text === "[") {
      held.push({ ...now, slot: "after" });
      now = { slot: "predicate", subject: null, predicate: null };
    } else if (token.text === "]") now = held.pop() ?? slots();
    else if (now.slot === "predicate" && PATH.has(token.text)) {
      now.predicate = null;
    } else if (now.slot === "object" && PATH.has(token.text)) {
      now = { ...now, slot: "predicate", predicate: null };
    } else if (kind === "word" && !ALONE.has(token.text) && !token.text.startsWith("@")) {
      now = slots(LISTING.test(token.text) ? "expression" : "subject");
    } else if (kind !== "mark") now = next(now, token);
  }
  return isFilter ? slots("expression") : now;
}

function next(now, token) {
  if (now.slot === "subject") return { slot: "predicate", subject: token.text, predicate: null };
  if (now.slot === "predicate") return { ...now, slot: "object", predicate: token.text };
  return now.slot === "expression" ? now : { ...now, slot: "after" };
}

/** The classes that a query gives its variables: `?a a mlg:Action`. */
export function classes(read) {
  const found = new Map();
  read.forEach((token, at) => {
    const of = read[at - 1];
    const named = read[at + 1];
    if ((token.text === "a" || token.text === "rdf:type") && named?.kind === "name") {
      if (of?.kind === "variable") found.set(of.text, named.text);
    }
  });
  return found;
}

/** Whether an offset is inside a comment, an IRI or a string, also one whose end is not written yet. */
export function isText(text, at) {
  return tokens(text, true).some((one) => {
    if (one.kind === "comment") return one.from < at && at <= one.to;
    if (one.kind === "iri" || one.kind === "string") return one.from < at && at < one.to;
    return /^["'<]$/.test(one.text) && one.from < at && /^["'<][^\s]*$/.test(text.slice(one.from, at));
  });
}

/** The offset of a line and a column that count characters from 1, as the server tells them. */
export function offset(text, line, column) {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const inLine = [...(lines[line - 1] ?? "")].slice(0, column - 1).join("");
  return Math.min(before + inLine.length, text.length);
}
