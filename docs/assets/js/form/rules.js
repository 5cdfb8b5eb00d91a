/* What the fields of a record together get wrong, kind by kind, as `rules` of the kinds say it: [way, what is wrong, what to write].
   Values are read here as they are written. tests/cases/rules.yml holds for both. */
import { say } from "../words.js";

const pad = (text, last) => {
  const [day, clock = ""] = text.split(" ");
  const [year, month = last ? "12" : "01", date = last ? String(new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()) : "01"] = day.split("-");
  return { day: `${year}-${month}-${date}`, clock, exact: day.length === 10 };
};
const first = (when) => pad(when, false).day;
const last = (when) => pad(when, true).day;

const before = (end, start) => say("{end} is before the start, {start}", { end, start });

function* source(one, way) {
  if (!one.url && !one.document) yield [way, say("has neither an address nor a document"), say("Add 'url:' or 'document:'.")];
}

function* figure(one, way, sources) {
  if (one.source && !sources.has(one.source)) {
    yield [[...way, "source"], say("'{source}' is not among the sources of this record", one), say("Write an address or document that stands under sources.")];
  }
  if (one.year && one.undated) yield [[...way, "undated"], say("stands beside a year"), say("Leave out the one that is wrong.")];
}

function* party(one, way) {
  if (Boolean(one.organisation) !== Boolean(one.name)) return;
  const says = one.name ? say("has both an organisation and a name") : say("has neither an organisation nor a name");
  yield [way, says, say("organisation: the name of a file in content/organisations/; name: where there is no such file.")];
}

function* period(one, way) {
  if (one.start && one.end && last(one.end) < first(one.start)) yield [[...way, "end"], before(one.end, one.start)];
}

const DAY = 86_400_000;
const shownIn = (zone, moment) => new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" }).format(moment);
const asUtc = (when) => Date.parse(`${when.replace(" ", "T")}Z`);

/* That a moment is none that the clocks of its zone skip, as they do when summer time begins. */
function* onTheClock(way, moment, zone) {
  if (!zone || !moment?.includes(" ") || moment.endsWith(" 24:00")) return;
  const told = asUtc(moment);
  const shown = [told - DAY, told + DAY].map((near) => shownIn(zone, told - asUtc(shownIn(zone, near)) + near));
  if (shown.includes(moment)) return;
  yield [way, say("the clocks of {zone} skip {moment}: they are put forward then", { zone, moment }), say("did you mean {word}?", { word: shown[0].slice(11) })];
}

/* The parts that several kinds share, by the fields that hold them. */
const FIGURES = ["figures", "participation", "result_figures", "key_figures", "totals"];

function* shared(values, way, sources) {
  for (const [name, value] of Object.entries(values)) {
    const here = [...way, name];
    const several = Array.isArray(value) && typeof value[0] === "object" ? value.map((one, at) => [one, [...here, at]]) : [];
    const parts = typeof value === "object" && !Array.isArray(value) ? [[value, here]] : several;
    for (const [one, at] of parts) {
      if (FIGURES.includes(name)) yield* figure(one, at, sources);
      if (name === "partners" || name === "lead") yield* party(one, at);
      if (name === "period") yield* period(one, at);
      if (name === "cut_offs") yield* onTheClock([...at, "time"], whenOf(one), one.zone);
      yield* shared(one, at, sources);
    }
  }
}

function* practice({ place = {} }) {
  if (!place.country && !place.countries) yield [["place"], say("names no country"), say("Two capital letters, as in 'country: CZ'; EU stands for the whole Union.")];
}

function endsEarly(start, end) {
  if (last(end) !== first(start)) return last(end) < first(start);
  const [from, until] = [pad(start), pad(end)];
  return until.exact && Boolean(from.clock) && Boolean(until.clock) && until.clock < from.clock;
}

function* event({ start, end, previous_start: previous, zone, mode, city, country, status = "scheduled", registration: { deadline } = {} }) {
  if (start && end && endsEarly(start, end)) yield [["end"], before(end, start)];
  if (previous && previous === start) {
    yield [["previous_start"], say("{start} is the start as it is now", { start }), say("Write when it was to begin before it was moved.")];
  }
  if (previous && status === "postponed") {
    yield [["previous_start"], say("stands beside 'status: postponed'"), say("An event without a new day is postponed; one with a new day takes place: leave out one of the two.")];
  }
  const moments = [[["start"], start], [["end"], end], [["previous_start"], previous], [["registration", "deadline"], deadline]];
  const timed = moments.find(([, when]) => when?.includes(" "));
  if (timed && !zone) yield [timed[0], say("has a time of day and no time zone"), say("Add the time zone, as in 'zone: Europe/Brussels'.")];
  for (const [way, when] of moments) yield* onTheClock(way, when, zone);
  if (mode && mode !== "online" && !city && !country) yield [["mode"], say("'{mode}' needs a city or a country", { mode })];
  if (deadline && start && first(deadline) > last(end ?? start)) yield [["registration", "deadline"], say("{deadline} is after the event", { deadline })];
}

const whenOf = ({ day, time }) => (time ? `${day} ${time}` : day);

function* call({ deadline_model: model, cut_offs: cuts = [], opens, results_day: results, budget, grant: { least, most } = {}, rate }) {
  if (model && model !== "continuous" && !cuts.length) {
    yield [["deadline_model"], say("'{model}' needs at least one cut-off", { model }), say("Add 'cut_offs:', or write continuous.")];
  }
  if (model === "single-stage" && new Set(cuts.map(whenOf)).size > 1) {
    yield [["deadline_model"], say("'single-stage' stands beside several cut-offs"), say("Write two-stage or multiple-cut-off, or leave out the deadlines that are wrong.")];
  }
  for (const [at, { day }] of cuts.entries()) {
    if (!day) continue;
    if (opens && day < opens) yield [["cut_offs", at, "day"], say("{day} is before the call opens, {opens}", { day, opens })];
    const moment = whenOf(cuts[at]);
    if (cuts.slice(0, at).some((cut) => whenOf(cut) === moment)) {
      yield [["cut_offs", at, "day"], say("{moment} stands here a second time", { moment }), say("What closes together is one deadline: leave one out, or correct its day.")];
    } else if (cuts[at - 1]?.day > day) yield [["cut_offs", at, "day"], say("{day} stands after a later deadline", { day }), say("Put the deadlines in the order of their days.")];
  }
  const day = cuts[0]?.day;
  if (results && model !== "continuous" && results < day) yield [["results_day"], say("{results} is before the first deadline, {day}", { results, day })];
  if (Number(least) && Number(most) && Number(most) < Number(least)) {
    yield [["grant", "most"], say("{most} is less than the smallest grant, {least}", { most, least })];
  }
  if (Number(most) > Number(budget)) yield [["grant", "most"], say("{most} is more than the money for the whole call, {budget}", { most, budget })];
  if (rate !== undefined && !(Number(rate) > 0 && Number(rate) <= 100)) yield [["rate"], say("{rate} is not a share in per cent", { rate }), say("As in 70 for seventy per cent.")];
}

function* project({ start, end, budget, eu_part: part }) {
  yield* period({ start, end }, []);
  if (Number(part) > Number(budget)) yield [["eu_part"], say("{part} is more than the whole budget, {budget}", { part, budget })];
}

function* policy({ adopted, in_force: force }) {
  if (adopted && force && last(force) < first(adopted)) yield [["in_force"], say("{force} is before it was adopted, {adopted}", { force, adopted })];
}

function* guide({ steps = [] }) {
  for (const [at, { id }] of steps.entries()) {
    if (id && steps.slice(0, at).some((step) => step.id === id)) {
      yield [["steps", at, "id"], say("'{id}' is the id of an earlier step", { id }), say("Each step has an id of its own.")];
    }
  }
}

const KINDS = { "good-practice": practice, event, "funding-call": call, policy, guide, project };

export function* broken(kind, values) {
  const sources = values.sources ?? [];
  for (const [at, one] of sources.entries()) yield* source(one, ["sources", at]);
  yield* shared(values, [], new Set(sources.flatMap((one) => [one.url, one.document]).filter(Boolean)));
  yield* KINDS[kind]?.(values) ?? [];
}
