/* What a reader has done of a guide, kept in this browser alone, the same for all languages of the guide:
   { done: [steps], checks: { step: { all: [keys], ticked: [keys] } }, last: the step opened last }. Where the browser keeps nothing, it
   lasts as long as the visit to one page. Nothing is kept before the reader has ticked something. */
const here = new Map();
const name = (guide) => `guide:${guide}`;
const words = (list) => (Array.isArray(list) ? list.filter((one) => typeof one === "string") : []);

function cleaned(found) {
  const checks = Object.entries(found?.checks ?? {}).map(([step, kept]) => [step, { all: words(kept?.all), ticked: words(kept?.ticked) }]);
  return { done: words(found?.done), checks: Object.fromEntries(checks), last: typeof found?.last === "string" ? found.last : "" };
}

export function read(guide) {
  let found = here.get(guide);
  try { found ??= JSON.parse(localStorage.getItem(name(guide))); } catch { /* kept for this page only */ }
  return cleaned(found);
}

/* Whether the browser has kept it. */
export function write(guide, state) {
  try {
    localStorage.setItem(name(guide), JSON.stringify(state));
    here.delete(guide);
    return true;
  } catch {
    here.set(guide, state);
    return false;
  }
}

export function forget(guide) {
  here.delete(guide);
  try { localStorage.removeItem(name(guide)); } catch { /* nothing was kept */ }
}

export const begun = ({ done, checks }) => done.length > 0 || Object.values(checks).some(({ ticked }) => ticked.length > 0);

/* Which of a step's checks of today are ticked. A check goes by its key; one that was reworded since goes by its place, where the
   list is as long as before, the old text is gone and the new one was not there. */
export function ticked(state, step, keys) {
  const { all, ticked: old } = state.checks[step] ?? { all: [], ticked: [] };
  const reworded = (key, at) => keys.length === all.length && !all.includes(key) && !keys.includes(all[at]) && old.includes(all[at]);
  return keys.filter((key, at) => old.includes(key) || reworded(key, at));
}

export function tick(state, step, keys, key, on) {
  const rest = ticked(state, step, keys).filter((one) => one !== key);
  return { ...state, checks: { ...state.checks, [step]: { all: keys, ticked: on ? [...rest, key] : rest } }, last: step };
}

export function mark(state, step, on) {
  const rest = state.done.filter((one) => one !== step);
  return { ...state, done: on ? [...rest, step] : rest, last: step };
}

/* Where to go on: at the step opened last, or the next one that is not done; the first where all before is done. */
export function next(state, steps) {
  const at = Math.max(steps.indexOf(state.last), 0);
  return [...steps.slice(at), ...steps.slice(0, at)].find((step) => !state.done.includes(step));
}

/* Calls back when this guide's ticks change in another tab, or may have changed on another page. */
export function watch(guide, changed) {
  addEventListener("storage", (event) => { if (event.key === name(guide) || event.key === null) changed(); });
  addEventListener("pageshow", (event) => { if (event.persisted) changed(); });
}
