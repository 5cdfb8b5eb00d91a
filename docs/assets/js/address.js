/* What a list shows, in the page's address: ?topic=water&topic=waste&sort=title&page=2. */

/* The state that an address tells: the chosen values by facet (only of facets with these names), the order and the page. */
export function told(search, names) {
  const written = new URLSearchParams(search);
  const chosen = new Map();
  for (const name of names) {
    const values = new Set(written.getAll(name).filter(Boolean));
    if (values.size) chosen.set(name, values);
  }
  return { chosen, sort: written.get("sort") ?? "", page: Math.max(1, Math.trunc(Number(written.get("page"))) || 1) };
}

/* The address that tells a state: its query, or "" for the list as it is. */
export function telling({ chosen, sort = "", page = 1 }) {
  const written = new URLSearchParams();
  for (const [name, values] of chosen) for (const value of values) written.append(name, value);
  if (sort) written.set("sort", sort);
  if (page > 1) written.set("page", page);
  return written.size ? `?${written}` : "";
}
