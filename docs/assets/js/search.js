/* Search from every page: opens with a click, "/" or Ctrl/Cmd-K; what shows results, and Pagefind's index, are loaded when it opens. */
const dialog = document.querySelector("[data-search]");
const field = dialog.querySelector("input");
const list = dialog.querySelector("[data-results]");
const count = dialog.querySelector("[data-count]");
const kinds = dialog.querySelector("[data-kinds]");
const near = dialog.querySelector("[data-near]");
const all = dialog.querySelector("[data-all]");
const page = document.querySelector("[data-search-page] input[type=search]"); // on the page of the search its own field is the one to use
const MOST = 6;
let shared;
let chosen = "";
let turn = 0;

const found = () => shared ??= import("./found.js").catch((trouble) => { shared = undefined; throw trouble; });
const trouble = () => found().then(({ trouble: said }) => { count.textContent = said(); });

export function open() {
  const use = page ?? field;
  if (!page && !dialog.open) dialog.showModal();
  use.focus();
  use.select();
  if (!page) found().then(({ index }) => index()).catch(trouble);
}

/* Where the page of the search shows what is asked here. */
function address() {
  const state = new URLSearchParams({ q: field.value.trim(), ...(chosen && { kind: chosen }) });
  return new URL(`?${state}`, all.href.split("?")[0]).href;
}

function chip(text, number, value) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = value === chosen ? "chip on" : "chip";
  button.setAttribute("aria-pressed", String(value === chosen));
  button.textContent = number === null ? text : `${text} ${number}`;
  button.addEventListener("click", () => { chosen = value; look(); });
  return button;
}

async function look() {
  const mine = ++turn;
  const query = field.value.trim();
  if (all) all.href = address();
  list.ariaBusy = "true";
  near.replaceChildren();
  if (!query) {
    kinds.replaceChildren();
    return show([], "");
  }
  try {
    const { index, heard, card, wordsOf, kindOf, kindIds, say, sayOf } = await found();
    const engine = await index();
    const { left, unknown } = await heard(engine, query);
    const answer = left ? await engine.search(left, chosen ? { filters: { kind: chosen } } : {}) : { results: [] };
    const shown = await Promise.all(answer.results.slice(0, MOST).map((one) => one.data()));
    if (mine !== turn) return;
    const number = answer.results.length;
    show(shown.map((one) => card(one, wordsOf(left))), number ? sayOf("1 result", "{num} results", number) : say("Nothing found. Try fewer or other words."));
    const counted = left ? await engine.search(left, { filters: { kind: { any: kindIds } } }) : { filters: {} }; // of all filters this loads one alone, behind the first results
    if (mine === turn) narrow(Object.entries(counted.filters.kind ?? {}).filter(([, total]) => total > 0), kindOf, say("All kinds"));
    if (all && unknown.length) await advise(mine, query, unknown, number > 0);
  } catch {
    trouble();
  }
}

/* Words that no record has are named, and what may be meant by them is offered. */
async function advise(mine, query, unknown, some) {
  const [{ index, heard, say }, { beginningLike, leftOut, respelt }] = await Promise.all([found(), import("./near.js")]);
  const meant = respelt(query, unknown, await beginningLike(unknown, all.href));
  const known = meant && !(await heard(await index(), meant)).unknown.length;
  if (mine !== turn) return;
  near.append(...(some ? [leftOut(unknown), " "] : []), ...(known ? [say("Did you mean"), " ", asking(meant)] : []));
}

/* What asks another question in the place of the one that was asked. */
function asking(question) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "chip";
  button.textContent = question;
  button.addEventListener("click", () => { field.value = question; field.focus(); look(); });
  return button;
}

function show(cards, said) {
  list.replaceChildren(...cards);
  count.textContent = said;
  list.ariaBusy = "false";
}

function narrow(totals, kindOf, everything) {
  const inside = kinds.contains(document.activeElement);
  const chips = totals.map(([kind, total]) => chip(kindOf(kind).called, total, kind));
  kinds.replaceChildren(...(totals.length ? [chip(everything, null, ""), ...chips] : []));
  if (inside) (kinds.querySelector("[aria-pressed=true]") ?? field).focus();
}

let waiting;
field.addEventListener("input", () => { clearTimeout(waiting); list.ariaBusy = "true"; waiting = setTimeout(look, 120); });
dialog.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  if (all && field.value.trim()) location.href = address();
  else list.querySelector("h3 a")?.focus();
});
dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
dialog.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.preventDefault(); dialog.close(); } });
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
dialog.addEventListener("focusin", () => found().then(({ arrows }) => arrows(dialog, field, list)), { once: true });
document.querySelectorAll("[data-seek]").forEach((button) => button.addEventListener("click", open));
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing;
  const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
  if (!slash && !k) return;
  event.preventDefault();
  open();
});
