/* What was typed, checked as `hub check` checks a record: the values as they are written, and what is wrong with which field. */
import { say } from "../words.js";
import { entriesOf } from "./entries.js";
import { fieldsIn, isEmpty, typedIn } from "./fields.js";
import { about, exact, known, rowsHere } from "./known.js";
import { meant } from "./near.js";
import { broken } from "./rules.js";
import { isText, read, refused, unseen } from "./values.js";
import { Bare } from "./yaml.js";

const missing = () => ({ ...refused(say("missing")), missing: true });

/* The id of a record of another kind: it has to be there. While the list is not, any is taken. */
function linked(look, text) {
  const rows = rowsHere(look);
  const id = text.trim().replace(/\s+/g, " ");
  const trouble = unseen(text);
  if (trouble) return trouble;
  const row = rows && exact(rows, id);
  if (row || !rows) return { value: row?.id ?? id };
  const { thing, folder } = about.targets[look];
  const [advice, instead] = meant(id, rows.map((one) => one.id), say("The name of a file in {folder}.", { folder: `content/${folder}/` }));
  return { ...refused(say("'{id}' is not {thing}", { id, thing }), advice, instead), unknown: id };
}

const LISTED = { country: "countries", language: "languages", zone: "zones" };

/* What is chosen from a list by its name, where nothing there has the name: people see names there, and no codes. */
function unlisted(rows, text) {
  const trouble = unseen(text);
  if (trouble) return trouble;
  const [advice, named] = meant(text.trim(), rows.flatMap(({ id, names }) => (names.length ? names : [id])), say("Type a part of its name and choose."));
  return { ...refused(say("'{text}' is not in the list", { text }), advice, named && exact(rows, named).id), named };
}

/* One text of a field: its value or what is wrong with it. */
function one(field, text) {
  const { look, sort } = field.dataset;
  if (!sort) return look ? linked(look, text) : { value: text };
  if (sort in LISTED && !known[LISTED[sort]].length) return { value: text.trim() };
  const rows = sort in LISTED && rowsHere(sort);
  if (!rows) return read(sort, text, known);
  const row = exact(rows, text);
  if (row) return { value: row.id };
  const found = read(sort, text, known);
  return found.instead ? found : unlisted(rows, text);
}

class Check {
  constructor() {
    this.wrong = new Map(); // field -> what is wrong with it
    this.at = new Map(); // way -> field
  }

  refuse(field, trouble) {
    if (!this.wrong.has(field)) this.wrong.set(field, trouble);
  }

  text(field, told, text) {
    const found = one(field, text);
    if (!("value" in found)) {
      this.refuse(told, found);
      return text.trim(); // as it was typed: the file loses nothing, and `hub check` says the same of it
    }
    const { value } = found;
    return value === "" ? undefined : isText(field.dataset.sort) ? value : new Bare(value);
  }

  /* The values of the fields in a form, a part or an entry, in the order of the record. */
  inside(box, way) {
    const fields = fieldsIn(box).sort((first, second) => first.dataset.at - second.dataset.at);
    const pairs = fields.map((field) => [field.dataset.field, this.field(field, [...way, field.dataset.field])]);
    return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
  }

  /* The value of a field; nothing where nothing was typed. */
  field(field, way) {
    const raw = typedIn(field);
    this.at.set(way.join("."), field);
    if (isEmpty(raw)) {
      if ("required" in field.dataset) this.refuse(field, missing());
      return undefined;
    }
    const found = this.filled(field, raw, way);
    return Array.isArray(found) ? (found.length ? found : undefined) : found;
  }

  filled(field, raw, way) {
    switch (field.dataset.control) {
      case "tick": return new Bare("yes");
      case "words": return raw === field.dataset.default ? undefined : new Bare(raw);
      case "ticks": return raw.map((word) => new Bare(word));
      case "part": return this.inside(field, way);
      case "looks": return [...new Map(raw.map((text) => this.text(field, field, text)).filter(Boolean).map((value) => [bare(value), value])).values()];
      case "texts": return this.entries(field).map((entry) => this.text(field, entry.querySelector("[data-text]"), entry.querySelector("input").value)).filter(Boolean);
      case "parts": return this.entries(field).map((entry, number) => {
        this.at.set([...way, number].join("."), fieldsIn(entry)[0]);
        return this.inside(entry, [...way, number]);
      });
      default: return this.text(field, field, raw);
    }
  }

  entries(field) {
    return entriesOf(field).filter((entry) => (field.dataset.control === "texts" ? entry.querySelector("input").value.trim() : fieldsIn(entry).some((inner) => !isEmpty(typedIn(inner)))));
  }
}

const bare = (value) => {
  if (value instanceof Bare) return value.text;
  if (Array.isArray(value)) return value.map(bare);
  return typeof value === "string" ? value : Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, bare(inner)]));
};

/* { values, wrong }: the record so far, and a Map from fields to { says, advice, instead }. Rules that tie fields together are looked at
   when each of them can be read: what follows from a mistake is not said as well. */
export function checked(form) {
  const check = new Check();
  const values = check.inside(form, []);
  const readable = [...check.wrong.values()].every((trouble) => trouble.missing);
  for (const [way, says, advice = ""] of readable ? broken(about.kind, bare(values)) : []) {
    const parts = way.map(String);
    while (parts.length && !check.at.has(parts.join("."))) parts.pop();
    const field = check.at.get(parts.join("."));
    if (field) check.refuse(field, refused(says, advice));
  }
  return { values, wrong: check.wrong };
}
