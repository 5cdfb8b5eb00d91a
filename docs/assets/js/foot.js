/* The foot of a page: its address and its citation to the clipboard, each said aloud; facts that have grown old since the build. */
import { say } from "./words.js";

const foot = document.querySelector("[data-foot]");
const told = foot.querySelector("[data-said]");

async function copy(text, done) {
  told.textContent = "";
  try {
    await navigator.clipboard.writeText(text);
    told.textContent = done;
  } catch {
    told.textContent = say("The browser did not allow it. Select the text and copy it.");
  }
}

if (navigator.clipboard) {
  for (const button of foot.querySelectorAll("[data-copy-link], [data-copy]")) button.hidden = false;
}

foot.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy-link], [data-copy]");
  if (!button) return;
  if ("copyLink" in button.dataset) copy(document.querySelector("link[rel=canonical]")?.href ?? location.href, say("The link is copied."));
  else copy(button.previousElementSibling.textContent, say("The citation is copied."));
});

const checked = document.querySelector("[data-stale-after]");
if (checked) checked.hidden = new Date().toISOString().slice(0, 10) <= checked.dataset.staleAfter;
