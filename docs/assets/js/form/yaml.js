/* A record as YAML, in the style that `hub fmt` gives records. Every text reads back as the text that it is, in any reader of YAML. */

/* What stands without quotes: a day, a number, a word out of a list, an id. */
export class Bare {
  constructor(text) { this.text = text; }
}

const WIDTH = 112;
const WORDS = /^(~|null|true|false|yes|no|on|off|y|n|=)$/i;
const NUMERIC = /^[-+.\d][-+.:,_\d\sa-fxotz]*$/i; // a number, a day or a time in some reader of YAML: 2030, 1e3, 0x10, 12:30:45
const OPENS = /^[-+?:,[\]{}#&*!|>'"%@`<=.]/;
const INSIDE = /: | #|:$|\t/;

const lengthOf = (text) => [...text].length;
const isPlain = (text) => text !== "" && ![WORDS, NUMERIC, OPENS, INSIDE].some((sign) => sign.test(text));

/* A text in lines that a reader joins with one space each. */
function folded(text, width) {
  const lines = [];
  for (const word of text.split(/(?<=\S) (?=\S)/u)) {
    const line = lines.at(-1);
    if (line !== undefined && lengthOf(line) + 1 + lengthOf(word) <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/* One text behind what stands before it in its line; `pad` stands before each line of a longer one. */
function scalar(start, value, pad) {
  if (value instanceof Bare) return start + value.text;
  if (value.includes("\n")) return [`${start}|-`, ...value.split("\n").map((line) => line && pad + line)].join("\n");
  const lines = lengthOf(start) + lengthOf(value) > WIDTH ? folded(value, WIDTH - pad.length) : [];
  if (lines.length > 1) return [`${start}>-`, ...lines.map((line) => pad + line)].join("\n");
  return start + (isPlain(value) ? value : `'${value.replaceAll("'", "''")}'`);
}

const isText = (value) => typeof value === "string" || value instanceof Bare;

function* entries(list, pad) {
  for (const one of list) {
    if (isText(one)) yield scalar(`${pad}- `, one, `${pad}  `);
    else yield `${pad}- ${[...fields(one, `${pad}  `)].join("\n").slice(pad.length + 2)}`;
  }
}

function* fields(values, pad) {
  for (const [name, value] of Object.entries(values)) {
    if (isText(value)) yield scalar(`${pad}${name}: `, value, `${pad}  `);
    else yield [`${pad}${name}:`, ...(Array.isArray(value) ? entries(value, pad) : fields(value, `${pad}  `))].join("\n");
  }
}

/* The text of a file, below a first line: fields by name, each a text, a Bare, a list or fields again; none is empty, and no text begins
   or ends with a space. */
export const yaml = (values, first) => [first, ...fields(values, ""), ""].join("\n");
