// What the columns of an answer hold: numbers, dates, places.

import { codeOf } from "./names.js";

const NUMERIC = /(integer|decimal|double|float|int|long|short|byte|nonNegativeInteger|positiveInteger)$/;
const DATE = /#(date|dateTime|gYear|gYearMonth)$/;
const LONGITUDE = /^(longitude|lon|lng|long)$/i;
const LATITUDE = /^(latitude|lat)$/i;
const PLACED = ["commune", "departement"];
const COMMUNE = /^(\d{5}|2[AB]\d{3})$/;

function kindOf(values) {
  const every = (test) => values.length > 0 && values.every(test);
  if (every((one) => NUMERIC.test(one.datatype ?? ""))) return "number";
  if (every((one) => DATE.test(one.datatype ?? ""))) return "date";
  return "text";
}

/** The kind of each column (`number`, `date` or `text`), by its name. */
export function kinds({ heads, rows }) {
  return Object.fromEntries(
    heads.map((head) => [head, kindOf(rows.flatMap((row) => row[head] ?? []))]),
  );
}

/** Whether a column holds communes or départements: things of ours, or the codes of communes. */
function isPlaced(rows, head) {
  const terms = rows.flatMap((row) => row[head] ?? []);
  const isThing = (one) => one.type === "uri" && PLACED.some((kind) => codeOf(one.value, kind));
  if (terms.some(isThing)) return true;
  return /insee|commune/i.test(head) && terms.length > 0 && terms.every((one) => COMMUNE.test(one.value));
}

/**
 * Where the rows are on a map, null where no column says it:
 * `{ longitude, latitude }`, or `{ thing }`, each the name of a column.
 */
export function places({ heads, rows }) {
  const longitude = heads.find((head) => LONGITUDE.test(head));
  const latitude = heads.find((head) => LATITUDE.test(head));
  if (longitude && latitude) return { longitude, latitude };
  const thing = heads.find((head) => isPlaced(rows, head));
  return thing ? { thing } : null;
}
