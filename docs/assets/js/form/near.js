/* The nearest of some known words, as Python's difflib finds it, so that form and `hub check` give the same advice. */
import { say } from "../words.js";

/* How many letters of two texts stand in common blocks, the longest block first. */
function shared(one, other) {
  if (!one || !other) return 0;
  let [length, from, at] = [0, 0, 0];
  let before = [];
  for (let i = 0; i < one.length; i += 1) {
    const row = [];
    for (let j = 0; j < other.length; j += 1) {
      if (one[i] !== other[j]) continue;
      row[j] = (before[j - 1] ?? 0) + 1;
      if (row[j] > length) [length, from, at] = [row[j], i - row[j] + 1, j - row[j] + 1];
    }
    before = row;
  }
  if (!length) return 0;
  return length + shared(one.slice(0, from), other.slice(0, at)) + shared(one.slice(from + length), other.slice(at + length));
}

const CUTOFF = 0.7;

/* The one known word nearest to what was written; undefined where none is near. */
export function nearest(written, known) {
  const asked = written.toLowerCase();
  let [best, found, low] = [CUTOFF, undefined, ""];
  for (const word of known) {
    const lower = word.toLowerCase();
    const both = lower.length + asked.length;
    if (2 * Math.min(lower.length, asked.length) < best * both) continue;
    const ratio = (2 * shared(lower, asked)) / both;
    if (ratio > best || (ratio === best && lower >= low)) [best, found, low] = [ratio, word, lower];
  }
  return found;
}

/* Advice that names the nearest known word, and the word itself; else other advice. */
export function meant(written, known, otherwise = "") {
  const instead = nearest(written, known);
  return instead === undefined ? [otherwise] : [say("did you mean '{word}'?", { word: instead }), instead];
}
