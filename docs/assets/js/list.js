/* The reader's own list of records, kept in this browser alone: [{ path, note }], a path from the root of the site without a language, as
   in "events/talk-2025-01-15/". Where the browser keeps nothing, a shared list that is taken over lasts for the visit to one page. */
const KEY = "my-list";
const PATH = /^[a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*\/$/;
const home = document.querySelector("[data-home]");
let here = null;

/* The addresses of the site and of its pages in this language. */
export const root = new URL(home.dataset.home, document.baseURI);
export const tongue = new URL("../", home.href);

/* Whether this browser keeps anything of the site from page to page. */
export const keeps = () => {
  try { localStorage.setItem("keeps", ""); localStorage.removeItem("keeps"); return true; } catch { return false; }
};

export const isPath = (path) => typeof path === "string" && PATH.test(path) && path.length < 200;

/* The path of a record whose page has this address. */
export function pathOf(address) {
  const { href } = new URL(address, document.baseURI);
  const below = [tongue.href, root.href].find((start) => href.startsWith(start));
  return below ? href.slice(below.length).replace(/[?#].*$/, "") : "";
}

export function read() {
  let found = here;
  try { found = JSON.parse(localStorage.getItem(KEY)) ?? here; } catch { /* kept for this page only */ }
  return (Array.isArray(found) ? found : []).filter((one) => isPath(one?.path)).map(({ path, note }) => ({ path, note: String(note ?? "").slice(0, 2000) }));
}

export function write(list) {
  here = list;
  try { localStorage.setItem(KEY, JSON.stringify(list)); } catch { /* kept for this page only */ }
  dispatchEvent(new CustomEvent("my-list"));
}

export const add = (paths) => {
  const list = read();
  write([...list, ...paths.filter((path) => isPath(path) && !list.some((one) => one.path === path)).map((path) => ({ path, note: "" }))]);
};
export const drop = (path) => write(read().filter((one) => one.path !== path));

/* Calls back when the list changes here or in another tab. */
export function watch(changed) {
  addEventListener("my-list", changed);
  addEventListener("storage", (event) => { if (event.key === KEY || event.key === null) changed(); });
  addEventListener("pageshow", changed);
}
