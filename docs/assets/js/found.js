/* What the search from every page and the page of the search share: Pagefind, and what one result looks like. */
import { standingWords } from "./status-words.js";
import { statusOf } from "./status.js";
import { say, sayOf } from "./words.js";

export { say, sayOf };
export const trouble = () => say("The search index could not be loaded. Browse the sections instead.");

const language = document.documentElement.lang;
const { kinds } = await import(`./kinds/${language}.js`);
// What gathers others (a topic, an ecosystem, a series) has its title as its name too, and comes first where that is asked for.
const RANKING = { metaWeights: { title: 6, name: 8, forms: 5, words: 0.8, facts: 0.3, "figure-of": 0.2, figure: 0.1, unit: 0.1, state: 0 } };
let engine;

async function begin() {
  const pagefind = await import(new URL("../../pagefind/pagefind.js", import.meta.url));
  await pagefind.options({ excerptLength: 24, ranking: RANKING });
  await pagefind.init();
  return pagefind;
}

/* The index is fetched when it is first asked for; after a failure, the next question tries again. */
export const index = () => engine ??= begin().catch((trouble) => { engine = undefined; throw trouble; });

export const kindIds = Object.keys(kinds);
export const kindOf = (id) => kinds[id];

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
export const wordsOf = (text) => folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];

const LOOKED_AT = 3; // records that are read to learn whether they have a word
const MOST_WORDS = 8; // of a question that are looked up one by one
const SHORT = 3; // letters of a word that says little by itself
const ENDING = /^(?:\p{L}?(?:ed|ers?|ings?)|[derys]|[ei]?es|ied|(?:at)?ions?|al|ally|ly|ity|ive|ments?|able|ic)?$/u; // as Pagefind cuts them off
const heardOf = new Map();

/* For a word that no record has, Pagefind finds records with any word that begins alike. So each word is looked up in what is found for it.
   Gives the question without the words that no record has, and those words. */
export async function heard(engine, query) {
  const words = [...new Set(wordsOf(query))].slice(0, MOST_WORDS);
  const known = await Promise.all(words.map((word) => lookedUp(engine, word)));
  const unknown = words.filter((_, at) => !known[at]);
  const rest = (query.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).filter((word) => !unknown.includes(folded(word)));
  const left = rest.some((word) => word.length >= SHORT) ? rest.join(" ") : "";
  return { left: words.length ? (unknown.length ? left : query) : "", unknown };
}

function lookedUp(engine, word) {
  if (!heardOf.has(word)) heardOf.set(word, isKnown(engine, word).catch((trouble) => { heardOf.delete(word); throw trouble; }));
  return heardOf.get(word);
}

async function isKnown(engine, word) {
  const { results } = await engine.search(word);
  for (const result of results.slice(0, LOOKED_AT)) if (wordsOf(await textOf(result)).some((one) => isForm(one, word))) return true;
  return false;
}

async function textOf(result) {
  const { content, meta } = await result.data();
  return [content, ...Object.values(meta)].join(" ");
}

/* Whether two words are one with other endings. */
function isForm(one, asked) {
  if (one.startsWith(asked)) return true;
  let same = 0;
  while (same < asked.length && one[same] === asked[same]) same += 1;
  return same >= Math.min(3, asked.length - 1) && ENDING.test(one.slice(same)) && ENDING.test(asked.slice(same));
}

/* A word belongs to an asked one that it begins with, or that it is another form of: the same but for the last two letters. */
function belongs(word, asked) {
  if (word.startsWith(asked)) return true;
  const stem = asked.slice(0, -2);
  return stem.length > 3 && word.startsWith(stem) && word.length < asked.length + 3;
}

/* The text with the asked words in <mark>: made of text nodes, never set as HTML. */
export function marking(text, asked) {
  return text.split(/([\p{L}\p{N}\p{M}]+)/u).map((part, place) => {
    if (place % 2 === 0 || !asked.some((word) => belongs(folded(part), word))) return part;
    return element("mark", {}, part);
  });
}

export function element(name, attributes = {}, ...parts) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...parts);
  return made;
}

/* Pagefind escapes angle brackets in an excerpt and puts the words it found in <mark>; only the text itself is used. */
function excerptOf({ excerpt, content }) {
  const text = excerpt.replace(/<\/?mark>/g, "").replaceAll("&lt;", "<").replaceAll("&gt;", ">").trim();
  return `${content.trimStart().startsWith(text.slice(0, 24)) ? "" : "… "}${text}${/[.!?…]$/.test(text) ? "" : " …"}`;
}

/* A figure as cards show it: a unit of a few signs stays beside its number. */
function figure({ figure: written, unit = "", "figure-of": indicator }) {
  const beside = unit.length < 4 && (written + unit).length < 9;
  const [, qualifier, amount] = written.match(/^(\D*?)(\S*\d.*)$/u) ?? [written, "", written];
  const value = element("b", { class: "n" });
  if (qualifier) value.append(element("span", { class: "qualifier" }, qualifier.trim()), " ");
  value.append(amount);
  if (unit) value.append(beside ? "\u202f" : " ", element("small", beside ? {} : { class: "below" }, unit));
  return element("p", { class: "figure" }, value, " ", indicator ?? "");
}

const drawn = new Map(); // the icons of kinds, each read once

function icon(kind) {
  if (!drawn.has(kind)) drawn.set(kind, new DOMParser().parseFromString(kind.icon.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"'), "image/svg+xml").documentElement);
  return document.importNode(drawn.get(kind), true);
}

const stands = (facts) => standingWords(facts, statusOf(facts, Date.now()));

/* One result as a card. `found` is what Pagefind gives, `asked` the words to mark. */
export function card(found, asked) {
  const { meta } = found;
  const kind = kinds[found.filters.kind?.[0]];
  const address = new URL(found.url, location.href);
  const link = element("a", { href: address.origin === location.origin ? address.href : "#" }, ...marking(meta.title, asked));
  const text = element("div", { class: "text" });
  if (kind) text.append(element("p", { class: "kind", "data-kind": kind.hue }, icon(kind), element("span", {}, kind.called)));
  text.append(element("h3", {}, link), element("p", {}, ...marking(excerptOf(found), asked)));
  const facts = element("p", { class: "facts" }, meta.facts ?? "");
  if (meta.state) facts.prepend(element("strong", { class: "state" }, stands(JSON.parse(meta.state))), " · "); // as of now: the index is as old as the build
  if (facts.textContent) text.append(facts);
  const item = element("li", { class: "card", "data-kind": kind?.hue ?? "" }, text);
  if (meta.figure) item.append(figure(meta));
  if (kind?.unkept) item.dataset.unkept = ""; // no record, so nothing for the reader's list
  return item;
}

/* The arrow keys go from the field through the results and back. */
export function arrows(area, field, list) {
  area.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = [...list.querySelectorAll("h3 a")];
    const at = links.indexOf(document.activeElement);
    if (at < 0 && document.activeElement !== field) return;
    const next = event.key === "ArrowDown" ? links[at + 1] : at > 0 ? links[at - 1] : field;
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}
