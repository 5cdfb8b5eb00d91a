"""The one policy for addresses in contributed text: what may stand in a link of ours."""

import html
import ipaddress
import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote, urlsplit

# Most addresses are of this form, in which nothing is hidden: no entity, no escape in the host, no user, no port.
_USUAL = re.compile(r"https?://([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:[/?#][\w.~:/?#@!$'()*+,;=%-]*)?", re.ASCII)
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))+")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")  # a last part like this makes browsers read the host as an IPv4 address
_FORMATS = {"pdf", "doc", "docx", "odt", "ppt", "pptx", "odp", "xls", "xlsx", "ods", "csv", "zip"}
_PRIVATE_ENDINGS = (".local", ".localhost", ".internal", ".lan", ".home", ".test", ".invalid")


def why_refused(address: str) -> tuple[str, str] | None:
    """What is wrong with an outside address and what to write instead, or None where nothing is."""
    usual = _USUAL.fullmatch(address)
    if usual and len(address) <= 2000:
        says = _why_host_refused(usual[1])
        return (f"'{address}' {says[0]}", says[1]) if says else None
    plain = html.unescape(address)
    if not plain:
        return "is empty", "An address begins with https://."
    if len(plain) > 2000:
        return f"has {len(plain)} characters; an address has at most 2000", ""
    if re.search(r"[\x00-\x20\x7f\\<>\"`{}|^]", plain):
        return f"'{address}' holds a space or a sign that no address has", "Copy the address from the browser's address bar."
    if plain.startswith("//"):
        return f"'{address}' does not say how to get there", "An address begins with https://."
    try:
        parts = urlsplit(plain)
        port = parts.port
    except ValueError:
        return f"'{address}' is not an address", "Copy the address from the browser's address bar."
    if parts.scheme not in ("http", "https"):
        return f"'{address}' is not an address on the web", "An address begins with https://."
    if parts.username is not None or parts.password is not None:
        return f"'{address}' holds a user name", "Leave out what stands before the @."
    if port not in (None, 80, 443):
        return f"'{address}' names a port", "Leave out the colon and the number behind the host."
    says = _why_host_refused(parts.hostname or "")
    return (f"'{address}' {says[0]}", says[1]) if says else None


@lru_cache(maxsize=4096)
def _why_host_refused(named: str) -> tuple[str, str] | None:
    try:
        host = unquote(named).encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError:
        host = ""
    try:
        ipaddress.ip_address(host.strip("[]"))
        return "names a machine by number", "Use the name of the site."
    except ValueError:
        pass
    if not _HOST.fullmatch(host) or host.endswith(_PRIVATE_ENDINGS) or _NUMBER.fullmatch(host.rsplit(".", 1)[1]):
        return "names no public site", "Copy the address from the browser's address bar."
    return None


def in_disguise(address: str) -> tuple[str, str] | None:
    """The host of an address that passes for another: with letters of an alphabet that is not Latin, below a name that is. Beside it stands
    the host as computers write it (RFC 3492). None for all others.
    """
    if _USUAL.fullmatch(address):
        return None
    host = unquote(urlsplit(html.unescape(address)).hostname or "")
    names = host.split(".")
    latin = all(unicodedata.name(sign, "").startswith("LATIN") for sign in host if sign.isalpha())
    if latin or not names[-1].isascii():
        return None
    return host, ".".join(name if name.isascii() else f"xn--{name.encode('punycode').decode()}" for name in names)


def allowed(address: str) -> bool:
    """Whether a link in contributed Markdown may stay: the web, mail, a telephone, or a spot on this site."""
    plain = html.unescape(address)
    if re.match(r"(mailto|tel):[^\x00-\x20\\<>\"]+$", plain):
        return True
    if re.match(r"(#|\.{0,2}/(?![/\\])|[a-z0-9-]+/)[\w./#?&=%+~-]*$", plain):
        return not re.search(r"^[^/]*:", plain)
    return why_refused(address) is None


def format_of(address: str) -> str:
    """The format of a document, by the end of its address, in capitals as it is usually said; empty for a page."""
    ending = address.partition("?")[0].partition("#")[0].rpartition(".")[2].lower()
    return ending.upper() if ending in _FORMATS else ""
