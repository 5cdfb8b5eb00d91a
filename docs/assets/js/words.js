/* What scripts say, in the page's language. Texts are looked up by their English; {name} in them is filled. */
const language = document.documentElement.lang;
const { texts, form } = await import(`./words/${language}.js`);

const filled = (text, shown) => text.replace(/\{(\w+)\}/g, (all, name) => shown[name] ?? all);

export const say = (text, shown = {}) => filled(texts[text] || text, shown);

/* The text for so many things; {num} in it is the number, written as the language writes numbers. */
export const sayOf = (one, many, number, shown = {}) => {
  const forms = texts[one] ?? [one, many];
  return filled(forms[form(Math.abs(number))] ?? many, { num: number.toLocaleString(language), ...shown });
};
