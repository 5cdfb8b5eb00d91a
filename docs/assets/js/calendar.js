/* The calendar: month, agenda or year, narrowed by filters. What is looked at stands in the address. */
import { beside, dayAfterKey, firstShown, grid, lastShown } from "./calendar-month.js";
import { agenda, year } from "./calendar-lists.js";
import { chosen, datesIn, FILTERS } from "./calendar-dates.js";
import { dayOf, daySaid, firstOf, lastOf, laterMonth, monthOf, monthSaid, said, numberOf, today } from "./days.js";
import { make } from "./calendar-parts.js";
import { say, sayOf } from "./words.js";

const place = document.querySelector("[data-calendar]");
const listed = document.querySelector("[data-listed]");
const drawn = place.querySelector("[data-drawn]");
const count = place.querySelector("[data-count]");
const period = place.querySelector("#period");
const form = place.querySelector("form");
const [back, forth] = place.querySelectorAll("[data-turn]");
const folder = place.dataset.calendar;
const root = place.dataset.root;
const years = place.dataset.years.split(" ").map(Number);
const narrow = matchMedia("(max-width: 48rem)");
const now = today();

const MONTH = /^(19|20|21)\d\d-(0[1-9]|1[0-2])$/;
const DAY = /^(19|20|21)\d\d-\d\d-\d\d$/;
const isDay = (text) => DAY.test(text) && !Number.isNaN(Date.parse(text)) && dayOf(numberOf(text)) === text;
const VIEWS = ["month", "agenda", "year"];
const usual = () => (narrow.matches ? "agenda" : "month");
const possible = Object.fromEntries(FILTERS.map((name) => [name, [...form.elements].filter((field) => field.name === name).flatMap((field) => (field.options ? [...field.options].map((option) => option.value) : [field.value])).filter(Boolean)]));

/* What the address asks for; what makes no sense in it is left out. */
function asked() {
  const words = new URLSearchParams(location.search);
  const day = isDay(words.get("day")) ? words.get("day") : "";
  const month = MONTH.test(words.get("month")) ? words.get("month") : day ? monthOf(day) : monthOf(now);
  const filters = Object.fromEntries(FILTERS.map((name) => [name, words.getAll(name).filter((value) => possible[name].includes(value))]));
  return { view: VIEWS.includes(words.get("view")) ? words.get("view") : usual(), month, day: day && monthOf(day) === month ? day : "", filters };
}

function addressOf({ view, month, day, filters }) {
  const words = new URLSearchParams();
  words.set("view", view);
  words.set("month", month);
  if (day && view === "month") words.set("day", day);
  for (const name of FILTERS) for (const value of filters[name]) words.append(name, value);
  return `?${words}`;
}

let state = asked();
let loaded = [];
let turn = 0;

const chosenDay = () => state.day || (state.month === monthOf(now) ? now : firstOf(state.month));
const full = () => ({ ...state, day: chosenDay(), root, now });

/* The days that a view is about: those that are counted, and those it shows. */
function spanOf({ view, month }) {
  if (view === "agenda") return [firstOf(month), lastOf(laterMonth(month, 11))];
  if (view === "year") return [`${month.slice(0, 4)}-01-01`, `${month.slice(0, 4)}-12-31`];
  return [firstOf(month), lastOf(month)];
}

function titleOf({ view, month }) {
  if (view === "year") return month.slice(0, 4);
  return view === "agenda" ? say("{first} to {last}", { first: monthSaid(month), last: said(firstOf(laterMonth(month, 11)), { month: "long", year: "numeric" }) }) : monthSaid(month);
}

const TURNS = { month: [() => say("Previous month"), () => say("Next month")], agenda: [() => say("Previous year"), () => say("Next year")], year: [() => say("Previous year"), () => say("Next year")] };

function tell(number) {
  const said = number ? sayOf("1 date", "{num} dates", number) : say("No dates");
  count.textContent = `${titleOf(state)}: ${said}`;
}

/* How many dates each value of a filter would leave, beside its name. */
function number(within) {
  for (const name of FILTERS) {
    const rest = within.filter((date) => chosen(date, state.filters, name));
    const counts = new Map();
    for (const date of rest) for (const value of [date[name] ?? []].flat()) counts.set(value, (counts.get(value) ?? 0) + 1);
    for (const field of [...form.elements].filter((one) => one.name === name)) {
      if (field.options) for (const option of field.options) { if (option.value) option.textContent = `${option.dataset.title} (${counts.get(option.value) ?? 0})`; }
      else field.closest("label").querySelector("[data-number]").textContent = counts.get(field.value) ?? 0;
    }
  }
}

function fill() {
  for (const button of place.querySelectorAll("[data-view]")) {
    const on = button.dataset.view === state.view;
    button.setAttribute("aria-pressed", String(on));
    button.classList.toggle("on", on);
  }
  for (const field of form.elements) {
    if (field.type === "checkbox") field.checked = state.filters.sort.includes(field.value);
    else if (field.name) field.value = state.filters[field.name]?.[0] ?? "";
  }
  const narrowed = FILTERS.reduce((sum, name) => sum + state.filters[name].length, 0);
  place.querySelector("[data-narrowed]").textContent = narrowed ? `(${narrowed})` : "";
  period.textContent = titleOf(state);
  [back, forth].forEach((button, index) => { button.querySelector("span").textContent = TURNS[state.view][index](); });
}

/* On paper the grid is followed by the whole month as a list: what is cut short in the grid stands there in full. */
function drawMonth(dates, counted) {
  const seen = full();
  const day = make("div", { class: "beside" }, ...beside(dates, seen));
  drawn.replaceChildren(make("div", { class: "month-and-day" }, grid(dates, seen), day, make("div", { class: "printed" }, ...agenda(counted, seen))));
  offerNext();
}

/* Where a day has nothing, the way to the next one that has something. */
async function offerNext() {
  const beside = drawn.querySelector(".chosen-day");
  if (!beside || beside.querySelector("ol")) return;
  const next = await nextAfter(chosenDay()).catch(() => undefined);
  if (!next || !beside.isConnected) return;
  const button = make("button", { type: "button", class: "button" }, `${say("Next:")} ${said(next, { weekday: "long" })} ${daySaid(next)}`);
  button.addEventListener("click", () => go({ month: monthOf(next), day: next }).then(focusDay));
  beside.append(button);
}

async function nextAfter(day) {
  for (const year of years.filter((year) => year >= Number(day.slice(0, 4)))) {
    const found = await datesIn(folder, years, `${year}-01-01`, `${year}-12-31`);
    const [next] = found.filter((date) => !date.vague && date.first > day && chosen(date, state.filters)).map(({ first }) => first).sort();
    if (next) return next;
  }
  return undefined;
}

const nothing = () => make("p", { class: "quiet" }, FILTERS.some((name) => state.filters[name].length) ? say("No dates in this time with these filters.") : say("No dates in this time."));

function show() {
  const [first, last] = spanOf(state);
  const within = loaded.filter((date) => date.first <= last && date.last >= first);
  const dates = loaded.filter((date) => chosen(date, state.filters));
  const counted = within.filter((date) => chosen(date, state.filters) && !(state.view === "month" && date.vague === "year"));
  number(within);
  if (state.view === "month") drawMonth(dates, counted);
  else if (state.view === "year") drawn.replaceChildren(...year(counted, full(), (month) => addressOf({ ...state, view: "month", month, day: "" })));
  else drawn.replaceChildren(...(counted.length ? agenda(counted, full()) : [nothing()]));
  tell(counted.length);
}

async function look() {
  const mine = ++turn;
  fill();
  const [first, last] = state.view === "month" ? [firstShown(state.month), lastShown(state.month)] : spanOf(state);
  let found;
  try {
    found = await datesIn(folder, years, first, last);
  } catch {
    if (mine !== turn) return false;
    count.textContent = say("The dates could not be loaded. They stand below as a list.");
    drawn.replaceChildren();
    listed.hidden = false;
    return false;
  }
  if (mine !== turn) return false;
  loaded = found;
  listed.hidden = true;
  show();
  return true;
}

function go(change, { replace = false } = {}) {
  state = { ...state, ...change };
  history[replace ? "replaceState" : "pushState"](null, "", addressOf(state));
  return look();
}

const focusDay = () => drawn.querySelector('[tabindex="0"]')?.focus();

/* Another day of the month that is shown: the grid stays, and only two of its days change. */
async function choose(day) {
  if (monthOf(day) !== state.month) {
    if (await go({ day, month: monthOf(day) }, { replace: true })) focusDay();
    return;
  }
  state.day = day;
  history.replaceState(null, "", addressOf(state));
  for (const cell of drawn.querySelectorAll("[data-at]")) {
    const on = cell.dataset.at === day;
    cell.tabIndex = on ? 0 : -1;
    cell.setAttribute("aria-selected", String(on));
  }
  drawn.querySelector(".beside").replaceChildren(...beside(loaded.filter((date) => chosen(date, state.filters)), full()));
  offerNext();
  focusDay();
}

drawn.addEventListener("keydown", (event) => {
  const cell = event.target.closest("[data-at]");
  if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target === cell && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    drawn.querySelector(".chosen-day a")?.focus();
    return;
  }
  const day = dayAfterKey(event.key, event.shiftKey, cell.dataset.at);
  if (!day) return;
  event.preventDefault();
  choose(day);
});
drawn.addEventListener("click", (event) => {
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  const month = event.target.closest("[data-month]");
  if (month && plain) {
    event.preventDefault();
    go({ view: "month", month: month.dataset.month, day: "" }).then(() => focusDay());
    return;
  }
  const cell = event.target.closest("[data-at]");
  if (cell && !event.target.closest("a")) choose(cell.dataset.at);
});
for (const button of [back, forth]) {
  button.addEventListener("click", () => go({ month: laterMonth(state.month, Number(button.dataset.turn) * (state.view === "month" ? 1 : 12)), day: "" }));
}
place.querySelector("[data-today]").addEventListener("click", () => go({ month: monthOf(now), day: state.view === "month" ? now : "" }));
for (const button of place.querySelectorAll("[data-view]")) button.addEventListener("click", () => go({ view: button.dataset.view }));
form.addEventListener("change", () => {
  const values = new FormData(form);
  go({ filters: Object.fromEntries(FILTERS.map((name) => [name, values.getAll(name).filter(Boolean)])) });
});
form.addEventListener("reset", () => go({ filters: Object.fromEntries(FILTERS.map((name) => [name, []])) }));
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("popstate", () => { state = asked(); look(); });

place.hidden = false;
listed.hidden = true;
place.querySelector("details").open = FILTERS.some((name) => state.filters[name].length);
look();
