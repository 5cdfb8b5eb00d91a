import { SITE, safe } from "../layouts/frame.js";

export const data = {
  pagination: { data: "collections.lists", size: 1, alias: "list" },
  permalink: ({ list }) => `/${list.language}/${list.path}/index.xml`,
};

export function render({ list }) {
  const items = list.records.slice(0, 50).map((one) => {
    const address = `${SITE}${one.url}`;
    return `<item><title>${safe(one.data.title)}</title><link>${address}</link><guid>${address}</guid><pubDate>${one.date.toUTCString()}</pubDate><description>${safe(one.data.summary)}</description></item>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>${safe(list.path)}</title><link>${SITE}/${list.language}/${list.path}/</link><description>${safe(list.path)}</description>${items.join("\n")}</channel></rss>
`;
}
