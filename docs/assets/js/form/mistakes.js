/* What is wrong and what is missing: at its field, with what mends it; beside the form; and all of it when somebody hands the record in. */
import { say, sayOf } from "../words.js";
import { put } from "./choose.js";
import { controlOf, fieldIn, focusOf, typedIn } from "./fields.js";
import { about } from "./known.js";
import { made } from "./marks.js";
import { nameOf } from "./preview.js";

const box = document.querySelector("[data-mistakes]");
const touched = new WeakSet();
const shown = new WeakMap();
let all = false;

export const touch = (field) => touched.add(field);
export function reset() {
  all = false;
  box.hidden = true;
}

function foldsAround(element) {
  const folds = [];
  for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) folds.push(fold);
  return folds;
}

function go(field) {
  for (const fold of foldsAround(field)) fold.open = true;
  const target = "text" in field.dataset ? controlOf(field) : focusOf(field);
  target.focus();
  target.scrollIntoView({ block: "center" });
}

function button(text, act) {
  const one = made("button", text);
  one.type = "button";
  one.className = "button";
  one.addEventListener("click", act);
  return one;
}

function use(field, value, changed) {
  if (field.dataset.look) put(field, field.dataset.control === "looks" ? [...typedIn(field).slice(0, -1), value] : [value]);
  else controlOf(field).value = value;
  changed();
  go(field);
}

/* Where there is no record, a part may take the name alone. */
function asName(field, name, changed) {
  const other = fieldIn(field.parentElement.closest("[data-field], [data-entry], form"), field.dataset.otherwise);
  put(field, []);
  controlOf(other).value = name;
  changed();
  go(other);
}

function helps(field, { instead, named = instead, unknown }, changed) {
  const target = unknown && about.targets[field.dataset.look];
  const found = [];
  if (instead) found.push(button(say("Write {word}", { word: named }), () => use(field, instead, changed)));
  if (unknown && field.dataset.otherwise) found.push(button(say("Use it as a name"), () => asName(field, unknown, changed)));
  if (target?.add) {
    const link = made("a", target.add);
    link.href = new URL(`../${field.dataset.look}/?title=${encodeURIComponent(unknown)}`, document.baseURI).href;
    link.target = "_blank";
    found.push(link);
  }
  return found;
}

/* A field that is wrong is marked, and says so; one that is not any more is silent. */
function mark(field, trouble, changed) {
  const place = field.querySelector(":scope > .wrong");
  place.hidden = !trouble;
  field.classList.toggle("is-wrong", Boolean(trouble));
  if (!field.matches("fieldset")) controlOf(field).ariaInvalid = trouble ? "true" : null;
  place.replaceChildren(...(trouble ? [made("strong", trouble.says), " ", made("span", trouble.advice), ...helps(field, trouble, changed).flatMap((help) => [" ", help])] : []));
}

function markOnce(field, trouble, changed) {
  const key = trouble ? `${trouble.says} ${trouble.advice} ${trouble.instead}` : "";
  if ((shown.get(field) ?? "") === key) return;
  shown.set(field, key);
  mark(field, trouble, changed);
}

/* Where a field stands: the names of the parts around it, and its own. */
function called(field) {
  const names = [];
  for (let one = field; one; one = one.parentElement.closest("[data-field], [data-entry]")) {
    if ("entry" in one.dataset) names.unshift(String([...one.parentElement.children].indexOf(one) + 1));
    else if ("field" in one.dataset) names.unshift(nameOf(one));
  }
  return names.join(" · ");
}

function line([field, trouble]) {
  const link = made("a", called(field));
  link.href = `#${controlOf(field)?.id ?? ""}`;
  link.addEventListener("click", (event) => { event.preventDefault(); go(field); });
  return made("li", link, trouble.missing ? "" : `: ${trouble.says}`);
}

/* The mistakes as their fields follow each other on the page. */
const inOrder = (wrong) => [...wrong].sort(([one], [other]) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));

/* How much is wrong or missing, in words. */
export const counted = (wrong) => sayOf("1 thing is still to be mended", "{num} things are still to be mended", wrong.size);

function list(wrong) {
  document.querySelector("[data-mistakes-says]").textContent = counted(wrong);
  document.querySelector("[data-mistakes-list]").replaceChildren(...inOrder(wrong).map(line));
  box.hidden = !wrong.size;
}

/* Show what is wrong now: at fields that somebody has left, or that more typing does not mend; and what is missing beside the form. */
export function show(form, wrong, changed) {
  for (const field of form.querySelectorAll("[data-field], [data-text]")) {
    const trouble = wrong.get(field);
    const isTold = trouble && (all || trouble.now || (touched.has(field) && !trouble.missing));
    markOnce(field, isTold ? trouble : null, changed);
  }
  const told = inOrder(wrong).filter(([field, trouble]) => all || trouble.missing || touched.has(field));
  document.querySelector("[data-still]").replaceChildren(...(told.length ? told.map(line) : [made("li", say("Nothing. You can hand it in."))]));
  if (!box.hidden) list(wrong);
}

/* From now on all of it is shown, for somebody who hands it in. */
export function showAll(form, wrong, changed) {
  all = true;
  show(form, wrong, changed);
  list(wrong);
}

export const focus = () => box.focus();
