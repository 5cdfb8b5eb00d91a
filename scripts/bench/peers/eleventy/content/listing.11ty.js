import { day, frame, link, safe } from "../layouts/frame.js";

export const data = {
  pagination: { data: "collections.listings", size: 1, alias: "listing" },
  permalink: ({ listing }) => listing.url,
};

export function render({ listing }) {
  const { language, title, url, before, after, records } = listing;
  const items = records.map((one) => `<li><h2>${link(one)}</h2><p>${safe(one.data.summary)}</p><time>${day(one.date)}</time></li>`);
  const main = `<h1>${safe(title)}</h1>
<ol>${items.join("")}</ol>
<nav>${before && `<a rel="prev" href="${before}">‹</a>`} ${after && `<a rel="next" href="${after}">›</a>`}</nav>`;
  return frame({ language, title, summary: title, url, elsewhere: (code) => url.replace(/^\/../, `/${code}`) }, main);
}
