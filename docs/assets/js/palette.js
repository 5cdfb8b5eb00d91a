/* Light or dark: the reader's choice is kept in the browser; without one the system decides. Loaded before the first paint. */
const root = document.documentElement;
const kept = () => { try { return localStorage.getItem("palette"); } catch { return null; } };
if (kept()) root.dataset.palette = kept();

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-palette-switch]")) return;
  const dark = root.dataset.palette ? root.dataset.palette === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.palette = dark ? "light" : "dark";
  try { localStorage.setItem("palette", root.dataset.palette); } catch { /* kept for this page only */ }
});
