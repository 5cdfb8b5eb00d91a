/* The name of the file that a record becomes: made from its title until somebody writes another. */
import { say } from "../words.js";
import { about, pageOf, plain, rowsHere } from "./known.js";
import { made } from "./marks.js";
import { slug } from "./values.js";

const field = document.querySelector("[data-id]");
const wrong = document.getElementById("file-name-wrong");
const STROKES = { æ: "ae", œ: "oe", þ: "th", ß: "ss" };
const LONGEST = 60;
let proposed = "";

const written = () => field.value.trim().replace(/\.yml$/, "");

/* The id that a title makes: as many of its words as fit. The command line makes the same one (`id_from` in speech.py). */
export function idFrom(title) {
  const words = plain(title).replace(/[æœþß]/g, (sign) => STROKES[sign]).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  const whole = words.slice(0, LONGEST + 1).replace(/-[^-]*$/, "");
  return words.length <= LONGEST ? words : whole.slice(0, LONGEST);
}

/* What the reader wrote; empty while it is made from the title. */
export const own = () => (written() === proposed ? "" : written());

export function put(name, title) {
  proposed = idFrom(title);
  field.value = name || proposed;
}

/* Follow the title, unless there is a name of the reader's own. */
export const follow = (title) => put(own(), title);

export function recordLink({ id, title }) {
  const link = made("a", title);
  link.href = pageOf("", id);
  link.target = "_blank";
  return link;
}

/* { name } or what is wrong with it. */
export function named() {
  const found = slug(written());
  if (!("value" in found)) return found;
  const taken = rowsHere(about.kind)?.find((row) => row.id === found.value);
  return taken ? { says: say("A record with this name is there already."), advice: say("Choose another name."), taken } : { name: `${found.value}.yml` };
}

export function show() {
  const { says, advice, taken } = named();
  wrong.hidden = !says || !field.value;
  field.toggleAttribute("aria-invalid", !wrong.hidden);
  wrong.replaceChildren(...(says ? [made("strong", says), ` ${advice} `, ...(taken ? [recordLink(taken)] : [])] : []));
}

export const focus = () => field.focus();
