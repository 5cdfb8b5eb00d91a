/* A record as YAML, written as the records of the hub are. Every text reads back as the text that it is, in any reader of YAML. */

/* What stands without quotes: a day, a number, a word out of a list, an id. */
export class Bare {
  constructor(text) { this.text = text; }
}

const WORDS = /^(~|null|true|false|yes|no|on|off|y|n|=)$/i;
const NUMERIC = /^[-+.\d][-+.:,_\d\sa-fxotz]*$/i; // a number, a day or a time in some reader of YAML: 2030, 1e3, 0x10, 12:30:45
const OPENS = /^[-+?:,[\]{}#&*!|>'"%@`<=.]/;
const INSIDE = /: | #|:$|\t/;

const isPlain = (text) => !WORDS.test(text) && !NUMERIC.test(text) && !OPENS.test(text) && !INSIDE.test(text) && text.trim() === text && text !== "";

/* One text; `pad` stands before each line of a longer one. */
function scalar(value, pad) {
  if (value instanceof Bare) return value.text;
  if (value.includes("\n")) return `|-\n${value.split("\n").map((line) => (line ? pad + line : "")).join("\n")}`;
  if (isPlain(value)) return value;
  if (value.includes("\t")) return `"${value.replace(/["\\]/g, "\\$&").replaceAll("\t", "\\t")}"`;
  return `'${value.replaceAll("'", "''")}'`;
}

function* entries(list, pad) {
  for (const one of list) {
    if (typeof one === "string" || one instanceof Bare) yield `${pad}- ${scalar(one, `${pad}  `)}`;
    else yield `${pad}- ${[...fields(one, `${pad}  `)].join("\n").slice(pad.length + 2)}`;
  }
}

function* fields(values, pad) {
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === "string" || value instanceof Bare) yield `${pad}${name}: ${scalar(value, `${pad}  `)}`;
    else yield [`${pad}${name}:`, ...(Array.isArray(value) ? entries(value, pad) : fields(value, `${pad}  `))].join("\n");
  }
}

/* The text of a file, below a first line: fields by name, each a text, a Bare, a list or fields again; none is empty, and no text begins
   or ends with a space. */
export const yaml = (values, first) => [first, ...fields(values, ""), ""].join("\n");
