/* Where a call or an event stands at a moment: the rule of views/status.py, once more for the browser. It touches no page. */
const BRUSSELS = "Europe/Brussels";
const SOON = 14;
const DAY = 86_400_000;
const LEAVES = { today: "last", running: "open", undated: "planned", cancelled: "past", postponed: "planned", continuous: "open", unknown: "planned" };

const written = new Map();
/* The day of a moment on the calendar of a zone (of the reader's own where none is named), as in 2026-03-31. */
export function dayIn(zone, moment) {
  if (!written.has(zone)) written.set(zone, new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }));
  return written.get(zone).format(moment);
}

/* The days from one day to another. */
export const daysTo = (day, from) => Math.round((Date.parse(day) - Date.parse(from)) / DAY);

const standing = (state, day, days = 0, more = {}) => ({ state, day, days, leaf: LEAVES[state] ?? state, ahead: state !== "past" && state !== "cancelled", ...more });

const daysLeft = ([, day, , zone], now) => daysTo(day, dayIn(zone || BRUSSELS, now));

function until(cut, now, final = true) {
  const days = daysLeft(cut, now);
  return standing(days <= 0 ? "last" : days <= SOON ? "soon" : "open", cut[1], days, { cut, final });
}

function ofCall({ opens, cuts = [], always, off }, now) {
  const last = cuts.at(-1);
  if (off) return standing("cancelled", last?.[1]);
  const ahead = cuts.find(([passes]) => now < passes * 1000);
  const final = !ahead || (!always && ahead === last);
  const days = opens ? daysTo(opens, dayIn(BRUSSELS, now)) : 0;
  if (days > 0) return standing("planned", opens, days, { cut: ahead, final });
  if (ahead) return until(ahead, now, final);
  if (always) return standing("continuous");
  if (!last) return standing("unknown");
  return standing("past", last[1], daysLeft(last, now), { cut: last });
}

function ofEvent({ first, last, begins, ends, undated, timed, zone = BRUSSELS, is, register }, now) {
  const days = daysTo(first, dayIn(zone, now));
  if (is) return standing(is, first, days);
  if (now >= ends * 1000) return standing("past", first, daysTo(last, dayIn(zone, now)));
  const registration = register && (now < register[0] * 1000 ? until(register, now) : standing("past", register[1], daysLeft(register, now)));
  if (undated) return standing("undated", first, days, { registration });
  if (days > 0) return standing("planned", first, days, { registration });
  const running = first === last && !timed ? false : begins ? now >= begins * 1000 : first < last;
  return standing(running ? "running" : "today", first, 0, { registration });
}

/* Where the record with these facts (see facts_of in views/status.py) stands at a moment in milliseconds: its state, the day that
   hangs on, the days until then, the state of its date block, whether it is ahead; for a call its cut-off and whether that is
   the last one; for an event how its registration stands. */
export const statusOf = (facts, now) => (facts.ends ? ofEvent(facts, now) : ofCall(facts, now));

/* The next moment at which any of these can stand otherwise: one of their own, else the next quarter of an hour, on which every midnight falls. */
export function nextChange(all, now) {
  const quarter = (Math.floor(now / 900_000) + 1) * 900_000;
  const own = all.flatMap(({ cuts = [], begins, ends, register }) => [...cuts, register ?? [], [begins], [ends]].map(([passes]) => passes * 1000));
  return Math.min(quarter, ...own.filter((moment) => moment > now));
}
