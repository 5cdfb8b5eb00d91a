"""One policy says which addresses may stand in contributed text."""

import pytest

from knowledge_hub.addresses import allowed, why_refused

COPY = "Copy the address from the browser's address bar."
HTTPS = "An address begins with https://."

STAY = [
    *("https://ksd.eu", "https://ksd.eu/", "http://ksd.eu/a/b.html?c=d&e=f#g", "HTTPS://KSD.EU/", "https://www.my-ksd.example.co.uk/"),
    *("https://ksd.eu:443/", "http://ksd.eu:80/", "https://ksd.eu./", "https://1.ksd.eu/", "https://2030.ksd/", "https://a.localhost.eu/"),
    *("https://ksd.eu/a_(b)", "https://ksd.eu/~a/@b/c:d", "https://ksd.eu/%20", "https://ksd.eu/a'b", "https://ksd.eu/javascript:a"),
    *("https://háčky.cz/žluť?ř=š", "https://xn--hky-gla5m.cz/", "https://ksd.eu/?a=1&copy=2", "https://ksd.eu/?u=https://wood.eu/"),
]

REFUSED = [
    ("is empty", HTTPS, [""]),
    ("has 2001 characters; an address has at most 2000", "", ["https://ksd.eu/" + "a" * 1986]),
    ("'{}' is not an address on the web", HTTPS, ["javascript:a()", "data:,a", "mailto:a@b.eu", "www.ksd.eu", "ksd.eu", "/a/", "#a"]),
    ("'{}' does not say how to get there", HTTPS, ["//ksd.eu/", "///ksd.eu/", "&sol;/ksd.eu/"]),
    ("'{}' holds a space or a sign that no address has", COPY, [" https://ksd.eu/", "https://ksd.eu/a b", "https://ksd.eu/\n"]),
    ("'{}' holds a space or a sign that no address has", COPY, ["java\tscript:a", "https:\\\\ksd.eu", "https://ksd.eu/<a>"]),
    ("'{}' is not an address", COPY, ["https://ksd.eu:a/", "https://ksd.eu:99999/", "https://[", "https://[::1/"]),
    ("'{}' holds a user name", "Leave out what stands before the @.", ["https://a@ksd.eu/", "https://a:b@ksd.eu/", "https://ksd.eu@a.eu/"]),
    ("'{}' names a port", "Leave out the colon and the number behind the host.", ["https://ksd.eu:8080/", "https://ksd.eu:22/"]),
    ("'{}' names a machine by number", "Use the name of the site.", ["https://127.0.0.1/", "https://8.8.8.8/", "https://[::1]/"]),
    (
        "'{}' names a machine by number",
        "Use the name of the site.",
        ["https://[2001:db8::1]/", "https://１２７.0.0.1/", "https://①②⑦.0.0.1/"],
    ),
    ("'{}' names no public site", COPY, ["https://localhost/", "https://LOCALHOST/", "https://localhost./", "https://%6cocalhost/"]),
    ("'{}' names no public site", COPY, ["https://router.local/", "https://a.internal/", "https://a.test/", "https://intranet/"]),
    ("'{}' names no public site", COPY, ["https://127.1/", "https://2130706433/", "https://0x7f.0x0.0x0.0x1/", "https://0x7f.1/"]),
    ("'{}' names no public site", COPY, ["https://a..eu/", "https://-a.eu/", "https://a_b.eu/", "https://.eu/", "https:///ksd.eu"]),
]


@pytest.mark.parametrize("address", [*STAY, "https://ksd.eu/" + "a" * 1985])
def test_an_address_that_stays(address: str) -> None:
    assert why_refused(address) is None
    assert allowed(address)


@pytest.mark.parametrize(
    ("address", "says", "advice"), [(address, says, advice) for says, advice, addresses in REFUSED for address in addresses]
)
def test_an_address_that_is_refused(address: str, says: str, advice: str) -> None:
    assert why_refused(address) == (says.format(address), advice)


@pytest.mark.parametrize(
    "address",
    [
        *("mailto:a@b.eu", "mailto:a@b.eu?subject=Heat", "tel:+420123456789"),
        *("#part", "/", "/policies/espr/", "../espr/", "./espr", "policies/espr/#duties"),
    ],
)
def test_prose_may_also_link_to_mail_telephone_and_this_site(address: str) -> None:
    assert allowed(address)


@pytest.mark.parametrize(
    "address",
    [
        *("", "espr", "espr.html", "?q=heat", "//ksd.eu/", "/\\ksd.eu/", "..//\\ksd.eu", "\\ksd.eu"),
        *("javascript:a()", "&#106;avascript:a()"),
        *("mailto:", "mailto:a b", "mailto:<a>", "tel:", "sms:123", "a:b/c", "policies:espr/", "/a\tb/", "/a b/", '/"a/', "./a:b"),
    ],
)
def test_prose_may_link_to_nothing_else(address: str) -> None:
    assert not allowed(address)
