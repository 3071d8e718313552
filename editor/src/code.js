// The editor itself: CodeMirror in a shadow root, whose style sheets the page's policy allows.

import { autocompletion, closeBrackets, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, bracketMatching, ensureSyntaxTree, syntaxHighlighting } from "@codemirror/language";
import { forceLinting, lintGutter, linter } from "@codemirror/lint";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";
import { findings } from "./check.js";
import { source, vocabulary } from "./complete.js";
import { el } from "./dom.js";
import { declaration, isText, offset, prologue, tokens } from "./text.js";
import { language, say, state as page } from "./words.js";

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: "var(--green)", fontWeight: "600" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--ochre)" },
  { tag: [tags.string, tags.number, tags.bool, tags.literal], color: "var(--red)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--soft)", fontStyle: "italic" },
  { tag: [tags.url, tags.link], color: "var(--soft)" },
]);

const theme = EditorView.theme({
  "&": {
    backgroundColor: "var(--card)",
    color: "var(--ink)",
    border: "1px solid var(--soft)",
    borderRadius: "3px",
    fontSize: ".95rem",
  },
  "&.cm-focused": { outline: "3px solid var(--ochre-dot)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55", minHeight: "14rem", maxHeight: "32rem" },
  ".cm-content": { caretColor: "var(--ink)", minHeight: "14rem" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--soft)", border: "0" },
  ".cm-matchingBracket.cm-matchingBracket": { backgroundColor: "var(--green-wash)" },
  ".cm-nonmatchingBracket.cm-nonmatchingBracket": { backgroundColor: "var(--red-wash)" },
  ".cm-tooltip": {
    backgroundColor: "var(--card)",
    color: "var(--ink)",
    border: "1px solid var(--soft)",
    borderRadius: "3px",
    maxWidth: "min(38rem, calc(100vw - 2rem))",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    fontFamily: "var(--sans)",
    fontSize: ".93rem",
    maxHeight: "16rem",
    minWidth: "min(18rem, 80vw)",
    maxWidth: "min(34rem, calc(100vw - 2rem))",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: ".2rem .5rem", lineHeight: "1.4" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--green)",
    color: "var(--on-green)",
  },
  ".cm-completionDetail": { color: "var(--soft)", fontStyle: "normal", marginLeft: ".8em" },
  "li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-completionIcon": { opacity: "1", width: "1.2em", color: "var(--ochre)", fontSize: ".85em" },
  ".cm-completionIcon-class:after": { content: "'C'" },
  ".cm-completionIcon-property:after": { content: "'P'" },
  ".cm-completionIcon-enum:after": { content: "'◆'" },
  ".cm-completionIcon-variable:after": { content: "'?'" },
  ".cm-completionIcon-namespace:after": { content: "':'" },
  ".cm-completionIcon-keyword:after, .cm-completionIcon-function:after": { content: "''" },
  "li[aria-selected] .cm-completionIcon": { color: "inherit" },
  ".cm-completionInfo": { fontFamily: "var(--sans)", fontSize: ".9rem", lineHeight: "1.45", padding: ".5rem .75rem" },
  ".cm-completionInfo p": { margin: "0 0 .3em", overflowWrap: "anywhere" },
  ".info-title": { fontWeight: "600" },
  ".info-row": { color: "var(--soft)" },
  ".cm-lintRange.cm-lintRange": { backgroundImage: "none" },
  ".cm-lintRange-error": { textDecoration: "underline wavy var(--red) 1.5px", backgroundColor: "var(--red-wash)" },
  ".cm-lintRange-warning": { textDecoration: "underline wavy var(--ochre-dot) 1.5px" },
  ".cm-lint-marker.cm-lint-marker": { content: "none", borderRadius: "50%", width: ".7em", height: ".7em", margin: ".45em auto 0" },
  ".cm-lint-marker-error": { backgroundColor: "var(--red)" },
  ".cm-lint-marker-warning": { backgroundColor: "var(--ochre-dot)" },
  ".cm-lintPoint:after": { borderBottomColor: "var(--red)" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--red)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--ochre-dot)" },
  ".cm-diagnostic": { fontFamily: "var(--sans)", fontSize: ".93rem", padding: ".4rem .75rem" },
  ".cm-diagnosticText": { whiteSpace: "pre-wrap" },
  ".cm-diagnosticAction": {
    font: "inherit",
    backgroundColor: "var(--green)",
    color: "var(--on-green)",
    borderRadius: "3px",
    padding: ".1rem .6rem",
    marginLeft: ".6rem",
  },
});

/** The longest that the page may stand still to read a query for its errors. */
const READING_MS = 2000;
const FRENCH = { Completions: "Propositions" };

/** What the server found wrong, and where; it goes with the next change of the text. */
const refused = StateEffect.define();
const refusal = StateField.define({
  create: () => null,
  update: (value, change) => {
    for (const effect of change.effects) if (effect.is(refused)) return effect.value;
    return change.docChanged ? null : value;
  },
});

/**
 * The first place before `stop` that our own grammar cannot read, else `stop`. The whole text is
 * read for it: a tree that the editor has only begun ends in an error of its own.
 */
function unread(state, stop) {
  let at = stop;
  ensureSyntaxTree(state, state.doc.length, READING_MS)?.iterate({
    to: stop,
    enter: (node) => {
      if (node.type.isError && node.from < at) at = node.from;
    },
  });
  return at;
}

/**
 * The word to blame for what the server could not read. It tells how far it came, which is
 * past the word that was wrong; a name with a prefix that nothing declares is told exactly.
 */
function blamed(state, { line, column }) {
  const text = state.doc.toString();
  const stop = offset(text, line, column);
  const read = tokens(text);
  const { declared } = prologue(read);
  const named = read.find((one) => one.from === stop && one.kind === "name");
  const isExact = named && !declared.has(named.text.slice(0, named.text.indexOf(":")));
  const at = isExact ? stop : unread(state, stop);
  const token = read.find((one) => one.to > at) ?? read.at(-1);
  return token ? { from: token.from, to: token.to } : { from: 0, to: text.length };
}

/** What is underlined: our own findings, and in place of one of them what the server said there. */
function underlined(state, found) {
  const told = state.field(refusal);
  if (!told?.line) return found;
  const place = blamed(state, told);
  const others = found.filter((one) => one.to <= place.from || one.from >= place.to);
  const mend = found.find((one) => one.from === place.from)?.actions;
  return [...others, { ...place, severity: "error", message: told.message, actions: mend ?? [] }];
}

/** Findings for a list under the editor, where a keyboard reaches what mends them. */
function listed(view, found) {
  const seen = new Set();
  const first = found.filter(({ message }) => !seen.has(message) && seen.add(message));
  return first.map(({ from, to, message, actions }) => ({
    line: view.state.doc.lineAt(from).number,
    message,
    go: () => {
      view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
      view.focus();
    },
    mends: actions.map((action) => ({
      name: action.name,
      apply: () => {
        action.apply(view, from, to);
        view.focus();
      },
    })),
  }));
}

/** A colon that ends a known prefix declares it, in the same step. */
function declareWhenTyped() {
  let known = null;
  vocabulary(page.completions).then((all) => {
    known = all;
  });
  return EditorView.inputHandler.of((view, from, to, typed) => {
    const text = view.state.doc.toString();
    const prefix = /(?:^|[\s({/|^,;.])([a-z][a-z0-9]*)$/.exec(text.slice(0, from))?.[1];
    const base = prefix && known?.prefixes[prefix];
    if (typed !== ":" || !base) return false;
    const isDeclaring = /\bprefix\s+\w+$/i.test(text.slice(0, from));
    const isDeclared = prologue(tokens(text)).declared.has(prefix);
    if (isDeclaring || isDeclared || isText(text, from)) return false;
    const changes = view.state.changes([
      declaration(text, prefix, base),
      { from, to, insert: typed },
    ]);
    view.dispatch({
      changes,
      selection: { anchor: changes.mapPos(to, 1) },
      userEvent: "input.type",
      scrollIntoView: true,
    });
    return true;
  });
}

/**
 * Typing over several lines, done by us: the browser would join them with styles of its own
 * making, which the page's policy refuses and reports.
 */
const overwriting = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to } = view.state.selection.main;
    const isOne = view.state.doc.lineAt(from).to >= to;
    if (event.inputType !== "insertText" || !event.data || isOne || view.composing) return false;
    const insert = () =>
      view.state.update(view.state.replaceSelection(event.data), { userEvent: "input.type" });
    const handlers = view.state.facet(EditorView.inputHandler);
    if (!handlers.some((handle) => handle(view, from, to, event.data, insert))) {
      view.dispatch(insert());
    }
    event.preventDefault();
    return true;
  },
});

/**
 * Puts the editor into `host`.
 * @returns {{ text(): string, write(text), mark(problem), go(line, column), focus() }}
 */
export function edit(host, { text, run, changed, remarked }) {
  const watched = async (editor) => {
    const found = await findings(editor.state.doc.toString(), page.completions);
    remarked(listed(editor, found));
    return underlined(editor.state, found);
  };
  const root = host.attachShadow({ mode: "open" });
  const help = el("p", { id: "help", hidden: true }, say("help"));
  const parent = el("div");
  root.append(parent, help);
  const view = new EditorView({
    parent,
    root,
    state: EditorState.create({
      doc: text,
      extensions: [
        keymap.of([
          { key: "Mod-Enter", run: () => (run(), true) },
          ...completionKeymap,
          ...historyKeymap,
          ...defaultKeymap,
        ]),
        lineNumbers(),
        lintGutter(),
        history(),
        bracketMatching(),
        closeBrackets(),
        sparql(),
        syntaxHighlighting(colours),
        theme,
        EditorView.lineWrapping,
        autocompletion({ override: [source(page.completions)], maxRenderedOptions: 60 }),
        refusal,
        linter(watched, { delay: 400, needsRefresh: (update) => update.startState.field(refusal) !== update.state.field(refusal) }),
        declareWhenTyped(),
        overwriting,
        language === "fr" ? EditorState.phrases.of(FRENCH) : [],
        EditorView.contentAttributes.of({
          "aria-label": say("code"),
          "aria-describedby": "help",
          spellcheck: "false",
          autocapitalize: "off",
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) changed(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    write: (written) =>
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: written },
        selection: { anchor: 0 },
        userEvent: "input.example",
      }),
    mark: (problem) => {
      view.dispatch({ effects: refused.of(problem) });
      forceLinting(view);
    },
    go: (problem) => {
      const { from } = blamed(view.state, problem);
      view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
      view.focus();
    },
    focus: () => view.focus(),
  };
}
