/* The dates of the calendar: a file for each year, loaded when a reader looks at it; and what is left of them after filtering. */
import { firstOf, lastOf } from "./days.js";

export const FILTERS = ["sort", "topic", "country", "ecosystem", "series", "mode"];

/* A date that is known to the day lies from `first` to `last`; another has a month, or a year alone. */
function read(date) {
  const [year, month, day] = date.from.split("-");
  if (day) return { ...date, first: date.from, last: date.to ?? date.from };
  return { ...date, vague: month ? "month" : "year", first: firstOf(`${year}-${month ?? "01"}`), last: lastOf(`${year}-${month ?? "12"}`) };
}

const files = new Map();
function yearFile(folder, year) {
  if (!files.has(year)) {
    const loading = fetch(`${folder}${year}.json`).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status}`);
      return answer.json();
    }).then((rows) => rows.map(read));
    loading.catch(() => files.delete(year));
    files.set(year, loading);
  }
  return files.get(year);
}

/* All dates that touch the days from first to last, each once, in their order. */
export async function datesIn(folder, years, first, last) {
  const from = Number(first.slice(0, 4));
  const to = Number(last.slice(0, 4));
  const found = await Promise.all(years.filter((year) => year >= from && year <= to).map((year) => yearFile(folder, year).then((dates) => [year, dates])));
  return found.flatMap(([year, dates]) => dates.filter((date) => year === from || Number(date.first.slice(0, 4)) === year)).filter((date) => date.first <= last && date.last >= first);
}

const has = (value, chosen) => (Array.isArray(value) ? value.includes(chosen) : value === chosen);

/* Whether a date is chosen; `but` names a filter that does not count, to tell how many each of its values would leave. */
export const chosen = (date, filters, but = "") => FILTERS.every((name) => {
  const wanted = filters[name] ?? [];
  return name === but || !wanted.length || wanted.some((value) => has(date[name], value));
});
