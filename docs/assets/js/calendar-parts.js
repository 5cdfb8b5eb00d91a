/* What the views of the calendar share: elements, and a date in a list. */
import { daySaid, later, left, monthOf, said } from "./days.js";
import { say } from "./words.js";

const LATELY = 90;

export function make(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined && value !== false) node.setAttribute(key, value === true ? "" : value);
  node.append(...children);
  return node;
}

const SORTS = {
  event: () => say("Event"),
  opens: () => say("Call opens"),
  "cut-off": () => say("Call closes"),
  registration: () => say("Registration closes"),
  "host-call": () => say("Call for hosts closes"),
  results: () => say("Results of a call"),
  duty: () => say("Date set by a law"),
};
export const sortSaid = (sort) => SORTS[sort]?.() ?? sort;

const STATES = { cancelled: () => say("cancelled"), postponed: () => say("put off") };

export const link = (date, root, attributes = {}) => make("a", { href: root + date.path, hreflang: date.lang, lang: date.lang, ...attributes }, date.title);

const range = (date) => say("{first} to {last}", { first: daySaid(date.first), last: daySaid(date.last) });

function leaf(date) {
  if (date.vague) return make("span", { class: "no-day" }, make("b", { "aria-hidden": "true" }, "·"), " ", make("span", { class: "hide" }, say("day not announced")));
  const first = Number(date.first.slice(8));
  const within = date.last !== date.first && monthOf(date.last) === monthOf(date.first);
  const days = within ? `${first}–${Number(date.last.slice(8))}` : String(first);
  return make("time", { datetime: date.first }, make("b", {}, days), " ", said(date.first, { weekday: "short" }));
}

/* How many days are left; what passed long ago needs no such words. */
function leftOf(date, now) {
  if (date.vague || date.last < later(now, -LATELY)) return "";
  return left(date.last < now ? date.last : date.first <= now ? now : date.first, now);
}

/* A date as an item of a list: its day, the record, and what sort of day it is. */
export function item(date, root, now, heading = "h4") {
  const told = [date.state && STATES[date.state]?.(), date.last !== date.first && !date.vague && range(date), date.at, date.says, leftOf(date, now)];
  const line = make("p", { class: "when" }, make("strong", {}, sortSaid(date.sort)), ...told.filter(Boolean).map((text) => ` · ${text}`));
  return make("li", { "data-kind": date.hue, class: date.last < now ? "past" : undefined }, leaf(date), make("div", {}, make(heading, {}, link(date, root)), line));
}
