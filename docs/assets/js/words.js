/* What scripts say, in the page's language. Texts are looked up by their English; {name} in them is filled,
   and so is %(name)s where a template says the same text. */
const language = document.documentElement.lang;
const { texts, form } = await import(`./words/${language}.js`);

const filled = (text, shown) => text.replace(/\{(\w+)\}|%\((\w+)\)s/g, (all, ours, theirs) => shown[ours ?? theirs] ?? all);

/* A number as the pages write it: thousands stand apart by a thin space. */
export const number = (value) => value.toLocaleString(language).replace(/[,\u00a0\u202f]/g, "\u202f");

export const say = (text, shown = {}) => filled(texts[text] || text, shown);

/* The text for so many things; {num} in it is the number, written as the language writes numbers. */
export const sayOf = (one, many, value, shown = {}) => {
  const forms = texts[one] ?? [one, many];
  return filled(forms[form(Math.abs(value))] ?? many, { num: number(value), ...shown });
};
