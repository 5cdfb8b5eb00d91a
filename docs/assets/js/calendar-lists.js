/* The agenda: dates month by month; and the year: twelve small months, each with its number of dates. */
import { firstOf, lastOf, later, laterMonth, monthOf, monthSaid, said, weekdayOf } from "./days.js";
import { item, make } from "./calendar-parts.js";
import { say, sayOf } from "./words.js";

export function agenda(dates, state) {
  const months = new Map();
  for (const date of dates) {
    const place = date.vague === "year" ? date.from : monthOf(date.first);
    if (!months.has(place)) months.set(place, []);
    months.get(place).push(date);
  }
  return [...months].map(([place, found]) => {
    const title = place.length === 4 ? say("{year}, month not announced", { year: place }) : monthSaid(place);
    const list = make("ol", { class: "days" }, ...found.map((date) => item(date, state.root, state.now)));
    return make("section", { class: "month-list", "aria-labelledby": `at-${place}` }, make("h3", { id: `at-${place}` }, title), list);
  });
}

function small(month, dates, state, address) {
  const days = make("div", { class: "small-month", "aria-hidden": "true" });
  const from = firstOf(month);
  const to = lastOf(month);
  for (let gap = weekdayOf(from); gap > 0; gap -= 1) days.append(make("i"));
  for (let day = from; day <= to; day = later(day, 1)) {
    const busy = dates.some((date) => !date.vague && date.first <= day && day <= date.last);
    days.append(make("i", { class: [busy && "busy", day === state.now && "now"].filter(Boolean).join(" ") || undefined }, String(Number(day.slice(8)))));
  }
  const name = said(from, { month: "long" });
  const link = make("a", { href: address, "data-month": month }, name[0].toLocaleUpperCase() + name.slice(1));
  const number = dates.length ? sayOf("1 date", "{num} dates", dates.length) : say("no date");
  return make("section", { class: dates.length ? undefined : "empty" }, make("h3", {}, link, make("span", { class: "small quiet" }, ` ${number}`)), days);
}

export function year(dates, state, addressOf) {
  const first = `${state.month.slice(0, 4)}-01`;
  const months = make("div", { class: "year-months" });
  for (let number = 0; number < 12; number += 1) {
    const month = laterMonth(first, number);
    const within = dates.filter((date) => date.vague !== "year" && date.first <= lastOf(month) && date.last >= firstOf(month));
    months.append(small(month, within, state, addressOf(month)));
  }
  const open = dates.filter((date) => date.vague === "year");
  return open.length ? [months, ...agenda(open, state)] : [months];
}
