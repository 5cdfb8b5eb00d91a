/* What to ask instead when nothing is found: the same without a filter or a word, or with a word spelt as the hub spells it. */
import { sayOf, wordsOf } from "./found.js";

/* How many letters apart two words are (Damerau and Levenshtein); `most` where it is as much or more. */
export function apart(one, other, most) {
  if (Math.abs(one.length - other.length) >= most) return most;
  let before = [];
  let row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return Math.min(row[other.length], most);
}

/* The query with these words of it replaced by the nearest that the vocabulary has; null where none is near. */
export function respelt(query, unknown, vocabulary) {
  const near = new Map(unknown.map((word) => [word, nearest(word, vocabulary)]).filter(([, found]) => found));
  return near.size ? wordsOf(query).map((word) => near.get(word) ?? word).join(" ") : null;
}

function nearest(word, vocabulary) {
  if (word.length < 4 || vocabulary.has(word)) return null;
  let best = word.length < 7 ? 2 : 3;
  let near = null;
  for (const [known, written] of vocabulary) {
    const distance = apart(word, known, best);
    if (distance < best) [best, near] = [distance, written];
  }
  return near;
}

const spelt = new Map(); // of each letter the words that begin with it

async function spelling(letter, search) {
  const answer = await fetch(new URL(`spelling/${letter}.json`, search));
  if (!answer.ok) throw new Error(answer.statusText);
  return vocabularyOf(await answer.json());
}

function spellingOf(letter, search) {
  if (!spelt.has(letter)) spelt.set(letter, spelling(letter, search).catch(() => { spelt.delete(letter); return new Map(); }));
  return spelt.get(letter);
}

/* The words of the hub that begin as these do; they stand below the page of the search. */
export async function beginningLike(words, search) {
  const letters = new Set(words.map(([letter]) => letter).filter((letter) => letter >= "a" && letter <= "z"));
  return new Map((await Promise.all([...letters].map((letter) => spellingOf(letter, search)))).flatMap((found) => [...found]));
}

/* What is said where something was found without these words. */
export const leftOut = (unknown) => sayOf("No record has the word {words}: it was left out.", "No record has the words {words}: they were left out.", unknown.length, { words: unknown.map((word) => `“${word}”`).join(", ") });

/* The words of some texts as they are looked for, each with how it is written. */
export const vocabularyOf = (texts) => new Map(texts.flatMap((text) => text.toLowerCase().match(/[\p{L}\p{N}\p{M}]{4,}/gu) ?? []).map((word) => [wordsOf(word)[0], word]));

/* The query without each of its words in turn; of a question in many words each one that is not short, too. */
export function shorter(query) {
  const words = (query.match(/[\p{L}\p{N}\p{M}-]+/gu) ?? []).slice(0, 6);
  const alone = words.length > 2 ? words.filter((word) => word.length > 3) : [];
  return words.length < 2 ? [] : [...words.map((_, place) => words.toSpliced(place, 1).join(" ")), ...alone];
}
