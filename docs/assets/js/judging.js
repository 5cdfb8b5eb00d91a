/* Whether a call fits who asks: for each question a verdict ("fits", "not" or "open", where the source leaves it open) and the reason
   in words. It touches no page. */
import { say, sayOf } from "./words.js";
import { statusOf, dayIn, daysTo } from "./status.js";

const verdict = (is, reason) => ({ is, reason });

function ofCountry({ countries }, { country, name }, { members }) {
  if (!countries.length) return verdict("open", say("The source does not say which countries it is open to."));
  if (countries.includes(country.code)) return verdict("fits", say("Open to applicants from {country}.", { country: name(country.code) }));
  if (!countries.includes("EU")) return verdict("not", say("Open to other countries: {countries}.", { countries: countries.map(name).join(", ") }));
  if (members.includes(country.code)) return verdict("fits", say("Open to the whole European Union."));
  return verdict("open", say("Open to the European Union; ask whether {country} takes part in the programme.", { country: name(country.code) }));
}

/* A company of a size is one more thing: a small or medium-sized company, or a large one. */
const bodyOf = ({ body, size }, { also, bySize }) => (also[bySize[size]]?.includes(body) ? bySize[size] : body);

function ofBody({ bodies }, { body, called }, { also }) {
  if (!bodies.length) return verdict("open", say("The source does not say which bodies may apply."));
  if ([body, ...(also[body] ?? [])].some((one) => bodies.includes(one))) return verdict("fits", say("Open to bodies like yours."));
  if (bodies.some((one) => also[one]?.includes(body))) return verdict("open", say("Open to some companies only: {bodies}.", { bodies: bodies.map(called).join(", ") }));
  return verdict("not", say("Open to others: {bodies}.", { bodies: bodies.map(called).join(", ") }));
}

/* The sizes that the companies a call names have: a small or medium-sized company has under 250 people. None where any company may
   apply, nor where who asks may be no company. */
function sizesOf(bodies, body, { also, companies, bySize }) {
  const named = bodies.filter((one) => companies.includes(one));
  if (named.some((one) => !also[one]) || (!body && named.length < bodies.length)) return [];
  return Object.keys(bySize).filter((size) => named.some((one) => [one, ...also[one]].includes(bySize[size])));
}

function ofSize({ sizes: written, bodies }, { body, size, sized }, known) {
  const sizes = written.length ? written : sizesOf(bodies, body, known);
  if (!sizes.length) return verdict("open", say("The source does not say which sizes of company may apply."));
  if (sizes.includes(size)) return verdict("fits", say("Open to companies of your size."));
  return verdict("not", say("Open to other sizes: {sizes}.", { sizes: sizes.map(sized).join(", ") }));
}

const ofTopic = ({ topics }, { topic, about }) =>
  topics.includes(topic) ? verdict("fits", say("About {topic}.", { topic: about(topic) })) : verdict("not", say("About something else."));

/* The days left are those to the last deadline that is ahead: who misses the first of several can take the next. */
function ofTime(facts, days, now) {
  const { state } = statusOf(facts, now);
  if (state === "continuous") return verdict("fits", say("Open all the time."));
  const last = facts.cuts?.at(-1);
  if (!last) return verdict("open", say("No deadline is known."));
  const left = daysTo(last[1], dayIn(last[3] || "Europe/Brussels", now));
  const words = sayOf("1 day left to apply.", "{num} days left to apply.", left);
  return verdict(left >= days ? "fits" : "not", words);
}

/* Whether the size of who asks is a question: it is one of companies alone. */
export const sizeMatters = ({ body }, { companies }) => !body || companies.includes(body);

/* The verdicts of a call on the questions that are answered. `asked` is what the call asks for, `facts` where it stands (see
   facts_of in views/status.py), `who` the answers with the names for what they hold, `known` what the page knows of the Union and
   of companies. */
export function judged(asked, facts, who, known, now) {
  return [
    who.country && ofCountry(asked, who, known),
    who.body && ofBody(asked, { ...who, body: bodyOf(who, known) }, known),
    who.size && sizeMatters(who, known) && ofSize(asked, who, known),
    who.topic && ofTopic(asked, who),
    who.days && ofTime(facts, who.days, now),
  ].filter(Boolean);
}

/* The verdict on the whole: one "not" decides, else one question left open. */
export const together = (verdicts) => ["not", "open"].find((is) => verdicts.some((one) => one.is === is)) ?? "fits";
