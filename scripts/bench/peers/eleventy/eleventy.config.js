// The same pages as the other engines draw: records, listings and topic pages of 50, related, a feed for each list.
const SIZE = 50;
const RELATED = 5;

const newest = (one, other) => other.date - one.date || (one.url < other.url ? -1 : 1);

/** All records by their id, by the topics they have, and in lists: each kind and each topic in each language. */
function index(collections) {
  const records = collections.getAll().filter((page) => page.data.kind).sort(newest);
  const lists = new Map();
  const add = (language, path, record) => {
    const list = lists.get(`${language}/${path}`) ?? { language, path, records: [] };
    lists.set(`${language}/${path}`, list);
    list.records.push(record);
  };
  for (const record of records) {
    add(record.data.language, record.data.kind, record);
    for (const topic of record.data.topics) add(record.data.language, `topics/${topic}/all`, record);
  }
  return { byId: new Map(records.map((record) => [record.page.filePathStem.slice(1), record])), lists };
}

/** The few records that share most topics with this one, rare topics counting more. */
function related(record, lists) {
  const worth = new Map();
  for (const topic of record.data.topics) {
    const among = lists.get(`${record.data.language}/topics/${topic}/all`).records;
    for (const other of among) if (other !== record) worth.set(other, (worth.get(other) ?? 0) + 1 / among.length);
  }
  const best = [];
  for (const one of worth) {
    if (best.length === RELATED && best[RELATED - 1][1] >= one[1]) continue;
    const place = best.findIndex(([, value]) => value < one[1]);
    best.splice(place < 0 ? best.length : place, 0, one);
    if (best.length > RELATED) best.pop();
  }
  return best.map(([other]) => other);
}

export default function (config) {
  let known;
  config.addCollection("lists", (collections) => {
    known = index(collections);
    return [...known.lists.values()];
  });
  config.addCollection("listings", (collections) =>
    [...index(collections).lists.values()].flatMap(({ language, path, records }) => {
      const pages = Math.ceil(records.length / SIZE);
      return Array.from({ length: pages }, (_, number) => ({
        language,
        title: path,
        url: `/${language}/${path}/${number ? `page/${number + 1}/` : ""}`,
        before: number ? `/${language}/${path}/${number > 1 ? `page/${number}/` : ""}` : "",
        after: number + 1 < pages ? `/${language}/${path}/page/${number + 2}/` : "",
        records: records.slice(number * SIZE, (number + 1) * SIZE),
      }));
    }),
  );
  config.addFilter("record", (id) => {
    const found = known.byId.get(id);
    if (!found) throw new Error(`no record ${id}`);
    return found;
  });
  config.addFilter("related", (id) => related(known.byId.get(id), known.lists));
  return { dir: { input: "content", includes: "../layouts", output: "site" }, markdownTemplateEngine: false, templateFormats: ["md", "11ty.js"] };
}
