/* The commonest marks of Markdown as elements, for a preview: made node by node, so that what was typed stays text. */
import { whyRefused } from "./addresses.js";

const INLINE = /\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)/g;

export function made(name, ...inside) {
  const element = document.createElement(name);
  element.append(...inside);
  return element;
}

function linked(text, address) {
  if (whyRefused(address)) return text;
  const link = made("a", text);
  link.href = address;
  link.rel = "external nofollow";
  return link;
}

function inline(text) {
  const nodes = [];
  let end = 0;
  for (const found of text.matchAll(INLINE)) {
    const [all, strong, em, code, label, address] = found;
    nodes.push(text.slice(end, found.index));
    end = found.index + all.length;
    if (strong) nodes.push(made("strong", strong));
    else if (em) nodes.push(made("em", em));
    else if (code) nodes.push(made("code", code));
    else nodes.push(linked(label, address));
  }
  return [...nodes, text.slice(end)];
}

const BULLET = /^\s*[-*+]\s+/;
const NUMBER = /^\s*\d+[.)]\s+/;

function block(text) {
  const lines = text.split("\n");
  const list = [[BULLET, "ul"], [NUMBER, "ol"]].find(([mark]) => lines.every((line) => mark.test(line)));
  if (list) return made(list[1], ...lines.map((line) => made("li", ...inline(line.replace(list[0], "")))));
  if (/^#{1,6}\s/.test(text)) return made("h4", ...inline(text.replace(/^#+\s+/, "")));
  if (lines.every((line) => line.startsWith(">"))) return made("blockquote", made("p", ...inline(lines.map((line) => line.replace(/^>\s?/, "")).join(" "))));
  return made("p", ...inline(lines.join(" ")));
}

/* A text of several paragraphs. */
export const marked = (text) => text.trim().split(/\n\s*\n/).filter(Boolean).map(block);
