/* Counting: a list with what its records have in each facet, and what is left of it after a choice. No document is needed here. */
import { statusOf } from "./status.js";

const DAY = 86_400_000;
const LATER = 1e6; // later than any day, in days

/* One list out of the parts of an index, in their order. `now` (milliseconds) settles what depends on the moment of reading. */
export function joined(parts, now) {
  const list = { size: 0, facets: new Map(), orders: {} };
  for (const part of parts) {
    const facets = Object.entries(part.facets);
    if (part.standing) facets.push([part.standing.facet, stood(part, list, now)]);
    for (const [name, { values, of }] of facets) take(list, name, values, of);
    for (const [name, places] of Object.entries(part.orders)) (list.orders[name] ??= []).push(...places);
    list.size += part.size;
  }
  return list;
}

function take(list, name, values, of) {
  if (!list.facets.has(name)) list.facets.set(name, { values: new Map(), of: [] });
  const facet = list.facets.get(name);
  const numbers = values.map((value) => {
    if (!facet.values.has(value)) facet.values.set(value, facet.values.size);
    return facet.values.get(value);
  });
  for (const local of of) facet.of.push(local.map((number) => numbers[number]));
}

/* What depends on the moment: the word for where each record stands, and its place in the own order: what is ahead first, the soonest at
   the top, then the newest (see views/lists.py). */
function stood(part, list, now) {
  const { states, of } = part.standing;
  const values = Object.keys(states);
  const standing = of.map((facts) => (typeof facts === "string" ? { state: facts, ahead: false } : statusOf(facts, now)));
  const place = ({ ahead, day }, record) => (ahead ? (day ? Date.parse(day) / DAY : LATER) : LATER * 2 + part.orders.newest[record]);
  (list.orders.soonest ??= []).push(...standing.map(place));
  return { values, of: standing.map(({ state }) => [values.findIndex((value) => states[value].includes(state))]) };
}

/* What is left after a choice (values by facet), in the order named, and how many would be left for each value of each facet.
   Values of one facet widen each other, facets narrow each other; so a value is counted among what the other facets leave. */
export function narrowed(list, chosen, sort = "") {
  const facets = [...list.facets.values()];
  const wanted = [...list.facets].map(([name, facet]) => chosen.has(name) && new Set([...chosen.get(name)].map((value) => facet.values.get(value))));
  const counts = facets.map((facet) => new Uint32Array(facet.values.size));
  const found = [];
  for (let record = 0; record < list.size; record++) {
    let misses = 0;
    let missed = 0;
    for (let at = 0; at < facets.length && misses < 2; at++) {
      if (!wanted[at] || facets[at].of[record].some((number) => wanted[at].has(number))) continue;
      misses++;
      missed = at;
    }
    if (misses === 1) for (const number of facets[missed].of[record]) counts[missed][number]++;
    if (misses) continue;
    found.push(record);
    for (let at = 0; at < facets.length; at++) for (const number of facets[at].of[record]) counts[at][number]++;
  }
  const places = list.orders[sort || "soonest"];
  if (places) found.sort((one, other) => places[one] - places[other] || one - other);
  const count = (name, value) => counts[[...list.facets.keys()].indexOf(name)]?.[list.facets.get(name).values.get(value)] ?? 0;
  return { found, count };
}
