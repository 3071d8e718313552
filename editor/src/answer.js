// The answer of a query under four tabs; each is made when it is first looked at.

import { el } from "./dom.js";
import { map } from "./map.js";
import { table } from "./table.js";
import { count, number, say, state } from "./words.js";

const SHOWN = 200_000;
const NAMES = { csv: "CSV", tsv: "TSV", json: "JSON", xml: "XML", ttl: "Turtle", nt: "N-Triples", jsonld: "JSON-LD", rdf: "RDF/XML" };

function raw(answer) {
  const text = answer.text.length > SHOWN ? `${answer.text.slice(0, SHOWN)}…` : answer.text;
  return el("pre", { class: "code", tabindex: "0", "aria-label": say("raw"), role: "region" }, el("code", {}, text));
}

/** The chart's code is fetched when it is asked for. */
async function drawn(answer, show) {
  show(el("p", { class: "small", role: "status" }, say("loading")));
  const { chart } = await import("./chart.js");
  const made = await chart(answer);
  show(made.host);
  await made.draw?.();
}

const VIEWS = {
  table: async (answer, show) => show(table(answer, state.prefixes ?? {})),
  chart: drawn,
  map: async (answer, show) => show(await map(answer)),
  raw: async (answer, show) => show(raw(answer)),
};

/** The tabs of an answer; `chosen` is the one to open, `picked` is told the next. */
function tabs(answer, chosen, picked) {
  const names = Object.keys(VIEWS);
  const panels = new Map();
  const buttons = new Map();

  function open(name, isFocused) {
    for (const one of names) {
      const isOpen = one === name;
      buttons.get(one).setAttribute("aria-selected", String(isOpen));
      buttons.get(one).tabIndex = isOpen ? 0 : -1;
      panels.get(one).hidden = !isOpen;
    }
    if (isFocused) buttons.get(name).focus();
    const panel = panels.get(name);
    if (!panel.dataset.made) {
      panel.dataset.made = "yes";
      const show = (node) => panel.replaceChildren(node);
      VIEWS[name](answer, show).catch(() => {
        delete panel.dataset.made;
        show(el("p", { class: "wrong" }, say("unreachable")));
      });
    }
    picked(name);
  }

  function move(event) {
    const at = names.findIndex((one) => buttons.get(one).tabIndex === 0);
    const steps = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: names.length - 1 };
    if (!(event.key in steps)) return;
    event.preventDefault();
    open(names.at(steps[event.key] % names.length), true);
  }

  for (const name of names) {
    buttons.set(
      name,
      el("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `panel-${name}`, onclick: () => open(name) }, say(name)),
    );
    panels.set(name, el("div", { role: "tabpanel", id: `panel-${name}`, "aria-labelledby": `tab-${name}` }));
  }
  const list = el("div", { role: "tablist", "aria-label": say("views"), class: "tabs", onkeydown: move }, ...buttons.values());
  return { nodes: [list, ...panels.values()], start: () => open(chosen) };
}

function downloads(query, extensions) {
  const to = (extension) => `/sparql?${new URLSearchParams({ query, format: extension })}`;
  const links = extensions.map((one) =>
    el("li", {}, el("a", { href: to(one), download: `maillage.${one}` }, NAMES[one] ?? one.toUpperCase())),
  );
  return el("div", { class: "downloads" }, el("span", {}, say("download")), el("ul", { class: "chips" }, ...links));
}

/** One line: how many rows, and in what time where it is known. */
export function told(answer, seconds) {
  const rows = answer.form === "table" ? count("rows", answer.rows.length) : "";
  const time = seconds === null ? "" : say("in", { seconds: number(seconds) });
  return [rows, time].filter(Boolean).join(" ");
}

function content(answer, chosen, picked) {
  if (answer.form === "truth") {
    return { nodes: [el("p", { class: "truth" }, el("strong", {}, say(answer.truth ? "yes" : "no")))] };
  }
  if (answer.form === "graph") return { nodes: [raw(answer)] };
  if (!answer.rows.length) return { nodes: [el("p", { class: "missing" }, say("no_row"))] };
  return tabs(answer, chosen, picked);
}

/** Puts an answer into `host`. */
export function show(host, query, answer, { seconds, view, picked, cut }) {
  const { nodes, start } = content(answer, view in VIEWS ? view : "table", picked);
  const kind = answer.form === "graph" ? "graph" : "solutions";
  host.replaceChildren(
    el("h2", {}, say("answer"), " ", el("span", { class: "count" }, told(answer, seconds))),
    ...(answer.cut ? [el("p", { class: "attention" }, say(cut, { rows: number(answer.cut) }))] : []),
    ...nodes,
    downloads(query, state.formats[kind]),
  );
  start?.();
}
