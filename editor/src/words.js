// The sentences of the page's language, and its numbers.

export const state = JSON.parse(document.getElementById("editor-state").textContent);
export const language = state.language;

const plural = new Intl.PluralRules(language);

/** A sentence with its values: `say("page", { first: 1 })`. */
export function say(key, values = {}) {
  return state.texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** A sentence in the number of `n`; the text holds `singular|plural`. */
export function count(key, n, values = {}) {
  const [one, many] = state.texts[key].split("|");
  const chosen = plural.select(n) === "one" ? one : many;
  const all = { n: number(n), ...values };
  return chosen.replace(/\{(\w+)\}/g, (_, name) => all[name]);
}

export function number(value, digits = 2) {
  return new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
}

/** A sentence of the server as French spaces it: no sign begins a line. */
export function spaced(text) {
  if (language !== "fr") return text;
  return text.replace(/ (?=[:;!?»])/g, "\u00a0").replace(/« /g, "«\u00a0");
}

/** The text of this language out of `{ fr: …, en: … }`, else any. */
export function spoken(texts) {
  return texts[language] ?? texts.fr ?? texts.en ?? texts[""] ?? "";
}

/** Lower case without accents, so that « cout » finds « coût ». */
export function folded(text) {
  return text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase();
}

export const compare = new Intl.Collator(language, { numeric: true }).compare;
