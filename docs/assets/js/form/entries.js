/* Lists in a form: an entry is added, removed and moved; each knows its number. */
import { say } from "../words.js";

let made = 0;

const listOf = (field) => field.querySelector(":scope > .entries");
export const entriesOf = (field) => [...listOf(field).children];

function number(field) {
  const called = field.querySelector("legend").firstChild.textContent.trim();
  for (const [at, entry] of entriesOf(field).entries()) {
    const shown = { number: at + 1, list: called };
    const part = (name) => entry.querySelector(`:scope > .entry-head [data-${name}]`);
    part("number").textContent = at + 1;
    part("up").ariaLabel = say("Move up: {list} {number}", shown);
    part("down").ariaLabel = say("Move down: {list} {number}", shown);
    part("remove").ariaLabel = say("Remove: {list} {number}", shown);
    part("up").disabled = at === 0;
    part("down").disabled = at === listOf(field).children.length - 1;
    entry.ariaLabel = `${called} ${at + 1}`;
  }
}

const NAMES = ["id", "for", "aria-describedby", "aria-controls"];

function rename(inside, renamed) {
  for (const element of inside.querySelectorAll("*")) {
    for (const name of NAMES.filter((one) => element.hasAttribute(one))) element.setAttribute(name, element.getAttribute(name).split(" ").map(renamed).join(" "));
  }
}

/* A new empty entry at the end of a list. Its ids are its own; those of a list inside it carry its number, and get another for each entry. */
export function add(field) {
  const entry = field.querySelector(":scope > template").content.cloneNode(true).firstElementChild;
  made += 1;
  rename(entry, (id) => id.replaceAll("§", made));
  for (const template of entry.querySelectorAll("template")) rename(template.content, (id) => id.replace("§", made));
  listOf(field).append(entry);
  number(field);
  return entry;
}

/* The buttons of all lists of a form. `changed` is called after each change, `told` with words for it. */
export function watch(form, changed, told) {
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add], [data-up], [data-down], [data-remove]");
    if (!button) return;
    const field = button.closest("[data-field]");
    const entry = button.closest("[data-entry]");
    if ("add" in button.dataset) {
      add(field).querySelector("input, textarea, select").focus();
    } else if ("remove" in button.dataset) {
      const next = entry.nextElementSibling ?? entry.previousElementSibling;
      entry.remove();
      number(field);
      (next?.querySelector("[data-remove]") ?? field.querySelector(":scope > [data-add]")).focus();
      told(say("Removed"));
    } else {
      const up = "up" in button.dataset;
      if (up) entry.previousElementSibling.before(entry);
      else entry.nextElementSibling.after(entry);
      number(field);
      (button.disabled ? entry.querySelector(up ? "[data-down]" : "[data-up]") : button).focus();
      told(say("Moved to place {number}", { number: [...entry.parentElement.children].indexOf(entry) + 1 }));
    }
    changed();
  });
}
