/* The finished file: copied, downloaded, opened as a pull request or sent by mail. Each way says what it did, and what to do where the
   browser did not allow it; the text is never lost. */
import { save } from "../taking.js";
import { say } from "../words.js";
import { about } from "./known.js";
import { made } from "./marks.js";

const LONGEST_ADDRESS = 6000; // letters of an address that hosts of repositories take
const LONGEST_MAIL = 1800; // and mail programs

const part = (name) => document.querySelector(`[data-${name}]`);

/* Say how it went, text or elements. */
export function told(...said) {
  part("handed").replaceChildren(...said);
}

/* The text, selected, for a reader whose browser copies nothing by itself. */
function byHand(text) {
  const place = part("by-hand");
  const area = place.querySelector("textarea");
  area.value = text;
  place.hidden = false;
  area.focus();
  area.select();
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    byHand(text);
    return false;
  }
}

function link(address, text) {
  const one = made("a", text);
  one.href = address;
  one.rel = "external noopener";
  if (!address.startsWith("mailto:")) one.target = "_blank";
  return one;
}

const query = (pairs) => pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
const BY_HAND = () => say("The browser did not allow it. The text is selected below: copy it from there.");

async function request({ name, text }) {
  const { address, name: asName, text: asText } = about.opened;
  const whole = asText && `${address}?${query([[asName, name], [asText, text]])}`;
  if (whole && whole.length <= LONGEST_ADDRESS) {
    link(whole, "").click();
    return [say("The file opens in a new tab. Choose “Propose changes” there."), " ", link(whole, say("Open it again"))];
  }
  const empty = `${address}?${query([[asName, name]])}`;
  if (!(await copied(text))) return [BY_HAND(), " ", link(empty, say("Then open the empty file and paste it"))];
  link(empty, "").click();
  return [say("The text is too long for an address, so it is copied. Paste it into the empty file that opens in a new tab, then choose “Propose changes”."), " ", link(empty, say("Open it again"))];
}

function mail({ name, text, title }) {
  const whole = `mailto:${about.mail}?${query([["subject", title], ["body", `content/${about.folder}/${name}\r\n\r\n${text.replaceAll("\n", "\r\n")}`]])}`;
  if (whole.length <= LONGEST_MAIL) {
    link(whole, "").click();
    return [say("Your mail program opens with the text. If it does not, copy the file and send it to {mail}.", about)];
  }
  const attached = say("The file {name} is attached.", { name });
  save(name, "application/yaml", text);
  link(`mailto:${about.mail}?${query([["subject", title], ["body", attached]])}`, "").click();
  return [say("The text is too long for a mail that begins by itself, so the file {name} is downloaded. Attach it to a mail to {mail}.", { name, ...about })];
}

const WAYS = {
  request, mail,
  copy: async ({ text }) => [await copied(text) ? say("The file is copied.") : BY_HAND()],
  download: ({ name, text }) => {
    save(name, "application/yaml", text);
    return [say("The file {name} is downloaded. It belongs in {folder}.", { name, folder: `content/${about.folder}/` })];
  },
};

/* Hand in a file { name, text, title } by a way; gives what is to be told of it. */
export function handIn(way, file) {
  part("by-hand").hidden = true;
  return WAYS[way](file);
}
