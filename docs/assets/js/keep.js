/* Records can be kept: a button on the page of a record and on each card, and the number of kept ones in the head of the page. */
import { say, sayOf } from "./words.js";
import { add, drop, isPath, keeps, pathOf, read, watch } from "./list.js";

const home = document.querySelector("[data-home]");
const number = home.querySelector("[data-kept]");
const named = home.querySelector(".hide");
const plain = named.textContent;
const paths = new Map(); // of each button the path of its record

function ready(button, path) {
  paths.set(button, path);
  button.addEventListener("click", () => (button.ariaPressed === "true" ? drop(path) : add([path])));
  button.hidden = false;
}

function onCard(card) {
  const link = card.querySelector("h3 a");
  const path = link && pathOf(link.href);
  if (!isPath(path) || "unkept" in card.dataset) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "keep";
  button.ariaLabel = say("Keep: {title}", { title: link.textContent });
  const icon = home.querySelector("svg").cloneNode(true);
  icon.classList.add("s");
  button.append(icon, document.createElement("span"));
  const facts = card.querySelector(".facts");
  if (facts?.textContent.trim()) facts.append("\u2003"); // a wide space, and none where the button begins a line
  (facts ?? card.querySelector(".text")).append(button);
  ready(button, path);
}

function show() {
  const kept = new Set(read().map(({ path }) => path));
  number.textContent = kept.size || "";
  named.textContent = kept.size ? `${plain}: ${sayOf("1 record", "{num} records", kept.size)}` : plain;
  const [keep, done] = [say("Keep"), say("Kept")];
  for (const [button, path] of paths) {
    button.ariaPressed = kept.has(path);
    button.querySelector("span").textContent = kept.has(path) ? done : keep;
  }
}

function begin() {
  document.querySelectorAll("[data-keep]").forEach((button) => ready(button, button.dataset.keep));
  document.querySelectorAll(".cards:not([data-list]) > .card").forEach(onCard);
  new MutationObserver((changes) => {
    const cards = changes.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node instanceof Element)
      .flatMap((node) => (node.matches(".card") ? [node] : [...node.querySelectorAll(".cards > .card")]))
      .filter((card) => !card.querySelector(".keep") && !card.closest("[data-list]"));
    if (!cards.length) return;
    for (const button of paths.keys()) if (!button.isConnected) paths.delete(button);
    cards.forEach(onCard);
    show();
  }).observe(document.querySelector("main"), { childList: true, subtree: true });
  watch(show);
  show();
}

if (keeps()) begin(); // a browser that keeps nothing is offered nothing to keep
