/* The record to fill in, to the clipboard; that it is there is said aloud. */
import { say } from "./words.js";

const skeleton = document.querySelector("[data-skeleton]");
const button = skeleton.querySelector("[data-copy]");
const told = skeleton.querySelector("[data-said]");

button.hidden = !navigator.clipboard;
button.addEventListener("click", async () => {
  told.textContent = "";
  try {
    await navigator.clipboard.writeText(skeleton.querySelector("pre").textContent);
    told.textContent = say("The record is copied.");
  } catch {
    told.textContent = say("The browser did not allow it. Select the text and copy it.");
  }
});
