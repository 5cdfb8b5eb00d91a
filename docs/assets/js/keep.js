/* Records can be kept: a button on the page of a record and on each card, and the number of kept ones in the head of the page. */
import { say, sayOf } from "./words.js";
import { add, drop, has, isPath, pathOf, read, watch } from "./list.js";

const home = document.querySelector("[data-home]");
const number = home.querySelector("[data-kept]");
const named = home.querySelector(".hide");
const plain = named.textContent;
const buttons = new Map();

function tell(button, path, title) {
  const kept = has(path);
  button.setAttribute("aria-pressed", String(kept));
  button.querySelector("span").textContent = kept ? say("Kept") : say("Keep");
  if (title) button.setAttribute("aria-label", say("Keep: {title}", { title }));
}

function toggle(button, path) {
  if (has(path)) drop(path);
  else add([path]);
}

function ready(button, path, title) {
  buttons.set(button, () => tell(button, path, title));
  button.addEventListener("click", () => toggle(button, path));
  button.hidden = false;
}

function onCard(card) {
  const link = card.querySelector("h3 a");
  const path = link && pathOf(link.href);
  if (!isPath(path)) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "keep";
  const icon = home.querySelector("svg").cloneNode(true);
  icon.classList.add("s");
  button.append(icon, document.createElement("span"));
  const facts = card.querySelector(".facts");
  button.classList.toggle("beside", Boolean(facts?.textContent.trim()));
  (facts ?? card.querySelector(".text")).append(button);
  ready(button, path, link.textContent);
  tell(button, path, link.textContent);
}

function show() {
  const { length } = read();
  number.textContent = length || "";
  named.textContent = length ? `${plain}: ${sayOf("1 record", "{num} records", length)}` : plain;
  for (const told of buttons.values()) told();
}

document.querySelectorAll("[data-keep]").forEach((button) => ready(button, button.dataset.keep));
document.querySelectorAll(".cards:not([data-list]) > .card").forEach(onCard);
new MutationObserver((changes) => {
  for (const { addedNodes } of changes) for (const node of addedNodes) {
    if (!(node instanceof Element)) continue;
    for (const card of node.matches(".card") ? [node] : node.querySelectorAll(".cards > .card")) {
      if (!card.querySelector(".keep") && !card.closest("[data-list]")) onCard(card);
    }
  }
}).observe(document.querySelector("main"), { childList: true, subtree: true });
watch(show);
show();
