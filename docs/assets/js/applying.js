/* "Can we apply?": the answers sort the calls into those that fit, may fit and do not, each with its reasons. The address holds the
   answers, so it can be kept and shared. */
import { say, sayOf } from "./words.js";
import { judged, sizeMatters, together } from "./judging.js";
import { statusOf } from "./status.js";

const form = document.querySelector("[data-applying]");
const all = document.querySelector("[data-calls]");
const count = document.querySelector("[data-verdict]");
const groups = new Map([...document.querySelectorAll("[data-group]")].map((group) => [group.dataset.group, group]));
const { calls, ...known } = JSON.parse(document.querySelector("[data-asked]").textContent);
const cards = [...all.children].map((card, at) => ({ card, asked: calls[at], facts: JSON.parse(card.dataset.status) }));
const fields = [...form.elements].filter((field) => field.name);
const named = (field) => (value) => [...form.elements[field].options].find((option) => option.value === value)?.text ?? value;
const ICONS = { fits: "M5 12.5l4.5 4.5L19 7.5", open: "M9 9.2a3 3 0 1 1 4.2 2.8c-.8.4-1.2 1-1.2 1.9v.6M12 18h.01", not: "M6 6l12 12M18 6L6 18" };

const countries = new Intl.DisplayNames(document.documentElement.lang, { type: "region" });
const answers = () => {
  const { country, body, size, topic, days } = Object.fromEntries(fields.map((field) => [field.name, field.value]));
  return {
    country: country && { code: country }, body, size, topic, days: Number(days),
    name: (code) => (code === "EU" ? say("European Union") : countries.of(code)), called: named("body"), sized: named("size"), about: named("topic"),
  };
};

function icon(is) {
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS(drawn.namespaceURI, "path");
  drawn.setAttribute("viewBox", "0 0 24 24");
  drawn.setAttribute("class", "icon s");
  drawn.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[is]);
  drawn.append(path);
  return drawn;
}

const WORDS = { fits: () => say("Yes"), open: () => say("Ask"), not: () => say("No") };

function reasons(verdicts) {
  const list = document.createElement("ul");
  list.className = "reasons";
  for (const { is, reason } of verdicts) {
    const line = document.createElement("li");
    line.dataset.is = is;
    const text = document.createElement("span");
    const word = document.createElement("b");
    word.textContent = `${WORDS[is]()}: `;
    text.append(word, reason);
    line.append(icon(is), text);
    list.append(line);
  }
  return list;
}

function show() {
  const who = answers();
  form.elements.size.closest("p").hidden = !sizeMatters(who, known);
  const some = fields.some((field) => field.value);
  const now = Date.now();
  const totals = { fits: 0, open: 0, not: 0 };
  let ahead = 0;
  for (const { card, asked, facts } of cards) {
    card.querySelector(".reasons")?.remove();
    if (!statusOf(facts, now).ahead) { card.remove(); continue; }
    ahead += 1;
    if (!some) { all.append(card); continue; }
    const verdicts = judged(asked, facts, who, known, now);
    const is = together(verdicts);
    totals[is] += 1;
    card.querySelector(".text").append(reasons(verdicts));
    groups.get(is).querySelector("ol").append(card);
  }
  all.hidden = some;
  for (const [is, group] of groups) group.hidden = !some || !totals[is];
  count.textContent = some
    ? [sayOf("1 call fits", "{num} calls fit", totals.fits), sayOf("1 may fit", "{num} may fit", totals.open), sayOf("1 does not", "{num} do not", totals.not)].join(", ") + "."
    : sayOf("1 call is open or will open.", "%(num)s calls are open or will open.", ahead);
}

function read() {
  const address = new URLSearchParams(location.search);
  for (const field of fields) {
    field.value = address.get(field.name) ?? "";
    if (field.selectedIndex < 0) field.value = "";
  }
  show();
}

function keep() {
  show();
  const address = new URLSearchParams(fields.filter((field) => field.value && !field.closest("[hidden]")).map((field) => [field.name, field.value]));
  history.pushState(null, "", address.size ? `?${address}` : location.pathname);
}

form.addEventListener("change", keep);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(keep));
addEventListener("popstate", read);
form.hidden = false;
read();
