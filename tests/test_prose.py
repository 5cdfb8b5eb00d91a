"""Contributed Markdown becomes HTML that can do no harm; small texts with their whole HTML, large ones with their time."""

import subprocess
import sys
from time import process_time

import pytest

from knowledge_hub.prose import ATTRIBUTES, TAGS, html_of

SAFE = 'rel="noopener noreferrer nofollow"'


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("", ""),
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>\n"),
        ("*a* **b** ~~c~~", "<p><em>a</em> <strong>b</strong> <del>c</del></p>\n"),
        ("One\\\ntwo", "<p>One<br>\ntwo</p>\n"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n'),
        ("> - a", "<blockquote>\n<ul>\n<li>a</li>\n</ul>\n</blockquote>\n"),
        ("a & b < c", "<p>a &amp; b &lt; c</p>\n"),
        ("`<b>`", "<p><code>&lt;b&gt;</code></p>\n"),
        ("```html\n<b>\n```", "<pre><code>&lt;b&gt;\n</code></pre>\n"),
        (
            "| a | b |\n|:--|--:|\n| 1 | 2 |",
            '<table>\n<thead>\n<tr>\n<th align="left">a</th>\n<th align="right">b</th>\n</tr>\n</thead>\n'
            '<tbody>\n<tr>\n<td align="left">1</td>\n<td align="right">2</td>\n</tr>\n</tbody>\n</table>\n',
        ),
        ("{{ 7 * 7 }} {% raw %}", "<p>{{ 7 * 7 }} {% raw %}</p>\n"),
    ],
)
def test_what_markdown_is_for(markdown: str, html: str) -> None:
    assert html_of(markdown) == html


def test_headings_begin_below_those_of_the_page() -> None:
    below = "<h3>A</h3>\n<h3>B</h3>\n<h4>C</h4>\n<h5>D</h5>\n<h5>E</h5>\n<h5>F</h5>\n"
    assert html_of("# A\n## B\n### C\n#### D\n##### E\n###### F") == below


@pytest.mark.parametrize(
    ("markdown", "href"),
    [
        ("[x](https://a.eu/b?c=d&e=f#g)", "https://a.eu/b?c=d&amp;e=f#g"),
        ("[x](http://a.eu)", "http://a.eu"),
        ("[x](mailto:a@b.eu)", "mailto:a@b.eu"),
        ("[x](tel:+420123456789)", "tel:+420123456789"),
        ("[x](#part)", "#part"),
        ("[x](/policies/espr/)", "/policies/espr/"),
        ("[x](../espr/)", "../espr/"),
        ("[x](policies/espr/)", "policies/espr/"),
        ("[x]\n\n[x]: https://a.eu", "https://a.eu"),
        ("[x](https&colon;//a.eu)", "https://a.eu"),
        ("[x](/\\\\a.eu)", "/%5Ca.eu"),
    ],
)
def test_a_link_that_may_stay(markdown: str, href: str) -> None:
    assert html_of(markdown) == f'<p><a href="{href}" {SAFE}>x</a></p>\n'


@pytest.mark.parametrize("markdown", ["<https://a.eu/>", "https://a.eu/"])
def test_an_address_becomes_a_link(markdown: str) -> None:
    assert html_of(markdown) == f'<p><a href="https://a.eu/" {SAFE}>https://a.eu/</a></p>\n'


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:a()", "JaVaScRiPt:a()", "vbscript:x", "data:text/html;base64,PHNjcmlwdD4=", "file:///etc/passwd", "ftp://a.eu/"),
        *("&#106;avascript:a()", "&#x6A;avascript&colon;a()", "&#0000106&#0000097vascript:a()", "&Tab;javascript:a()"),
        *("java&#10;script:a()", "java&NewLine;script:a()", "&amp;#106;avascript:a()", "%6aavascript:a()", "feed:javascript:a()"),
        *("//a.eu", "///a.eu", "\\\\\\\\a.eu", "&sol;&sol;a.eu", "https:///a.eu", "https:a.eu", "https:/a.eu"),
        *("https://a.eu@b.eu/", "https://a:b@b.eu/", "https://a.eu:8080/", "https://localhost/"),
        *("https://127.0.0.1/", "https://[::1]/", "https://0x7f.1/"),
        *("page.html", "a:b", "./a:b/../javascript:x", "?q=a"),
    ],
)
def test_a_link_that_may_not_stay_leaves_its_words(address: str) -> None:
    assert html_of(f"[x]({address})") == f"<p><a {SAFE}>x</a></p>\n"


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("<script>alert(1)</script>", "\n"),
        ("a <script>alert(1)</script> b", "<p>a alert(1) b</p>\n"),
        ("<img src=x onerror=alert(1)>", "\n"),
        ("![a picture](https://a.eu/x.png)", "<p></p>\n"),
        ("![a picture](javascript:alert(1))", "<p></p>\n"),
        ("a <b onclick=alert(1)>b</b>", "<p>a b</p>\n"),
        ('<a href="javascript:alert(1)">x</a>', "<p>x</p>\n"),
        ("<iframe src=https://a.eu></iframe>", "\n"),
        ("<style>*{display:none}</style>", "\n"),
        ("<svg><style><img src=x onerror=alert(1)></style></svg>", "<p></p>\n"),
        ("<math><mtext></p><script>alert(1)</script>", "<p>alert(1)</p>\n"),
        ("<form action=https://a.eu><input>", "\n"),
        ("<base href=https://a.eu>", "\n"),
        ("<!-- hub: cards -->", "\n"),
        ("<javascript:alert(1)>", f"<p><a {SAFE}>javascript:alert(1)</a></p>\n"),
        (
            '[x](https://a.eu "y\\" onclick=\\"alert(1)")',
            f'<p><a href="https://a.eu" title="y&quot; onclick=&quot;alert(1)" {SAFE}>x</a></p>\n',
        ),
        ('[x](https://a.eu/"onclick="alert(1))', f'<p><a href="https://a.eu/%22onclick=%22alert(1)" {SAFE}>x</a></p>\n'),
        ("```x onload=alert(1)\n```", "<pre><code></code></pre>\n"),
        ("- [x] done", "<ul>\n<li> done</li>\n</ul>\n"),
        ("\0", "<p>\ufffd</p>\n"),
    ],
)
def test_what_could_do_harm_is_gone(markdown: str, html: str) -> None:
    assert html_of(markdown) == html


def test_no_element_and_no_attribute_that_runs_or_loads_anything_is_let_through() -> None:
    harmful = ["script", "style", "img", "svg", "math", "iframe", "object", "embed", "form", "input", "base", "link", "meta", "video"]
    assert TAGS.intersection(harmful) == set()
    assert {name for names in ATTRIBUTES.values() for name in names} == {"href", "title", "start", "align"}


@pytest.mark.parametrize(
    "markdown",
    [
        *("[" * 50_000, "![" * 25_000, "[a](" * 12_500, "[a](<b" * 8_000, "]" * 50_000, "(" * 50_000),
        *("*a " * 17_000, "*a_ " * 12_500, "**a" * 8_000 + "b**" * 8_000, "~~a" * 17_000, "".join("`" * i + " " for i in range(300))),
        *("> " * 25_000, ">" * 50_000, "- " * 25_000, "+ " * 25_000 + "a", "1. " * 17_000 + "a", "> + " * 12_500, "- > " * 12_500 + "a"),
        "".join("  " * depth + "- a\n" for depth in range(220)),
        *("<" * 50_000, "<!--" * 12_500, '<a href="' * 5_500, "<![CDATA[" * 5_500, "&" * 50_000, "&#x6A;" * 8_000, "\\" * 50_000),
        *("www." * 12_500, "a@" * 25_000, "https://a.eu/(" * 3_500),
        *("|a" * 12_500 + "\n" + "|-" * 12_500, "|" * 300 + "\n" + "|-" * 300 + "\n" + "|\n" * 5_000),
        "".join(f"[{number}]: /a\n" for number in range(4_000)) + "[b] " * 4_000,
    ],
    ids=lambda markdown: markdown[:12].replace("\n", " ").replace("\\", "backslash"),
)
def test_a_text_made_to_be_slow_takes_less_than_a_second(markdown: str) -> None:
    began = process_time()
    html_of(markdown)
    assert process_time() - began < 1


@pytest.mark.parametrize("depth", [29, 30, 31, 5_000])
def test_quotes_in_quotes_end_at_thirty(depth: int) -> None:
    assert html_of(">" * depth + " a").count("<blockquote>") == min(depth, 30)


MEASURED = """
import resource
from knowledge_hub.prose import html_of
text = "A text with **bold** words.\\n\\n- a list\\n- [a link](https://a.eu)\\n\\n" * 6
def most():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for number in range(4000):
    html_of(f"{text}{number}")
    if number == 500:
        before = most()
print(most() / before)
"""


def test_a_text_that_was_drawn_leaves_nothing_in_memory() -> None:
    grown = subprocess.run([sys.executable, "-c", MEASURED], capture_output=True, text=True, check=True).stdout
    assert float(grown) < 1.1
