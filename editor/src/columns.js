// What the columns of an answer hold: numbers, dates, places.

import { codeOf } from "./names.js";

const NUMERIC = /(integer|decimal|double|float|int|long|short|byte|nonNegativeInteger|positiveInteger)$/;
const DATE = /#(date|dateTime|gYear|gYearMonth)$/;
const LONGITUDE = /^(longitude|lon|lng|long)$/i;
const LATITUDE = /^(latitude|lat)$/i;
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

function coded(rows, head, kind) {
  return rows.some((row) => row[head]?.type === "uri" && codeOf(row[head].value, kind));
}

/**
 * Where the rows are on a map, null where no column says it:
 * `{ longitude, latitude }`, `{ commune }` or `{ departement }`, each the name of a column.
 */
export function places({ heads, rows }) {
  const longitude = heads.find((head) => LONGITUDE.test(head));
  const latitude = heads.find((head) => LATITUDE.test(head));
  if (longitude && latitude) return { longitude, latitude };
  const commune = heads.find((head) => coded(rows, head, "commune"));
  if (commune) return { commune };
  const departement = heads.find((head) => coded(rows, head, "departement"));
  if (departement) return { departement };
  const code = heads.find((head) => {
    const values = rows.flatMap((row) => row[head]?.value ?? []);
    return /insee|commune/i.test(head) && values.length && values.every((one) => COMMUNE.test(one));
  });
  return code ? { commune: code } : null;
}
