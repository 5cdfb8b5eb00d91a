/* Light or dark: the reader's choice is kept in the browser; without one the system decides. Loaded before the first paint. */
const root = document.documentElement;
const kept = () => { try { return localStorage.getItem("palette"); } catch { return null; } };
const isDark = () => (root.dataset.palette ? root.dataset.palette === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
if (kept()) root.dataset.palette = kept();

/* The bar of the browser, one colour for each palette of the system, takes that of the palette that is shown. */
const bars = document.querySelectorAll("meta[name=theme-color]");
const colours = Object.fromEntries([...bars].map((bar) => [bar.media.includes("dark"), bar.content]));
const paint = () => bars.forEach((bar) => { if (root.dataset.palette) bar.content = colours[isDark()]; });
paint();

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-palette-switch]")) return;
  root.dataset.palette = isDark() ? "light" : "dark";
  paint();
  try { localStorage.setItem("palette", root.dataset.palette); } catch { /* kept for this page only */ }
});
