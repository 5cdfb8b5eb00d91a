/* Days as the pages write them: 2027-01-12 is a day and no moment, whatever clock the reader has. */
import { dayIn, daysTo } from "./status.js";
import { say, sayOf } from "./words.js";

const DAY = 86_400_000;
const language = document.documentElement.lang;
const locale = language === "en" ? "en-150" : language;

export const numberOf = (day) => Date.parse(day) / DAY;
export const dayOf = (number) => new Date(number * DAY).toISOString().slice(0, 10);
export const today = () => dayIn("Europe/Brussels", Date.now()); // the calendar that deadlines follow

/* How a day is said; the parts are those of Intl.DateTimeFormat. Day, month and year stay on one line. */
const formats = new Map();
export function said(day, parts) {
  const key = JSON.stringify(parts);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...parts }));
  return formats.get(key).format(numberOf(day) * DAY).replaceAll(" ", "\u00a0");
}

export function left(day, from = today()) {
  const days = daysTo(day, from);
  if (days === 0) return say("Today");
  return days > 0 ? sayOf("In 1 day", "In {num} days", days) : sayOf("1 day ago", "{num} days ago", -days);
}
