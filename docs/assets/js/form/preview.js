/* The card and the page of a record that is being written, as readers will see them. */
import { locale } from "../days.js";
import { number, say } from "../words.js";
import { Bare } from "./yaml.js";
import { fieldsIn, isEmpty, typedIn } from "./fields.js";
import { entriesOf } from "./entries.js";
import { about, rowsHere } from "./known.js";
import { made, marked } from "./marks.js";
import { read } from "./values.js";

const classed = (name, className, ...inside) => {
  const element = made(name, ...inside);
  element.className = className;
  return element;
};

const text = (value) => (value instanceof Bare ? value.text : typeof value === "string" ? value : "");
const titled = (look, id) => rowsHere(look)?.find((row) => row.id === id)?.title ?? id;
const countryOf = (code) => titled("country", code);

/* The day of a value; none where it is no day, which is said beside its field. */
function dayIn(value) {
  const [day] = text(value).split(" ");
  return "value" in read("about-when", day) ? day : "";
}

const parts = (when) => when.split("-").map(Number);

/* A day, a month or a year as the pages write it. */
export function spoken(when) {
  const [year, month, day] = parts(when);
  if (!month) return String(year);
  const shown = { year: "numeric", month: "long", ...(day && { day: "numeric" }), timeZone: "UTC" };
  return new Date(Date.UTC(year, month - 1, day || 1)).toLocaleDateString(locale, shown);
}

function leaf(when, hue) {
  const [year, month, day] = parts(when);
  const shown = month ? new Date(Date.UTC(year, month - 1, 1)).toLocaleDateString(locale, { month: "short", timeZone: "UTC" }).replace(/\.$/, "") : "\u00a0";
  const block = classed("span", "date-block", made("b", shown), " ", made("i", String(day || "·")), " ", made("small", String(year)));
  block.dataset.when = "open";
  block.dataset.kind = hue;
  return block;
}

const figuresOf = (values) => values.results?.figures ?? values.participation ?? values.key_figures ?? values.result_figures ?? values.totals ?? [];

function figure(values) {
  const [one] = figuresOf(values);
  const counts = one && [text(one.indicator), dayIn(one.year) && spoken(dayIn(one.year))].filter(Boolean).join(", ");
  const [value, unit] = one ? [text(one.value), text(one.unit)] : [text(values.budget), "EUR"];
  if (!value || Number.isNaN(Number(value))) return null;
  const shown = classed("b", "n", number(Number(value)));
  if (unit) shown.append(" ", classed("small", "below", unit));
  return classed("p", "figure", shown, ` ${counts ?? ""}`);
}

const dayOf = (values) => dayIn(values.start) || dayIn(values.cut_offs?.at(-1)?.day) || dayIn(values.day) || dayIn(values.period?.start);
const DATED = ["event", "funding-call"];

function placeOf(values) {
  const place = values.place ?? values;
  const codes = [text(place.country), ...(place.countries ?? values.applicants?.countries ?? []).map(text)].filter(Boolean);
  return [text(place.city), codes.map(countryOf).join(", ")].filter(Boolean).join(", ");
}

/* The card of the record so far, with the icon of its kind. */
export function card(values, icon) {
  const item = classed("li", "card");
  item.dataset.kind = about.hue;
  const day = dayOf(values);
  if (DATED.includes(about.kind) && day) {
    item.classList.add("dated");
    item.append(leaf(day, about.hue));
  }
  const place = placeOf(values);
  const kind = classed("p", "kind", icon.cloneNode(true), made("span", DATED.includes(about.kind) || !place ? about.called : place));
  const facts = classed("p", "facts", [titled("organisation", text(values.organisation)), day && spoken(day), DATED.includes(about.kind) && place].filter(Boolean).join(" · "));
  item.append(classed("div", "text", kind, made("h3", text(values.title) || say("Without a title")), made("p", text(values.summary)), facts));
  const leading = figure(values);
  if (leading) item.append(leading);
  return item;
}

/* What a field is called. */
export const nameOf = (field) => field.querySelector("legend, label").firstChild.textContent.trim() || field.querySelector("label span").firstChild.textContent.trim();
const wordOf = (field, value) => field.querySelector(`option[value="${CSS.escape(value)}"]`)?.textContent ?? value;

function shown(field) {
  const value = typedIn(field);
  switch (field.dataset.control) {
    case "lines": return marked(value);
    case "words": return [made("p", wordOf(field, value))];
    case "tick": return [made("p", say("Yes"))];
    case "ticks": return [made("p", [...field.querySelectorAll("input:checked + span")].map((one) => one.textContent).join(", "))];
    case "look": return [made("p", titled(field.dataset.look, value))];
    case "looks": return [made("p", value.map((one) => titled(field.dataset.look, one)).join(", "))];
    case "texts": return [made("ul", ...value.filter((one) => one.trim()).map((one) => made("li", one)))];
    case "part": return [table(field)];
    case "parts": return entriesOf(field).filter((entry) => fieldsIn(entry).some((one) => !isEmpty(typedIn(one)))).map(table);
    default: return [made("p", value)];
  }
}

function table(box) {
  const list = made("dl");
  list.className = "facts";
  for (const field of fieldsIn(box).filter((one) => !isEmpty(typedIn(one)))) list.append(made("dt", nameOf(field)), made("dd", ...shown(field)));
  return list;
}

/* All that was typed, field by field, the record's own texts with their marks. */
export function page(form) {
  const fields = fieldsIn(form).filter((field) => !isEmpty(typedIn(field)));
  const named = (name) => fields.find((field) => field.dataset.field === name);
  const head = [made("h3", named("title") ? typedIn(named("title")) : say("Without a title"))];
  if (named("summary")) head.push(classed("p", "lead", typedIn(named("summary"))));
  return [...head, ...fields.filter((field) => !["title", "summary"].includes(field.dataset.field)).flatMap((field) => [made("h4", nameOf(field)), ...shown(field)])];
}
