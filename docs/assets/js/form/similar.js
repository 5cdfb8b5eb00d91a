/* Records that are there already and resemble the new one: most words of the shorter title stand in the other. */
import { plain } from "./known.js";

const MOST = 3;
const SHORT = 4; // letters below which a word says little
const ALIKE = 0.6;

const wordsOf = (title) => new Set(plain(title).match(/[\p{L}\p{N}]+/gu)?.filter((word) => word.length >= SHORT || /^\d+$/.test(word)) ?? []);

/* The rows that resemble a title, the nearest first. */
export function similar(rows, title) {
  const words = wordsOf(title);
  if (!words.size) return [];
  const near = [];
  for (const row of rows) {
    const others = wordsOf(row.title);
    const both = [...words].filter((word) => others.has(word)).length;
    const fewest = Math.min(words.size, others.size);
    if (both && both / fewest >= ALIKE && (both > 1 || words.size === others.size)) near.push([both / Math.max(words.size, others.size), row]);
  }
  return near.sort(([one], [other]) => other - one).slice(0, MOST).map(([, row]) => row);
}
