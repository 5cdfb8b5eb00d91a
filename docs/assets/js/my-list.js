/* The page of the reader's own list: each record as it stands today, with a note, in the reader's order; taken along as CSV, JSON, a
   calendar or an address that can be shared. A shared list is shown without being kept. */
import { say, sayOf } from "./words.js";
import { csv, save } from "./taking.js";
import { add, drop, isPath, keeps, read, root, tongue, watch, write } from "./list.js";
import { statusOf } from "./status.js";
import { standingWords } from "./status-words.js";

const MOST = 100; // records that an address holds
const works = document.querySelector("[data-works]");
const part = (name) => works.querySelector(`[data-${name}]`);
const [list, said, none, actions, taken, takeAll] = ["list", "said", "none", "actions", "taken", "take-all"].map(part);
const pages = new Map();

const asked = () => new URLSearchParams(location.search).get("r");
const shared = () => [...new Set((asked() ?? "").split(",").map((one) => `${one}/`).filter(isPath))].slice(0, MOST);
const shown = () => (shared().length ? shared().map((path) => ({ path, note: "" })) : read());

async function fetched(path) {
  for (const start of new Set([tongue.href, root.href])) {
    const answer = await fetch(start + path);
    if (answer.ok) return { address: start + path, page: new DOMParser().parseFromString(await answer.text(), "text/html") };
  }
  return null;
}

/* What the page of a record says of it; null where there is no such page any more. */
async function about(path) {
  const found = await fetched(path);
  if (!found) return null;
  const { address, page } = found;
  const text = (selector) => page.querySelector(selector)?.textContent.trim() ?? "";
  const status = page.querySelector("main > [data-status]")?.dataset.status;
  return {
    address, calendar: status && `${address}${path.split("/")[1]}.ics`, language: page.documentElement.lang,
    title: text("h1"), kind: text(".record-head .kind"), hue: page.querySelector("main > [data-kind]")?.dataset.kind ?? "",
    summary: page.querySelector("meta[name=description]")?.content ?? "",
    facts: status ? JSON.parse(status) : null,
  };
}

async function known(paths) {
  const missing = paths.filter((path) => !pages.has(path));
  const next = async () => {
    for (let path = missing.shift(); path; path = missing.shift()) pages.set(path, await about(path).catch(() => undefined));
  };
  await Promise.all(Array.from({ length: 4 }, next));
}

const stands = ({ facts }) => (facts ? standingWords(facts, statusOf(facts, Date.now())) : "");

function made(name, className, text = "") {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

function button(text, label, act, off = false) {
  const one = made("button", "button", text);
  one.type = "button";
  one.setAttribute("aria-label", label);
  one.disabled = off;
  one.addEventListener("click", act);
  return one;
}

async function move(at, by) {
  const all = read();
  all.splice(at + by, 0, ...all.splice(at, 1));
  write(all);
  await show();
  const row = list.children[at + by];
  const [up, down] = row.querySelectorAll("[data-up], [data-down]");
  ((by < 0 && !up.disabled) || down.disabled ? up : down).focus();
  said.textContent = sayOf("Moved to place {num}", "Moved to place {num}", at + by + 1);
}

async function remove(path, at, title) {
  drop(path);
  await show();
  said.textContent = say("Removed: {title}", { title });
  (list.children[Math.min(at, list.children.length - 1)]?.querySelector("h3 a") ?? none).focus();
}

/* A note is kept as it is typed; the list on the page stays as it is meanwhile. A field cannot be printed whole: on paper its text stands. */
let noting = false;
function note(path, kept, title) {
  const label = made("label", "note");
  const paper = made("p", "printed", kept);
  const field = made("textarea", "field");
  field.value = kept;
  field.rows = 2;
  field.maxLength = 2000;
  label.append(made("span", "small", say("Your note")), field, paper);
  field.setAttribute("aria-label", say("Your note on {title}", { title }));
  field.addEventListener("input", () => {
    paper.textContent = field.value;
    noting = true;
    write(read().map((one) => (one.path === path ? { ...one, note: field.value } : one)));
    noting = false;
  });
  return label;
}

function row({ path, note: kept }, at, all, mine) {
  const found = pages.get(path);
  const item = made("li", "card");
  const text = made("div", "text");
  const heading = made("h3");
  const title = found?.title ?? path;
  if (found) {
    item.dataset.kind = found.hue;
    const link = made("a", "", found.title);
    link.href = found.address;
    if (found.language !== document.documentElement.lang) link.lang = link.hreflang = found.language;
    heading.append(link);
    text.append(made("p", "kind", found.kind), heading, made("p", "", found.summary), made("p", "facts", stands(found)));
    text.children[2].lang = found.language;
  } else {
    heading.append(made("span", "", path));
    text.append(heading, made("p", "", found === null ? say("This record is no longer here.") : say("This record could not be loaded.")));
  }
  item.append(text);
  if (mine) {
    const up = button("↑", say("Move up: {title}", { title }), () => move(at, -1), at === 0);
    const down = button("↓", say("Move down: {title}", { title }), () => move(at, 1), at === all.length - 1);
    up.dataset.up = down.dataset.down = "";
    const tools = made("div", "actions");
    tools.append(up, down, button(say("Remove"), say("Remove: {title}", { title }), () => remove(path, at, title)));
    text.append(note(path, kept, title), tools);
  }
  return item;
}

let turn = 0;
async function show() {
  if (noting) return;
  const mine = ++turn;
  const all = shown();
  const foreign = shared().length > 0;
  await known(all.map(({ path }) => path));
  if (mine !== turn || (list.contains(document.activeElement) && document.activeElement.matches("textarea"))) return;
  const focused = document.activeElement;
  list.replaceChildren(...all.map((one, at) => row(one, at, all, !foreign)));
  if (focused && !focused.isConnected) list.querySelector("h3 a")?.focus();
  none.hidden = all.length > 0;
  actions.hidden = all.length === 0;
  taken.hidden = !foreign;
  part("take=clear").hidden = foreign;
  part("unkept").hidden = keeps();
  part("broken").hidden = !asked() || foreign;
  part("number").hidden = all.length === 0;
  part("number").textContent = sayOf("1 record", "{num} records", all.length);
}

const rows = () => shown().map(({ path, note: kept }) => ({ ...pages.get(path), path, note: kept })).filter(({ title }) => title);

const columns = () => [say("Title"), say("Kind"), say("How it stands"), say("Note"), say("Address")];
const table = () => csv([columns(), ...rows().map((one) => [one.title, one.kind, stands(one), one.note, one.address])]);
const described = () => rows().map(({ title, kind, address, path, note: kept, language }) => ({ title, kind, url: address, path, inLanguage: language, note: kept }));

/* Calendars as one. Each tells what its zones are in its own years: a zone stands once, with all that they tell of it. */
function together(calendars) {
  const parts = (text, name) => text.match(new RegExp(`BEGIN:${name}\\r\\n[^]*?END:${name}\\r\\n`, "g")) ?? [];
  const all = (name) => new Set(calendars.flatMap((text) => parts(text, name)));
  const zones = new Map();
  for (const zone of all("VTIMEZONE")) {
    const id = zone.match(/^TZID:.*$/m)[0].trim();
    zones.set(id, new Set([...(zones.get(id) ?? []), ...parts(zone, "STANDARD"), ...parts(zone, "DAYLIGHT")]));
  }
  const described = [...zones].map(([id, times]) => `BEGIN:VTIMEZONE\r\n${id}\r\n${[...times].join("")}END:VTIMEZONE\r\n`);
  const head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Knowledge hub//My list//EN\r\n";
  return `${head}${described.join("")}${[...all("VEVENT")].join("")}END:VCALENDAR\r\n`;
}

const TAKE = {
  csv: () => save("my-list.csv", "text/csv;charset=utf-8", table()),
  json: () => save("my-list.json", "application/json", JSON.stringify(described(), null, 2) + "\n"),
  ics: async () => {
    const read = async ({ calendar }) => {
      const answer = await fetch(calendar);
      return answer.ok ? answer.text() : "";
    };
    const texts = (await Promise.all(rows().filter(({ calendar }) => calendar).map((one) => read(one).catch(() => "")))).filter(Boolean);
    if (!texts.length) { said.textContent = say("No record of your list has a day to put into a calendar."); return; }
    save("my-list.ics", "text/calendar", together(texts));
    said.textContent = sayOf("1 record went into the calendar.", "{num} records went into the calendar.", texts.length);
  },
  print: () => print(),
  share: async () => {
    const paths = shown().slice(0, MOST).map(({ path }) => path.slice(0, -1));
    const first = sayOf("It holds the first record.", "It holds the first {num} records.", MOST);
    const rest = shown().length > MOST ? ` ${first}` : "";
    const address = location.origin + location.pathname + "?r=" + paths.join(",");
    part("address").value = address;
    part("shared").hidden = false;
    part("address").select();
    try {
      await navigator.clipboard.writeText(address);
      said.textContent = say("The address is copied. Notes stay with you.") + rest;
    } catch {
      said.textContent = say("The address is selected. Copy it from there. Notes stay with you.") + rest;
    }
  },
  clear: () => {
    if (!confirm(say("Remove all records and notes from your list?"))) return;
    write([]);
    said.textContent = say("Your list is empty.");
  },
};

document.querySelectorAll("[data-take]").forEach((one) => one.addEventListener("click", TAKE[one.dataset.take]));
takeAll.addEventListener("click", () => {
  add(shared());
  history.pushState(null, "", location.pathname);
  show();
});
addEventListener("popstate", show);
works.hidden = false;
watch(show);
show();
