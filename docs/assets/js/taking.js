/* What a reader takes along: a file made in the browser. */

/* A cell of RFC 4180; one that a table program would take for a formula gets an apostrophe before it. */
const FORMULA = /^[=+\-@\t\r]/;
const cell = (text) => `"${(FORMULA.test(text) ? "'" + text : text).replaceAll('"', '""')}"`;

/* Rows of texts as CSV, with the mark by which table programs know UTF-8. */
export const csv = (rows) => "\ufeff" + rows.map((row) => row.map(cell).join(",") + "\r\n").join("");

export function save(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
