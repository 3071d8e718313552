// What is being written outlives a reload, and a closed tab.

const KEY = "maillage.sparql";

function stored(storage) {
  try {
    return JSON.parse(storage().getItem(KEY));
  } catch {
    return null;
  }
}

/** Keeps the text beside the address it was written at. */
export function keep(text) {
  const draft = JSON.stringify({ at: location.search, text });
  for (const storage of [() => sessionStorage, () => localStorage]) {
    try {
      storage().setItem(KEY, draft);
    } catch {
      // A browser may refuse to store anything; the text is still in the editor.
    }
  }
}

/** The text to go on with: this tab's at this address, else the last one where none is asked. */
export function kept(isAsked) {
  const here = stored(() => sessionStorage);
  if (here?.at === location.search && typeof here.text === "string") return here.text;
  const last = isAsked ? null : stored(() => localStorage);
  return typeof last?.text === "string" ? last.text : null;
}
