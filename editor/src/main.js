// The editor of /sparql, layered on the page's form: without this script, the form does it all.

import { Refusal, ask, read } from "./ask.js";
import { show, told } from "./answer.js";
import { edit } from "./code.js";
import { vocabulary } from "./complete.js";
import { el } from "./dom.js";
import { keep, kept } from "./draft.js";
import { language, say, state } from "./words.js";

const KEEP_AFTER = 300;

const form = document.querySelector("form.editor");
const area = form.querySelector("textarea");
const host = el("div", { class: "code-host" });
const status = el("p", { class: "editor-status", role: "status" });
const alarm = el("div", { role: "alert" });
const result = el("section", { class: "answer" });
const remarks = el("div", { class: "remarks" });
let running = null;
let timer = null;

/** The address of this page with this query: what is shared. */
function address(query) {
  const given = new URLSearchParams(location.search);
  const kept = new URLSearchParams({ query });
  if (given.has("lang")) kept.set("lang", given.get("lang"));
  return `/sparql?${kept}${location.hash}`;
}

function viewed() {
  return location.hash.slice(1);
}

function picked(name) {
  const hash = name === "table" ? "" : `#${name}`;
  history.replaceState(history.state, "", location.pathname + location.search + hash);
}

function refuse(problem) {
  const place = problem.line ? { line: problem.line, column: problem.column } : null;
  const go = place
    ? el("button", { type: "button", class: "quiet", onclick: () => code.go(place) }, say("go", place))
    : null;
  alarm.replaceChildren(
    el("h2", {}, say("problem")),
    el("div", { class: "wrong" }, el("p", {}, problem.message), go),
  );
  code.mark(place ? { ...place, message: problem.message } : null);
}

/** A word on how it goes; one that the page shows elsewhere is only spoken. */
function tell(text, isSpoken = false) {
  status.className = isSpoken ? "vh" : "editor-status";
  status.textContent = text;
}

function busy(controller) {
  running = controller;
  start.hidden = Boolean(controller);
  cancel.hidden = !controller;
  result.setAttribute("aria-busy", String(Boolean(controller)));
  clearInterval(timer);
  elapsed.textContent = "";
  if (controller) {
    const began = performance.now();
    timer = setInterval(() => {
      elapsed.textContent = `${Math.floor((performance.now() - began) / 1000)} s`;
    }, 1000);
  }
}

async function run() {
  if (running) return;
  const query = code.text();
  const controller = new AbortController();
  const hadFocus = document.activeElement === start;
  busy(controller);
  if (hadFocus) cancel.focus();
  tell(say("running"));
  alarm.replaceChildren();
  code.mark(null);
  history.replaceState(null, "", address(query));
  keep(query);
  const began = performance.now();
  try {
    const answer = read(await ask(query, controller.signal));
    const seconds = (performance.now() - began) / 1000;
    show(result, query, answer, { seconds, view: viewed(), picked, cut: "cut" });
    tell(`${say("answer")} ${told(answer, seconds)}`, true);
  } catch (error) {
    result.replaceChildren();
    if (error.name === "AbortError") tell(say("cancelled"));
    else if (error instanceof Refusal) {
      tell("");
      refuse(error);
    } else throw error;
  } finally {
    const isLeft = document.activeElement === cancel;
    busy(null);
    if (isLeft) start.focus();
  }
}

/** The saved questions as one list, from the links that the page has for them. */
function examples() {
  const section = document.getElementById("examples");
  const texts = [];
  const groups = [...section.querySelectorAll("h3")].map((theme) => {
    const options = [...theme.nextElementSibling.querySelectorAll("a")].map((link) => {
      texts.push(new URL(link.href).searchParams.get("query"));
      return el("option", { value: texts.length - 1 }, link.textContent);
    });
    return el("optgroup", { label: theme.textContent }, ...options);
  });
  const choose = (event) => {
    const text = texts[event.target.value];
    if (text !== undefined) code.write(text);
  };
  const select = el("select", { id: "example", onchange: choose }, el("option", { value: "" }, say("choose")), ...groups);
  section.remove();
  return el("div", { class: "field" }, el("label", { for: "example" }, say("examples")), select);
}

async function copy() {
  history.replaceState(null, "", address(code.text()));
  await navigator.clipboard.writeText(location.href);
  share.textContent = say("copied");
  setTimeout(() => {
    share.textContent = say("copy");
  }, 2000);
}

/** What is wrong in the query as it stands, line by line, with buttons that mend it. */
function remarked(found) {
  const lines = found.map(({ line, message, go, mends }) =>
    el(
      "li",
      {},
      el("button", { type: "button", class: "quiet", onclick: go }, say("line", { line })),
      el("span", {}, message),
      ...mends.map(({ name, apply }) => el("button", { type: "button", class: "quiet", onclick: apply }, name)),
    ),
  );
  remarks.replaceChildren(...(lines.length ? [el("ul", { "aria-label": say("remarks") }, ...lines)] : []));
}

let keeping = null;
function changed(text) {
  area.value = text;
  alarm.replaceChildren();
  clearTimeout(keeping);
  keeping = setTimeout(() => keep(text), KEEP_AFTER);
}

const start = el("button", { type: "button", onclick: run }, say("run"));
const elapsed = el("span", { class: "elapsed", "aria-hidden": "true" });
const cancel = el("button", { type: "button", class: "danger quiet", hidden: true, onclick: () => running?.abort() }, say("cancel"));
const share = el("button", { type: "button", class: "quiet", hidden: !navigator.clipboard, onclick: copy }, say("copy"));
const label = form.querySelector("label[for=query]");

const text = kept() ?? area.value;
area.value = text;
const code = edit(host, { text, run, changed, remarked });
label.replaceWith(el("p", { class: "editor-label", onclick: () => code.focus() }, label.textContent));
area.hidden = true;
area.before(host, remarks);
form.querySelector(".editor-bar").replaceWith(
  el("p", { class: "small" }, say("help")),
  el("div", { class: "editor-bar" }, start, cancel, elapsed, share, examples()),
);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
for (const link of document.querySelectorAll(".languages a")) {
  link.addEventListener("click", () => {
    const to = new URL(link.href);
    const query = new URLSearchParams(location.search).get("query");
    if (query) to.searchParams.set("query", query);
    link.href = to;
  });
}
window.addEventListener("pagehide", () => keep(code.text()));
for (const served of document.querySelectorAll("[data-served]")) served.remove();
form.after(status, alarm, result);

vocabulary(state.completions).then(({ prefixes }) => {
  state.prefixes = prefixes;
  if (state.problem) {
    refuse(new Refusal(state.problem));
  } else if (state.reply) {
    const answer = read(state.reply);
    show(result, state.asked, answer, { seconds: null, view: viewed(), picked, cut: "cut_again" });
  } else if (state.asked) run();
});
document.documentElement.dataset.editor = language;
