// An answer as a map: points or départements on our own outlines, no tile from anywhere.

import { kinds, places } from "./columns.js";
import { choice, el, svg } from "./dom.js";
import { codeOf } from "./names.js";
import { name, shown } from "./things.js";
import { count, number, say, state } from "./words.js";

const [SMALLEST, LARGEST] = [5, 22];
const MOST = 5000;
const SHADES = 5;
const MARGIN = 60;

let ground = null;

/** The outlines, asked for once; a failure is not kept, so that the next look asks again. */
async function outlines() {
  ground ??= fetch(state.map).then((response) =>
    response.ok ? response.json() : Promise.reject(response.status),
  );
  try {
    return await ground;
  } catch (error) {
    ground = null;
    throw error;
  }
}

const radians = (degrees) => (degrees * Math.PI) / 180;
const halfTangent = (latitude) => Math.tan(Math.PI / 4 + radians(latitude) / 2);

function inFrame(frame, longitude, latitude) {
  const shrink = Math.cos(radians((frame.south + frame.north) / 2));
  const [width, height] = [(frame.east - frame.west) * shrink, frame.north - frame.south];
  const unit = frame.size / Math.max(width, height);
  const left = frame.x + (frame.size - width * unit) / 2;
  const top = frame.y + (frame.size - height * unit) / 2;
  return [left + (longitude - frame.west) * shrink * unit, top + (frame.north - latitude) * unit];
}

/** The place on the map of a point; null for ground that the map does not show. */
export function project(projection, longitude, latitude) {
  const within = ([west, south, east, north]) =>
    west <= longitude && longitude <= east && south <= latitude && latitude <= north;
  for (const frame of projection.frames) {
    const { west, south, east, north } = frame;
    if (within([west, south, east, north])) return inFrame(frame, longitude, latitude);
  }
  if (!within(projection.ground)) return null;
  const [first, second] = projection.parallels;
  const cone =
    Math.log(Math.cos(radians(first)) / Math.cos(radians(second))) /
    Math.log(halfTangent(second) / halfTangent(first));
  const scale =
    (projection.radius * Math.cos(radians(first)) * halfTangent(first) ** cone) / cone;
  const radius = scale / halfTangent(latitude) ** cone;
  const base = scale / halfTangent(projection.origin[1]) ** cone;
  const angle = cone * radians(longitude - projection.origin[0]);
  const [x, y] = projection.centre;
  return [x + radius * Math.sin(angle), y - base + radius * Math.cos(angle)];
}

/** The point of a row, or the outline of its département; null where it has no place here. */
function located(row, where, land) {
  if (where.longitude) {
    const terms = [row[where.longitude], row[where.latitude]];
    const at = terms.map((one) => (one ? Number(one.value) : NaN));
    const point = at.every(Number.isFinite) ? project(land.projection, ...at) : null;
    return point && { point };
  }
  const value = row[where.thing]?.value ?? "";
  const point = land.communes[codeOf(value, "commune") ?? value];
  const shape = land.shapes[codeOf(value, "departement")];
  return point ? { point } : shape ? { shape } : null;
}

function title(row, heads, where) {
  return heads
    .filter((head) => row[head] && head !== where.longitude && head !== where.latitude)
    .map((head) => `${head} : ${shown(row[head])}`)
    .join("\n");
}

/** The part of the map that holds these points, never narrower than a région. */
function view(points, land) {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  if (!points.length) return [0, 0, land.width, land.height];
  const size = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys), 140);
  const side = size + 2 * MARGIN;
  if (side > land.width * 0.7) return [0, 0, land.width, land.height];
  const x = (Math.max(...xs) + Math.min(...xs) - side) / 2;
  const y = (Math.max(...ys) + Math.min(...ys) - side) / 2;
  return [x, y, side, side];
}

function span(rows, head) {
  const values = rows.flatMap((row) => (row[head] ? Number(row[head].value) : []));
  return values.length ? [Math.min(...values), Math.max(...values)] : [0, 0];
}

/** What is drawn of the rows, the part of the map it is on, and the rows that have a place. */
function marks(answer, where, size, land) {
  const found = answer.rows
    .slice(0, MOST)
    .map((row) => ({ row, ...located(row, where, land) }))
    .filter(({ point, shape }) => point || shape);
  const [least, most] = span(found.map(({ row }) => row), size);
  const value = (row) => (size && row[size] ? Number(row[size].value) : 0);
  const isWhole = found.some(({ shape }) => shape);
  const whole = [0, 0, land.width, land.height];
  const box = isWhole ? whole : view(found.map(({ point }) => point), land);
  const tip = (row, name) =>
    svg("title", {}, [name, title(row, answer.heads, where)].filter(Boolean).join("\n"));

  function area({ row, shape }) {
    const share = most > least ? (value(row) - least) / (most - least) : 0;
    const shade = Math.min(SHADES - 1, Math.floor(share * SHADES));
    return svg("path", { class: `area shade-${shade}`, d: shape.d }, tip(row, shape.name));
  }
  function circle({ row, point: [x, y] }) {
    const share = most > 0 ? Math.sqrt(Math.max(value(row), 0) / most) : 0;
    const r = (SMALLEST + share * (LARGEST - SMALLEST)) * (box[2] / land.width);
    const at = { cx: x.toFixed(1), cy: y.toFixed(1), r: r.toFixed(2) };
    return svg("circle", { class: "spot", ...at }, tip(row));
  }
  const points = found.filter(({ point }) => point);
  points.sort((one, other) => value(other.row) - value(one.row));
  const drawn = [...found.filter(({ shape }) => shape).map(area), ...points.map(circle)];
  return { drawn, box, rows: found.map(({ row }) => row) };
}

function scale(rows, size) {
  if (!size) return null;
  const [least, most] = span(rows, size).map((one) => number(one));
  return el("p", { class: "small" }, `${size} : ${say("map_scale", { least, most })}`);
}

/** The map of an answer that says where its rows are. */
export async function map(answer) {
  const where = places(answer);
  if (!where) return el("p", { class: "missing" }, say("no_map"));
  const [land] = await Promise.all([outlines(), name(answer.rows)]);
  const kind = kinds(answer);
  const numbers = answer.heads.filter(
    (head) => kind[head] === "number" && !Object.values(where).includes(head),
  );
  let size = numbers[0] ?? "";
  const figure = el("figure", { class: "picture answer-map" });

  function draw() {
    const { drawn, box, rows } = marks(answer, where, size, land);
    const placed = rows.length;
    const shapes = Object.values(land.shapes).map(({ d }) => svg("path", { d }));
    const total = answer.rows.length;
    const picture = svg(
      "svg",
      {
        class: "map",
        viewBox: box.map((one) => one.toFixed(1)).join(" "),
        role: "img",
        "aria-label": say("map_label", { shown: number(placed) }),
      },
      svg("g", { class: "land" }, ...shapes),
      svg("g", {}, ...drawn),
    );
    const told = count("map_shown", placed, { shown: number(placed), total: number(total) });
    const first = total > MOST ? ` ${say("chart_first", { shown: number(MOST) })}` : "";
    const caption = el("p", { class: "small" }, told + first);
    figure.replaceChildren(picture, el("figcaption", {}, caption, scale(rows, size)));
  }

  draw();
  if (!numbers.length) return figure;
  const choices = [["", say("none")], ...numbers.map((head) => [head, head])];
  const chosen = choice(say("map_size"), choices, size, (value) => {
    size = value;
    draw();
  });
  return el("div", {}, el("div", { class: "inputs" }, chosen), figure);
}
