/* The home page's dateline, numbers and dial on a day after the build. The dial is turned by the days gone since: today stays at the top,
   what has passed leaves it. Its measures are those of views/dial.py. */
import { daysTo } from "./status.js";
import { daySaid, weekOf, weekdaySaid } from "./days.js";
import { say, sayOf } from "./words.js";

const MIDDLE = 280;
const DAYS = 365;
const round = (value) => Math.round(value * 10) / 10;
const dateline = document.querySelector(".dateline[data-day]");
const dial = document.querySelector("svg[data-day]");
const calls = [...document.querySelectorAll("[data-ahead=calls] > li")];
const numbered = [...calls, ...document.querySelectorAll("[data-ahead=duties] > li")]; // as on the dial when it was built

const angle = (days) => (2 * Math.PI * days) / DAYS;
const point = (days, radius) => [MIDDLE + radius * Math.sin(angle(days)), MIDDLE - radius * Math.cos(angle(days))];
function arc(from, to, radius) {
  const [[x, y], [u, v]] = [point(from, radius), point(to, radius)].map((at) => at.map((value) => value.toFixed(1)));
  return `M${x} ${y}A${radius} ${radius} 0 ${Number(to - from > DAYS / 2)} 1 ${u} ${v}`;
}
const set = (node, values) => Object.entries(values).forEach(([name, value]) => node.setAttribute(name, value));
const hide = (node, hidden) => (hidden ? node.setAttribute("display", "none") : node.removeAttribute("display"));

/* 1; 1–2 for numbers that follow each other; 1, 3 for others. */
const span = (numbers) => (numbers.length > 1 && numbers.every((number, index) => number === numbers[0] + index) ? `${numbers[0]}–${numbers.at(-1)}` : numbers.join(", "));

/* The numbers of the marks as they stand now: those in the list, in its order. */
function renumber() {
  const shown = [...document.querySelectorAll("[data-ahead] > li")].filter((item) => !item.hidden && numbered.includes(item));
  shown.forEach((item, index) => {
    const number = item.querySelector(".mark-no")?.lastChild;
    if (number && number.textContent !== String(index + 1)) number.textContent = String(index + 1);
  });
  return new Map(shown.map((item, index) => [item, index + 1]));
}

function turnMark(group, gone, numbers) {
  const { from, to, radius } = group.dataset;
  const left = group.dataset.numbers.split(" ").map((number) => numbers.get(numbered[number - 1])).filter(Boolean).sort((one, other) => one - other);
  const days = Math.min(DAYS - 1, to - gone);
  hide(group, !left.length || days < 0);
  const [x, y] = point(days, Number(radius));
  const label = span(left);
  const shape = group.querySelector("rect");
  if (!shape) {
    const opens = Math.max(0, from - gone);
    group.querySelector("path").setAttribute("d", arc(opens, Math.max(opens, days), Number(radius)));
    const ring = group.querySelector("circle");
    if (ring) {
      hide(ring, opens === 0);
      const [cx, cy] = point(opens, Number(radius));
      set(ring, { cx: round(cx), cy: round(cy) });
    }
    return;
  }
  const height = Number(shape.getAttribute("height"));
  const width = height + 8.5 * (label.length - 1);
  set(shape, { x: round(x - width / 2), y: round(y - height / 2), width });
  const text = group.querySelector("text");
  set(text, { x: round(x), y: round(y + 4.6) });
  text.textContent = label;
}

function turnMonth(group, gone) {
  for (const path of group.querySelectorAll("path")) path.setAttribute("transform", `rotate(${round((-360 * gone) / DAYS)} ${MIDDLE} ${MIDDLE})`);
  const text = group.querySelector("text");
  text.dataset.at ??= `${text.getAttribute("x")} ${text.getAttribute("y")}`;
  const [x, y] = text.dataset.at.split(" ").map((value, index) => value - MIDDLE - 5 * index);
  const turned = -angle(gone);
  set(text, { x: round(MIDDLE + x * Math.cos(turned) - y * Math.sin(turned)), y: round(MIDDLE + 5 + x * Math.sin(turned) + y * Math.cos(turned)) });
}

/* The days to the next opening or deadline. Deadlines come first on a day that has both. */
function showNext(statuses) {
  const group = dial.querySelector("[data-next-day]");
  if (!group) return;
  hide(group, !statuses.length);
  const days = Math.min(...statuses.map((status) => status.days));
  const soonest = statuses.filter((status) => status.days === days);
  const closing = soonest.filter((status) => status.state !== "planned").length;
  const what = closing ? sayOf("next deadline", "next deadlines", closing) : sayOf("next call", "next calls", soonest.length);
  const words = [String(days), sayOf("day to the", "days to the", days), what];
  group.querySelectorAll("text").forEach((text, index) => { text.textContent = words[index]; });
}

function sayDay(today) {
  const [day, number] = dateline.children;
  day.textContent = `${weekdaySaid(today)} ${daySaid(today)}`;
  number.textContent = say("Week %(number)s", { number: weekOf(today) });
}

function count(planned, open) {
  const days = planned[0]?.days;
  dateline.querySelector("[data-open]").textContent = open ? sayOf("1 call open", "%(num)s calls open", open) : say("No call on record is open");
  const next = [say("Next:"), " "];
  if (planned.length) next.push(sayOf("1 call will open", "%(num)s calls will open", planned.filter((status) => status.days === days).length), " ", sayOf("tomorrow", "in %(num)s days", days));
  dateline.querySelector("[data-next]").textContent = planned.length ? ` ${next.join("")}` : "";
}

document.addEventListener("up-to-date", ({ detail: { today, standing } }) => {
  const statuses = calls.map((item) => standing.get(item)?.status).filter((status) => status?.ahead);
  const planned = statuses.filter((status) => status.state === "planned").sort((one, other) => one.days - other.days);
  const numbers = renumber();
  if (dateline) {
    if (today !== dateline.dataset.day) sayDay(today);
    count(planned, statuses.length - planned.length + Number(dateline.dataset.always));
  }
  if (!dial) return;
  const gone = daysTo(today, dial.dataset.day);
  dial.querySelectorAll("[data-numbers]").forEach((group) => turnMark(group, gone, numbers));
  dial.querySelectorAll("[data-month]").forEach((group) => turnMonth(group, gone));
  showNext(statuses);
});
