/* Moments that stand on the clock of a zone get the reader's own time beside them, where the reader's clock shows another. */
import { locale } from "./days.js";
import { say } from "./words.js";

const OFFSET = /(?:Z|([+-])(\d\d):(\d\d))$/;

const minutesOf = (moment) => {
  const [, sign, hours, minutes] = OFFSET.exec(moment);
  return sign ? (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -1 : 1) : 0;
};
const clock = (moment) => `${moment.getHours()}:${String(moment.getMinutes()).padStart(2, "0")}`;
const dayOf = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long" });

/* What a reader's clock shows from a moment (and until another), each written with its distance from UTC; "" where it shows the same. */
export function ownTime(from, until = "") {
  const begins = new Date(from);
  if (-begins.getTimezoneOffset() === minutesOf(from)) return "";
  const time = until ? `${clock(begins)}–${clock(new Date(until))}` : clock(begins);
  const there = Number(from.slice(8, 10));
  if (begins.getDate() === there) return say("{time} where you are", { time });
  return say("{day}, {time} where you are", { day: dayOf.format(begins).replaceAll(" ", "\u00a0"), time });
}

for (const moment of document.querySelectorAll("time[data-moment]")) {
  const own = ownTime(moment.dateTime, moment.dataset.until);
  if (!own) continue;
  const beside = document.createElement("span");
  beside.className = "own-time";
  beside.textContent = `(${own})`;
  moment.after(" ", beside);
}
