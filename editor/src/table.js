// An answer as a table: sorted by a click on a head, a page at a time, things by their names.

import { kinds } from "./columns.js";
import { el } from "./dom.js";
import { compact, href } from "./names.js";
import { name, nameOf } from "./things.js";
import { compare, language, number, say } from "./words.js";

const PAGE = 50;

/** The values of a row as they are sorted: numbers by size, all else as words; nothing comes last. */
function ordered(rows, head, kind, down) {
  const turn = down ? -1 : 1;
  return [...rows].sort((one, other) => {
    const [a, b] = [one[head], other[head]];
    if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1);
    const difference =
      kind === "number" ? Number(a.value) - Number(b.value) : compare(a.value, b.value);
    return turn * difference;
  });
}

function link(term, prefixes) {
  const to = href(term.value);
  const short = compact(term.value, prefixes);
  const label = nameOf(term);
  const isOurs = to?.startsWith("/");
  const shown = to ? el("a", { href: to, rel: isOurs ? null : "noreferrer" }, label ?? short) : short;
  return label ? [shown, el("code", {}, short)] : [shown];
}

function cell(term, kind, prefixes) {
  if (!term) return el("td");
  if (term.type === "uri") return el("td", {}, ...link(term, prefixes));
  const lang = term["xml:lang"];
  const told = lang && lang !== language ? { lang } : {};
  if (term.type === "bnode") return el("td", {}, `_:${term.value}`);
  return el("td", { ...told, class: kind === "number" ? "figure" : null }, term.value);
}

/** The table of an answer; `prefixes` shorten what has no name. */
export function table(answer, prefixes) {
  const kind = kinds(answer);
  const state = { rows: answer.rows, by: null, down: false, first: 0 };
  const host = el("div");

  function sort(head) {
    state.down = state.by === head && !state.down;
    state.by = head;
    state.rows = ordered(answer.rows, head, kind[head], state.down);
    state.first = 0;
    draw();
    host.querySelector('[aria-sort] button')?.focus();
  }

  function turn(by) {
    state.first += by;
    draw();
    host.querySelector(".scroll").focus();
  }

  function column(head) {
    const isSorted = state.by === head;
    const sign = isSorted ? (state.down ? " ↓" : " ↑") : " ↕";
    return el(
      "th",
      {
        scope: "col",
        class: kind[head] === "number" ? "figure" : null,
        "aria-sort": isSorted ? (state.down ? "descending" : "ascending") : null,
      },
      el("button", { type: "button", class: "sort", onclick: () => sort(head) }, head, el("span", { "aria-hidden": "true" }, sign)),
    );
  }

  function pager(last) {
    const total = state.rows.length;
    if (total <= PAGE) return null;
    const text = say("page", { first: number(state.first + 1), last: number(last), total: number(total) });
    const step = (key, by, can) =>
      el("button", { type: "button", class: "quiet", disabled: !can, onclick: () => turn(by) }, say(key));
    return el(
      "div",
      { class: "pager" },
      step("before", -PAGE, state.first > 0),
      el("span", { role: "status" }, text),
      step("after", PAGE, last < total),
    );
  }

  function draw() {
    const last = Math.min(state.first + PAGE, state.rows.length);
    const shown = state.rows.slice(state.first, last);
    const cells = (row) => answer.heads.map((head) => cell(row[head], kind[head], prefixes));
    const body = el("tbody", {}, ...shown.map((row) => el("tr", {}, ...cells(row))));
    const head = el("thead", {}, el("tr", {}, ...answer.heads.map(column)));
    host.replaceChildren(
      el(
        "div",
        { class: "scroll", tabindex: "0", role: "region", "aria-label": say("table") },
        el("table", {}, head, body),
      ),
      ...[pager(last)].filter(Boolean),
    );
    name(shown).then((more) => {
      if (more) body.replaceChildren(...shown.map((row) => el("tr", {}, ...cells(row))));
    });
  }

  draw();
  return host;
}
