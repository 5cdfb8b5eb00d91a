/* What was typed, kept in this browser alone until it is handed in or begun anew. Where the browser keeps nothing, that is said. */
import { about } from "./known.js";

const KEY = `draft:${about.kind}`;

/* The draft that is kept: { at, values, id }; null where there is none that can be read. */
export function stored() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY));
    return found && typeof found.values === "object" && found.values ? found : null;
  } catch {
    return null;
  }
}

/* Keep it; false where the browser does not. What is kept already is not kept again, so that other tabs hear of changes alone. */
export function keep(values, id) {
  const before = stored();
  if (before && JSON.stringify([before.values, before.id]) === JSON.stringify([values, id])) return true;
  try {
    if (Object.keys(values).length || id) localStorage.setItem(KEY, JSON.stringify({ at: Date.now(), values, id }));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}

export function drop() {
  try { localStorage.removeItem(KEY); } catch { /* nothing was kept */ }
}

/* Calls back when another tab keeps something else. */
export const watch = (changed) => addEventListener("storage", (event) => { if (event.key === KEY || event.key === null) changed(); });
