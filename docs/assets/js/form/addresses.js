/* The hub's one policy for addresses, as knowledge_hub/addresses.py has it: what is wrong with an outside address, or null. */
import { say } from "../words.js";

const HOST = /^(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))+$/;
const NUMBER = /^(\d+|0x[0-9a-f]*)$/;
const PRIVATE = [".local", ".localhost", ".internal", ".lan", ".home", ".test", ".invalid"];
const IPV4 = /^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/;
const ENTITY = /&(#\d+|#x[0-9a-f]+|[a-z][a-z0-9]*);?/gi;

const parser = new DOMParser();
const unescaped = (text) => text.replace(ENTITY, (entity) => parser.parseFromString(entity, "text/html").body.textContent);

const wrong = (says, advice = "") => ({ says, advice });
const FROM_BAR = () => say("Copy the address from the browser's address bar.");
const BEGINS = () => say("An address begins with https://.");

/* Scheme, user, host and port of an address; null where it is none. */
function parts(address) {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1].toLowerCase() ?? "";
  const [, place] = /^(?:[a-z][a-z0-9+.-]*:)?\/\/([^/?#]*)/i.exec(address) ?? ["", ""];
  if (place.includes("[") !== place.includes("]")) return null;
  const user = place.includes("@");
  const [, bracketed, plain, port = ""] = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::(.*))?$/.exec(place.slice(place.lastIndexOf("@") + 1)) ?? [];
  if (bracketed === undefined && plain === undefined) return null;
  if (port && (!/^\d+$/.test(port) || Number(port) > 65535)) return null;
  return { scheme, user, host: (bracketed ?? plain).toLowerCase(), port: port && Number(port) };
}

function ascii(named) {
  let host = named;
  try { host = decodeURIComponent(named); } catch { /* a stray per cent sign names no site */ }
  if (/^[\x00-\x7f]*$/.test(host)) return host.toLowerCase().replace(/\.+$/, "");
  try { return new URL(`http://${host}/`).hostname.replace(/\.+$/, ""); } catch { return ""; }
}

function isNumber(host) {
  if (IPV4.test(host)) return true;
  if (!/^[0-9a-f:.]+$/.test(host) || !host.includes(":")) return false;
  return URL.canParse(`http://[${host}]/`);
}

function whyHostRefused(named, address) {
  const host = ascii(named);
  if (isNumber(host)) return wrong(say("'{address}' names a machine by number", { address }), say("Use the name of the site."));
  if (!HOST.test(host) || PRIVATE.some((end) => host.endsWith(end)) || NUMBER.test(host.slice(host.lastIndexOf(".") + 1))) {
    return wrong(say("'{address}' names no public site", { address }), FROM_BAR());
  }
  return null;
}

export function whyRefused(address) {
  const plain = unescaped(address);
  const length = [...plain].length;
  if (!plain) return wrong(say("is empty"), BEGINS());
  if (length > 2000) return wrong(say("has {length} characters; an address has at most 2000", { length }));
  if (/[\x00-\x20\x7f\\<>"`{}|^]/.test(plain)) return wrong(say("'{address}' holds a space or a sign that no address has", { address }), FROM_BAR());
  if (plain.startsWith("//")) return wrong(say("'{address}' does not say how to get there", { address }), BEGINS());
  const found = parts(plain);
  if (!found) return wrong(say("'{address}' is not an address", { address }), FROM_BAR());
  if (!["http", "https"].includes(found.scheme)) return wrong(say("'{address}' is not an address on the web", { address }), BEGINS());
  if (found.user) return wrong(say("'{address}' holds a user name", { address }), say("Leave out what stands before the @."));
  if (!["", 80, 443].includes(found.port)) return wrong(say("'{address}' names a port", { address }), say("Leave out the colon and the number behind the host."));
  return whyHostRefused(found.host, address);
}
