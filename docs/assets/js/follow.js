/* The list of feeds becomes a choice: what to follow, its address to copy, and the ways to take it. Without scripts the list is the page. */
import { say } from "./words.js";

const form = document.querySelector("[data-follow]");
const part = (name) => form.querySelector(`[data-${name}]`);
const [what, hows, address, said] = ["what", "hows", "address", "said"].map(part);
const rows = new Map();
const link = (row, way) => row.querySelector(`[data-way=${way}]`);

for (const list of document.querySelectorAll("ul.feeds")) {
  const group = document.createElement("optgroup");
  group.label = list.previousElementSibling.textContent;
  for (const row of list.children) {
    rows.set(row.id, row);
    group.append(new Option(row.querySelector(".name").textContent, row.id));
  }
  what.append(group);
}

function button(text, href) {
  const made = document.createElement("a");
  made.className = "button";
  made.href = href;
  made.textContent = text;
  return made;
}

function show() {
  const row = rows.get(what.value);
  const [atom, json, calendar] = ["atom", "json", "calendar"].map((way) => link(row, way)?.href);
  hows.hidden = !calendar;
  const dates = calendar && form.elements.how.value === "calendar";
  const subscribe = calendar?.replace(/^https?:/, "webcal:");
  part("name").textContent = what.selectedOptions[0].text;
  part("records").textContent = row.dataset.records;
  address.value = dates ? calendar : atom;
  part("ways").replaceChildren(...(dates
    ? [button(say("Open in your calendar"), subscribe), button(say("Calendar file"), calendar)]
    : [button("Atom", atom), button("JSON Feed", json)]));
  said.textContent = "";
}

/* The address of this page names what is chosen, so a link can choose. */
function follow() {
  const named = location.hash.slice(1);
  if (!rows.has(named)) return;
  what.value = named;
  show();
  what.focus({ preventScroll: true });
  form.scrollIntoView();
}

form.addEventListener("input", () => {
  history.replaceState(null, "", `#${what.value}`);
  show();
});
form.addEventListener("submit", (event) => event.preventDefault());
part("copy").addEventListener("click", async () => {
  address.select();
  try {
    await navigator.clipboard.writeText(address.value);
    said.textContent = say("The address is copied. Paste it into your reader.");
  } catch {
    said.textContent = say("The address is selected. Copy it from there.");
  }
});

form.hidden = false;
show();
addEventListener("hashchange", follow);
if (document.readyState === "complete") follow();
else addEventListener("load", follow); // after the browser has gone to the row that the address names
