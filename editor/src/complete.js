// What is proposed while a query is written: our terms and concepts, prefixes, variables, keywords.

import { classes, declaration, isText, place, prologue, tokens } from "./text.js";
import { el } from "./dom.js";
import { compare, folded, say, spoken } from "./words.js";

const KEYWORDS =
  "SELECT CONSTRUCT ASK DESCRIBE WHERE DISTINCT REDUCED PREFIX BASE FROM NAMED OPTIONAL FILTER UNION MINUS GRAPH BIND VALUES AS GROUP ORDER BY HAVING ASC DESC LIMIT OFFSET EXISTS NOT IN UNDEF true false".split(
    " ",
  );
const FUNCTIONS =
  "COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT STR LANG LANGMATCHES DATATYPE BOUND IRI BNODE ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER SUBSTR REPLACE REGEX YEAR MONTH DAY HOURS MINUTES SECONDS NOW COALESCE IF SAMETERM ISIRI ISBLANK ISLITERAL ISNUMERIC STRDT STRLANG".split(
    " ",
  );
const WORD = /[\p{L}\p{N}_-]*:?[\p{L}\p{N}_.-]*$/u;
const TYPE = new Set(["a", "rdf:type"]);

let asked = null;

/** The names of the release, asked for once; without them the editor completes all the same. */
export function vocabulary(address) {
  asked ??= fetch(address)
    .then((response) => (response.ok ? response.json() : Promise.reject(response.status)))
    .catch(() => ({ prefixes: {}, terms: [], concepts: [] }));
  return asked;
}

/** Inserts a prefixed name and, where it is missing, the declaration of its prefix. */
function insertName(known, name) {
  return (view, completion, from, to) => {
    const text = view.state.doc.toString();
    const prefix = name.slice(0, name.indexOf(":"));
    const { declared } = prologue(tokens(text));
    const changes = [{ from, to, insert: name }];
    const base = known.prefixes[prefix];
    if (base && !declared.has(prefix)) changes.unshift(declaration(text, prefix, base));
    const set = view.state.changes(changes);
    view.dispatch({
      changes: set,
      selection: { anchor: set.mapPos(to, 1) },
      userEvent: "input.complete",
      scrollIntoView: true,
    });
  };
}

function card(title, definition, rows) {
  const lines = rows
    .filter(([, names]) => names.length)
    .map(([label, names]) => el("p", { class: "info-row" }, `${label} ${names.join(", ")}`));
  return () =>
    el(
      "div",
      {},
      el("p", { class: "info-title" }, title),
      definition ? el("p", {}, definition) : null,
      ...lines,
    );
}

/** The words of a name (`mlg:dateSignature`: date, signature) and of its labels, folded. */
function wordsOf(name, texts) {
  const local = name.slice(name.indexOf(":") + 1);
  const parts = local.split(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})|[_-]/u);
  return [...parts, ...texts.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u))].filter(Boolean).map(folded);
}

function termOption(known, term) {
  const texts = Object.values(term.label);
  return {
    label: term.name,
    detail: spoken(term.label),
    type: term.kind === "class" ? "class" : "property",
    apply: insertName(known, term.name),
    info: card(`${term.name} (${say(`kind_${term.kind}`)})`, spoken(term.definition), [
      [say("from"), term.from],
      [say("to"), term.to],
    ]),
    term,
    words: wordsOf(term.name, texts),
  };
}

function conceptOption(concept) {
  const label = spoken(concept.label);
  return {
    label,
    detail: spoken(concept.scheme),
    type: "enum",
    apply: `<${concept.iri}>`,
    info: card(label, spoken(concept.definition), [["", [concept.iri]]]),
    concept,
    words: wordsOf("", [...Object.values(concept.label), ...concept.also]),
  };
}

function prefixOptions(known) {
  return Object.entries(known.prefixes).map(([prefix, base]) => ({
    label: `${prefix}:`,
    detail: base,
    type: "namespace",
    apply: insertName(known, `${prefix}:`),
    boost: -20,
  }));
}

/** Keywords and functions; where an expression stands, they go first. */
function keywordOptions(slot) {
  const boost = slot === "expression" ? 30 : -10;
  return [
    ...KEYWORDS.map((label) => ({ label, type: "keyword", boost })),
    ...FUNCTIONS.map((label) => ({ label, type: "function", apply: `${label}(`, boost })),
  ];
}

function variableOptions(read, from) {
  const names = new Set(
    read.filter((one) => one.kind === "variable" && one.from !== from).map((one) => one.text),
  );
  return [...names].map((label) => ({ label, type: "variable", boost: 5 }));
}

/** How much better a name is than others where the cursor is; null where it cannot stand there. */
function rank(option, here, subjectClass) {
  const { term, concept } = option;
  const isType = TYPE.has(here.predicate);
  if (here.slot === "predicate") {
    if (concept || term?.kind === "class") return null;
    return term?.from.includes(subjectClass) ? 60 : term?.name.startsWith("mlg:") ? 20 : 0;
  }
  if (here.slot === "object" && isType) return term?.kind === "class" ? 20 : null;
  if (here.slot === "object") {
    if (concept) return concept.types.some((one) => here.to.includes(one)) ? 60 : 0;
    return term && term.kind !== "class" ? -40 : 0;
  }
  if (here.slot === "expression") return concept ? 0 : -5;
  return concept ? -30 : -10;
}

/** How well what was typed fits an option, 0 where it does not. */
function fit(typed, option) {
  const name = folded(option.label);
  if (name.startsWith(typed)) return 100;
  const local = typed.slice(typed.indexOf(":") + 1);
  const prefix = typed.slice(0, typed.length - local.length);
  if (prefix && !name.startsWith(prefix)) return 0;
  const words = option.words ?? [];
  if (name.slice(name.indexOf(":") + 1).startsWith(local)) return 90;
  if (words.some((word) => word.startsWith(local))) return 70;
  return local.length > 2 && name.includes(local) ? 40 : 0;
}

/** The options that fit, the best first: what was typed counts as much as what can stand there. */
function fitting(typed, options) {
  const text = folded(typed);
  return options
    .map((option) => ({ option, score: fit(text, option) }))
    .filter(({ score }) => score > 0)
    .map(({ option, score }) => ({ option, score: score + (option.boost ?? 0) }))
    .sort((one, other) => other.score - one.score || compare(one.option.label, other.option.label))
    .map(({ option }) => option);
}

function ranked(options, here, subjectClass) {
  return options.flatMap((option) => {
    const boost = rank(option, here, subjectClass);
    return boost === null ? [] : [{ ...option, boost }];
  });
}

/** The source of completions of CodeMirror; `address` is where the names are. */
export function source(address) {
  let options = null;
  return async (context) => {
    const known = await vocabulary(address);
    options ??= [
      ...known.terms.map((one) => termOption(known, one)),
      ...known.concepts.map(conceptOption),
    ];
    const text = context.state.doc.toString();
    const read = tokens(text);
    if (isText(text, context.pos)) return null;
    const variable = context.matchBefore(/[?$][\p{L}\p{N}_]*/u);
    if (variable) {
      const names = variableOptions(read, variable.from);
      return { from: variable.from, options: fitting(variable.text, names), filter: false };
    }
    const word = context.matchBefore(WORD);
    const from = word?.from ?? context.pos;
    if (from === context.pos && !context.explicit) return null;
    const here = place(text.slice(0, from));
    const property = known.terms.find((one) => one.name === here.predicate);
    here.to = property?.to ?? [];
    const subjectClass = classes(read).get(here.subject);
    const names = ranked(options, here, subjectClass);
    const isStrict = here.slot === "object" && TYPE.has(here.predicate);
    const rest = isStrict ? [] : [...variableOptions(read, from), ...keywordOptions(here.slot)];
    const every = [...names, ...prefixOptions(known), ...rest];
    return { from, options: fitting(text.slice(from, context.pos), every), filter: false };
  };
}
