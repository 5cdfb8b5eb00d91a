/* Reads what was typed, sort by sort, as knowledge_hub/kinds/readers.py does: the value as it is written in the record, or what is wrong in
   the words of `hub check`. tests/cases/values.yml holds for both. */
import { say } from "../words.js";
import { whyRefused } from "./addresses.js";
import { meant } from "./near.js";

const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff]|\p{Surrogate}/u;
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const value = (text) => ({ value: text });

/* A refusal is one line; a long text in quotes is cut. `instead` is what mends it where there is one answer. */
export const refused = (says, advice = "", instead = "") => ({ says: says.split(/\s+/).filter(Boolean).join(" ").replace(/(['„])(.{80}).+(['“])/u, "$1$2…$3"), advice, instead });

/* More typing does not mend it, so it is said while one types. */
const tooLong = (length, most) => ({ ...refused(say("has {length} characters; at most {most} fit", { length, most })), now: true });

const line = (most) => (text) => {
  const length = [...text].length;
  if (!text) return refused(say("is empty"));
  if (length > most) return tooLong(length, most);
  return value(/[\n\t]| {2}/.test(text) ? text.replace(/[ \t\r\n]+/g, " ") : text);
};

function prose(text) {
  const length = [...text].length;
  return length > 20_000 ? tooLong(length, 20_000) : value(text);
}

const two = (number) => String(number).padStart(2, "0");
const written = (year, month, day) => `${year}-${two(month)}-${two(day)}`;

function isDay(year, month, day) {
  const found = new Date(Date.UTC(year, month - 1, day));
  return month >= 1 && month <= 12 && found.getUTCMonth() === month - 1 && found.getUTCDate() === Number(day);
}

const A_DAY = () => say("A day is written year-month-day, as in 2027-02-04.");

const ABOUT_A_DAY = () => say("As in 2027-02-04; 2027-02 or 2027 where no more is known.");

/* What records tell of is of the age of industry, or lies in the years for which policies set their goals. Bodies alone can be older. */
const [FIRST_YEAR, LAST_YEAR, OLDEST_YEAR] = [1800, 2100, 1000];

const refusedYear = (year, first) =>
  Number(year) >= first && Number(year) <= LAST_YEAR
    ? null
    : refused(say("the year {year} cannot be meant", { year }), say("Years from {first} to {last} can.", { first, last: LAST_YEAR }));

function day(text, advice = A_DAY, first = FIRST_YEAR) {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    return refusedYear(text.slice(0, 4), first) ?? (isDay(...text.split("-").map(Number)) ? value(text) : refused(say("{text} is not in the calendar", { text })));
  }
  const turned = /^(?<dd>\d{1,2})[./-]\s*(?<mm>\d{1,2})[./-]\s*(?<yyyy>\d{4})$/.exec(text);
  const { yyyy, mm, dd } = (turned ?? /^(?<yyyy>\d{4})[./-]\s*(?<mm>\d{1,2})[./-]\s*(?<dd>\d{1,2})$/.exec(text))?.groups ?? {};
  const says = say("'{text}' is not a day", { text });
  if (!yyyy) return refused(says, advice());
  const refusal = refusedYear(yyyy, first);
  if (refusal) return refusal;
  if (!isDay(Number(yyyy), Number(mm), Number(dd))) return refused(say("'{text}' is not in the calendar", { text }), A_DAY());
  const word = written(yyyy, Number(mm), Number(dd));
  if (!turned || !text.includes("/") || dd > 12 || Number(dd) === Number(mm)) return refused(says, say("did you mean {word}?", { word }), word);
  return refused(says, say("did you mean {word} or {other}?", { word, other: written(yyyy, Number(dd), Number(mm)) }));
}

const whenFrom = (first) => (text) => {
  const refusal = /^\d{4}(-\d{2})?$/.test(text) && refusedYear(text.slice(0, 4), first);
  if (refusal) return refusal;
  if (/^\d{4}(-(0[1-9]|1[0-2]))?$/.test(text)) return value(text);
  if (/^\d{4}-\d{2}$/.test(text)) return refused(say("{text} is not in the calendar", { text }));
  const [, mm, yyyy] = /^(0?[1-9]|1[0-2])[./-]\s*(\d{4})$/.exec(text) ?? [];
  if (!yyyy) return day(text, ABOUT_A_DAY, first);
  const word = `${yyyy}-${two(mm)}`;
  return refusedYear(yyyy, first) ?? refused(say("'{text}' is not a day", { text }), say("did you mean {word}?", { word }), word);
};

const when = whenFrom(FIRST_YEAR);

function clock(text) {
  if (text === "24:00") return refused(say("24:00 is the end of a day"), say("What begins at midnight begins at 00:00 of the day after."));
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? [];
  if (!hours || hours > 23 || minutes > 59) return refused(say("'{text}' is not a time of day", { text }), say("A time is written with 24 hours, as in 17:00."));
  return value(`${two(hours)}:${minutes}`);
}

const endClock = (text) => (text === "24:00" ? value(text) : clock(text));

const moment = (time) => (text) => {
  const [, first, rest] = /^(\d+[-./]\d+[-./]\d+)(?: +|T)(.+)$/.exec(text) ?? [];
  if (!first) return when(text);
  const [date, hour] = [day(first), time(rest)];
  if (!("value" in date)) return date;
  return "value" in hour ? value(`${date.value} ${hour.value}`) : hour;
};

function zone(text, { zones }) {
  if (zones.includes(text)) return value(text);
  return refused(say("'{text}' is not a time zone", { text }), ...meant(text, zones, say("A zone is written as in Europe/Brussels.")));
}

const OTHERWISE = { uk: "GB", el: "GR", usa: "US", "czech republic": "CZ", "česká republika": "CZ" };

function country(text, { countries }) {
  if (countries.some(([code]) => code === text)) return value(text);
  const named = countries.find(([, ...names]) => names.some((name) => name.toLowerCase() === text.toLowerCase()))?.[0];
  const word = OTHERWISE[text.toLowerCase()] ?? named ?? countries.find(([code]) => code === text.toUpperCase())?.[0];
  const advice = word ? say("did you mean '{word}'?", { word }) : say("Two capital letters, as in CZ; EU stands for the whole Union.");
  return refused(say("'{text}' is not the code of a country", { text }), advice, word);
}

function language(text, { languages }) {
  if (languages.some(([code]) => code === text)) return value(text);
  return refused(say("'{text}' is not the code of a language", { text }), say("Two small letters, as in cs."));
}

const AMOUNT = /^-?\d{1,15}(\.\d{1,6})?$/;
const COUNT = /^\d{1,9}$/;
const GROUPED = /^(?<first>-?\d{1,3})(?<gap>[.,])(?<groups>\d{3}(\k<gap>\d{3})*)((?!\k<gap>)[.,](?<decimals>\d{1,6}))?$/;

/* A number without what stands between its thousands, with a point before its decimals; empty where it can be read in two ways. */
function bare(text, pattern) {
  let number = text.replace(/[\s\u00a0\u202f_']/g, "");
  const { first, gap, groups, decimals } = GROUPED.exec(number)?.groups ?? {};
  if (decimals || groups?.includes(gap)) number = [first + groups.replaceAll(gap, ""), decimals].filter(Boolean).join(".");
  else if (/^-?\d+,\d{1,2}$/.test(number)) number = number.replace(",", ".");
  return pattern.test(number) ? number : "";
}

function misread(says, text, pattern, advice) {
  const meant = bare(text, pattern);
  return meant ? refused(says, say("did you mean {word}?", { word: meant }), meant) : refused(says, advice);
}

function amount(text) {
  if (AMOUNT.test(text)) return value(text.replace(/^(-?)0+(?=\d)/, "$1"));
  return misread(say("'{text}' is not a number", { text }), text, AMOUNT, say("Digits alone, with a point before decimals, as in 2053050 or 15.7."));
}

const sum = (text) => (AMOUNT.test(text) && text.startsWith("-") ? refused(say("{text} is less than nothing", { text })) : amount(text));

function count(text) {
  if (COUNT.test(text)) return value(String(Number(text)));
  return misread(say("'{text}' is not a whole number", { text }), text, COUNT, say("Digits alone, as in 2800."));
}

function yes(text) {
  if (!["true", "false", "yes", "no"].includes(text)) return refused(say("'{text}' is neither yes nor no", { text }), say("Write yes or no."));
  return value(["true", "yes"].includes(text) ? "yes" : "no");
}

function address(text) {
  const why = whyRefused(text);
  return why ? refused(why.says, why.advice) : value(text);
}

const mail = (text) => (/^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(text) ? value(text) : refused(say("'{text}' is not a mail address", { text })));

export function slug(text) {
  if (SLUG.test(text) && text.length <= 80) return value(text);
  return refused(say("'{text}' is not an id", { text }), say("Small letters a to z, digits and single hyphens, at most 80."));
}

function oldAddress(text) {
  const path = text.replace(/^\/+|\/+$/g, "");
  if (path && path.length <= 200 && path.split("/").every((part) => SLUG.test(part))) return value(path);
  return refused(say("'{text}' is not an address on this site", { text }), say("The old path of the page, as in good-practices/old-name."));
}

function celex(text) {
  if (/^[0-9CE]\d{4}[A-Z]{1,2}\d{4}(R?\(\d{2}\))?$/.test(text)) return value(text);
  return refused(say("'{text}' is not a CELEX number", { text }), say("As in 32024R1735: sector, year, sort and number."));
}

const READERS = {
  line: line(300), paragraph: line(600), name: line(200), "source-name": line(2000), prose,
  day: (text) => day(text), "about-when": when, "long-ago": whenFrom(OLDEST_YEAR), moment: moment(clock), "end-moment": moment(endClock), clock, "end-clock": endClock,
  zone, country, language, amount, sum, count, yes, address, mail, slug, "old-address": oldAddress, celex,
};

/* Sorts whose values are text: they are quoted where another reader of YAML would take them for something else. */
export const isText = (sort) => ["line", "paragraph", "name", "source-name", "prose"].includes(sort);

/* A sign that cannot be seen, wherever in a text. */
export function unseen(text) {
  const sign = FORBIDDEN.exec(text)?.[0];
  if (sign === undefined) return null;
  const code = `U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  return { ...refused(say("the character {code} cannot be seen and is not allowed", { code }), say("Delete it and type the text around it again.")), now: true };
}

/* { value } or { says, advice } for a text of a sort; `known` holds the countries, languages and zones that there are. */
export function read(sort, text, known) {
  return unseen(text) ?? READERS[sort](text.replace(/\r\n?/g, "\n").trim(), known);
}
