// What is being written outlives a reload, and a closed tab.

const KEY = "maillage.sparql";

function stored(storage) {
  try {
    return JSON.parse(storage().getItem(KEY));
  } catch {
    return null;
  }
}

/** The query that the address asks, whatever its language. */
const asked = () => new URLSearchParams(location.search).get("query");

/** Keeps the text beside the query that the address asked when it was written. */
export function keep(text) {
  const draft = JSON.stringify({ at: asked(), text });
  for (const storage of [() => sessionStorage, () => localStorage]) {
    try {
      storage().setItem(KEY, draft);
    } catch {
      // A browser may refuse to store anything; the text is still in the editor.
    }
  }
}

/** The text to go on with: this tab's at this address, else the last one where none is asked. */
export function kept() {
  const here = stored(() => sessionStorage);
  if (here && here.at === asked() && typeof here.text === "string") return here.text;
  const last = asked() ? null : stored(() => localStorage);
  return typeof last?.text === "string" ? last.text : null;
}
