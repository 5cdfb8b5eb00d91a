/* The fields of a form: which there are, what was typed in them, and how that is put back. The page itself says what each field is. */
import { add, entriesOf } from "./entries.js";

const AROUND = "[data-field], [data-entry], form";

/* The fields that stand in a form, a part or an entry, and not in a part of it. */
export const fieldsIn = (box) => [...box.querySelectorAll("[data-field]")].filter((field) => field.parentElement.closest(AROUND) === box);
export const fieldIn = (box, name) => fieldsIn(box).find((field) => field.dataset.field === name);

/* What one types, ticks or chooses in. */
export const controlOf = (field) => field.querySelector("input, textarea, select");

/* What is focused when something is wrong with a field. */
export function focusOf(field) {
  if (field.dataset.control === "part") return focusOf(fieldsIn(field)[0]);
  return field.querySelector(":scope > [data-add]") ?? controlOf(field);
}

const chosen = (field) => [...field.querySelectorAll("[data-chosen] [data-value]")].map((one) => one.dataset.value);

/* What was typed in one field: a text, a list or the fields of a part; nothing where nothing was. */
export function typedIn(field) {
  switch (field.dataset.control) {
    case "tick": return controlOf(field).checked ? "yes" : "";
    case "ticks": return [...field.querySelectorAll("input:checked")].map((one) => one.value);
    case "look": return field.dataset.value || controlOf(field).value;
    case "looks": return [...chosen(field), controlOf(field).value].filter((one) => one.trim());
    case "part": return typed(field);
    case "parts": return entriesOf(field).map(typed);
    case "texts": return entriesOf(field).map((entry) => entry.querySelector("input").value);
    default: return controlOf(field).value;
  }
}

export function isEmpty(value) {
  if (typeof value === "string") return !value.trim();
  return Object.values(value).every(isEmpty);
}

/* All that was typed in a form, a part or an entry, by the names of its fields. */
export function typed(box) {
  return Object.fromEntries(fieldsIn(box).map((field) => [field.dataset.field, typedIn(field)]).filter(([, value]) => !isEmpty(value)));
}

function put(field, value, choose) {
  const list = Array.isArray(value) ? value : [];
  switch (field.dataset.control) {
    case "tick": controlOf(field).checked = value === "yes"; break;
    case "ticks": for (const box of field.querySelectorAll("input")) box.checked = list.includes(box.value); break;
    case "look": case "looks": choose(field, field.dataset.control === "look" ? [value].filter(Boolean) : list); break;
    case "part": fill(field, value ?? {}, choose); break;
    case "parts": case "texts":
      for (const entry of entriesOf(field)) entry.remove();
      for (const one of list) {
        const entry = add(field);
        if (field.dataset.control === "parts") fill(entry, one, choose);
        else entry.querySelector("input").value = one;
      }
      break;
    default: controlOf(field).value = value ?? "";
  }
}

/* Put back what was typed; fields that are not named become empty. `choose` puts values into a field in which they are looked up. */
export function fill(box, values, choose) {
  for (const field of fieldsIn(box)) put(field, values?.[field.dataset.field], choose);
}
