/* The form by which a record is added: it checks what is typed, keeps it as a draft, shows what will become of it, and hands it in. */
import { locale } from "../days.js";
import { say, sayOf } from "../words.js";
import { checked } from "./check.js";
import { put, watch as watchChoices } from "./choose.js";
import { drop, keep, stored, watch as watchDraft } from "./draft.js";
import { add, entriesOf, watch as watchEntries } from "./entries.js";
import { controlOf, fieldIn, fieldsIn, fill, isEmpty, typed, typedIn } from "./fields.js";
import * as fileName from "./file-name.js";
import { handIn, told } from "./hand-in.js";
import { about, rowsHere, rowsOf } from "./known.js";
import { made } from "./marks.js";
import * as mistakes from "./mistakes.js";
import { card, page } from "./preview.js";
import { similar } from "./similar.js";
import { yaml } from "./yaml.js";

const PAUSE = 150; // milliseconds without a key until what was typed is looked at
const adding = document.querySelector("[data-adding]");
const form = adding.querySelector("form");
const part = (name) => adding.querySelector(`[data-${name}]`);
const icon = document.querySelector("[data-icon]").content.firstElementChild;
const title = fieldIn(form, "title");
let values = {};
let wrong = new Map();
let waiting = 0;

const tell = (text) => { part("live").textContent = text; };
const text = () => yaml(values, about.first);

/* 1. Records that resemble the new one */
const alike = made("p");
alike.className = "small alike";
alike.setAttribute("role", "status");
title.append(alike);

/* The list of records of this kind is the longest: it is fetched once there is a title to look for. */
let asked = false;
function askForAlike() {
  if (asked || isEmpty(typedIn(title))) return;
  asked = true;
  rowsOf(about.kind).then(update, () => { asked = false; });
}

function showAlike() {
  const rows = similar(rowsHere(about.kind) ?? [], typedIn(title));
  const links = rows.flatMap((row, at) => [at ? ", " : " ", fileName.recordLink(row)]);
  alike.replaceChildren(...(rows.length ? [say("Is it one of these, which are here already?"), ...links] : []));
}

/* 2. What was typed, looked at anew */
function showFilled() {
  const filled = fieldsIn(form).filter((field) => !isEmpty(typedIn(field)));
  for (const place of form.querySelectorAll("[data-filled]")) {
    const number = filled.filter((field) => place.closest("details").contains(field)).length;
    place.textContent = number ? sayOf("1 field filled in", "{num} fields filled in", number) : "";
  }
}

function offerSources({ sources = [] }) {
  const known = sources.flatMap((one) => [one.url, one.document]).filter(Boolean);
  document.getElementById("known-sources").replaceChildren(...known.map((one) => Object.assign(made("option"), { value: one })));
}

function showPage() {
  if (part("page").open) part("page-shown").replaceChildren(...page(form));
}

function update() {
  clearTimeout(waiting);
  waiting = 0;
  const raw = typed(form);
  ({ values, wrong } = checked(form));
  fileName.follow(typedIn(title));
  fileName.show();
  mistakes.show(form, wrong, update);
  askForAlike();
  showAlike();
  showFilled();
  offerSources(raw);
  part("card").replaceChildren(card(values, icon));
  showPage();
  part("yaml").textContent = text();
  part("draft-where").textContent = keep(raw, fileName.own())
    ? say("What you type is kept in this browser, and nowhere else, until you start anew.")
    : say("Your browser keeps no draft. Hand it in or copy the file before you leave this page.");
}

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(update, PAUSE);
}

/* 3. The draft */
function tellOfDraft(says) {
  part("draft-says").textContent = says;
  part("draft").hidden = !says;
}

/* Lists that are asked for first begin with an empty entry. */
function load(draft) {
  fill(form, draft.values, put);
  fileName.put(draft.id ?? "", typedIn(title));
  mistakes.reset();
  const first = fieldsIn(form).filter((field) => field.dataset.control === "parts" && field.closest("section"));
  for (const field of first) if (!entriesOf(field).length) add(field);
  update();
}

part("anew").addEventListener("click", () => {
  if (!confirm(say("Delete the draft and empty the form?"))) return;
  drop();
  load({ values: {} });
  tellOfDraft("");
  controlOf(title).focus();
});

part("from-other").addEventListener("click", () => {
  load(stored() ?? { values: {} });
  part("from-other").hidden = true;
  tellOfDraft(say("This is what the other tab has. Write on in one of them."));
});

watchDraft(() => {
  tellOfDraft(say("The same form is open in another tab, and was changed there. What you type here stays here; the last change is the one that is kept."));
  part("from-other").hidden = false;
});

/* 4. Handing it in */
async function hand(way) {
  update();
  mistakes.showAll(form, wrong, update);
  const { name, says, advice } = fileName.named();
  told("");
  if (wrong.size && ["request", "mail"].includes(way)) mistakes.focus();
  else if (says) {
    told(says, " ", advice);
    fileName.focus();
  } else {
    const said = await handIn(way, { name, text: text(), title: typedIn(title) });
    told(...said, wrong.size ? ` ${mistakes.counted(wrong)}.` : "");
  }
}

function today(field) {
  const day = new Date();
  controlOf(field).value = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((one) => String(one).padStart(2, "0")).join("-");
  update();
}

/* 5. What the reader does */
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", soon);
form.addEventListener("change", soon);
form.addEventListener("focusout", (event) => {
  const field = event.target.closest("[data-text], [data-field]");
  if (!field) return;
  mistakes.touch(field);
  soon();
});
form.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-today], [data-hand]");
  if (pressed?.dataset.hand) hand(pressed.dataset.hand);
  else if (pressed) today(pressed.closest("[data-field]"));
});
part("page").addEventListener("toggle", showPage);
watchChoices(form, update, tell);
watchEntries(form, soon, tell);
addEventListener("pagehide", () => { if (waiting) update(); });
addEventListener("beforeunload", (event) => {
  if (waiting) update();
  if (!stored() && Object.keys(typed(form)).length) event.preventDefault();
});

/* 6. The beginning */
const draft = stored();
load(draft ?? { values: { title: new URLSearchParams(location.search).get("title") ?? "" } });
if (draft) {
  const day = new Date(draft.at).toLocaleString(locale, { dateStyle: "long", timeStyle: "short" });
  tellOfDraft(say("Your draft of {day} is back.", { day }));
}
adding.hidden = false;
Promise.allSettled([rowsOf("country"), rowsOf("language"), rowsOf("zone")]).then(update);
