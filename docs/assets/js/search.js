/* Search from every page: opens with a click, "/" or Ctrl/Cmd-K; Pagefind's index is loaded when it opens. */
const dialog = document.querySelector("[data-search]");
const field = dialog.querySelector("input");
const list = dialog.querySelector("[data-results]");
const count = dialog.querySelector("[data-count]");
const kinds = dialog.querySelector("[data-kinds]");
const more = dialog.querySelector("[data-more]");
const words = dialog.dataset;
const STEP = 12;
let index;
let chosen = "";
let most = STEP;
let turn = 0;

async function begin() {
  const engine = await import(new URL(`${words.index}pagefind.js`, location.href));
  await engine.options({ excerptLength: 24 });
  await engine.init();
  await engine.filters(); // without these no search says how many of each kind it found
  return engine;
}

const pagefind = () => index ??= begin().catch((trouble) => { index = undefined; throw trouble; });

export function open() {
  if (!dialog.open) dialog.showModal();
  field.focus();
  field.select();
  pagefind().catch(() => { count.textContent = words.trouble; });
}

/* An excerpt comes escaped, with the found words in <mark>: it is taken apart into text and marks, never set as HTML. */
function marked(excerpt) {
  const parsed = new DOMParser().parseFromString(excerpt, "text/html");
  const line = document.createElement("p");
  for (const node of parsed.body.childNodes) {
    const mark = node.nodeName === "MARK" ? document.createElement("mark") : null;
    if (mark) mark.textContent = node.textContent;
    line.append(mark ?? node.textContent);
  }
  return line;
}

function result(found) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const address = new URL(found.url, location.href);
  link.href = address.origin === location.origin ? address.href : "#";
  link.textContent = found.meta.title;
  const kind = document.createElement("p");
  kind.className = "kind";
  kind.textContent = (found.filters.kind ?? []).join(", ");
  const title = document.createElement("h3");
  title.append(link);
  item.append(kind, title, marked(found.excerpt));
  return item;
}

function chip(text, number, value) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = value === chosen ? "chip on" : "chip";
  button.setAttribute("aria-pressed", String(value === chosen));
  button.textContent = number === null ? text : `${text} ${number}`;
  button.addEventListener("click", () => { chosen = value; most = STEP; look(); });
  return button;
}

async function look() {
  const mine = ++turn;
  list.ariaBusy = "true";
  const query = field.value.trim();
  if (!query) return show([], 0, {}, "");
  let found;
  let shown;
  try {
    const engine = await pagefind();
    found = await engine.search(query, chosen ? { filters: { kind: chosen } } : {});
    shown = await Promise.all(found.results.slice(0, most).map((one) => one.data()));
  } catch {
    count.textContent = words.trouble;
    return;
  }
  if (mine !== turn) return;
  const number = found.results.length;
  show(shown, number, found.totalFilters?.kind ?? {}, number === 0 ? words.none : number === 1 ? words.foundOne : words.found.replace("{n}", number));
}

function show(found, number, totals, said) {
  const narrowing = kinds.contains(document.activeElement);
  const some = Object.entries(totals).filter(([, total]) => total > 0);
  list.replaceChildren(...found.map(result));
  kinds.replaceChildren(...(said ? [chip(words.all, null, "")] : []), ...some.map(([kind, total]) => chip(kind, total, kind)));
  if (narrowing) kinds.querySelector("[aria-pressed=true]")?.focus();
  more.hidden = found.length === number;
  count.textContent = said;
  list.ariaBusy = "false";
}

let waiting;
field.addEventListener("input", () => { clearTimeout(waiting); list.ariaBusy = "true"; most = STEP; waiting = setTimeout(look, 120); });
more.addEventListener("click", async () => {
  most += STEP;
  await look();
  list.querySelectorAll("a")[most - STEP]?.focus();
});
dialog.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  list.querySelector("a")?.focus();
});
dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
dialog.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { event.preventDefault(); dialog.close(); }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const links = [...list.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  const next = event.key === "ArrowDown" ? links[at + 1] : at > 0 ? links[at - 1] : field;
  if (!next) return;
  event.preventDefault();
  next.focus();
});
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
document.querySelectorAll("[data-seek]").forEach((button) => button.addEventListener("click", open));
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing;
  const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
  if (!slash && !k) return;
  event.preventDefault();
  open();
});
