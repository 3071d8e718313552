// An answer as a chart, by Vega-Lite; its expressions are interpreted, since the policy allows no eval.

import * as vega from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { compile } from "vega-lite";
import { kinds } from "./columns.js";
import { choice, el } from "./dom.js";
import { name, shown } from "./things.js";
import { language, number, say } from "./words.js";

const MOST = { bar: 40, line: 2000, point: 2000 };
const NARROW = 480;
const LOCALES = {
  fr: { decimal: ",", thousands: "\u202f", grouping: [3], currency: ["", "\u00a0€"] },
  en: { decimal: ".", thousands: ",", grouping: [3], currency: ["€", ""] },
};
const COLOURS = ["--green", "--ochre-dot", "--red", "--soft", "--ring"];

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function config() {
  const [ink, soft, line] = ["--ink", "--soft", "--line"].map(colour);
  const font = getComputedStyle(document.body).fontFamily;
  const text = { labelColor: ink, titleColor: soft, labelFontSize: 13, titleFontSize: 13, titleFontWeight: "normal" };
  return {
    background: "transparent",
    font,
    locale: { number: LOCALES[language] },
    view: { stroke: null },
    axis: { ...text, domainColor: line, gridColor: line, tickColor: line },
    legend: text,
    bar: { color: colour("--green") },
    line: { color: colour("--green"), strokeWidth: 2.5, point: { color: colour("--ochre-dot") } },
    point: { color: colour("--green"), filled: true, size: 60 },
    range: { category: COLOURS.map(colour) },
  };
}

function value(term, kind) {
  if (!term) return null;
  return kind === "number" ? Number(term.value) : shown(term);
}

const TYPES = { number: "quantitative", date: "temporal", text: "nominal" };

/** Values and encodings of the form that was chosen; the names of columns never become expressions. */
function specification(answer, kind, chosen, width) {
  const rows = answer.rows.slice(0, MOST[chosen.form]);
  const values = rows.map((row) => ({
    x: value(row[chosen.x], kind[chosen.x]),
    y: value(row[chosen.y], kind[chosen.y]),
    ...(chosen.colour ? { colour: value(row[chosen.colour], "text") } : {}),
  }));
  const isBar = chosen.form === "bar";
  const across = { field: "y", type: "quantitative", title: chosen.y, stack: isBar ? "zero" : null };
  const lying = isBar && (width < NARROW || rows.length > 12 || kind[chosen.x] === "text");
  const along = {
    field: "x",
    type: isBar ? "nominal" : TYPES[kind[chosen.x]],
    title: lying ? null : chosen.x,
    sort: null,
    axis: lying ? { labelLimit: width < NARROW ? 130 : 320 } : undefined,
  };
  const colours = { field: "colour", type: "nominal", title: chosen.colour };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    width: "container",
    height: lying ? { step: 26 } : 340,
    autosize: { type: "fit-x", contains: "padding" },
    data: { values },
    mark: { type: chosen.form, tooltip: true },
    encoding: {
      ...(lying ? { x: across, y: along } : { x: along, y: across }),
      ...(chosen.colour ? { color: colours } : {}),
    },
    config: config(),
  };
}

function named(answer, kind) {
  const numbers = answer.heads.filter((head) => kind[head] === "number");
  const literal = (head) => answer.rows.some((row) => row[head] && row[head].type !== "uri");
  const words = answer.heads.filter((head) => kind[head] !== "number" && literal(head));
  const x = words[0] ?? answer.heads.find((head) => head !== numbers.at(-1)) ?? numbers[0];
  return { numbers, x, y: numbers.find((head) => head !== x) ?? numbers[0] };
}

/** The chart of an answer with its controls, to be drawn once it stands in the page. */
export async function chart(answer) {
  const kind = kinds(answer);
  const { numbers, x, y } = named(answer, kind);
  if (!numbers.length) return { host: el("p", { class: "missing" }, say("no_chart")) };
  await name(answer.rows.slice(0, MOST.bar));
  const chosen = { form: kind[x] === "date" ? "line" : "bar", x, y, colour: "" };
  const figure = el("div");
  const framed = el("div", { class: "answer-chart", role: "img" }, figure);
  const note = el("p", { class: "small", role: "status" });
  const save = el("a", { class: "small", download: "maillage.svg" }, say("picture"));
  let view = null;

  async function draw() {
    view?.finalize();
    const spec = compile(
      specification(answer, kind, chosen, figure.clientWidth || NARROW),
      { logger: vega.logger(vega.Error) },
    ).spec;
    view = new vega.View(vega.parse(spec, null, { ast: true }), {
      expr: expressionInterpreter,
      renderer: "svg",
      container: figure,
      hover: true,
      logLevel: vega.Error,
    });
    framed.setAttribute("aria-label", say("chart_label", { x: chosen.x, y: chosen.y }));
    const most = MOST[chosen.form];
    note.textContent =
      answer.rows.length > most ? say("chart_first", { shown: number(most) }) : "";
    await view.runAsync();
    const text = await view.toSVG();
    if (save.href) URL.revokeObjectURL(save.href);
    save.href = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  }

  const set = (name) => (picked) => {
    chosen[name] = picked;
    draw();
  };
  const heads = answer.heads.map((head) => [head, head]);
  const ups = numbers.map((head) => [head, head]);
  const forms = [["bar", say("bars")], ["line", say("lines")], ["point", say("points")]];
  const host = el(
    "div",
    {},
    el(
      "div",
      { class: "inputs" },
      choice(say("chart_kind"), forms, chosen.form, set("form")),
      choice(say("x"), heads, chosen.x, set("x")),
      choice(say("y"), ups, chosen.y, set("y")),
      choice(say("colour"), [["", say("none")], ...heads], "", set("colour")),
    ),
    framed,
    note,
    save,
  );
  return { host, draw };
}
