/* A month as a grid: weeks from Monday with their numbers, one day at a time in the way of the keyboard. After the date grid of
   https://www.w3.org/WAI/ARIA/apg/patterns/dialog-modal/examples/datepicker-dialog/. */
import { daySaid, firstOf, lastOf, later, laterMonth, monthOf, monthSaid, sameDayIn, said, weekOf, weekdayOf } from "./days.js";
import { item, link, make, sortSaid } from "./calendar-parts.js";
import { say, sayOf } from "./words.js";

const LANES = 3;

export const firstShown = (month) => later(firstOf(month), -weekdayOf(firstOf(month)));
export const lastShown = (month) => later(lastOf(month), 6 - weekdayOf(lastOf(month)));

const on = (date, day) => !date.vague && date.first <= day && day <= date.last;

/* The dates of a week on lanes, those of several days first, so that each keeps its place from day to day. */
function lanesOf(dates, monday) {
  const sunday = later(monday, 6);
  const lanes = [];
  const within = dates.filter((date) => !date.vague && date.first <= sunday && date.last >= monday);
  const days = (date) => Number(date.last !== date.first);
  for (const date of within.sort((one, other) => days(other) - days(one) || Number(other.first < monday) - Number(one.first < monday))) {
    let lane = lanes.findIndex((taken) => taken.every((other) => other.last < date.first || other.first > date.last));
    if (lane < 0) lane = lanes.push([]) - 1;
    lanes[lane].push(date);
  }
  return lanes;
}

function mark(date, day, root) {
  const begins = day === date.first || weekdayOf(day) === 0;
  const ends = day === date.last || weekdayOf(day) === 6;
  const classes = ["mark", date.last !== date.first && "span", begins && "begins", ends && "ends", date.state && "off"].filter(Boolean).join(" ");
  const text = link(date, root, { tabindex: "-1", title: `${sortSaid(date.sort)}: ${date.title}` });
  return make("li", { class: classes, "data-kind": date.hue }, begins ? text : make("span", { class: "hide" }, date.title));
}

function cell(day, lanes, state) {
  const dates = lanes.map((lane) => lane.find((date) => on(date, day)));
  const number = dates.filter(Boolean).length;
  const shown = dates.slice(0, LANES);
  while (shown.length && !shown.at(-1)) shown.pop();
  const more = dates.slice(LANES).filter(Boolean).length;
  const told = `${said(day, { weekday: "long" })} ${daySaid(day)}${number ? `, ${sayOf("1 date", "{num} dates", number)}` : ""}`;
  const list = make("ul", {}, ...shown.map((date) => (date ? mark(date, day, state.root) : make("li", { class: "gap", "aria-hidden": "true" }))));
  if (more) list.append(make("li", { class: "more-dates" }, sayOf("1 more", "{num} more", more)));
  return make("td", {
    role: "gridcell", "data-at": day, tabindex: day === state.day ? "0" : "-1", "aria-selected": String(day === state.day),
    "aria-current": day === state.now ? "date" : undefined, class: monthOf(day) === state.month ? undefined : "other",
  }, make("span", { class: "hide" }, `${told}. `), make("b", { "aria-hidden": "true" }, String(Number(day.slice(8)))), ...(number ? [list] : []));
}

function head() {
  const monday = "2026-01-05";
  const days = [0, 1, 2, 3, 4, 5, 6].map((number) => {
    const day = later(monday, number);
    return make("th", { scope: "col", abbr: said(day, { weekday: "long" }) }, said(day, { weekday: "short" }));
  });
  return make("thead", {}, make("tr", {}, make("th", { scope: "col" }, make("span", { class: "hide" }, say("Week"))), ...days));
}

export function grid(dates, state) {
  const body = make("tbody");
  for (let monday = firstShown(state.month); monday <= lastOf(state.month); monday = later(monday, 7)) {
    const lanes = lanesOf(dates, monday);
    const days = [0, 1, 2, 3, 4, 5, 6].map((number) => cell(later(monday, number), lanes, state));
    body.append(make("tr", {}, make("th", { scope: "row" }, make("span", { class: "hide" }, `${say("Week")} `), String(weekOf(monday))), ...days));
  }
  return make("table", { role: "grid", class: "month", "aria-labelledby": "period" }, head(), body);
}

/* The list of the chosen day, and what is known to the month alone. */
export function beside(dates, state) {
  const ofDay = dates.filter((date) => on(date, state.day));
  const vague = dates.filter((date) => date.vague && date.first <= lastOf(state.month) && date.last >= firstOf(state.month) && (date.vague === "month"));
  const day = make("section", { "aria-labelledby": "chosen-day", class: "chosen-day" }, make("h3", { id: "chosen-day" }, `${said(state.day, { weekday: "long" })} ${daySaid(state.day)}`));
  day.append(ofDay.length ? make("ol", { class: "days" }, ...ofDay.map((date) => item(date, state.root, state.now))) : make("p", { class: "quiet" }, say("Nothing on this day.")));
  if (!vague.length) return [day];
  const open = make("section", { "aria-labelledby": "no-day" }, make("h3", { id: "no-day" }, say("{month}, day not announced", { month: monthSaid(state.month) })));
  open.append(make("ol", { class: "days" }, ...vague.map((date) => item(date, state.root, state.now))));
  return [day, open];
}

/* The day that a key leads to; nothing where the key means something else. */
export function dayAfterKey(key, shift, day) {
  const byMonths = (months) => sameDayIn(laterMonth(monthOf(day), months), day);
  switch (key) {
    case "ArrowLeft": return later(day, -1);
    case "ArrowRight": return later(day, 1);
    case "ArrowUp": return later(day, -7);
    case "ArrowDown": return later(day, 7);
    case "Home": return later(day, -weekdayOf(day));
    case "End": return later(day, 6 - weekdayOf(day));
    case "PageUp": return byMonths(shift ? -12 : -1);
    case "PageDown": return byMonths(shift ? 12 : 1);
    default: return "";
  }
}
