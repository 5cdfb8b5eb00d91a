/* The form by which a record is added: it checks what is typed, keeps it as a draft, shows what will become of it, and hands it in. */
import { say, sayOf } from "../words.js";
import { checked, mark } from "./check.js";
import { put, watch as watchChoices } from "./choose.js";
import { drop, keep, stored, watch as watchDraft } from "./draft.js";
import { add, entriesOf, watch as watchEntries } from "./entries.js";
import { controlOf, fieldIn, fieldsIn, fill, focusOf, isEmpty, typed, typedIn } from "./fields.js";
import { handIn, told } from "./hand-in.js";
import { about, pageOf, plain, rowsHere, rowsOf } from "./known.js";
import { made } from "./marks.js";
import { card, nameOf, page } from "./preview.js";
import { similar } from "./similar.js";
import { slug } from "./values.js";
import { yaml } from "./yaml.js";

const adding = document.querySelector("[data-adding]");
const form = adding.querySelector("form");
const part = (name) => adding.querySelector(`[data-${name}]`);
const [draftBox, draftSays, draftWhere, still, id, mistakes] = ["draft", "draft-says", "draft-where", "still", "id", "mistakes"].map(part);
const icon = document.querySelector("[data-icon]").content.firstElementChild;
const live = part("live");
const touched = new WeakSet();
const marked = new WeakMap();
let all = false; // whether all that is wrong is shown, also where nobody was yet
let now = { values: {}, wrong: new Map() };
let waiting = 0;

const tell = (text) => { live.textContent = text; };
const titleField = fieldIn(form, "title");
const placesOf = () => [...form.querySelectorAll("[data-field], [data-text]")];

/* 1. The name of the file */
const STROKES = { ł: "l", đ: "d", ð: "d", ø: "o", æ: "ae", œ: "oe", þ: "th", ħ: "h", ı: "i", ß: "ss" };
const bareId = (title) => plain(title).replace(/[łđðøæœþħıß]/g, (sign) => STROKES[sign]).replace(/[^a-z0-9]+/g, "-").slice(0, 80).replace(/^-+|-+$/g, "");
const isOwnId = () => id.value.trim() !== "" && id.value.trim() !== id.dataset.made;

function idTrouble() {
  const name = id.value.trim().replace(/\.yml$/, "");
  const found = slug(name);
  if (!("value" in found)) return found;
  const taken = rowsHere(about.kind)?.find((row) => row.id === name);
  return taken ? { says: say("A record with this name is there already."), advice: say("Choose another name."), link: taken } : null;
}

/* 2. What helps with a mistake */
function button(text, act) {
  const one = made("button", text);
  one.type = "button";
  one.className = "button";
  one.addEventListener("click", act);
  return one;
}

function use(field, value) {
  if (field.dataset.look) put(field, field.dataset.control === "looks" ? [...typedIn(field).slice(0, -1), value] : [value]);
  else controlOf(field).value = value;
  update();
  focusOf(field).focus();
}

function asName(field, name) {
  const other = fieldIn(field.parentElement.closest("[data-field], [data-entry], form"), field.dataset.otherwise);
  put(field, []);
  controlOf(other).value = name;
  for (const fold of parentsOf(other)) fold.open = true;
  update();
  controlOf(other).focus();
}

function helps(field, trouble) {
  const found = [];
  if (trouble.instead) found.push(button(say("Write {word}", { word: trouble.instead }), () => use(field, trouble.instead)));
  if (trouble.unknown && field.dataset.otherwise) found.push(button(say("Use it as a name"), () => asName(field, trouble.unknown)));
  const target = about.targets[field.dataset.look];
  if (trouble.unknown && target?.add) {
    const link = made("a", target.add);
    link.href = new URL(`../${field.dataset.look}/?title=${encodeURIComponent(trouble.unknown)}`, document.baseURI).href;
    link.target = "_blank";
    found.push(link);
  }
  return found;
}

/* 3. What is wrong and what is missing */
const parentsOf = (element) => {
  const folds = [];
  for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) folds.push(fold);
  return folds;
};

function calledIn(field) {
  const names = [];
  for (let one = field; one && one !== form; one = one.parentElement.closest("[data-field], [data-entry]")) {
    if ("entry" in one.dataset) names.unshift(String([...one.parentElement.children].indexOf(one) + 1));
    else if ("field" in one.dataset) names.unshift(nameOf(one));
  }
  return names.join(" · ");
}

function go(field) {
  for (const fold of parentsOf(field)) fold.open = true;
  const target = "text" in field.dataset ? field.querySelector("input") : focusOf(field);
  target.focus();
  target.scrollIntoView({ block: "center" });
}

const line = ([field, { says }]) => {
  const item = made("li");
  const link = made("a", calledIn(field));
  link.href = `#${(focusOf(field) ?? field).id}`;
  link.addEventListener("click", (event) => { event.preventDefault(); go(field); });
  item.append(link, says === say("missing") ? "" : `: ${says}`);
  return item;
};

function shownOn(field, trouble) {
  const shown = trouble && (all || trouble.now || (touched.has(field) && !trouble.missing)) ? trouble : null;
  const key = shown ? `${shown.says} ${shown.advice} ${shown.instead}` : "";
  if (marked.get(field) === key) return;
  marked.set(field, key);
  mark(field, shown, shown ? helps(field, shown) : []);
}

function showWrong() {
  for (const field of placesOf()) shownOn(field, now.wrong.get(field));
  const rest = [...now.wrong].filter(([field, trouble]) => all || trouble.missing || touched.has(field));
  still.replaceChildren(...(rest.length ? rest.map(line) : [made("li", say("Nothing. You can hand it in."))]));
  const trouble = idTrouble();
  const place = document.getElementById("file-name-wrong");
  place.hidden = !trouble || !id.value;
  place.replaceChildren(...(trouble ? [made("strong", trouble.says), ` ${trouble.advice} `, ...(trouble.link ? [recordLink(trouble.link)] : [])] : []));
  if (mistakes.hidden) return;
  showMistakes();
}

function showMistakes() {
  const found = [...now.wrong];
  part("mistakes-says").textContent = sayOf("1 thing is still to be mended", "{num} things are still to be mended", found.length);
  part("mistakes-list").replaceChildren(...found.map(line));
  mistakes.hidden = !found.length;
}

/* 4. Records that resemble it */
function recordLink({ id: key, title }) {
  const link = made("a", title);
  link.href = pageOf("", key);
  link.target = "_blank";
  return link;
}

const alike = made("p");
alike.className = "small alike";
alike.setAttribute("role", "status");
titleField.append(alike);

function showAlike() {
  const rows = similar(rowsHere(about.kind) ?? [], typedIn(titleField));
  const links = rows.flatMap((row, at) => [at ? ", " : "", recordLink(row)]);
  alike.replaceChildren(...(rows.length ? [say("Is it one of these, which are here already?"), " ", ...links] : []));
}

/* 5. The draft */
function tellOfDraft(text) {
  draftSays.textContent = text;
  draftBox.hidden = !text;
}

function keepDraft(values) {
  const isKept = keep(values, isOwnId() ? id.value.trim() : "");
  draftWhere.textContent = isKept
    ? say("What you type is kept in this browser, and nowhere else, until you start anew.")
    : say("Your browser keeps no draft. Hand it in or copy the file before you leave this page.");
  return isKept;
}

function load(draft) {
  fill(form, draft.values, put);
  id.value = draft.id ?? "";
  id.dataset.made = "";
  all = false;
  for (const field of fieldsIn(form).filter((one) => one.dataset.control === "parts" && one.closest("section"))) if (!entriesOf(field).length) add(field);
}

/* 6. All of it anew */
function update() {
  clearTimeout(waiting);
  waiting = 0;
  const values = typed(form);
  now = checked(form);
  const own = isOwnId();
  if (!own) {
    id.dataset.made = bareId(values.title ?? "");
    id.value = id.dataset.made;
  }
  showWrong();
  showAlike();
  for (const fold of form.querySelectorAll("details.fold")) {
    const filled = fieldsIn(form).filter((field) => fold.contains(field) && !isEmpty(typedIn(field))).length;
    const place = fold.querySelector(":scope > summary [data-filled]");
    if (place) place.textContent = filled ? sayOf("1 field filled in", "{num} fields filled in", filled) : "";
  }
  document.getElementById("known-sources").replaceChildren(...(values.sources ?? []).flatMap((one) => [one.url, one.document]).filter(Boolean).map((one) => Object.assign(made("option"), { value: one })));
  part("card").replaceChildren(card(now.values, icon));
  if (part("page").open) part("page-shown").replaceChildren(...page(form));
  part("yaml").textContent = text();
  return values;
}

const text = () => yaml(now.values, about.first);

function typedSomething() {
  clearTimeout(waiting);
  waiting = setTimeout(() => keepDraft(update()), 150);
}

function renew() {
  keepDraft(update());
}

/* 7. What the reader does */
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", typedSomething);
form.addEventListener("change", typedSomething);
form.addEventListener("focusout", (event) => {
  const field = event.target.closest("[data-text], [data-field]");
  if (!field || field.contains(event.relatedTarget)) return;
  touched.add(field);
  typedSomething();
});
part("page").addEventListener("toggle", update);
watchChoices(form, renew, tell);
watchEntries(form, renew, tell);

form.addEventListener("click", async (event) => {
  const pressed = event.target.closest("[data-today], [data-hand]");
  if (!pressed) return;
  if ("today" in pressed.dataset) {
    const day = new Date();
    controlOf(pressed.closest("[data-field]")).value = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((one) => String(one).padStart(2, "0")).join("-");
    renew();
    return;
  }
  all = true;
  renew();
  const { hand } = pressed.dataset;
  const trouble = idTrouble();
  part("by-hand").hidden = true;
  showMistakes();
  if (["request", "mail"].includes(hand) && now.wrong.size) {
    told("");
    mistakes.focus();
  } else if (trouble) {
    told(trouble.says, " ", trouble.advice);
    id.focus();
  } else {
    await handIn(hand, { name: `${id.value.trim().replace(/\.yml$/, "")}.yml`, text: text(), title: typedIn(titleField) });
  }
});

part("anew").addEventListener("click", () => {
  if (!confirm(say("Delete the draft and empty the form?"))) return;
  drop();
  load({ values: {} });
  update();
  tellOfDraft("");
  controlOf(titleField).focus();
});

part("from-other").addEventListener("click", () => {
  load(stored() ?? { values: {} });
  part("from-other").hidden = true;
  tellOfDraft(say("This is what the other tab has. Write on in one of them."));
  update();
});

watchDraft(() => {
  tellOfDraft(say("The same form is open in another tab, and was changed there. What you type here stays here; the last change is the one that is kept."));
  part("from-other").hidden = false;
});

addEventListener("pagehide", () => { if (waiting) keepDraft(update()); });
addEventListener("beforeunload", (event) => {
  if (waiting) keepDraft(update());
  if (Object.keys(typed(form)).length && !stored()) event.preventDefault();
});

/* 8. The beginning */
const draft = stored();
const offered = new URLSearchParams(location.search).get("title") ?? "";
load(draft ?? { values: offered ? { title: offered } : {} });
if (draft) tellOfDraft(say("Your draft of {day} is back.", { day: new Date(draft.at).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" }) }));
adding.hidden = false;
renew();
Promise.allSettled([rowsOf("country"), rowsOf("language"), rowsOf("zone"), rowsOf(about.kind)]).then(renew);
