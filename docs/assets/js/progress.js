/* A guide as a companion: checks to tick and steps to mark as done, how far the reader is, and the checklist to take along. */
import { say, sayOf } from "./words.js";
import { csv, save } from "./taking.js";
import { begun, forget, mark, next, read, tick, ticked, watch, write } from "./ticks.js";

const part = (name) => document.querySelector(`[data-${name}]`);
const { guide, step: opened } = part("guide").dataset;
const [said, done, goOn] = ["far", "done", "next"].map(part);
const lists = [...document.querySelectorAll("[data-checks]")].map((list) => ({
  step: list.dataset.checks,
  keys: [...list.children].map((item) => item.dataset.check),
  boxes: [...list.children].map(boxIn),
}));
const rows = new Map([...document.querySelectorAll("[data-how-far]")].map((row) => [row.dataset.howFar, row]));
const titles = new Map([...rows].map(([step, row]) => [step, row.closest(".step").querySelector("h3 a")]));
const steps = [...rows.keys()];
let state = read(guide);

/* The box on paper becomes a box to tick. */
function boxIn(item) {
  const box = document.createElement("input");
  box.type = "checkbox";
  const label = document.createElement("label");
  label.append(box, item.lastElementChild);
  item.replaceChildren(label);
  return box;
}

const inAll = (count) => lists.reduce((sum, list) => sum + count(list), 0);
const ticks = ({ step, keys }) => ticked(state, step, keys).length;
const ofChecks = (number, all) => sayOf("{some} of 1 check", "{some} of {num} checks", all, { some: number });

function howFar(row, step) {
  const list = lists.find((one) => one.step === step);
  const isDone = state.done.includes(step);
  const number = list ? ticks(list) : 0;
  row.classList.toggle("done", isDone);
  row.textContent = isDone ? say("Done") : number ? ofChecks(number, list.keys.length) : "";
}

function showGuide() {
  const number = steps.filter((step) => state.done.includes(step)).length;
  const far = sayOf("{some} of 1 step done", "{some} of {num} steps done", steps.length, { some: number });
  tell(lists.length ? `${far}, ${ofChecks(inAll(ticks), inAll(({ keys }) => keys.length))}` : far);
  document.querySelectorAll(".progress .trail i").forEach((cell, at) => cell.classList.toggle("done", state.done.includes(steps[at])));
  rows.forEach(howFar);
  const where = next(state, steps);
  goOn.hidden = !where;
  if (!where) return;
  const named = { number: steps.indexOf(where) + 1, title: titles.get(where).lastChild.textContent };
  goOn.href = titles.get(where).href;
  goOn.textContent = begun(state) ? say("Go on with step {number}: {title}", named) : say("Begin with step {number}: {title}", named);
}

function tell(text) {
  if (said.textContent !== text) said.textContent = text;
}

function show() {
  for (const { step, keys, boxes } of lists) {
    const on = ticked(state, step, keys);
    boxes.forEach((box, at) => { box.checked = on.includes(keys[at]); });
  }
  if (!opened) return showGuide();
  done.checked = state.done.includes(opened);
  if (lists.length) tell(`${ofChecks(ticks(lists[0]), lists[0].keys.length)}.`);
}

function keep(changed) {
  state = changed;
  const kept = write(guide, state);
  part("lost").hidden = kept;
  if (part("private")) part("private").hidden = !kept;
  show();
}

const current = () => {
  state = read(guide);
  show();
};

/* Text that Markdown would take for its own signs. */
const bare = (text) => text.replace(/[\\`*_[\]<>#|]/g, "\\$&");
const inWords = (item) => item.textContent.trim();

const listed = () => lists.map(({ step, boxes }) => ({
  number: steps.indexOf(step) + 1,
  title: titles.get(step).lastChild.textContent,
  done: state.done.includes(step),
  items: boxes.map((box) => ({ text: inWords(box.labels[0]), on: box.checked })),
}));

function markdown() {
  const lines = listed().flatMap(({ number, title, items, done: isDone }) => [
    "", `## ${number}. ${bare(title)}${isDone ? ` (${say("Done")})` : ""}`, "", ...items.map(({ text, on }) => `- [${on ? "x" : " "}] ${bare(text)}`),
  ]);
  return [`# ${bare(document.querySelector("h1").textContent)}`, "", `<${location.origin}${location.pathname}>`, ...lines, ""].join("\n");
}

function table() {
  const yes = (is) => (is ? say("yes") : say("no"));
  const cells = listed().flatMap(({ number, title, done: isDone, items }) => items.map(({ text, on }) => [`${number}`, title, yes(isDone), text, yes(on)]));
  return csv([[say("Step"), say("Title"), say("Step is done"), say("Check"), say("Ticked")], ...cells]);
}

const TAKE = {
  markdown: () => save(`${guide}.md`, "text/markdown;charset=utf-8", markdown()),
  csv: () => save(`${guide}.csv`, "text/csv;charset=utf-8", table()),
  print: () => {
    document.documentElement.dataset.printing = "checklist";
    print();
    delete document.documentElement.dataset.printing;
  },
  reset: () => {
    if (!confirm(say("Remove all ticks of this guide?"))) return;
    forget(guide);
    current();
    part("taken").textContent = say("All ticks are removed.");
  },
};

for (const { step, keys, boxes } of lists) {
  boxes.forEach((box, at) => box.addEventListener("change", () => keep(tick(read(guide), step, keys, keys[at], box.checked))));
}
done?.addEventListener("change", () => keep(mark(read(guide), opened, done.checked)));
document.querySelectorAll("[data-take]").forEach((button) => button.addEventListener("click", TAKE[button.dataset.take]));
if (opened && begun(state)) keep({ ...state, last: opened });
else show();
document.querySelectorAll("[data-works]").forEach((one) => { one.hidden = false; });
watch(guide, current);
