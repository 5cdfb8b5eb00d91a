/* A page says how things stood when it was built. Here it says how they stand now: words, date blocks, timelines, the order of lists. It
   looks again whenever something can have changed, so a page left open over midnight or a deadline is right too. */
import { statusOf, nextChange, dayIn } from "./status.js";
import { registrationWords, standingWords } from "./status-words.js";
import { daySaid, shortMonth } from "./days.js";
import { say } from "./words.js";

const ownersIn = (part) => [...part.querySelectorAll("[data-status]")].map((element) => {
  const own = (selector) => [...element.querySelectorAll(selector)].filter((part) => part.closest("[data-status]") === element);
  return { element, facts: JSON.parse(element.dataset.status), says: own("[data-says]"), ifs: own("[data-if]"), leaves: own(".date-block, .status"), status: null };
});
let owners = ownersIn(document);
const standing = new Map(owners.map((owner) => [owner.element, owner]));

const write = (node, text) => { if (node.textContent !== text) node.textContent = text; };
const show = (node, shown) => { if (node.hidden === shown) node.hidden = !shown; };
const mark = (node, when) => { if (node.dataset.when !== when) node.dataset.when = when; };

const isEvent = (facts) => Boolean(facts.ends);

/* What each part of a record says; parts are named in templates by data-says. */
const SAYS = {
  state: ({ status, facts }) => standingWords(facts, status),
  until: ({ status, facts }) => {
    const last = facts.cuts?.at(-1)[1];
    const text = status.state === "planned" && last ? say("closes %(day)s", { day: daySaid(last) }) : status.day ? daySaid(status.day) : "";
    return text && ` · ${text}`;
  },
  hangs: ({ status }) => {
    if (!status.day) return "";
    const day = daySaid(status.day);
    return status.state === "planned" ? say("Opens on %(day)s.", { day }) : say("Deadline: %(day)s.", { day });
  },
  label: ({ status }) => (status.cut?.[4] ? `${status.cut[4]}.` : ""),
  registration: ({ status }) => (status.registration ? registrationWords(status.registration) : ""),
  "as-of": () => say("As of %(day)s.", { day: daySaid(dayIn(undefined, Date.now())) }),
};

/* When a part of a record is there at all; named by data-if. */
const IFS = {
  "not-past": ({ status }) => status.state !== "past",
  registration: ({ status }) => Boolean(status.registration),
  registering: ({ status }) => status.ahead && status.registration?.state !== "past",
};

/* A leaf of the calendar shows another day; where there is none, a dot. */
function turn(leaf, day) {
  if (leaf.dateTime === (day ?? "")) return;
  const [head, middle, foot] = ["b", "i", "small"].map((part) => leaf.querySelector(part));
  if (!day) {
    leaf.removeAttribute("datetime");
    leaf.ariaHidden = "true";
    head.remove();
    foot.remove();
    write(middle, "·");
    return;
  }
  leaf.dateTime = day;
  write(head, shortMonth(day));
  write(middle, String(Number(day.slice(8))));
  write(foot, day.slice(0, 4));
}

function sayAnew(owner, now) {
  owner.status = statusOf(owner.facts, now);
  for (const leaf of owner.leaves) {
    mark(leaf, owner.status.leaf);
    if (!isEvent(owner.facts) && leaf.matches("time")) turn(leaf, owner.status.day);
  }
  for (const part of owner.says) write(part, SAYS[part.dataset.says](owner));
  for (const part of owner.ifs) show(part, IFS[part.dataset.if](owner));
}

/* The order of views/lists.py: what is ahead first, the soonest at the top; then the newest. */
function place({ element, facts, status }) {
  const id = element.querySelector(":is(h3, h4) a")?.pathname.split("/").at(-2) ?? "";
  const listed = isEvent(facts) ? (facts.undated ? facts.last : facts.first) : (facts.cuts?.at(-1)[1] ?? facts.opens);
  if (status.ahead) return [0, status.day ? Date.parse(status.day) : Infinity, id];
  return listed ? [1, -Date.parse(listed), id] : [2, 0, id];
}
const compare = (one, other) => one.place.reduce((found, value, index) => found || (value < other.place[index] ? -1 : Number(value > other.place[index])), 0);

function sort(list) {
  const items = [...list.children].map((element) => standing.get(element)).filter(Boolean);
  if (!items.length || items.length < list.children.length) return;
  const sorted = items.map((owner) => ({ ...owner, place: place(owner) })).sort(compare).map(({ element }) => element);
  if (sorted.some((element, index) => element !== list.children[index])) list.append(...sorted);
  const { only, ahead, most = Infinity } = list.dataset;
  let shown = 0;
  for (const element of sorted) {
    const { status } = standing.get(element);
    show(element, (!only || status.state === only) && (!ahead || (status.ahead && Boolean(status.day))) && shown < most);
    shown += Number(!element.hidden);
  }
}

/* What a page says where a list has nothing ahead: the note stands beside the list. */
function note(text) {
  const items = [...text.parentElement.querySelectorAll(":scope > ol > li")].filter((item) => !item.hidden);
  show(text, !items.some((item) => standing.get(item)?.status.ahead ?? item.dataset.until));
}

/* Editions that have passed go from those to come to the archive, where it has their year; a list without any goes with its heading. */
function archive(coming) {
  const day = (item) => item.querySelector("time").dateTime;
  for (const item of [...coming.children]) {
    const { status, facts } = standing.get(item) ?? {};
    const year = status?.state === "past" && document.querySelector(`[data-year="${facts.first.slice(0, 4)}"]`);
    if (year) year.insertBefore(item, [...year.children].find((other) => day(other) <= day(item)) ?? null);
  }
  show(coming.closest("section"), coming.children.length > 0);
}

function line(item, now) {
  if (now >= Number(item.dataset.shuts) * 1000) mark(item, "shut");
}

function update() {
  const now = Date.now();
  const today = dayIn(undefined, now);
  for (const owner of owners) sayAnew(owner, now);
  document.querySelectorAll("[data-shuts]").forEach((item) => line(item, now));
  document.querySelectorAll("[data-until]:not(time)").forEach((item) => show(item, item.dataset.until >= today));
  document.querySelectorAll("[data-sorted]").forEach(sort);
  document.querySelectorAll("[data-coming]").forEach(archive);
  document.querySelectorAll("[data-none-ahead]").forEach(note);
  document.dispatchEvent(new CustomEvent("up-to-date", { detail: { now, today, standing } }));
  document.documentElement.dataset.upToDate = today;
  clearTimeout(waiting);
  waiting = setTimeout(update, nextChange(owners.map(({ facts }) => facts), now) - now + 50);
}

let waiting;
/* Cards that another script put on the page are brought up to date as well. */
document.addEventListener("cards-drawn", () => {
  owners = ownersIn(document);
  standing.clear();
  for (const owner of owners) standing.set(owner.element, owner);
  update();
});
document.addEventListener("visibilitychange", () => { if (!document.hidden) update(); });
if (document.querySelector("[data-day]")) await import("./year-ahead.js");
update();
