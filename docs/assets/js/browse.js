/* Narrows the list on the page: boxes to tick, counts that follow, an order, chips, and all of it in the address. */
import { telling, told } from "./address.js";
import { joined, narrowed } from "./narrowing.js";
import { number, say, sayOf } from "./words.js";

const PAGE = 20;
const root = document.querySelector("[data-browse]");
const form = root.querySelector(".narrow");
const fold = form.querySelector("[data-fold]");
const done = form.querySelector("[data-done]");
const heading = root.querySelector("#count");
const order = root.querySelector("#sort");
const chips = root.querySelector(".chips");
const cards = root.querySelector(".cards");
const spare = root.querySelector("template").content;
const facets = [...form.querySelectorAll("[data-facet]")];
const boxes = [...form.querySelectorAll("[type=checkbox]")];
const size = Number(root.dataset.size);
const [inPart, inFile] = ["part", "cards"].map((name) => Number(root.dataset[name]));
const written = { heading: heading.textContent, cards: [...cards.children], pager: root.querySelector(".pager"), fold: fold.textContent.trim(), done: done.textContent };
const pager = spare.querySelector(".pager").cloneNode(true);

let state = told(location.search, facets.map((facet) => facet.dataset.facet));
let turn = 0;

/* Files of the index and of cards, each fetched once. */
const fetched = new Map();
function file(name) {
  if (!fetched.has(name)) {
    const coming = fetch(`browse/${name}.json?${root.dataset.browse}`).then((answer) => answer.ok ? answer.json() : Promise.reject(new Error(name)));
    coming.catch(() => fetched.delete(name));
    fetched.set(name, coming);
  }
  return fetched.get(name);
}

/* The list as far as it has come: first its first part, then the whole. */
let whole;
async function* lists() {
  const names = Array.from({ length: Math.ceil(size / inPart) }, (_, at) => `index-${at}`);
  if (!whole && names.length > 1) yield joined([await file(names[0])], Date.now());
  whole ??= joined(await Promise.all(names.map(file)), Date.now());
  yield whole;
}

/* The card of a record: drawn already, and only fetched. */
async function card(record) {
  const drawn = (await file(`cards-${Math.floor(record / inFile)}`))[record % inFile];
  return document.adoptNode(new DOMParser().parseFromString(drawn, "text/html").querySelector(".card"));
}

const plain = () => !state.chosen.size && !state.sort && state.page === 1;

async function show() {
  const mine = ++turn;
  showChoice();
  cards.ariaBusy = "true";
  try {
    for await (const list of lists()) {
      if (mine !== turn) return;
      const { found, count } = narrowed(list, state.chosen, state.sort);
      if (list.size === size) {
        showCounts(count);
        showNumber(found.length);
      } else if (state.sort || found.length < state.page * PAGE) continue;
      await showFound(found, mine);
    }
  } catch (trouble) {
    if (mine !== turn) return;
    heading.textContent = say("The list could not be narrowed. Try again later.");
    throw trouble;
  }
  if (mine === turn) cards.ariaBusy = "false";
}

const pagesOf = (found) => Math.max(1, Math.ceil(found / PAGE));

async function showFound(found, mine) {
  const pages = pagesOf(found.length);
  const page = Math.min(state.page, pages);
  const drawn = plain() ? written.cards : await Promise.all(found.slice((page - 1) * PAGE, page * PAGE).map(card));
  if (mine !== turn) return;
  cards.replaceChildren(...drawn);
  cards.toggleAttribute("data-sorted", plain()); // another script keeps the list as it is in order, see up-to-date.js
  document.dispatchEvent(new CustomEvent("cards-drawn"));
  showPager(page, pages);
}

function showNumber(found) {
  heading.textContent = plain() ? written.heading : said(found);
  done.textContent = `${written.done} (${number(found)})`;
}

function said(found) {
  const all = number(size);
  if (!found) return say("No record has all of this. Remove one of the choices.");
  const text = sayOf("1 of {all} records", "{num} of {all} records", found, { all });
  const pages = pagesOf(found);
  if (pages === 1) return text;
  const place = say("page {page} of {pages}", { page: number(Math.min(state.page, pages)), pages: number(pages) });
  return `${text}, ${place}`;
}

/* Counts beside the boxes. What would leave nothing cannot be ticked; a box in use stays as it is. */
function showCounts(count) {
  for (const box of boxes) {
    const left = count(box.name, box.value);
    box.closest("label").querySelector(".n").textContent = number(left);
    box.disabled = !left && !box.checked && box !== document.activeElement;
  }
}

function showChoice() {
  for (const box of boxes) box.checked = Boolean(state.chosen.get(box.name)?.has(box.value));
  if (order) order.value = state.sort;
  if (order && order.selectedIndex < 0) order.selectedIndex = 0;
  const chosen = [...state.chosen].flatMap(([name, values]) => [...values].map((value) => chip(name, value)));
  if (chosen.length > 1) chosen.push(cleared());
  chips.replaceChildren(...chosen);
  chips.hidden = !chosen.length;
  const several = [...state.chosen.values()].reduce((sum, values) => sum + values.size, 0);
  fold.querySelector("span").textContent = several ? `${written.fold} (${number(several)})` : written.fold;
}

function chip(name, value) {
  const made = spare.querySelector("li").cloneNode(true);
  const box = boxes.find((one) => one.name === name && one.value === value);
  const legend = form.querySelector(`[data-facet="${CSS.escape(name)}"] legend`).textContent;
  made.querySelector("span").append(`${legend}: `, ...(box ? [...box.nextElementSibling.cloneNode(true).childNodes] : [value]));
  made.querySelector(".hide").textContent = `, ${made.querySelector(".hide").textContent}`;
  made.firstElementChild.addEventListener("click", () => {
    const at = [...chips.children].indexOf(made);
    toggle(name, value, false);
    (chips.children[Math.min(at, chips.children.length - 1)]?.firstElementChild ?? heading).focus();
  });
  return made;
}

function cleared() {
  const made = spare.querySelector("li").cloneNode(true);
  made.firstElementChild.className = "chip";
  made.firstElementChild.textContent = say("Clear all");
  made.firstElementChild.addEventListener("click", () => {
    go({ chosen: new Map(), sort: state.sort, page: 1 });
    heading.focus();
  });
  return made;
}

function showPager(page, pages) {
  written.pager?.remove();
  pager.remove();
  if (plain()) return written.pager && cards.after(written.pager);
  if (pages === 1) return undefined;
  for (const [rel, to] of [["prev", page - 1], ["next", page + 1]]) {
    const link = pager.querySelector(`[data-rel=${rel}]`);
    link.hidden = to < 1 || to > pages;
    link.href = location.pathname + telling({ ...state, page: to });
    link.dataset.page = to;
  }
  return cards.after(pager);
}

/* A new state: in the address, so that the way back leads through all of them. */
function go(next) {
  state = next;
  history.pushState(null, "", location.pathname + telling(state));
  show();
}

function toggle(name, value, on) {
  const chosen = new Map([...state.chosen].map(([one, values]) => [one, new Set(values)]));
  const values = chosen.get(name) ?? new Set();
  if (on) values.add(value); else values.delete(value);
  if (values.size) chosen.set(name, values); else chosen.delete(name);
  go({ ...state, chosen, page: 1 });
}

form.addEventListener("change", (event) => { if (event.target.type === "checkbox") toggle(event.target.name, event.target.value, event.target.checked); });
form.addEventListener("submit", (event) => event.preventDefault());
order?.addEventListener("change", () => go({ ...state, sort: order.value, page: 1 }));
fold.addEventListener("click", () => fold.setAttribute("aria-expanded", String(fold.getAttribute("aria-expanded") !== "true")));
done.addEventListener("click", () => {
  fold.setAttribute("aria-expanded", "false");
  heading.focus();
});
form.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || fold.getAttribute("aria-expanded") !== "true") return;
  fold.setAttribute("aria-expanded", "false");
  fold.focus();
});
pager.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go({ ...state, page: Number(link.dataset.page) });
  heading.focus();
});

/* Long facets: a button opens the rarer values, a field finds one among all. */
const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
for (const facet of facets) {
  const folds = facet.querySelector(".folds");
  facet.querySelector("[data-all]")?.addEventListener("click", (event) => {
    const open = folds.classList.toggle("open");
    event.currentTarget.setAttribute("aria-expanded", String(open));
  });
  facet.querySelector("[data-find]")?.addEventListener("input", (event) => {
    const sought = bare(event.target.value.trim());
    folds.classList.toggle("found", Boolean(sought));
    for (const label of folds.children) label.hidden = Boolean(sought) && !bare(label.children[1].textContent).includes(sought);
  });
}

/* Whoever comes near a facet will want the index. */
async function prepare() {
  try { for await (const list of lists()) if (list.size === size) showCounts(narrowed(list, state.chosen).count); } catch { /* said when it is wanted */ }
}
for (const sign of ["focusin", "pointerenter"]) form.addEventListener(sign, prepare, { once: true });
addEventListener("popstate", () => {
  state = told(location.search, facets.map((facet) => facet.dataset.facet));
  show();
});
if (!plain()) show();
