/* How a call or an event stands, in words: what templates/macros/dates.html.j2 prints, said again in the browser. */
import { say, sayOf } from "./words.js";

const LONG_AGO = -30;

const time = ([, , clock, zone, , city]) => ({ time: clock.replace(/^0/, ""), zone: zone ? say("%(city)s time", { city }) : say("Brussels time") });

function cutWords({ state, days, cut, final }) {
  if (state !== "last") return final ? sayOf("Closes tomorrow", "Closes in %(num)s days", days) : sayOf("Next cut-off tomorrow", "Next cut-off in %(num)s days", days);
  if (cut[2]) return final ? say("Closes today at %(time)s %(zone)s", time(cut)) : say("Next cut-off today at %(time)s %(zone)s", time(cut));
  return final ? say("Closes today") : say("Next cut-off today");
}

export function callWords(status) {
  const { state, days } = status;
  if (state === "planned") return sayOf("Opens tomorrow", "Opens in %(num)s days", days);
  if (["open", "soon", "last"].includes(state)) return cutWords(status);
  if (state === "past") return days === 0 ? say("Closed today") : days < LONG_AGO ? say("Closed") : sayOf("Closed yesterday", "Closed %(num)s days ago", -days);
  if (state === "continuous") return say("Open all the time");
  return state === "cancelled" ? say("Withdrawn") : say("No deadline known");
}

export function eventWords({ state, days }) {
  if (state === "planned") return sayOf("Tomorrow", "In %(num)s days", days);
  if (state === "today") return say("Today");
  if (state === "running") return say("Running now");
  if (state === "undated") return say("Day not announced");
  if (state === "cancelled") return say("Cancelled");
  return state === "postponed" ? say("Postponed") : say("Past");
}

/* The same of either, told apart by its facts (see facts_of in views/status.py). */
export const standingWords = (facts, status) => (facts.ends ? eventWords(status) : callWords(status));

export function registrationWords({ state, days, cut }) {
  if (state === "past") return say("Registration closed");
  if (state !== "last") return sayOf("Registration closes tomorrow", "Registration closes in %(num)s days", days);
  return cut[2] ? say("Registration closes today at %(time)s %(zone)s", time(cut)) : say("Registration closes today");
}
