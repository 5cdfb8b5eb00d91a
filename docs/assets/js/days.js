/* Days as the pages write them: 2027-01-12 is a day and no moment, whatever clock the reader has. A month is written 2027-01. */
import { dayIn, daysTo } from "./status.js";
import { say, sayOf } from "./words.js";

const DAY = 86_400_000;
const language = document.documentElement.lang;
export const locale = language === "en" ? "en-150" : language; // English as written in Europe

export const numberOf = (day) => Date.parse(day) / DAY;
export const dayOf = (number) => new Date(number * DAY).toISOString().slice(0, 10);
export const later = (day, days) => dayOf(numberOf(day) + days);
export const today = () => dayIn("Europe/Brussels", Date.now()); // the calendar that deadlines follow

/* The place of a day in its week: 0 is Monday. */
export const weekdayOf = (day) => (numberOf(day) + 3) % 7;

/* The number of a day's week after ISO 8601: that of the year which holds its Thursday. */
export function weekOf(day) {
  const thursday = later(day, 3 - weekdayOf(day));
  return Math.floor((numberOf(thursday) - numberOf(`${thursday.slice(0, 4)}-01-01`)) / 7) + 1;
}

export const monthOf = (day) => day.slice(0, 7);
export const firstOf = (month) => `${month}-01`;
export const lastOf = (month) => later(firstOf(laterMonth(month, 1)), -1);

const pad = (number, length) => String(number).padStart(length, "0");
const FIRST = 1900 * 12;
const LAST = 2199 * 12 + 11;

/* The month so many months on, held between 1900 and 2199. */
export function laterMonth(month, months) {
  const number = Math.min(LAST, Math.max(FIRST, Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months));
  return `${pad(Math.floor(number / 12), 4)}-${pad((number % 12) + 1, 2)}`;
}

/* The same day of another month, or its last one where it is shorter. */
export function sameDayIn(month, day) {
  const last = lastOf(month);
  const same = `${month}-${day.slice(8)}`;
  return same > last ? last : same;
}

/* How a day is said, in the parts of Intl.DateTimeFormat; it stays on one line. */
const formats = new Map();
export function said(day, parts) {
  const key = JSON.stringify(parts);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...parts }));
  return formats.get(key).format(numberOf(day) * DAY).replaceAll(" ", "\u00a0");
}

const capital = (text) => text[0].toLocaleUpperCase(locale) + text.slice(1);
export const monthSaid = (month) => capital(said(firstOf(month), { month: "long", year: "numeric" }));
export const daySaid = (day) => said(day, { day: "numeric", month: "long", year: "numeric" });
export const weekdaySaid = (day) => capital(said(day, { weekday: "long" }));
/* Mar: the month on a leaf of the calendar. */
export const shortMonth = (day) => said(day, { month: "short" }).replace(/\.$/, "");

export function left(day, from = today()) {
  const days = daysTo(day, from);
  if (days === 0) return say("Today");
  return days > 0 ? sayOf("In 1 day", "In {num} days", days) : sayOf("1 day ago", "{num} days ago", -days);
}
