/* A field in which one looks something up by typing: a combobox after https://www.w3.org/WAI/ARIA/apg/patterns/combobox/. What is chosen
   stands in data-value; where several can be, each stands above as a button that takes it away. */
import { say, sayOf } from "../words.js";
import { controlOf } from "./fields.js";
import { exact, matching, rowsHere, rowsOf } from "./known.js";

const MOST = 8;
const isMany = (field) => field.dataset.control === "looks";
const optionsOf = (field) => [...field.querySelectorAll("[role=option]")];
const activeOf = (field) => field.querySelector("[role=option][aria-selected=true]");

function close(field) {
  const input = controlOf(field);
  field.querySelector("[role=listbox]").hidden = true;
  input.ariaExpanded = "false";
  input.removeAttribute("aria-activedescendant");
}

function activate(field, option) {
  for (const one of optionsOf(field)) one.ariaSelected = String(one === option);
  controlOf(field).setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function optionFor({ id, title }, input, at) {
  const option = document.createElement("li");
  option.role = "option";
  option.id = `${input.id}-found-${at}`;
  option.ariaSelected = "false";
  option.dataset.value = id;
  const small = document.createElement("small");
  small.textContent = id === title ? "" : id;
  option.append(title, " ", small);
  return option;
}

async function open(field, told) {
  const input = controlOf(field);
  const asked = input.value;
  let rows;
  try { rows = await rowsOf(field.dataset.look); } catch {
    told(say("The list could not be loaded. Type the id, or try again."));
    return;
  }
  if (input.value !== asked || document.activeElement !== input) return;
  const hits = matching(rows, asked, MOST);
  const list = field.querySelector("[role=listbox]");
  list.replaceChildren(...hits.map((row, at) => optionFor(row, input, at)));
  list.hidden = !hits.length;
  input.ariaExpanded = String(hits.length > 0);
  input.removeAttribute("aria-activedescendant");
  told(hits.length ? sayOf("1 found", "{num} found", hits.length) : say("Nothing found"));
}

const titleOf = (field, id) => rowsHere(field.dataset.look)?.find((row) => row.id === id)?.title ?? id;

function chip(field, id) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  const hidden = document.createElement("span");
  button.type = "button";
  button.className = "chip on";
  button.dataset.value = id;
  button.dataset.drop = "";
  hidden.className = "hide";
  hidden.textContent = say("remove");
  button.append(titleOf(field, id), " ", hidden, "×");
  item.append(button);
  return item;
}

const valuesOf = (field) => [...field.querySelectorAll("[data-chosen] [data-value]")].map((one) => one.dataset.value);

function chips(field, ids) {
  const list = field.querySelector("[data-chosen]");
  list.replaceChildren(...[...new Set(ids)].map((id) => chip(field, id)));
  list.hidden = !ids.length;
}

/* Ids become titles once the list is there; what was typed meanwhile stays. */
function name(field) {
  const input = controlOf(field);
  if (isMany(field)) chips(field, valuesOf(field));
  else if (input.value === field.dataset.value) input.value = titleOf(field, field.dataset.value);
}

/* Put these values into the field, as if they had been chosen. */
export function put(field, ids) {
  if (isMany(field)) chips(field, ids);
  else field.dataset.value = ids[0] ?? "";
  controlOf(field).value = isMany(field) || !ids.length ? "" : titleOf(field, ids[0]);
  if (ids.length && !rowsHere(field.dataset.look)) rowsOf(field.dataset.look).then(() => name(field)).catch(() => {});
}

function choose(field, id) {
  put(field, isMany(field) ? [...valuesOf(field), id] : [id]);
  close(field);
}

/* What was typed and not chosen is taken where it is clear what is meant. */
function settle(field) {
  const input = controlOf(field);
  const rows = rowsHere(field.dataset.look);
  if (field.dataset.value || !input.value.trim() || !rows) return;
  const row = exact(rows, input.value);
  if (row) choose(field, row.id);
}

const MOVES = { ArrowDown: 1, ArrowUp: -1 };
const following = (at, step) => (at < 0 && step > 0 ? 0 : Math.max(at, 0) + step); // from none: the first, or the last

function pressed(event, field, changed, told) {
  const input = controlOf(field);
  const options = optionsOf(field);
  const isOpen = input.ariaExpanded === "true";
  const active = isOpen ? activeOf(field) : null;
  if (event.key in MOVES) {
    event.preventDefault();
    if (!isOpen) open(field, told);
    else activate(field, options.at(following(options.indexOf(active), MOVES[event.key]) % options.length));
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (active) choose(field, active.dataset.value);
    else settle(field);
    changed(field);
  } else if (event.key === "Escape" && isOpen) {
    event.preventDefault();
    close(field);
  } else if (event.key === "Tab" && active) {
    choose(field, active.dataset.value);
    changed(field);
  } else if (event.key === "Backspace" && isMany(field) && !input.value && valuesOf(field).length) {
    const last = valuesOf(field).at(-1);
    put(field, valuesOf(field).slice(0, -1));
    told(say("Removed: {title}", { title: titleOf(field, last) }));
    changed(field);
  }
}

/* All such fields of a form, those of entries that are added later as well. */
export function watch(form, changed, told) {
  const fieldOf = (event) => (event.target.matches?.("[role=combobox]") ? event.target.closest("[data-look]") : null);
  const arrived = (field) => { // what was typed before the list was there is looked at again
    if (document.activeElement !== controlOf(field)) settle(field);
    changed(field);
  };
  form.addEventListener("input", (event) => {
    const field = fieldOf(event);
    if (!field) return;
    if (!isMany(field)) field.dataset.value = "";
    open(field, told);
  });
  form.addEventListener("focusin", (event) => {
    const field = fieldOf(event);
    if (field && !rowsHere(field.dataset.look)) rowsOf(field.dataset.look).then(() => arrived(field)).catch(() => {});
  });
  form.addEventListener("keydown", (event) => {
    const field = fieldOf(event);
    if (field) pressed(event, field, changed, told);
  });
  form.addEventListener("focusout", (event) => {
    const field = fieldOf(event);
    if (!field) return;
    close(field);
    settle(field);
  });
  form.addEventListener("mousedown", (event) => { if (event.target.closest("[role=option]")) event.preventDefault(); }); // the focus stays
  form.addEventListener("click", (event) => {
    const field = event.target.closest("[data-look]");
    const option = event.target.closest("[role=option]");
    const drop = event.target.closest("[data-drop]");
    if (field && option) choose(field, option.dataset.value);
    else if (field && drop) {
      put(field, valuesOf(field).filter((id) => id !== drop.dataset.value));
      controlOf(field).focus();
    } else {
      if (fieldOf(event) && event.target.ariaExpanded !== "true") open(fieldOf(event), told);
      return;
    }
    changed(field);
  });
}
