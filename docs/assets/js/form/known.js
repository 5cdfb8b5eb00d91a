/* What can be looked up: the records of the hub, and the countries, languages and time zones that there are. Each list is fetched once. */

const lists = new Map();
const found = new Map();
const asked = JSON.parse(document.querySelector("[data-known]").textContent);
const SORTS = { country: "countries", language: "languages", zone: "zones" };

export const about = asked;

/* Countries, languages and zones, as far as they are there. */
export const known = { countries: [], languages: [], zones: [] };

/* Letters without their marks, so that a name is found however it is typed. */
export const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[łđðøıħ]/g, (sign) => "lddoih"["łđðøıħ".indexOf(sign)]);

async function fetched(name) {
  const answer = await fetch(new URL(`../look/${name}.json`, document.baseURI));
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

const once = (name) => {
  if (!lists.has(name)) lists.set(name, fetched(name).catch((trouble) => { lists.delete(name); throw trouble; }));
  return lists.get(name);
};

/* One thing that can be chosen: its id or code, what it is called, and both as they are searched. */
const row = (id, ...names) => ({ id, title: names[0] ?? id, names, key: ` ${plain([...names, id].join(" ")).replaceAll(/[-/_]/g, " ")}` });

/* The rows of a kind of record, or of a sort of value. */
export async function rowsOf(look) {
  if (found.has(look)) return found.get(look);
  let rows;
  if (look in SORTS) {
    Object.assign(known, await once("known"));
    rows = known[SORTS[look]].map((one) => (Array.isArray(one) ? row(...one) : row(one)));
  } else {
    rows = (await once(look)).map((one) => row(...one));
  }
  found.set(look, rows);
  return rows;
}

/* The rows that are there already; undefined where they were not fetched. */
export const rowsHere = (look) => found.get(look);

/* The rows in which every typed word begins a word: those that begin with it first. */
export function matching(rows, text, most) {
  const words = plain(text).split(/[\s/_-]+/).filter(Boolean);
  const hits = rows.filter(({ key }) => words.every((word) => key.includes(` ${word}`)));
  const first = hits.filter(({ key }) => key.startsWith(` ${words.join(" ")}`));
  return [...new Set([...first, ...hits])].slice(0, most);
}

/* The row that is meant by a text that was typed and not chosen. */
export const exact = (rows, text) => rows.find(({ id }) => id === text.trim()) ?? rows.find(({ names }) => names.some((name) => plain(name) === plain(text.trim())));

/* Where the page of a record stands. */
export const pageOf = (look, id) => new URL(`../../${about.targets[look]?.folder ?? about.folder}/${id}/`, document.baseURI).href;
