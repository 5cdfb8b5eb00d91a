const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const LANGUAGES = { en: "English", cs: "Čeština" };
export const SITE = "https://green-transition-hub.example.org";
export const KINDS =
  "ecosystems event-series events funding-calls good-practices guides news organisations policies projects topics".split(" ");

export const safe = (text) => String(text ?? "").replace(/[&<>"]/g, (sign) => SIGNS[sign]);
export const link = (page) => `<a href="${page.url}">${safe(page.data.title)}</a>`;
export const day = (date) => date.toISOString().slice(0, 10);

/** A whole page; `elsewhere` gives its address in a language. */
export function frame({ language, title, summary, url, elsewhere }, main) {
  const others = Object.keys(LANGUAGES).map((code) => [code, elsewhere(code)]);
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${safe(title)}</title><meta name="description" content="${safe(summary)}"><link rel="canonical" href="${SITE}${url}">${others.map(([code, address]) => `<link rel="alternate" hreflang="${code}" href="${SITE}${address}">`).join("")}<link rel="stylesheet" href="/style.css"></head>
<body>
<header><nav>${KINDS.map((kind) => `<a href="/${language}/${kind}/">${kind}</a>`).join(" ")}</nav><nav>${others.map(([code, address]) => `<a hreflang="${code}" href="${address}">${LANGUAGES[code]}</a>`).join("")}</nav></header>
<main>${main}</main>
<footer><p>Content under CC BY 4.0</p></footer>
</body>
</html>
`;
}
