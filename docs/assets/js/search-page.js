/* The page of the search. Its whole state stands in the address: ?q=…&kind=…&topic=…&sort=…&shown=… */
import { arrows, card, element, heard, index, say, sayOf, trouble, wordsOf } from "./found.js";
import { number as spaced } from "./words.js";
import { beginningLike, leftOut, respelt, shorter, vocabularyOf } from "./near.js";

const STEP = 10;
const LONGEST = 200; // letters of a question
const FEW = 8; // values of a facet that are shown before the rest is asked for
const BARELY = 3; // so few more are shown at once
const OFFERED = 4; // other questions
const SORTS = { newest: { date: "desc" }, soonest: { ahead: "asc" } };

const page = document.querySelector("[data-search-page]");
const part = (name) => page.querySelector(`[data-${name}]`);
const [form, found, narrow, fold, list, count, said, chips, sort, more, range] = ["form", "found", "narrow", "fold", "results", "count", "said", "chips", "sort", "more", "range"].map(part);
const [nothing, advice, missing, sections] = ["nothing", "instead", "missing", "sections"].map(part);
const field = form.querySelector("input");
const facets = [...page.querySelectorAll("[data-facet]")].map((set) => ({ name: set.dataset.facet, set, boxes: [...set.querySelectorAll("input")], rest: set.querySelector("[data-rest]") }));
const labels = new Map(facets.flatMap(({ boxes }) => boxes.map((box) => [box, box.nextElementSibling.textContent])));
const vocabulary = vocabularyOf([...labels.values()]);

/* The state: read from the address, written to it, shown in the controls. */
let state = read();

function read() {
  const written = new URLSearchParams(location.search);
  const chosen = facets.map(({ name, boxes }) => [name, boxes.map((box) => box.value).filter((value) => written.getAll(name).includes(value))]);
  const order = written.get("sort");
  return {
    query: (written.get("q") ?? "").slice(0, LONGEST),
    chosen: Object.fromEntries(chosen),
    sort: order in SORTS ? order : "",
    shown: Math.min(Math.max(Number.parseInt(written.get("shown"), 10) || STEP, STEP), 200),
  };
}

function address({ query, chosen, sort: order, shown }) {
  const written = new URLSearchParams();
  if (query) written.set("q", query);
  for (const [name, values] of Object.entries(chosen)) for (const value of values) written.append(name, value);
  if (order) written.set("sort", order);
  if (shown > STEP) written.set("shown", shown);
  return `${location.pathname}${written.size ? `?${written}` : ""}`;
}

function go(change, { replace = false } = {}) {
  state = { ...state, shown: STEP, ...change };
  if (address(state) !== location.pathname + location.search) history[replace ? "replaceState" : "pushState"](null, "", address(state));
  return look();
}

function reflect() {
  if (field.value.trim() !== state.query) field.value = state.query;
  for (const { name, boxes } of facets) for (const box of boxes) box.checked = state.chosen[name].includes(box.value);
  sort.value = state.sort;
  for (const link of document.querySelectorAll(".tongues a")) link.search = location.search;
}

/* Values of one facet widen, facets narrow. */
const filters = (chosen, without = "") =>
  Object.fromEntries(Object.entries(chosen).filter(([name, values]) => values.length && name !== without).map(([name, values]) => [name, { any: values }]));

let turn = 0;
let question = { left: "", unknown: [] }; // what is asked, see heard()

/* Everything that answers what is left of the question. Pagefind leaves out what has no place in an order: it comes behind. */
async function answers(engine, narrowed, order) {
  if (state.query && !question.left) return [];
  const { results } = await engine.search(question.left || null, { filters: narrowed });
  if (!order) return results;
  const ordered = (await engine.search(question.left || null, { filters: narrowed, sort: order })).results;
  const first = new Set(ordered.map(({ id }) => id));
  return [...ordered, ...results.filter(({ id }) => !first.has(id))];
}

async function look() {
  const mine = ++turn;
  reflect();
  const { query, chosen, shown } = state;
  const narrowed = filters(chosen);
  const asked = Boolean(query || Object.keys(narrowed).length);
  found.hidden = !asked;
  sections.hidden = asked;
  if (!asked) return;
  list.ariaBusy = "true";
  try {
    const engine = await index();
    const understood = await heard(engine, query);
    if (mine !== turn) return;
    question = understood;
    const answer = await answers(engine, narrowed, SORTS[state.sort]);
    const results = await Promise.all(answer.slice(0, shown).map((one) => one.data()));
    if (mine !== turn) return;
    list.replaceChildren(...results.map((one) => card(one, wordsOf(question.left))));
    tell(answer.length, results.length);
    comeBack();
    nothing.hidden = true;
    list.ariaBusy = "false";
    await engine.filters(); // what each facet holds is loaded behind the first results
    if (mine === turn) await countAll(engine, mine);
    if (mine === turn) await advise(engine, mine, answer.length > 0);
  } catch {
    tell(0, 0, trouble());
    sections.hidden = false;
  }
}

let telling;

function tell(number, shown, instead = "") {
  const numbered = sayOf("1 result", "{num} results", number);
  const found = number ? numbered : say("Nothing found");
  const about = state.query ? say("{found} for “{query}”", { found, query: state.query }) : found;
  count.textContent = instead || about;
  clearTimeout(telling); // while one types, only where it ends is announced
  telling = setTimeout(() => { said.textContent = instead || about; }, 500);
  range.textContent = number ? say("{shown} of {all}", { shown: spaced(shown), all: spaced(number) }) : "";
  more.hidden = shown >= number;
}

/* How many results each value of a facet would give, beside what is chosen in the other facets. */
async function countAll(engine, mine) {
  const none = Boolean(state.query && !question.left);
  const count = async (without) => (none ? {} : (await engine.search(question.left || null, { filters: filters(state.chosen, without) })).filters);
  const all = await count();
  for (const facet of facets) {
    const own = state.chosen[facet.name].length ? await count(facet.name) : all;
    if (mine !== turn) return;
    countFacet(facet, own[facet.name] ?? (none ? {} : (await engine.filters())[facet.name]) ?? {});
  }
  showChips();
}

function countFacet({ set, boxes, rest }, counts) {
  const opened = rest.getAttribute("aria-expanded") === "true";
  const some = boxes.filter((box) => box.checked || counts[box.value] > 0);
  const few = some.length > FEW + BARELY ? FEW : some.length;
  const first = new Set([...some].sort((one, other) => (counts[other.value] ?? 0) - (counts[one.value] ?? 0)).slice(0, few));
  for (const box of boxes) {
    box.closest("label").hidden = !some.includes(box) || !(opened || first.has(box) || box.checked);
    box.closest("label").querySelector(".n").replaceChildren(element("span", { class: "hide" }, ", "), spaced(counts[box.value] ?? 0));
  }
  set.hidden = !some.length;
  rest.hidden = few === some.length;
  rest.textContent = opened ? say("Fewer") : say("All {num}", { num: some.length });
}

/* What the search is narrowed to, each to be taken away. */
function showChips() {
  const chosen = facets.flatMap(({ name, boxes }) => boxes.filter((box) => box.checked).map((box) => ({ name, box })));
  chips.hidden = !chosen.length;
  const made = chosen.map(({ name, box }, place) => {
    const chip = element("button", { type: "button", class: "chip on" }, labels.get(box), element("span", { "aria-hidden": "true" }, "×"), element("span", { class: "hide" }, ", ", say("remove")));
    chip.addEventListener("click", async () => {
      await go({ chosen: { ...state.chosen, [name]: state.chosen[name].filter((value) => value !== box.value) } });
      (chips.querySelectorAll("button")[place] ?? chips.querySelector("button") ?? count).focus();
    });
    return element("li", {}, chip);
  });
  if (chosen.length > 1) {
    const none = element("button", { type: "button", class: "chip" }, say("Remove all"));
    none.addEventListener("click", async () => { await go({ chosen: bare() }); count.focus(); });
    made.push(element("li", {}, none));
  }
  chips.replaceChildren(...made);
}

const bare = () => Object.fromEntries(facets.map(({ name }) => [name, []]));

/* Words that no record has are named. Other questions that find something are offered, with how much. */
async function advise(engine, mine, some) {
  const { query, chosen } = state;
  const { unknown } = question;
  const near = respelt(query, unknown, new Map([...await beginningLike(unknown, location.href), ...vocabulary]));
  const first = some ? [near] : [near, Object.keys(filters(chosen)).length && query];
  const ways = [];
  for (const other of new Set([...first, ...(some ? [] : shorter(query))].filter(Boolean))) {
    if (other !== query && (await heard(engine, other)).unknown.length) continue;
    const narrowed = await engine.search(other, { filters: filters(chosen) });
    const way = { query: other, chosen: narrowed.results.length ? chosen : bare() };
    const number = narrowed.results.length || (await engine.search(other)).results.length;
    const line = element("li", {}, ...offer(way, other === near), ` (${sayOf("1 result", "{num} results", number)})`);
    if (number) ways.push({ line, place: first.includes(other) ? 0 : number }); // what finds least says most
  }
  const lines = ways.sort((one, other) => one.place - other.place).slice(0, OFFERED).map(({ line }) => line);
  if (mine !== turn) return;
  const left = some && unknown.length ? [element("li", {}, leftOut(unknown))] : [];
  advice.replaceChildren(...left, ...lines);
  missing.hidden = some;
  nothing.hidden = some && !left.length;
  sections.hidden = some;
}

function offer(way, near) {
  const link = element("a", { href: address({ ...state, ...way, shown: STEP }) }, way.query);
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(way).then(() => count.focus());
  });
  if (way.query === state.query) return [say("Without narrowing:"), " ", link];
  return [near ? say("Did you mean") : say("Try"), " ", link];
}

const asked = () => field.value.trim().slice(0, LONGEST);

let waiting;
field.addEventListener("input", () => {
  clearTimeout(waiting);
  list.ariaBusy = "true";
  waiting = setTimeout(() => go({ query: asked() }, { replace: true }), 150);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  go({ query: asked() }).then(() => list.querySelector("h3 a")?.focus());
});
narrow.addEventListener("submit", (event) => event.preventDefault());
narrow.addEventListener("change", () => go({ chosen: Object.fromEntries(facets.map(({ name, boxes }) => [name, boxes.filter((box) => box.checked).map((box) => box.value)])) }));
for (const { set, rest } of facets) {
  rest.addEventListener("click", () => {
    rest.setAttribute("aria-expanded", String(rest.getAttribute("aria-expanded") !== "true"));
    look().then(() => { if (rest.getAttribute("aria-expanded") === "true") set.querySelector("label:not([hidden]) input")?.focus(); });
  });
}
sort.addEventListener("change", () => go({ sort: sort.value }));
more.addEventListener("click", async () => {
  const before = state.shown;
  await go({ shown: before + STEP }, { replace: true });
  list.querySelectorAll("h3 a")[before]?.focus();
});
arrows(page, field, list);
addEventListener("popstate", () => { state = read(); look(); });

/* Who comes back from a result comes back to its place. */
let place = history.state?.top;
function comeBack() {
  if (place) scrollTo({ top: place, behavior: "instant" });
  place = undefined;
}
addEventListener("pagehide", () => history.replaceState({ top: scrollY }, ""));

form.hidden = false;
fold.open = matchMedia("(min-width: 62rem)").matches;
look();
