/* How a call or an event stands, in words and days: what templates/macros/dates.html.j2 prints, said again in the browser. */
import { say, sayOf } from "./words.js";
import { daysTo } from "./status.js";

const language = document.documentElement.lang;
const locale = language === "en" ? "en-150" : language; // English as written in Europe
const LONG_AGO = -30;
const formats = {};
const formatted = (day, how) => (formats[JSON.stringify(how)] ??= new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...how })).format(Date.parse(day));

/* 31 March 2026: a day as the pages say it. */
export const dayText = (day) => formatted(day, { day: "numeric", month: "long", year: "numeric" }).replaceAll(" ", "\u00a0");
export const weekday = (day) => formatted(day, { weekday: "long" }).replace(/^./, (first) => first.toUpperCase());
/* Mar: the month on a leaf of the calendar. */
export const month = (day) => formatted(day, { month: "short" }).replace(/\.$/, "");

/* The week of a day as ISO 8601 counts: the first has the year's first Thursday. */
export function week(day) {
  const from = new Date(Date.parse(day));
  from.setUTCDate(from.getUTCDate() + 4 - (from.getUTCDay() || 7));
  return Math.floor(daysTo(from.toISOString().slice(0, 10), `${from.getUTCFullYear()}-01-01`) / 7) + 1;
}

const time = ([, , clock, zone, , city]) => ({ time: clock.replace(/^0/, ""), zone: zone ? say("%(city)s time", { city }) : say("Brussels time") });

function cutWords({ state, days, cut, final }) {
  if (state !== "last") return final ? sayOf("Closes tomorrow", "Closes in %(num)s days", days) : sayOf("Next cut-off tomorrow", "Next cut-off in %(num)s days", days);
  if (cut[2]) return final ? say("Closes today at %(time)s %(zone)s", time(cut)) : say("Next cut-off today at %(time)s %(zone)s", time(cut));
  return final ? say("Closes today") : say("Next cut-off today");
}

export function callWords(status) {
  const { state, days } = status;
  if (state === "planned") return sayOf("Opens tomorrow", "Opens in %(num)s days", days);
  if (["open", "soon", "last"].includes(state)) return cutWords(status);
  if (state === "past") return days === 0 ? say("Closed today") : days < LONG_AGO ? say("Closed") : sayOf("Closed yesterday", "Closed %(num)s days ago", -days);
  if (state === "continuous") return say("Open all the time");
  return state === "cancelled" ? say("Withdrawn") : say("No deadline known");
}

export function eventWords({ state, days }) {
  if (state === "planned") return sayOf("Tomorrow", "In %(num)s days", days);
  if (state === "today") return say("Today");
  if (state === "running") return say("Running now");
  if (state === "undated") return say("Day not announced");
  if (state === "cancelled") return say("Cancelled");
  return state === "postponed" ? say("Postponed") : say("Past");
}

export function registrationWords({ state, days, cut }) {
  if (state === "past") return say("Registration closed");
  if (state !== "last") return sayOf("Registration closes tomorrow", "Registration closes in %(num)s days", days);
  return cut[2] ? say("Registration closes today at %(time)s %(zone)s", time(cut)) : say("Registration closes today");
}
